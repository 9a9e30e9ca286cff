"""A person who wants what a row of the dialogues says, and says its words when they fit what was just answered."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from rapidfuzz import fuzz, utils

from evals.bench.dialogues.dialogue_rows import DialogueRow, Facts, Turn, address_of
from evals.bench.dialogues.open_account import local
from graph.events import Card, Option
from graph.understanding.dialogue import Need

_PATIENCE = 2  # how often the person repeats something in words of their own
_NOBODY = "Sam Carter"  # whom a meeting is with when the row names nobody
_ALIKE = 80  # of 100
_REFUSALS = {
    "slot_taken",
    "full",
    "closed_day",
    "outside_hours",
    "ends_outside_hours",
    "off_grid",
    "too_soon",
    "too_far",
    "nothing_free",
}
_DAYS, _TIMES = {Need.WHEN, Need.DAY}, {Need.WHEN, Need.DAY, Need.TIME}


@dataclass(frozen=True)
class Seen:
    """What the assistant just did."""

    card: Card | None = None
    options: tuple[Option, ...] = ()
    asked: frozenset[Need] = frozenset()
    done: bool = False  # it reports a success
    problem: str | None = None  # why it cannot be as wished

    @property
    def offers_times(self) -> bool:
        return any(option.start for option in self.options)

    @property
    def refuses(self) -> bool:
        """Whether it says that a time cannot be had, or offers others."""
        return self.offers_times or self.problem in _REFUSALS

    def number_of(self, start: datetime | None) -> int | None:
        """Under which number this local start is offered."""
        return next((o.n for o in self.options if o.start and local(o.start) == start), None)


class Said(NamedTuple):
    """What the person says next; `approves` when it is meant as the yes to the card that is open."""

    text: str
    approves: bool = False


@dataclass
class Person:
    """One person in one talk. `given_up` are starts whose obstacle goes away, because a later try there succeeds."""

    row: DialogueRow
    facts: Facts = field(default_factory=Facts)
    given_up: list[datetime] = field(default_factory=list)
    repeats: int = 0  # how often something had to be said a second time
    _said: list[int] = field(default_factory=list)
    _approved: bool = False  # what was said last was meant as a yes
    _booked: bool = False
    _card: Card | None = None  # the last one shown
    _repeated: dict[str, int] = field(default_factory=dict)

    def next(self, seen: Seen) -> Said | None:
        """What to say now; None when there is nothing left to say."""
        self._booked |= seen.done
        said = self._reaction(seen)
        self._approved = said is not None and said.approves
        return said

    def _reaction(self, seen: Seen) -> Said | None:
        if not self._said:
            return self._say(0)
        if seen.card:
            return self._at_card(seen.card)
        if self._booked:
            return self._say_first(i for i, turn in self._ahead() if not (turn.follows_refusal or turn.follows_card))
        if self._is_refused(seen):
            return self._at_refusal(seen)
        if seen.offers_times:
            return self._at_options(seen)
        if Need.EVENT_TYPE in seen.asked:
            return self._at_question(seen.asked) or self._in_own_words("1")
        return self._at_question(seen.asked) or self._go_on()

    def _at_card(self, card: Card) -> Said | None:
        self._card = card
        if self._booked or card.action != "book":
            return self._in_own_words("never mind")
        if self._approved:
            return self._in_own_words("yes", approves=True)
        coming = next((i for i, turn in self._ahead() if turn.follows_card), None)
        if (left_out := self._left_out(card, coming)) is not None:
            return self._say(left_out)
        if coming is not None:
            return self._say(coming, at_card=True)
        expected = self.row.expected_final.facts
        if expected and expected.start == local(card.start):
            return self._in_own_words("yes", approves=True)
        return None if expected else self._in_own_words("never mind")

    def _left_out(self, card: Card, before: int | None) -> int | None:
        """The first thing the person would have said by now that the card does not have."""
        shown = _shown(card)
        for i, turn in enumerate(self.row.turns[:before]):
            if i not in self._said and any(differs(shown, fact) for fact in self._still_meant(i, turn)):
                return i
        return None

    def _still_meant(self, index: int, turn: Turn) -> Iterator[Facts]:
        """What a turn would say, without what was said differently later."""
        later = [self.row.turns[i].facts.model_dump(exclude_none=True) for i in self._said if i > index]
        for name, value in turn.facts.model_dump(exclude_none=True).items():
            if not any(name in facts for facts in later):
                yield Facts(**{name: value})

    def _is_refused(self, seen: Seen) -> bool:
        """Whether the assistant says that the start cannot be had which the row says cannot be had."""
        start = self.facts.start
        return (
            start is not None
            and start not in self.given_up
            and self.row.attempt_at(self.facts) is not None
            and seen.refuses
            and seen.number_of(start) is None
        )

    def _at_refusal(self, seen: Seen) -> Said | None:
        reply = next(((i, turn) for i, turn in self._ahead() if turn.follows_refusal), None)
        attempt = self.row.attempt_at(self.facts)
        if reply is None or attempt is None:
            return self._go_on()
        if reply[1].is_confirmation and attempt.alternative:
            self.facts = self.facts.updated(attempt.alternative)
            return self._choose(seen)
        start = attempt.facts.start
        if start and any(not other.failed and other.facts.start == start for other in self.row.booking_attempts):
            self.given_up.append(start)
        return self._say(reply[0])

    def _at_options(self, seen: Seen) -> Said | None:
        if seen.number_of(self.facts.start) is not None:
            return self._choose(seen)
        return self._go_on() or self._choose(seen)

    def _choose(self, seen: Seen) -> Said | None:
        """The start the person is after: by its number, or typed."""
        number, start = seen.number_of(self.facts.start), self.facts.start
        if number is not None:
            return self._in_own_words(str(number))
        return self._in_own_words(_words(start)) if start else None

    def _at_question(self, asked: frozenset[Need]) -> Said | None:
        """The row's own words first, then a plain answer from what it is about."""
        said = self._say_first(i for i, turn in self._preparing() if _answers(turn, asked))
        if said is not None or not asked:
            return said
        if Need.CHANGE in asked and self._card is not None:
            return self._correct(self._card)
        wanted = self.row.wanted_after(self._said[-1] + 1).updated(self.facts)
        name, start = wanted.name or _NOBODY, wanted.start
        if start and asked & _TIMES:
            return self._in_own_words(_day(start) if Need.DAY in asked else _words(start))
        if Need.ATTENDEE_NAME in asked and wanted != Facts():
            return self._in_own_words(name)
        return self._in_own_words(address_of(name)) if Need.ATTENDEE_EMAIL in asked else None

    def _correct(self, card: Card) -> Said | None:
        """What is not on the card as it was said, in a few words."""
        shown, start = _shown(card), self.facts.start
        if self.facts.name and not alike(self.facts.name, shown.name or ""):
            return self._in_own_words(self.facts.name)
        return self._in_own_words(_words(start)) if start and start != shown.start else None

    def _go_on(self) -> Said | None:
        return self._say_first(i for i, _ in self._preparing())

    def _preparing(self) -> Iterator[tuple[int, Turn]]:
        """Turns still to be said that need neither a card nor a booking; left out ones if they still tell something."""
        for i, turn in enumerate(self.row.turns[: self.row.settled_after]):
            if turn.is_preparing and i not in self._said and (i > self._said[-1] or any(self._still_meant(i, turn))):
                yield i, turn

    def _ahead(self) -> Iterator[tuple[int, Turn]]:
        """Turns after the last one said."""
        last = self._said[-1]
        return ((i, turn) for i, turn in enumerate(self.row.turns) if i > last and i not in self._said)

    def _say_first(self, fitting: Iterator[int]) -> Said | None:
        index = next(fitting, None)
        return None if index is None else self._say(index)

    def _say(self, index: int, *, at_card: bool = False) -> Said:
        """A turn of the row. One that was left out earlier does not move the person back."""
        turn = self.row.turns[index]
        for fact in self._still_meant(index, turn):
            self.facts = self.facts.updated(fact)
        self._said = sorted([*self._said, index])
        return Said(turn.text, approves=at_card and turn.is_confirmation)

    def _in_own_words(self, text: str, *, approves: bool = False) -> Said | None:
        """The same words a few times at most."""
        start = self.facts.start
        self.repeats += text == self.facts.name or (start is not None and text in (_words(start), _day(start)))
        self._repeated[text] = self._repeated.get(text, 0) + 1
        return Said(text, approves) if self._repeated[text] <= _PATIENCE else None


