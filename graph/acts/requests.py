"""Acts that open a request: booking, moving, cancelling, asking for free times or for the bookings there are."""

from datetime import datetime
from zoneinfo import ZoneInfo

from graph.acts.doubt import wish_of
from graph.acts.filling import Filling
from graph.acts.needing import is_about_own_time
from graph.acts.situation import Situation, clean_slate
from graph.arranging.kinds import match_event_type
from graph.arranging.reading_times import wanted_at, zone_named
from graph.known.request import Action, BookingSeen, Request, is_same_address
from graph.known.saying import Aside, Passing, Problem, ReadOut, left_open
from graph.known.state import Update
from graph.understanding.dialogue import Need
from graph.understanding.leftovers import narrows
from graph.understanding.schema import Act, BookingWords, Intent, Pronoun, Wants
from graph.when import held_in
from graph.when.words.vocabulary import WEEKDAY_NAMES
from tools.event_types import One
from tools.likeness import same_name


def book(act: Act, situation: Situation) -> Update:
    """A new booking; said while one is being arranged with nobody else, it continues that one."""
    return _arranged(act, situation)


def _arranged(act: Act, situation: Situation) -> Update:
    going = situation.state.request
    if going is None and _shifts_what_is_booked(act):
        return _about_booking("reschedule", act, situation)
    if going and (_continues(act, going) or _somebody_else_instead(act, going, situation)):
        return _filled(going.model_copy(update={"action": "book"}), act, situation)
    base = _like_the_last(act, situation) or _in_its_place(act, situation)
    if base and act.people and is_same_address(act.people[0].email or "", base.attendee_email or ""):
        act = act.model_copy(update={"people": act.people[1:]})  # they are known better from there
    return {**_filled(base or _new("book", situation), act, situation), **_parking(going)}


def _like_the_last(act: Act, situation: Situation) -> Request | None:
    """ "Another one a week later": with the same person, as long, of the same kind; the time is told from the last."""
    last = situation.state.last_outcome
    is_like_it = act.booking is not None and act.booking.pronoun is Pronoun.LATEST
    if not is_like_it or last is None or last.action != "book" or last.booking is None:
        return None
    wish, of_last = wish_of(last.proposal), last.booking.start
    seed = wish.model_copy(update={"notes": None, "guests": (), "unused": (), "wanted": None})
    return seed.model_copy(update={"wanted": wanted_at(of_last, situation.locale.zone)}) if act.when else seed


def _in_its_place(act: Act, situation: Situation) -> Request | None:
    """ "… and book Peter in her place": of the kind and at the time of the one that is given up with it."""
    takes_it = act.together and act.booking is not None and act.booking.pronoun is Pronoun.IT
    old = situation.state.pile[-1].proposal.booking if takes_it and situation.state.pile else None
    if old is None or old.event_type_id is None:
        return None
    wanted = wanted_at(old.start, situation.locale.zone)
    return _new("book", situation).model_copy(update={"event_type_words": str(old.event_type_id), "wanted": wanted})


def _shifts_what_is_booked(act: Act) -> bool:
    """ "make the consultation with John an hour later": what is shifted is booked already."""
    return act.booking is None and bool(act.people or act.event_type) and "shift" in held_in(act.when or "")


def block_time(act: Act, situation: Situation) -> Update:
    """Time kept free of meetings, with nobody and of no kind: Cal.com has no call for it."""
    if act.people or act.event_type or situation.state.request:
        return _arranged(act.model_copy(update={"intent": Intent.BOOK}), situation)
    if situation.user is not None:
        return _for_the_host(situation)
    return {"said": situation.state.in_passing(Aside.CANNOT_BLOCK)}


def availability(act: Act, situation: Situation) -> Update:
    """Free times: for the booking or move being arranged, or on their own."""
    going = situation.state.request
    base = going if going and _takes_times(going) else _new("availability", situation)
    if is_about_own_time(act, situation):
        return look(act, situation)
    return _filled(base.model_copy(update={"asking": True}), act, situation)


