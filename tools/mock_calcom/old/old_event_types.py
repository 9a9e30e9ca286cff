"""Event types of versions before 2024-06-14: groups of raw rows. Here to be recognised as the wrong version."""

from tools.mock_calcom.old.old_fields import columns, fields
from tools.mock_calcom.slots.schedules import default_schedule
from tools.mock_calcom.wire.calls import Call, Reply, success
from tools.mock_calcom.wire.errors import Refusal
from tools.mock_calcom.wire.validation import path_id
from tools.mock_calcom.world.model import EventType, Json, User
from tools.mock_calcom.world.world import World


def list_groups(call: Call) -> Reply:
    """GET /v2/event-types: `eventTypeGroups` of the caller, whatever is asked; none without a key."""
    world, user = call.world, call.user
    if user is None:
        return success({"eventTypeGroups": [], "profiles": [], "allUsersAcrossAllEventTypes": {}})
    kinds = [kind for kind in world.event_types.values() if kind.owner_id == user.id and kind.team_id is None]
    profile = {"slug": user.username, "name": user.name, "image": _avatar(world)}
    groups: list[Json] = [
        {"teamId": None, "bookerUrl": world.web_app, "membershipRole": None, "profile": profile,
         "eventTypes": [_row(world, kind) for kind in kinds], "metadata": {"membershipCount": 1, "readOnly": False}}
    ]  # fmt: skip
    profiles: list[Json] = [
        {**profile, "membershipCount": 1, "readOnly": False, "teamId": None, "membershipRole": None}
    ]
    for team in world.tables.teams.values():
        if user.id not in team.member_ids:
            continue
        image = (
            "https://eu.ui-avatars.com/api/?background=fff&color=f9f9f9&bold=true&background=000000&name="
            + team.name.replace(" ", "%20")
        )
        shown = {"image": image, "name": team.name, "slug": f"team/{team.slug}"}
        size = {"membershipCount": len(team.member_ids), "readOnly": False}
        groups.append({"teamId": team.id, "parentId": None, "bookerUrl": world.web_app, "membershipRole": "OWNER",
                       "profile": shown, "metadata": size, "eventTypes": []})  # fmt: skip
        profiles.append({**shown, **size, "teamId": team.id, "membershipRole": "OWNER"})
    return success({"eventTypeGroups": groups, "profiles": profiles, "allUsersAcrossAllEventTypes": {}})


def get_event_type(call: Call) -> Reply:
    """GET /v2/event-types/{id}: `data.eventType` and what its settings page needs."""
    event_type_id = path_id(call.params["id"])
    kind = call.world.event_types.get(event_type_id)
    if kind is None or kind.owner_id != call.host.id:
        raise Refusal(404, f"Event type with id {event_type_id} not found")
    return success(
        {"eventType": _whole(call.world, kind, call.host), "locationOptions": _location_options(),
         "destinationCalendar": None, "team": None, "teamMembers": [], "currentUserMembership": None,
         "isUserOrganizationAdmin": False}
    )  # fmt: skip


def _common(kind: EventType) -> Json:
    seats = kind.seats or {}
    return columns() | {
        "id": kind.id, "userId": kind.owner_id, "title": kind.title, "slug": kind.slug, "length": kind.length,
        "description": kind.description or None, "hidden": kind.hidden, "offsetStart": kind.offset_start,
        "requiresConfirmation": kind.confirmation is not None,
        "requiresConfirmationWillBlockSlot": kind.blocks_while_pending,
        "requiresBookerEmailVerification": kind.verify_email, "disableGuests": kind.disable_guests,
        "minimumBookingNotice": kind.notice, "beforeEventBuffer": kind.buffer_before,
        "afterEventBuffer": kind.buffer_after, "slotInterval": kind.slot_interval,
        "onlyShowFirstAvailableSlot": kind.first_slot_only, "bookingLimits": kind.limits_count,
        "durationLimits": kind.limits_duration, "recurringEvent": kind.recurrence,
        "seatsPerTimeSlot": seats.get("seatsPerTimeSlot"),
        "seatsShowAttendees": seats.get("showAttendeeInfo", False),
        "seatsShowAvailabilityCount": seats.get("showAvailabilityCount", True),
    }  # fmt: skip


def _row(world: World, kind: EventType) -> Json:
    return _common(kind) | {
        "metadata": {}, "position": 0, "owner": {"timeZone": world.users[kind.owner_id].time_zone},
        "profileId": None, "parentId": None, "scheduleId": kind.schedule_id, "instantMeetingScheduleId": None,
        "bookingFields": fields(with_phone=False), "userIds": [kind.owner_id],
    }  # fmt: skip


def _whole(world: World, kind: EventType, user: User) -> Json:
    schedule = default_schedule(world, user.id)
    booker_limit = kind.booker_limit or {}
    return _common(kind) | {
        "customInputs": [], "autoTranslateInstantMeetingTitleEnabled": True, "fieldTranslations": [],
        "maxActiveBookingsPerBooker": booker_limit.get("maximumActiveBookings"),
        "maxActiveBookingPerBookerOfferReschedule": booker_limit.get("offerReschedule", False),
        "forwardParamsSuccessRedirect": True, "bookingFields": fields(with_phone=True),
        "owner": {"id": user.id, "timeZone": user.time_zone}, "parent": None, "hostGroups": [],
        "users": [_member(world, user)], "schedule": kind.schedule_id or (schedule and schedule.id),
        "restrictionSchedule": None, "destinationCalendar": None, "webhooks": [], "workflows": [],
        "includeNoShowInRRCalculation": False, "calVideoSettings": None, "restrictionScheduleName": None,
        "scheduleName": None, "metadata": {"apps": {"giphy": {"enabled": False, "thankYouPage": ""}}},
        "bookerUrl": world.web_app,
    }  # fmt: skip


def _member(world: World, user: User) -> Json:
    profile = {"id": None, "upId": f"usr-{user.id}", "username": user.username, "organizationId": None,
               "organization": None}  # fmt: skip
    return {
        "name": user.name, "avatarUrl": None, "username": user.username, "id": user.id, "email": user.email,
        "locale": "en", "defaultScheduleId": user.default_schedule_id, "isPlatformManaged": False,
        "timeZone": user.time_zone, "nonProfileUsername": user.username, "profile": profile, "avatar": _avatar(world),
    }  # fmt: skip


def _location_options() -> list[Json]:
    custom = {"supportsCustomLabel": True}
    video = {"value": "integrations:daily", "label": "Cal Video (Default)", "disabled": False,
             "icon": "/app-store/dailyvideo/icon.svg", "slug": "daily-video", "credentialId": 0,
             "teamName": "Default"}  # fmt: skip
    return [
        {"label": "Conferencing", "options": [
            video, _option("Organizer's default app", "conferencing", "link", **custom)]},
        {"label": "in person", "options": [
            _option("In Person (Attendee Address)", "attendeeInPerson", "map-pin-dark", **custom),
            _option("In Person (Organizer Address)", "inPerson", "map-pin-dark")]},
        {"label": "Other", "options": [
            _option("Custom attendee location", "somewhereElse", "message-pin", **custom),
            _option("Link meeting", "link", "link", **custom)]},
        {"label": "Phone", "options": [
            _option("Attendee Phone Number", "phone", "phone"),
            _option("Organizer Phone Number", "userPhone", "phone")]},
    ]  # fmt: skip


def _option(label: str, value: str, icon: str, **more: bool) -> Json:
    return {"label": label, "value": value, "icon": f"/{icon}.svg", **more}


def _avatar(world: World) -> str:
    return f"{world.web_app}/avatar.svg"
