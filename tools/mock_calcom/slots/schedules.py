"""Schedules: a user's weekly hours and the days that differ. Version 2024-06-11. Source: contract §6."""

import re
from typing import Any

from tools.mock_calcom.wire.calls import Call, Reply, done, success
from tools.mock_calcom.wire.errors import Refusal
from tools.mock_calcom.wire.validation import WEEK_DAYS, QueryForm, is_boolean, is_string, is_zone, path_id
from tools.mock_calcom.world.model import Json, Schedule
from tools.mock_calcom.world.timestamps import parse_date
from tools.mock_calcom.world.world import World

OFFICE_HOURS: list[Json] = [{"days": list(WEEK_DAYS[:5]), "startTime": "09:00", "endTime": "17:00"}]


def list_schedules(call: Call) -> Reply:
    """GET /v2/schedules."""
    return success([shape(call.world, schedule) for schedule in schedules_of(call.world, call.host.id)])


def get_default(call: Call) -> Reply:
    """GET /v2/schedules/default; null when there is none."""
    schedule = default_schedule(call.world, call.host.id)
    return success(schedule and shape(call.world, schedule))


def get_schedule(call: Call) -> Reply:
    """GET /v2/schedules/{id}."""
    return success(shape(call.world, _own(call, missing=404)))


def create_schedule(call: Call) -> Reply:
    """POST /v2/schedules; without `availability` it is Monday to Friday, 9 to 17."""
    body = _checked(call.body, creating=True)
    schedule = add_schedule(
        call.world, call.host.id, body["name"], body["timeZone"], body.get("availability"), body.get("overrides")
    )
    if body["isDefault"]:
        call.host.default_schedule_id = schedule.id
    return success(shape(call.world, schedule), status=201)


def patch_schedule(call: Call) -> Reply:
    """PATCH /v2/schedules/{id}: whole lists are replaced."""
    body = _checked(call.body, creating=False)
    schedule = _own(call, missing=404)
    schedule.name = body.get("name", schedule.name)
    schedule.time_zone = body.get("timeZone", schedule.time_zone)
    schedule.availability = body.get("availability", schedule.availability)
    schedule.overrides = body.get("overrides", schedule.overrides)
    if body.get("isDefault"):
        call.host.default_schedule_id = schedule.id
    return success(shape(call.world, schedule))


def delete_schedule(call: Call) -> Reply:
    """DELETE /v2/schedules/{id}; a missing one is a 400 here."""
    schedule = _own(call, missing=400)
    del call.world.schedules[schedule.id]
    if call.host.default_schedule_id == schedule.id:
        rest = schedules_of(call.world, call.host.id)
        call.host.default_schedule_id = rest[0].id if rest else None
    return done()


def schedules_of(world: World, user_id: int) -> list[Schedule]:
    """A user's schedules, oldest first."""
    return [schedule for schedule in world.schedules.values() if schedule.owner_id == user_id]


def default_schedule(world: World, user_id: int) -> Schedule | None:
    """The one that counts where an event type names none."""
    return world.schedules.get(world.users[user_id].default_schedule_id or 0)


def add_schedule(
    world: World,
    owner_id: int,
    name: str,
    time_zone: str,
    availability: list[Json] | None = None,
    overrides: list[Json] | None = None,
) -> Schedule:
    """Stores a schedule."""
    hours = OFFICE_HOURS if availability is None else availability
    schedule = Schedule(world.ids.number("schedule"), owner_id, name, time_zone, hours, overrides or [])
    world.schedules[schedule.id] = schedule
    return schedule


def shape(world: World, schedule: Schedule) -> Json:
    """As the API shows it."""
    return {
        "id": schedule.id, "ownerId": schedule.owner_id, "name": schedule.name, "timeZone": schedule.time_zone,
        "availability": [_only(rule, "days", "startTime", "endTime") for rule in schedule.availability],
        "isDefault": world.users[schedule.owner_id].default_schedule_id == schedule.id,
        "overrides": [_only(day, "date", "startTime", "endTime") for day in schedule.overrides],
    }  # fmt: skip


def _only(entry: Json, *names: str) -> Json:
    return {name: entry[name] for name in names}


def _own(call: Call, *, missing: int) -> Schedule:
    schedule_id = path_id(call.params["id"])
    schedule = call.world.schedules.get(schedule_id)
    if schedule is None:
        raise Refusal(missing, f"Schedule with ID={schedule_id} does not exist.")
    if schedule.owner_id != call.host.id:
        raise Refusal(403, f"User with ID={call.host.id} does not own schedule with ID={schedule_id}")
    return schedule


def _checked(given: Any, *, creating: bool) -> Json:
    body: Json = given if isinstance(given, dict) else {}
    form = QueryForm(body)
    form.rule("name", is_string, required=creating)
    form.rule("timeZone", is_zone, required=creating)
    _check_list(form, "availability", {"days": _days, "startTime": _time, "endTime": _time})
    form.rule("isDefault", is_boolean, required=creating)
    _check_list(form, "overrides", {"date": _date, "startTime": _time, "endTime": _time})
    form.check()
    return body


def _check_list(form: QueryForm, name: str, rules: dict[str, Any]) -> None:
    items = form.target.get(name)
    if items is None:
        return
    if not isinstance(items, list):
        form.fail(name, {"isArray": f"{name} must be an array"})
        return
    children = QueryForm(items)
    for index, item in enumerate(items):
        inner = QueryForm(item if isinstance(item, dict) else {})
        for field, rule in rules.items():
            inner.rule(field, rule, required=True)
        if inner.errors:
            children.fail(str(index), None, inner.errors)
    if children.errors:
        form.fail(name, None, children.errors)


def _time(name: str, value: Any) -> dict[str, str]:
    good = isinstance(value, str) and re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value)
    return {} if good else {"matches": f"{name} must be a valid time format HH:MM"}


def _date(name: str, value: Any) -> dict[str, str]:
    good = isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value) and parse_date(value)
    return {} if good else {"matches": f"{name} must be a valid date format YYYY-MM-DD"}


def _days(name: str, value: Any) -> dict[str, str]:
    if not isinstance(value, list):
        return {"isArray": f"{name} must be an array"}
    if all(day in WEEK_DAYS for day in value):
        return {}
    return {"isIn": f"each value in {name} must be one of the following values: {', '.join(WEEK_DAYS)}"}
