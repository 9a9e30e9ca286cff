"""Our words turned into Cal.com's: queries, bodies and instants as they go over the wire."""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tools.calcom.address import id_segment, uid_segment
from tools.calcom.models import BookingQuery, BookingRequest, Calendars, Window

_DAY = timedelta(days=1)


def instant(moment: datetime) -> str:
    """`2031-05-06T09:00:00Z`: the one spelling every endpoint reads the same way. Naive values are our bug."""
    if moment.tzinfo is None:
        raise ValueError("a naive datetime is no instant")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def slots_query(
    event_type_id: int,
    window: Window,
    time_zone: ZoneInfo,
    duration: int | None,
    rescheduling: str | None,
    *,
    ends: bool = False,
) -> dict[str, str]:
    """The slots query for a window, wider than the window by up to two days on each side; the caller cuts.

    Cal.com drops a meeting that *ends* after `end`, and starts its grid at `start` when that falls into working hours;
    asked for whole days around the window, the same time is offered the same way by every query. An `end` at midnight
    would be stretched by a day, so it is one second earlier.
    """
    last = (window.end - timedelta(microseconds=1)).date()
    start = datetime.combine(window.start.date() - _DAY, time.min, tzinfo=UTC)
    end = datetime.combine(last + _DAY, time(23, 59, 59), tzinfo=UTC)
    query = {
        "eventTypeId": id_segment(event_type_id),
        "start": instant(start),
        "end": instant(end),
        "timeZone": time_zone.key,
        "duration": str(duration) if duration is not None else None,
        "bookingUidToReschedule": uid_segment(rescheduling) if rescheduling is not None else None,
        "format": "range" if ends else None,
    }
    return without_none(query)


def bookings_query(query: BookingQuery, *, skip: int, take: int) -> dict[str, str]:
    """The booking list's query. `status` holds buckets; empty means every booking."""
    asked = {
        "status": ",".join(query.statuses) or None,
        "attendeeEmail": query.attendee_email,
        "attendeeName": query.attendee_name,
        "eventTypeId": id_segment(query.event_type_id) if query.event_type_id is not None else None,
        "afterStart": instant(query.after_start) if query.after_start else None,
        "beforeEnd": instant(query.before_end) if query.before_end else None,
        "afterCreatedAt": instant(query.after_created) if query.after_created else None,
        "sortStart": None if query.descending is None else ("desc" if query.descending else "asc"),
        "skip": str(skip),
        "take": str(take),
    }
    return without_none(asked)


def busy_query(known: Calendars, window: Window, time_zone: ZoneInfo) -> dict[str, str] | None:
    """The busy times of all selected calendars for whole days around a window; None where there is no calendar.

    The zone goes under its new and its old name, since servers demand the one or the other.
    """
    chosen = [
        (c.credential_id, cal.external_id) for c in known.connected_calendars for cal in c.calendars if cal.is_selected
    ]
    if not chosen:
        return None
    query = {
        "dateFrom": str((window.start - _DAY).date()),
        "dateTo": str((window.end + _DAY).date()),
        "timeZone": time_zone.key,
        "loggedInUsersTz": time_zone.key,
    }
    for place, (credential, calendar) in enumerate(chosen):
        query[f"calendarsToLoad[{place}][credentialId]"] = str(credential)
        query[f"calendarsToLoad[{place}][externalId]"] = calendar
    return query


def create_body(request: BookingRequest) -> dict[str, Any]:
    """The body of a create. Unknown properties are refused by Cal.com, so nothing is sent that was not set."""
    body = {
        "start": instant(request.start),
        "eventTypeId": request.event_type_id,
        "attendee": {
            "name": request.attendee_name,
            "email": request.attendee_email,
            "timeZone": request.attendee_time_zone,
        },
        "lengthInMinutes": request.length_in_minutes,
        "recurrenceCount": request.recurrence_count,
        "guests": list(request.guests) or None,
        "location": request.place.as_wire() if request.place else None,
        "bookingFieldsResponses": dict(request.answers) or None,
        "metadata": dict(request.metadata) or None,
    }
    return without_none(body)


def without_none(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
