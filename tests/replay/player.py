"""Playing recorded requests against the mock, in order, with what the recorders did between them."""

import asyncio
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any

import httpx

from tests.replay.comparing import Verdict, compare
from tests.replay.edits import prepare
from tests.replay.exchanges import Exchange
from tests.replay.translation import Translation
from tools.mock_calcom.app import create_app
from tools.mock_calcom.samples import RECORDED_KEYS, recorded_world
from tools.mock_calcom.world.timestamps import parse_instant

START = datetime(2026, 11, 20, 10, 21, 32, tzinfo=UTC)
PLACEHOLDERS = {
    "<WEBAPP>": "app.example.test",
    "<HOST_API_KEY>": RECORDED_KEYS["bob"], "<STRANGER_API_KEY>": RECORDED_KEYS["eve"],
    "<LISTER_API_KEY>": RECORDED_KEYS["lia"], "<NOSCHEDULE_API_KEY>": RECORDED_KEYS["nos"],
    "<TEAMMATE_API_KEY>": RECORDED_KEYS["tom"], "<EXPIRED_API_KEY>": RECORDED_KEYS["expired"],
    "<UNKNOWN_CAL_KEY>": "cal_live_nobody_has_this", "<UNKNOWN_ACCESS_TOKEN>": "not-a-token-of-anybody",
}  # fmt: skip


class Player:
    """A fresh mock with the recorded world, its clock led by the recorded stamps."""

    def __init__(self, release: str) -> None:
        self.now = START
        self.world = recorded_world(lambda: self.now, release=release)
        # The recorders cleared counters and caches before every call; the other release had no working video provider.
        self.world.knobs = self.world.knobs.turned(
            {"slots_cache_s": 0.0, "video_provider": "works" if release == "2025-12" else "moves"}
        )
        self.world.web_app = "http://app.example.test"
        self.app = create_app(self.world)
        self.known = Translation()

    async def play(self, exchanges: Iterator[Exchange]) -> list[Verdict]:
        """A verdict on every exchange."""
        verdicts: list[Verdict] = []
        transport = httpx.ASGITransport(self.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://mock") as client:
            for at_once, batch in groupby(exchanges, key=_race):
                if at_once:
                    verdicts += await self._play_race(client, list(batch))
                    continue
                for exchange in batch:
                    verdicts.append(await self._play(client, exchange))
        return verdicts

    async def _play(self, client: httpx.AsyncClient, exchange: Exchange) -> Verdict:
        self._set_clock(exchange)
        await self._catch_up(client, exchange)
        prepare(self.world, exchange, self.known)
        return self._judged(exchange, await self._send(client, exchange))

    async def _play_race(self, client: httpx.AsyncClient, batch: list[Exchange]) -> list[Verdict]:
        """Requests that were sent at once: sent at once, then matched by status."""
        self._set_clock(batch[0])
        self.app.state.gateway.throttle.clear()
        by_call = sorted(batch, key=lambda exchange: exchange.case)
        answers = await asyncio.gather(*(self._send(client, exchange) for exchange in by_call))
        order = sorted(range(len(batch)), key=lambda i: answers[i].status_code)
        ranked = sorted(batch, key=lambda exchange: exchange.status)
        return [self._judged(exchange, answers[i]) for exchange, i in zip(ranked, order, strict=True)]

    def _judged(self, exchange: Exchange, answer: httpx.Response) -> Verdict:
        try:
            body: Any = answer.json()
        except ValueError:
            body = answer.text
        self.known.learn(exchange.path, exchange.body, body)
        exchange = replace(exchange, body=json.loads(_filled(json.dumps(exchange.body))))
        return compare(exchange, answer.status_code, dict(answer.headers), body, self.known)

    async def _send(self, client: httpx.AsyncClient, exchange: Exchange) -> httpx.Response:
        path = _filled(self.known.request(exchange.path))
        headers = {name: _filled(self.known.text(value)) for name, value in exchange.headers.items()}
        content = None if exchange.sent is None else self.known.request(exchange.sent.decode()).encode()
        # A string URL would be re-encoded; the recorded bytes have to arrive as they are.
        url = httpx.URL("http://mock").copy_with(raw_path=path.encode())
        return await client.send(httpx.Request(exchange.method, url, headers=headers, content=content))

    async def _catch_up(self, client: httpx.AsyncClient, exchange: Exchange) -> None:
        """Counters were cleared before every call, except where calls were counted: there, the unrecorded ones."""
        counted = exchange.group == "rate-limit" or re.match(r"guests, call [2-9] ", exchange.case)
        call = re.search(r"call (\d+) (with|without)", exchange.case)
        if not counted or re.search(r"call 1 w|, call 1$", exchange.case) or "not affected" in exchange.case:
            if "not affected" not in exchange.case:
                self.app.state.gateway.throttle.clear()
        elif call is not None:
            while self._calls < int(call[1]) - 1:
                await self._send(client, exchange)
                self._calls += 1
        self._calls = int(call[1]) if call else 0

    _calls = 0

    def _set_clock(self, exchange: Exchange) -> None:
        body = exchange.body if isinstance(exchange.body, dict) else {}
        data = body.get("data")
        rows = data if isinstance(data, list) else [data]
        stamps = [body.get("timestamp"), *(row.get("updatedAt") for row in rows if isinstance(row, dict))]
        told = [moment for moment in map(parse_instant, stamps) if moment is not None and moment > self.now]
        if exchange.group != "rate-limit":
            self.now = max(told, default=self.now + timedelta(milliseconds=20))
        elif (later := re.match(r"after (\d+) seconds", exchange.case)) is not None:
            self.now += timedelta(seconds=int(later[1]) - self._waited)
            self._waited = int(later[1])
        if re.match(r"two own limits on a key, call 1$", exchange.case):
            self.now += timedelta(hours=2)

    _waited = 0


def _filled(text: str) -> str:
    for placeholder, value in PLACEHOLDERS.items():
        text = text.replace(placeholder, value)
    return text


def _race(exchange: Exchange) -> str:
    """Which race a request belongs to; empty for those sent alone."""
    return exchange.case.rpartition(", call")[0] if "at once" in exchange.note else ""


def pretty(verdict: Verdict) -> str:
    """One line about an exchange."""
    exchange = verdict.exchange
    return json.dumps({"group": exchange.group, "case": exchange.case, "gaps": verdict.gaps[:6]}, ensure_ascii=False)
