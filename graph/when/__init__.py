"""Turns people's words about time into exact meanings, or says why it cannot; and words exact times for people."""

from graph.when.context import Anchor, DayParts, TimeContext, context_from_row
from graph.when.leanings import lifts_the_time_of_day, names_a_bare_weekday
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
from graph.when.meanings.remaining import remaining
from graph.when.resolution import Ambiguous, Found, Invalid, NotUnderstood, Reason, Resolution
from graph.when.resolve import resolve
from graph.when.saying.explaining import explain
from graph.when.saying.words_out import say_day, say_duration, say_instant, say_meaning, say_span, say_time
from graph.when.spans import TimeWords, cut_out, find_times, held_in, length_in, length_minutes, possible_times
from graph.when.words.rhythms import Repeats, Rhythm, count_in, is_only_a_count, rhythm_in, without_rhythm

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
    "Repeats",
    "Resolution",
    "Rhythm",
    "Shift",
    "Span",
    "TimeContext",
    "TimeRange",
    "TimeWords",
    "context_from_row",
    "count_in",
    "cut_out",
    "explain",
    "find_times",
    "held_in",
    "is_only_a_count",
    "length_in",
    "length_minutes",
    "lifts_the_time_of_day",
    "names_a_bare_weekday",
    "possible_times",
    "remaining",
    "resolve",
    "rhythm_in",
    "say_day",
    "say_duration",
    "say_instant",
    "say_meaning",
    "say_span",
    "say_time",
    "without_rhythm",
]
