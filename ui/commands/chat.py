"""`calcom-agent chat`: the same conversation in a terminal, or as JSON for scripts."""

import asyncio
import contextlib
import sys
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from datetime import datetime
from typing import Protocol

from graph.given.preferences import Preferences
from graph.given.settings import Settings
from graph.opening.service import Service
from ui.clock import clock_from, known_zone
from ui.opening import opened, read_settings
from ui.page.visitors import a_thread
from ui.terminal.conversation import Talk
from ui.terminal.json_lines import JsonLines
from ui.terminal.terminal import Terminal


class Front(Protocol):
    """Where lines come from and answers go to."""

    def greet(self, service: Service, zone: str) -> None: ...

    def lines(self) -> Iterator[str]: ...

    async def answer(self, talk: Talk, line: str) -> None: ...


def run(*, as_json: bool, zone: str | None, now: str | None, thread: str | None, fresh: bool) -> None:
    """Talk until the end of input. Raises CannotStart when the service cannot be opened."""
    zone = known_zone(zone)
    clock, preferences = clock_from(now, zone), Preferences(zone=zone)
    front: Front = JsonLines(sys.stdin, sys.stdout) if as_json else Terminal()
    with (
        contextlib.suppress(KeyboardInterrupt),
        asyncio.Runner() as runner,
        _service(runner, read_settings(), clock, fresh=fresh) as service,
    ):
        talk = Talk(service.assistant, thread or a_thread(), preferences)
        front.greet(service, preferences.zone or service.account.time_zone)
        for line in front.lines():
            runner.run(front.answer(talk, line))


@contextmanager
def _service(
    runner: asyncio.Runner, settings: Settings, now: Callable[[], datetime] | None, *, fresh: bool
) -> Iterator[Service]:
    """The service in the runner's loop, which rests while we wait for a line: so Ctrl-C at the prompt ends at once."""
    stack = AsyncExitStack()

    async def enter() -> Service:
        return await stack.enter_async_context(opened(settings, now=now, fresh=fresh))

    try:
        yield runner.run(enter())
    finally:
        runner.run(stack.aclose())
