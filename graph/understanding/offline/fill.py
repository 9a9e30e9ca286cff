"""What an act carries: the words of the clause put into the schema's fields, nothing invented, nothing computed."""

import re
from collections.abc import Callable

from graph.understanding.dialogue import Dialogue, Need, Pending
from graph.understanding.form import before_labels, is_closed
from graph.understanding.offline import cues, when_words
from graph.understanding.offline.bookings import booking_in
from graph.understanding.offline.corrected import left_out, other_person, without_replaced
from graph.understanding.offline.heard import Heard
from graph.understanding.offline.people import name_alone, people_in, whole_name
from graph.understanding.offline.picks import pick_in
from graph.understanding.offline.places import zone_switched_to
from graph.understanding.offline.questions import as_asked, asks_about_own_time, title_in, wanted_by
from graph.understanding.offline.reasons import reason_in, scope_in
from graph.understanding.offline.replies import answers_in
from graph.understanding.offline.types_named import SCRATCHED, event_type_in
from graph.understanding.offline.visited import others_in, whom_in
from graph.understanding.schema import Act, BookingWords, Intent, ListFilter, Person, Pronoun, Scope, Series, Wants
from graph.understanding.yes.scope_words import scope_said, takes_off, wants_a_seat
from graph.when import rhythm_in, without_rhythm

_ZONE = re.compile(
    r"\b(?:zone(?: is| to)?:?|in|on|from|to|is|use|(?:it|that)['’]s)"
    r"\s+((?:[^\W\d][\w/+-]*)(?:[ /][^\W\d][\w+-]*){0,3})",
    re.I,
)
_HOURS_ALONE = re.compile(r"(?:at |from )?(\d{1,2}(?::\d\d)?(?: ?(?:-|to|till?|until) ?\d{1,2}(?::\d\d)?)?)")
_AFTER_ZONE = re.compile(r"\s+(?:now|today|currently|this week|at the moment|(?:time ?)?zone)\b.*$", re.I)


def fill(intent: Intent, heard: Heard, dialogue: Dialogue) -> Act:
    """The act of one clause with everything its intent may carry."""
    filler = _FILLERS.get(intent)
    return filler(heard, dialogue) if filler else Act(intent=intent)


def _book(heard: Heard, dialogue: Dialogue) -> Act:
    like = (dialogue.pending or dialogue.recent) if re.search(cues.SAYS["same_again"], heard.core) else None
    known_only = like is not None or _goes_to_somebody(heard)
    kind = event_type_in(heard, dialogue, known_only=known_only) or (like.event_type if like else None)
    people = tuple(person for person in whom_in(heard) if not kind or person.name != kind)
    when, series = _times(heard)
    soonest = None if when else _soonest(heard)
    return Act(
        intent=Intent.BLOCK_TIME if _BLOCKS.match(heard.text) else Intent.BOOK,
        event_type=kind,
        when=when or (_SOONEST if soonest else _step(heard)),
        said=soonest,
        series=series,
        duration=_duration(heard),
        people=people or _person_of(like),
        booking=BookingWords(pronoun=Pronoun.LATEST) if like else None,
        answers=answers_in(heard, dialogue),
    )


def _goes_to_somebody(heard: Heard) -> bool:
    """ "I want to visit a dentist" names whom, not a kind of meeting."""
    return any(re.match(cues.STARTS[cue], heard.core) for cue in ("go_to", "go", "seeks"))


def _person_of(like: Pending | None) -> tuple[Person, ...]:
    """ "The same again" is with the same person."""
    return (Person(name=like.person, email=like.email),) if like and (like.person or like.email) else ()


_BLOCKS = re.compile(rf"\W*{cues.PLEASE}block(?: off| out)?\b(?!.*\bwith\b)", re.I)


def _times(heard: Heard) -> tuple[str | None, Series | None]:
    """The time words wanted, and apart from them what repeats."""
    return _apart(heard, when_words.wanted(heard))


