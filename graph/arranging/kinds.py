"""Which kind of meeting is meant: by its name or length, else by a written rule; asked where a wrong one would cost."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graph.when import length_in, length_minutes
from tools import event_types as names
from tools.calcom.models import EventType
from tools.likeness import words_of

_USUAL = 30  # minutes, of a meeting of which nothing is said
_MOST = 4  # other kinds that are told beside the one that was taken


@dataclass(frozen=True)
class Taken:
    """The kind to go on with. `others` might have been meant as well: then it is an assumption, and is shown."""

    one: names.One
    others: tuple[EventType, ...] = ()
    is_last_used: bool = False
    is_unnamed: bool = False  # no kind is called as was said; the words tell something else of the meeting


@dataclass(frozen=True)
class Open:
    """Which one has to be asked, the likeliest first. `too_long`: minutes that were said and that none takes."""

    candidates: tuple[EventType, ...]
    minutes: int | None = None


@dataclass(frozen=True)
class _Wish:
    """What a kind is chosen by."""

    words: frozenset[str]
    minutes: int | None
    default: str | None
    used: int | None


# Of several that may be meant: the first rule that tells two of them apart decides, the account's own order at last.
_RULES: tuple[Callable[[EventType, _Wish], float], ...] = (
    lambda kind, wish: not names.is_default(kind, wish.default),
    lambda kind, wish: kind.id != wish.used,
    lambda kind, _: costs(kind),
    lambda kind, wish: kind.length_in_minutes != wish.minutes is not None,
    lambda kind, wish: _distance(kind, wish.words),
    lambda kind, _: abs(kind.length_in_minutes - _USUAL),
)


def match_event_type(
    words: str, event_types: Sequence[EventType], *, default: str | None = None, duration: int | None = None
) -> names.Match:
    """The event type meant by words such as "twenty minute call"; their length counts before `duration` (minutes)."""
    length = length_in(words)
    length_words = length.text if length else ""
    minutes = length_minutes(length_words) or duration
    return names.match_event_type(words, event_types, default=default, duration=minutes, length_words=length_words)


def kind_meant(
    words: str,
    event_types: Sequence[EventType],
    *,
    default: str | None = None,
    used: int | None = None,
    duration: int | None = None,
) -> Taken | Open:
    """The kind to book. `used`: the id of the one used last with the same person."""
    match match_event_type(words, event_types, default=default, duration=duration):
        case names.One() as one:
            return Taken(one)
        case names.Several(candidates) | names.NoMatch(candidates) as match:
            length = length_in(words)
            minutes = (length and length_minutes(length.text)) or duration
            wish = _Wish(frozenset(words_of(words)), minutes, default, used)
            return _of_several(candidates, wish, is_unnamed=isinstance(match, names.NoMatch))


def costs(kind: EventType) -> bool:
    """Would it cost to take this kind by mistake: money, the host's word, a seat, a series, an answer nobody needs?"""
    shared = kind.is_seated or kind.is_recurring
    return shared or kind.may_need_confirmation or bool(kind.questions) or bool(kind.price)


def _of_several(candidates: tuple[EventType, ...], wish: _Wish, *, is_unnamed: bool) -> Taken | Open:
    fitting = [kind for kind in candidates if wish.minutes in (None, *kind.lengths)]
    if not fitting:
        return Open(candidates, wish.minutes if candidates else None)
    best, *others = sorted(fitting, key=lambda kind: [rule(kind, wish) for rule in _RULES])
    if others and costs(best) and not names.is_default(best, wish.default):
        return Open((best, *others))
    one = names.One(best, duration=wish.minutes if best.has_variable_length else None)
    return Taken(one, tuple(others[:_MOST]), is_last_used=best.id == wish.used, is_unnamed=is_unnamed)


def _distance(kind: EventType, said: frozenset[str]) -> int:
    """How many words of the title were not said, where one was; of titles that share no word all are as far."""
    title = frozenset(words_of(f"{kind.title}"))
    return len(title - said) if title & said else 99
