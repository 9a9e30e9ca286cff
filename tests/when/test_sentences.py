"""Times found inside whole sentences, as written."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from evals.bench.language.resolver_speed import noise
from graph.when import NotUnderstood, find_times, possible_times, resolve
from tests.when.building import a_context, untimed


@pytest.mark.parametrize(
    ("sentence", "times"),
    [
        ("Book a 30 minute meeting tomorrow at 2pm with Ana Ruiz", ["30 minute", "tomorrow at 2pm"]),
        ("move my 3pm tomorrow to Friday at 10", ["3pm tomorrow", "Friday at 10"]),
        ("Can you push it to the 14th at noon?", ["14th at noon"]),
        ("reschedule the call to a quarter to five tomorrow", ["quarter to five tomorrow"]),
        ("yes but 30 minutes later", ["30 minutes later"]),
        ("Set up lunch with Bob on Friday at noon", ["Friday at noon"]),
        ("what do I have after 3 on friday?", ["after 3 on friday"]),
        ("am I free between 2 and 4 next tuesday", ["between 2 and 4 next tuesday"]),
        ("I need it done by friday, thanks", ["by friday"]),
        ("anything before noon?", ["before noon"]),
        ("Cancel my 4:30 with Sam", ["4:30"]),
        ("show me last month's bookings", ["last month"]),
        ("book tomorrow at 2pm for 45 minutes", ["tomorrow at 2pm", "45 minutes"]),
        ("schedule it at 3", ["at 3"]),
        ("is monday or tuesday morning better for you", ["monday or tuesday morning"]),
        ("Let's talk thurs @ 3p, ok?", ["thurs @ 3p"]),
        ("Dinner at 1500 Main Street on 6 June at 19:30", ["6 June at 19:30"]),
        ("create lunch on sunday at 2 in chicago", ["sunday at 2"]),
        ("a call at 2 chicago time on friday please", ["at 2 chicago time on friday"]),
        ("something in May", ["May"]),
        ("Move my call with Ana to Friday afternoon.", ["Friday afternoon"]),
        ("I'm free wensday, see you tommorow", ["wensday", "tommorow"]),
    ],
)
def test_the_times_of_a_sentence_are_copied_as_written(sentence: str, times: list[str]) -> None:
    assert [found.text for found in find_times(sentence)] == times


@pytest.mark.parametrize(
    "sentence",
    [
        "I have a sec, may I ask April about version 3.11",
        "give me a minute",
        "call 555-1234 or +1 415 555 2671",
        "the second one please",
        "book for 2 people",
        "we sat down in the sun",
        "write to june@example.com or see monday.com",
        "meet at 5th Avenue",
        "that costs $1,200",
        "have a great day",
        "good morning",
        "lunch with Ana",
        "what is the 3rd option",
        "50% of 20 seats",
        "please make one for Ana",
        "",
    ],
)
def test_what_only_looks_like_a_time_is_left_alone(sentence: str) -> None:
    assert find_times(sentence) == []


def _of_noise(chance: object) -> str:
    return " ".join(noise(chance) for _ in range(3))  # type: ignore[arg-type]  # hypothesis hands a random.Random


@untimed
@given(st.randoms(use_true_random=False).map(_of_noise))
@example("in the next 0 days at noon")
@example("late this weekend at 3")
def test_every_time_found_stands_in_the_text_and_can_be_understood(text: str) -> None:
    found = find_times(text)

    assert all(text[times.start : times.end] == times.text for times in found)
    assert [times.start for times in found] == sorted(times.start for times in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert not any(isinstance(resolve(times.text, a_context()), NotUnderstood) for times in found)


def test_a_very_long_message_is_read_no_further_than_its_limit() -> None:
    text = "tomorrow " * 2000

    found = find_times(text)

    assert found
    assert found[-1].end <= 5_000


@pytest.mark.parametrize(
    ("sentence", "times"),
    [
        ("the one tomorrow", ["tomorrow"]),
        ("cancel the one on thursday", ["thursday"]),
        ("the Friday one", ["Friday"]),
        ("that tuesday one please", ["tuesday"]),
        ("let's meet at one tomorrow", ["at one tomorrow"]),
    ],
)
def test_one_of_several_things_is_no_one_o_clock(sentence: str, times: list[str]) -> None:
    assert [found.text for found in find_times(sentence)] == times


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("drop the 3pm on monday", "3pm on monday"),
        ("book it for xmas eve please", "xmas eve"),
        ("see Ana on tue at 3 or 4", "tue at 3 or 4"),
        ("either 3 or 4 on tuesday suits", "either 3 or 4 on tuesday"),
    ],
)
def test_a_time_is_taken_whole_with_its_article_left_out_and_its_alternatives_kept(text: str, words: str) -> None:
    assert [found.text for found in find_times(text)] == [words]


@pytest.mark.parametrize(
    ("text", "possible"),
    [
        ("see Tom tomorrow at 9", ["Tom", "tomorrow at 9", "tomorrow", "at 9"]),
        ("see Tom at 9", ["Tom at 9", "Tom", "at 9"]),
        ("move May to friday", ["May", "friday"]),
        ("can Jan do friday or monday", ["friday or monday", "friday", "monday"]),
        ("an hour later, Kim", ["an hour later", "an hour"]),
        ("nothing of that kind", []),
    ],
)
def test_every_stretch_that_could_be_a_time_is_told_longest_first(text: str, possible: list[str]) -> None:
    assert [found.text for found in possible_times(text)] == possible


@untimed
@given(st.randoms(use_true_random=False).map(_of_noise))
def test_what_is_found_is_among_what_could_be(text: str) -> None:
    assert set(find_times(text)) <= set(possible_times(text))


@pytest.mark.parametrize(
    ("amount", "kind"),
    [
        ("an hour", {"length"}),
        ("an hour later", {"shift"}),
        ("in an hour", {"step"}),
        ("two days", {"day", "length"}),
        ("two days earlier", {"day", "shift"}),
        ("in two days", {"day"}),
    ],
)
def test_an_amount_says_without_any_slot_whether_it_is_a_length_a_shift_or_a_time(amount: str, kind: set[str]) -> None:
    assert set(possible_times(f"Kim {amount} please")[0].holds) == kind
