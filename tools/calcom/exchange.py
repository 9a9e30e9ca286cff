"""How a call is made: paced, bounded in time, repeated when that is safe; an answer becomes a model or an error."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal, NoReturn, TypeVar

from pydantic import BaseModel, ValidationError

from tools.calcom import calls, retries
from tools.calcom.pacing import Pacer, is_block, seconds_to_wait
from tools.calcom.refusals import refusal
from tools.calcom.transport import CONNECTIONS, Answer, NeverSent, NoAnswer, Timeouts, TooLarge, Transport
from tools.calcom.versions import Resource
from tools.errors import OutcomeUnknown, RateLimited, SchedulingError, UnexpectedAnswer, Unreachable

_log = logging.getLogger(__name__)

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Request:
    """One request to be made. `operation` is the name of the client's method."""

    operation: str
    method: Literal["GET", "POST", "PATCH"]
    resource: Resource
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    body: Mapping[str, Any] | None = None


class Exchange:
    """Reads are repeated on faults; a write is sent once, again only when it provably was not done."""

    def __init__(
        self,
        transport: Transport,
        *,
        versions: Mapping[Resource, str],
        now: Callable[[], datetime],
        timeouts: Timeouts,
        wait: Callable[[float], Awaitable[None]],
        on_call: Callable[[calls.Call], None] | None,
    ) -> None:
        self._transport = transport
        self._versions = versions
        self._now = now
        self._timeouts = timeouts
        self._on_call = on_call
        self._pacer = Pacer(wait)
        self._connections = asyncio.Semaphore(CONNECTIONS)

    async def read(self, request: Request, shape: type[M], *, once: bool = False) -> M:
        """Raises Unreachable, RateLimited, UnexpectedAnswer, or a refusal; `once`: at the first fault."""
        with self._naming(request):
            return await self._read(request, shape, replace(self._timeouts, attempts=1) if once else self._timeouts)

    async def write(self, request: Request, shape: type[M]) -> M:
        """Raises OutcomeUnknown when the request may have left and its fate is not known; all else means: not done."""
        with self._naming(request):
            return await self._write(request, shape)

    @contextmanager
    def _naming(self, request: Request) -> Iterator[None]:
        """An error tells which part of Cal.com was asked, and under which version, unless no connection stood."""
        try:
            yield
        except SchedulingError as error:
            if not isinstance(error.__cause__, NeverSent):
                error.part, error.version = request.resource.value, self._versions[request.resource]
            raise

    async def _read(self, request: Request, shape: type[M], timeouts: Timeouts) -> M:
        total = timeouts.read_total
        deadline = _loop_time() + total
        try:
            async with asyncio.timeout(total):
                async for attempt in retries.of_reads(timeouts, deadline):
                    with attempt:
                        return await self._read_once(request, shape, deadline)
        except TimeoutError:
            raise Unreachable(f"{request.operation}: no answer within {total:g} s") from None
        raise AssertionError("the last attempt returns or raises")

    async def _write(self, request: Request, shape: type[M]) -> M:
        sending = _Sending()
        try:
            async with asyncio.timeout(self._timeouts.write_total):
                answer = await self._send_once(request, sending)
        except NeverSent as error:
            raise Unreachable(f"{request.operation}: {error}, so nothing was sent") from error
        except (NoAnswer, TooLarge, TimeoutError) as error:
            self._in_doubt(request, sending, str(error) or "no answer in time")
        if answer.status >= 500 or answer.status in (408, 499):
            self._in_doubt(request, sending, f"answered {answer.status}", status=answer.status)
        if not 200 <= answer.status < 300:
            raise self._refused(request, answer)
        try:
            return _parsed(request, answer, shape)
        except UnexpectedAnswer as error:
            self._in_doubt(request, sending, error.detail, status=answer.status)

    async def _send_once(self, request: Request, sending: "_Sending") -> Answer:
        deadline = _loop_time() + self._timeouts.write_total
        async for attempt in retries.of_undone_writes(self._timeouts, deadline):
            with attempt:
                try:
                    answer = await self._send(request, self._timeouts.write, deadline, sending)
                    if answer.status == 429:
                        raise self._refused(request, answer)
                except (NeverSent, RateLimited):
                    sending.since = None  # at once: the total may run out in the pause that follows
                    raise
                return answer
        raise AssertionError("the last attempt returns or raises")

    async def _read_once(self, request: Request, shape: type[M], deadline: float) -> M:
        try:
            answer = await self._send(request, self._timeouts.read, deadline, _Sending())
        except (NeverSent, NoAnswer) as error:
            raise Unreachable(f"{request.operation}: {error}") from error
        except TooLarge as error:
            raise UnexpectedAnswer(f"{request.operation}: {error}") from error
        if not 200 <= answer.status < 300:
            raise self._refused(request, answer)
        return _parsed(request, answer, shape)

    async def _send(self, request: Request, silence: float, deadline: float, sending: "_Sending") -> Answer:
        async with self._connections:
            await self._pacer.turn(patience=deadline - _loop_time())
            started, answer = time.perf_counter(), None
            try:
                sending.since = self._now()
                answer = await self._transport.send(
                    request.method,
                    request.path,
                    version=self._versions[request.resource],
                    silence=silence,
                    query=request.query,
                    body=request.body,
                )
                self._pacer.learn(answer.status, answer.headers, self._now())
                return answer
            finally:
                self._pacer.done()
                took = (time.perf_counter() - started) * 1000
                status = answer.status if answer else None
                calls.note(calls.Call(request.operation, request.method, status, took), self._on_call)

    def _refused(self, request: Request, answer: Answer) -> SchedulingError:
        if is_block(answer.status, answer.headers):
            seconds = seconds_to_wait(answer.headers, self._now())
            return RateLimited(f"{request.operation}: asked to slow down", retry_after=seconds)
        error = refusal(answer, operation=request.operation, version=self._versions[request.resource])
        _log.info("refused: %s", error)
        return error

    def _in_doubt(self, request: Request, sending: "_Sending", why: str, *, status: int | None = None) -> NoReturn:
        if sending.since is None:
            raise Unreachable(f"{request.operation}: {why}, and nothing was sent", status=status)
        _log.warning("%s: outcome unknown: %s", request.operation, why)
        raise OutcomeUnknown(f"{request.operation}: {why}", sent_at=sending.since, status=status)


class _Sending:
    """When the request may have left: set just before it could, taken back when it provably did not."""

    since: datetime | None = None


def _parsed(request: Request, answer: Answer, shape: type[M]) -> M:
    """The answer as a model. Only places and kinds of what is wrong are told: the values may be people's."""
    try:
        return shape.model_validate_json(answer.body)
    except ValidationError as error:
        faults = error.errors(include_input=False, include_context=False, include_url=False)
        if any(fault["type"] == "json_invalid" for fault in faults):
            raise retries.Garbled(f"{request.operation}: not JSON", status=answer.status) from None
        where = ", ".join(f"{'.'.join(map(str, fault['loc']))} {fault['type']}" for fault in faults[:3])
        raise UnexpectedAnswer(f"{request.operation}: another shape: {where}", status=answer.status) from None


def _loop_time() -> float:
    return asyncio.get_running_loop().time()