def _apart(heard: Heard, when: str | None) -> tuple[str | None, Series | None]:
    """Of a series the words for its rhythm leave the time words; the weekday in them ("every monday") stays."""
    said = rhythm_in(heard.text)
    if said is None:
        return when, None
    rest = "" if when is None or when.lower() in said.text.lower() else without_rhythm(when)
    for part in said.text.split():
        rest = re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", "", rest, flags=re.I)
    rest = re.sub(r"^\W*on ", "", rest, flags=re.I)
    words = rest if said.day.lower() in rest.lower() else f"{said.day} {rest}"
    return " ".join(words.split()) or None, Series(unit=said.rhythm, every=said.every, said=said.text)


def _step(heard: Heard) -> str | None:
    hit = re.search(r"\ban? (?:day|week|month) (?:later|after)\b", heard.text, re.I)
    return hit[0] if hit else None


def _reschedule(heard: Heard, dialogue: Dialogue) -> Act:
    if excused := _CANNOT_MAKE.match(heard.text):
        return _moved_for(excused["who"], Heard(excused["first"]), Heard(excused["then"]))
    when = when_words.moved(heard)
    booking = _theirs(heard) or booking_in(heard, dialogue, when=when.existing)
    arranging = dialogue.pending is not None and dialogue.pending.action is Intent.BOOK
    wanted, series = _apart(heard, when.wanted)
    return Act(
        intent=Intent.RESCHEDULE,
        when=wanted,
        series=series,
        duration=None if _is_a_step(when.wanted) else _duration(heard),
        people=whom_in(heard) if arranging else (),  # "make it friday, with Bo": of a booking that is not made yet
        booking=booking,
        reason=reason_in(heard),
        scope=scope_in(heard),
    )


def _is_a_step(wanted: str | None) -> bool:
    """ "Move it up an hour": the hour is how far, not how long."""
    return wanted is not None and re.search(r" (?:later|earlier)$", wanted) is not None


_CANNOT_MAKE = re.compile(
    r"(?P<who>[^\W\d_][\w' .-]{0,40}?)(?: and \w+)? "
    r"(?P<first>(?:can'?t|cannot|can not|is unable to|won't be able to)\b.*?)"
    r"(?:[,;.]| and | so )\s*(?P<then>.*\b(?:another|different|other|new|better|reschedul\w*|move|postpone)\b.*)",
    re.I,
)


def _moved_for(who: str, cannot: Heard, wish: Heard) -> Act:
    """ "Emma can't make Friday, find another time next week": the time she cannot names her booking."""
    myself = who.lower().split()[-1] in {"i", "we"}
    existing = when_words.wanted(cannot)
    named = BookingWords(person=None if myself else who.strip(), when=existing)
    booking = named if named != BookingWords() else BookingWords(pronoun=Pronoun.IT)
    return Act(intent=Intent.RESCHEDULE, when=when_words.wanted(wish), booking=booking)


_WISHES = re.compile(
    r"(?P<who>.{2,60}?) (?:wants?|wanted|needs?|needed|would|'d|wishes|has|had|asks?|asked|is|hopes)\b", re.I
)


def _theirs(heard: Heard) -> BookingWords | None:
    """ "Olga wants to move to Monday" is about the booking with Olga."""
    if not re.search(f"{cues.SAYS['they_move']}|{cues.SAYS['they_cancel']}", heard.core):
        return None
    said = _WISHES.match(heard.text)
    return BookingWords(person=said["who"]) if said else None


_CLEARS = re.compile(
    r"(?:clear|wipe|empty)(?: out)? (?:(?:all of )?(?:my |the )?(?:(?:whole|entire) )?"
    r"(?:day|calendar|schedule|agenda|diary)"
    r"\b|(?:all of )?(?:my )?§t(?:,? (?:on )?§t)?\W*$)"
)


def _on_a_booking(intent: Intent) -> Callable[[Heard, Dialogue], Act]:
    """Cancel, accept, decline: which booking, and why."""

    def act(heard: Heard, dialogue: Dialogue) -> Act:
        if (stays := left_out(heard)) is not None:
            asked = act(stays.rest, dialogue)
            words = (asked.booking or BookingWords()).model_copy(update={"besides": stays.besides})
            several = {"all": words.all or (stays.several and not words.person)}
            return asked.model_copy(update={"booking": words.model_copy(update=several)})
        booking = _theirs(heard) or booking_in(heard, dialogue, when=when_words.wanted(heard))
        if _CLEARS.match(heard.core):
            day = booking.when if booking else None
            booking = BookingWords(when=day or ("today" if " my day" in heard.core else None), all=True)
        reason = reason_in(heard)
        told = None if reason is None or scope_said(reason) else reason  # ", the whole series" is no reason
        scope = scope_in(heard)
        leaves = takes_off(heard.text) or (scope is Scope.ONE and wants_a_seat(heard.text))
        one_seat = leaves and intent is Intent.CANCEL
        return Act(intent=intent, booking=booking, reason=told, scope=scope, one_seat=one_seat)

    return act