def alike(one: str, other: str) -> bool:
    """Whether two names are the same but for titles, order and spelling."""
    return fuzz.token_set_ratio(one, other, processor=utils.default_process) >= _ALIKE


def differs(shown: Facts, wanted: Facts) -> bool:
    """Whether anything wanted is shown otherwise."""
    if wanted.name and not alike(wanted.name, shown.name or ""):
        return True
    return (wanted.date or shown.date, wanted.time or shown.time) != (shown.date, shown.time)


def _shown(card: Card) -> Facts:
    start = local(card.start)
    return Facts(date=f"{start:%Y-%m-%d}", time=f"{start:%H:%M}", name=card.attendees[0].name)


def _answers(turn: Turn, asked: frozenset[Need]) -> bool:
    """Whether a turn says something that was asked for, or was said to a question for it."""
    facts = turn.facts
    return bool(
        ((facts.date or "ask_date" in turn.after) and asked & _DAYS)
        or ((facts.time or "ask_time" in turn.after) and asked & _TIMES)
        or (
            (facts.name or any(a.startswith("ask_") and a.endswith("name") for a in turn.after))
            and Need.ATTENDEE_NAME in asked
        )
    )


def _day(start: datetime) -> str:
    return f"{start:%B} {start.day}"


def _words(start: datetime) -> str:
    return f"{_day(start)} at {start:%-I:%M} {'am' if start.hour < 12 else 'pm'}"
