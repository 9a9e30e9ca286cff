"""What is wrong with a set-up, in plain words: the checks behind `calcom-agent doctor`. Reads only, prints nothing."""

import asyncio
import os
import stat
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Literal

import httpx
from pydantic import SecretStr

from tools.calcom.address import BadAddress, api_root, is_hosted, is_on_this_machine, path
from tools.calcom.client import CalcomClient
from tools.calcom.models import EventType
from tools.calcom.probing import Reading, probe
from tools.calcom.refusals import is_no_route
from tools.calcom.transport import Answer, NeverSent, NoAnswer, Timeouts, TooLarge, Transport
from tools.calcom.versions import KNOWN, NEWER, VERSIONS, Resource
from tools.errors import (
    BadKey,
    NotAllowed,
    RateLimited,
    SchedulingError,
    UnexpectedAnswer,
    Unreachable,
    WrongVersion,
)
from tools.event_types import visible
from tools.likeness import name_meant
from tools.stores import troubles
from tools.writing.tables import can_be_written

METHODS = ("function_calling", "json_schema", "json_mode")  # of structured output, best first
_SKEW = timedelta(minutes=2)
_KEYS = "Make a key at Cal.com under Settings > Developer > API keys and put it into CALCOM_API_KEY."
_OWN_FOLDER = "Set CALCOM_AGENT_HOME to a folder of yours."
_ADDRESS = "Check CALCOM_BASE_URL (for Cal.com itself leave it unset) and the network."
_OTHER_ADDRESS = (
    "Put the address of Cal.com's API v2 into CALCOM_BASE_URL (for Cal.com itself leave it unset): on a server of "
    "one's own it is often another than the web pages', such as https://api.example.com or https://example.com/api."
)


@dataclass(frozen=True, slots=True)
class Check:
    """One finding. `fix` says what to do and is empty unless something should be done."""

    id: str
    status: Literal["ok", "fail", "skip"]
    detail: str
    fix: str = ""


@dataclass(frozen=True, slots=True)
class SetUp:
    """What is examined. Nothing of it is shown but names of variables, the versions, the model's name, the folder."""

    base_url: str
    api_key: SecretStr | None
    data_folder: Path
    variables: Mapping[str, bool] = field(default_factory=dict)  # name of an environment variable: is it set
    versions: Mapping[Resource, str] = field(default_factory=dict)  # sent in place of ours
    others: frozenset[str] = frozenset()  # names of all other variables that are set
    model: str | None = None  # name of the language model; None without a key for one
    journal: str | None = None  # URL of a database that holds the journal; None: a file of the folder
    timeouts: Timeouts = Timeouts(read_total=10.0)  # noqa: RUF009 (frozen)


TryModel = Callable[[str], Awaitable[object]]
"""One tiny structured call by the named method. Raises a SchedulingError when it does not work."""


def works(checks: list[Check]) -> bool:
    """Whether the assistant would work, in demo mode at least: nothing failed."""
    return all(check.status != "fail" for check in checks)


async def diagnose(
    setup: SetUp,
    *,
    now: Callable[[], datetime],
    try_model: TryModel | None = None,
    transport: httpx.AsyncBaseTransport | None = None,
) -> list[Check]:
    """Examine a set-up. Makes 30 to 60 reading calls to Cal.com, one to three to the model, and writes nothing.

    Args:
        now: the machine's clock.
        try_model: None when no model is set up.
        transport: another way out than the network, for tests.
    """
    checks = [_environment(setup), *_near_misses(setup), _folder(setup.data_folder), *_stores(setup)]
    if setup.api_key is None:
        checks += [Check("calcom", "skip", "no Cal.com key: demo mode, on the mocked Cal.com of this machine")]
    else:
        checks += await _calcom(setup, now, transport)
    return [*checks, await _model(setup, try_model)]


# --- this machine ----------------------------------------------------------------------------------------------------


def _environment(setup: SetUp) -> Check:
    given = [name for name, is_set in setup.variables.items() if is_set]
    calcom = "a real account" if setup.api_key else "demo mode"
    interpreter = "a language model" if setup.model else "the offline interpreter"
    return Check("environment", "ok", f"set: {', '.join(given) or 'nothing'}; so: {calcom}, {interpreter}")


def _near_misses(setup: SetUp) -> list[Check]:
    """Variables that are read by nobody and look like one of ours that is not set."""
    missing = [name for name, is_set in setup.variables.items() if not is_set]
    found = []
    for other in sorted(setup.others - setup.variables.keys()):
        if (meant := name_meant(other, list(setup.variables))) in missing:
            found.append(
                Check("variables", "skip", f"{other} is not read", f"If it is for this assistant, call it {meant}.")
            )
    return found


