"""A yes or a no to a card with several steps: what would be one to each of them, said of all of them or of none."""

from collections.abc import Iterator
from itertools import groupby

from graph.understanding.dialogue import Pending
from graph.understanding.text import words

_SET = frozenset(("both", "all", "of", "them", "these"))


def each_of(pending: Pending) -> tuple[Pending, ...]:
    """The kinds of steps, without their values: to repeat those of one step is no yes to the others."""
    return tuple(Pending(action=action) for action in dict.fromkeys(step.action for step in pending.steps))


def wordings(message: str, pending: Pending) -> Iterator[str]:
    """The message as it would be said of one step: "book both" as "book it", "yes, all of them" as "yes"."""
    yield message
    count = str(len(pending.steps))
    of_all = _SET if count == "2" else _SET - {"both"}
    of_all |= {count}
    runs = [(is_set, list(run)) for is_set, run in groupby(words(message), of_all.__contains__)]
    if sum(is_set for is_set, _ in runs) != 1:
        return
    for one in ("it", ""):
        yield " ".join(one if is_set else " ".join(run) for is_set, run in runs)
