"""`calcom-agent doctor`: what is wrong with this set-up, one line for each finding, and what to do about it."""

import asyncio
import json
from dataclasses import asdict

from rich.console import Console
from rich.text import Text

from graph.given.ports import interpreter_for, wall_clock
from graph.given.settings import Settings, given_names
from graph.understanding.dialogue import Dialogue
from tools.diagnosis import Check, SetUp, TryModel, diagnose, works
from ui.opening import read_settings

_VARIABLES = tuple(name.upper() for name in Settings.model_fields)
_MARKS = {"ok": ("ok  ", "green"), "fail": ("FAIL", "bold red"), "skip": ("--  ", "dim")}


def run(*, as_json: bool) -> bool:
    """Examine, print, and say whether the assistant would work."""
    settings = read_settings()
    checks = asyncio.run(diagnose(_setup(settings), now=wall_clock, try_model=_try_model(settings)))
    if as_json:
        print(json.dumps({"ok": works(checks), "checks": [asdict(check) for check in checks]}))
    else:
        _print(checks)
    return works(checks)


def _setup(settings: Settings) -> SetUp:
    given = given_names()
    return SetUp(
        base_url=settings.calcom_base_url,
        api_key=settings.calcom_api_key,
        data_folder=settings.data_folder,
        variables={name: name in given for name in _VARIABLES},
        others=given,
        versions=settings.api_versions,
        model=settings.openai_model if settings.openai_api_key else None,
        journal=settings.calcom_agent_journal,
    )


def _try_model(settings: Settings) -> TryModel | None:
    """One small real reading, by the method named."""
    if settings.openai_api_key is None:
        return None

    async def attempt(method: str) -> object:
        chosen = Settings.model_validate({**settings.model_dump(), "openai_method": method})
        return await interpreter_for(chosen).interpret("Book a call tomorrow", Dialogue(now=wall_clock(), zone="UTC"))

    return attempt


def _print(checks: list[Check]) -> None:
    console = Console(highlight=False)
    for check in checks:
        mark, style = _MARKS[check.status]
        console.print(Text.assemble((mark, style), f" {check.id}: {check.detail}"))
        if check.fix:
            console.print(Text(f"     {check.fix}", style="yellow"))
    verdict = "The assistant would work." if works(checks) else "The assistant would not work yet."
    console.print(Text(verdict, style="bold"))