def reschedule(act: Act, situation: Situation) -> Update:
    """Move an existing booking; "make it friday", with nothing booked yet, changes what is being arranged."""
    going = situation.state.request
    if going and going.action in ("book", "availability") and _means_what_is_arranged(act, situation):
        return _filled(going, act.model_copy(update={"booking": None}), situation)
    update = _about_booking("reschedule", act, situation)
    request = update.get("request")
    if request is not None and act.swaps is not None:
        update["request"] = request.model_copy(update={"swaps": act.swaps})
    return update


def cancel(act: Act, situation: Situation) -> Update:
    """Cancel an existing booking; said where we asked how much of it, it is the answer."""
    going = situation.state.request
    if going and going.action == "cancel" and going.booking and act.scope and _says_only_how_much(act, situation):
        return _filled(going, Act(intent=act.intent, scope=act.scope, reason=act.reason), situation)
    update = _about_booking("cancel", act, situation)
    request = update.get("request")
    if request is not None and act.one_seat:
        update["request"] = request.model_copy(update={"one_seat": True})
    return update


def accept(act: Act, situation: Situation) -> Update:
    """As host: confirm a pending booking."""
    if situation.user is not None:
        return _for_the_host(situation)
    return _about_booking("accept", act, situation)


def decline(act: Act, situation: Situation) -> Update:
    """As host: decline a pending booking."""
    if situation.user is not None:
        return _for_the_host(situation)
    return _about_booking("decline", act, situation)


def invite(act: Act, situation: Situation) -> Update:
    """Guests for a booking that stands; said of the one that is being arranged, or of its card, they are for that."""
    going = situation.state.request
    if going and going.action in ("book", "invite") and (act.booking is None or act.booking == _IT):
        return _filled(going, act.model_copy(update={"booking": None}), situation)
    return _for_the_host(situation) if situation.user is not None else _about_booking("invite", act, situation)


def absent(act: Act, situation: Situation) -> Update:
    """As host: somebody did not come to a meeting that has begun."""
    return _for_the_host(situation) if situation.user is not None else _about_booking("absent", act, situation)


def relocate(act: Act, situation: Situation) -> Update:
    """As host: another place for a booking that stands; said of the one being arranged, it is a detail of that."""
    going = situation.state.request
    if going and going.action in ("book", "relocate") and (act.booking is None or act.booking == _IT):
        return _filled(going, act.model_copy(update={"booking": None}), situation)
    return _for_the_host(situation) if situation.user is not None else _about_booking("relocate", act, situation)


_IT = BookingWords(pronoun=Pronoun.IT)


def look(act: Act, situation: Situation) -> Update:
    """Which bookings there are. What is being arranged stays as it is, its card included."""
    if (kinds := _about_kinds(act, situation)) is not None:
        return kinds
    words = act.booking or _from_people(act)
    if (again := _of_those_read_out(act, words, situation)) is not None:
        return again
    base = Request(
        action="list",
        filter=act.filter,
        booking_words=words,
        booking=_meant_by_pronoun(words, situation) if act.wants and words else None,
        unread=unread(act, words),
        wants=None if act.wants is Wants.FREE and situation.user else act.wants,
        clock_of=zone_named(act.zone, situation.reading(None)) if act.zone else None,
    )
    filling = Filling(base, situation).fill(Act(intent=act.intent, when=act.when, duration=act.duration))
    return {**clean_slate(), **_left_alone(situation, filling.problem), "look": filling.request}


