"""`GET /v2/bookings`: buckets, filters, orders and pages. Source: contract §4.4."""

from collections.abc import Callable
from datetime import datetime
from math import ceil
from typing import Any

from tools.mock_calcom.bookings.booking_shapes import shape_all
from tools.mock_calcom.bookings.lookup import is_visible
from tools.mock_calcom.event_types.event_types import trpc
from tools.mock_calcom.slots.busy import is_at
from tools.mock_calcom.wire.calls import Call, Query, Reply, success
from tools.mock_calcom.wire.validation import QueryForm, body_id
from tools.mock_calcom.world.model import Booking, Json
from tools.mock_calcom.world.timestamps import parse_instant
from tools.mock_calcom.world.world import World

BUCKETS = ("upcoming", "recurring", "past", "cancelled", "unconfirmed")
_DESCENDING = ("past", "cancelled")
_DATES = {"afterStart": "fromDate", "beforeEnd": "toDate", "afterCreatedAt": "afterCreatedAt",
          "beforeCreatedAt": "beforeCreatedAt", "afterUpdatedAt": "afterUpdatedAt",
          "beforeUpdatedAt": "beforeUpdatedAt"}  # fmt: skip
_SORTS: dict[str, Callable[[Booking], Any]] = {
    "sortStart": lambda booking: (booking.start, booking.id),
    "sortEnd": lambda booking: (booking.end, booking.id),
    "sortCreated": lambda booking: (booking.created_at, booking.id),
    "sortUpdatedAt": lambda booking: (booking.updated_at, booking.id),
}
Test = Callable[[Booking], bool]


def list_bookings(call: Call) -> Reply:
    """GET /v2/bookings: the page and all eight pagination fields."""
    query = _checked(call.query)
    take, skip = int(query.get("take", 100)), int(query.get("skip", 0))
    found = _ordered(_found(call, query), query)
    total = len(found)
    late = _late_tests(query)
    page = [booking for booking in found[skip : skip + take] if all(test(booking) for test in late)]
    if call.world.knobs.take_off_by_one:
        page = found[skip : skip + take + 1]
    return success(shape_all(call.world, page, call.user), pagination=pagination(total, take, skip))


