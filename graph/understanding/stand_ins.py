"""Known names as stand-ins: what names somebody of the calendar is read as a name, whatever word it is besides.

Each place gets a name that is no other word; what was typed goes back into the acts. Nobody sees a stand-in. One's own
name is no name at all: "Ms Berger has", as a secretary writes it, is "I have".
"""

import re
from collections.abc import Iterable

from graph.understanding.dialogue import Dialogue, Pending, PersonSeen
from graph.understanding.schema import Act, BookingWords, Intent, Person
from graph.understanding.text import tidy
from graph.understanding.told import told_in
from graph.when import find_times
from graph.when.words.sentence_words import PREPOSITIONS
from tools.likeness import TITLES

_AGREES = {"has": "have", "is": "am"}
_STEM = "Zaqq"
_TOKEN = re.compile(rf"{_STEM}[a-z]", re.I)
_REFUSED = re.compile(r"\b(?:not|except|but|without|than|besides|instead of)(?: (?:with|for|to))? $", re.I)
_OF_A_BOOKING = {Intent.RESCHEDULE, Intent.CANCEL, Intent.ACCEPT, Intent.DECLINE}
_ON_ITS_OWN = re.compile(
    rf"(?:please )?{_STEM}[a-z](?:'s)?(?: call| meeting)?[,:]?(?: to| at| on| for)? §t(?: instead| please)*\W*",
    re.I,
)
_IS_OFF = re.compile(r"\b(?:is|are) off\W*$")
_BARE_OWNER = re.compile(r"s(?!\w)")
_SHIFT = re.compile(r" (?:later|earlier|sooner)$", re.I)


class StandIns:
    """A message in which every known name is a stand-in. `text` is what is read in its place."""

    def __init__(self, message: str, people: tuple[PersonSeen, ...]) -> None:
        text = tidy(message)
        places = {person.at: person for person in people if text[person.at :].startswith(person.said)}
        names = dict.fromkeys(person.said for person in places.values() if "@" not in person.said)
        self._tokens = {said: f"{_STEM}{chr(ord('a') + n)}" for n, said in enumerate(names) if n < 26}
        self._said = {token: said for said, token in self._tokens.items()}
        self._people = {self._tokens[p.said]: p for p in places.values() if p.said in self._tokens}
        for at in sorted(places, reverse=True):
            said = places[at].said
            if said in self._tokens:
                text = f"{text[:at]}{self._tokens[said]}{text[at + len(said) :]}"
        self.text = text if self._tokens else message

    def talk(self, dialogue: Dialogue) -> Dialogue:
        """The dialogue in which those who are named have the same stand-ins."""
        if not self._tokens:
            return dialogue
        options = tuple(o.model_copy(update={"label": self._hidden(o.label)}) for o in dialogue.options)
        pending, recent = self._pending(dialogue.pending), self._pending(dialogue.recent)
        return dialogue.model_copy(update={"options": options, "pending": pending, "recent": recent})

    def placed(self, acts: tuple[Act, ...]) -> tuple[Act, ...]:
        """With the one who is named and stands nowhere in the acts yet; who is refused stays out."""
        acts = tuple(self._without_refused(_titled_so(act)) for act in acts)
        told = " ".join(act.model_dump_json() for act in acts).lower()
        left = [token for token in self._people if token.lower() not in told and not self._is_refused(token)]
        takers = [act for act in acts if _lacks_a_person(act)]
        if len(left) != 1 or len(takers) != 1:
            return acts
        return tuple(_with(act, left[0]) if act is takers[0] else act for act in acts)

    def about_theirs(self, act: Act, marked: str) -> Act:
        """Said of somebody who is booked already and without a verb of booking, it is about that booking."""
        token = next((t for t in self._people if act.people == (Person(name=t),) and self._people[t].booked), None)
        if token is None or act.intent is not Intent.BOOK or act.when is None:
            return act
        booking = BookingWords(person=token)
        if _IS_OFF.search(marked):
            return Act(intent=Intent.CANCEL, booking=booking.model_copy(update={"when": act.when}))
        if _ON_ITS_OWN.fullmatch(marked) or _SHIFT.search(act.when):
            step = next((words for words in find_times(act.when) if "shift" in words.holds), None)
            day, when = (act.when[: step.start].strip(), step.text) if step else ("", act.when)
            return Act(intent=Intent.RESCHEDULE, when=when, booking=booking.model_copy(update={"when": day or None}))
        return act

    def taken_back(self, act: Act) -> Act:
        """With the words as they were typed."""
        return Act.model_validate(self._typed(act.model_dump())) if self._tokens else act

    def _typed(self, value: object) -> object:
        if isinstance(value, dict):
            return {name: self._typed(part) for name, part in value.items()}
        if isinstance(value, list | tuple):
            return tuple(self._typed(part) for part in value)
        if not isinstance(value, str):
            return value
        return _TOKEN.sub(lambda hit: self._said.get(hit[0].capitalize(), hit[0]), value)

    def _without_refused(self, act: Act) -> Act:
        stay = tuple(p for p in act.people if p.name not in self._people or not self._is_refused(p.name))
        return act if stay == act.people else act.model_copy(update={"people": stay})

    def _is_refused(self, token: str) -> bool:
        return all(_REFUSED.search(self.text[: hit.start()]) for hit in re.finditer(token, self.text))

    def _pending(self, pending: Pending | None) -> Pending | None:
        if pending is None:
            return None
        person, title = pending.person and self._hidden(pending.person), pending.title and self._hidden(pending.title)
        return pending.model_copy(update={"person": person, "title": title})

    def _hidden(self, text: str) -> str:
        """Where the person's name stands, the stand-in."""
        for token, person in self._people.items():
            text = re.sub(rf"(?<!\w){re.escape(person.name)}(?!\w)", token, text)
        return text


