"""Which people of the calendar a message names: by name, first name, surname or address, before anything else is read.

A name that is a word as well ("May", "Will") is one only where it must be: with a capital inside the sentence, as an
owner, or in the place of a person.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.understanding.dialogue import PersonSeen
from graph.understanding.text import MAIL, tidy
from graph.when import find_times
from graph.when.words.sentence_words import FOLLOWERS, LICENCES, PREPOSITIONS, listed
from tools.likeness import TITLES, folded, is_slip, spellings
from tools.people import KnownPerson

_WORD = re.compile(r"[^\W_]+")
_NO_NAME = re.compile(r"[^\w\s.'’,()-]")  # anybody may book under any words
_LONGEST_NAME = 8  # words
_SHORTEST_OWNER = 3  # letters
_LETTERS = re.compile(r"[^\W\d_]+")
_MAIL = re.compile(MAIL)
_PLACE = listed("with for of see meet meeting call invite add tell ask w")
_DOES = listed("can't cannot won't asked asks wants wanted needs has suggests suggested")  # what only somebody does
_MAYBE_A_TIME = listed("for of")  # before a word that tells a time, too
_SMALL = FOLLOWERS | PREPOSITIONS
_WORDS = _SMALL | listed(
    """book cancel mark rob bill art page grant hope grace joy rose sue pat drew frank rich jack
        dean guy max faith sunny young best day price"""
)


@dataclass(frozen=True)
class Named:
    """A place of the message and the people it may mean, all that fit equally well."""

    at: int
    said: str
    people: tuple[KnownPerson, ...]


def named_in(message: str, people: Sequence[KnownPerson], kinds: Iterable[str] = ()) -> tuple[Named, ...]:
    """Every place of the tidied message that names somebody, in order. `kinds`: titles of event types, no names."""
    text = tidy(message)
    mails = list(_MAIL.finditer(text))
    found = [Named(hit.start(), hit[0], fits) for hit in mails if (fits := _with_address(hit[0], people))]
    words = [hit for hit in _WORD.finditer(text) if not any(m.start() <= hit.start() < m.end() for m in mails)]
    reserved = frozenset(folded(word) for title in kinds for word in _WORD.findall(title))
    reading = _Search(text, words, tuple(people), reserved)
    at = 0
    while at < len(words):
        named, length = reading.named_at(at)
        found += [named] if named else []
        at += max(1, length)
    return tuple(sorted(found, key=lambda named: named.at))


def may_name_somebody(message: str) -> bool:
    """Has the message a word that is more than a small one? "Yes", "no, at 3" and "ok" name nobody."""
    return any(len(word) > 1 and folded(word) not in _SMALL for word in _LETTERS.findall(message))


def seen(places: Iterable[Named]) -> tuple[PersonSeen, ...]:
    """What an interpreter is told of them."""
    return tuple(
        PersonSeen(
            at=place.at,
            said=place.said,
            name=person.name,
            emails=person.addresses[:2],
            booked=person.next is not None,
        )
        for place in places
        for person in place.people
    )


# --- helpers ---------------------------------------------------------------------------------------------------------


class _Search:
    """One message while it is searched."""

    def __init__(
        self, text: str, words: list[re.Match[str]], people: tuple[KnownPerson, ...], reserved: frozenset[str]
    ) -> None:
        self.text, self.words, self.people, self._reserved = text, words, people, reserved
        self._folded = [spellings(hit[0]) for hit in words]
        self._by_first = _by_spelling(people, first=True)
        self._by_last = _by_spelling(people, first=False)

    def named_at(self, at: int) -> tuple[Named | None, int]:
        """Who is named from this word on, and in how many words."""
        firsts = self._spelt(at, self._by_first)
        runs = [(self._run(at, person), person) for person in firsts]
        runs = [(length, p) for length, p in runs if self._may_be_short(p) or length == len(_names(p.name))]
        longest = max((length for length, _ in runs), default=0)
        if longest > 1 and any(self._may_be_name(place) for place in range(at, at + longest)):
            return self._named(at, longest, [person for length, person in runs if length == longest])
        if self._is_numbered(at):
            return None, 0
        fits = list(filter(self._may_be_short, firsts)) or self._last(at)
        if fits and self._may_be_name(at):
            return self._named(at, 1, fits)
        if owners := self._owning(at):
            start = self.words[at].start()
            return Named(start, self.text[start : self.words[at].end() - 1], tuple(owners)), 1
        return (self._named(at, 1, slips)) if (slips := self._slips(at)) else (None, 0)

    def _named(self, at: int, length: int, people: list[KnownPerson]) -> tuple[Named, int]:
        first = at - 1 if self._behind_a_title(at) else at
        start, end = self.words[first].start(), self.words[at + length - 1].end()
        return Named(at=start, said=self.text[start:end], people=tuple(people)), length

    def _run(self, at: int, person: KnownPerson) -> int:
        """How many words from here on are the person's own, in their order and side by side."""
        known = _names(person.name)
        length = 0
        while length < len(known) and at + length < len(self.words) and self._is(at + length, known[length]):
            if length and self.text[self.words[at + length - 1].end() : self.words[at + length].start()].strip(" .-'’"):
                break
            length += 1
        return length

    def _is(self, at: int, known: frozenset[str]) -> bool:
        return not known.isdisjoint(self._folded[at])

    def _spelt(self, at: int, by: dict[str, list[KnownPerson]]) -> list[KnownPerson]:
        """Those of whom this word is a spelling, in their own order."""
        found = [person for said in self._folded[at] for person in by.get(said, ())]
        return found if len(self._folded[at]) == 1 else [p for p in self.people if p in found]

    def _may_be_short(self, person: KnownPerson) -> bool:
        """ "Team 9" is named whole or not at all: half of it may be "Team 7", or nine o'clock."""
        return len(_names(person.name)) == 1 or not any(letter.isdigit() for letter in person.name)

    def _last(self, at: int) -> list[KnownPerson]:
        """Surnames: of a word only behind "Ms" or as an owner."""
        is_sure = self._behind_a_title(at) or self._owns(at) or not self._is_word(at)
        return list(filter(self._may_be_short, self._spelt(at, self._by_last))) if is_sure else []

    def _owning(self, at: int) -> list[KnownPerson]:
        """ "Hanas call": a first name that is no other word, with the owner's s and no apostrophe."""
        name = folded(self.words[at][0])[:-1]
        owns = self.words[at][0].endswith("s") and self.text[self.words[at].end() :][:1] == " "
        if not owns or len(name) < _SHORTEST_OWNER or name in _WORDS | self._reserved or _tells_time(name):
            return []
        return list(filter(self._may_be_short, self._by_first.get(name, ())))

    def _slips(self, at: int) -> list[KnownPerson]:
        """One letter wrong, in a word that nothing else explains and that stands where a name does."""
        stands = self._stands_out(at) or self._owns(at) or self._in_a_place(at) or self._behind_a_title(at)
        if self._is_word(at) or not stands:
            return []
        near = {
            id(person)
            for by in (self._by_first, self._by_last)
            for known, people in by.items()
            if any(is_slip(said, known) for said in self._folded[at])
            for person in people
        }
        return [p for p in self.people if id(p) in near and self._may_be_short(p)] if near else []

    def _may_be_name(self, at: int) -> bool:
        if len(self.words[at][0]) == 1:
            return False  # "I", and the initials of others
        if not self._is_word(at):
            return True
        if self._owns(at) or self._behind_a_title(at):
            return True
        if self._is_time(at) and self._in_a_time(at):
            return False
        if self._does(at):
            return True
        is_led = self._in_a_place(at) and not (self._is_time(at) and self._before(at) in _MAYBE_A_TIME)
        return is_led or self._stands_out(at)

    def _is_numbered(self, at: int) -> bool:
        """ "With Team 9": where the number tells which one, another team is another."""
        after = self.text[self.words[at].end() :]
        return (
            self._is_capital(at) and re.match(r" \d{1,3}(?!\d|:|\.\d| ?[ap]\.?m| ?(?:min|h)|[^\W_])", after) is not None
        )

    def _is_word(self, at: int) -> bool:
        word = folded(self.words[at][0])
        return word in _WORDS or word in self._reserved or self._is_time(at)

    def _is_time(self, at: int) -> bool:
        return _tells_time(self.words[at][0].lower())

    def _in_a_time(self, at: int) -> bool:
        """ "in May", "May 5", "5 May", "5th of May", "next June"."""
        hit = self.words[at]
        before, after = self.text[: hit.start()].rstrip(), self.text[hit.end() :]
        led = self._before(at) in LICENCES - _MAYBE_A_TIME
        counted = re.search(r"\d(?:st|nd|rd|th)?(?: of)?$", before)
        return led or counted is not None or re.match(r" (?:the )?\d{1,4}(?!\d|:| ?[ap]m)", after) is not None

    def _owns(self, at: int) -> bool:
        return re.match(r"['’]s\b", self.text[self.words[at].end() :]) is not None and self._is_capital_or_known(at)

    def _is_capital_or_known(self, at: int) -> bool:
        return self._is_capital(at) or not self._is_time(at)

    def _is_capital(self, at: int) -> bool:
        return self.words[at][0][0].isupper()

    def _stands_out(self, at: int) -> bool:
        return self._is_capital(at) and not self._begins(at)

    def _in_a_place(self, at: int) -> bool:
        return self._before(at) in _PLACE

    def _does(self, at: int) -> bool:
        """ "Mark can't make it": a word with a capital before what only somebody does."""
        after = self.text[self.words[at].end() :].split(maxsplit=1)
        return self._is_capital(at) and bool(after) and after[0].lower() in _DOES

    def _behind_a_title(self, at: int) -> bool:
        return self._before(at) in TITLES

    def _begins(self, at: int) -> bool:
        before = self.text[: self.words[at].start()].rstrip(" \"'")
        return not before or before[-1] in ".!?:"

    def _before(self, at: int) -> str:
        """The word before, in the same stretch of words."""
        if at == 0 or self.text[self.words[at - 1].end() : self.words[at].start()].strip(" ./"):
            return ""
        return folded(self.words[at - 1][0])


def _by_spelling(people: Iterable[KnownPerson], *, first: bool) -> dict[str, list[KnownPerson]]:
    """People by each spelling of their first name, or of their surname where they have one."""
    found: dict[str, list[KnownPerson]] = defaultdict(list)
    for person in people:
        names = _names(person.name)
        for name in names[:1] if first else names[1:][-1:]:
            for spelling in name:
                found[spelling].append(person)
    return found


@lru_cache(maxsize=1024)
def _names(name: str) -> tuple[frozenset[str], ...]:
    """The spellings of each word of a name, titles left out; none where it is no name but markup or a sentence."""
    words = [word for word in _WORD.findall(name) if folded(word) not in TITLES]
    is_name = len(words) <= _LONGEST_NAME and not _NO_NAME.search(name)
    return tuple(spellings(word) for word in words) if is_name else ()


@lru_cache(maxsize=4096)
def _tells_time(word: str) -> bool:
    """Alone ("june", "tom") or where only a time stands ("in may")."""
    return any(found.text.endswith(word) for found in (*find_times(word), *find_times(f"in {word}")))


def _with_address(address: str, people: Sequence[KnownPerson]) -> tuple[KnownPerson, ...]:
    return tuple(person for person in people if folded(address) in map(folded, person.addresses))