def _of_those_read_out(act: Act, words: BookingWords | None, situation: Situation) -> Update | None:
    """ "And their emails?", right after several bookings were read out: of these."""
    state = situation.state
    several = state.listing is not None and len(state.listing.bookings) > 1
    if act.wants is not Wants.ADDRESS or words != BookingWords(pronoun=Pronoun.IT) or (state.recent and not several):
        return None
    if state.listing is None or not several:
        return {"said": state.in_passing(Aside.UNCLEAR)}
    read = ReadOut(listing=state.listing.model_copy(update={"wants": act.wants}), over=state.left_open)
    return {"said": Passing(aside=Aside.MORE_BOOKINGS, over=read)}


def _about_kinds(act: Act, situation: Situation) -> Update | None:
    """ "How long is a workshop?", "what's an intro?": a question about kinds of meetings, not about bookings."""
    if act.wants not in (Wants.LENGTH, Wants.KIND):
        return None
    request = situation.state.request
    title = (act.booking.title if act.booking else None) or act.event_type
    if not title:
        of_this_one = act.wants is Wants.LENGTH and request is not None and request.kind is not None
        return {"said": situation.state.in_passing(Aside.LENGTH)} if of_this_one else None
    is_kind = isinstance(match_event_type(title, situation.event_types), One)
    return {"said": situation.state.in_passing(Aside.EVENT_TYPES)} if is_kind else None


def _left_alone(situation: Situation, problem: Problem | None) -> Update:
    """The open card, question and offers stay, beside what is in the way of this."""
    state = situation.state
    return {"proposal": state.proposal, "said": left_open(problem, state.ask), "options": state.options}


def _for_the_host(situation: Situation) -> Update:
    """Whoever asked for a meeting does not decide about it, nor about the host's time."""
    return {**clean_slate(), **_left_alone(situation, Problem(code="host_decides"))}


def _new(action: Action, situation: Situation) -> Request:
    name, email = situation.user or (None, None)
    return Request(action=action, attendee_name=name, attendee_email=email)


def _filled(base: Request, act: Act, situation: Situation) -> Update:
    return Filling(base, situation).fill(act).outcome()


def _about_booking(action: Action, act: Act, situation: Situation) -> Update:
    words = act.booking or _from_people(act)
    lost = unread(act, words)
    if words and len(several := _all_on_the_table(words, situation)) > 1 and not lost:
        first, *others = (_filled(Request(action=action, booking=one), _of_each(act), situation) for one in several)
        waiting = tuple(request for other in others if (request := other.get("request")) is not None)
        return {**first, "wishes": (*waiting, *situation.state.wishes), **_parking(situation.state.request)}
    known = None if lost else _on_the_table(words, situation) or _meant_by_pronoun(words, situation)
    among = tuple(booking.uid for booking in _shown(situation))
    base = Request(action=action, booking_words=words, booking=known, unread=lost, among=among)
    said = act.model_copy(update={"people": (), "event_type": None, "booking": words or BookingWords()})
    return {**Filling(base, situation).fill(said).outcome(), **_parking(situation.state.request)}


def unread(act: Act, words: BookingWords | None) -> tuple[str, ...]:
    """What was said and not understood, where nobody and nothing else names the booking: it may be its name.

    Then no booking is taken to be meant: not the one last spoken of, not one by its place, its time or for being the
    only one, and not all there are.
    """
    return _namings(act) if words is None or not (words.person or words.title) else ()


def _namings(act: Act) -> tuple[str, ...]:
    """Of what was not understood that which may name something: "not over lunch" does not."""
    return tuple(words for words in act.unused if not narrows(words))


def _from_people(act: Act) -> BookingWords | None:
    """ "cancel Ana's call": the person named points at the booking."""
    person = act.people[0] if act.people else None
    if person is None and act.event_type is None:
        return None
    return BookingWords(person=(person.name or person.email) if person else None, title=act.event_type)


def _says_only_how_much(act: Act, situation: Situation) -> bool:
    """ "cancel all of them", after "only this one, or the whole series?" or at the card for one."""
    words = act.booking
    points = words and (words.person or words.title or words.when or words.ordinal)
    asked = situation.state.ask is not None and not {Need.SCOPE, Need.SEAT}.isdisjoint(situation.state.ask.needs)
    return not points and not act.people and not _namings(act) and (asked or situation.state.proposal is not None)


