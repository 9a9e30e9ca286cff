"""A fake model that reads as the offline interpreter would, from nothing but the JSON it is sent."""

import json
import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from starlette.responses import Response

from graph.understanding.dialogue import Dialogue, EventTypeSeen, FieldSeen, OptionSeen, Pending, Stage
from graph.understanding.naming import named_in, seen
from graph.understanding.offline.interpreter import understand
from tests.fakes.openai_server import tool_call
from tools.people import KnownPerson

_NOW = "%a %Y-%m-%d %H:%M"
_DAY = re.compile(r"([A-Z][a-z]{2} \d\d [A-Z][a-z]{2}) ?")
_CLOCK = re.compile(r"(\d\d:\d\d) ?")


async def echo(request: dict[str, Any]) -> Response:
    """Calls the tool with the acts that the offline interpreter finds."""
    asked, _ = json.JSONDecoder().raw_decode(request["messages"][-1]["content"])
    message = _with_mail(asked["message"], asked["dialogue"].get("mail"))
    found = understand(message, dialogue_in(asked["dialogue"], message))
    return await tool_call(found.model_dump(mode="json", exclude_defaults=True))(request)


def _with_mail(message: str, mail: dict[str, str] | None) -> str:
    """The wish with the mail behind it, as somebody pastes one."""
    if mail is None:
        return message
    name, _, address = mail["from"].rpartition(" ")
    return f"{message}\n\nFrom: {name} <{address}>\nSubject: {mail['subject']}\n\n{mail['text']}"


def dialogue_in(told: dict[str, Any], message: str = "") -> Dialogue:
    """The dialogue as far as a model is told of it."""
    zone = ZoneInfo(told["zone"])
    now = datetime.strptime(told["now"], _NOW).replace(tzinfo=zone)
    people = [KnownPerson(name=name, addresses=tuple(more), next=now) for name, *more in told.get("people", ())]
    return Dialogue(
        people=seen(named_in(message, people)),
        now=now,
        zone=told["zone"],
        stage=Stage(told["stage"]),
        pending=_pending(told.get("pending"), zone),
        asked=told.get("asked", ()),
        fields=tuple(FieldSeen(slug=s, label=label, options=more) for s, label, *more in told.get("fields", ())),
        options=tuple(_options(told.get("options", ()), now)),
        event_types=tuple(
            EventTypeSeen(id=n, title=title, slug=title.lower().replace(" ", "-"), lengths=lengths)
            for n, (title, *lengths) in enumerate(told.get("event_types", ()))
        ),
        recent=_pending(told.get("recent"), zone),
    )


def _pending(told: dict[str, Any] | None, zone: ZoneInfo) -> Pending | None:
    if told is None:
        return None
    if steps := [_pending(step, zone) for step in told.get("steps", ())]:
        return Pending.model_validate({"action": steps[0] and steps[0].action, "steps": steps})
    start = told.get("start")
    when = {"start": datetime.strptime(start, _NOW).replace(tzinfo=zone)} if start else {}
    return Pending.model_validate({**told, **when})


def _options(lines: list[str], now: datetime) -> list[OptionSeen]:
    """ "2 14:30" is on the day of the line before it; the year is that of the present or the next one."""
    options, day = [], ""
    for line in lines:
        n, _, rest = line.partition(" ")
        if dated := _DAY.match(rest):
            day, rest = dated[1], rest[dated.end() :]
        clock = _CLOCK.match(rest)
        start = _start(f"{day} {clock[1]}", now) if clock and day else None
        label = rest[clock.end() :] if clock else rest
        options.append(OptionSeen(n=int(n), label=label or line, start=start))
    return options


def _start(text: str, now: datetime) -> datetime:
    for year in (now.year, now.year + 1):
        start = datetime.strptime(f"{year} {text}", "%Y %a %d %b %H:%M").replace(tzinfo=now.tzinfo)
        if start >= now:
            break
    return start
