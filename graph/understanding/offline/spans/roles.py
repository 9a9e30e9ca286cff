"""What a small word does to the span behind it: left out, given up or old. Opened before anything is filled.

A name that is refused is in no class of people any more, so no frame can put it into the place of the person.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph.understanding.offline.spans.spans import Span

_OPENS = {
    "except": ("besides", "old"),
    "keep": ("besides", "old"),
    "without": ("refused", "refused"),
    "instead_of": ("refused", "old"),
    "around": ("beside", "beside"),
}
_EXCEPT = re.compile(r"(.+?),? (?:apart from|except(?: for)?|but(?: not)?|other than|not|without) (?:the )?(.+)", re.I)
_REACH = 4  # small words between a role and what it is about
_FILLS = ("person", "time", "number")
_AROUND = ("person", "type")  # "after her intro call"; a time behind such a word is one with it
_PASSED = frozenset(("filler", "meeting", "me", "pronoun", "to", "from", "many"))


def with_roles(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in which those behind a role have its class alone; a role about nothing is "open"."""
    found = list(_split(tuple(spans)))
    for at, span in enumerate(found):
        role = next((name for name in _OPENS if span.has(name)), None)
        if role is None:
            continue
        place = _filled_by(found, at + 1, _AROUND if role == "around" else _FILLS)
        if place is None:
            found[at] = replace(span, classes=frozenset(("open",)))
            continue
        found[at] = replace(span, classes=frozenset(("filler",)))
        person, other = _OPENS[role]
        found[place] = replace(found[place], classes=frozenset((person if found[place].has("person") else other,)))
    return tuple(found)


def _split(spans: tuple[Span, ...]) -> Iterator[Span]:
    """ "Tomorrow apart from the 3pm" of a cancellation: the day, and the booking that stays."""
    is_cancelled = any(span.has("cancel") for span in spans)
    for span in spans:
        parts = _EXCEPT.fullmatch(span.text) if is_cancelled and span.has("time") else None
        if parts is None:
            yield span
            continue
        yield replace(span, text=parts[1], end=span.start + parts.end(1))
        yield Span(span.start + parts.start(2), span.end, parts[2], frozenset(("besides",)))


def _filled_by(spans: list[Span], at: int, fills: tuple[str, ...]) -> int | None:
    """The place of what a role is about: a person or a time with only small words before it."""
    for place in range(at, min(len(spans), at + _REACH)):
        if spans[place].has(*fills):
            return place
        if spans[place].classes.isdisjoint(_PASSED):
            return None
    return None
