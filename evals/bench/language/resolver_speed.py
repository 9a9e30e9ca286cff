"""How fast the resolver is, on expressions handed in and on nonsense. The stop-watch is handed in, too."""

from __future__ import annotations

import random
from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from graph.when.context import Anchor, TimeContext
from graph.when.resolve import resolve
from graph.when.spans import find_times
from graph.when.words.grammar import known_words

StopWatch = Callable[[], float]  # seconds; time.thread_time leaves out what other processes take

_NOW = datetime(2026, 11, 18, 15, 20, tzinfo=UTC)
_LONGEST_NOISE = 120  # characters
_FIGURES = "0123456789 :/.-apmth,"
_SCRIPTS = 0x2FFF  # up to here there are letters, digits and marks of many scripts


@dataclass(frozen=True)
class Speed:
    """Times of one call each, in milliseconds, and the text that took longest."""

    count: int
    median_ms: float
    p95_ms: float
    worst_ms: float
    worst_text: str


def speed(cases: Iterable[tuple[str, TimeContext]], watch: StopWatch) -> Speed:
    """How long `resolve` takes on (expression, context) pairs."""
    return _measured(((text, partial(resolve, text, context)) for text, context in cases), watch)


def sentence_speed(sentences: Iterable[str], watch: StopWatch) -> Speed:
    """How long `find_times` takes on whole sentences."""
    return _measured(((text, partial(find_times, text)) for text in sentences), watch)


def fuzz(count: int, watch: StopWatch, seed: int = 1) -> Speed:
    """Resolve noise: any script, figures and marks, shuffled time words. An exception is a bug and is let through."""
    chance = random.Random(seed)
    resolve("tomorrow at 3pm", TimeContext(now=_NOW, user_zone="UTC"))  # the first call ever also loads zone data
    plain = TimeContext(now=_NOW, user_zone="America/New_York", date_order="MDY")
    contexts = (plain, plain.model_copy(update={"anchor": Anchor(start=_NOW), "bare_number_is_time": True}))
    return speed(((noise(chance), contexts[turn % 2]) for turn in range(count)), watch)


def noise(chance: random.Random) -> str:
    """One string nobody would type."""
    kind = chance.randrange(3)
    if kind == 0:
        vocabulary = known_words()
        return " ".join(chance.choice(vocabulary) for _ in range(chance.randint(1, 14)))[:_LONGEST_NOISE]
    length = chance.randint(1, _LONGEST_NOISE)
    if kind == 1:
        return "".join(chance.choice(_FIGURES) for _ in range(length))
    return "".join(chr(chance.randint(0, chance.choice((127, _SCRIPTS)))) for _ in range(length))


def _measured(calls: Iterable[tuple[str, Callable[[], object]]], watch: StopWatch) -> Speed:
    times = array("d")  # plain numbers: a list of pairs would keep the garbage collector busy inside the calls
    worst_ms, worst_text = 0.0, ""
    for text, call in calls:
        start = watch()
        try:
            call()
        except Exception as error:
            error.add_note(f"while reading {text!r}")
            raise
        taken_ms = 1000 * (watch() - start)
        times.append(taken_ms)
        if taken_ms > worst_ms:
            worst_ms, worst_text = taken_ms, text
    ordered = sorted(times)
    return Speed(len(ordered), ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)], worst_ms, worst_text)
