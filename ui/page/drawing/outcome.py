"""The outcome card: how a confirmed action ended, and what can be done next."""

from datetime import UTC, datetime
from urllib.parse import quote, urlencode

from graph.events import BookingShown, Result
from graph.wording.outcomes import word_done, word_not_done
from graph.wording.wishes import CHECK_AGAIN, TRY_AGAIN, UNDO
from ui.page.drawing.bookings import deed, who_of
from ui.page.drawing.pieces import SAY, Clock, button, buttons, text, tile, time_tag
from ui.rendering import encoded, paragraphs

_RETRYABLE = ("unreachable", "rate_limited", "in_progress")
_STAYING = ("book", "reschedule", "accept")  # after these there is a meeting
_GOOGLE = "https://calendar.google.com/calendar/render"
_OUTLOOK = "https://outlook.office.com/calendar/0/deeplink/compose"


def is_outcome(result: Result | None) -> bool:
    """Whether something was confirmed, and this is how it ended."""
    return result is not None and result.status != "pending" and "action" in result.data


def outcome_card(result: Result, clock: Clock, *, is_open: bool) -> str:
    """What was done, with whom and when; the whole sentence where that alone tells it all."""
    booking = _booking(result)
    note = result.data.get("note")
    if result.status == "success" and booking is not None and isinstance(note, str):
        inside = _done(result, booking, note, clock)
    else:
        inside = f'<p class="told">{paragraphs(result.message)}</p>'
    head = f'<p class="verb">{encoded(_verb(result))}</p>'
    next_steps = buttons(*_links(result, booking), *(_deeds(result, booking, clock) if is_open else ()), kind="next")
    return f'<article class="card outcome {_kind(result)}" tabindex="-1">{head}{inside}{next_steps}</article>'


def _kind(result: Result) -> str:
    return "requested" if result.code in ("requested", "partial") else result.status


def _verb(result: Result) -> str:
    action = str(result.data["action"])
    match result.status:
        case "success":
            return f"✓ {word_done(result.code, action)}"
        case "unknown":
            return "? Not known yet"
    return f"✕ {word_not_done(action)}"


def _booking(result: Result) -> BookingShown | None:
    told = result.data.get("booking")
    return BookingShown.model_validate(told) if told else None


def _done(result: Result, booking: BookingShown, note: str, clock: Clock) -> str:
    who, name = who_of(booking), booking.name or booking.title
    title = f"{name} with {who}" if who and who not in name else name
    large = time_tag(booking.start, f"{clock.day(booking.start.date())}, {clock.span(booking.start, booking.end)}")
    struck = f"<s>{large}</s>" if result.data["action"] in ("cancel", "decline") else large
    beside = f'<div>{_was(result, clock)}<p class="time">{struck}</p>{text(note, "zone")}</div>'
    return f'<h3>{encoded(title)}</h3><div class="when">{tile(booking.start.date())}{beside}</div>'


def _was(result: Result, clock: Clock) -> str:
    """Of a move: the time before."""
    previous = result.data.get("previous")
    if not isinstance(previous, dict):
        return ""
    start = datetime.fromisoformat(str(previous["start"]))
    before = f"{clock.day(start.date())}, {clock.time(start)}"
    return f'<p class="was"><span class="unseen">Was </span><s>{time_tag(start, before)}</s></p>'


def _links(result: Result, booking: BookingShown | None) -> list[str]:
    """Ways out of the page, of a meeting that stands."""
    if booking is None or result.status != "success" or result.data["action"] not in _STAYING:
        return []
    place = booking.location or ""
    join = [_link("Join link", place)] if place.startswith(("https://", "http://")) else []
    return [*join, _calendars(booking)]


def _deeds(result: Result, booking: BookingShown | None, clock: Clock) -> list[str]:
    if result.status == "unknown":
        return [button("Check again", SAY, CHECK_AGAIN)]
    if result.status == "error":
        return [button("Try again", SAY, TRY_AGAIN)] if result.code in _RETRYABLE else []
    if booking is None or result.data["action"] not in _STAYING or result.code == "already_so":
        return []
    undo = [button("Undo", SAY, UNDO)] if result.data["action"] != "accept" else []
    return [*(deed(word, booking, clock) for word in ("move", "cancel")), *undo]


def _link(label: str, address: str, download: str = "") -> str:
    saved = f' download="{encoded(download)}"' if download else ' target="_blank" rel="noopener noreferrer"'
    return f'<a class="plain" href="{encoded(address)}"{saved}>{encoded(label)}</a>'


def _calendars(booking: BookingShown) -> str:
    """A file for any calendar, and the pages of two."""
    name, start, end = booking.name or booking.title, _utc(booking.start), _utc(booking.end)
    google = {"action": "TEMPLATE", "text": name, "dates": f"{start}/{end}", "location": booking.location or ""}
    outlook = {"subject": name, "startdt": booking.start.isoformat(), "enddt": booking.end.isoformat()}
    ways = [
        _link("File (.ics)", f"data:text/calendar;charset=utf-8,{quote(calendar_file(booking))}", "meeting.ics"),
        _link("Google", f"{_GOOGLE}?{urlencode(google)}"),
        _link("Outlook", f"{_OUTLOOK}?{urlencode(outlook)}"),
    ]
    return f'<details class="ways"><summary class="plain">Add to calendar</summary><div>{"".join(ways)}</div></details>'


def calendar_file(booking: BookingShown) -> str:
    """The booking as an iCalendar file (RFC 5545)."""
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//calendar assistant//EN", "BEGIN:VEVENT"),
        f"UID:{_escaped(booking.uid or booking.start.isoformat())}",
        f"DTSTAMP:{_utc(booking.start)}",
        f"DTSTART:{_utc(booking.start)}",
        f"DTEND:{_utc(booking.end)}",
        f"SUMMARY:{_escaped(booking.name or booking.title)}",
        *([f"LOCATION:{_escaped(booking.location)}"] if booking.location else []),
        *("END:VEVENT", "END:VCALENDAR", ""),
    ]
    return "\r\n".join(_folded(line) for line in lines)


def _escaped(value: str) -> str:
    for mark in "\\;,":
        value = value.replace(mark, f"\\{mark}")
    return " ".join(value.split())


def _folded(line: str) -> str:
    """No line longer than 75 bytes: what goes on begins with a blank."""
    pieces: list[str] = []
    rest = line
    while len(rest.encode()) > 73:
        cut = next(n for n in range(min(len(rest), 73), 0, -1) if len(rest[:n].encode()) <= 73)
        pieces, rest = [*pieces, rest[:cut]], rest[cut:]
    return "\r\n ".join([*pieces, rest])


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
