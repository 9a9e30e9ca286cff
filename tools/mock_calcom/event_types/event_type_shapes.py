"""How event types look on the wire, version 2024-06-14."""

from tools.mock_calcom.world.model import EventType, Json, User
from tools.mock_calcom.world.world import World

OFF: Json = {"disabled": True}
_NEWER: Json = {
    "interfaceLanguage": None, "showOptimizedSlots": False, "allowReschedulingPastBookings": False,
    "allowReschedulingCancelledBookings": False, "disableCancelling": {"disabled": False},
    "disableRescheduling": {"disabled": False},
}  # fmt: skip
_TEAM_SETTINGS = ("schedulingType", "assignAllTeamMembers", "parentEventTypeId")
_TYPES_WITHOUT_PLACEHOLDER = ("boolean", "multiselect", "checkbox", "radio")


def shape(world: World, event_type: EventType) -> Json:
    """One event type: policies that are off read `{"disabled": true}`, never-set limits are absent."""
    data: Json = {
        "id": event_type.id, "ownerId": event_type.owner_id, "lengthInMinutes": event_type.length,
        "title": event_type.title, "slug": event_type.slug, "description": event_type.description or "",
        "locations": event_type.locations,
        "bookingFields": booking_fields(event_type.fields, event_type.disable_guests),
        "recurrence": event_type.recurrence and {"disabled": False, **event_type.recurrence},
        "disableGuests": event_type.disable_guests, "slotInterval": event_type.slot_interval,
        "minimumBookingNotice": event_type.notice, "beforeEventBuffer": event_type.buffer_before,
        "afterEventBuffer": event_type.buffer_after, "metadata": {},
        "price": 0, "currency": "usd", "lockTimeZoneToggleOnBookingPage": False,
        "forwardParamsSuccessRedirect": True, "successRedirectUrl": None, "isInstantEvent": False,
        "users": [_user(world.users[event_type.owner_id])],
        "scheduleId": event_type.schedule_id, "onlyShowFirstAvailableSlot": event_type.first_slot_only,
        "offsetStart": event_type.offset_start, "bookingWindow": event_type.window or OFF,
        "confirmationPolicy": event_type.confirmation or OFF,
        "requiresBookerEmailVerification": event_type.verify_email, "hideCalendarNotes": False,
        "seats": {"disabled": False, **event_type.seats} if event_type.seats else OFF,
        "useDestinationCalendarEmail": False, "hideCalendarEventDetails": False, "hideOrganizerEmail": False,
        "calVideoSettings": None, "hidden": event_type.hidden,
        "bookingRequiresAuthentication": event_type.requires_authentication,
        "bookerActiveBookingsLimit": event_type.booker_limit or OFF,
        **{name: value for name, value in event_type.settings.items() if name not in _TEAM_SETTINGS},
    }  # fmt: skip
    if event_type.length_options:
        data |= {"lengthInMinutesOptions": event_type.length_options}
        data["metadata"] = {"multipleDuration": event_type.length_options}
    if event_type.settings.get("schedulingType") == "managed" or "parentEventTypeId" in event_type.settings:
        data["metadata"] = {"managedEventConfig": {}}
    for name, limits in (("bookingLimitsCount", event_type.limits_count),
                         ("bookingLimitsDuration", event_type.limits_duration)):  # fmt: skip
        if limits is not None:
            data[name] = limits
    if world.knobs.display_email:
        data |= _newer(world, event_type)
    return data


def listed_shape(world: World, event_type: EventType) -> Json:
    """As lists show it: without hidden fields and without video settings."""
    data = shape(world, event_type)
    data["bookingFields"] = [field for field in data["bookingFields"] if not field.get("hidden")]
    if not world.knobs.display_email:
        del data["calVideoSettings"]
    return data


def team_shape(world: World, event_type: EventType) -> Json:
    """A type of a team (no owner, but hosts), or the child of a managed one."""
    data = shape(world, event_type)
    team = world.tables.teams.get(event_type.team_id or 0)
    del data["users"]
    data |= {
        "ownerId": None if team else event_type.owner_id,
        "teamId": team and team.id,
        "parentEventTypeId": event_type.settings.get("parentEventTypeId"),
        "schedulingType": event_type.settings.get("schedulingType"),
        "assignAllTeamMembers": event_type.settings.get("assignAllTeamMembers", False),
        "hosts": [_team_host(world.users[host_id], event_type) for host_id in event_type.host_ids],
        "team": {"id": team and team.id},
        "rescheduleWithSameRoundRobinHost": False,
        "rrHostSubsetEnabled": False,
    }
    if team is None:
        data.pop("calVideoSettings"), data.pop("assignAllTeamMembers")
    return data


