"""One in another's place: "cancel Olga and book Peter in her place", "replace Olga with Peter"."""

import re
from collections.abc import Callable

from graph.understanding.offline.cues.nouns import PLEASE
from graph.understanding.schema import Act, BookingWords, Intent, Pronoun

_IN_PLACE = re.compile(r",?\s*\b(?:in|for|at) (?:his|her|their|its|that|the same) (?:place|slot|spot|time)\b", re.I)
_INSTEAD = re.compile(r",?\s*\binstead\b(?! of)", re.I)
_REPLACE = re.compile(rf"^(?P<please>{PLEASE})replace (?P<old>.+?) (?:with|by) (?P<new>.+)$", re.I)

_SWAP = re.compile(
    rf"^{PLEASE}(?:swap|switch) (?:my |the )?(?:\w+s? with )?(?P<one>.+?) (?:and|with) (?P<other>.+?)\W*$",
    re.I,
)


def in_ones_place(message: str, understand: Callable[[str], tuple[Act, ...]]) -> tuple[Act, ...] | None:
    """Giving one up and booking another, both or neither, at the old one's time where none is said; or a swap."""
    if (hit := _SWAP.match(message)) is not None:
        one, other = (BookingWords(person=hit[name]) for name in ("one", "other"))
        return (Act(intent=Intent.RESCHEDULE, booking=one, swaps=other),)
    replaced = _REPLACE.sub(r"\g<please>cancel \g<old> and book \g<new>", message)
    said = _INSTEAD.sub("", _IN_PLACE.sub("", replaced))
    if said == message:
        return None
    acts = understand(said)
    if [act.intent for act in acts] != [Intent.CANCEL, Intent.BOOK]:
        return None
    old, new = acts
    takes_place = None if new.when else BookingWords(pronoun=Pronoun.IT)
    typed = _IN_PLACE.search(message)
    return old, new.model_copy(
        update={"together": True, "booking": takes_place, "said": typed and typed[0].strip(" ,")}
    )
