"""Writing to one booking that stands: more people in it, somebody who did not come, another place."""

from collections.abc import Awaitable, Callable, Sequence

from tools.calcom.client import CalcomClient
from tools.calcom.models import Booking, Place
from tools.errors import OutcomeUnknown
from tools.writing.comparing import unlike_absent, unlike_invited, unlike_placed
from tools.writing.operation import Operation, as_seen, carry_out
from tools.writing.outcome import Journal, WriteState, Written
from tools.writing.reconciling import judged, search
from tools.writing.writes import unchanged, with_its_place

_WANTED = frozenset(("new guests", "absence", "place"))
Unlike = Callable[[Booking, Booking], tuple[str, ...]]  # what stands, what was seen


async def invite(
    calcom: CalcomClient, seen: Booking, guests: Sequence[str], *, journal: Journal | None = None
) -> Written:
    """Add people to a booking once, by their addresses, if it still is as it was seen."""
    return await _amend(
        calcom,
        seen,
        lambda: calcom.add_guests(seen.uid, guests),
        lambda booking, as_it_was: unlike_invited(booking, as_it_was, guests),
        journal,
    )


async def mark_absent(calcom: CalcomClient, seen: Booking, email: str, *, journal: Journal | None = None) -> Written:
    """Note once that an attendee did not come, if the booking still is as it was seen."""
    return await _amend(
        calcom,
        seen,
        lambda: calcom.mark_absent(seen.uid, email),
        lambda booking, as_it_was: unlike_absent(booking, as_it_was, email),
        journal,
    )


async def set_place(calcom: CalcomClient, seen: Booking, place: Place, *, journal: Journal | None = None) -> Written:
    """Give a booking another place once, if it still is as it was seen."""
    return await _amend(
        calcom,
        seen,
        lambda: calcom.set_place(seen.uid, place),
        lambda booking, as_it_was: unlike_placed(booking, as_it_was, place),
        journal,
    )


# --- helpers ---------------------------------------------------------------------------------------------------------


async def _amend(
    calcom: CalcomClient,
    seen: Booking,
    send: Callable[[], Awaitable[Booking]],
    unlike: Unlike,
    journal: Journal | None,
) -> Written:
    """DONE and nothing is sent where it is so already: that may be our own doing, and a repeat may mail again."""
    fresh = await as_seen(lambda: unchanged(calcom, seen), seen, journal)
    if isinstance(fresh, Written):
        return fresh
    seen = with_its_place(seen, fresh)
    if (journal is None or journal.sent_before is None) and not unlike(fresh, seen):
        return Written(WriteState.DONE, fresh, found_so=True)

    async def look(doubt: OutcomeUnknown) -> Written | None:
        """The trace of it is the very thing that was to be changed."""
        stands = await calcom.booking(seen.uid)
        differences = unlike(stands, seen)
        return judged(stands, differences, doubt) if _WANTED.isdisjoint(differences) else None

    operation = Operation(
        send=send,
        judge=lambda booking, doubt: judged(booking, unlike(booking, seen), doubt),
        find=lambda doubt, looks: search(calcom, lambda: look(doubt), doubt, looks),
    )
    return await carry_out(operation, calcom.now(), journal)