def dynamic_shape(world: World, users: list[User]) -> Json:
    """The group type that `usernames` gives: id 0, slug dynamic."""
    minutes = [15, 30, 45, 60, 90]
    data: Json = {
        "id": 0, "ownerId": 0, "lengthInMinutes": 30, "lengthInMinutesOptions": minutes, "title": "Group Meeting",
        "slug": "dynamic", "description": "Join us for a meeting with multiple people",
        "locations": [{"type": "integration", "integration": "cal-video"}], "bookingFields": [],
        "recurrence": None, "disableGuests": True, "slotInterval": None, "minimumBookingNotice": 120,
        "beforeEventBuffer": 0, "afterEventBuffer": 0, "metadata": {"multipleDuration": minutes}, "price": 0,
        "currency": "usd", "lockTimeZoneToggleOnBookingPage": False, "forwardParamsSuccessRedirect": True,
        "successRedirectUrl": "", "isInstantEvent": False, "users": [_user(user) for user in users],
        "scheduleId": None, "onlyShowFirstAvailableSlot": False, "offsetStart": 0, "bookingWindow": OFF,
        "confirmationPolicy": OFF, "requiresBookerEmailVerification": False, "hideCalendarNotes": False, "seats": OFF,
        "useDestinationCalendarEmail": False, "hideCalendarEventDetails": False, "hideOrganizerEmail": False,
        "customName": "Group Meeting", "hidden": False,
        "bookingRequiresAuthentication": False, "bookerActiveBookingsLimit": OFF,
    }  # fmt: skip
    if world.knobs.display_email:
        data |= _NEWER | {"calVideoSettings": {"sendTranscriptionEmails": False}}
        data["bookingUrl"] = f"{world.web_app}/{users[0].username if users else ''}/dynamic"
    return data


def booking_fields(custom: list[Json], hide_guests: bool = False) -> list[Json]:
    """Default fields with the custom ones between location and title."""
    plain = {"disableOnPrefill": False}
    shown = plain | {"hidden": False}
    return [
        {"isDefault": True, "type": "name", "slug": "name", "required": True, "label": "your_name", **plain},
        {"isDefault": True, "type": "email", "slug": "email", "required": True, **shown},
        {"isDefault": True, "type": "radioInput", "slug": "location", "required": False, "hidden": False},
        *(_custom(field) for field in custom if field.get("slug")),
        {"isDefault": True, "type": "text", "slug": "title", "required": True, **plain, "hidden": True},
        {"isDefault": True, "type": "textarea", "slug": "notes", "required": False, **shown},
        {"isDefault": True, "type": "multiemail", "slug": "guests", "required": False, **plain, "hidden": hide_guests},
        {"isDefault": True, "type": "textarea", "slug": "rescheduleReason", "required": False, **shown},
    ]


def _custom(field: Json) -> Json:
    names = ("type", "slug", "label", "required", "placeholder", "options")
    shape = {"isDefault": field["slug"] == "attendeePhoneNumber", "disableOnPrefill": False, "hidden": False}
    shape |= {name: field[name] for name in names if name in field}
    shape |= {name: field[name] for name in ("disableOnPrefill", "hidden") if name in field}
    if field["type"] in _TYPES_WITHOUT_PLACEHOLDER:
        shape.pop("placeholder", None)
    return shape


def _user(user: User) -> Json:
    return {"id": user.id, "name": user.name, "username": user.username, "avatarUrl": None, "brandColor": None,
            "darkBrandColor": None, "weekStart": user.week_start, "metadata": {}}  # fmt: skip


def _team_host(user: User, event_type: EventType) -> Json:
    data: Json = {"userId": user.id, "name": user.name, "username": user.username, "avatarUrl": None}
    if event_type.settings.get("schedulingType") == "roundRobin":
        data |= {"mandatory": False, "priority": "medium"}
    return data


def _newer(world: World, event_type: EventType) -> Json:
    owner = world.users[event_type.owner_id]
    return _NEWER | {
        "disableCancelling": event_type.disable_cancelling or {"disabled": False},
        "disableRescheduling": event_type.disable_rescheduling or {"disabled": False},
        "bookingUrl": f"{world.web_app}/{owner.username}/{event_type.slug}",
        "calVideoSettings": event_type.settings.get("calVideoSettings", {"sendTranscriptionEmails": True}),
    }
