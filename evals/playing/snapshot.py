"""The mocked Cal.com's tables as a snapshot: bookings in full, everything else as digests."""

import hashlib
import json
from typing import Any

from evals.checks.record import BookingView, Side, Snapshot
from tools.mock_calcom.world.model import Booking
from tools.mock_calcom.world.world import World

_OTHERS = ("users", "schedules", "event_types", "private_links", "teams")


def snapshot(world: World, refs: dict[str, str]) -> Snapshot:
    """What is there now. Reservations are left out: they lapse by themselves and hold nothing."""
    names = {uid: ref for ref, uid in refs.items()}
    bookings = {uid: view(world, booking, names.get(uid)) for uid, booking in world.bookings.items()}
    dump = world.dump()
    return Snapshot(bookings=bookings, others={table: _digest(dump[table]) for table in _OTHERS})


def view(world: World, booking: Booking, ref: str | None = None) -> BookingView:
    """One booking."""
    kind = world.event_types.get(booking.event_type_id)
    answers = {name: value for name, value in booking.responses.items() if name not in _FORM and value not in ("", [])}
    return BookingView(
        uid=booking.uid,
        ref=ref,
        event_type=kind.slug if kind else f"#{booking.event_type_id}",
        title=booking.title,
        status=booking.status,
        start=booking.start,
        end=booking.end,
        attendees=[
            Side(name=person.name, email=person.email, time_zone=person.time_zone) for person in booking.attendees
        ],
        guests=list(booking.guests),
        answers=answers,
        notes=booking.description or None,
        reason=booking.cancellation_reason or booking.rejection_reason or booking.rescheduling_reason or "",
        moved_from=booking.moved_from,
        moved_to=booking.moved_to,
        series=booking.series_uid,
        seated=booking.seated,
        location=booking.location,
        absent=[person.email for person in booking.attendees if person.absent],
    )


_FORM = frozenset({"name", "email", "guests", "location", "notes", "title", "rescheduledReason", "attendeePhoneNumber"})


def _digest(table: Any) -> str:
    return hashlib.sha256(json.dumps(table, sort_keys=True, default=str).encode()).hexdigest()[:16]
