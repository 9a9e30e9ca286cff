"""The page as a person starts it: a process of its own with an empty environment, and a browser in front of it."""

import os
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
from playwright.async_api import Browser, Page, Request, async_playwright

from tests.skipping import lacking

CHROMIUM = Path("/usr/bin/chromium")
_QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def bare_environment(home: Path, **variables: str) -> dict[str, str]:
    """Nothing but a path and a home; PYTHONPATH only where the tests themselves run with one."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    return {**kept, "HOME": str(home), "CALCOM_AGENT_HOME": str(home / "data"), **variables}


@dataclass(frozen=True)
class Served:
    """A running page and the Cal.com behind it."""

    address: str
    calcom: str  # base URL of the mocked Cal.com

    def bookings_with(self, email: str) -> list[dict[str, Any]]:
        """The bookings of this attendee, as the mock has them."""
        bookings = httpx.get(f"{self.calcom}/_mock/state").json()["bookings"].values()
        return [b for b in bookings if email in [attendee["email"] for attendee in b["attendees"]]]

    def written(self) -> list[str]:
        """The uids of all bookings there are."""
        return sorted(httpx.get(f"{self.calcom}/_mock/state").json()["bookings"])

    def seed(self, **seed: object) -> None:
        """Put something into the mocked account."""
        httpx.post(f"{self.calcom}/_mock/seed", json=seed).raise_for_status()


@contextmanager
def served(home: Path, port: int = 0, now: str = "2026-11-24T09:00+01:00") -> Iterator[Served]:
    """The page in demo mode, on a Tuesday morning in Berlin unless told otherwise."""
    command = [sys.executable, "-m", "ui.cli", "ui", "--port", str(port), "--now", now]
    process = subprocess.Popen(command, cwd=home, env=bare_environment(home), stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        address, facts = process.stdout.readline(), process.stdout.readline()
        [calcom, *_] = re.findall(r"http://127\.0\.0\.1:\d+", facts)
        running = Served(address.split()[-1], calcom)
        running.seed(rate_limit=100_000)  # a file of tests asks more in a minute than a person does
        yield running
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


@dataclass
class Person:
    """Somebody in front of a page. Waits for what is to be seen, never for a time."""

    page: Page
    requests: list[Request] = field(default_factory=list)

    async def open(self, address: str) -> None:
        await self.page.goto(address)
        await self._is_open()

    async def reload(self) -> None:
        await self.page.reload()
        await self._is_open()

    async def _is_open(self) -> None:
        await self.page.wait_for_selector("#chat :is(.lines, .welcome)")
        await self.page.wait_for_selector("#week header", state="attached")

    async def say(self, text: str) -> str:
        """Type and send; returns the last bubble of the answer."""
        turn = await self._turns() + 1
        await self.page.fill("#box textarea", text)
        await self.page.press("#box textarea", "Enter")
        return await self._answer(turn)

    async def click(self, label: str, within: str = "#chat .options") -> str:
        """Click a button that begins a turn; returns the last bubble of the answer."""
        turn = await self._turns() + 1
        await self.page.locator(f"{within} button", has_text=label).first.click()
        return await self._answer(turn)

    async def click_at_once(self, *labels: str) -> str:
        """Click these buttons within one moment, before the page can change; returns the last bubble of the answer."""
        turn = await self._turns() + 1
        await self.page.evaluate(
            """labels => {
                const buttons = [...document.querySelectorAll("#chat .options button, #box .submit-button")];
                const found = labels.map((label) => buttons.find((button) => button.innerText.trim() === label));
                found.forEach((button) => button.click());
            }""",
            labels,
        )
        return await self._answer(turn)

    async def open_settings(self, *, developers: bool = False) -> None:
        """Show the settings, and with them what is folded away for developers."""
        await self.page.click(".to-settings")
        if developers:
            await self.page.get_by_text("Details for developers").click()

    async def choose_zone(self, typed: str) -> None:
        """Click into the time zone field, type over what stands there, Enter."""
        await self.open_settings()
        await self.page.click("#zone input")
        await self.page.keyboard.type(typed)
        await self.page.keyboard.press("Enter")

    async def buttons(self) -> list[str]:
        """What can be clicked under the last message."""
        return await self.page.locator("#chat .options button").all_inner_texts()

    async def bubbles(self) -> list[str]:
        return await self.page.locator("#chat [data-testid=user], #chat [data-testid=bot]").all_inner_texts()

    def foreign_requests(self, address: str) -> list[str]:
        """What the page asked of others than its own server."""
        own = urlsplit(address).netloc
        urls = [urlsplit(request.url) for request in self.requests]
        return [url.geturl() for url in urls if url.scheme not in ("data", "blob") and url.netloc != own]

    async def _turns(self) -> int:
        return await self.page.locator("#chat [data-testid=user]").count()

    async def _answer(self, turn: int) -> str:
        await self.page.wait_for_selector(f"#trace [data-status=done][data-turn='{turn}']", state="attached")
        return await self.page.locator("#chat [data-testid=bot]").last.inner_text()


def the_chromium() -> Path:
    return CHROMIUM if CHROMIUM.exists() else lacking("Chromium")


@asynccontextmanager
async def a_browser(*flags: str) -> AsyncIterator[Browser]:
    """A real Chromium, without a screen. Skips on a machine without one, but never in CI."""
    program = the_chromium()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=[*_QUIET, *flags])
        try:
            yield browser
        finally:
            await browser.close()


async def a_person(browser: Browser, **settings: Any) -> Person:
    """Somebody with a profile of their own, in Berlin unless told otherwise."""
    defaults = {"timezone_id": "Europe/Berlin", "locale": "en-GB", "viewport": {"width": 1280, "height": 800}}
    context = await browser.new_context(**{**defaults, **settings})
    context.set_default_timeout(20_000)
    person = Person(await context.new_page())
    person.page.on("request", lambda request: person.requests.append(request))
    return person
