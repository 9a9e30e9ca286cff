"""Which words of a message repeat what the card already says: its time, its person, its title."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import takewhile

from graph.understanding.dialogue import Pending
from graph.understanding.text import words
from graph.understanding.yes.approval_words import CONTRADICTS, WHAT, WHEN, WHO
from graph.when import length_minutes
from graph.when.words.vocabulary import MONTH_NAMES, NUMBERS, UNITS, WEEKDAY_NAMES

_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?(am|pm|a\.?m|p\.?m)?")
_HALVES = {"am": "am", "pm": "pm", "a.m": "am", "p.m": "pm"}
_DAYPARTS = {"morning": range(12), "afternoon": range(12, 18), "evening": range(17, 24), "tonight": range(17, 24)}
_UNITS = {"min": "minute", "mins": "minute", "minutes": "minute", "hour": "hour", "hours": "hour", "hr": "hour"}
_MINUTE = timedelta(minutes=1)
_LONGEST_LENGTH = 6  # words
_MEASURES = frozenset(("a", "an", "and", "half", "quarter", "quarters", "of", *NUMBERS, *UNITS))
_BEFORE_A_TITLE = {"my", "the", "our", "this", "that", "a", "an"}


def mark_restated(tokens: list[str], pending: Pending, now: datetime | None = None) -> list[str]:
    """The tokens with what repeats the card replaced by WHEN, WHO or WHAT; a value that differs stays as typed.

    now: needed for "today" and "tomorrow" only; without it they count as different.
    """
    marked: list[str] = []
    at = 0
    while at < len(tokens):
        length, mark = _longest(tokens, at, pending, now)
        marked.append(mark if length else tokens[at])
        at += max(length, 1)
    return marked


def _longest(tokens: list[str], at: int, pending: Pending, now: datetime | None) -> tuple[int, str]:
    found = (
        (_when(tokens, at, pending, now), WHEN),
        (_run(tokens, at, _name_words(pending)), WHO),
        (_run(tokens, at, _title_words(pending)) if at and tokens[at - 1] in _BEFORE_A_TITLE else 0, WHAT),
    )
    return max(found, key=lambda hit: hit[0])


def _name_words(pending: Pending) -> set[str]:
    return {word for text in (pending.person, pending.email) if text for word in words(text)} - CONTRADICTS


def _title_words(pending: Pending) -> set[str]:
    titles = (text for text in (pending.title, pending.event_type) if text)
    return {part for text in titles for word in words(text) for part in _parts(word)} - CONTRADICTS


def _parts(word: str) -> list[str]:
    return [_UNITS.get(part, part) for part in word.split("-")]


def _run(tokens: list[str], at: int, known: set[str]) -> int:
    """How many tokens from `at` on are all known words."""
    length = 0
    while at + length < len(tokens) and all(part in known for part in _parts(tokens[at + length])):
        length += 1
    return length


def _when(tokens: list[str], at: int, pending: Pending, now: datetime | None) -> int:
    if pending.start is None:
        return 0
    readers: tuple[Callable[[list[str], int, datetime], int], ...] = (
        _weekday,
        _month_day,
        _iso,
        _daypart,
        _start_clock,
    )
    lengths = [reader(tokens, at, pending.start) for reader in readers]
    lengths.append(_relative_day(tokens[at], pending.start, now))
    if pending.end is not None:
        lengths += [_range(tokens, at, pending.start, pending.end), _length(tokens, at, pending.end - pending.start)]
    return max(lengths)


def _weekday(tokens: list[str], at: int, start: datetime) -> int:
    name = WEEKDAY_NAMES[start.weekday()]
    return int(tokens[at] in {name, name[:3], name[:4], name[:5]})


def _relative_day(token: str, start: datetime, now: datetime | None) -> int:
    if now is None or token not in {"today", "tomorrow"}:
        return 0
    ahead = timedelta(days=["today", "tomorrow"].index(token))
    return int(start.date() == now.astimezone(start.tzinfo).date() + ahead)


def _iso(tokens: list[str], at: int, start: datetime) -> int:
    return int(tokens[at] == start.date().isoformat())


def _daypart(tokens: list[str], at: int, start: datetime) -> int:
    skipped = 2 if tokens[at : at + 2] in (["in", "the"], ["this"]) else 0
    word = tokens[at + skipped] if at + skipped < len(tokens) else ""
    return skipped + 1 if start.hour in _DAYPARTS.get(word, ()) else 0


def _month_day(tokens: list[str], at: int, start: datetime) -> int:
    """ "may 5", "5th of may 2031", "the 5th": each part must fit."""
    kinds: list[str] = []
    for token in tokens[at : at + 5]:
        kind = _date_part(token, start.date())
        if kind is None or kind in kinds:
            break
        kinds.append(kind)
    while kinds and kinds[-1] in {"of", "the"}:
        kinds.pop()
    said = set(kinds)
    return len(kinds) if "ordinal" in said or {"month", "day"} <= said else 0


def _date_part(token: str, day: date) -> str | None:
    month = MONTH_NAMES[day.month - 1]
    named = {month: "month", month[:3]: "month", str(day.year): "year", str(day.day): "day", "of": "of", "the": "the"}
    ordinals = {f"{day.day}{suffix}" for suffix in ("st", "nd", "rd", "th")}
    return "ordinal" if token in ordinals else named.get(token)


def _start_clock(tokens: list[str], at: int, start: datetime) -> int:
    bare = at == 0 or tokens[at - 1] not in {"at", "for", "to", "from"}
    return _clock(tokens, at, start, bare=bare)


def _clock(tokens: list[str], at: int, moment: datetime, *, bare: bool) -> int:
    """Tokens of a clock time equal to the moment's; a naked number counts only where a clock is expected."""
    token = tokens[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else ""
    if token in {"noon", "midday"}:
        return int((moment.hour, moment.minute) == (12, 0))
    hit = _CLOCK.fullmatch(token)
    if hit is None:
        return 0
    half = _HALVES.get((hit[3] or following).rstrip("."))
    length = 2 if hit[3] is None and (half or following == "o'clock") else 1
    if bare and length == 1 and hit[2] is None and half is None:
        return 0
    return length if _same_clock(int(hit[1]), int(hit[2] or 0), half, moment) else 0


def _same_clock(hour: int, minute: int, half: str | None, moment: datetime) -> bool:
    if minute != moment.minute or hour > 23:
        return False
    if half is None:
        return hour == moment.hour or (hour <= 12 and hour % 12 == moment.hour % 12)
    return hour <= 12 and hour % 12 + (12 if half == "pm" else 0) == moment.hour


def _range(tokens: list[str], at: int, start: datetime, end: datetime) -> int:
    """ "2-2:30pm" in one word, or "2 to 2:30" in several."""
    if tokens[at].count("-") == 1:
        first, last = tokens[at].split("-")
        tail = _clock([last, *tokens[at + 1 : at + 2]], 0, end, bare=False)
        return tail if tail and _clock([first], 0, start, bare=False) else 0
    head = _clock(tokens, at, start, bare=False)
    if (
        not head
        or tokens[at + head : at + head + 1] not in (["to"], ["until"], ["till"])
        or at + head + 1 >= len(tokens)
    ):
        return 0
    tail = _clock(tokens, at + head + 1, end, bare=False)
    return head + 1 + tail if tail else 0


def _length(tokens: list[str], at: int, length: timedelta) -> int:
    """ "30 minutes", "an hour and a half" when the booking is that long; a mere number is none, nor a hedged length."""
    plain = list(takewhile(_measures, tokens[at : at + _LONGEST_LENGTH]))
    said = (size for size in range(2, len(plain) + 1) if length_minutes(" ".join(plain[:size])) == length / _MINUTE)
    return max(said, default=0)


def _measures(token: str) -> bool:
    """Can the word stand in a length and add no doubt to it, as "maybe" and "less" would?"""
    return token[0].isdigit() or all(part in _MEASURES for part in token.split("-"))