def found_again(text: str, people: tuple[PersonSeen, ...]) -> tuple[PersonSeen, ...]:
    """Those of them whom a part of their message still names, and where it does."""
    found, at = list[PersonSeen](), 0
    for person in sorted(people, key=lambda person: person.at):
        here = text.find(person.said, at)
        if here >= 0:
            found.append(person.model_copy(update={"at": here}))
            at = here  # another who may be meant stands at the same place
    return tuple(found)


def with_owners(text: str, people: Iterable[PersonSeen]) -> str:
    """ "Hanas call" as "Hana's call", so that every reader sees whose it is."""
    ends = {person.at + len(person.said) for person in people}
    bare = [end for end in sorted(ends, reverse=True) if _BARE_OWNER.match(text, end)]
    told = told_in(text) if bare else ()
    for end in bare:
        if not any(piece.start < end <= piece.end for piece in told):
            text = f"{text[:end]}'{text[end:]}"
    return text


def _titled_so(act: Act) -> Act:
    """ "cancel Olga": what looks like the title of the booking is whom it is with."""
    words = act.booking
    if words is None or words.person or not words.title or not _TOKEN.fullmatch(words.title):
        return act
    return act.model_copy(update={"booking": words.model_copy(update={"person": words.title, "title": None})})


def _lacks_a_person(act: Act) -> bool:
    if act.intent in _OF_A_BOOKING:
        return act.booking is None or not (act.booking.person or act.booking.besides)
    return act.intent in (Intent.BOOK, Intent.LIST) and not act.people


def _with(act: Act, token: str) -> Act:
    if act.intent not in _OF_A_BOOKING:
        return act.model_copy(update={"people": (Person(name=token),)})
    booking = (act.booking or BookingWords()).model_copy(update={"person": token, "pronoun": None})
    return act.model_copy(update={"booking": booking})


def as_oneself(text: str, own_name: str, taken: Iterable[int] = ()) -> str:
    """The text with I, me and my in place of the person's own name; free text stays as it was told.

    Args:
        text: tidied.
        taken: where others are named, who may have the same first name.
    """
    first, *rest = own_name.split() or [""]
    if not rest or (own_name.split()[-1].lower() not in text.lower() and first.lower() not in text.lower()):
        return text
    told = [range(piece.start, piece.end) for piece in told_in(text)]
    others = set(taken)

    def oneself(hit: re.Match[str]) -> str:
        if hit.start() in others or any(hit.start() in piece for piece in told):
            return hit[0]
        if hit["owner"]:
            return "my"
        before = text[: hit.start()].split()[-1:]
        if before and before[0].lower() in PREPOSITIONS:
            return f"me{hit['verb'] or ''}"
        verb = (hit["verb"] or "").strip()
        return f"I {_AGREES.get(verb, verb)}".strip() if verb else "I"

    titles, verbs = "|".join(map(re.escape, TITLES)), "|".join(_AGREES)
    name = rf"(?:(?:{titles})\.? )?(?:(?:{re.escape(first)} )?{re.escape(rest[-1])}|{re.escape(first)}(?!(?-i: [A-Z])))"
    return re.sub(rf"(?<!\w){name}(?:(?P<owner>['’]s)|(?P<verb> (?:{verbs})))?(?![\w@])", oneself, text, flags=re.I)
