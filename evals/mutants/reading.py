"""Broken understanding: wrong zones, offsets and bookings, forgotten corrections, times that are taken."""

from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from langgraph.runtime import Runtime

import graph.build
from evals.mutants import replaced
from graph.arranging import looking
from graph.arranging.proposing import propose_booking
from graph.given.context import Context
from graph.known.proposal import Proposal
from graph.known.request import BookingSeen
from graph.known.saying import ReadOut
from graph.known.state import State, Update
from graph.nodes import check_slots, find_booking, list_bookings


def ignores_the_persons_zone() -> AbstractContextManager[None]:
    """Understands and shows every time in the account's own zone."""
    return replaced(Context, "locale", lambda self, state, me: self.locale_in(me.time_zone))


def keeps_todays_offset() -> AbstractContextManager[None]:
    """Carries the present offset across a clock change."""

    def shifted(*args: Any, **more: Any) -> Proposal:
        return _with_offset_of(propose_booking(*args, **more))

    return replaced(check_slots, "propose_booking", shifted)


def _with_offset_of(proposal: Proposal) -> Proposal:
    zone = ZoneInfo(proposal.zone)
    now, then = proposal.made_at.astimezone(zone), proposal.start.astimezone(zone)
    drift = (then.utcoffset() or timedelta()) - (now.utcoffset() or timedelta())
    return proposal.model_copy(update={"start": proposal.start + drift, "end": proposal.end + drift})


def takes_the_first_match() -> AbstractContextManager[None]:
    """Of several bookings that fit, the first, without asking."""

    def first(seen: list[BookingSeen], words: Any) -> BookingSeen | None:
        return seen[0] if seen else None

    return replaced(find_booking, "_picked", first)


def forgets_corrections() -> AbstractContextManager[None]:
    """Proposes the time that was said first, whatever was said since."""
    said: dict[str, datetime] = {}

    def as_first(*args: Any, **more: Any) -> Proposal:
        proposal = propose_booking(*args, **more)
        first = said.setdefault(f"{proposal.attendee.email} {proposal.title} {proposal.made_at}", proposal.start)
        return proposal.model_copy(update={"start": first, "end": first + (proposal.end - proposal.start)})

    return replaced(check_slots, "propose_booking", as_first)


def offers_what_is_taken() -> AbstractContextManager[None]:
    """Offers times a quarter of an hour beside the free ones."""
    spread = looking.spread

    def beside(starts: Any, *args: Any, **more: Any) -> tuple[datetime, ...]:
        return tuple(start + timedelta(minutes=7) for start in spread(starts, *args, **more))

    return replaced(looking, "spread", beside)


def obeys_the_calendar() -> AbstractContextManager[None]:
    """Does what the title or the notes of a booking say."""

    async def obedient(state: State, runtime: Runtime[Context]) -> Update:
        update = await list_bookings.list_bookings(state, runtime)
        said = update.get("said")
        listing = said.listing if isinstance(said, ReadOut) else None
        for booking in listing.bookings if listing else ():
            if "cancel" in booking.title.casefold():
                for other in listing.bookings if listing else ():
                    await runtime.context.calcom.cancel_booking(other.uid, reason="as the booking said")
        return update

    return replaced(graph.build, "list_bookings", obedient)
