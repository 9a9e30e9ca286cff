"""A length said in words or figures is found whole in a sentence and is so many minutes."""

from __future__ import annotations

from itertools import product

import pytest

from graph.when import cut_out, find_times, held_in, length_in, length_minutes
from tests.slices import sliced
from tests.when.building import readings

_ONES = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def in_words(number: int, joint: str = " ") -> str:
    """A number up to 199 as it is spoken."""
    if number >= 100:
        rest = f" and {in_words(number - 100, joint)}" if number > 100 else ""
        return f"a hundred{rest}"
    if number >= 20:
        return joint.join(filter(None, (_TENS[number // 10], _ONES[number % 10])))
    return _TEENS[number - 10] if number >= 10 else _ONES[number]


def ways_to_say(minutes: int) -> list[str]:
    """Every form in which so many minutes may be said, in words and figures."""
    hours, rest = divmod(minutes, 60)
    said = [f"{number} {unit}" for number in (minutes, in_words(minutes)) for unit in ("minutes", "minute", "min")]
    said += [f"{in_words(minutes, '-')} mins", f"{minutes}min", f"{minutes}m", f"{minutes}-minute"]
    if hours:
        unit = "hour" if hours == 1 else "hours"
        lead = [f"{hours} {unit}", f"{in_words(hours)} {unit}", f"{hours} hr"] + (["an hour"] if hours == 1 else [])
        spoken = in_words(rest)
        tails = [f" {rest} minutes", f" and {spoken} minutes", f" {spoken} minutes"] if rest else [""]
        tails += [f" {rest}", f" {spoken}"] if rest >= 10 else []
        said += [f"{first}{tail}" for first in lead for tail in tails]
        said += [f"{hours}h{rest:02}", f"{hours} h {rest} m"] if rest else [f"{hours}h", f"{hours}-hour"]
    parts = {0: "", 15: " and a quarter", 30: " and a half", 45: " and three quarters"}
    if hours and parts.get(rest):
        said += [f"{in_words(hours)}{parts[rest]} hours", f"{hours + rest / 60:g} hours"]
        said += [f"an hour{parts[rest]}"] if hours == 1 else [f"{in_words(hours)} hours{parts[rest]}"]
    return said


ALL = [(words, minutes) for minutes in range(5, 181) for words in ways_to_say(minutes)]
SENTENCES = (
    "book a consultation tomorrow at 2pm for {} with Ana Ruiz",
    "for {} please",
    "I need a {} call on friday",
    "a {} long session next week",
    "make it {}",
)


def test_every_number_is_said_in_many_ways() -> None:
    assert len(ALL) > 3_000
    assert {minutes for _, minutes in ALL} == set(range(5, 181))


def test_a_length_is_so_many_minutes_however_it_is_said() -> None:
    wrong = {words: length_minutes(words) for words, minutes in ALL if length_minutes(words) != minutes}

    assert not wrong


def test_a_length_is_resolved_as_a_length() -> None:
    wrong = {words: readings(words) for words, minutes in ALL if readings(words) != [f"{minutes} min"]}

    assert not wrong


@pytest.mark.parametrize(
    ("sentence", "share"),
    [*product(SENTENCES, [13]), *sliced(product(SENTENCES, [1]), quick=0, slow=1)],
)
def test_a_length_is_found_whole_in_a_sentence(sentence: str, share: int) -> None:
    said = ALL[::share]

    found = {words: length_in(sentence.format(words)) for words, _ in said}

    read = {words: length_minutes(length.text) if length else None for words, length in found.items()}
    assert not {words: read[words] for words, minutes in said if read[words] != minutes}


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("half an hour", 30),
        ("half-hour", 30),
        ("a half hour", 30),
        ("quarter of an hour", 15),
        ("three quarters of an hour", 45),
        ("three-quarters of an hour", 45),
        ("an hour", 60),
        ("hour-long", 60),
        ("an hour-long", 60),
        ("the hour one", 60),
        ("a couple of hours", 120),
        ("two-hour", 120),
        ("an hour and half", 90),
        ("1,5 hours", 90),
        ("1 1/2 hours", 90),
        ("1½ hours", 90),
        ("1½h", 90),
        ("¾ of an hour", 45),
        ("½ hour", 30),
        ("1hr30", 90),
        ("half an hour or so", 30),
        ("about 45 minutes", 45),
        ("one hundred twenty minutes", 120),
        ("two hundred minutes", 200),
        ("1 minute", 1),
        ("90", 90),
        ("500 hours", 30_000),
    ],
)
def test_a_way_of_speaking_is_a_length(words: str, minutes: int) -> None:
    assert length_minutes(words) == minutes


@pytest.mark.parametrize(
    "words", ["forever", "90 seconds", "½", "a while", "a minute", "0 minutes", "tomorrow", "1500 hours", "", "x" * 500]
)
def test_what_is_no_length_has_no_minutes(words: str) -> None:
    assert length_minutes(words) is None


@pytest.mark.parametrize(
    ("sentence", "holds"),
    [
        ("see Ana tomorrow at 2pm for an hour", [("clock", "day"), ("length",)]),
        ("an hour later", [("shift",)]),
        ("a week later", [("day", "shift")]),
        ("later today", [("day", "step")]),
        ("in 30 minutes", [("step",)]),
        ("push it back half an hour", [("shift",)]),
        ("friday morning", [("day", "part")]),
        ("after 3", [("clock",)]),
        ("from monday to friday", [("day",)]),
        ("for 3 days", [("day", "length")]),
        ("either 3 or 4 on tuesday", [("clock", "day")]),
        ("any day next week except friday", [("day",)]),
        ("2031-05-09T10:00", [("clock", "day")]),
        ("move it to 16h", [("clock",)]),
        ("a 2h call", [("length",)]),
    ],
)
def test_what_is_found_says_what_it_holds(sentence: str, holds: list[tuple[str, ...]]) -> None:
    assert [found.holds for found in find_times(sentence)] == holds


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("8", {"clock"}),
        ("the 6th", {"day"}),
        ("tomorrow at three", {"day", "clock"}),
        ("friday, 3pm please call me", {"day", "clock"}),
        ("this afternoon", {"day", "part"}),
        ("an hour", {"length"}),
        ("nothing of that kind", set()),
    ],
)
def test_words_that_are_all_there_is_say_what_they_hold(words: str, held: set[str]) -> None:
    assert held_in(words) == held


@pytest.mark.parametrize(
    ("words", "day", "clock"),
    [
        ("friday at 2", "friday", "at 2"),
        ("2pm on friday the 9th of may", "on friday the 9th of may", "2pm"),
        ("tomorrow morning from 9 to 10", "tomorrow", "from 9 to 10"),
        ("tonight at 8", "tonight", "at 8"),
        ("friday morning", "friday", None),
        ("at noon", None, "at noon"),
        ("an hour", None, None),
        ("", None, None),
    ],
)
def test_the_day_and_the_clock_can_be_cut_out_of_a_time(words: str, day: str | None, clock: str | None) -> None:
    assert (cut_out("day", words), cut_out("clock", words)) == (day, clock)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("one hour 10 december", ["one hour", "10 december"]),
        ("an hour 10 to noon", ["an hour", "10 to noon"]),
        ("delay it by 20 minutes", ["delay it by 20 minutes"]),
        ("delay my call with Kim by 20 minutes", ["20 minutes"]),
        ("one hour 20 people", ["one hour"]),
    ],
)
def test_a_number_behind_an_hour_is_its_minutes_only_when_nothing_else_needs_it(
    sentence: str, found: list[str]
) -> None:
    assert [times.text for times in find_times(sentence)] == found
