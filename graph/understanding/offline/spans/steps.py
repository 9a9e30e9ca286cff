"""What is said at a card with several steps: which of them go, and which one shall be otherwise."""

import re
from collections.abc import Callable

from graph.understanding.dialogue import Dialogue, Pending
from graph.understanding.nouns import ORDINALS
from graph.understanding.schema import Act, BookingWords, Intent
from graph.understanding.text import words
from tools.likeness import words_of

_OFF = frozenset(("not", "without", "except", "but", "out", "off", "skip", "drop", "remove", "leave"))
_ONLY = frozenset(("only", "just"))
_AROUND = frozenset(("the", "one", "no", "and", "please", "all", "everything", "with", "take"))
_POINTED = re.compile(
    rf"^((?:(?:and|make|move|put|for|no)\W+)*)(?:the )?({'|'.join(ORDINALS)}|\d)(?: one)?\b(?!:)", re.I
)
_GIVING_UP = (Intent.CANCEL, Intent.DECLINE)


def steps_in(message: str, dialogue: Dialogue, understand: Callable[[str], tuple[Act, ...]]) -> tuple[Act, ...] | None:
    """The act that takes steps off the card, or changes one of them; None where it says something else.

    Args:
        understand: reads what is said of the one that is meant, as it is read at its own card.
    """
    steps = dialogue.pending.steps if dialogue.pending else ()
    if not steps:
        return None
    if gone := _taken_off(words(message), steps):
        return (Act(intent=Intent.CHANGE, removes=tuple(str(n + 1) for n in gone)),)
    hit = _POINTED.match(message)
    if hit is None:
        return None
    place = _place(hit[2].lower(), len(steps))
    acts = understand(f"{hit[1]}it{message[hit.end() :]}")
    if place is None or len(acts) != 1 or not (acts[0].when or acts[0].duration):
        return None
    return (acts[0].model_copy(update={"intent": Intent.CHANGE, "booking": BookingWords(ordinal=place + 1)}),)


def _taken_off(said: list[str], steps: tuple[Pending, ...]) -> tuple[int, ...]:
    """The steps that are not wanted: those named behind "without", or all but those behind "only"."""
    pointed = {word: meant for word in said if (meant := _meant(word, steps))}
    around = [word for word in said if word not in pointed]
    meant = {place for places in pointed.values() for place in places}
    keeps = "keep" in around and all(steps[place].action in _GIVING_UP for place in meant)
    left = [word for word in around if word not in _OFF | _ONLY | _AROUND and not (word == "keep" and keeps)]
    if left or not meant or not (keeps or not (_OFF | _ONLY).isdisjoint(around)):
        return ()
    is_rest = not _ONLY.isdisjoint(around)
    return tuple(n for n in range(len(steps)) if (n in meant) != is_rest)


def _meant(word: str, steps: tuple[Pending, ...]) -> set[int]:
    """By place, or by a word of the person's name or address."""
    place = _place(word, len(steps))
    if place is not None:
        return {place}
    named = ({*words_of(step.person or ""), step.email} for step in steps)
    return {n for n, names in enumerate(named) if word in names}


def _place(word: str, count: int) -> int | None:
    """ "second", "2", "last"; None where there is no such one."""
    place = int(word) - 1 if word.isdigit() else ORDINALS.get(word)
    if place is None:
        return None
    place = count + place if place < 0 else place
    return place if 0 <= place < count else None
