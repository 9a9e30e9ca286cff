"""One request, one bounded answer: the only file that speaks httpx. Size cap, no redirects, no ambient proxies."""

import contextlib
import logging
import zlib
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
from pydantic import SecretStr

from tools.calcom.address import api_root

LARGEST_BODY = 2_000_000  # bytes, decoded; a page of 250 bookings stays far below
CONNECTIONS = 20


@dataclass(frozen=True, slots=True)
class Timeouts:
    """How long we wait, in seconds: settings, so that tests use small ones.

    `read` and `write` bound one silence on the wire, the totals bound the whole call with its retries.
    """

    connect: float = 3.0
    read: float = 8.0
    read_total: float = 20.0
    write: float = 20.0
    write_total: float = 20.0  # a person is told within 45 s: the rest is for looking
    pause: float = 0.2  # before the first retry; doubled for each further one
    jitter: float = 0.4  # at most this much is added to a pause
    longest_pause: float = 4.0
    attempts: int = 4  # of a read, in all
    connects: int = 3  # of a write whose connection never stood


class NeverSent(Exception):
    """No connection stood, so the request provably never left."""


class NoAnswer(Exception):
    """The request may have left; no complete answer came back."""


class TooLarge(Exception):
    """An answer beyond LARGEST_BODY, or in an encoding we did not ask for."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: header names in lower case, the body decoded from gzip but not yet parsed."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Transport:
    """Sends requests to one Cal.com with one key. The key lives here and in no message, error or log."""

    def __init__(
        self,
        base_url: str,
        api_key: SecretStr | None,
        *,
        timeouts: Timeouts,
        transport: httpx.AsyncBaseTransport | None = None,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        """`now`: the clock that is compared with the server's; see `clock_off`."""
        self._now = now
        self.clock_off = timedelta(0)  # how far our clock is ahead of the server's, as its last answer told
        # Their INFO line prints whole URLs, attendees' addresses included.
        for name in ("httpx", "httpcore"):
            logging.getLogger(name).setLevel(logging.WARNING)
        headers = {"Accept": "application/json", "Accept-Encoding": "gzip", "User-Agent": "calcom-agent"}
        if api_key is not None:
            headers["Authorization"] = f"Bearer {api_key.get_secret_value()}"
        self._timeouts = timeouts
        self._http = httpx.AsyncClient(
            base_url=api_root(base_url),
            headers=headers,
            transport=transport,
            follow_redirects=False,
            trust_env=False,
            limits=httpx.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS),
        )

    async def send(
        self, method: str, path: str, *, version: str, silence: float, query: Mapping[str, str], body: Any | None
    ) -> Answer:
        """Send once. `silence` is the longest gap on the wire, in seconds; the caller bounds the total.

        Raises NeverSent, NoAnswer or TooLarge; every HTTP status is an Answer.
        """
        try:
            async with self._http.stream(
                method,
                path,
                params=query or None,
                json=body,
                headers={"cal-api-version": version},
                timeout=httpx.Timeout(silence, connect=self._timeouts.connect, pool=None),
            ) as response:
                self._compare_clocks(response.headers)
                return Answer(response.status_code, dict(response.headers), await _bounded_body(response))
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.UnsupportedProtocol) as error:
            raise NeverSent(type(error).__name__) from error
        except (httpx.TransportError, zlib.error) as error:
            raise NoAnswer(type(error).__name__) from error

    def _compare_clocks(self, headers: httpx.Headers) -> None:
        """The Date of an answer is when it was made; one that was kept on the way (it tells its Age) says nothing."""
        if self._now is None or "age" in headers:
            return
        with contextlib.suppress(KeyError, TypeError, ValueError, OverflowError):
            self.clock_off = self._now() - parsedate_to_datetime(headers["date"])

    async def aclose(self) -> None:
        await self._http.aclose()


async def _bounded_body(response: httpx.Response) -> bytes:
    """The decoded body. We inflate ourselves: httpx would blow 64 kB of gzip up to 60 MB before handing it over."""
    if response.is_stream_consumed:  # a transport that answered from memory has decoded it already
        return bytes(_within_cap(response.content))
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "gzip", ""):
        raise TooLarge("an encoding we did not ask for")
    return await (_inflated(response.aiter_raw()) if encoding == "gzip" else _joined(response.aiter_raw()))


async def _joined(chunks: AsyncIterator[bytes]) -> bytes:
    body = bytearray()
    async for chunk in chunks:
        body += chunk
        _within_cap(body)
    return bytes(body)


async def _inflated(chunks: AsyncIterator[bytes]) -> bytes:
    gunzip = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    body = bytearray()
    async for chunk in chunks:
        body += gunzip.decompress(chunk, LARGEST_BODY + 1 - len(body))
        _within_cap(body)
    if not gunzip.eof and body:
        raise NoAnswer("the compressed body was cut off")
    return bytes(body)


def _within_cap(body: bytes | bytearray) -> bytes | bytearray:
    if len(body) > LARGEST_BODY:
        raise TooLarge(f"more than {LARGEST_BODY} bytes")
    return body
