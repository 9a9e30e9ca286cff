"""The door for Python programs: opened with settings, it books once, and its events can be followed."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from graph.events import NodeStarted, TurnDone
from graph.given.preferences import Preferences
from graph.given.settings import Settings
from graph.opening.door import open_assistant

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("Europe/Berlin"))
BOOK = "Book an intro call tomorrow at 1pm with Nora Pohl, nora@example.com"


async def test_a_program_says_and_presses_and_is_told_what_came_of_it(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, calcom_agent_home=tmp_path)

    async with open_assistant(settings, Preferences(zone="Europe/Berlin"), now=lambda: NOW) as assistant:
        asked = await assistant.say(BOOK)
        assert asked.card is not None
        elsewhere = await assistant.say("yes", thread="another")
        done = await assistant.press("confirm", card=asked.card.hash)
        events = [event async for event in assistant.say("what do I have tomorrow?")]

    assert (asked.outcome and asked.outcome.code, done.outcome and done.outcome.status) == (
        "confirmation_needed",
        "success",
    )
    assert elsewhere.card is None
    assert isinstance(events[-1], TurnDone)
    assert any(isinstance(event, NodeStarted) for event in events)
    assert "Nora Pohl" in events[-1].reply


async def test_an_unknown_button_is_an_error(tmp_path: Path) -> None:
    async with open_assistant(Settings(_env_file=None, calcom_agent_home=tmp_path)) as assistant:
        with pytest.raises(ValueError, match="maybe"):
            assistant.press("maybe")
