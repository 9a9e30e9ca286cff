"""Filling a request from an act's words: people, times, lengths, answers. What cannot be read becomes a problem."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from email_validator import EmailNotValidError, validate_email

from graph.acts.knowing import contacts, meant_by, with_address
from graph.acts.repeating import apart, fits_rhythm, repeating_kind
from graph.acts.situation import Situation, clean_slate
from graph.arranging.needs import missing
from graph.arranging.offers import offer_contacts, offer_readings
from graph.arranging.reading_times import Understood, understand_times, wanted_at
from graph.known.request import Request, is_same_address, together
from graph.known.saying import Ask, Problem, left_open
from graph.known.state import Update
from graph.known.wanted import Piece, Wanted
from graph.understanding.dialogue import Need
from graph.understanding.form import as_words, fitted
from graph.understanding.nouns import DETAILS, ORDINALS
from graph.understanding.schema import Act, Beside, FieldAnswer, Intent, Person, Series
from graph.when import Instant, Meaning, Reason, length_minutes, rhythm_in
from graph.wording.many import rhythm
from graph.wording.times import Voice
from tools.likeness import folded, may_be_of, same_name, words_of
from tools.people import KnownPerson, name_in

_NEW = ("book", "availability")
_SOMEBODY = ("him", "her", "them")
_RIGHT_AFTER = timedelta(minutes=30)  # a start at its end is not in it any more
_RIGHT_BEFORE = timedelta(hours=1)
_LONGEST_TEXT = 500  # characters kept of reasons and notes
# What of a request goes when a word names it as not wanted any more.
_CLEARED: dict[str, dict[str, object]] = {
    "guest": {"guests": ()},
    "note": {"notes": None},
    "place": {"place_words": None},
    "reason": {"reason": None, "told": None},
    "message": {"reason": None, "told": None},
    "phone": {"attendee_phone": None},
    "length": {"minutes": None},
}


class Filling:
    """A request while it is being filled; the first thing that cannot be read stays as its problem."""

    def __init__(self, request: Request, situation: Situation) -> None:
        self.request = request
        self.problem: Problem | None = None
        self.readings: tuple[Meaning, ...] = ()  # of time words that can be read in several ways
        self.fitting: tuple[KnownPerson, ...] = ()  # more than one whom a name may mean
        self._situation = situation

    def fill(self, act: Act) -> "Filling":
        """Take everything the act carries."""
        if act.intent is not Intent.AVAILABILITY:
            self._set(asking=False)
        for removed in act.removes:
            self._take_away(removed, act.people)
        self._take_event_type(act.event_type)
        for person in act.people[:1]:
            self._take_person(person)  # before the times: "at 3 her time" is told by where she is
        self._take_duration(act.duration)
        words, series = apart(_all_times(act), act.series)
        if self._takes(series):
            self._take_when(words)
        if act.beside:
            self._take_beside(act.beside)
        for guest in (*act.people[1:], *act.guests):
            self._take_guest(guest)
        for answer in act.answers:
            self._take_answer(answer)
        self._take_texts(act)
        if not _tells_nothing_else(act):
            self._name_unused(act.unused)
        return self

    def outcome(self) -> Update:
        """The filled request; with a problem, also what would answer it, so that the next message is heard as that."""
        update: Update = {**clean_slate(), "request": self.request}
        voice = Voice.of(self._situation.locale)
        if self.problem is None and self.fitting:
            update["options"] = offer_contacts(contacts(self.fitting), voice)
            update["said"] = left_open(ask=Ask(needs=(Need.PERSON,)))
        if self.problem is None:
            return update
        update["options"] = offer_readings(self.readings, voice)
        update["said"] = left_open(self.problem, ask_about(self.problem, self.request))
        if not update["options"]:  # what could not be changed stays: the open card, or the offers
            state = self._situation.state
            update |= {"proposal": state.proposal, "options": state.options, "more": state.more}
        return update

    def _set(self, **facts: object) -> None:
        self.request = self.request.model_copy(update=facts)

    def _fail(self, code: str, words: str = "", choices: tuple[str, ...] = ()) -> None:
        self.problem = self.problem or Problem(code=code, words=words, choices=choices)

    def _take_event_type(self, words: str | None) -> None:
        if words:
            # The length goes too: it may have come with the other type's name. One said now is taken next.
            self._set(event_type_words=words, kind=None, kind_why=None, other_kinds=(), start=None, minutes=None)

    def _take_duration(self, words: str | None) -> None:
        if not words:
            return
        minutes = length_minutes(words)
        if minutes is None:
            self._fail("length_not_understood", words)
        else:
            kept = (
                wanted_at(self.request.start, self._situation.locale.zone)
                if self.request.start
                else self.request.wanted
            )
            self._set(minutes=minutes, start=None, wanted=kept)
            if self.request.kind_why:  # an assumed kind gives way to a length it may not take
                self._set(kind=None)

    def _takes(self, series: Series | None) -> bool:
        """Of a kind that repeats by itself only the first time is looked for; no other is arranged as a series."""
        if series is None:
            return True
        kind = repeating_kind(self.request, self._situation.event_types) if self.request.action in _NEW else None
        if kind is None and (series.said or series.unit):
            self._fail("series", series.said or "")
            return False
        if kind is None:
            return True  # how many was said, and of what repeats by itself there is none
        if series.count:
            self._set(count=series.count)
        if not fits_rhythm(series, kind):
            self._fail("series_rhythm", rhythm(kind))
        return fits_rhythm(series, kind)

    def _take_when(self, words: str | None) -> None:
        """Times of a move wait until the booking is known, because "an hour later" leans on it."""
        if not words:
            return
        if self.request.action == "reschedule" and self.request.wanted is None:
            self._set(when_words=words, start=None)
            return
        understood = self._understood(words)
        if understood.trouble == Reason.ZONE_UNKNOWN:
            self._set(when_words=words)  # whose clock it is will be asked
        if understood.trouble:
            self.readings = to_come(understood.choices, self._situation.locale.now)
            self.problem = self.problem or time_trouble(understood, words)
        elif understood.minutes:
            self._set(minutes=understood.minutes, start=None)
        else:
            self._set(wanted=understood.wanted, start=None)

    def _take_beside(self, beside: Beside) -> None:
        """ "Right after the call with Bo": on the day of Bo's next meeting, unless another day is wanted."""
        edge = self._edge(beside)
        if edge is None or (self.request.wanted and not _is_on_its_day(self.request.wanted, edge)):
            self._name_unused((beside.said,))
            return
        zone = self._situation.locale.zone
        day = edge.astimezone(ZoneInfo(zone)).date()
        far = edge + _RIGHT_AFTER if beside.is_after else edge - _RIGHT_BEFORE
        sides = (edge, far) if beside.is_after else (far, edge)
        after, before = (side if side == edge or beside.is_close else None for side in sides)
        piece = Piece(zone=zone, first=day, last=day, after=after, before=before)
        self._set(wanted=Wanted(words=beside.said, pieces=(piece,)), start=None)

    def _edge(self, beside: Beside) -> datetime | None:
        """Where the next meeting of the one who is named begins or ends; None when nobody or several are meant."""
        named = next((n for n in self._situation.people if beside.person and n.said == beside.person), None)
        if named is None or len(named.people) != 1:
            return None
        return named.people[0].next_end if beside.is_after else named.people[0].next

    def _understood(self, words: str) -> Understood:
        """The words against the slot under discussion, else against what was offered or just booked."""
        reading = self._situation.reading(self.request)
        understood = understand_times(words, reading)
        if understood.trouble == Reason.NO_ANCHOR and (anchor := self._situation.spoken_of()):
            return understand_times(words, reading.model_copy(update={"anchor": anchor}))
        return understood

    def _take_person(self, person: Person) -> None:
        email = self._checked(person.email)
        if email and any(is_same_address(email, guest) for guest in self.request.guests):
            self._fail("attendee_is_guest", email or "")
            return
        name = person.name or (self._name_for(email) if email else self.request.attendee_name)
        if person.name and not person.email and not same_name(person.name, self.request.attendee_name):
            self._set(attendee_email=None, attendee=None)
        self._set(attendee_name=name, attendee_phone=person.phone or self.request.attendee_phone)
        if email:
            known = with_address(email, self._situation.people)
            self._set(attendee_email=email, attendee=known and contacts((known,))[0])
        elif person.name and len(fits := meant_by(person.name, self._situation.people)) > 1:
            self.fitting = fits

    def _name_for(self, email: str) -> str:
        """The name kept for an address: the known one, unless the address is plainly somebody else's."""
        known, old = self.request.attendee_name, self.request.attendee_email
        if known and (old is None or may_be_of(email, known)):
            return known
        return name_in(email.partition("@")[0])

    def _take_guest(self, guest: Person) -> None:
        email = self._checked(guest.email)
        if email and is_same_address(email, self.request.attendee_email or ""):
            self._fail("attendee_is_guest", email)
        elif email and not any(is_same_address(email, known) for known in self.request.guests):
            named = {email: guest.name} if guest.name else {}
            self._set(guests=(*self.request.guests, email), guest_names={**self.request.guest_names, **named})
        elif not guest.email:
            self._fail("guest_email_needed", guest.name or "")

    def _checked(self, email: str | None) -> str | None:
        """A usable address, or None and a problem that names it."""
        if email is None:
            return None
        try:
            # `.test` and `.example` domains are fine: no mail is sent by us.
            return validate_email(email, check_deliverability=False, test_environment=True).normalized
        except EmailNotValidError:
            self._fail("bad_email", email)
            return None

    def _take_answer(self, answer: FieldAnswer) -> None:
        questions = self.request.kind.questions if self.request.kind else ()
        question = next((q for q in questions if answer.field in (q.slug, q.label)), None)
        if question is None:
            self._set(answers={**self.request.answers, answer.field: answer.value})
        elif (value := fitted(answer.value, question.type, question.options)) is not None:
            self._set(answers={**self.request.answers, question.slug: as_words(value)})
        else:
            self._fail("bad_answer", answer.value, question.options or (question.type,))

    def _take_texts(self, act: Act) -> None:
        """Reason, notes and place. What is told with a move or a cancel reaches the other side as its reason."""
        is_new = self.request.action in _NEW
        reason = act.reason if is_new else together(act.reason, act.notes)
        notes = act.notes if is_new else None
        if (is_new or self.request.action == "relocate") and act.place:
            self._set(place_words=act.place[:_LONGEST_TEXT])
        if reason:
            told = act.notes or (act.reason if self.request.action == "accept" else None)
            self._set(reason=reason[:_LONGEST_TEXT], told=told if not is_new else None)
        if notes:
            self._set(notes=notes[:_LONGEST_TEXT])
        if act.scope:
            self._set(scope=act.scope)

    def _name_unused(self, words: tuple[str, ...]) -> None:
        """Kept until a card has named them; what a later message leaves unused is named on the next."""
        before = () if self.request.shown else self.request.unused
        self._set(unused=tuple(dict.fromkeys((*before, *words))))

    def _take_away(self, words: str, instead: tuple[Person, ...] = ()) -> None:
        """A guest, an answer, a detail by its name, or whoever it is with: then it is asked who instead.

        "Not ana@old.com, ana@new.com" takes nobody off.
        """
        request = self.request
        gone = self._guests_meant(words)
        asked = request.kind.questions if request.kind else ()
        slug = next((q.slug for q in asked if folded(words) in (folded(q.slug), folded(q.label))), words)
        cleared = {} if _is_counted(words) else _cleared_by(words)
        if gone:
            self._set(guests=tuple(guest for guest in request.guests if guest not in gone))
        elif slug in request.answers:
            self._set(answers={name: value for name, value in request.answers.items() if name != slug})
        elif any(getattr(request, name) for name in cleared):
            self._set(**cleared)
        elif self._is_attendee(words) and "@" in words and instead:
            return
        elif self._is_attendee(words):
            self._set(attendee_name=None, attendee_email=None, attendee_phone=None, attendee=None)
        elif self._situation.state.request is None:
            self._set(read_as=(*request.read_as, f"without {words}"))
        else:
            self._fail("nothing_to_remove", words)

    def _guests_meant(self, words: str) -> tuple[str, ...]:
        """By address, by name, by their number; "him" where there is only one."""
        guests = self.request.guests
        if _is_counted(words):
            return guests[ORDINALS[words_of(words)[0]] :][:1]
        if len(guests) == 1 and folded(words) in _SOMEBODY:
            return guests
        return tuple(guest for guest in guests if self._is_guest(words, guest))

    def _is_guest(self, words: str, address: str) -> bool:
        """ "bo@example.com", "Bo" where that is who has the address, or where the address is made of his name."""
        known = with_address(address, self._situation.people)
        names = (self.request.guest_names.get(address), known and known.name)
        return _is_of(words, address) or any(same_name(words, name) for name in names if name)

    def _is_attendee(self, words: str) -> bool:
        request = self.request
        if self._situation.user is not None or request.action not in _NEW:
            return False
        said_so = folded(words) in _SOMEBODY or folded(words) == folded(request.attendee_email or "")
        return bool(request.attendee_name) and (said_so or same_name(words, request.attendee_name))


