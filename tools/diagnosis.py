"""What is wrong with a set-up, in plain words: the checks behind `calcom-agent doctor`. Reads only, prints nothing."""

import os
import stat
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Literal

import httpx
from pydantic import SecretStr

from tools.calcom.address import BadAddress, api_root, is_on_this_machine, path
from tools.calcom.client import CalcomClient
from tools.calcom.models import EventType
from tools.calcom.probing import Reading, probe
from tools.calcom.transport import Answer, NeverSent, NoAnswer, Timeouts, TooLarge, Transport
from tools.calcom.versions import KNOWN, VERSIONS, Resource
from tools.errors import BadKey, NotAllowed, RateLimited, SchedulingError
from tools.event_types import visible
from tools.stores import troubles
from tools.writing.tables import can_be_written

METHODS = ("function_calling", "json_schema", "json_mode")  # of structured output, best first
_SKEW = timedelta(minutes=2)
_KEYS = "Make a key at Cal.com under Settings > Developer > API keys and put it into CALCOM_API_KEY."
_ADDRESS = "Check CALCOM_BASE_URL (for Cal.com itself leave it unset) and the network."


@dataclass(frozen=True, slots=True)
class Check:
    """One finding. `fix` says what to do and is empty unless something should be done."""

    id: str
    status: Literal["ok", "fail", "skip"]
    detail: str
    fix: str = ""


@dataclass(frozen=True, slots=True)
class SetUp:
    """What is examined. Nothing of it is shown but the names in `variables`, the model's name and the folder."""

    base_url: str
    api_key: SecretStr | None
    data_folder: Path
    variables: Mapping[str, bool] = field(default_factory=dict)  # name of an environment variable: is it set
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
    """Examine a set-up. Makes about 30 reading calls to Cal.com, one to three to the model, and writes nothing.

    Args:
        now: the machine's clock.
        try_model: None when no model is set up.
        transport: another way out than the network, for tests.
    """
    checks = [_environment(setup), _folder(setup.data_folder), *_stores(setup)]
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


def _folder(folder: Path) -> Check:
    """Whether conversations can be kept, and only their owner can read them. Creates nothing."""
    try:
        if not folder.exists():
            return _folder_to_be(folder)
        if not folder.is_dir():
            return Check("data_folder", "fail", f"{folder} is not a folder", "Set CALCOM_AGENT_HOME to a folder.")
        mode = stat.S_IMODE(folder.stat().st_mode)
    except OSError as error:
        return Check(
            "data_folder", "fail", f"{folder}: {error.strerror}", "Set CALCOM_AGENT_HOME to a folder of yours."
        )
    if not os.access(folder, os.W_OK | os.X_OK):
        return Check("data_folder", "fail", f"{folder} cannot be written", f"chmod u+rwx '{folder}'")
    if mode & 0o077:
        return Check("data_folder", "fail", f"{folder} is open to others ({mode:04o})", f"chmod 700 '{folder}'")
    return Check("data_folder", "ok", f"{folder}, yours alone")


def _folder_to_be(folder: Path) -> Check:
    above = next(parent for parent in folder.parents if parent.exists())
    if above.is_dir() and os.access(above, os.W_OK | os.X_OK):
        return Check("data_folder", "ok", f"{folder} will be made")
    return Check(
        "data_folder", "fail", f"{folder} cannot be made in {above}", "Set CALCOM_AGENT_HOME to a folder of yours."
    )


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
    found = [Check("address", "ok", "an address we send a key to; API v2 (v1 was switched off on 2026-04-08)")]
    async with CalcomClient(setup.base_url, setup.api_key, now=now, timeouts=setup.timeouts, transport=way) as calcom:
        answer = await _first_answer(raw, setup.timeouts)
        if isinstance(answer, Check):
            return [*found, answer]
        found += [
            Check("reachable", "ok", "Cal.com answers"),
            _clock(answer, now(), is_on_this_machine(api_root(setup.base_url))),
        ]
        found.append(key := await _key(calcom))
        if key.status == "ok":
            found += await _account(calcom, raw, setup.timeouts.read_total, now())
    await raw.aclose()
    return found


