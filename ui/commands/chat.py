"""`calcom-agent chat`: the same conversation in a terminal, or as JSON for scripts."""

import asyncio
import contextlib
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from datetime import datetime
from typing import Protocol

from graph.given.preferences import Preferences
from graph.given.settings import Settings
from graph.opening.service import Service
from ui.opening import opened, read_settings
from ui.page.visitors import a_thread
from ui.shifted_clock import clock_from, known_zone
from ui.terminal.conversation import Talk
from ui.terminal.json_lines import JsonLines
from ui.terminal.terminal import Terminal

_TERMINATED = 128 + signal.SIGTERM  # what a shell calls the end by that signal


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
        leaving = _Leaving()
        for line in front.lines():
            with leaving.put_off():
                runner.run(front.answer(talk, line))


class _Leaving:
    """Told to end by SIGTERM: at once while we wait for a line, else after the turn, whose write may be under way."""

    def __init__(self) -> None:
        self._in_a_turn = self._is_due = False
        signal.signal(signal.SIGTERM, self._asked)

    @contextmanager
    def put_off(self) -> Iterator[None]:
        """Raises SystemExit at the end when it was asked for in between."""
        self._in_a_turn = True
        try:
            yield
        finally:
            self._in_a_turn = False
        if self._is_due:
            raise SystemExit(_TERMINATED)

    def _asked(self, *_: object) -> None:
        self._is_due = True
        if not self._in_a_turn:
            raise SystemExit(_TERMINATED)


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
