"""Numbered things to pick from: free times, existing bookings, readings of doubtful time words."""

from collections.abc import Iterable
from datetime import datetime

from graph.request import BookingSeen
from graph.state import Offer
from graph.when import Day, Instant, Meaning
from graph.wording.times import Voice


def offer_times(starts: Iterable[datetime], voice: Voice, first: int = 1) -> tuple[Offer, ...]:
    """Free starts, worded in the person's zone."""
    return tuple(Offer(n=n, label=voice.start(start), start=start) for n, start in enumerate(starts, start=first))


def offer_bookings(bookings: Iterable[BookingSeen], voice: Voice) -> tuple[Offer, ...]:
    """Existing bookings."""
    return tuple(Offer(n=n, label=voice.booking(seen), booking=seen) for n, seen in enumerate(bookings, start=1))


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
