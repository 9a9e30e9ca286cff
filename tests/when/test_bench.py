"""The speed measurement itself, under a stop-watch that only counts."""

from __future__ import annotations

from itertools import count

import pytest

from evals.bench.language import resolver_speed
from evals.bench.language.resolver_speed import fuzz, sentence_speed


def test_fuzz_resolves_as_many_strings_as_asked() -> None:
    ticks = count()

    speed = fuzz(50, lambda: next(ticks) / 1000)

    assert speed.count == 50
    assert (round(speed.median_ms), round(speed.worst_ms)) == (1, 1)


def test_the_slowest_sentence_is_named() -> None:
    moments = iter([0.0, 0.001, 1.0, 1.005, 2.0, 2.001])

    speed = sentence_speed(["quick", "tomorrow", "quick"], lambda: next(moments))

    assert speed.worst_text == "tomorrow"


def test_the_text_that_breaks_the_resolver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str) -> None:
        raise IndexError

    monkeypatch.setattr(resolver_speed, "find_times", broken)

    with pytest.raises(IndexError) as found:
        sentence_speed(["tomorrow at 3"], lambda: 0.0)

    assert found.value.__notes__ == ["while reading 'tomorrow at 3'"]