def _folder(folder: Path) -> Check:
    """Whether conversations can be kept, and only their owner can read them. Creates nothing."""
    try:
        if not folder.exists():
            return _folder_to_be(folder)
        if not folder.is_dir():
            return Check("data_folder", "fail", f"{folder} is not a folder", "Set CALCOM_AGENT_HOME to a folder.")
        about = folder.stat()
    except OSError as error:
        return Check("data_folder", "fail", f"{folder}: {error.strerror}", _OWN_FOLDER)
    mode = stat.S_IMODE(about.st_mode)
    if mode != 0o700 and os.geteuid() in (0, about.st_uid):
        return Check("data_folder", "ok", f"{folder}, yours; the start makes it yours alone ({mode:04o} now)")
    if not os.access(folder, os.W_OK | os.X_OK):
        return Check("data_folder", "fail", f"{folder} cannot be written", f"chmod u+rwx '{folder}'")
    if os.geteuid() not in (0, about.st_uid):  # the start cannot close what is somebody else's
        return Check("data_folder", "fail", f"{folder} is somebody else's ({mode:04o})", _OWN_FOLDER)
    return Check("data_folder", "ok", f"{folder}, yours alone")


def _folder_to_be(folder: Path) -> Check:
    above = next(parent for parent in folder.parents if parent.exists())
    if above.is_dir() and os.access(above, os.W_OK | os.X_OK):
        return Check("data_folder", "ok", f"{folder} will be made")
    return Check("data_folder", "fail", f"{folder} cannot be made in {above}", _OWN_FOLDER)


def _stores(setup: SetUp) -> list[Check]:
    """Whether conversations and journal can be kept: what the start needs, tried."""
    checks = []
    for name, trouble in troubles(setup.data_folder).items():
        fix = "Make room, or end the program that holds it."
        if trouble.is_damage:
            fix = "The next start sets it aside and begins a new one; what it held cannot be read any more."
        checks.append(Check("stores", "fail", f"{name or setup.data_folder}: {trouble.reason}", fix))
    if setup.journal is not None and not can_be_written(setup.journal):
        fix = "Start that database, or correct CALCOM_AGENT_JOURNAL."
        checks.append(Check("stores", "fail", "the database in CALCOM_AGENT_JOURNAL cannot be used", fix))
    return checks or [Check("stores", "ok", "conversations and journal can be written")]


async def _model(setup: SetUp, try_model: TryModel | None) -> Check:
    if setup.model is None or try_model is None:
        return Check("model", "skip", "no OPENAI_API_KEY: messages are read by the offline interpreter")
    last: SchedulingError | None = None
    for method in METHODS:
        try:
            await try_model(method)
        except SchedulingError as error:
            last = error
        else:
            fix = "" if method == METHODS[0] else f"Set OPENAI_METHOD={method}."
            return Check("model", "ok", f"{setup.model} answers by {method}", fix)
    why = last.code if last else "no method"
    fix = "Check OPENAI_API_KEY, OPENAI_BASE_URL and OPENAI_MODEL, or unset the key to work without a model."
    return Check("model", "fail", f"{setup.model} gave no structured answer ({why})", fix)


# --- Cal.com ---------------------------------------------------------------------------------------------------------


async def _calcom(setup: SetUp, now: Callable[[], datetime], way: httpx.AsyncBaseTransport | None) -> list[Check]:
    try:
        raw = Transport(setup.base_url, setup.api_key, timeouts=setup.timeouts, transport=way)
    except BadAddress as error:
        return [Check("address", "fail", str(error), "Correct CALCOM_BASE_URL, or unset it for Cal.com itself.")]
    prober = _Prober(raw, {**VERSIONS, **setup.versions}, setup.timeouts.read_total, now())
    async with CalcomClient(
        setup.base_url, setup.api_key, now=now, versions=setup.versions, timeouts=setup.timeouts, transport=way
    ) as calcom:
        found = await _asked(calcom, raw, prober, setup, now())
    await raw.aclose()
    return [_address(api_root(setup.base_url)), *found]


def _address(root: str) -> Check:
    v1 = " (v1 was switched off on 2026-04-08)" if is_hosted(root) else ""
    return Check("address", "ok", f"an address we send a key to; API v2{v1}")


