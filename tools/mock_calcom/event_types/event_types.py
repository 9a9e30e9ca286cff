"""Event types, version 2024-06-14: lists without pages, own and foreign ones. Source: contract §2."""

import re

from tools.mock_calcom.event_types.event_type_input import apply, checked
from tools.mock_calcom.event_types.event_type_shapes import dynamic_shape, listed_shape, shape
from tools.mock_calcom.wire.calls import Call, Reply, success
from tools.mock_calcom.wire.errors import Refusal
from tools.mock_calcom.wire.validation import path_id
from tools.mock_calcom.world.knobs import Knobs
from tools.mock_calcom.world.model import EventType, Json
from tools.mock_calcom.world.world import FIRST_EVENT_TYPE_ID, World

TRPC_ONE_PER_STATUS = {
    400: "Bad request: Please check your request data and try again",
    401: "You are not authorized to access this resource",
    404: "The requested resource was not found",
    403: "You don't have necessary permissions to access this resource",
}


def list_event_types(call: Call) -> Reply:
    """GET /v2/event-types: by username (and slug), by usernames, or one's own; unknown names give []."""
    if (usernames := call.query.get("usernames")) is not None:
        names = usernames if isinstance(usernames, list) else usernames.split(",")
        users = [user for name in names if (user := call.world.user_named(name.strip()))]
        return success([dynamic_shape(call.world, users)])
    found = _listed(call)
    if call.one("sortCreatedAt") == "desc":
        found.reverse()
    return success([listed_shape(call.world, event_type) for event_type in found])


def get_event_type(call: Call) -> Reply:
    """GET /v2/event-types/{id}: one's own only."""
    event_type_id = path_id(call.params["id"])
    event_type = call.world.event_types.get(event_type_id)
    if event_type is None or event_type.owner_id != call.host.id or event_type.team_id is not None:
        raise Refusal(404, f"Event type with id {event_type_id} not found")
    return success(shape(call.world, event_type))


def create_event_type(call: Call) -> Reply:
    """POST /v2/event-types."""
    return success(shape(call.world, add_event_type(call.world, call.host.id, call.body)), status=201)


def patch_event_type(call: Call) -> Reply:
    """PATCH /v2/event-types/{id}."""
    if not re.fullmatch(r"\d+", call.params["id"]):
        raise Refusal(400, "Validation failed (numeric string is expected)")
    body = _known(call.world, checked(call.body, creating=False))
    event_type = call.world.event_types.get(path_id(call.params["id"]))
    if event_type is None or event_type.owner_id != call.host.id:
        raise Refusal(404, f"Event type with id {call.params['id']} not found")
    if body.get("slug", event_type.slug) != event_type.slug and _by_slug(call.world, call.host.id, body["slug"]):
        raise trpc(call.world.knobs, 400, "error_event_type_url_duplicate")
    _check_schedule(call.world, call.host.id, body)
    _check_policies(call.world.knobs, body, event_type)
    apply(event_type, body)
    return success(shape(call.world, event_type))


def delete_event_type(call: Call) -> Reply:
    """DELETE /v2/event-types/{id}; its bookings stay."""
    event_type_id = path_id(call.params["id"])
    event_type = call.world.event_types.get(event_type_id)
    if event_type is None:
        raise Refusal(404, f"Event type with ID={event_type_id} does not exist.")
    if event_type.owner_id != call.host.id:
        raise Refusal(403, f"User with ID={call.host.id} does not own event type with ID={event_type_id}")
    del call.world.event_types[event_type_id]
    return success({"id": event_type.id, "lengthInMinutes": event_type.length, "slug": event_type.slug,
                    "title": event_type.title})  # fmt: skip


def add_event_type(world: World, owner_id: int, body: Json) -> EventType:
    """Validates and stores an event type. Raises Refusal as POST does.

    A type that is recurring and seated at once is refused late, when its id has already been used up.
    """
    body = _known(world, checked(body, creating=True))
    if _by_slug(world, owner_id, body["slug"]):
        raise Refusal(400, "User already has an event type with this slug.")
    _check_schedule(world, owner_id, body)
    event_type = EventType(
        world.ids.number("event type", first=FIRST_EVENT_TYPE_ID), owner_id, body["title"], body["slug"],
        body["lengthInMinutes"],
    )  # fmt: skip
    _check_policies(world.knobs, body, event_type)
    apply(event_type, body)
    world.event_types[event_type.id] = event_type
    return event_type


def find_by_slug(world: World, username: str, slug: str) -> EventType | None:
    """A user's type by its slug; None when either is unknown."""
    user = world.user_named(username)
    return None if user is None else _by_slug(world, user.id, slug)


def trpc(knobs: Knobs, status: int, specific: str) -> Refusal:
    """A refusal of the core: code TRPCError, its own words or one text per status, by release."""
    text = specific if knobs.trpc_texts == "specific" else TRPC_ONE_PER_STATUS[status]
    return Refusal(status, text, code="TRPCError")


def _listed(call: Call) -> list[EventType]:
    world, username = call.world, call.one("username")
    if username is None:
        if call.user is None or call.one("eventSlug") or world.knobs.list_without_query == "nothing":
            return []
        return _owned(world, call.user.id)
    owner = world.user_named(username)
    if owner is None or call.one("orgSlug"):
        return []
    slug, sees_hidden = call.one("eventSlug"), call.user is owner
    return [
        event_type
        for event_type in _owned(world, owner.id)
        if (slug is None or event_type.slug == slug) and (sees_hidden or not event_type.hidden)
    ]


def _owned(world: World, owner_id: int) -> list[EventType]:
    return [kind for kind in world.event_types.values() if kind.owner_id == owner_id and kind.team_id is None]


def _by_slug(world: World, owner_id: int, slug: str) -> EventType | None:
    return next((kind for kind in _owned(world, owner_id) if kind.slug == slug), None)


def _known(world: World, body: Json) -> Json:
    """The body without what this release stores nowhere."""
    if world.knobs.disable_cancelling:
        return body
    return {name: value for name, value in body.items() if name not in ("disableCancelling", "disableRescheduling")}


def _check_schedule(world: World, owner_id: int, body: Json) -> None:
    if (schedule_id := body.get("scheduleId")) is None:
        return
    schedule = world.schedules.get(schedule_id)
    if schedule is None or schedule.owner_id != owner_id:
        raise Refusal(404, f"User with ID={owner_id} does not own schedule with ID={schedule_id}")


def _check_policies(knobs: Knobs, body: Json, event_type: EventType) -> None:
    recurs = _on(body, "recurrence", event_type.recurrence)
    if recurs and _on(body, "seats", event_type.seats):
        raise trpc(knobs, 400, "Recurring Events and Offer Seats cannot be active at the same time.")


def _on(body: Json, name: str, before: Json | None) -> bool:
    policy = body.get(name, before)
    return policy is not None and not policy.get("disabled")
