"""May this be booked? The checks between the body and the calendar, in Cal.com's order. Source: contract §4.1, §8."""

from datetime import datetime, timedelta

from tools.mock_calcom.bookings.booking_input import Wish
from tools.mock_calcom.slots.availability import bookable_from, host_zone, window_of
from tools.mock_calcom.slots.busy import reached_limit
from tools.mock_calcom.slots.slot_queries import team_event_type, user_event_type
from tools.mock_calcom.slots.slots import hosts_of, is_free
from tools.mock_calcom.wire.errors import BareRefusal, Refusal
from tools.mock_calcom.wire.validation import body_id
from tools.mock_calcom.world.model import EventType, User
from tools.mock_calcom.world.world import World

TAKEN = "User either already has booking at this time or is not available"
TEAM_TAKEN = "One of the hosts either already has booking at this time or is not available"
PAST = "Attempting to book a meeting in the past."
OUT_OF_BOUNDS = (
    "The event type can't be booked at the \"start\" time provided. This could be because it's too soon (violating the "
    "minimum booking notice) or too far in the future (outside the event's scheduling window). Try fetching available "
    'slots first using the GET /v2/slots endpoint and then make a booking with "start" time equal to one of the '
    "available slots"
)
FIXED_LENGTH = (
    "Can't specify 'lengthInMinutes' because event type does not have multiple possible lengths. Please, remove the "
    "'lengthInMinutes' field from the request."
)


def find_event_type(world: World, wish: Wish) -> EventType:
    """By id, which wins, or by slug and owner. Raises Refusal 404, names are case-sensitive."""
    if wish.event_type_id is not None:
        found = world.event_types.get(body_id(wish.event_type_id))
        text = f"Event type with id {wish.event_type_id} not found."
    elif wish.username is not None:
        if wish.organization is not None:
            raise Refusal(404, f"User with username {wish.username} not found")
        found = user_event_type(world, wish.username, wish.slug or "")
        text = f"Event type with slug {wish.slug} belonging to user {wish.username} not found."
    else:
        found = team_event_type(world, wish.team_slug or "", wish.slug or "")
        text = f"Event type with slug {wish.slug} belonging to team {wish.team_slug} not found."
    if found is None:
        raise Refusal(404, text)
    return found


def check_entry(world: World, event_type: EventType, wish: Wish, user: User | None) -> None:
    """Authentication setting, managed parents, missing hosts. Raises Refusal."""
    if event_type.requires_authentication:
        _check_authentication(world, event_type, user)
    if event_type.settings.get("schedulingType") == "managed":
        raise Refusal(
            400,
            f"Event type with id={event_type.id} is the parent managed event type that can't be booked. You have to "
            "provide the child event type id aka id of event type that has been assigned to one of the users.",
        )
    if not hosts_of(world, event_type):
        raise Refusal(
            422,
            "Can't book this team event type because it has no hosts. Please, add at least 1 host to event type with "
            f"id={event_type.id} belonging to team with id={event_type.team_id} and try again.",
        )
    if wish.instant and event_type.team_id is None:
        text = "Instant bookings are only supported for team event types, not individual user event types."
        raise Refusal(400, text)
    if wish.instant:
        raise BareRefusal(500, "Internal server error")


def minutes_of(event_type: EventType, wish: Wish) -> int:
    """The length to book. Raises Refusal 400 when the type does not offer it."""
    if wish.minutes is None:
        return event_type.length
    if not event_type.length_options:
        raise Refusal(400, FIXED_LENGTH)
    if wish.minutes not in event_type.length_options:
        lengths = ", ".join(map(str, event_type.length_options))
        raise Refusal(
            400,
            "Provided 'lengthInMinutes' is not one of the possible lengths for the event type. The possible lengths "
            f"are: {lengths}",
        )
    return wish.minutes


