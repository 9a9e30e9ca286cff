"""Schedules as version 2024-04-15 shows them: working hours in minutes of the day."""

from tools.mock_calcom.slots.schedules import default_schedule, schedules_of
from tools.mock_calcom.wire.calls import Call, Reply, success
from tools.mock_calcom.wire.validation import WEEK_DAYS
from tools.mock_calcom.world.model import Json, Schedule
from tools.mock_calcom.world.world import World


def list_schedules(call: Call) -> Reply:
    """GET /v2/schedules."""
    found = schedules_of(call.world, call.host.id)
    return success([_shape(call.world, schedule, last=len(found) == 1) for schedule in found])


def get_default(call: Call) -> Reply:
    """GET /v2/schedules/default."""
    schedule = default_schedule(call.world, call.host.id)
    return success(schedule and _shape(call.world, schedule, last=False))


def _shape(world: World, schedule: Schedule, *, last: bool) -> Json:
    today = f"{world.now():%Y-%m-%d}"
    week: list[list[Json]] = [[] for _ in WEEK_DAYS]
    hours, rows = [], []
    for rule in schedule.availability:
        days = sorted((WEEK_DAYS.index(day) + 1) % 7 for day in rule["days"])
        opens, closes = rule["startTime"], rule["endTime"]
        hours.append({"days": days, "startTime": _minutes(opens), "endTime": _minutes(closes),
                      "userId": schedule.owner_id})  # fmt: skip
        rows.append({"id": schedule.id, "userId": schedule.owner_id, "eventTypeId": None, "days": days,
                     "startTime": f"1970-01-01T{opens}:00.000Z", "endTime": f"1970-01-01T{closes}:00.000Z",
                     "date": None, "scheduleId": schedule.id})  # fmt: skip
        for day in days:
            week[day].append({"start": f"{today}T{opens}:00.000Z", "end": f"{today}T{closes}:00.000Z"})
    return {
        "id": schedule.id, "name": schedule.name, "isManaged": False, "workingHours": hours, "schedule": rows,
        "availability": week, "timeZone": schedule.time_zone,
        "isDefault": world.users[schedule.owner_id].default_schedule_id == schedule.id, "dateOverrides": [],
        "readOnly": False, "isLastSchedule": last, "userId": schedule.owner_id,
    }  # fmt: skip


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])
