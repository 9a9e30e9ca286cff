"""Lists one can work with: under their days, each line with the number that points at it in the next message."""

import re

import pytest

from tests.graph.talk import Talk


def numbered(reply: str) -> dict[int, str]:
    return {int(n): line for n, line in re.findall(r"^(\d+)\. (.*)$", reply, re.MULTILINE)}


async def test_a_list_is_read_out_under_its_days_with_a_number_on_each_line() -> None:
    reply = (await Talk().say("what do I have this week?")).reply

    days = [line for line in reply.splitlines() if re.fullmatch(r"[A-Z][a-z]+day \d+ \w+", line)]
    lines = numbered(reply)
    assert len(days) == len(set(days)) > 1
    assert list(lines) == list(range(1, len(lines) + 1))
    assert all(re.match(r"\d\d:\d\d–\d\d:\d\d: ", line) for line in lines.values())


async def test_of_one_day_the_day_is_said_once() -> None:
    reply = (await Talk().say("what do I have on Thursday?")).reply

    assert reply.count("Thursday") == 1
    assert len(numbered(reply)) > 1


@pytest.mark.parametrize("said", ["cancel number {}", "cancel {}", "cancel #{}", "cancel the one at {clock}"])
async def test_a_line_is_pointed_at_by_its_number_or_its_time(said: str) -> None:
    talk = Talk()
    lines = numbered((await talk.say("what do I have this week?")).reply)
    n, line = next((n, line) for n, line in lines.items() if line.startswith("11:00"))

    turn = await talk.say(said.format(n, clock="11:00"))

    assert turn.card
    assert f"{line[:11]} (" in turn.reply
    assert line.rpartition(" with ")[2] in turn.reply


async def test_a_line_of_a_later_page_keeps_its_number() -> None:
    talk = Talk()
    await talk.say("what do I have from 9 November to 12 December?")
    lines = numbered((await talk.say("more")).reply)
    n, line = max(lines.items())

    turn = await talk.say(f"move {n} to the next day")

    assert n > 10
    assert turn.card
    assert line.rpartition(" with ")[2] in turn.reply


async def test_a_bare_number_that_is_an_hour_of_the_list_too_is_not_taken_for_a_line() -> None:
    talk = Talk()
    lines = numbered((await talk.say("what do I have in the next two weeks?")).reply)
    assert lines[2].startswith("15:00")
    assert lines[3].startswith("11:00")

    turn = await talk.say("cancel 3")

    assert turn.card is None or "11:00" not in turn.reply


async def test_of_several_that_fit_the_one_that_was_read_out_is_meant() -> None:
    talk = Talk()
    everyone = (await talk.say("cancel my meeting with Miller")).reply
    await talk.say("never mind")
    await talk.say("what do I have on Thursday?")

    turn = await talk.say("cancel the one with Miller")

    assert "Which booking" in everyone
    assert turn.card
    assert "Thursday" in turn.reply


async def test_all_of_them_is_never_narrowed_to_what_was_read_out() -> None:
    talk = Talk()
    await talk.say("what do I have on Thursday?")

    turn = await talk.say("cancel all my meetings with Miller")

    assert "Monday 7 December" in turn.reply