def check_booker(world: World, event_type: EventType, wish: Wish) -> None:
    """Verified e-mail and the limit of active bookings per booker. Raises a refusal 400."""
    if event_type.verify_email:
        raise BareRefusal(400, "invalid_verification_code" if wish.code else "email_verification_required")
    limit = event_type.booker_limit
    if not limit:
        return
    now = world.now()
    active = [
        booking
        for booking in world.bookings.values()
        if booking.event_type_id == event_type.id
        and booking.status == "accepted"
        and booking.end > now
        and any(attendee.email == wish.person.email for attendee in booking.attendees)
    ]
    if len(active) < limit.get("maximumActiveBookings", 1):
        return
    text = "Attendee with this email can't book because the maximum number of active bookings has been reached."
    if limit.get("offerReschedule"):
        text += f" You can reschedule your existing booking ({active[-1].uid}) to a new timeslot instead."
    raise Refusal(400, text)


def check_bounds(world: World, event_type: EventType, start: datetime) -> None:
    """Past, notice, window. Rolling windows bind slots only. Raises a refusal 400."""
    now = world.now()
    if start < now:
        raise _bounds_refusal(world, PAST)
    if start < bookable_from(event_type, now):
        raise _out_of_bounds(world)
    if (event_type.window or {}).get("rolling"):
        return
    window = window_of(event_type, now, host_zone(world, hosts_of(world, event_type)[0], event_type))
    if window is not None and not window[0] <= start < window[1]:
        raise _out_of_bounds(world)


def check_limits(
    world: World, event_type: EventType, start: datetime, length: timedelta, *, ignoring: str | None = None
) -> None:
    """Count and duration limits: a bare 401, no matter of credentials."""
    zone = host_zone(world, hosts_of(world, event_type)[0], event_type)
    text = reached_limit(world, event_type, start, length, zone, ignoring=ignoring)
    if text is not None:
        raise BareRefusal(401, text)


def free_hosts(
    world: World, event_type: EventType, start: datetime, length: timedelta, *, ignoring: str | None = None
) -> list[User]:
    """Who hosts it: the owner, one free host (round robin) or all of them (collective). Raises Refusal 400."""
    hosts = hosts_of(world, event_type)
    free = [host for host in hosts if is_free(world, host, event_type, (start, start + length), ignoring=ignoring)]
    everyone = event_type.settings.get("schedulingType") == "collective"
    if not free or (everyone and len(free) < len(hosts)):
        raise Refusal(400, TAKEN if event_type.team_id is None else TEAM_TAKEN)
    return free if everyone else free[:1]


def needs_confirmation(event_type: EventType, start: datetime, now: datetime) -> bool:
    """`always`, or `time` and nearer than the threshold."""
    policy = event_type.confirmation
    if policy is None:
        return False
    if policy["type"] == "always":
        return True
    threshold = policy["noticeThreshold"]
    return start - now < timedelta(**{threshold["unit"]: threshold["count"]})


def _check_authentication(world: World, event_type: EventType, user: User | None) -> None:
    name = "checkBookingRequiresAuthentication"
    if user is None:
        raise Refusal(
            401,
            f"{name} - request must be authenticated by passing credentials belonging to event type owner, host or "
            "team or org admin or owner.",
        )
    if user.id not in (event_type.owner_id, *event_type.host_ids):
        raise Refusal(
            403,
            f"{name} - user is not authorized to access this event type. User has to be either event type owner, "
            "host, team admin or owner or org admin or owner.",
        )


def _out_of_bounds(world: World) -> Refusal | BareRefusal:
    tail = ": https://cal.com/docs/api-reference/v2/slots" if world.knobs.bounds_text_link else "."
    return _bounds_refusal(world, OUT_OF_BOUNDS + tail)


def _bounds_refusal(world: World, text: str) -> Refusal | BareRefusal:
    return Refusal(400, text) if world.knobs.past_and_window_form == "A" else BareRefusal(400, text)