async def _asked(calcom: CalcomClient, raw: Transport, prober: "_Prober", setup: SetUp, now: datetime) -> list[Check]:
    """The account first. Where it cannot be read the other parts are tried all the same: it may be alone in that."""
    answer = await _first_answer(raw, prober.versions[Resource.ME], setup.timeouts)
    if isinstance(answer, Check):
        return [answer]
    reachable = _reachable(answer)
    found = [reachable]
    if answer is not None and reachable.status == "ok":
        found.append(_clock(answer, now, is_on_this_machine(api_root(setup.base_url))))
        key, goes_on = await _key(calcom)
        found.append(key)
        if not goes_on:
            return found
    else:
        key = Check("key", "fail", f"the account could not be read: {reachable.detail}", reachable.fix)
        found = [Check("reachable", "ok", "Cal.com answers, though not about the account"), key]
    if key.status == "ok" or await prober.finds_any():
        return found + await _account(calcom, prober)
    if answer is not None and is_no_route(answer):
        return [Check("reachable", "fail", "a web server, but no API v2 of Cal.com at this address", _OTHER_ADDRESS)]
    return [*found[:-1], replace(key, fix=_OTHER_ADDRESS)] if reachable.status == "ok" else [reachable]


async def _first_answer(raw: Transport, version: str, timeouts: Timeouts) -> Answer | Check | None:
    """The bare answer to the first question; None when it is not usable; a check when there is not even a connection.

    Repeats nothing: people wait in front of this.
    """
    try:
        return await raw.send("GET", path(Resource.ME), version=version, silence=timeouts.read, query={}, body=None)
    except NeverSent:
        return Check("reachable", "fail", "no connection: nothing listens there, or the name is unknown", _ADDRESS)
    except (NoAnswer, TooLarge):
        return None


def _reachable(answer: Answer | None) -> Check:
    """Whether Cal.com's API is what answers."""
    if answer is None:
        return Check("reachable", "fail", "a connection, but no usable answer", _ADDRESS)
    if 300 <= answer.status < 400:
        fix = (
            "Put the address it leads to into CALCOM_BASE_URL, if it is yours: https, and the API's, not a log-in page."
        )
        return Check("reachable", "fail", "it redirects elsewhere, which we do not follow with a key", fix)
    if answer.status >= 500:
        fix = "Try again later; if it stays, see the server's status page."
        return Check("reachable", "fail", f"the server is in trouble ({answer.status})", fix)
    if not answer.body.lstrip().startswith(b"{"):
        return Check("reachable", "fail", "something answers there, but it is not Cal.com's API", _OTHER_ADDRESS)
    return Check("reachable", "ok", "Cal.com answers")


def _clock(answer: Answer, now: datetime, is_local: bool) -> Check:
    try:
        theirs = parsedate_to_datetime(answer.headers["date"])
        skew = abs(now - theirs)
    except (KeyError, TypeError, ValueError):
        return Check("clock", "skip", "the server does not tell its time")
    if skew > _SKEW:
        minutes = skew // timedelta(minutes=1)
        if is_local:  # its clock is ours, or one that was set on purpose
            return Check("clock", "skip", f"{minutes} minutes off, but the server runs on this machine")
        fix = "Set this machine's clock: with a wrong one, 'tomorrow' is a wrong day."
        return Check("clock", "fail", f"{minutes} minutes off the server's", fix)
    return Check("clock", "ok", "within two minutes of the server's")


async def _key(calcom: CalcomClient) -> tuple[Check, bool]:
    """And whether it makes sense to ask for anything else."""
    try:
        me = await calcom.me()
    except BadKey:
        return Check("key", "fail", "the key is unknown or expired", _KEYS), False
    except RateLimited as error:
        fix = f"Wait {error.retry_after:.0f} seconds and try again."
        return Check("key", "fail", "too many calls just now", fix), False
    except NotAllowed:
        return Check("key", "fail", "the key may not read its own account (refused, not unknown)", _KEYS), True
    except SchedulingError as error:
        return Check(
            "key", "fail", f"the account could not be read: {_why(error)}", "See the version checks below."
        ), True
    return Check("key", "ok", f"valid: {me.name or me.username or 'an account without a name'}, {me.time_zone}"), True


def _why(error: SchedulingError) -> str:
    """An error in a few words."""
    status = f" ({error.status})" if error.status else ""
    match error:
        case WrongVersion():
            return f"no such address under version {error.version}{status}"
        case UnexpectedAnswer():
            return f"an answer in another form than version {error.version} has"
        case RateLimited():
            return f"too many calls just now; wait {error.retry_after:.0f} seconds"
        case NotAllowed() | BadKey():
            return f"the key may not do that{status}"
        case Unreachable():
            return f"no usable answer{status}"
    return f"refused{status}"