def _list(heard: Heard, dialogue: Dialogue) -> Act:
    booking = booking_in(heard, dialogue, when=None)
    pointed = booking if booking and (booking.title or booking.pronoun or booking.ordinal) else None
    if pointed:
        pointed = pointed.model_copy(update={"person": None, "all": False})  # the person is in people
    asked = Act(
        intent=Intent.LIST,
        when=when_words.wanted(heard),
        people=people_in(heard),
        booking=pointed,
        filter=_filter(heard),
    )
    return as_asked(asked, heard, dialogue)


def _event_types(heard: Heard, dialogue: Dialogue) -> Act:
    return Act(intent=Intent.EVENT_TYPES, wants=wanted_by(heard))


def _availability(heard: Heard, dialogue: Dialogue) -> Act:
    when = when_words.wanted(heard)
    soonest = None if when else _soonest(heard)
    return Act(
        intent=Intent.AVAILABILITY,
        event_type=event_type_in(heard, dialogue) or title_in(heard, dialogue),
        when=when or (_SOONEST if soonest else None),
        said=soonest,
        duration=_duration(heard),
        people=others_in(heard),
        wants=Wants.FREE if asks_about_own_time(heard) else None,
    )


def _change(heard: Heard, dialogue: Dialogue) -> Act:
    """A new value for something of the pending request; people added are guests, people named with "with" replace."""
    heard = without_replaced(heard)
    adds = re.match(r"(?:add|include|invite|also invite)\b", heard.core)
    people = whom_in(heard) if is_booking(dialogue) and not adds else people_in(heard)
    people = _of_the_same(people, heard, dialogue)
    if _about_another(heard, dialogue):
        scope = scope_in(heard)
        other = None if scope else _other_booking(heard, dialogue)
        reason = None if other_person(heard) else reason_in(heard)
        return Act(intent=Intent.CHANGE, booking=other, reason=reason, scope=scope)
    new_time = when_words.of_a_change(heard) if is_booking(dialogue) else when_words.moved(heard).wanted
    when, series = _apart(heard, new_time or when_words.wanted(heard))
    return Act(
        intent=Intent.CHANGE,
        event_type=event_type_in(heard, dialogue, known_only=True),
        when=_hours_alone(heard) or when or when_words.naked_clock(heard) or _earlier(heard) or _day_part(heard),
        series=series,
        duration=_duration(heard),
        people=() if adds else people,
        guests=people if adds else (),
        reason=_reason(heard, dialogue),
        answers=answers_in(heard, dialogue),
    )


def _of_the_same(people: tuple[Person, ...], heard: Heard, dialogue: Dialogue) -> tuple[Person, ...]:
    """ "Her address is now eb@example.com" gives the same person another one."""
    if dialogue.pending is None or not re.search(r"\b(?:her|his|their)\b", heard.text, re.I):
        return people
    known = dialogue.pending.person
    return tuple(person if person.name else person.model_copy(update={"name": known}) for person in people)


_ALTERNATIVE = re.compile(r"\b(?:offer|propose|suggest)\b", re.I)


def _about_another(heard: Heard, dialogue: Dialogue) -> bool:
    """At a cancellation only the booking can change; at a move it does when "the one" is said."""
    action = dialogue.pending.action if dialogue.pending else None
    if action in (Intent.ACCEPT, Intent.DECLINE) and _ALTERNATIVE.search(heard.text):
        return False
    if action in (Intent.CANCEL, Intent.ACCEPT, Intent.DECLINE):
        return reason_in(heard) is None or other_person(heard) is not None
    if action is not Intent.RESCHEDULE:
        return False
    return other_person(heard) is not None or re.search(r"\b(?:the|my) (?:one|other)\b", heard.core) is not None


