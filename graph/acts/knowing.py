"""Whom a name means: of the people of the calendar that a message names; and what is known of them."""

from collections.abc import Sequence

from graph.known.request import Contact, Request
from graph.understanding.naming import Named
from graph.understanding.schema import Act, Intent, Person
from tools.likeness import folded, same_name
from tools.people import KnownPerson

_FILLED = {
    *(Intent.BOOK, Intent.CHANGE, Intent.ANSWER, Intent.PICK, Intent.AVAILABILITY, Intent.BLOCK_TIME, Intent.INVITE),
}
_BOOKS = {Intent.BOOK, Intent.CHANGE, Intent.ANSWER}


def meant_by(name: str, places: Sequence[Named]) -> tuple[KnownPerson, ...]:
    """All whom a name may mean, by the words of the message: an interpreter that chose one of two decides nothing."""
    fits = (place.people for place in places if _is_of(name, place))
    return tuple(dict.fromkeys(person for people in fits for person in people))


def in_full(act: Act, places: Sequence[Named]) -> Act:
    """The act with full names and addresses, where only one person of the calendar can be meant.

    Words that point at a booking stay: more bookings may fit them than were read. Only where they would find nothing
    ("Soeren" for Søren) the name takes their place.
    """
    if not places:
        return act
    full = _in_full if act.intent in _FILLED else _spelt
    facts = {
        "people": tuple(full(person, places) for person in act.people),
        "guests": tuple(full(person, places) for person in act.guests),
    }
    words = act.booking
    if words is None or not words.person:
        return act.model_copy(update=facts)
    spelt = _spelt(Person(name=words.person), places).name
    return act.model_copy(update={**facts, "booking": words.model_copy(update={"person": spelt})})


def unknown_name(act: Act, places: Sequence[Named], request: Request | None) -> str | None:
    """A full name that an address would be asked for, of nobody whom the message was found to name."""
    person = act.people[0] if act.people and act.intent in _BOOKS else None
    if person is None or person.email or not person.name or len(person.name.split()) < 2:
        return None
    is_known = meant_by(person.name, places) or (request and same_name(person.name, request.attendee_name))
    return None if is_known else person.name


def with_address(address: str, places: Sequence[Named]) -> KnownPerson | None:
    """Who is known to have this address."""
    people = (person for place in places for person in place.people)
    return next((person for person in people if folded(address) in map(folded, person.addresses)), None)


def contacts(people: Sequence[KnownPerson]) -> tuple[Contact, ...]:
    """What a conversation keeps of people to choose from."""
    return tuple(
        Contact(
            name=person.name,
            email=person.addresses[0],
            zone=person.zone,
            last=person.last,
            next=person.next,
            is_guest=person.is_guest,
            kind=next(iter(person.kinds), None),
        )
        for person in people
    )


# --- helpers ---------------------------------------------------------------------------------------------------------


def _is_of(name: str, place: Named) -> bool:
    return folded(place.said) == folded(name) or any(same_name(name, person.name) for person in place.people)


def _in_full(person: Person, places: Sequence[Named]) -> Person:
    if person.email:
        known = with_address(person.email, places)
        return person.model_copy(update={"name": known.name}) if known and not person.name else person
    known_by_name = meant_by(person.name, places) if person.name else ()
    if len(known_by_name) != 1:
        return person
    known = known_by_name[0]
    return person.model_copy(update={"name": known.name, "email": known.addresses[0]})


def _spelt(person: Person, places: Sequence[Named]) -> Person:
    known = meant_by(person.name, places) if person.name else ()
    strange = len(known) == 1 and not same_name(person.name or "", known[0].name)
    return person.model_copy(update={"name": known[0].name}) if strange else person
