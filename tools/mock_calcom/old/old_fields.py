"""The rows that event types of before 2024-06-14 consist of: column names, their defaults, the built-in fields."""

from tools.mock_calcom.world.model import Json

_DEFAULT_SOURCE = [{"id": "default", "type": "default", "label": "Default"}]
_NO_PHONE: Json = {
    "name": "attendeePhoneNumber", "type": "phone", "defaultLabel": "phone_number", "required": False, "hidden": True,
    "editable": "system-but-optional", "sources": _DEFAULT_SOURCE,
}  # fmt: skip


def columns() -> Json:
    """What every row has, at its default."""
    nothing = (
        "schedulingType interfaceLanguage eventName timeZone periodStartDate periodEndDate periodDays "
        "periodCountCalendarDays lockedTimeZone minimumRescheduleNotice aiPhoneCallConfig successRedirectUrl "
        "secondaryEmailId eventTypeColor rrSegmentQueryValue maxLeadThreshold customReplyToEmail "
        "restrictionScheduleId instantMeetingSchedule teamId team"
    )
    no = (
        "requiresConfirmationForFreeEmail autoTranslateDescriptionEnabled lockTimeZoneToggleOnBookingPage "
        "disableCancelling disableRescheduling allowReschedulingCancelledBookings hideCalendarNotes "
        "allowReschedulingPastBookings hideOrganizerEmail showOptimizedSlots isInstantEvent assignAllTeamMembers "
        "isRRWeightsEnabled rescheduleWithSameRoundRobinHost hideCalendarEventDetails assignRRMembersUsingSegment "
        "useEventLevelSelectedCalendars useBookerTimezone useEventTypeDestinationCalendarEmail"
    )
    empty = "instantMeetingParameters hashedLink children hosts"
    return {
        **dict.fromkeys(nothing.split()), **dict.fromkeys(no.split(), False),
        **{name: [] for name in empty.split()}, "canSendCalVideoTranscriptionEmails": True,
        "instantMeetingExpiryTimeOffsetInSeconds": 90, "periodType": "UNLIMITED", "price": 0, "currency": "usd",
        "locations": [{"type": "integrations:daily"}],
    }  # fmt: skip


def fields(*, with_phone: bool) -> list[Json]:
    """The built-in booking fields in their stored form."""
    optional = "system-but-optional"
    own = [
        _field("name", "name", True, "your_name", "system", variant="fullName", variantsConfig=_variants()),
        _field("email", "email", True, "email_address", optional),
        _field("location", "radioInput", False, "location", "system", getOptionsAt="locations",
               hideWhenJustOneOption=True, optionsInputs=_place_inputs()),
        _field("title", "text", True, "what_is_this_meeting_about", optional, hidden=True, defaultPlaceholder=""),
        _field("notes", "textarea", False, "additional_notes", optional,
               defaultPlaceholder="share_additional_notes"),
        _field("guests", "multiemail", False, "additional_guests", optional, hidden=False,
               defaultPlaceholder="email"),
        _field("rescheduleReason", "textarea", False, "reason_for_reschedule", optional,
               defaultPlaceholder="reschedule_placeholder", views=[{"id": "reschedule", "label": "Reschedule View"}]),
    ]  # fmt: skip
    return [_NO_PHONE, *own] if with_phone else own


def _field(name: str, type: str, required: bool, label: str, editable: str, **more: object) -> Json:
    return {"name": name, "type": type, "required": required, "defaultLabel": label, "editable": editable,
            "sources": _DEFAULT_SOURCE, **more}  # fmt: skip


def _place_inputs() -> Json:
    kinds = {"phone": "phone", "somewhereElse": "text", "attendeeInPerson": "address"}
    return {place: {"type": type, "required": True, "placeholder": ""} for place, type in kinds.items()}


def _variants() -> Json:
    def part(name: str, label: str, required: bool, **more: str) -> Json:
        return {"name": name, "type": "text", "label": label, "required": required, **more}

    full = [part("fullName", "your_name", True)]
    split = [part("firstName", "", True, placeholder=""), part("lastName", "", False, placeholder="")]
    return {"variants": {"fullName": {"fields": full}, "firstAndLastName": {"fields": split}}}