def _other_booking(heard: Heard, dialogue: Dialogue) -> BookingWords | None:
    if meant := other_person(heard):
        return BookingWords(person=meant)
    words = booking_in(heard, dialogue, when=when_words.wanted(heard))
    bare_name = name_alone(Heard(re.sub(r"^(?:no|nope|actually|sorry|i meant?)[\s,.]+", "", heard.text, flags=re.I)))
    return words or (BookingWords(person=bare_name) if bare_name else None)


def _answer(heard: Heard, dialogue: Dialogue) -> Act:
    asked = set(dialogue.asked)
    answers = answers_in(heard, dialogue)
    if answers and asked == {Need.FIELD}:
        return Act(intent=Intent.ANSWER, answers=answers)  # what belongs to the answer is nothing else besides
    heard = Heard(before_labels(heard.text, [field for field in dialogue.fields if not is_closed(field)]))
    when, series = _times(heard)
    when = when or _naked_time(heard, asked) or (_day_part(heard) if asked & {Need.TIME, Need.WHEN} else None)
    place = Need.ZONE in asked  # "New York" is where they are then, not who
    people = whom_in(heard) if is_booking(dialogue) and not place else people_in(heard)
    if not any(person.name for person in people) and asked & _ASKS_WHO and is_booking(dialogue):
        people = _named(heard, people, asked)
    act = Act(
        intent=Intent.ANSWER,
        event_type=event_type_in(
            heard, dialogue, known_only=Need.EVENT_TYPE not in asked, asked=True, whole=asked == {Need.EVENT_TYPE}
        ),
        when=when,
        series=series,
        duration=_duration(heard) or (_number(heard) if Need.DURATION in asked else None),
        people=people,
        booking=booking_in(heard, dialogue, when=when) if Need.BOOKING in asked else None,
        reason=heard.text if asked == {Need.REASON} else _reason(heard, dialogue),
        scope=scope_in(heard) if asked & {Need.SCOPE, Need.SEAT, Need.BOOKING} else None,
        zone=(_zone(heard) or heard.text) if Need.ZONE in asked else None,
        answers=answers,
    )
    return act.model_copy(update={"unused": (heard.text,)}) if act == Act(intent=Intent.ANSWER) else act


_ASKS_WHO = {Need.ATTENDEE_NAME, Need.ATTENDEE_EMAIL, Need.CHANGE}


def _named(heard: Heard, people: tuple[Person, ...], asked: set[Need]) -> tuple[Person, ...]:
    """An answer such as "Tom Hardy, tom@example.com": the words beside the address are the name."""
    name = name_alone(heard) if not event_words_only(heard, asked) else None
    if not people and (name is None or re.match(r"(?:called|named) ", name)) and not heard.times:
        name = whole_name(heard)
    if people:
        return (people[0].model_copy(update={"name": name}), *people[1:]) if name else people
    return (Person(name=name),) if name and asked & {Need.ATTENDEE_NAME, Need.CHANGE} else ()


def is_booking(dialogue: Dialogue) -> bool:
    """Is a booking being arranged, or nothing? Then somebody who is named is the other side of it."""
    return dialogue.pending is None or dialogue.pending.action is Intent.BOOK


def event_words_only(heard: Heard, asked: set[Need]) -> bool:
    """Is the clause about the kind or the time rather than a person?"""
    return bool(heard.lengths or re.search(rf"\b{cues.KINDS}\b", heard.core)) or bool(
        heard.times and not heard.mails and len(heard.core.split()) < 3
    )


def _pick(heard: Heard, dialogue: Dialogue) -> Act:
    option = pick_in(heard, dialogue)
    if option is None:
        elsewhere = bool(dialogue.options) and bool(when_words.wanted(heard))
        return _change(heard, dialogue) if elsewhere else _answer(heard, dialogue)
    booking = dialogue.pending is not None and dialogue.pending.action is Intent.BOOK  # else a name is the pick itself
    return Act(intent=Intent.PICK, option=option, people=others_in(heard) if booking else ())


def _settings(heard: Heard, dialogue: Dialogue) -> Act:
    name = re.search(r"\b(?:my name is|call me|name to) ([^\W\d_][\w' .-]{0,60})", heard.text, re.I)
    mails = heard.mails
    person = Person(name=name[1].strip(" .") if name else None, email=mails[0].text if mails else None)
    known = (person,) if person.name or person.email else ()
    return Act(intent=Intent.SETTINGS, people=known, zone=None if known else _zone(heard))


