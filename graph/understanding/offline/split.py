"""Several requests in one message: where one ends and the next begins."""

import re

from graph.understanding.offline import cues
from graph.understanding.offline.heard import Heard
from graph.understanding.sentences import LINK, REQUEST, SENTENCE_END
from graph.understanding.text import tidy
from graph.when.words.vocabulary import ANY_NUMBER

_ANOTHER = re.compile(
    rf"(?:,?\s+and\s+|(?P<listed>,)\s+)(?=(?:an?|another) (?!half\b|quarter\b)(?:[\w-]+ ){{0,3}}{cues.KINDS}"
    r" (?:with|on|at|for)\b)",
    re.I,
)
_ANNOUNCED = re.compile(
    rf"^\W*(?:(?:{ANY_NUMBER}|a few|several|some|a couple of|[2-6]) (?:quick |more |other )*"
    r"(?:things|requests|tasks|points|changes)|to ?do(?: list)?)(?: (?:please|for you|today|to do))*\s*[:.,-]+\s+",
    re.I,
)
_NEW_LINE = re.compile(rf"[ ,;]*[\r\n]+\s*(?:(?:[-*•]|\d{{1,2}}[.)])\s+|(?={REQUEST}))", re.I)
_NAME = (
    rf"(?!(?:{cues.KINDS}|{cues.GENERIC}|then|also|it|that|this|them|the|my|an?|all|both|any|every\w*|please|book|make"
    rf"|add|cancel|move|start|keep|i|we|you|on|in|at)\b)[^\W\d_][\w'.-]+"
)
_TWO_PEOPLE = re.compile(
    rf"\b(?P<verb>(?:{cues.CANCELS}|{cues.MOVES}|accept|approve|decline)"
    rf"(?: (?:my |the )?(?:meetings|calls|bookings|appointments) with)?) (?P<first>{_NAME}(?: {_NAME})?),? "
    rf"(?:and|&) (?P<last>{_NAME}(?: {_NAME})?)(?P<rest>(?: (?:to|until|because|on|at|from) [^.!?]*)?)(?=[.,!?]|$)",
    re.I,
)
# "Book Anna thursday at 10 and Bob friday at 11": the verb is said once, each has a time of their own.
_GAPPED = re.compile(
    rf"^(?P<verb>{cues.PLEASE}(?:book|schedule|set ?up|arrange|add|put|pencil) (?:in )?"
    rf"(?:(?:an? |the )?(?:[\w-]+ ){{0,3}}{cues.KINDS} )?(?P<with>with )?)(?P<first>{_NAME}\b.*?)"
    rf",? (?:and|then) (?P<again>(?:(?:one|another|another one) )?with )?(?P<last>{_NAME}\b.*)$",
    re.I,
)
# "Move Anna to thursday at 10 and Bob to friday at 11": as above, and also with no verb at all.
_MOVED = rf"(?:(?:the |my )?{cues.ONE}s? with )?{_NAME}(?: {_NAME})?"
_MOVES = re.compile(
    rf"^(?P<verb>{cues.PLEASE}(?:{cues.MOVES}|put) )?"
    rf"(?P<rest>{_MOVED} to .+)$",
    re.I,
)
_SHOULD_GO = re.compile(
    rf"^(?:then |please )*({_MOVED}) (?:should|can|could|must|shall|has to|needs to) "
    rf"(?:go|move|be moved|be) to (?=.*\d)",
    re.I,
)
_EACH_MOVE = re.compile(rf"(?:\s*,\s*(?:and |then )?|\s+(?:and|then) )(?={_MOVED} to\b)", re.I)
_SHARED_DAY = re.compile(r"\s(?:on .+|today|tomorrow|(?:next|this) \w+)$", re.I)
# "cancel my 9 and my 11 tomorrow"
_TWO_HOURS = re.compile(
    rf"^(?P<verb>{cues.PLEASE}{cues.CANCELS} )(?P<my>my|the) (?P<first>\d[\w:.]*)"
    r",? and (?:my |the )?(?P<last>\d[\w:.]*)(?P<rest>\s.*)?$",
    re.I,
)
# "two intros tomorrow, one with Ana at 10 and one with Bob at 11"
_COUNTED = re.compile(
    rf"^(?P<verb>.*?\b)(?:two|three|2|3) (?P<kind>(?:[\w-]+ ){{0,3}}?{cues.KINDS}?)s?(?P<rest>\b[^,:]*)[,:] ?"
    rf"(?P<each>(?:one|the first) .+?,? and (?:(?:one|another|the other|the second)(?: one)?) .+)$",
    re.I,
)
_EACH = re.compile(r",? and (?=(?:one|another|the other|the second)\b)|, (?=one\b)", re.I)
_ONE_OF = re.compile(r"^(?:one|another|the (?:other|first|second))(?: one)?\s+", re.I)
_MOST = 6  # requests that are read of one message


