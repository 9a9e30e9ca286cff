"""Acts about what is being arranged: a change, an answer, a pick, more options; and taking back what was done."""

from graph.acts.doubt import wish_anew
from graph.acts.filling import Filling
from graph.acts.requests import invite, reschedule, unread
from graph.acts.situation import Situation, clean_slate
from graph.acts.small_talk import passing, refuse, taken_up
from graph.arranging.reading_times import wanted_at, zone_named
from graph.known.request import OF_ONE, Request
from graph.known.saying import Aside, Listing, Outcome, OutcomeCode, Passing, Problem, ReadOut
from graph.known.state import PAGE, Offer, Update
from graph.understanding.dialogue import Need
from graph.understanding.form import is_closed
from graph.understanding.schema import Act, BookingWords, Pronoun, Scope
from graph.when import in_zone
from tools.likeness import same_name

_TELLS_NO_VALUE = {"intent", "said", "series", "wants", "talk", "together", "unused"}
_LEFT_SOMETHING = (OutcomeCode.DONE, OutcomeCode.REQUESTED, OutcomeCode.PARTIAL)


def change(act: Act, situation: Situation) -> Update:
    """Another value for a detail; right after something was done, it means moving that."""
    request = situation.state.request
    if request is not None and _says_nothing(act) and not _says_how_often(act, request):
        return refuse(act, situation)
    if request is None:
        return invite(act, situation) if act.guests else _of_what_was_done(act, situation)
    if request.action in ("accept", "decline") and request.booking and act.when and not act.booking:
        return reschedule(act.model_copy(update={"booking": BookingWords(pronoun=Pronoun.IT), "people": ()}), situation)
    act = _with_guests(act, request)
    if request.action in OF_ONE or (act.booking and request.action == "reschedule"):
        request = _other_booking(request, act)
    filling = Filling(_as_booking(request, act), situation).fill(act)
    filling.request = _meant_to_book(filling.request)
    if filling.problem is None and _changes_nothing(filling.request, request, act, situation):
        return _as_it_is(situation)
    return filling.outcome()


def _of_what_was_done(act: Act, situation: Situation) -> Update:
    """ "No, I meant 4", after it was done: another time moves it; nothing else of a booking can be changed."""
    if situation.state.recent is None:
        return passing(Aside.UNCLEAR, act, situation)
    if act.when or act.duration:
        return reschedule(act.model_copy(update={"people": (), "event_type": None}), situation)
    if act.people or act.event_type:
        return {**clean_slate(), "said": situation.state.stuck(Problem(code="only_the_time"))}
    return passing(Aside.UNCLEAR, act, situation)


def answer(act: Act, situation: Situation) -> Update:
    """What was asked for, or any other missing piece."""
    request = situation.state.request
    if request is None:
        return passing(Aside.UNCLEAR, act, situation)
    if act.scope and _asked_how_much(situation):
        act = Act(intent=act.intent, scope=act.scope, reason=act.reason)
    elif _asked_which_booking(situation, request):
        request = _other_booking(request, act)
        act = act.model_copy(update={"when": None, "people": ()}) if request.action != "reschedule" else act
    request, act = _with_zone(request, _with_guests(act, request), situation)
    filling = Filling(_as_booking(request, act), situation).fill(act)
    if filling.problem is None and filling.request == situation.state.request and _tells_nothing(act):
        return _no_answer(situation, act)
    return filling.outcome()


def pick(act: Act, situation: Situation) -> Update:
    """One of the options on the table, by its number or from the end."""
    offers = situation.state.options
    offer = _picked(offers, act.option)
    if offer is not None and offer.anew is not None:
        return taken_up(offer)
    if offer is None:
        number = str(act.option) if act.option and act.option > 0 else ""
        problem = Problem(code="no_such_option", words=number, choices=(str(len(offers)),))
        kept: Update = {"options": offers, "proposal": situation.state.proposal, "said": situation.state.stuck(problem)}
        return {**clean_slate(), **kept}
    request = situation.state.request or Request(action="availability")
    said = act.model_copy(update={"when": None}) if offer.start else act  # the time is what was picked
    filling = Filling(_with_pick(request, offer, situation), situation).fill(said)
    return filling.outcome()