async def _account(calcom: CalcomClient, prober: "_Prober") -> list[Check]:
    types, checks = await _event_types(calcom)
    checks.append(await _schedule(calcom))
    return [*checks, *await asyncio.gather(*(prober.check(resource, types) for resource in Resource))]


async def _event_types(calcom: CalcomClient) -> tuple[list[EventType], list[Check]]:
    try:
        types = await calcom.event_types()
    except SchedulingError as error:
        return [], [
            Check("event_types", "fail", f"could not be listed: {_why(error)}", "See the version checks below.")
        ]
    lines = [f"{t.id} {t.title} ({t.length_in_minutes} min, {t.slug}{', hidden' if t.hidden else ''})" for t in types]
    if not visible(types):
        return types, [Check("event_types", "fail", "none that can be offered", "Create an event type at Cal.com.")]
    return types, [Check("event_types", "ok", f"{len(types)}: {'; '.join(lines)}")]


async def _schedule(calcom: CalcomClient) -> Check:
    try:
        schedule = await calcom.default_schedule()
    except SchedulingError as error:
        return Check("schedule", "fail", f"could not be read: {_why(error)}", "See the version checks below.")
    if schedule is None:
        fix = "Set working hours at Cal.com under Availability."
        return Check("schedule", "ok", "no default schedule", fix)
    return Check("schedule", "ok", f"{schedule.name or 'unnamed'}, {schedule.time_zone}")


@dataclass
class _Prober:
    """Asks under every version there is: a server that moved on shows here, with the value that would be right."""

    raw: Transport
    versions: Mapping[Resource, str]  # those that are sent
    total: float  # seconds
    now: datetime
    _at_once: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(10))

    async def finds_any(self) -> bool:
        """Whether any other part than the account answers as expected, under any version."""
        parts = [Resource.EVENT_TYPES, Resource.BOOKINGS, Resource.SCHEDULES]
        readings = await asyncio.gather(*(self._readings(part, _harmless_query(part, [], self.now)) for part in parts))
        return any(Reading.RIGHT in found.values() for found in readings)

    async def check(self, resource: Resource, types: list[EventType]) -> Check:
        """What the server makes of each version, and what to set where ours is not the right one."""
        name, sent = f"version_{resource.name.lower()}", self.versions[resource]
        query = _harmless_query(resource, types, self.now)
        if query is None:
            return Check(name, "skip", "needs an event type to ask with")
        readings = await self._readings(resource, query)
        whose = "ours" if sent == VERSIONS[resource] else "as set"
        told = "; ".join(f"{version} {reading}" for version, reading in readings.items() if version != sent)
        detail = f"{sent} ({whose}) {readings[sent]}; {told}"
        if readings[sent] is Reading.RIGHT:
            return Check(name, "ok", detail)
        right = [version for version, reading in readings.items() if reading is Reading.RIGHT]
        return Check(name, "fail", detail, _way_out(resource, readings[sent], right))

    async def _readings(self, resource: Resource, query: Mapping[str, str] | None) -> dict[str, Reading]:
        tried = dict.fromkeys((*KNOWN, NEWER, self.versions[resource]))
        found = await asyncio.gather(*(self._ask(resource, version, query or {}) for version in tried))
        return dict(zip(tried, found, strict=True))

    async def _ask(self, resource: Resource, version: str, query: Mapping[str, str]) -> Reading:
        async with self._at_once:
            return await probe(self.raw, resource, version, query, total=self.total)


def _way_out(resource: Resource, reading: Reading, right: list[str]) -> str:
    if right:
        name = f"CALCOM_API_VERSION_{resource.name}"
        ours = VERSIONS[resource]
        how = f"unset {name}" if ours in right else f"set {name}={right[-1]}"
        return f"This server wants {' or '.join(right)} for {resource}: {how}."
    if reading is Reading.SILENT:
        return "The server does not answer about this part: try again later, or look at its log."
    if reading is Reading.REFUSED:
        return "The key may not read this part, or the server refuses it: look at the key's permissions and its log."
    return _OTHER_ADDRESS


def _harmless_query(resource: Resource, types: list[EventType], now: datetime) -> dict[str, str] | None:
    """A small read for each resource; None when there is nothing to ask with."""
    if resource is Resource.BOOKINGS:
        return {"take": "1"}
    if resource is Resource.SLOTS:
        day = f"{now:%Y-%m-%d}"
        return {"eventTypeId": str(types[0].id), "start": day, "end": day} if types else None
    return {}
