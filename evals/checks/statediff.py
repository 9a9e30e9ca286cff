"""What became of the calendar: created, cancelled, moved, decided, edited; chains told by their net effect."""

from dataclasses import dataclass, field
from typing import Literal

from evals.checks.record import BookingView, Side, Snapshot

What = Literal["created", "cancelled", "moved", "confirmed", "declined", "joined", "left", "edited", "gone", "table"]
_COMPARED = ("event_type", "title", "start", "end", "attendees", "guests", "answers", "notes", "series")


@dataclass(frozen=True)
class Change:
    """One net change. `old` is None for what is new, `new` for what is gone."""

    what: What
    old: BookingView | None = None
    new: BookingView | None = None
    fields: tuple[str, ...] = ()  # what differs, of an edit; what differs besides the time, of a move
    who: Side | None = None  # who joined a shared booking, or left it

    @property
    def ref(self) -> str | None:
        """The scenario's name for the booking, if it has one."""
        return self.old.ref if self.old else None


@dataclass(frozen=True)
class Diff:
    """All net changes, in order of creation."""

    changes: list[Change] = field(default_factory=list)

    def of(self, what: What) -> list[Change]:
        """The changes of one kind."""
        return [change for change in self.changes if change.what == what]


def diff(before: Snapshot, after: Snapshot) -> Diff:
    """Compare two snapshots of one world."""
    changes: list[Change] = []
    successors = {b.uid for b in after.bookings.values() if b.moved_from in after.bookings}
    for old in before.bookings.values():
        if seats := _seats(old, after):
            changes += seats
        elif (change := _fate(old, after)) is not None:
            changes.append(change)
    for uid, new in after.bookings.items():
        if uid not in before.bookings and uid not in successors:
            changes.append(Change("created", new=_last(new, after)))
    tables = sorted(name for name, digest in after.others.items() if before.others.get(name) != digest)
    return Diff([*changes, *(Change("table", fields=(name,)) for name in tables)])


def _seats(old: BookingView, after: Snapshot) -> list[Change]:
    """Who joined a shared booking and who left it, where nothing else became of it."""
    now = after.bookings.get(old.uid)
    if now is None or not old.seated or now.status != old.status or _differing(old, now) != ("attendees",):
        return []
    joined = [Change("joined", old=old, new=now, who=side) for side in now.attendees if side not in old.attendees]
    return joined + [Change("left", old=old, new=now, who=side) for side in old.attendees if side not in now.attendees]


def _fate(old: BookingView, after: Snapshot) -> Change | None:
    now = after.bookings.get(old.uid)
    if now is None:
        return Change("gone", old=old)
    if now.moved_to and not old.moved_to:
        last = _last(now, after)
        besides = tuple(f for f in _differing(old, last) if f not in ("start", "end"))
        return Change("moved", old=old, new=last, fields=besides)
    if now.status != old.status:
        what: dict[str, What] = {"cancelled": "cancelled", "rejected": "declined", "accepted": "confirmed"}
        return Change(what.get(now.status, "edited"), old=old, new=now, fields=("status",))
    besides = tuple(name for name in ("reason", "location", "absent") if getattr(old, name) != getattr(now, name))
    differs = _differing(old, now) + besides
    return Change("edited", old=old, new=now, fields=differs) if differs else None


def _last(booking: BookingView, after: Snapshot) -> BookingView:
    """The end of a chain of moves."""
    while booking.moved_to in after.bookings:
        booking = after.bookings[str(booking.moved_to)]
    return booking


def _differing(old: BookingView, new: BookingView) -> tuple[str, ...]:
    return tuple(name for name in _COMPARED if getattr(old, name) != getattr(new, name))
