"""Turns people's words about time into exact meanings, or says why it cannot; and words exact times for people."""

from graph.when.answers import answer_row, when_batch
from graph.when.context import Anchor, DayParts, TimeContext, context_from_row
from graph.when.explaining import explain
from graph.when.meaning import (
    AnyOf,
    ClockTime,
    Day,
    DaySpan,
    Duration,
    Except,
    Instant,
    Meaning,
    Shift,
    Span,
    TimeRange,
)
from graph.when.remaining import remaining
from graph.when.resolution import Ambiguous, Found, Invalid, NotUnderstood, Reason, Resolution
from graph.when.resolve import resolve
from graph.when.spans import TimeWords, find_times
from graph.when.words_out import say_day, say_duration, say_instant, say_meaning, say_span, say_time

__all__ = [
    "Ambiguous",
    "Anchor",
    "AnyOf",
    "ClockTime",
    "Day",
    "DayParts",
    "DaySpan",
    "Duration",
    "Except",
    "Found",
    "Instant",
    "Invalid",
    "Meaning",
    "NotUnderstood",
    "Reason",
    "Resolution",
    "Shift",
    "Span",
    "TimeContext",
    "TimeRange",
    "TimeWords",
    "answer_row",
    "context_from_row",
    "explain",
    "find_times",
    "remaining",
    "resolve",
    "say_day",
    "say_duration",
    "say_instant",
    "say_meaning",
    "say_span",
    "say_time",
    "when_batch",
]
