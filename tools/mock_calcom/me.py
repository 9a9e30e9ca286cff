"""`/v2/me`: the account behind the key."""

from typing import Any

from tools.mock_calcom.wire.calls import Call, Reply, success
from tools.mock_calcom.wire.validation import WEEK_DAYS, QueryForm, is_email, is_string, is_zone, one_of
from tools.mock_calcom.world.model import Json, User


def get_me(call: Call) -> Reply:
    """GET /v2/me."""
    return success(account(call.host))


def patch_me(call: Call) -> Reply:
    """PATCH /v2/me: name, email, zone, week start, time format, default schedule; the rest is dropped."""
    body = call.body if isinstance(call.body, dict) else {}
    form = QueryForm(body)
    schedules = [schedule.id for schedule in call.world.schedules.values() if schedule.owner_id == call.host.id]
    form.rule("timeFormat", _time_format)
    form.rule("name", is_string)
    form.rule("email", _email)
    form.rule("timeZone", is_zone)
    form.rule("weekStart", one_of(*WEEK_DAYS))
    form.rule("defaultScheduleId", lambda name, value: {} if value in schedules else _not_mine(name))
    form.check()
    names = {"name": "name", "email": "email", "timeZone": "time_zone", "weekStart": "week_start",
             "timeFormat": "time_format", "defaultScheduleId": "default_schedule_id"}  # fmt: skip
    for given, attribute in names.items():
        if given in body:
            setattr(call.host, attribute, body[given])
    return success(account(call.host))


def account(user: User) -> Json:
    """The account as `/me` shows it; `timeZone` is the host's."""
    return {
        "id": user.id, "email": user.email, "name": user.name, "avatarUrl": None, "bio": None,
        "timeFormat": user.time_format, "defaultScheduleId": user.default_schedule_id, "weekStart": user.week_start,
        "timeZone": user.time_zone, "username": user.username, "organizationId": None,
    }  # fmt: skip


def _time_format(name: str, value: Any) -> dict[str, str]:
    return {} if value in (12, 24) else {"isEnum": f"{name} must be one of the following values: 12, 24"}


def _not_mine(name: str) -> dict[str, str]:
    return {"isInt": f"{name} must be an integer number"}


def _email(name: str, value: Any) -> dict[str, str]:
    return {} if is_email(value) else {"isEmail": f"{name} must be an email"}