async def _first_answer(raw: Transport, timeouts: Timeouts) -> Answer | Check:
    """The bare answer to the first question; or why there is none. Repeats nothing: people wait in front of this."""
    try:
        answer = await raw.send(
            "GET", path(Resource.ME), version=VERSIONS[Resource.ME], silence=timeouts.read, query={}, body=None
        )
    except NeverSent:
        return Check("reachable", "fail", "no connection: nothing listens there, or the name is unknown", _ADDRESS)
    except (NoAnswer, TooLarge):
        return Check("reachable", "fail", "a connection, but no usable answer", _ADDRESS)
    if 300 <= answer.status < 400:
        return Check("reachable", "fail", "it redirects elsewhere, which we do not follow with a key", _ADDRESS)
    if answer.status >= 500:
        fix = "Try again later; if it stays, see the server's status page."
        return Check("reachable", "fail", f"the server is in trouble ({answer.status})", fix)
    if not answer.body.lstrip().startswith(b"{"):
        return Check("reachable", "fail", "something answers there, but it is not Cal.com's API", _ADDRESS)
    return answer


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


async def _key(calcom: CalcomClient) -> Check:
    try:
        me = await calcom.me()
    except (BadKey, NotAllowed):
        return Check("key", "fail", "the key is unknown or expired", _KEYS)
    except RateLimited as error:
        return Check("key", "fail", "too many calls just now", f"Wait {error.retry_after:.0f} seconds and try again.")
    except SchedulingError as error:
        return Check("key", "fail", f"the account could not be read ({error.code})", _ADDRESS)
    return Check("key", "ok", f"valid: {me.name or me.username or 'an account without a name'}, {me.time_zone}")


async def _account(calcom: CalcomClient, raw: Transport, total: float, now: datetime) -> list[Check]:
    types, checks = await _event_types(calcom)
    checks.append(await _schedule(calcom))
    return [*checks, *[await _version(raw, resource, types, total, now) for resource in Resource]]


async def _event_types(calcom: CalcomClient) -> tuple[list[EventType], list[Check]]:
    try:
        types = await calcom.event_types()
    except SchedulingError as error:
        return [], [
            Check("event_types", "fail", f"could not be listed ({error.code})", "See the version checks below.")
        ]
    lines = [f"{t.id} {t.title} ({t.length_in_minutes} min, {t.slug}{', hidden' if t.hidden else ''})" for t in types]
    if not visible(types):
        return types, [Check("event_types", "fail", "none that can be offered", "Create an event type at Cal.com.")]
    return types, [Check("event_types", "ok", f"{len(types)}: {'; '.join(lines)}")]


async def _schedule(calcom: CalcomClient) -> Check:
    try:
        schedule = await calcom.default_schedule()
    except SchedulingError as error:
        return Check("schedule", "fail", f"could not be read ({error.code})", "See the version checks below.")
    if schedule is None:
        fix = "Set working hours at Cal.com under Availability."
        return Check("schedule", "ok", "no default schedule", fix)
    return Check("schedule", "ok", f"{schedule.name or 'unnamed'}, {schedule.time_zone}")


async def _version(raw: Transport, resource: Resource, types: list[EventType], total: float, now: datetime) -> Check:
    """Ask under every known version: a server that moved on shows here, with the value that would be right."""
    query = _harmless_query(resource, types, now)
    if query is None:
        return Check(f"version_{resource.name.lower()}", "skip", "needs an event type to ask with")
    readings = {version: await probe(raw, resource, version, query, total=total) for version in KNOWN}
    sent = VERSIONS[resource]
    told = "; ".join(f"{version} {reading}" for version, reading in readings.items() if version != sent)
    name, detail = f"version_{resource.name.lower()}", f"{sent} (ours) {readings[sent]}; {told}"
    if readings[sent] is Reading.RIGHT:
        return Check(name, "ok", detail)
    right = [version for version, reading in readings.items() if reading is Reading.RIGHT]
    fix = (
        f"This server wants {' or '.join(right)} for {resource}: report it, or use another release."
        if right
        else _ADDRESS
    )
    return Check(name, "fail", detail, fix)


def _harmless_query(resource: Resource, types: list[EventType], now: datetime) -> dict[str, str] | None:
    """A small read for each resource; None when there is nothing to ask with."""
    if resource is Resource.BOOKINGS:
        return {"take": "1"}
    if resource is Resource.SLOTS:
        day = f"{now:%Y-%m-%d}"
        return {"eventTypeId": str(types[0].id), "start": day, "end": day} if types else None
    return {}
