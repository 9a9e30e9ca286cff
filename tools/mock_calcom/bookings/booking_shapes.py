"""How bookings look on the wire, version 2024-08-13: single, recurring and seated ones. Source: contract §4.1–4.3."""

from typing import Any

from tools.mock_calcom.world.model import Attendee, Booking, Json, User
from tools.mock_calcom.world.timestamps import utc_text
from tools.mock_calcom.world.world import World


def shape(world: World, booking: Booking, viewer: User | None) -> Json:
    """One booking as `viewer` sees it."""
    data = _common(world, booking)
    data |= {name: value for name, value in _links(booking).items() if value is not None}
    if booking.series_uid is not None:
        data.pop("rescheduledToUid", None)
    if booking.seated:
        data |= _seated(world, booking, viewer)
    else:
        data |= {
            "cancelledByEmail": "", "metadata": {} if world.knobs.metadata == "drop" else booking.metadata,
            "attendees": [attendee_shape(world, attendee) for attendee in booking.attendees],
            "bookingFieldsResponses": _responses(world, booking.responses),
        }  # fmt: skip
        if booking.guests:
            data["guests"] = booking.guests
    if booking.series_uid is None:
        data["rescheduledByEmail"] = booking.rescheduled_by
    return data


def made_shape(world: World, booking: Booking, viewer: User | None, *, seat_uid: str | None = None) -> Json:
    """As the answer to the request that made it: it names the seat just taken."""
    data = shape(world, booking, viewer)
    if seat_uid is not None:
        data["seatUid"] = seat_uid
    return data | ({"isPlatformManagedUserBooking": False} if world.knobs.display_email else {})


def shape_all(world: World, bookings: list[Booking], viewer: User | None) -> list[Json]:
    """Several."""
    return [shape(world, booking, viewer) for booking in bookings]


def attendee_shape(world: World, attendee: Attendee) -> Json:
    """The other side of a booking."""
    data: Json = {"name": attendee.name, "email": attendee.email, "timeZone": attendee.time_zone,
                  "language": attendee.language, "absent": attendee.absent}  # fmt: skip
    if attendee.phone:
        data["phoneNumber"] = attendee.phone
    return data | _display(world, attendee.email)


def _common(world: World, booking: Booking) -> Json:
    kind = world.event_types.get(booking.event_type_id)
    return {
        "id": booking.id, "uid": booking.uid, "title": booking.title, "description": booking.description,
        "hosts": [_host(world, world.users[booking.host_id])],
        "status": booking.status, "cancellationReason": booking.cancellation_reason,
        "start": utc_text(booking.start), "end": utc_text(booking.end),
        "duration": int(booking.length.total_seconds() // 60),
        "eventTypeId": booking.event_type_id if kind else None,
        "eventType": {"id": kind.id, "slug": kind.slug} if kind else None,
        "meetingUrl": booking.location, "location": booking.location, "absentHost": booking.absent_host,
        "createdAt": utc_text(booking.created_at), "updatedAt": utc_text(booking.updated_at), "rating": None,
        "icsUid": booking.ics_uid,
    }  # fmt: skip


def _links(booking: Booking) -> dict[str, Any]:
    return {"rescheduledFromUid": booking.moved_from, "rescheduledToUid": booking.moved_to,
            "reschedulingReason": booking.rescheduling_reason, "recurringBookingUid": booking.series_uid}  # fmt: skip


def _seated(world: World, booking: Booking, viewer: User | None) -> Json:
    kind = world.event_types.get(booking.event_type_id)
    shows_all = bool(kind and kind.seats and kind.seats.get("showAttendeeInfo"))
    may_see = shows_all or (viewer is not None and viewer.id == booking.host_id)
    return {"attendees": [_seat(world, attendee) for attendee in _in_order(world, booking)] if may_see else []}


def _in_order(world: World, booking: Booking) -> list[Attendee]:
    """The database promises no order of seats, and gives none."""
    if world.knobs.seats_order == "as_booked":
        return booking.attendees
    return sorted(booking.attendees, key=lambda attendee: attendee.seat_uid or "")


def _seat(world: World, attendee: Attendee) -> Json:
    return attendee_shape(world, attendee) | {"seatUid": attendee.seat_uid, "metadata": attendee.metadata,
                                              "bookingFieldsResponses": attendee.responses}  # fmt: skip


def _responses(world: World, responses: Json) -> Json:
    if not world.knobs.display_email:
        return responses
    guests = {"displayGuests": responses["guests"]} if "guests" in responses else {}
    return responses | {"displayEmail": responses.get("email")} | guests


def _host(world: World, user: User) -> Json:
    data = {"id": user.id, "name": user.name, "email": user.email, "username": user.username,
            "timeZone": user.time_zone}  # fmt: skip
    return data | _display(world, user.email)


def _display(world: World, email: str) -> Json:
    return {"displayEmail": email} if world.knobs.display_email else {}
