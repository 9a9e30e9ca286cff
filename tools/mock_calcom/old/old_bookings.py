"""Bookings of versions before 2024-08-13. A client that forgets the version header meets this controller."""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from tools.mock_calcom.bookings.booking_input import Person, Wish
from tools.mock_calcom.bookings.booking_places import VIDEO, is_room
from tools.mock_calcom.bookings.booking_rules import find_event_type
from tools.mock_calcom.bookings.cancellations import call_off
from tools.mock_calcom.bookings.creating import book
from tools.mock_calcom.bookings.lookup import find
from tools.mock_calcom.old.old_fields import fields
from tools.mock_calcom.wire.calls import Call, Reply, success
from tools.mock_calcom.wire.errors import Refusal
from tools.mock_calcom.wire.validation import QueryForm, is_string, is_zone
from tools.mock_calcom.world.model import Attendee, Booking, Json
from tools.mock_calcom.world.timestamps import parse_instant, utc_text
from tools.mock_calcom.world.world import World


def list_bookings(call: Call) -> Reply:
    """GET /v2/bookings: 200 with `data.bookings`, a shape no client of today expects."""
    world, now = call.world, call.now
    found = [b for b in world.bookings_by_start() if b.host_id == call.host.id and b.alive and b.end >= now]
    rows = [_row(world, booking) for booking in found]
    return success({"bookings": rows, "recurringInfo": [], "totalCount": len(rows), "nextCursor": None})


def get_booking(call: Call) -> Reply:
    """GET /v2/bookings/{uid}: old field names."""
    booking = find(call.world, call.params["uid"])
    if booking is None:
        raise Refusal(404, f"Booking with UID={call.params['uid']} does not exist.")
    return success(_single(call.world, booking))


async def create_booking(call: Call) -> Reply:
    """POST /v2/bookings: an old body books; a body of today is refused in query form."""
    wish = _read(call.body)
    booking = await book(call.world, find_event_type(call.world, wish), wish, call.user)
    return success(_created(call.world, booking), status=201)


def cancel_booking(call: Call) -> Reply:
    """POST /v2/bookings/{uid}/cancel."""
    uid = call.params["uid"]
    booking = call.world.bookings.get(uid)
    if booking is None:
        raise Refusal(404, f"Booking with UID={uid} does not exist.")
    if booking.alive:
        body = call.body if isinstance(call.body, dict) else {}
        call_off(call.world, booking, str(body.get("cancellationReason") or ""))
    return success({"bookingId": booking.id, "bookingUid": booking.uid, "onlyRemovedAttendee": False})


def _read(given: Any) -> Wish:
    whole: Json = given if isinstance(given, dict) else {}
    known = ("start", "end", "eventTypeId", "timeZone", "language", "metadata", "responses", "user", "location",
             "rescheduleUid", "recurringEventId", "orgSlug", "locationUrl")  # fmt: skip
    body = {name: value for name, value in whole.items() if name in known}
    form = QueryForm(body)
    form.rule("start", is_string, required=True)
    form.rule("eventTypeId", _number, required=True)
    form.rule("timeZone", is_zone, required=True)
    form.rule("language", is_string, required=True)
    form.rule("metadata", _object, required=True)
    form.rule("responses", _object)
    form.check()
    start, answers = parse_instant(body["start"]), dict(body.get("responses") or {})
    if start is None:
        raise Refusal(400, "Invalid start")
    person = Person(str(answers.pop("name", "")), answers.pop("email", None), body["timeZone"], body["language"], None)
    return Wish(start, person, event_type_id=body["eventTypeId"], answers=answers, metadata=body["metadata"])


def _number(name: str, value: Any) -> dict[str, str]:
    return {} if isinstance(value, int) else {"isNumber": f"{name} must be a number"}


def _object(name: str, value: Any) -> dict[str, str]:
    return {} if isinstance(value, dict) else {"isObject": f"{name} must be an object"}


def _common(world: World, booking: Booking) -> Json:
    room = is_room(booking.location, booking.uid, world.web_app)
    url = {"videoCallUrl": booking.location} if room and booking.location != VIDEO else {}
    return {
        "id": booking.id, "uid": booking.uid, "title": booking.title, "description": booking.description,
        "userPrimaryEmail": world.users[booking.host_id].email, "customInputs": {},
        "startTime": utc_text(booking.start), "endTime": utc_text(booking.end), "responses": booking.responses,
        "location": VIDEO if room else booking.location, "status": booking.status.upper(),
        "metadata": {**booking.metadata, **url}, "recurringEventId": booking.series_uid,
        "cancellationReason": booking.cancellation_reason or None, "rejectionReason": None, "cancelledBy": None,
        "fromReschedule": booking.moved_from, "rescheduled": True if booking.moved_to else None,
        "rescheduledBy": booking.rescheduled_by,
    }  # fmt: skip


