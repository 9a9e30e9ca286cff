"""Several requests in one message: where one ends and the next begins."""

import re

from graph.understanding.offline import cues
from graph.understanding.offline.cues.lines import lines
from graph.understanding.offline.heard import Heard
from graph.understanding.text import tidy

_REQUEST = lines(r"""
        (?:please |can you |could you |can we |could we |can i |i(?:'d like| want
          | need) (?:you )?to |let'?s |i |then |also )*(?:cancel|delete|remove|book|schedule|reschedule|move
          |set ?up|create|make (?:an?|me|it|one|another)|add (?!\d)|invite|show|list|tell|find|what|when(?:'s| is| do
          | can| am)|who|do i|am i|is there|change|push|postpone|arrange|put|reserve|extend|rename|update|confirm
          |decline|accept|let me know|(?:the )?same (?:again|thing|one|meeting|call|booking))\b
    """)
_SENTENCE_END = re.compile(
    lines(r"""
        (?<!\b(?:dr|mr|ms|st|jr|sr|vs|no|nr))(?<!\bmrs)(?<!\bprof)(?<![ap]\.m)(?<!\b\w)(?<!\b(?:jan|feb|mar|apr
          |jun|jul|aug|sep|oct|nov|dec))(?<!\bsept)(?<!\.)(?:[!?;]+|\.(?!\.))\s+(?=\S)
    """),
    re.I,
)
_LINK = re.compile(
    rf"\s*,?\s+(?:and then|and also|and|then|also|plus|but|so)\s+(?={_REQUEST})|\s*,\s+(?={_REQUEST})", re.I
)
_ANOTHER = re.compile(rf",?\s+and\s+(?=(?:an?|another) (?:[\w-]+ ){{0,3}}{cues.KINDS} (?:with|on|at|for)\b)", re.I)
_NAME = (
    rf"(?!(?:{cues.KINDS}|{cues.GENERIC}|then|also|it|that|this|them|the|my|an?|all|both|any|every\w*|please|book|make"
    rf"|add|cancel|move|start|keep|i|we|you|on|in|at)\b)[^\W\d_][\w'.-]+"
)
_TWO_PEOPLE = re.compile(
    rf"\b(?P<verb>(?:cancel|delete|call off|move|reschedule|postpone|push|accept|approve|decline)"
    rf"(?: (?:my |the )?(?:meetings|calls|bookings|appointments) with)?) (?P<first>{_NAME}(?: {_NAME})?),? "
    rf"(?:and|&) (?P<last>{_NAME}(?: {_NAME})?)(?P<rest>(?: (?:to|until|because|on|at|from) [^.!?]*)?)(?=[.,!?]|$)",
    re.I,
)
# "Book Anna thursday at 10 and Bob friday at 11": the verb is said once, each has a time of their own.
_GAPPED = re.compile(
    rf"^(?P<verb>(?:please |can you |could you )?(?:book|schedule|set ?up|arrange|add|put|pencil) (?:in )?"
    rf"(?:(?:an? |the )?(?:[\w-]+ ){{0,3}}{cues.KINDS} )?(?P<with>with )?)(?P<first>{_NAME}\b.*?)"
    rf",? (?:and|then) (?P<again>(?:(?:one|another|another one) )?with )?(?P<last>{_NAME}\b.*)$",
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
    text = _TWO_PEOPLE.sub(_one_by_one, tidy(message))
    sentences = [_spelled_out(part) for part in _SENTENCE_END.split(_keep_ends(text)) if part.strip()]
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
    hit = _GAPPED.match(piece)
    if hit is None or not (Heard(hit["first"]).times and Heard(hit["last"]).times):
        return [piece]
    joined = "" if hit["with"] or not hit["again"] else "with "
    return [f"{hit['verb']}{hit['first']}", f"{hit['verb']}{joined}{hit['last']}"]


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
    links = [*_LINK.finditer(sentence), *_ANOTHER.finditer(sentence)]
    for link in sorted(links, key=lambda hit: hit.start()):
        head = sentence[at : link.start()]
        if re.search(r"\bgo ahead$", head, re.I):
            continue
        if not Heard.of(head).core and "turn" in Heard.of(head).openers:
            continue  # "actually no, cancel Olga" is one clause: a correction
        if Heard.of(head).core or Heard.of(head).openers & {"yes", "no", "praise", "thanks"}:
            pieces.append(head)
            at = link.end()
    return [*pieces, sentence[at:]]
