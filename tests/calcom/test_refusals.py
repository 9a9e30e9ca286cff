"""Every refusal of the contract becomes the right error, in whichever form it comes, and nobody's data with it."""

import logging

import httpx
import pytest
from pydantic import SecretStr

from tests.calcom.far_side import KEY, NOW, a_client, bare, enveloped, far_side, html, router_404, success
from tools.calcom.client import CalcomClient
from tools.calcom.models import BookingQuery
from tools.calcom.refusals import redacted
from tools.calcom.versions import Resource
from tools.errors import (
    AlreadyCancelled,
    AlreadyMoved,
    AlreadyOver,
    AlreadySignedUp,
    BadKey,
    FieldNeeded,
    InThePast,
    LimitReached,
    NoSeatsLeft,
    NotAllowed,
    NotFound,
    OutsideWindow,
    Refused,
    SchedulingError,
    SlotTaken,
    Unreachable,
    WrongVersion,
)

BAD = "BadRequestException"
UID = "8ccbveDM8aSrzk8KdbszoH"


def form_a(status: int, code: str, text: str) -> httpx.Response:
    return enveloped(status, code, text, {"message": text, "error": "…", "statusCode": status})


REFUSALS: list[tuple[httpx.Response, type[SchedulingError]]] = [
    (form_a(400, BAD, "User either already has booking at this time or is not available"), SlotTaken),
    (form_a(400, BAD, "One of the hosts either already has booking at this time or is not available"), SlotTaken),
    (form_a(400, BAD, "USER EITHER ALREADY HAS BOOKING AT THIS TIME"), SlotTaken),
    (bare(409, "booking_conflict_error"), SlotTaken),
    (bare(409, "booking_conflict"), SlotTaken),
    (bare(409, "already_signed_up_for_this_booking_error"), AlreadySignedUp),
    (form_a(409, "ConflictException", "No more seats left at this seated booking."), NoSeatsLeft),
    (form_a(422, "UnprocessableEntityException", "Can't reserve a slot if the event is already booked."), SlotTaken),
    (form_a(400, BAD, "Attempting to book a meeting in the past."), InThePast),
    (bare(400, "Attempting to book a meeting in the past."), InThePast),
    (
        form_a(
            400,
            BAD,
            "The event type can't be booked at the \"start\" time provided. This could be because it's too soon",
        ),
        OutsideWindow,
    ),
    (bare(401, "booking_limit_reached"), LimitReached),
    (bare(401, "duration_limit_reached"), LimitReached),
    (
        form_a(
            400,
            BAD,
            "Attendee with this email can't book because the maximum number of active bookings has been reached.",
        ),
        LimitReached,
    ),
    (form_a(400, BAD, f"Can't cancel booking with uid={UID} because it has been cancelled already."), AlreadyCancelled),
    (
        form_a(400, BAD, f"Can't reschedule booking with uid={UID} because it has been cancelled. Please"),
        AlreadyCancelled,
    ),
    (
        form_a(
            400,
            BAD,
            f"Can't reschedule … because it has been cancelled and rescheduled already to booking with uid={UID}.",
        ),
        AlreadyMoved,
    ),
    (bare(400, "Cannot cancel a booking that has already ended"), AlreadyOver),
    (bare(400, "Cancellation reason is required when you are the host"), FieldNeeded),
    (bare(400, "Cancellation reason is required"), FieldNeeded),
    (bare(400, "email_verification_required"), FieldNeeded),
    (bare(400, "This event type does not allow cancellations"), Refused),
    (form_a(401, "UnauthorizedException", "CustomThrottlerGuard - Invalid API Key"), BadKey),
    (form_a(401, "UnauthorizedException", "Invalid API Key"), BadKey),
    (form_a(401, "UnauthorizedException", "ApiAuthStrategy - api key - Your api key is expired"), BadKey),
    (form_a(401, "UnauthorizedException", "ApiAuthStrategy - No authentication method provided."), BadKey),
    (form_a(403, "ForbiddenException", "PermissionsGuard - no authentication provided. Provide either"), BadKey),
    (form_a(498, "TokenExpiredException", "ACCESS_TOKEN_IS_EXPIRED"), BadKey),
    (bare(401, "User not a host of this event"), NotAllowed),
    (form_a(401, "UnauthorizedException", "User is not authorized to confirm this booking"), NotAllowed),
    (bare(401, "Unauthorized"), BadKey),
    (enveloped(401, "TRPCError", "You are not authorized to access this resource"), NotAllowed),
    (form_a(403, "ForbiddenException", "User with ID=7 does not own event type with ID=9"), NotAllowed),
    (form_a(404, "NotFoundException", f"Booking with uid={UID} was not found in the database"), NotFound),
    (form_a(404, "NotFoundException", "Event type with id 99999 not found."), NotFound),
    (enveloped(400, "TRPCError", "Booking already confirmed"), Refused),
    (enveloped(400, BAD, "timeZone property is wrong,timeZone must be a valid IANA time-zone "), Refused),
    (enveloped(400, BAD, "Top text", message="booking_conflict on top"), Refused),
    (html(403, "Access denied"), NotAllowed),
    (html(404, "Not here"), WrongVersion),
    (html(404, "Error</title><pre>Cannot POST /v2/bookings</pre><title>"), WrongVersion),
    (httpx.Response(404), WrongVersion),
    (httpx.Response(404, text="404 page not found"), WrongVersion),
    (bare(404, "Cannot GET /v2/bookings/abc"), WrongVersion),
    (bare(405, "Method Not Allowed"), WrongVersion),
    (bare(400, "Unsupported API version: 2024-08-13"), WrongVersion),
    (form_a(400, BAD, "Invalid cal-api-version header"), WrongVersion),
    (form_a(406, "NotAcceptableException", "Unknown version"), WrongVersion),
    (httpx.Response(400), Refused),
    (httpx.Response(401), BadKey),
    (httpx.Response(400, json=["odd"]), Refused),
    (httpx.Response(400, json={"error": "just words: not available"}), SlotTaken),
    (httpx.Response(418, text="short and stout"), Refused),
]


