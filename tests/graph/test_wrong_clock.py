"""A clock that is wrong is said: at the start, and on every card whose day was read from words."""

from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from graph.given.settings import Settings
from graph.opening.service import open_service
from tests.graph.talk import TUESDAY, Talk
from tools.mock_calcom.samples import sample_world
from tools.mock_calcom.server import MockServer
from tools.mock_calcom.world.world import World

BOOK = "Book an intro call tomorrow at 4pm with Nils Orth, nils@example.com"
# How far Cal.com's clock is from ours, and how that is said; None: not at all.
OFF = [
    (timedelta(hours=1), "1 hour behind"),
    (timedelta(hours=-3), "3 hours ahead of"),
    (timedelta(days=1), "1 day behind"),
    (timedelta(days=-2), "2 days ahead of"),
    (timedelta(minutes=6), "6 minutes behind"),
    (timedelta(minutes=4), None),
    (timedelta(0), None),
]


def elsewhere_in_time(off: timedelta) -> World:
    world = sample_world(lambda: TUESDAY)
    world.faults.script("*", "date_skew", times=99, s=off.total_seconds())
    return world


@pytest.mark.parametrize(("off", "said"), OFF)
async def test_a_card_whose_day_was_read_from_words_says_so(off: timedelta, said: str | None) -> None:
    talk = Talk(world=elsewhere_in_time(off))

    card = (await talk.say(BOOK)).card
    right = (await Talk().say(BOOK)).card

    assert card is not None
    assert right is not None
    assert ("clock" in card.text) == (said is not None)
    assert said is None or said in card.text
    assert card.hash == right.hash


@pytest.mark.parametrize(("off", "said"), OFF)
async def test_the_start_says_so_once(tmp_path: Path, off: timedelta, said: str | None) -> None:
    async with MockServer(elsewhere_in_time(off)) as server:
        settings = Settings(calcom_agent_home=tmp_path, calcom_base_url=server.base_url, _env_file=None)
        with_a_key = settings.model_copy(update={"calcom_api_key": SecretStr(server.key)})
        async with open_service(with_a_key, now=lambda: TUESDAY) as service:
            notices = service.notices

    assert len(notices) == (said is not None)
    assert all(said and said in notice for notice in notices)


async def test_once_it_is_right_again_nothing_is_said() -> None:
    talk = Talk(world=elsewhere_in_time(timedelta(days=1)))
    await talk.say("what's free tomorrow?")
    talk.world.faults.clear()

    card = (await talk.say(BOOK)).card

    assert card is not None
    assert "clock" not in card.text


async def test_a_card_that_read_no_time_says_nothing_of_the_clock() -> None:
    card = (await Talk(world=elsewhere_in_time(timedelta(days=1))).say("cancel my call with Olga")).card

    assert card is not None
    assert "clock" not in card.text
