"""What a clause refuses, and what it wishes instead: "not the first one", "Thursday is bad", "Bo, not Amy"."""

import re
from typing import NamedTuple

from graph.understanding.dialogue import Dialogue, Need, Pending, Stage
from graph.understanding.offline.cues.lines import lines
from graph.understanding.offline.cues.nouns import ONE
from graph.understanding.offline.cues.openings import OPENERS
from graph.understanding.offline.fill import fill
from graph.understanding.offline.heard import Heard
from graph.understanding.offline.picks import agrees_with, pick_in, picks_at
from graph.understanding.schema import Act, BookingWords, Intent
from tools.likeness import same_name

_LEAD = (
    rf"\W*(?:(?:{OPENERS['yes']}|{OPENERS['no']}|{OPENERS['turn']}|{OPENERS['link']}|please|really|just|but)\b"
    r"[\s,.!:-]*)*"
)
_NOT = lines(r"""
    (?:(?:definitely|certainly|really|surely) )?not
    (?:anything|anyone|any|any (?:one|time|day|of them)|everything|all|whichever) (?:but|except(?: for)?|other than
      |apart from)
    (?:except(?: for)?|other than|apart from|instead of|rather than)
    (?:i |we )?(?:can't|cannot|can not|couldn't|won't|don't) (?:do|make|manage|take|like|want|mean)
    don't (?:take|use|cancel|move|pick|touch)
""")
_BAD = lines(r"""
    (?:is|are|was|'s|would be|sounds|looks) (?:really |just |a bit |a little |way |far |much |quite )*(?:wrong|bad|out
      |impossible|no good|too (?:early|late|soon))
    (?:(?:is|are|was|'s|would be|sounds|looks) not|isn't) (?:so )?(?:good|it|the one|right|possible|ok|okay|great|free
      |convenient|what i \w+)
    (?:doesn't|does not|won't|will not|can't|cannot) (?:work|do|suit|fit|be)(?: me| us)?
""")
_TAIL = r"(?: for (?:me|us))?(?:,? (?:please|sorry|thanks|either|after all))*\W*"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_LEAD}{_NOT}\s+(?P<refused>[^,;]+?)(?:\s*[,;]\s*(?:but\s+|rather\s+)?|\s+-+\s+|\s+but\s+)(?P<wish>.+)",
        rf"{_LEAD}(?P<refused>[^,;]+?)\s*\b{_BAD}{_TAIL}[,;.]\s*(?P<wish>.+)",
        rf"{_LEAD}(?P<wish>.+?)[\s,;]+(?:and\s+|but\s+)?(?:not|instead of|rather than|except)\s+(?P<refused>[^,;]+?)"
        rf"{_TAIL}",
        rf"{_LEAD}{_NOT}\s+(?P<refused>[^,;]+?){_TAIL}",
        rf"{_LEAD}(?P<refused>[^,;]+?)\s*\b{_BAD}{_TAIL}",
    )
)
_NO_LIMIT = re.compile(r"(?:before|after|until|later than|earlier than|sooner|so|too|that|yet|now|sure|only)\b", re.I)
_OF = re.compile(rf"(?:'s?|s')(?: {ONE})?$|(?:'s|’s)$")


class Parted(NamedTuple):
    """The two halves of such a clause; the wish is often empty."""

    refused: str
    wish: str


def parted(heard: Heard) -> Parted | None:
    """The clause taken apart; None when it refuses nothing by name."""
    for form in _FORMS:
        hit = form.fullmatch(heard.text)
        if hit and not _NO_LIMIT.match(hit["refused"]):
            wish = hit.groupdict().get("wish") or ""
            return Parted(_OF.sub("", hit["refused"].strip(" .!?")), wish.strip(" .!?"))
    return None


def refusing(heard: Heard, dialogue: Dialogue) -> Act | None:
    """What a clause means that refuses one of the options, or a value of the card; None when it does neither."""
    if dialogue.stage not in (Stage.OPTIONS, Stage.PROPOSAL) or heard.text.endswith("?"):
        return None
    parts = parted(heard)
    if parts is None:
        return None
    return _at_options(parts, dialogue) if dialogue.stage is Stage.OPTIONS else _at_a_card(parts, dialogue)


def _at_options(parts: Parted, dialogue: Dialogue) -> Act | None:
    """Of two the other one is left; of more, the one that was wished, else others are shown or asked about."""
    refused = _options_meant(parts.refused, dialogue)
    left = tuple(option for option in dialogue.options if option.n not in refused)
    if not refused or {Need.SCOPE, Need.SEAT} & set(dialogue.asked):
        return None
    rest = dialogue.model_copy(update={"options": left})
    wished = pick_in(Heard(parts.wish), rest) if parts.wish else None
    if wished is not None:
        return Act(intent=Intent.PICK, option=wished)
    if Heard(parts.wish).times:
        return fill(Intent.CHANGE, Heard(parts.wish), dialogue)
    if len(left) == 1:
        return Act(intent=Intent.PICK, option=left[0].n)
    offers_times = all(option.start for option in left) and Need.BOOKING not in dialogue.asked
    return Act(intent=Intent.MORE if offers_times else Intent.NO)


def _options_meant(words: str, dialogue: Dialogue) -> set[int]:
    one = pick_in(Heard(words), dialogue)
    if one is not None:
        last = dialogue.options[-1].n if dialogue.options else one
        return {last if one == -1 else one}
    return picks_at(Heard(words), dialogue)


def _at_a_card(parts: Parted, dialogue: Dialogue) -> Act | None:
    """The card's own day, hour or person is refused: something else is wished, or it is asked what."""
    pending = dialogue.pending
    if pending is None or not _is_on(parts.refused, pending, dialogue):
        return None
    wish = Heard(parts.wish)
    if not wish.core:
        return Act(intent=Intent.NO)
    if pending.action is Intent.BOOK or wish.times:
        return fill(Intent.CHANGE, wish, dialogue)
    person = re.sub(rf"^(?:the {ONE} with |with )", "", wish.core)
    return Act(intent=Intent.CHANGE, booking=BookingWords(person=_as_typed(wish.text, _OF.sub("", person))))


def _is_on(words: str, pending: Pending, dialogue: Dialogue) -> bool:
    """Does the card say so?"""
    name = re.sub(rf"^(?:with|the {ONE} with)\s+", "", words, flags=re.I)
    if same_name(name, pending.person) or (pending.email and pending.email.lower() in words.lower()):
        return True
    return pending.start is not None and agrees_with(Heard(words), pending.start, dialogue)


def _as_typed(text: str, phrase: str) -> str:
    at = text.lower().find(phrase)
    return text[at : at + len(phrase)] if at >= 0 else phrase
