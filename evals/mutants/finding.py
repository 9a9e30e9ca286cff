"""Broken looks: the wrong kind, booking or seat, times that are not free, what is somebody else's business."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from langgraph.runtime import Runtime

import graph.build
from evals.mutants import replaced
from graph.answering import own_time
from graph.arranging import looking
from graph.arranging.kinds import Taken, kind_meant
from graph.arranging.looking import Found, look
from graph.arranging.scoping import scoped
from graph.given.context import Context
from graph.known.request import BookingSeen, Request
from graph.known.saying import ReadOut
from graph.known.state import State, Update
from graph.nodes import check_slots, find_booking, list_bookings, resolve_event_type
from graph.understanding.schema import Scope
from tools.calcom.models import Window
from tools.event_types import One
from tools.free_time import own_time as sound_own_time


def takes_the_first_kind() -> AbstractContextManager[None]:
    """Whatever kind is named, it is the account's first."""

    def first(words: str, event_types: Any, **more: Any) -> Taken:
        return Taken(One(event_types[0]))

    return replaced(resolve_event_type, "kind_meant", first)


def never_asks_which_kind() -> AbstractContextManager[None]:
    """Of several kinds that may be meant the first, also where a wrong one would cost."""

    def likeliest(*args: Any, **more: Any) -> Any:
        match = kind_meant(*args, **more)
        return match if isinstance(match, Taken) or not match.candidates else Taken(One(match.candidates[0]))

    return replaced(resolve_event_type, "kind_meant", likeliest)


def ignores_the_length() -> AbstractContextManager[None]:
    """A length that the kind does not take is passed over without a word."""
    chosen = resolve_event_type._chosen

    def anyway(request: Request, event_type: Any, duration: int | None, others: Any) -> Update:
        unset = request.model_copy(update={"minutes": None})
        return chosen(unset, event_type, None, others)

    return replaced(resolve_event_type, "_chosen", anyway)


def takes_the_first_match() -> AbstractContextManager[None]:
    """Of several bookings that fit, the first, without asking."""

    def first(seen: list[BookingSeen], words: Any) -> BookingSeen | None:
        return seen[0] if seen else None

    return replaced(find_booking, "_picked", first)


def takes_the_neighbour() -> AbstractContextManager[None]:
    """Not the booking that fits, but the one after it."""
    candidates = find_booking._candidates
    listed: list[BookingSeen] = []

    async def noted(*args: Any) -> Any:
        found = await candidates(*args)
        listed[:] = [BookingSeen.of(booking) for booking in found] if isinstance(found, tuple) else []
        return found

    def neighbour(seen: list[BookingSeen], words: Any) -> BookingSeen | None:
        found = picked(seen, words)
        later = [booking for booking in listed if found and booking.start > found.start]
        return later[0] if later else found

    picked = find_booking._picked
    both = replaced(find_booking, "_candidates", noted)
    return _together(both, replaced(find_booking, "_picked", neighbour))


def cancels_all_for_one_seat() -> AbstractContextManager[None]:
    """Whoever's seat was meant, the whole class is put up."""

    async def wider(request: Request, ctx: Context, voice: Any) -> Request | Update:
        settled = await scoped(request, ctx, voice)
        if isinstance(settled, Request) and settled.seat is not None:
            return settled.model_copy(update={"seat": None, "scope": Scope.ALL})
        return settled

    return replaced(find_booking, "scoped", wider)


def offers_what_is_taken() -> AbstractContextManager[None]:
    """Offers times a quarter of an hour beside the free ones."""
    spread = looking.spread

    def beside(starts: Any, *args: Any, **more: Any) -> tuple[datetime, ...]:
        return tuple(start + timedelta(minutes=7) for start in spread(starts, *args, **more))

    return replaced(looking, "spread", beside)


def takes_the_next_best_time() -> AbstractContextManager[None]:
    """Where the time that was said is taken, it proposes another without asking."""

    async def nearest(*args: Any, **more: Any) -> Found:
        found = await look(*args, **more)
        return found if found.start or not found.offers else Found(start=found.offers[0])

    return replaced(check_slots, "look", nearest)


def calls_busy_time_free() -> AbstractContextManager[None]:
    """Says of oneself that the whole day is free."""

    async def free(calcom: Any, asked: Any, *args: Any, **more: Any) -> Any:
        found = await sound_own_time(calcom, asked, *args, **more)
        return replace(found, free=tuple(Window(start=window.start, end=window.end) for window in asked))

    return replaced(own_time, "own_time", free)


def reads_out_another_hour() -> AbstractContextManager[None]:
    """Tells each booking an hour late."""
    kept = list_bookings._kept

    def late(*args: Any) -> list[BookingSeen]:
        hour = timedelta(hours=1)
        return [b.model_copy(update={"start": b.start + hour, "end": b.end + hour}) for b in kept(*args)]

    return replaced(list_bookings, "_kept", late)


def shows_a_guest_everything() -> AbstractContextManager[None]:
    """Who books for themselves is read out the host's whole calendar."""
    return replaced(Context, "own", None)


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


def _together(*patches: AbstractContextManager[None]) -> AbstractContextManager[None]:
    @contextmanager
    def all_of_them() -> Iterator[None]:
        with ExitStack() as stack:
            for patch in patches:
                stack.enter_context(patch)
            yield

    return all_of_them()
