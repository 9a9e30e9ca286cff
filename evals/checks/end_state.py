"""The calendar's end: each expected change matched one to one with what changed; whatever is left over fails."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from evals.checks.findings import Finding
from evals.checks.record import BookingView, Run
from evals.checks.said_words import says
from evals.checks.statediff import Change, diff
from evals.checks.symbols import Unresolved, created, moment_of
from evals.stories.scenario import Cancelled, Created, Decided, Edited, Moved, SeatEnd
from evals.stories.wall_times import local

# Cal.com demands a reason of a host who cancels: a bare statement of what happened is none of the person's words.
_NO_REASON = re.compile(r"(?:cancell?ed|declined|rejected|moved)(?: by the (?:host|guest|attendee))?\.?", re.IGNORECASE)
Wanted = TypeVar("Wanted", Created, Cancelled, Moved, Decided, SeatEnd, Edited)
Compare = Callable[[Wanted, Change, Run], list[str]]  # what differs; [] when it fits


def check_end(run: Run) -> Iterator[Finding]:
    """Missing, wrong and unwanted changes."""
    expected, found = run.scenario.end_state.bookings, diff(run.before, run.after)
    strict = run.scenario.end_state.anything_else == "forbidden"
    texts: list[str] = []
    texts += _matched(expected.created, found.of("created"), _unlike_created, run, strict)
    texts += _matched(expected.cancelled, found.of("cancelled"), _unlike_cancelled, run, strict)
    texts += _matched(expected.moved, found.of("moved"), _unlike_moved, run, strict)
    texts += _matched(expected.confirmed, found.of("confirmed"), _unlike_decided, run, strict)
    texts += _matched(expected.joined, found.of("joined"), _unlike_seat, run, strict)
    texts += _matched(expected.left, found.of("left"), _unlike_seat, run, strict)
    texts += _matched(expected.declined, found.of("declined"), _unlike_decided, run, strict)
    texts += _matched(expected.edited, found.of("edited"), _unlike_edited, run, strict)
    if strict:
        others = [*found.of("gone"), *found.of("table")]
        texts += [f"+ not allowed: {told(change, run)}" for change in others]
    for text in texts:
        yield Finding(gate="end state", text=text)


def told(change: Change, run: Run) -> str:
    """A change in words."""
    if change.what == "table":
        return f"the table {change.fields[0]} changed"
    booking = change.new or change.old
    assert booking is not None
    name = f"{change.ref or booking.uid[:6]}"
    text = f"{change.what} {name} ({_short(booking, run)})"
    if change.what == "moved" and change.old is not None:
        text = f"moved {name} from {local(change.old.start, run.zone)} to {_short(booking, run)}"
    if change.who is not None:
        text = f"{change.who.name} <{change.who.email}> {change.what} {name} ({_short(booking, run)})"
    return text + (f", changing {', '.join(change.fields)}" if change.fields and change.what != "cancelled" else "")


def _matched(
    wanted: Sequence[Wanted], found: list[Change], unlike: Compare[Wanted], run: Run, strict: bool
) -> list[str]:
    """Pair what fits exactly; explain the rest by its nearest partner."""
    left = list(found)
    texts = []
    open_wishes = []
    for wish in wanted:
        fit = next((change for change in left if not _safely(unlike, wish, change, run)), None)
        if fit is None:
            open_wishes.append(wish)
        else:
            left.remove(fit)
    for wish in open_wishes:
        nearest = min(left, key=lambda change: len(_safely(unlike, wish, change, run)), default=None)
        why = f": {'; '.join(_safely(unlike, wish, nearest, run))}" if nearest else ""
        texts.append(f"- missing: {_wish(wish)}{why}")
    return texts + ([f"+ not allowed: {told(change, run)}" for change in left] if strict else [])


def _safely(unlike: Compare[Wanted], wish: Wanted, change: Change, run: Run) -> list[str]:
    try:
        return unlike(wish, change, run)
    except Unresolved as error:
        return [str(error)]


def _unlike_created(wish: Created, change: Change, run: Run) -> list[str]:
    new = change.new
    assert new is not None
    differs = _unlike(new, event_type=wish.event_type, minutes=wish.minutes, status=wish.status, notes=wish.notes)
    if "notes" in wish.model_fields_set and wish.notes is None and (new.notes or "").strip():
        differs.append(f"notes {new.notes!r}, expected none")
    if wish.start is not None and moment_of(wish.start, run) != new.start:
        differs.append(f"start {local(new.start, run.zone)}, expected {wish.start}")
    if wish.attendee is not None:
        first = new.attendees[0] if new.attendees else None
        for name, value in wish.attendee.model_dump(exclude_none=True).items():
            if first is None or getattr(first, name) != value:
                differs.append(f"attendee {name} {getattr(first, name, None)!r}, expected {value!r}")
    if wish.guests is not None and sorted(wish.guests) != sorted(new.guests):
        differs.append(f"guests {new.guests}, expected {wish.guests}")
    for slug, value in wish.answers.items():
        if new.answers.get(slug) != value:
            differs.append(f"answer {slug} {new.answers.get(slug)!r}, expected {value!r}")
    return differs


def _unlike_cancelled(wish: Cancelled, change: Change, run: Run) -> list[str]:
    return _other_booking(wish.ref, change, run) + _other_reason(wish, change)


def _unlike_moved(wish: Moved, change: Change, run: Run) -> list[str]:
    old, new = change.old, change.new
    assert old is not None
    assert new is not None
    differs = _other_booking(wish.ref, change, run)
    differs += _unlike(new, minutes=wish.minutes or old.minutes, status=wish.status)
    if moment_of(wish.to, run) != new.start:
        differs.append(f"to {local(new.start, run.zone)}, expected {wish.to}")
    return differs + _other_reason(wish, change) + [f"{name} changed" for name in change.fields]


def _unlike_decided(wish: Decided, change: Change, run: Run) -> list[str]:
    return _other_booking(wish.ref, change, run) + _other_reason(wish, change)


def _unlike_seat(wish: SeatEnd, change: Change, run: Run) -> list[str]:
    differs = _other_booking(wish.ref, change, run)
    for name, value in wish.attendee.model_dump(exclude_none=True).items():
        if getattr(change.who, name, None) != value:
            differs.append(f"attendee {name} {getattr(change.who, name, None)!r}, expected {value!r}")
    return differs


def _unlike_edited(wish: Edited, change: Change, run: Run) -> list[str]:
    old, new = change.old, change.new
    assert old is not None
    assert new is not None
    differs = _other_booking(wish.ref, change, run)
    added = [guest for guest in new.guests if guest not in old.guests]
    if sorted(added) != sorted(wish.guests):
        differs.append(f"added {added}, expected {list(wish.guests)}")
    if sorted(new.absent) != sorted((*old.absent, *wish.absent)):
        differs.append(f"absent {new.absent}, expected {list(wish.absent)}")
    if new.location != (wish.location or old.location):
        differs.append(f"location {new.location!r}, expected {wish.location or old.location!r}")
    allowed = {"location", "absent", *(("guests", "attendees") if wish.guests else ())}
    return differs + [f"{name} changed" for name in change.fields if name not in allowed]


def _other_reason(wish: Cancelled | Decided | Moved, change: Change) -> list[str]:
    """A reason that was asked for lacks, or one was passed on though null says that there is none."""
    reason = change.new.reason if change.new else ""
    if wish.reason is not None:
        return [] if says(reason, wish.reason) else [f"reason {reason!r} does not contain {wish.reason!r}"]
    is_given = bool(reason.strip()) and not _NO_REASON.fullmatch(reason.strip())
    return [f"reason {reason!r}, expected none"] if "reason" in wish.model_fields_set and is_given else []


def _other_booking(ref: str, change: Change, run: Run) -> list[str]:
    uid = created(run, int(ref.removeprefix("$created."))).uid if ref.startswith("$created.") else None
    same = change.old is not None and (change.old.uid == uid if uid else change.ref == ref)
    return [] if same else [f"it is {change.ref or 'another booking'}"]


def _unlike(new: BookingView, **wanted: object) -> list[str]:
    return [
        f"{name} {getattr(new, name)}, expected {value}"
        for name, value in wanted.items()
        if value is not None and getattr(new, name) != value
    ]


def _short(booking: BookingView, run: Run) -> str:
    who = booking.attendees[0] if booking.attendees else None
    person = f"{who.name} <{who.email}>" if who else "nobody"
    return f"{booking.event_type} {local(booking.start, run.zone)} {booking.minutes} min, {person}, {booking.status}"


def _wish(wish: Created | Cancelled | Moved | Decided | SeatEnd | Edited) -> str:
    facts = wish.model_dump(exclude_unset=True, by_alias=True)
    names: dict[type[object], str] = {Decided: "decided", SeatEnd: "seat"}
    kind = names.get(type(wish), type(wish).__name__.lower())
    return f"{kind} {facts}" if facts else kind
