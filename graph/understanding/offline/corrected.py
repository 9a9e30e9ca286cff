"""Values that take the place of others: "no, I meant Bo", "use this address instead of that one"."""

import re
from typing import NamedTuple

from graph.understanding.offline import cues
from graph.understanding.offline.heard import Heard
from graph.understanding.offline.people import is_nobody

_TURN = (
    r"\W*(?:(?:no|nope|not (?:her|him|them|that one|this one)|sorry|oops|wait|actually|wrong (?:one|person|meeting"
    r"|booking|call|name)|i (?:meant|mean|wanted|want)|it(?:'s| is| was| should be)|that(?:'s| should be)|make (?:it"
    r"|that)|rather)\b[\s,.!:-]*)+"
)
_OTHER = re.compile(
    rf"{_TURN}(?:the {cues.ONE} (?:with|of) |with )?"
    rf"(?P<who>[^\W\d_][\w'.-]*(?: [^\W\d_][\w'.-]*){{0,2}}?)"
    rf"(?: {cues.ONE})?(?:,? (?:please|instead|sorry))*\W*",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    rf"(?:{cues.KINDS}|{cues.GENERIC}|later|earlier|sooner|different|nothing|none|never|only|still|maybe|leave|stop"
    r"|keep|thank\w*|right|wrong|sure|fine|because|since|too|very|after|before|until|not|undo|back|forget|drop|skip"
    r"|of|who|whom|person|whole|series|everything|every\w*|entire|today|tomorrow)\b",
    re.IGNORECASE,
)
_LEFT_OUT = re.compile(
    r"[\s,]*\b(?:(?:and |but )?(?:definitely )?(?:except(?: for)?|apart from|other than|but not|not|keep|leave|spare)"
    r"|but)\s+(?P<who>[^,;.!?]+?)(?: as (?:it|they|he|she) (?:is|are)| alone| out| in)?(?=[,;.!?]|$)",
    re.IGNORECASE,
)
_EVERYTHING = re.compile(r"\b(?:all|every\w*|both|any)\b", re.IGNORECASE)
_SEVERAL = re.compile(r"\b(?:meetings|calls|bookings|appointments|events)\b", re.IGNORECASE)
_THE_ONE = re.compile(
    r"^(?:with |for |on |at |(?:the |my |our )?(?:[\w-]+ ){1,3}(?:with|on|at|of|for) |the |my )",
    re.IGNORECASE,
)
_NOBODY_LEFT_OUT = re.compile(
    r"\b(?:first|second|third|last|rest|others?|it|that|this|them|series|because|before|after|until|later|only|now"
    r"|yet|just|me|him|her|too|so|going|i|we|he|she|they|is|are|feeling|sure|any ?more)\b",
    re.IGNORECASE,
)
_MAIL = r"<?[^\s<>(),;]+@[^\s<>(),;]+[^\s<>(),;.!?]>?"
_REPLACED = (
    re.compile(rf",?\s*\b(?:instead of|rather than|in place of|(?:and )?not|no longer)\s+{_MAIL}", re.IGNORECASE),
    re.compile(
        rf"\b(?:change|replace|swap|switch|update|correct)\s+(?:(?:the|his|her|their)\s+)?(?:e-?mail|address)?"
        rf"(?:\s+from)?\s*{_MAIL}\s+(?:to|with|by|for|into)\b(?=\s+{_MAIL})",
        re.IGNORECASE,
    ),
    re.compile(rf"\bfrom\s+{_MAIL}(?=\s+to\s+{_MAIL})", re.IGNORECASE),
)


class LeftOut(NamedTuple):
    """A request without the bookings that are to stay, and the words for these."""

    rest: Heard
    besides: str
    several: bool


def left_out(heard: Heard) -> LeftOut | None:
    """ "cancel everything tomorrow except Bo": what is done, and to whom it is not."""
    for hit in _LEFT_OUT.finditer(heard.text):
        alone = re.fullmatch(r"[\s,]*but\s+.*", hit[0], re.I) and not re.match(
            r"[\s,]*but (?:not|keep|leave)", hit[0], re.I
        )
        head = heard.text[: hit.start()]
        if not head.strip() or _NOBODY_LEFT_OUT.search(hit["who"]) or (alone and not _EVERYTHING.search(head)):
            continue
        besides = re.sub(r"'s?(?: \w+)?$", "", _THE_ONE.sub("", hit["who"].strip()))
        rest = Heard(f"{head}{heard.text[hit.end() :]}".strip())
        return LeftOut(rest, besides, bool(_EVERYTHING.search(head) or _SEVERAL.search(head)))
    return None


def other_person(heard: Heard) -> str | None:
    """Who was meant instead, where nothing but that is said; None when nobody is named so."""
    hit = None if heard.times or heard.lengths or heard.mails else _OTHER.fullmatch(heard.text)
    if hit is None:
        return None
    name = re.sub(r"'s?$", "", hit["who"])
    return None if _NO_NAME.search(name) or is_nobody(name) else name


def without_replaced(heard: Heard) -> Heard:
    """The clause without the addresses that are said to hold no longer, where another one is given."""
    if len(heard.mails) < 2:
        return heard
    for pattern in _REPLACED:
        kept = Heard(pattern.sub("", heard.text).strip(" ,"))
        if 0 < len(kept.mails) < len(heard.mails):
            return kept
    return heard