def _single(world: World, booking: Booking) -> Json:
    kind = world.event_types.get(booking.event_type_id)
    attendees = [
        {"name": attendee.name, "email": attendee.email, "timeZone": attendee.time_zone,
         "phoneNumber": attendee.phone}
        for attendee in booking.attendees
    ]  # fmt: skip
    shown = {"eventName": None, "slug": kind.slug if kind else None, "timeZone": None, "schedulingType": None,
             "hideOrganizerEmail": False}  # fmt: skip
    return _common(world, booking) | {
        "smsReminderNumber": None, "user": _user(world, booking), "attendees": attendees,
        "eventTypeId": booking.event_type_id, "eventType": shown, "seatsReferences": [], "tracking": None,
    }  # fmt: skip


def _row(world: World, booking: Booking) -> Json:
    kind = world.event_types.get(booking.event_type_id)
    event_type: Json = {
        "slug": kind.slug if kind else None, "id": kind.id if kind else None, "title": kind.title if kind else None,
        "eventName": None, "price": 0, "recurringEvent": kind.recurrence if kind else None, "currency": "usd",
        "metadata": {}, "disableGuests": False, "bookingFields": fields(with_phone=False), "seatsPerTimeSlot": None,
        "seatsShowAttendees": False, "seatsShowAvailabilityCount": True, "eventTypeColor": None,
        "customReplyToEmail": None, "allowReschedulingPastBookings": False, "hideOrganizerEmail": False,
        "disableCancelling": False, "disableRescheduling": False, "minimumRescheduleNotice": None, "teamId": None,
        "parentId": None, "schedulingType": None, "hosts": [], "length": kind.length if kind else None, "team": None,
        "hostGroups": [],
    }  # fmt: skip
    return _common(world, booking) | {
        "createdAt": utc_text(booking.created_at), "updatedAt": utc_text(booking.updated_at), "paid": False,
        "isRecorded": False, "routedFromRoutingFormReponse": None, "eventType": event_type,
        "references": [_room(booking)], "payment": [], "user": _user(world, booking),
        "attendees": [_attendee(booking, attendee) | {"user": _nobody(attendee)} for attendee in booking.attendees],
        "seatsReferences": [], "assignmentReason": [], "report": None, "rescheduler": None,
    }  # fmt: skip


def _created(world: World, booking: Booking) -> Json:
    host = world.users[booking.host_id]
    nothing = (
        "destinationCalendarId reassignReason reassignById dynamicEventSlugRef dynamicGroupSlugRef smsReminderNumber "
        "rating ratingFeedback oneTimePassword"
    )
    return _common(world, booking) | dict.fromkeys(nothing.split()) | {
        "idempotencyKey": str(uuid5(NAMESPACE_URL, booking.uid)), "userId": host.id,
        "eventTypeId": booking.event_type_id, "createdAt": utc_text(booking.created_at),
        "updatedAt": utc_text(booking.updated_at), "paid": False, "scheduledJobs": [], "metadata": booking.metadata,
        "isRecorded": False, "iCalUID": booking.ics_uid, "iCalSequence": 0, "noShowHost": False,
        "creationSource": "API_V2",
        "user": {"email": None, "name": host.name, "timeZone": host.time_zone, "username": host.username},
        "attendees": [_attendee(booking, attendee) for attendee in booking.attendees], "payment": [],
        "references": [], "paymentRequired": False, "luckyUsers": [], "isDryRun": False,
    }  # fmt: skip


def _attendee(booking: Booking, attendee: Attendee) -> Json:
    return {"id": attendee.id, "email": attendee.email, "name": attendee.name, "timeZone": attendee.time_zone,
            "bookingId": booking.id, "locale": attendee.language, "phoneNumber": attendee.phone,
            "noShow": attendee.absent}  # fmt: skip


def _nobody(attendee: Attendee) -> Json:
    return {"name": None, "email": attendee.email, "avatarUrl": None, "username": None}


def _room(booking: Booking) -> Json:
    room = f"room{booking.id}"
    return {
        "id": booking.id, "type": "daily_video", "uid": room, "bookingId": booking.id, "meetingId": room,
        "meetingPassword": "tok", "meetingUrl": f"https://video.example.com/{room}", "deleted": None,
        "externalCalendarId": None, "credentialId": None, "thirdPartyRecurringEventId": None,
        "domainWideDelegationCredentialId": None, "delegationCredentialId": None,
    }  # fmt: skip


def _user(world: World, booking: Booking) -> Json:
    host = world.users[booking.host_id]
    return {"id": host.id, "name": host.name, "email": host.email, "username": host.username,
            "timeZone": host.time_zone, "avatarUrl": None}  # fmt: skip
