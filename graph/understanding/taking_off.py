"""What a message takes away: "without Bo", "drop the note", "leave the second guest out". Found by what is there to go.

The words of taking away are few and stand right beside what goes; what can go is on the card, is a detail of any
booking, or is somebody. Times and wishes around it are left to be read.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from graph.understanding.dialogue import Dialogue, Need, Pending
from graph.understanding.nouns import DETAILS, ORDINALS
from graph.understanding.schema import Act, Intent, Person, Understanding
from graph.understanding.text import MAIL, tidy, words
from graph.understanding.yes.approval_grammar import is_approval, is_refusal
from graph.when import find_times
from tools.likeness import same_name, words_of

_NAME = r"(?-i:[A-Z])[\w'’-]+(?: (?-i:[A-Z])[\w'’-]+)?"
_MY = r"(?:(?:the|an?|any|all|both|my|our|his|her|their|that|of|for|with) )*"
_NTH = rf"(?:{'|'.join(ORDINALS)}) (?:guest|one|person)"
_NOT = (
    r"(?:do(?:n't| not)|not|never|no need to|no longer) (?:invite|include|add|have|bring|ask|cc|need|want|give|with) "
)
_PUT = "leave|take|keep|cross|kick|count"
_SURELY = rf"without |minus |exclude |omit |(?:un|dis)invite |(?:{_PUT}) (?:out|off) |{_NOT}"
_DROPS = (
    r"(?:remove|drop|delete|scrap|skip|lose|forget|erase|clear|strike|cut)(?: out| off| about)? |(?:no|not|except) "
)
_AFTER = (
    r"(?:,? (?:out|off|away|(?:from|of|in|on) (?:it|this|the (?:guest )?(?:list|invite|meeting|call|booking|card))"
    r"|there|along|to come|again|after all|then|please|pls|any ?more|instead|for now))*"
)
_AROUND = re.compile(r"^(?:\W|\b(?:and|but|so|then)\b)+|(?:[\s,;:(-]|\b(?:and|but|so|then|with)\b)+$", re.I)
_NOBODY = re.compile(r"(?:it|that|this|them|him|her|me|us|you|any\w*|every\w*|some\w*|a|an|the)\b", re.I)
_BOOKS = (Intent.BOOK, Intent.CHANGE, Intent.ANSWER)


class TakenOff(NamedTuple):
    """What goes, as typed, and the message without the words that say so; "" where nothing else is said."""

    removes: tuple[str, ...]
    rest: str


def taken_off(message: str, dialogue: Dialogue) -> TakenOff:
    """What the message takes away from what is being arranged; of a message without that, all is rest."""
    rest, removes = tidy(message), list[str]()
    for pattern in _patterns(dialogue):
        while hit := next((hit for hit in pattern.finditer(rest) if _goes(hit, dialogue)), None):
            removes += _each(hit["what"])
            before, after = rest[: hit.start()], rest[hit.end() :]
            rest = f"{_AROUND.sub('', before)}, {_AROUND.sub('', after)}".strip(" ,.!")
    pending = dialogue.pending or _NOTHING
    if removes and (not words(rest) or is_approval(rest, pending, now=dialogue.now) or is_refusal(rest, pending)):
        rest = ""
    return TakenOff(tuple(removes), rest)


def with_taken_off(off: TakenOff, understanding: Understanding, pending: Pending | None) -> Understanding:
    """The acts, whoever read them: what the message takes away is in them, and is nobody whom it names."""
    if not off.removes:
        return understanding
    acts = tuple(_without(off.removes, act) for act in understanding.acts)
    at = next((n for n, act in enumerate(acts) if act.intent in _BOOKS), None)
    if any(act.removes for act in acts):
        return understanding.model_copy(update={"acts": acts})
    if at is not None:
        acts = (*acts[:at], acts[at].model_copy(update={"removes": off.removes}), *acts[at + 1 :])
    elif pending is not None:
        others = tuple(act for act in acts if act.intent not in (Intent.YES, Intent.NO, Intent.UNCLEAR))
        acts = (Act(intent=Intent.CHANGE, removes=off.removes), *others)
    return understanding.model_copy(update={"acts": acts})


# --- helpers ---------------------------------------------------------------------------------------------------------

_NOTHING = Pending(action=Intent.BOOK)


def _patterns(dialogue: Dialogue) -> tuple[re.Pattern[str], ...]:
    """Somebody who is not there is only taken off by words that can mean nothing else."""
    pending = dialogue.pending
    details = "|".join(f"{word}s?" for word in DETAILS)
    known = [person.said for person in dialogue.people]
    if pending is None:
        return _forms(_any_of(known, MAIL, _NAME), rf"{_SURELY}|not ")
    if pending.action is not Intent.BOOK:
        return _forms(details, rf"{_SURELY}|{_DROPS}")
    there = _any_of((*_there(pending), *known), details, _NTH, r"him|her|them", MAIL)
    anybody = rf"{there}|{_NAME}|[^\W\d_]{{2,}}(?=(?:{_AFTER})\W*$)"
    several = _several(rf"{there}|{_NAME}|[^\W\d_]{{2,}}")
    off = rf"\b(?:{_PUT}) {_MY}(?P<what>{several}) (?:out|off|away)\b{_AFTER}"
    absent = (
        rf"\b(?P<what>{_several(_any_of(_guests(pending)))}) (?:\w+n't|cannot|\w+ not) (?:\w+ ){{0,2}}?"
        rf"(?:come|coming|join\w*|make it|attend\w*|there|needed){_AFTER}"
    )
    return (*_forms(there, rf"{_SURELY}|{_DROPS}"), *map(_compiled, (off, absent)), *_forms(anybody, _SURELY))


def _forms(what: str, lead: str) -> tuple[re.Pattern[str], ...]:
    return (_compiled(rf"\b(?:{lead}){_MY}(?P<what>{_several(what)})(?!['\w@.]*\w){_AFTER}"),)


def _several(what: str) -> str:
    return rf"(?:{what})(?:,? (?:and|or) {_MY}(?:{what}))*"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.I)


def _any_of(said: Iterable[str], *patterns: str) -> str:
    return "|".join((*map(re.escape, sorted(said, key=len, reverse=True)), *patterns)) or r"(?!)"


def _guests(pending: Pending) -> tuple[str, ...]:
    """Every way to name a guest: the address, the name, a word of either."""
    names = (*pending.guest_names, *(" ".join(words_of(guest.partition("@")[0])) for guest in pending.guests))
    return tuple(dict.fromkeys((*pending.guests, *names, *(word for name in names for word in name.split()))))


def _there(pending: Pending) -> tuple[str, ...]:
    """All that is on it and has a name."""
    person = pending.person or ""
    return tuple(filter(None, (*_guests(pending), *pending.answered, pending.email, person, *person.split())))


def _goes(hit: re.Match[str], dialogue: Dialogue) -> bool:
    """A time, or "it", is nothing to be taken off; a detail that was just asked for is being answered."""
    what = hit["what"]
    if Need.FIELD in dialogue.asked and dialogue.fields and _is_detail(what):
        return False
    named = dialogue.pending is not None and what.casefold() in map(str.casefold, _there(dialogue.pending))
    plain = "@" in what or named or _is_detail(what) or any(p.said == what for p in dialogue.people)
    if plain or what.casefold() in ("him", "her", "them"):
        return True
    return not _NOBODY.match(what) and (len(what) < 4 or not find_times(what))


def _is_detail(what: str) -> bool:
    return any(word.removesuffix("s") in DETAILS for word in words_of(what))


def _each(what: str) -> list[str]:
    return [re.sub(rf"^{_MY}", "", one, flags=re.I) for one in re.split(r",? (?:and|or) ", what)]


def _without(removes: tuple[str, ...], act: Act) -> Act:
    stay = {
        "people": tuple(person for person in act.people if not _is_one_of(person, removes)),
        "guests": tuple(person for person in act.guests if not _is_one_of(person, removes)),
    }
    return act.model_copy(update=stay)


def _is_one_of(person: Person, removes: tuple[str, ...]) -> bool:
    named = person.email and person.email.casefold() in map(str.casefold, removes)
    return bool(named) or any(same_name(words, person.name) for words in removes if person.name)