@pytest.mark.parametrize(
    ("reply", "kind"),
    REFUSALS,
    ids=lambda value: getattr(value, "code", "") if isinstance(value, type) else str(value.status_code),
)
async def test_a_refusal_becomes_its_error_on_a_read_and_on_a_write(
    reply: httpx.Response, kind: type[SchedulingError]
) -> None:
    calcom = a_client(far_side(reply))

    with pytest.raises(SchedulingError) as read:
        await calcom.booking("abc")
    with pytest.raises(SchedulingError) as written:
        await calcom.cancel_booking("abc", reason="test")

    assert type(read.value) is type(written.value) is kind
    assert read.value.status == written.value.status == reply.status_code


@pytest.mark.parametrize(
    ("text", "code", "field"),
    [
        (
            "Missing required booking field response: topic - it is required by the event type booking fields",
            BAD,
            "topic",
        ),
        ("Invalid type for booking field 'size'. Expected type number", BAD, "size"),
        ("Invalid option 'x' for booking field 'topic'. Allowed options are: A, B.", BAD, "topic"),
        ("responses - {email}email_validation_error, ", "BAD_REQUEST", "email"),
        ("responses.location.optionValue - Required, ", "BAD_REQUEST", "location"),
        ("responses - {attendeePhoneNumber}error_required_field, ", "BAD_REQUEST", "attendeePhoneNumber"),
        ("attendee property is wrong, name property is wrong,name must be a string ", BAD, "name"),
        (
            "attendee property is wrong, timeZone property is wrong,timeZone must be a valid IANA time-zone ",
            BAD,
            "timeZone",
        ),
        ("attendee property is wrong, attendee email or phone property is wrong,Attendee must have", BAD, "email"),
    ],
)
async def test_a_wrong_field_is_named_by_its_slug(text: str, code: str, field: str) -> None:
    calcom = a_client(far_side(enveloped(400, code, text)))

    with pytest.raises(FieldNeeded) as needed:
        await calcom.cancel_booking("abc", reason="test")

    assert needed.value.field == field


