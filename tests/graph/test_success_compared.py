"""Whose time a booking takes and where it is stay as they were: what Cal.com made otherwise is told as it is now."""

import pytest

from graph.executing.writes import WRITES
from tests.graph.stories import effects, story_of
from tests.graph.talk import TUESDAY, Talk, with_a_studio
from tools.mock_calcom.samples import sample_world
from tools.mock_calcom.world.knobs import RELEASES, Knobs

TESSA = {"id": 99, "name": "Tessa Other", "email": "tessa@example.test", "username": "tessa", "timeZone": "UTC"}
CHANGES = {
    "host": ({"hosts": [TESSA]}, "as its host Cal.com has “Tessa Other”"),
    "location": ({"location": "Gate 4, Harbour Road"}, "as its location Cal.com has “Gate 4, Harbour Road”"),
}
# Where the place itself is written, another one is more than a difference to be told.
CELLS = [(w, what) for w in WRITES for what in CHANGES if what != "location" or w[:4] not in ("book", "relo")]
# A release that cannot change a place has no card for it.
OF_RELEASES = [(w, release) for w in WRITES for release in RELEASES if (w, release) != ("relocate", "2025-12")]


async def at_the_card(write: str, release: str = "default") -> Talk:
    talk = Talk(world=with_a_studio(sample_world(lambda: TUESDAY)))
    talk.world.knobs = Knobs.of_release(release)
    for text in story_of(write).said:
        card = await talk.say(text)
    assert card.card, card.reply
    return talk


@pytest.mark.parametrize(("write", "what"), CELLS)
async def test_another_host_or_place_than_before_is_told_as_what_cal_com_now_has(write: str, what: str) -> None:
    talk, (change, sentence) = await at_the_card(write), CHANGES[what]
    for step in (
        "",
        "/{uid}/reschedule",
        "/{uid}/cancel",
        "/{uid}/confirm",
        "/{uid}/decline",
        "/{uid}/guests",
        "/{uid}/mark-absent",
    ):
        talk.world.faults.script(f"POST /v2/bookings{step}", "wrong_echo", set=change)
    talk.world.faults.script("PATCH /v2/bookings/{uid}/location", "wrong_echo", set=change)
    talk.world.faults.script("GET /v2/bookings", "wrong_echo", set=change, times=9)
    talk.world.faults.script("GET /v2/bookings/{uid}", "wrong_echo", set=change, times=9, skip=1)  # the look before

    told = await talk.say("yes")

    assert effects(talk.world) == story_of(write).effects
    assert story_of(write).claim in told.reply
    assert sentence in told.reply
    assert told.outcome is not None
    assert told.outcome.data["differs"] == [what]
    assert str(told.outcome.data["instead"]).startswith(f"{{'{what}':")


async def test_what_only_an_answer_says_and_the_calendar_does_not_is_not_told() -> None:
    talk = await at_the_card("move")
    talk.world.faults.script("POST /v2/bookings/{uid}/reschedule", "wrong_echo", set=CHANGES["host"][0])

    told = await talk.say("yes")

    assert "Tessa" not in told.reply
    assert told.outcome is not None
    assert told.outcome.status == "success"


@pytest.mark.parametrize(("write", "release"), OF_RELEASES)
async def test_what_a_server_answers_of_itself_is_no_difference(write: str, release: str) -> None:
    talk = await at_the_card(write, release)

    told = await talk.say("yes")

    assert told.outcome is not None
    assert told.outcome.status == "success"
    assert "differs" not in told.outcome.data