def _duration(heard: Heard) -> str | None:
    """The last length said, verbatim: of "make it two hours instead of thirty minutes" the first."""
    taken_back = SCRATCHED.match(heard.text.lower())
    for span in heard.lengths:
        if taken_back and span.end <= taken_back.end():
            continue
        if not re.search(r"(?:instead of|not|rather than|from)\s*$", heard.text[: span.start].lower()):
            return span.text
    return None


def _hours_alone(heard: Heard) -> str | None:
    """ "No, 10" or "7 to 9" at a card: nothing but an hour, or two, is left behind the opening words."""
    hit = _HOURS_ALONE.fullmatch(heard.core.strip(" .!?"))
    return hit[1] if hit else None


def _day_part(heard: Heard) -> str | None:
    """ "The morning", "afternoons are better": where only a time can be meant, also without "in the"."""
    hit = re.search(r"\b(?:(?:early|late|mid)[ -])?(?:morning|afternoon|evening)(?=s?\b)", heard.core)
    return hit[0] if hit else None


def _earlier(heard: Heard) -> str | None:
    """ "Anything earlier?" wishes for a time before those offered."""
    hit = re.search(r"\b(?:earlier|sooner)$", heard.core.strip(" ?.!"))
    return "earlier" if hit else None


_SOONEST = "as soon as possible"  # the words that graph/when knows for it


def _soonest(heard: Heard) -> str | None:
    """ "the next free …", "first available", as typed."""
    hit = re.search(cues.SAYS["soonest"], heard.text, re.I)
    return hit[0] if hit else None


def _reason(heard: Heard, dialogue: Dialogue) -> str | None:
    """Nobody gives a reason for making a booking; what sounds like one is something else."""
    return None if dialogue.pending and dialogue.pending.action is Intent.BOOK else reason_in(heard)


def _number(heard: Heard) -> str | None:
    hit = re.fullmatch(r"\W*(\d{1,3})\W*", heard.core)
    return hit[1] if hit else None


def _naked_time(heard: Heard, asked: set[Need]) -> str | None:
    hit = re.fullmatch(
        r"(?:at |around |about |maybe )?(\d{1,2}(?:[:.h]\d{2})?)(?: please| works| is (?:fine|good|ok))*",
        heard.core.strip(" .!?"),
    )
    return hit[1] if hit and asked & {Need.TIME, Need.WHEN, Need.CHANGE} else None


def _zone(heard: Heard) -> str | None:
    if switched := zone_switched_to(heard.text):
        return switched
    hit = _ZONE.search(heard.text)
    return _AFTER_ZONE.sub("", hit[1]).strip() if hit else None


def _filter(heard: Heard) -> ListFilter | None:
    for which in (ListFilter.CANCELLED, ListFilter.UNCONFIRMED, ListFilter.PAST, ListFilter.UPCOMING):
        if re.search(cues.SAYS[which.value], heard.marked) or (which is ListFilter.PAST and _past_times(heard)):
            return which
    return None


def _past_times(heard: Heard) -> bool:
    return any(
        re.search(r"\b(?:last (?:week|month|year)|yesterday|ago|past)\b", span.text.lower()) for span in heard.times
    )


_FILLERS: dict[Intent, Callable[[Heard, Dialogue], Act]] = {
    Intent.BOOK: _book,
    Intent.RESCHEDULE: _reschedule,
    Intent.CANCEL: _on_a_booking(Intent.CANCEL),
    Intent.ACCEPT: _on_a_booking(Intent.ACCEPT),
    Intent.DECLINE: _on_a_booking(Intent.DECLINE),
    Intent.LIST: _list,
    Intent.AVAILABILITY: _availability,
    Intent.EVENT_TYPES: _event_types,
    Intent.CHANGE: _change,
    Intent.ANSWER: _answer,
    Intent.PICK: _pick,
    Intent.MORE: lambda heard, dialogue: Act(intent=Intent.MORE, when=when_words.wanted(heard)),
    Intent.SETTINGS: _settings,
    Intent.PROFILE: lambda heard, dialogue: Act(intent=Intent.PROFILE, when=when_words.wanted(heard)),
}
