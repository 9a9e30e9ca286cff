"""People × times: "Tom at 1, Ana at 1:30 and Bo at 2" is a booking for each, and nobody is another one's guest."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from graph.understanding.dialogue import Dialogue
from graph.understanding.offline.cues.lexicon import lexicon
from graph.understanding.offline.heard import Heard
from graph.understanding.schema import Act, Intent
from graph.understanding.text import tidy
from graph.when import cut_out
from graph.when.words.vocabulary import ANY_NUMBER
from tools.likeness import words_of

_CUT = re.compile(r"\s*(?:[,;\n]+(?:\s*(?:and|then)\b)?|\s+(?:and|then)\b)\s*", re.I)
_COUNT = re.compile(rf"\b(?:{ANY_NUMBER}|\d) (?!min|hour|h\b)", re.I)
_OTHERS = frozenset(("cancel", "move", "accept", "decline", "show"))  # classes of verbs that ask for something else
_EDGE = re.compile(r"^\W*(?:at )?|\W+$", re.I)
_BARE_HOUR = re.compile(r"\b(\d{1,2})\W*$")
_MOST = 12


class _Item(NamedTuple):
    """One person with the time that stands beside them, as typed."""

    who: str
    when: str
    day: str


def people_and_times(
    message: str, dialogue: Dialogue, understand: Callable[[str], tuple[Act, ...]]
) -> tuple[Act, ...] | None:
    """A booking for each person of a list in which each has a time of their own; None where it is no such list.

    Args:
        understand: reads the request for one of them.
    """
    head, rest = _headed(message, dialogue)
    items = list(_items(rest))
    if dialogue.pending is not None or not 1 < len(items) <= _MOST or not all(one.who and one.when for one in items):
        return None
    days = {one.day for one in items if one.day}
    shared = _day_of(head) or (days.pop() if len(days) == 1 and not items[0].day else "")
    asked = _COUNT.sub("", _without_times(head))
    asked = asked if any("book" in lexicon().classes.get(word, ()) for word in words_of(asked)) else f"book {asked}"
    acts = [understand(f"{asked} with {one.who} {one.day or shared} {_at(one.when)}") for one in items]
    read = tuple(act for (act, *more) in acts if not more and _is_one(act))
    return read if len(read) == len(items) else None


def _at(clock: str) -> str:
    return f"at {clock}" if clock.isdigit() else clock


def _is_one(act: Act) -> bool:
    return act.intent is Intent.BOOK and len(act.people) == 1 and act.when is not None and not act.guests


def _headed(message: str, dialogue: Dialogue) -> tuple[str, str]:
    """What is asked for, said once before the first person, and the list; a head of other wishes leaves no list."""
    kinds = {word for kind in dialogue.event_types for word in words_of(kind.title)}
    tokens = list(re.finditer(r"\S+", message))
    heard = Heard(message)
    times = (*heard.times, *heard.lengths)
    for token in tokens:
        word = token[0].strip(",:;.<>()").lower()
        if not _OTHERS.isdisjoint(lexicon().classes.get(word, ())):
            return message, ""
        is_time = any(span.start <= token.start() < span.end for span in times)
        if "@" in word or not (is_time or _is_known(word, kinds)):
            return message[: token.start()], message[token.start() :]
    return message, ""


def _is_known(word: str, kinds: set[str]) -> bool:
    return (
        not word or word.isdigit() or word in lexicon().classes or word.removesuffix("s") in kinds | {word[:-1]} & kinds
    )


def _items(rest: str) -> Iterator[_Item]:
    """Pieces between commas and "and", put together until each has a person and a time."""
    who, when, day = "", "", ""
    for piece in filter(None, _CUT.split(rest)):
        heard = Heard.of(piece)
        clocks = [clock for span in heard.times if (clock := cut_out("clock", span.text))]
        if not clocks and (hour := _BARE_HOUR.search(piece)) and _without_times(piece[: hour.start()]):
            clocks, piece = [hour[1]], piece[: hour.start()]
        if when and (_without_times(piece) or clocks):
            yield _Item(who, when, day)
            who, when, day = "", "", ""
        who = f"{who} {_without_times(piece)}".strip()
        when, day = when or _EDGE.sub("", next(iter(clocks), "")), day or _day_of(piece)
    yield _Item(who, when, day)


def _without_times(piece: str) -> str:
    text = tidy(piece)
    for span in sorted(Heard.of(text).times, reverse=True):
        text = f"{text[: span.start]} {text[span.end :]}"
    return re.sub(r"(?:\s+(?:at|on|with|for|from|@|-|–|:))+\s*$|[:]\s*$", "", " ".join(text.split())).strip(" :-–")


def _day_of(piece: str) -> str:
    return next(filter(None, (cut_out("day", span.text) for span in Heard.of(piece).times)), "")