def clauses_of(message: str) -> list[str]:
    """The message in pieces that may each be a request, in order; [] when nothing visible was typed."""
    text = _TWO_PEOPLE.sub(_one_by_one, tidy(_NEW_LINE.sub("; ", _ANNOUNCED.sub("", message))))
    sentences = [_spelled_out(part) for part in SENTENCE_END.split(_keep_ends(text)) if part.strip()]
    linked = (piece for sentence in sentences for part in sentence for piece in _by_links(part))
    pieces = [piece.strip() for part in linked for piece in _ungapped(part)]
    return [piece for piece in pieces if piece][:_MOST]


def _spelled_out(sentence: str) -> list[str]:
    """ "Two intros tomorrow, one with Ana at 10 and one with Bob at 11" as one request for each."""
    hit = _COUNTED.match(sentence)
    if hit is None:
        return [sentence]
    each = [_ONE_OF.sub("", part) for part in _EACH.split(hit["each"])]
    return [f"{hit['verb']}{hit['kind']}{hit['rest']} {part}" for part in each]


def _ungapped(piece: str) -> list[str]:
    """The verb put before the second person as well, when both bring a time of their own."""
    piece = _SHOULD_GO.sub(r"move \1 to ", piece)
    if several := _moves_in(piece) or _hours_in(piece):
        return several
    hit = _GAPPED.match(piece)
    if hit is None or not (Heard(hit["first"]).times and Heard(hit["last"]).times):
        return [piece]
    joined = "" if hit["with"] or not hit["again"] else "with "
    return [f"{hit['verb']}{hit['first']}", f"{hit['verb']}{joined}{hit['last']}"]


def _moves_in(piece: str) -> list[str]:
    """Each move with the verb, and with the day that is said once for all; [] when there are not several."""
    hit = _MOVES.match(piece.strip(" .!"))
    each = [part.partition(" to ") for part in _EACH_MOVE.split(hit["rest"])] if hit else []
    if hit is None or len(each) < 2 or not all(Heard(f"at {to}").times for _, _, to in each):
        return []
    day = _SHARED_DAY.search(each[-1][2])
    shared = day[0] if day and all(re.fullmatch(r"\d[\d:.]*(?: ?[ap]m)?", to) for _, _, to in each[:-1]) else ""
    moved = [f"{who} to {to}{shared}" for who, _, to in each[:-1]] + [f"{each[-1][0]} to {each[-1][2]}"]
    return [f"{hit['verb'] or 'move '}{one}" for one in moved]


def _hours_in(piece: str) -> list[str]:
    """The bookings named by their hours, one by one; [] when it is not two of them."""
    hit = _TWO_HOURS.match(piece)
    hours = (hit["first"], hit["last"]) if hit else ()
    return [f"{hit['verb']}{hit['my']} {hour}{hit['rest'] or ''}" for hour in hours] if hit else []


def _one_by_one(hit: re.Match[str]) -> str:
    """ "cancel Ana and Bob" are two requests, each with what follows; days and times are nobody's names."""
    verb, rest = re.sub(r"(meeting|call|booking|appointment)s with", r"\1 with", hit["verb"]), hit["rest"]
    if Heard(f"{hit['first']} and {hit['last']}").times:
        return hit[0]
    return f"{verb} {hit['first']}{rest}; {verb} {hit['last']}{rest}"


def _keep_ends(text: str) -> str:
    """A question mark is a cue, so it stays with its sentence when the text is cut behind it."""
    return re.sub(r"(\?+)\s+(?=\S)", r"\1. ", text)


def _by_links(sentence: str) -> list[str]:
    """Cut before "and cancel …", but not inside a list of names or a single request."""
    pieces, at = [], 0
    links = [*LINK.finditer(sentence), *_ANOTHER.finditer(sentence)]
    for link in sorted(links, key=lambda hit: hit.start()):
        head = sentence[at : link.start()]
        listed = "listed" in link.groupdict() and link["listed"]
        if re.search(r"\bgo ahead$", head, re.I) or (listed and not Heard.of(head).times):
            continue
        if not Heard.of(head).core and "turn" in Heard.of(head).openers:
            continue  # "actually no, cancel Olga" is one clause: a correction
        if Heard.of(head).core or Heard.of(head).openers & {"yes", "no", "praise", "thanks"}:
            pieces.append(head)
            at = link.end()
    return [*pieces, sentence[at:]]
