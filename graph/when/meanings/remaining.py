"""What an exception leaves: "any day next week except friday", "tomorrow except 2-3pm"."""

from __future__ import annotations

from datetime import datetime, timedelta

from graph.when.meaning import AnyOf, Day, DaySpan, Except, Meaning, Span
from graph.when.meanings.combine import lower, upper

_Gap = tuple[datetime, datetime]


def remaining(meaning: Except) -> list[Meaning]:
    """Days one by one, or the stretches between what is taken out, in order. An open-ended base stays as it is."""
    edges = [(lower(exclusion), upper(exclusion)) for exclusion in meaning.exclusions]
    gaps = sorted((begin, end) for begin, end in edges if begin and end)
    bases = meaning.base.options if isinstance(meaning.base, AnyOf) else (meaning.base,)
    return [piece for base in bases for piece in _left_of(base, gaps)]


def _left_of(base: Meaning, gaps: list[_Gap]) -> list[Meaning]:
    if not isinstance(base, DaySpan):
        return _cut(base, gaps)
    each = (base.first + timedelta(days=count) for count in range((base.last - base.first).days + 1))
    days = (Day(date=day, zone=base.zone) for day in each)
    return [day for day in days if not any(_overlaps(day, gap) for gap in gaps)]


def _overlaps(day: Day, gap: _Gap) -> bool:
    first, last = lower(day), upper(day)
    return first is not None and last is not None and gap[0] < last and first < gap[1]


def _cut(base: Meaning, gaps: list[_Gap]) -> list[Meaning]:
    start, end, zone = lower(base), upper(base), str(getattr(base, "zone", "UTC"))
    if start is None or end is None:
        return [base]
    pieces: list[Meaning] = []
    for begin, finish in gaps:
        if start < begin < end:
            pieces.append(Span(start=start, end=begin, zone=zone))
        start = max(start, finish) if begin < end else start
    return [*pieces, Span(start=start, end=end, zone=zone)] if start < end else pieces
