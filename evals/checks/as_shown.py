"""What a write says of people and in words, held against its card: zones, names, guests, notes, answers, reasons."""

from collections.abc import Iterator

from evals.checks.record import BookingView, CardSeen, Side, Turn

# What Cal.com itself puts where nobody gave a reason, and what we send where it demands one.
_BARE = frozenset({"", "cancelled", "cancelled by the host", "cancelled by the guest", "declined by the host"})


def told_otherwise(turn: Turn) -> frozenset[str]:
    """Names of the fields of which the turn tells that Cal.com made them otherwise."""
    differs = turn.outcome.data.get("differs", ()) if turn.outcome else ()
    return frozenset(map(str, differs))


def unlike_words(booking: BookingView, card: CardSeen) -> Iterator[tuple[str, str]]:
    """The field and the sentence for all that a write says otherwise than its card; the lists it cannot know are left.

    A shared booking has the notes, answers and guests of whoever came first, so of a seat only the person is compared.
    """
    if card.action == "book":
        yield from _person(booking, card)
        if not booking.seated:
            yield from _form(booking, card)
    elif card.action in ("reschedule", "cancel", "decline") and not booking.seated:
        said, sent = card.reason or "", booking.reason
        if not _is_same(said, sent) and not (_is_bare(said) and _is_bare(sent)):
            yield "reason", f"the card gave the reason {said!r}, passed on was {sent!r}"


def _person(booking: BookingView, card: CardSeen) -> Iterator[tuple[str, str]]:
    named = card.attendees[0] if card.attendees else None
    written = next((side for side in booking.attendees if named and side.email == named.email), None)
    if named is None or written is None:
        return  # another address altogether is told beside
    if not _is_same(named.name, written.name):
        yield "name", f"the card named {named.name}, written was {written.name}"
    if _zone(named) and _zone(named) != _zone(written):
        yield "time zone", f"the card had {named.email} in {named.time_zone}, written was {written.time_zone}"


def _form(booking: BookingView, card: CardSeen) -> Iterator[tuple[str, str]]:
    if {guest.casefold() for guest in card.guests} != {guest.casefold() for guest in booking.guests}:
        yield "guests", f"the card had the guests {card.guests}, written were {booking.guests}"
    if not _is_same(card.notes or "", booking.notes or ""):
        yield "answers", f"the card had the notes {card.notes!r}, written was {booking.notes!r}"
    for slug in sorted(card.answers.keys() | booking.answers.keys()):
        shown, written = card.answers.get(slug), booking.answers.get(slug)
        if not _is_same(_as_text(shown), _as_text(written)):
            yield "answers", f"the card answered {slug} with {shown!r}, written was {written!r}"


def _zone(side: Side) -> str:
    return side.time_zone


def _as_text(answer: object) -> str:
    """One form for what is a list here and words there, a yes here and a truth value there."""
    if isinstance(answer, list | tuple):
        return ", ".join(map(str, answer))
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return "" if answer is None else str(answer)


def _is_same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _is_bare(reason: str) -> bool:
    return reason.strip().rstrip(".").casefold() in _BARE