async def test_an_event_type_nobody_knows_is_not_found_in_a_list_of_bookings() -> None:
    calcom = a_client(
        far_side(enveloped(400, "TRPCError", "Bad request: Please check your request data and try again"))
    )

    with pytest.raises(NotFound):
        await calcom.bookings_page(BookingQuery(event_type_id=99999))


async def test_reasons_of_a_query_form_are_kept_for_the_log() -> None:
    child = {"property": "days", "constraints": {"isEnum": "days must be weekdays"}}
    errors = [{"property": "take", "constraints": {"max": "take must not be greater than 250"}, "children": [child]}]
    calcom = a_client(far_side(enveloped(400, BAD, "Bad Request Exception", {"errors": errors})))

    with pytest.raises(Refused) as refused:
        await calcom.bookings_page(BookingQuery())

    assert "take must not be greater than 250; days must be weekdays" in refused.value.detail


async def test_a_route_nobody_knows_is_told_with_its_part_and_the_version_sent(
    caplog: pytest.LogCaptureFixture,
) -> None:
    calcom = a_client(far_side(router_404()))

    with caplog.at_level(logging.ERROR), pytest.raises(WrongVersion) as ours:
        await calcom.booking("abc")

    assert (ours.value.status, ours.value.part, ours.value.version) == (404, "bookings", "2024-08-13")
    assert "2024-08-13" in caplog.text


async def test_only_an_error_of_a_server_that_was_reached_names_a_part_of_it() -> None:
    nobody = a_client(far_side(httpx.ConnectError("refused")))
    silent = a_client(far_side(httpx.ReadTimeout("slow")))

    with pytest.raises(Unreachable) as unreached:
        await nobody.event_types()
    with pytest.raises(Unreachable) as unanswered:
        await silent.event_types()

    assert unreached.value.part is None
    assert unanswered.value.part == "event-types"


async def test_another_version_is_sent_where_it_was_asked_for_and_only_there() -> None:
    far = far_side(success([]))
    calcom = CalcomClient(
        "https://cal.example.test", SecretStr(KEY), now=lambda: NOW, transport=httpx.MockTransport(far),
        versions={Resource.EVENT_TYPES: "2025-01-31"},
    )  # fmt: skip

    await calcom.event_types()
    await calcom.schedules()

    assert [request.headers["cal-api-version"] for request in far.requests] == ["2025-01-31", "2024-06-11"]


@pytest.mark.parametrize(
    "text",
    [
        "no booking for ana.ruiz+work@example.test here",
        f"key {KEY} is unknown",
        f"Authorization: Bearer {KEY}",
        f"Booking with uid={UID} was not found",
        f"Booking with uid {UID} not found",
        "recurring e3dd48cb-44d4-4206-9c57-b6dc5a90a884 is unknown",
        f"{UID}@Cal.com",
    ],
)
def test_details_hold_no_address_key_or_whole_uid(text: str) -> None:
    shown = redacted(text)

    assert "@" not in shown
    assert KEY not in shown
    assert UID not in shown
    assert "b6dc5a90a884" not in shown


def test_details_are_one_short_line() -> None:
    assert redacted("a\n\n  b") == "a b"
    assert len(redacted("word " * 500)) <= 300


async def test_a_server_that_repeats_the_key_does_not_get_it_into_error_or_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    far = far_side(form_a(401, "UnauthorizedException", f"Invalid API Key {KEY} of ana@example.test"))

    with caplog.at_level(logging.DEBUG), pytest.raises(BadKey) as refused:
        await a_client(far).me()

    for shown in (str(refused.value), repr(refused.value), caplog.text):
        assert KEY not in shown
        assert "ana@example.test" not in shown
