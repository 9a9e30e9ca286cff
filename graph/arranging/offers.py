"""Numbered things to pick from: free times, existing bookings, readings of doubtful time words."""

from collections.abc import Iterable
from datetime import datetime

from graph.known.request import BookingSeen, Contact, Request, Seat
from graph.known.state import Offer
from graph.understanding.schema import Scope
from graph.when import Day, Instant, Meaning
from graph.wording.times import Voice


def offer_times(starts: Iterable[datetime], voice: Voice, first: int = 1) -> tuple[Offer, ...]:
    """Free starts, worded in the person's zone."""
    return tuple(Offer(n=n, label=voice.start(start), start=start) for n, start in enumerate(starts, start=first))


def offer_bookings(bookings: Iterable[BookingSeen], voice: Voice) -> tuple[Offer, ...]:
    """Existing bookings."""
    return tuple(Offer(n=n, label=voice.booking(seen), booking=seen) for n, seen in enumerate(bookings, start=1))


def offer_contacts(people: Iterable[Contact], voice: Voice) -> tuple[Offer, ...]:
    """People of one name."""
    return tuple(Offer(n=n, label=voice.contact(one), contact=one) for n, one in enumerate(people, start=1))


def offer_kinds(request: Request) -> tuple[Offer, ...]:
    """Other kinds of meeting than the one that was taken."""
    return tuple(Offer(n=n, label=k.label, event_type_id=k.id) for n, k in enumerate(request.other_kinds, start=1))


def offer_scopes(booking: BookingSeen, later: int, live: int, last: datetime, voice: Voice) -> tuple[Offer, ...]:
    """How much of a series: this one, this and the later ones where that is not all, or all that is to come."""
    scopes = [(Scope.ONE, f"Only this one: {voice.start(booking.start)}")]
    if 1 < later < live:
        scopes.append((Scope.FOLLOWING, f"This one and the {later - 1} after it, up to {voice.start(last)}"))
    scopes.append((Scope.ALL, f"The whole series: all {live} still to come, up to {voice.start(last)}"))
    return tuple(Offer(n=n, label=label, scope=scope) for n, (scope, label) in enumerate(scopes, start=1))


def offer_seats(seats: Iterable[Seat], booking: BookingSeen, *, with_whole: bool) -> tuple[Offer, ...]:
    """Whose seat of a shared booking; where that was not said, also the whole of it."""
    offers = [
        Offer(n=n, label=f"Only the seat of {seat.name} <{seat.email}>", scope=Scope.ONE, seat=seat)
        for n, seat in enumerate(seats, start=1)
    ]
    if with_whole:
        label = f"The whole booking, with all {len(booking.seats)} attendees"
        offers.append(Offer(n=len(offers) + 1, label=label, scope=Scope.ALL))
    return tuple(offers)


def offer_readings(meanings: Iterable[Meaning], voice: Voice) -> tuple[Offer, ...]:
    """Readings of time words that differ too much to choose for the person."""
    offers: list[Offer] = []
    for meaning in meanings:
        n = len(offers) + 1
        if isinstance(meaning, Instant):
            offers.append(Offer(n=n, label=voice.exact_start(meaning.at), start=meaning.at))
        elif isinstance(meaning, Day):
            offers.append(Offer(n=n, label=voice.day(meaning.date), words=meaning.date.isoformat()))
    return tuple(offers)