def pagination(total: int, take: int, skip: int) -> Json:
    """As the server counts: page 0 of 0 when there is nothing at all."""
    remaining = max(0, total - (skip + take))
    return {
        "returnedItems": max(0, min(take, total - skip)), "totalItems": total, "itemsPerPage": take,
        "remainingItems": remaining, "currentPage": min(skip // take + 1, ceil(total / take)),
        "totalPages": ceil(total / take), "hasNextPage": remaining > 0,
        "hasPreviousPage": skip > 0 and total > 0,
    }  # fmt: skip


def _found(call: Call, query: Json) -> list[Booking]:
    world, host = call.world, call.host
    if "bookingUid" in query:
        found = [booking for booking in [world.bookings.get(query["bookingUid"])] if booking]
    else:
        found = world.bookings_by_start()
    for test in _tests(world, query):
        found = [booking for booking in found if test(booking)]
    return [
        booking
        for booking in found
        if (booking.host_id == host.id or is_at(world, host, booking)) and is_visible(world, booking)
    ]


def _tests(world: World, query: Json) -> list[Test]:
    tests: list[Test] = []
    now = world.now()
    if "status" in query:
        buckets = [_bucket(name, now) for name in query["status"]]
        tests.append(buckets[0] if len(buckets) == 1 else lambda b: any(bucket(b) for bucket in buckets))
    if email := query.get("attendeeEmail", "").strip():
        tests.append(lambda booking: any(attendee.email == email for attendee in booking.attendees))
    if name := query.get("attendeeName", "").strip():
        tests.append(lambda booking: any(attendee.name == name for attendee in booking.attendees))
    if ids := _event_type_ids(world, query):
        tests.append(lambda booking: booking.event_type_id in ids)
    if not world.knobs.date_filters_ignored:
        after, before = parse_instant(query.get("afterStart")), parse_instant(query.get("beforeEnd"))
        if after is not None:
            tests.append(lambda booking: booking.start >= after)
        if before is not None:
            tests.append(lambda booking: booking.end <= before)
    return tests


def _late_tests(query: Json) -> list[Test]:
    """Created and updated filters work on the data, but the pagination counts without them."""
    tests: list[Test] = []
    for name, stamp in (("CreatedAt", "created_at"), ("UpdatedAt", "updated_at")):
        after, before = parse_instant(query.get(f"after{name}")), parse_instant(query.get(f"before{name}"))
        if after is not None:
            tests.append(_not_before(stamp, after))
        if before is not None:
            tests.append(_not_after(stamp, before))
    return tests


def _not_before(stamp: str, moment: datetime) -> Test:
    return lambda booking: bool(getattr(booking, stamp) >= moment)


def _not_after(stamp: str, moment: datetime) -> Test:
    return lambda booking: bool(getattr(booking, stamp) <= moment)


def _bucket(name: str, now: datetime) -> Test:
    return {
        "upcoming": lambda b: b.end >= now and b.alive,
        "recurring": lambda b: b.end >= now and b.series_uid is not None and b.alive,
        "past": lambda b: b.end <= now and b.alive,
        "cancelled": lambda b: not b.alive,
        "unconfirmed": lambda b: b.end >= now and b.status == "pending",
    }[name]


def _event_type_ids(world: World, query: Json) -> set[int]:
    ids = {body_id(query["eventTypeId"])} if "eventTypeId" in query else set()
    ids |= {body_id(int(part)) for part in query.get("eventTypeIds", [])}
    if any(event_type_id not in world.event_types for event_type_id in ids):
        raise trpc(world.knobs, 400, "The requested event-types do not exist.")
    return ids


def _ordered(found: list[Booking], query: Json) -> list[Booking]:
    """One sort key wins: start, end, created; without any, one bucket has its own order."""
    sort = next((name for name in _SORTS if name in query), None)
    if sort is not None:
        return sorted(found, key=_SORTS[sort], reverse=query[sort] == "desc")
    buckets = set(query.get("status", ()))
    if len(buckets) == 1 and buckets <= set(_DESCENDING):
        found.reverse()
    return found


def _checked(raw: Query) -> Json:
    """The query, converted and validated. Raises Refusal 400 in query form; unknown names are left out."""
    query = _converted(raw)
    form = QueryForm(query)
    form.rule("status", _status)
    for name in ("eventTypeId", "teamId"):
        form.rule(name, _whole)
    form.rule("eventTypeIds", _numbers)
    for name, shown in _DATES.items():
        form.rule(name, _date(shown))
    for name in _SORTS:
        form.rule(name, _direction)
    form.rule("take", _between(1, 250))
    form.rule("skip", _between(0, None))
    form.check()
    return query


def _converted(raw: Query) -> Json:
    query: Json = {}
    for name, value in raw.items():
        values = value if isinstance(value, list) else value.split(",")
        last = values[-1] if isinstance(value, list) else value
        if name == "status":
            query[name] = [part.strip() for part in values]
        elif name in ("eventTypeIds", "teamsIds"):
            query[name] = [_to_number(part.strip()) for part in values]
        elif name in ("take", "skip", "eventTypeId", "teamId"):
            query[name] = _to_number(last)
        elif name in ("attendeeEmail", "attendeeName", "bookingUid", *_DATES, *_SORTS):
            query[name] = last
    return query


def _to_number(text: str) -> float | int | str | None:
    """What JavaScript makes of it: NaN is null on the wire, the empty text stays."""
    if text == "":
        return ""
    try:
        number = float(text)
    except ValueError:
        return None
    return int(number) if number.is_integer() else number


def _status(name: str, value: list[str]) -> dict[str, str]:
    if all(part in BUCKETS for part in value):
        return {}
    return {"isEnum": f"Invalid status. Allowed are {', '.join(BUCKETS)}"}


def _number(name: str, value: Any) -> dict[str, str]:
    if isinstance(value, int | float):
        return {}
    return {"isNumber": f"{name} must be a number conforming to the specified constraints"}


def _whole(name: str, value: Any) -> dict[str, str]:
    return {} if isinstance(value, int) else {"isInt": f"{name} must be an integer number"}


def _numbers(name: str, value: Any) -> dict[str, str]:
    if all(isinstance(part, int | float) for part in value):
        return {}
    return {"isNumber": f"each value in {name} must be a number conforming to the specified constraints"}


def _date(shown: str) -> Callable[[str, Any], dict[str, str]]:
    text = f"{shown} must be a valid ISO 8601 date."
    return lambda name, value: {} if parse_instant(value) is not None else {"isIso8601": text}


def _direction(name: str, value: Any) -> dict[str, str]:
    shown = name[0].upper() + name[1:]
    return {} if value in ("asc", "desc") else {"isEnum": f'{shown} must be either "asc" or "desc".'}


def _between(least: int, most: int | None) -> Callable[[str, Any], dict[str, str]]:
    def check(name: str, value: Any) -> dict[str, str]:
        number = value if isinstance(value, int | float) else None
        wrong = {}
        if most is not None and (number is None or number > most):
            wrong["max"] = f"{name} must not be greater than {most}"
        if number is None or number < least:
            wrong["min"] = f"{name} must not be less than {least}"
        return wrong if number is not None else wrong | _number(name, value)

    return check
