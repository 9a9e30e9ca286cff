"""Kinds of meetings that repeat by themselves, and what was said of how often."""

from graph.arranging.kinds import match_event_type
from graph.known.request import Kind, Request
from graph.understanding.schema import Series
from graph.when import Rhythm, count_in, rhythm_in, without_rhythm
from tools.calcom.models import EventType
from tools.event_types import One

_STEPS = {Rhythm.DAY: "daily", Rhythm.WEEK: "weekly", Rhythm.MONTH: "monthly", Rhythm.YEAR: "yearly"}


def repeating_kind(request: Request, event_types: tuple[EventType, ...]) -> Kind | None:
    """The kind that was named or chosen, when it repeats by itself."""
    kind = request.kind
    if kind is None:
        match match_event_type(request.event_type_words or "", event_types):
            case One(event_type=event_type):
                kind = Kind.of(event_type)
    return kind if kind and kind.steps else None


def fits_rhythm(series: Series, kind: Kind) -> bool:
    """Is that how the kind repeats? Only that it repeats, or how many, fits every rhythm."""
    return series.unit is None or (_STEPS[series.unit], series.every) == kind.steps


def apart(words: str | None, series: Series | None) -> tuple[str | None, Series | None]:
    """Time words and what repeats, apart: a rhythm that was left inside the time words is taken out of them."""
    if series is not None or words is None or (said := rhythm_in(words)) is None:
        return words, series
    found = Series(unit=said.rhythm, every=said.every, count=count_in(words), said=said.text)
    return without_rhythm(words) or None, found
