"""Lists of bookings, a page at a time, and kindly worded empty ones."""

from graph.known.saying import Listing
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
    head, lines, tail = _list(listing, voice)
    return "\n".join([*head, *lines, *tail])


def word_around(listing: Listing, voice: Voice) -> str | None:
    """The same without a line for each booking; None where it has no such lines."""
    if _answered(listing, voice) is not None:
        return None
    head, _, tail = _list(listing, voice)
    return "\n".join([*head, *tail[listing.shown < len(listing.bookings) :]])


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


def _list(listing: Listing, voice: Voice) -> tuple[list[str], list[str], list[str]]:
    """The line before the bookings, one for each, and the lines after them."""
    total = len(listing.bookings)
    page = listing.bookings[listing.first : listing.shown]
    lines = [f"- {voice.booking(booking)}" for booking in page]
    none_like = f"Nothing matches “{listing.unmatched}”; this is all there is. " if listing.unmatched else ""
    head = f"{none_like}{_count(total, listing)}{_about(listing, voice)}, {voice.zone}:"
    tail = [f"{total - listing.shown} more: say “more”."] if listing.shown < total else []
    if not listing.complete:
        tail.append("There are more bookings than I looked through; name a day or a person to narrow it down.")
    return [head], lines, tail


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
