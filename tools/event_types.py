"""Which event type is meant: a person's words matched to the account's types, asking rather than guessing."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tools.calcom.models import EventType
from tools.likeness import folded, is_near

_FILLER = frozenset((
    "a", "an", "the", "my", "your", "our", "with", "for", "of", "please", "some", "any", "something", "thing", "one",
    "session", "appointment", "slot", "booking", "type", "kind", "event",
))  # fmt: skip
_KINDS = frozenset(["meeting", "call", "chat", "talk", "conversation", "catchup", "sync", "video", "phone"])
_ALIASES: dict[str, str] = {
    "introduction": "intro",
    "introductory": "intro",
    "consult": "consultation",
    "consulting": "consultation",
    "conversation": "chat",
    "demonstration": "demo",
    "convo": "chat",
    "mtg": "meeting",
}
_SHORT = frozenset(["quick", "short", "brief", "shortest"])
_LONG = frozenset(["long", "longest", "extended"])

_MEASURES = frozenset(["min", "mins", "minute", "minutes", "hour", "hours"])  # of a title that tells its length


@dataclass(frozen=True, slots=True)
class One:
    """Exactly one fits. Of the length that was said, in minutes, exactly one field is set; neither when none was said
    or when it is simply the type's own.
    """

    event_type: EventType
    duration: int | None = None  # a choice among several lengths
    not_offered: int | None = None  # this type cannot be booked for so long


@dataclass(frozen=True, slots=True)
class Several:
    """More than one fits as well: ask which."""

    candidates: tuple[EventType, ...]


@dataclass(frozen=True, slots=True)
class NoMatch:
    """No type is called so, or none is that long: every visible one may be meant."""

    offered: tuple[EventType, ...]


Match = One | Several | NoMatch


def visible(event_types: Sequence[EventType]) -> tuple[EventType, ...]:
    """The types that may be offered: hidden ones can be booked by whoever knows the id, but are never named by us."""
    return tuple(event_type for event_type in event_types if not event_type.hidden)


def hidden_named(said: str, event_types: Sequence[EventType]) -> EventType | None:
    """The hidden type whose whole title stands in what was said; None when it is a visible type's as well, or only
    words for any meeting.
    """
    text = f" {_folded(said)} "
    shown = [_folded(t.title) for t in visible(event_types)]
    for event_type in event_types:
        title = _folded(event_type.title)
        tells = {word for word in title.split() if not word.isdecimal()} - _KINDS - _FILLER - _MEASURES - _SHORT - _LONG
        if event_type.hidden and tells and f" {title} " in text and not any(title in other for other in shown):
            return event_type
    return None


def match_event_type(
    words: str,
    event_types: Sequence[EventType],
    *,
    default: int | str | None = None,
    duration: int | None = None,
    length_words: str = "",
) -> Match:
    """The event type that a person's words mean. Never raises on text, never picks a hidden type.

    Args:
        words: as typed, e.g. "quick chat", "30 minute call", "consulation"; "" when nothing was said about it.
        default: id or slug of the type to use when nothing was said.
        duration: minutes said, here or elsewhere in the message; prefers types of that length.
        length_words: the part of `words` that tells `duration`, e.g. "30 minute"; it names no type.
    """
    offered = visible(event_types)
    said = _Said.of(words, length_words, duration)
    if said.is_silent:
        return _unsaid(offered, default, said.minutes)
    if default is not None and said.is_general:
        return _unsaid(offered, default, said.minutes)
    for find in (_by_name, _by_title, _by_words, _by_typo, _by_length, _by_size):
        if found := find(said, offered):
            return _answer(_of_length(found, said.minutes), said.minutes)
    if said.is_general:
        return _unsaid(offered, default, said.minutes)
    return NoMatch(offered)


@dataclass(frozen=True, slots=True)
class _Said:
    """What the words contain, once lengths and fillers are taken out."""

    text: str  # folded, whole
    words: tuple[str, ...]  # what is left, aliases resolved
    minutes: int | None
    tells_length: bool  # do the words themselves tell the minutes?

    @classmethod
    def of(cls, words: str, length_words: str, duration: int | None) -> "_Said":
        rest = words.replace(length_words, " ", 1) if length_words else words
        return cls(_folded(words), _telling(_folded(rest).split()), duration, bool(length_words))

    @property
    def is_silent(self) -> bool:
        return not self.words and not self.tells_length

    @property
    def is_general(self) -> bool:
        """ "a meeting", "a call": says nothing about which, unless there is just one that is called so."""
        return bool(self.kinds) and self.kinds == self.words and self.minutes is None

    @property
    def names(self) -> tuple[str, ...]:
        """Words that can tell one type from another."""
        return tuple(word for word in self.words if word not in _KINDS | _SHORT | _LONG)

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(word for word in self.words if word in _KINDS)


def is_default(event_type: EventType, default: int | str | None) -> bool:
    """Is it the type that is set to be used when nothing was said?"""
    return default is not None and default in (event_type.id, str(event_type.id), event_type.slug)


def _unsaid(offered: tuple[EventType, ...], default: int | str | None, minutes: int | None) -> Match:
    """Nothing was said about the type: a single one, or the default, needs no question."""
    if len(offered) == 1:
        return _one(offered[0], minutes)
    if fitting := [t for t in offered if is_default(t, default) and minutes in (None, *t.lengths)]:
        return _one(fitting[0], minutes)
    if minutes and (of_length := _exactly(offered, minutes)):
        return _answer(of_length, minutes)
    return Several(offered) if offered else NoMatch(())


def _by_name(said: _Said, offered: tuple[EventType, ...]) -> list[EventType]:
    """Exactly the id, the slug or the title; a slug may tell another length than the type has ("30min" of 25)."""
    named = [t for t in offered if said.text in (str(t.id), _folded(t.slug), _folded(t.title))]
    return [t for t in named if said.tells_length or said.minutes in (None, *t.lengths)]


def _by_title(said: _Said, offered: tuple[EventType, ...]) -> list[EventType]:
    named = [t for t in offered if said.words and said.words == _title_words(t)]
    return [t for t in named if said.minutes in (None, *t.lengths)]


def _by_words(said: _Said, offered: tuple[EventType, ...]) -> list[EventType]:
    """Types whose title or slug has every telling word that was said."""
    return _holding(offered, said.names)


def _by_typo(said: _Said, offered: tuple[EventType, ...]) -> list[EventType]:
    """Types for which every telling word has a near twin in title or slug."""
    return [t for t in offered if said.names and all(_has_twin(word, _vocabulary(t)) for word in said.names)]


def _by_length(said: _Said, offered: tuple[EventType, ...]) -> list[EventType]:
    """Only a length was said, with at most a general word such as "call": "the hour one", "30 minute meeting"."""
    if said.names or not said.minutes:
        return []
    return _exactly(offered, said.minutes)


def _by_size(said: _Said, offered: tuple[EventType, ...]) -> list[EventType]:
    """ "quick chat" means the shortest, "the long one" the longest."""
    if said.names or said.minutes or not offered:
        return []
    pick: Callable[..., int] | None = None
    if _SHORT & set(said.words):
        pick = min
    elif _LONG & set(said.words):
        pick = max
    if pick is None:
        return []
    wanted = pick(t.length_in_minutes for t in offered)
    return [t for t in offered if t.length_in_minutes == wanted]


def _holding(offered: tuple[EventType, ...], words: tuple[str, ...]) -> list[EventType]:
    return [t for t in offered if words and set(words) <= _vocabulary(t)]


def _exactly(offered: Sequence[EventType], minutes: int) -> list[EventType]:
    """Types of that length; those of fixed or default length before those that merely offer it."""
    own = [t for t in offered if t.length_in_minutes == minutes]
    return own or [t for t in offered if minutes in t.lengths]


def _of_length(found: list[EventType], minutes: int | None) -> list[EventType]:
    """Of several that fit the words, those that fit the length too; a length never rules out all of them."""
    if minutes is None or len(found) == 1:
        return found
    return _exactly(found, minutes) or found


def _answer(found: list[EventType], minutes: int | None) -> Match:
    if len(found) > 1:
        return Several(tuple(found))
    return _one(found[0], minutes)


def _one(event_type: EventType, minutes: int | None) -> One:
    if minutes is not None and minutes not in event_type.lengths:
        return One(event_type, not_offered=minutes)
    return One(event_type, duration=minutes if event_type.has_variable_length else None)


def _has_twin(word: str, vocabulary: frozenset[str]) -> bool:
    return any(word == other or is_near(word, other) for other in vocabulary)


def _vocabulary(event_type: EventType) -> frozenset[str]:
    words = f"{_folded(event_type.title)} {_folded(event_type.slug)}".split()
    return frozenset(words) | {_ALIASES.get(word, word) for word in words}


def _title_words(event_type: EventType) -> tuple[str, ...]:
    """What a title says beside the type's own length: "Consultation 30 min" is a consultation."""
    lengths = {f"{minutes}{unit}" for minutes in event_type.lengths for unit in ("", "m", "min")}
    return _telling(word for word in _folded(event_type.title).split() if word not in _MEASURES | lengths)


def _telling(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(_ALIASES.get(word, word) for word in words if word not in _FILLER)


def _folded(text: str) -> str:
    """Lower case, without accents and punctuation, single blanks."""
    return " ".join(re.sub(r"[^\w]+|_", " ", folded(text)).split())
