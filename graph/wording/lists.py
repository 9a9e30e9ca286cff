"""Lists of bookings, a page at a time, and kindly worded empty ones."""

from collections.abc import Iterator
from itertools import groupby

from graph.known.saying import Listing
from graph.understanding.schema import Wants
from graph.wording.answers import word_answer, word_own_time
from graph.wording.times import Voice

_WHAT = {
    "upcoming": "coming",
    "past": "past",
    "cancelled": "cancelled",
    "unconfirmed": "waiting for confirmation",
    "all": "",
}


def word_listing(listing: Listing, voice: Voice) -> str:
    """The answer to a narrow question; else the page now read out, and whether there is more."""
    if (answer := _answered(listing, voice)) is not None:
        return answer
    left = len(listing.bookings) - listing.shown
    more = [*_apart(listing), f"{left} more: say “more”."] if left else []
    return "\n".join([_head(listing, voice), *_page(listing, voice), *more, *_warning(listing)])


def word_around(listing: Listing, voice: Voice) -> str | None:
    """The same without a line for each booking; None where it has no such lines."""
    if _answered(listing, voice) is not None:
        return None
    return "\n".join([_head(listing, voice), *_warning(listing)])


def _answered(listing: Listing, voice: Voice) -> str | None:
    """A sentence where no list is called for."""
    if listing.own_time is not None:
        return word_own_time(listing, listing.own_time, voice)
    if (answer := word_answer(listing, voice, _about(listing, voice))) is not None:
        return answer
    if not listing.bookings:
        return _empty(listing, voice)
    if listing.is_one:
        which = "The last one was" if listing.what == "past" else "Next is"
        return f"{which} {voice.booking(listing.bookings[0])} ({voice.zone})."
    return None


def _head(listing: Listing, voice: Voice) -> str:
    none_like = f"Nothing matches “{listing.unmatched}”; this is all there is. " if listing.unmatched else ""
    which = "Which one? " if listing.wants is Wants.CALENDAR else ""
    return f"{which}{none_like}{_count(len(listing.bookings), listing)}{_about(listing, voice)}, {voice.zone}:"


def _warning(listing: Listing) -> list[str]:
    few = "There are more bookings than I looked through; name a day or a person to narrow it down."
    return [] if listing.complete else [few]


def _apart(listing: Listing) -> list[str]:
    """An empty line where the bookings stand under their days."""
    return [""] if listing.day is None and len(listing.bookings) > 1 else []


def _page(listing: Listing, voice: Voice) -> Iterator[str]:
    """One line a booking, with its number in the whole list, under its day where there are several days."""
    if len(listing.bookings) == 1:
        yield f"- {voice.booking(listing.bookings[0])}"
        return
    for day, of_day in groupby(listing.numbered, key=lambda one: voice.day_of(one[1].start)):
        if apart := _apart(listing):
            yield from (*apart, day)
        yield from (f"{n}. {voice.booking_of_day(booking)}" for n, booking in of_day)


def _count(total: int, listing: Listing) -> str:
    what = _WHAT[listing.what]
    noun = "booking" if total == 1 else "bookings"
    if listing.what == "unconfirmed":
        return f"{total} {noun} {what}"
    return " ".join(filter(None, (str(total), what, noun)))


def _empty(listing: Listing, voice: Voice) -> str:
    if not listing.complete:
        return "I did not find one, but there are more bookings than I looked through. Name a day to narrow it down."
    about = _about(listing, voice)
    match listing.what:
        case "cancelled" | "past":
            return f"No {listing.what} bookings{about}."
        case "unconfirmed":
            return f"Nothing waits for a confirmation{about}."
    return f"You have nothing booked{about}." if listing.of_guest else f"Nothing booked{about}."


def _about(listing: Listing, voice: Voice) -> str:
    person = f" with {listing.person}" if listing.person else ""
    if listing.day is not None:
        hours = f" (“{listing.when}”)" if listing.is_part else ""
        return f"{person} on {voice.day(listing.day)}{hours}"
    return f"{person} ({listing.when})" if listing.when else person