def _tells_nothing_else(act: Act) -> bool:
    return act.model_copy(update={"unused": ()}) == Act(intent=act.intent)


def _all_times(act: Act) -> str | None:
    """The time wanted and those that would do as well, in the order of preference."""
    return " or ".join((act.when, *act.alternatives)) if act.when else None


def _is_on_its_day(wanted: Wanted, edge: datetime) -> bool:
    """Do the days that are wanted hold it?"""
    return wanted.soonest or any(piece.fits_day(edge) for piece in wanted.pieces)


def _is_counted(words: str) -> bool:
    """ "second guest"."""
    said = words_of(words)
    return len(said) > 1 and said[0] in ORDINALS


def _cleared_by(words: str) -> dict[str, object]:
    details = (DETAILS.get(word.removesuffix("s")) for word in words_of(words))
    return next((_CLEARED[detail] for detail in details if detail), {})


def _is_of(words: str, address: str) -> bool:
    local = address.partition("@")[0]
    is_named = same_name(words, local) or not set(words_of(words)).isdisjoint(words_of(local))
    return address.casefold() in words.casefold() or is_named


def ask_about(problem: Problem, request: Request) -> Ask:
    """The question a problem leaves open."""
    match problem.code:
        case Reason.ZONE_UNKNOWN:
            return Ask(needs=(Need.ZONE, Need.WHEN))
        case "bad_email":
            return Ask(needs=(Need.ATTENDEE_EMAIL,))
        case "length_not_understood":
            return Ask(needs=(Need.DURATION,))
        case "bad_answer":
            return Ask(needs=(Need.FIELD,), fields=missing(request).fields)
        case "guest_email_needed" | "attendee_is_guest":
            return Ask(needs=(Need.CHANGE,))
    return Ask(needs=(Need.WHEN,))


def to_come(readings: tuple[Meaning, ...], now: datetime) -> tuple[Meaning, ...]:
    """The readings that do not lie in the past already."""
    return tuple(r for r in readings if not (isinstance(r, Instant) and r.at <= now))


def time_trouble(understood: Understood, words: str) -> Problem:
    """Why time words cannot be taken, with the readings or neighbours there are."""
    instants = [meaning.at for meaning in understood.choices if isinstance(meaning, Instant)]
    code = understood.trouble or "time_not_understood"
    if code == "time_not_understood" and rhythm_in(words):
        code = "series"
    zones = tuple(zone for meaning in understood.choices if (zone := getattr(meaning, "zone", None)))
    choices = zones if code == Reason.ZONE_UNKNOWN else ()
    return Problem(code=code, words=words, start=instants[0] if instants else None, choices=choices)