def more(act: Act, situation: Situation) -> Update:
    """The next options of the same look-up, or the next page of a list."""
    state = situation.state
    if state.listing and state.listing.shown < len(state.listing.bookings):
        shown = min(len(state.listing.bookings), state.listing.shown + PAGE)
        page = ReadOut(listing=_turned(state.listing, shown), over=state.left_open)
        return {"said": Passing(aside=Aside.MORE_BOOKINGS, over=page)}
    if state.more:
        options = (*state.options, *state.more[:PAGE])  # earlier ones can still be picked
        return {**clean_slate(), "options": options, "more": state.more[PAGE:], "notice": "more"}
    return passing(Aside.NO_MORE, act, situation)


def undo(act: Act, situation: Situation) -> Update:
    """Cancel what was booked, or move back what was moved; both ask first. A cancel cannot be taken back.

    Of several steps those that were done, the last one first; one that was cancelled among them is booked anew.
    """
    last = situation.state.last_outcome
    left = [one for one in reversed(last.steps or (last,)) if _left_something(one)] if last is not None else []
    if last is None or not left:
        return passing(Aside.NOTHING_TO_UNDO, act, situation)
    wishes = [wish for one in left if (wish := _undoing(one) or (_anew(one) if last.steps else None)) is not None]
    if not wishes:
        offers = (Offer(n=1, label="Book it anew", anew=wish_anew(last.proposal)),) if last.action == "cancel" else ()
        return {**clean_slate(), **passing(Aside.CANNOT_UNDO, act, situation), "options": offers}
    return {**clean_slate(), "request": wishes[0], "wishes": tuple(wishes[1:])}


def _left_something(outcome: Outcome) -> bool:
    return outcome.booking is not None and outcome.code in _LEFT_SOMETHING


def _anew(outcome: Outcome) -> Request | None:
    """What was cancelled, as a wish to book it: the same person, time and kind."""
    was = outcome.proposal.booking
    is_gone = outcome.action == "cancel" and was is not None and not (was.seats or outcome.found_so)
    return wish_anew(outcome.proposal) if is_gone else None


def settings(act: Act, situation: Situation) -> Update:
    """The person's own zone, told in the chat; times already understood keep their instants."""
    zone = zone_named(act.zone or "", situation.reading(None)) if act.zone else None
    if zone is None:
        return passing(Aside.UNCLEAR, act, situation)
    return {"said": situation.state.in_passing(Aside.SETTINGS, zone), "zone": zone}


def _changes_nothing(filled: Request, before: Request, act: Act, situation: Situation) -> bool:
    """Is what was said on the open card already? Words that were not used are new all the same."""
    card = situation.state.proposal
    if card is None or not (act.when or act.duration) or act.unused or filled.action not in ("book", "reschedule"):
        return False
    same_time = not act.when or (filled.wanted is not None and filled.wanted.exact == card.start)
    rest = {"wanted": None, "when_words": None, "start": None, "minutes": None}
    same_rest = filled.model_copy(update=rest) == before.model_copy(update=rest)
    return same_time and same_rest and (filled.minutes or card.minutes) == card.minutes


def _as_it_is(situation: Situation) -> Update:
    """The card again, with a word about it."""
    card = situation.state.proposal
    problem = Problem(code="no_change", start=card and card.start)
    return {**clean_slate(), "proposal": card, "said": situation.state.stuck(problem)}


def _asked_which_booking(situation: Situation, request: Request) -> bool:
    """Was the question which booking is meant; also after a no to changing one?"""
    needs = situation.state.ask.needs if situation.state.ask else ()
    changes_one = request.action in OF_ONE
    return Need.BOOKING in needs or (Need.CHANGE in needs and changes_one)


def _with_zone(request: Request, act: Act, situation: Situation) -> tuple[Request, Act]:
    """The time words that waited for a zone, read with it; of "his time" it is where the other side is."""
    asked = situation.state.ask is not None and Need.ZONE in situation.state.ask.needs
    zone = zone_named(act.zone, situation.reading(None)) if asked and act.zone and not act.when else None
    if zone is None or request.when_words is None:
        return request, act
    if (words := in_zone(request.when_words, zone)) != request.when_words:
        return request, act.model_copy(update={"when": words})
    return request.model_copy(update={"their_zone": zone}), act.model_copy(update={"when": request.when_words})


def _with_guests(act: Act, request: Request) -> Act:
    """Whoever is named while guests are added is one of them."""
    if request.action != "invite" or act.booking:
        return act
    return act.model_copy(update={"guests": (*act.people, *act.guests), "people": ()})


def _asked_how_much(situation: Situation) -> bool:
    needs = situation.state.ask.needs if situation.state.ask else ()
    return not {Need.SCOPE, Need.SEAT}.isdisjoint(needs)