def _means_what_is_arranged(act: Act, situation: Situation) -> bool:
    """Is "it" the thing under way, because no booking was made or spoken of?"""
    bare = act.booking is None or act.booking == _IT
    return bare and not _namings(act) and situation.state.recent is None


def _of_each(act: Act) -> Act:
    return act.model_copy(update={"people": (), "event_type": None, "booking": BookingWords()})


def _all_on_the_table(words: BookingWords, situation: Situation) -> tuple[BookingSeen, ...]:
    """ "all of them", "both" of the bookings that were just read out or offered; () where it is not as many."""
    if not words.all or words.person or words.title or words.when or words.ordinal or words.besides:
        return ()
    bookings = _shown(situation)
    return bookings if words.count in (None, len(bookings)) else ()


def _on_the_table(words: BookingWords | None, situation: Situation) -> BookingSeen | None:
    """ "the second one", "the one on Wednesday" of the bookings that were just read out or offered."""
    if words is None or words.person or words.title:
        return None
    bookings = _shown(situation)
    if words.when:
        there = tuple(booking for booking in bookings if _is_weekday(words.when, booking.start, situation))
        return there[0] if len(there) == 1 and not (words.ordinal or words.all) else None
    if not words.ordinal:
        return None
    place = words.ordinal - 1 if words.ordinal > 0 else words.ordinal
    listing = situation.state.listing
    if listing and listing.first <= place < listing.shown:
        return listing.bookings[place]  # its number in the list, on a later page too
    return bookings[place] if -len(bookings) <= place < len(bookings) else None


def _shown(situation: Situation) -> tuple[BookingSeen, ...]:
    """The bookings that were just read out or offered."""
    listing = situation.state.listing
    read_out = tuple(booking for _, booking in listing.numbered) if listing else ()
    return read_out or tuple(offer.booking for offer in situation.state.options if offer.booking)


def _is_weekday(words: str, start: datetime, situation: Situation) -> bool:
    """Is it on the weekday that is said, and nothing more of the day?"""
    name = WEEKDAY_NAMES[start.astimezone(ZoneInfo(situation.locale.zone)).weekday()]
    return words.casefold() in (name, f"on {name}")


def _meant_by_pronoun(words: BookingWords | None, situation: Situation) -> BookingSeen | None:
    """ "it" and "the one I just made" mean the booking last made, moved or spoken of."""
    plain = words is None or words.pronoun in (Pronoun.IT, Pronoun.LATEST)
    more = words and (words.person or words.title or words.when or words.ordinal or words.all)
    return situation.state.recent if plain and not more else None


def _parking(going: Request | None) -> Update:
    """What was being arranged is set aside, not lost; only a booking with something in it is worth that."""
    if going is None or going.action != "book" or not (going.kind or going.wanted or going.attendee_name):
        return {}
    return {"parked": going, "notice": "parked"}


def _takes_times(going: Request) -> bool:
    """Is a time being looked for already, so that free times are asked about for it?"""
    return going.action in ("book", "availability") or (going.action == "reschedule" and going.booking is not None)


def _somebody_else_instead(act: Act, going: Request, situation: Situation) -> bool:
    """ "Book it with Bo then", said to a time that could not be had: the same meeting with another person."""
    refused = situation.state.problem is not None and bool(situation.state.options) and going.action == "book"
    only_a_name = len(act.people) == 1 and act.people[0].email is None
    return refused and only_a_name and act.when is None


def _continues(act: Act, going: Request) -> bool:
    """Is this the booking being arranged, said again or said on?"""
    if going.action not in ("book", "availability"):
        return False
    named = act.people[0].name if act.people else None
    if named is None or going.attendee_name is None:
        return True
    return same_name(named, going.attendee_name)
