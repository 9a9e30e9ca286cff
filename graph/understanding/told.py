"""Free text inside a message: what is quoted, and what follows a teller ("reason:", "tell her", "because", "about").

It is found before times, people and requests are looked for, and kept whole: whoever reads the rest reads what is left.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from graph.understanding.sentences import LINK, REQUEST, SENTENCE_END
from graph.understanding.text import as_lines, plain
from graph.when import find_times


class ToldKind(StrEnum):
    """What a piece of free text is for."""

    REASON = "reason"
    MESSAGE = "message"  # for the other side
    NOTE = "note"
    TOPIC = "topic"  # what the meeting is about
    QUOTED = "quoted"  # in quotation marks, and nothing says what for
    PRIVATE = "private"  # for nobody else to read: "don't tell him that …"


class Told(NamedTuple):
    """One piece of free text. `start` and `end` are places in the tidied message, its teller included."""

    kind: ToldKind
    text: str  # as typed, on one line
    start: int
    end: int
    adds: bool = False  # "add to the note": to what is there already


_KINDS = {
    "reason": ToldKind.REASON,
    "message": ToldKind.MESSAGE,
    **dict.fromkeys(("note", "comment", "remark"), ToldKind.NOTE),
    **dict.fromkeys(("topic", "agenda", "subject"), ToldKind.TOPIC),
}
_NOUN = rf"(?:(?:the|an?|this|that|its|my|his|her|their|short|only) )*(?P<noun>{'|'.join(_KINDS)})s?\b"
_WHOM = (
    r"(?:him|her|them|everyone|everybody|both|(?:the|my|our|mr|mrs|ms|dr)\.? \w+"
    r"|(?!(?:me|us|you|it|that|what|when|who|if|about|how|myself|more|all|the|my)\b)[^\W\d_]\w+(?: (?!I\b)[A-Z]\w+)?)"
)
_SUBJECT = r"(?:i|s?he|we|they|there|something|it(?!(?: is|'s) (?:the|on|at|with|in)\b))"
_CLAUSE = (  # somebody and what they do, which is no wish
    rf"(?:{_SUBJECT}(?:'| (?!want|mean|prefer|would|also))|(?:im|ive|hes|shes) "
    r"|(?!(?:it|that|this|what|who|which|when|where|and|or|but|so|if|well|much|you)\b)"
    r"(?:(?:my|our|his|her|their|the) )?(?:[\w-]+ ){1,2}?"
    r"(?:is|are|was|were|has|have|had|will|can|can't|cannot|won't|doesn't|didn't|needs?|fell|got|went|came|left"
    r"|(?!scheduled|called|booked)\w{3,}ed)\b)"
)
_PUT_AS = (
    r"(?:give|mention|put|use|state|add|write|enter|set) (?P<text>\"[^\"]+\"|(?!it\b|this\b|that\b)[^.;:!?\"]{2,120}?)"
    rf" (?:as|in|into|to|for) {_NOUN}(?=\W*(?:$|[.,;!?]))"
)
_QUOTE_NEXT = r"(?=,? ?\")"
# Each may begin at the start, or behind a blank; a link is what may stand between it and the text.
_TELLERS = tuple(
    (kind, re.compile(rf"(?:^|(?<=[\s(])){teller}", re.I | re.M))
    for kind, teller in (
        (
            ToldKind.PRIVATE,
            r"(?:but )?(?:(?:don'?t|do not|never|no need to|without) (?:tell|mention|say|let|writ|giv|send|add|put|note"
            r"|includ)\w*"
            r"|(?:no notes?|nothing) (?:about|on)"
            r"|between (?:us|you and me|ourselves)|confidential\w*|just for (?:you|me))\b",
        ),
        (None, _PUT_AS),
        (
            None,
            r"(?P<verb>(?:(?:and|with|as|for|please|also|give|add|put|leave|include|write|use|make|change|set|to|in|say"
            rf"|send|him|her|them),? )*){_NOUN}"
            rf"(?P<link>(?:,? (?:that|saying|to say|is|was|should be|put|write|only|to)\b|:| -+(?= )|{_QUOTE_NEXT})+)",
        ),
        (None, r"(?<=[,;.!?\n] )(?P<noun>topic|reason|note) (?=\w)"),
        (
            ToldKind.MESSAGE,
            rf"(?:(?:and|but|also|please|then),? )*(?:(?:tell|inform|notify|message|text) {_WHOM}|let {_WHOM} know"
            r"|ask (?:him|her|them)(?= to )|saying"
            rf"|(?<!to )(?:say|write)(?: back)?(?: to \w+)?(?:(?=:| that\b)|{_QUOTE_NEXT}))"
            r"(?:,? (?:that|to)\b)?:?",
        ),
        (
            ToldKind.REASON,
            r"(?:(?:because|cause|cuz)(?: of)?|due to|owing to|on account of"
            rf"|(?:since|(?<!same )as(?! \w+ (?:is|are)\b\W*(?:$|[,.])))(?= {_CLAUSE})):?",
        ),
        (ToldKind.TOPIC, r"(?:about|regarding|concerning|re:|to (?:discuss|talk about|go over))"),
    )
)
_CHANGES = re.compile(r"\b(?:change|set|make) ", re.I)
_NEXT_NOUN = re.compile(rf"[,;]\s+(?:and )?{_NOUN}:", re.I)
_IS_OFF = re.compile(r"\b(?:cancel|declin|reject|call\w* off|scrap|drop|delete|remove|clear)\w*\b", re.I)
STORY = re.compile(rf"(?:[,;:]|\s-+)\s+(?P<text>(?:(?:sorry|unfortunately|sadly),? )?{_CLAUSE})", re.I)
# "The call my train …" tells why, "the call I booked" which one.
_NOUN_OF_ONE = re.compile(r"\b(?:call|meeting|session|appointment)\b(?= (?:the|my|our|his|her)\b)", re.I)
_BEHIND_A_TIME = re.compile(rf"\s+(?P<text>(?=(?:{_SUBJECT}|im|the|my|our|his|her)\b){_CLAUSE})", re.I)
# Of a meeting that is wished for "about" tells the topic, of one there is which one is meant.
_WISHES = re.compile(
    r"\b(?:book|schedul|set ?up|arrange|event|meet|call|chat|talk|appointment|session|min\b|slot|intro|consult)", re.I
)
_NO_TOPIC_IN = re.compile(
    r"^\W*(?:wh\w+|how|is|are|do|did|show|list|find)\b|\b(?:what|sorry|know|ask|think)$|\b(?:tell|move|reschedul|push"
    rf"|shift|postpone|accept|confirm)|{_IS_OFF.pattern}",
    re.I,
)
_NO_TOPIC = re.compile(r"\s*(?:it|that|this|them|\d)\b", re.I)
_QUOTED = re.compile(r"\"[^\"]{2,}?\"")
_BEYOND = re.compile(r"(?i:,? and)? with (?=[A-Z])|[\s,<(]+\S+@\S+")
_MARK = 0x2801  # the first of a block of signs that nobody types
_CLOSES = {"“": "”“", "„": "“”", "”": "”"}
_OPENS = re.compile(r",? ?\"")
_BLANK = re.compile(r"\s*")
_REQUESTS = re.compile(REQUEST, re.I)
_ASKS = re.compile("wh", re.I)
_LAST = re.compile(r"\s*(?:$|[,.;(<\n]|(?:with|for|at|on|and)\b)")  # nothing of the sentence but more of the wish
_LEADS_TO_A_TIME = re.compile(r"\s+(?:on|at|for|from|in|by)\s*$", re.I)
_WE_WANT = re.compile(
    r"(?:and |please )?(?:(?:we|i|s?he|they)(?:'d like| would like| wants?| needs?)|it'?s|it is|it goes|this is) $",
    re.I,
)
_GOES_ON = re.compile(r"\s*(?:$|\W|(?:and|as|in|into|to|for|please|then|but|on|at|with)\b)", re.I)


@lru_cache(maxsize=64)
def told_in(message: str) -> tuple[Told, ...]:
    """Every piece of free text in the message, in order; they do not overlap."""
    typed = as_lines(message)
    text = plain(typed)
    found: list[Told] = []
    at = 0
    while (teller := _next(text, at)) is not None:
        piece = _piece(*teller, typed, text)
        found += [piece] if piece else []
        at = piece.end if piece else teller[1].end()
    if not any(piece.kind is ToldKind.PRIVATE for piece in found):
        found += _stories(typed, text, found)
    taken = sorted(found, key=lambda piece: piece.start)
    quoted = (
        hit for hit in _QUOTED.finditer(text) if not any(p.start < hit.end() and hit.start() < p.end for p in taken)
    )
    taken += [_told(ToldKind.QUOTED, typed, hit.start(), hit.end(), (hit.start() + 1, hit.end() - 1)) for hit in quoted]
    return tuple(sorted(taken, key=lambda piece: piece.start))


class Marked(NamedTuple):
    """A message with one mark in place of each piece of free text; bare quotes stay."""

    text: str
    told: tuple[Told, ...]

    @classmethod
    def of(cls, message: str) -> "Marked":
        """The message as typed where it holds no free text."""
        told = tuple(piece for piece in told_in(message) if piece.kind is not ToldKind.QUOTED)
        text = plain(as_lines(message)) if told else message
        for n, piece in reversed(tuple(enumerate(told))):
            text = f"{text[: piece.start]}{chr(_MARK + n)}{text[piece.end :]}"
        return cls(text, told)

    def place(self, at: int) -> int | None:
        """Where a character of the tidied message stands now; None when it is free text."""
        if any(piece.start <= at < piece.end for piece in self.told):
            return None
        return at - sum(piece.end - piece.start - 1 for piece in self.told if piece.end <= at)

    def taken(self, part: str) -> tuple[str, tuple[Told, ...]]:
        """A part of the text without its marks, and what they stand for."""
        if not self.told:
            return part, ()
        told = tuple(self.told[ord(c) - _MARK] for c in part if 0 <= ord(c) - _MARK < len(self.told))
        rest = "".join(" " if 0 <= ord(c) - _MARK < len(self.told) else c for c in part)
        return re.sub(r"[ ,;:-]+(?=[.!?,;]|$)|\.(?= ?\.)", "", " ".join(rest.split())), told


def _next(text: str, at: int) -> tuple[ToldKind | None, re.Match[str]] | None:
    """The first teller from a place on; of two that begin together the one that stands first in the table."""
    hits = [(kind, hit) for kind, teller in _TELLERS if (hit := teller.search(text, at)) is not None]
    return min(hits, key=lambda pair: pair[1].start(), default=None)


def _piece(kind: ToldKind | None, hit: re.Match[str], typed: str, text: str) -> Told | None:
    """What a teller tells; None when it is none here ("what about friday?", "put it in my agenda")."""
    groups = hit.groupdict()
    noun, link = (groups.get("noun") or "").lower(), groups.get("link") or ""
    told = kind or _KINDS[noun]
    if "text" in groups:
        return None if noun == "agenda" else _told(told, typed, hit.start(), hit.end(), hit.span("text"))
    if noun and ((" to" in link and not _CHANGES.search(hit[0])) or (noun == "agenda" and ":" not in link)):
        return None
    start = hit.start()
    begin = start if told is ToldKind.PRIVATE else _BLANK.match(text, hit.end()).end()  # type: ignore[union-attr]
    span = _quotation(typed, text, begin)
    if span is None:
        ends = _ends(text, begin, whole=":" in hit[0])
        span = _topic(text, hit, begin, ends) if told is ToldKind.TOPIC and not noun else (begin, ends)
        if span and told is ToldKind.TOPIC and span[1] == ends and (lead := _WE_WANT.search(text, 0, start)):
            start = lead.start()
    adds = (groups.get("verb") or "").lower().startswith("add ")
    piece = _told(told, typed, start, max(hit.end(), span[1]), span, adds=adds) if span else None
    return piece if piece and re.search(r"\w", piece.text) else None


def _told(kind: ToldKind, typed: str, start: int, end: int, span: tuple[int, int], *, adds: bool = False) -> Told:
    """The piece with its text as typed, on one line; quotation marks around all of it are none of its words."""
    end = start + len(typed[start:end].rstrip(" \n.!?;"))  # the end of the sentence stays where it is
    said = " ".join(typed[span[0] : span[1]].split()).strip(" ,;")
    if said[:1] in ('"', *_CLOSES) and said[-1:] in '"”“' and len(said) > 1:
        return Told(kind, said[1:-1].strip(), start, end, adds)
    return Told(kind, said if said.endswith("..") else said.rstrip("."), start, end, adds)


def _quotation(typed: str, text: str, begin: int) -> tuple[int, int] | None:
    """From an opening quote to the one that closes it, unless the sentence goes on as if it were one of its words."""
    opening = _OPENS.match(text, begin)
    if opening is None:
        return None
    mark = typed[opening.end() - 1]
    closing = next((at for at in range(opening.end(), len(typed)) if typed[at] in _CLOSES.get(mark, mark)), None)
    if closing is None or not _GOES_ON.match(text, closing + 1):
        return None
    return opening.end() - 1, closing + 1


def _ends(text: str, begin: int, *, whole: bool) -> int:
    """Where the sentence ends, or the line; or, unless it is told as a whole, where a request follows on."""
    hidden = _QUOTED.sub(lambda hit: "§" * len(hit[0]), text)
    places = [len(text)]
    for hit in SENTENCE_END.finditer(hidden, begin):
        if not hit[0].startswith(";") or _REQUESTS.match(hidden, hit.end()):
            places.append(hit.start() + len(hit[0].rstrip()))
    line = hidden.find("\n", begin)
    places += [line] if line >= 0 else []
    if (noun := _NEXT_NOUN.search(hidden, begin)) is not None:
        places.append(noun.start())
    if not whole:
        places += [hit.start() for hit in LINK.finditer(hidden, begin) if not _ASKS.match(hidden, hit.end())]
    return min(places)


def _topic(text: str, hit: re.Match[str], begin: int, end: int) -> tuple[int, int] | None:
    """What follows "about", up to the words for the time, the address or the person of the meeting."""
    starts = max((ending.end() for ending in SENTENCE_END.finditer(text, 0, hit.start())), default=0)
    before = text[starts : hit.start()].strip(" ,-")
    if (
        (before and not _WISHES.search(before) and not _WE_WANT.search(f"{before} "))
        or _NO_TOPIC_IN.search(before)
        or _NO_TOPIC.match(text, hit.end())
    ):
        return None
    dated = any("clock" in words.holds for words in find_times(text[: hit.start()]))
    times = [(begin + words.start, begin + words.end) for words in find_times(text[begin:end])]
    if times and times[0][0] == begin:
        return None
    apart = [at for at, over in times if "," in text[at - 3 : at] or (not dated and _LAST.match(text, over, end))]
    stop = min([*apart, *(beyond.start() for beyond in _BEYOND.finditer(text, begin, end)), end])
    leading = _LEADS_TO_A_TIME.search(text, begin, stop) if stop in apart else None
    return begin, leading.start() if leading else stop


def _stories(typed: str, text: str, found: list[Told]) -> Iterator[Told]:
    """ "cancel Emma, she left us", "cancel it on monday the kids are ill": why, though no word says that it is."""
    off = _IS_OFF.search(text)
    if off is None or any(piece.start < off.start() < piece.end for piece in found):
        return
    end = _ends(text, off.end(), whole=True)
    times = (off.end() + words.end for words in find_times(text[off.end() : end]))
    nouns = (noun.end() for noun in _NOUN_OF_ONE.finditer(text, off.end(), end))
    hits = [STORY.search(text, off.end(), end), *(_BEHIND_A_TIME.match(text, at, end) for at in (*times, *nouns))]
    for hit in filter(None, hits):
        start = hit.start("text")
        if not _REQUESTS.match(text, start) and not any(piece.start <= start < piece.end for piece in found):
            stop = min([_ends(text, start, whole=False), *(piece.start for piece in found if piece.start > start)])
            yield _told(ToldKind.REASON, typed, hit.start(), stop, (start, stop))
            return
