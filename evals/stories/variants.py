"""Which words are said: a turn as written, or one of its variants."""

from evals.stories.scenario import Turn


def words_of(turn: Turn, variant: int) -> str:
    """Variant n of a turn that has so many, else its last one; 0 is as written. Of a button its name."""
    if turn.press is not None:
        return turn.press
    said = [turn.user or "", *turn.variants]
    return said[min(variant, len(said) - 1)]