def _no_answer(situation: Situation, act: Act) -> Update:
    """Nothing in the message answers what was asked: say which answers would, and ask again."""
    fields = situation.state.ask.fields if situation.state.ask else ()
    closed = next((field for field in fields if is_closed(field)), None)
    if closed is None:
        return passing(Aside.UNCLEAR, act, situation)
    choices = closed.options or (closed.type,)
    problem = Problem(code="bad_answer", words=" ".join(act.unused), choices=choices)
    return {**clean_slate(), "said": situation.state.stuck(problem)}


def _tells_nothing(act: Act) -> bool:
    """Nothing but what was known already: a name, a time or an address said again is an answer all the same."""
    return not (act.people or act.when or act.answers)


def _says_nothing(act: Act) -> bool:
    """ "change it": that something is to change, but not what."""
    return not act.model_dump(exclude=_TELLS_NO_VALUE, exclude_defaults=True)


def _says_how_often(act: Act, request: Request) -> bool:
    """ "make it 3 times", of a series that is being booked; "make it weekly", of anything."""
    if act.series is None:
        return False
    repeats = request.action == "book" and request.kind is not None and request.kind.steps is not None
    return repeats or act.series.unit is not None


def _picked(offers: tuple[Offer, ...], option: int | None) -> Offer | None:
    if option is not None and option < 0:
        return offers[option] if -option <= len(offers) else None
    return next((offer for offer in offers if offer.n == option), None)


def _with_pick(request: Request, offer: Offer, situation: Situation) -> Request:
    if offer.booking is not None:
        facts = {"booking": offer.booking, "booking_words": None, "scope": offer.scope or request.scope}
        return request.model_copy(update=facts)
    if (one := offer.contact) is not None:
        return request.model_copy(update={"attendee_name": one.name, "attendee_email": one.email, "attendee": one})
    if offer.scope is not None:
        return request.model_copy(update={"scope": offer.scope, "seat": offer.seat})
    if offer.event_type_id is not None:
        anew = {"kind": None, "kind_why": None, "other_kinds": (), "start": None}
        return request.model_copy(update={"event_type_words": str(offer.event_type_id), **anew})
    action = "book" if request.action == "availability" else request.action
    zone = (request.wanted and request.wanted.zone) or situation.locale.zone
    wanted = wanted_at(offer.start, zone, offer.label) if offer.start else request.wanted
    return request.model_copy(update={"action": action, "start": offer.start, "wanted": wanted})


def _as_booking(request: Request, act: Act) -> Request:
    """Asking for free times turns into a booking once a person is named."""
    if request.action == "availability" and act.people:
        return request.model_copy(update={"action": "book"})
    return request


def _meant_to_book(request: Request) -> Request:
    """One exact time, named after free times were offered, is as good as picking it."""
    exact = request.wanted and request.wanted.exact
    return request.model_copy(update={"action": "book"}) if exact and request.action == "availability" else request


def _other_booking(request: Request, act: Act) -> Request:
    """The booking as it is pointed at now; what was said of it before is kept where nothing new was said."""
    person = next((p.name or p.email for p in act.people), None)
    said = act.booking or BookingWords(person=person, title=act.event_type, when=act.when)
    old = request.booking_words or BookingWords()
    if said.person and old.title and request.booking and same_name(old.title, request.booking.attendee_name):
        old = old.model_copy(update={"title": None})  # "move Amy": the name of the one who was not meant
    words = {name: value for name, value in said.model_dump().items() if value not in (None, False)}
    lost = unread(act, said)
    if not words and not lost:
        return request
    anew = {"booking": None, "booking_words": old.model_copy(update=words), "scope": None, "seat": None}
    return request.model_copy(update={**anew, "unread": lost, "read_as": ()})


def _turned(listing: Listing, shown: int) -> Listing:
    return listing.model_copy(update={"shown": shown, "first": listing.shown})


def _undoing(last: Outcome) -> Request | None:
    if last.action == "book":
        return Request(action="cancel", booking=last.booking, scope=Scope.ALL if last.bookings else None)
    before = last.proposal.booking
    if last.rival is not None:
        return Request(action="cancel", booking=last.booking)
    if last.action == "reschedule" and before is not None:
        wanted = wanted_at(before.start, last.proposal.zone)
        return Request(action="reschedule", booking=last.booking, wanted=wanted, minutes=before.minutes)
    return None
