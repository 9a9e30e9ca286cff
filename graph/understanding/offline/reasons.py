"""Why, what about, and how much of a series: the free words of a clause."""

import re

from graph.understanding.offline.cues.lines import lines
from graph.understanding.offline.heard import Heard
from graph.understanding.schema import Scope
from graph.understanding.scope_words import scope_said

_MARKED_REASON = re.compile(
    lines(r"""
        (?:[,;-]\s*|\s)(?:because(?: of)?|cause|cuz|since|as(?= (?:i|he|she|we|they|my|the)\b)|due to|reason(?: is
          |:)?|on account of)\s+(.{2,300})$
    """),
    re.I,
)
_TOLD_REASON = re.compile(
    lines(r"""
        (?:,|;|\s-+|:)\s+((?:i|he|she|we|they|it|my|his|her|something|there|this|that|too|the)(?:'|\s)(?!(?:one|at
          |on|to|with|same|last|first|second)\b)[^,;]{3,}.{0,200})$
    """),
    re.I,
)
_NO_REASON = re.compile(r"(?:it|that|this) (?:to|on|at)\b|the \S+(?: \S+)? (?:one|booking|meeting|call)$", re.I)
_ABOUT = re.compile(
    lines(r"""
        \b(?:to discuss|to talk about|to go over|(?<!what )(?<!how )(?<!sorry )about(?! (?:it|that|this|them)\b)
          |regarding|re:|concerning|notes?:|agenda:|note that)\s+
          ([^|§]{2,300}?)(?=\s*(?:\||$))
    """),
    re.I,
)


def reason_in(heard: Heard) -> str | None:
    """ "because …" or what follows a comma and tells a story: "…, he's ill". Verbatim, inner commas kept."""
    hit = _MARKED_REASON.search(heard.text) or _TOLD_REASON.search(heard.text)
    return hit[1].strip(" .!") if hit and not _NO_REASON.match(hit[1]) else None


def notes_in(heard: Heard) -> str | None:
    """What the meeting is about, when it is said with words that lead it in."""
    blank = heard.blank
    hit = _ABOUT.search(blank)
    words = hit[1].strip(" .!,") if hit else ""
    return words if re.search(r"[^\W\d_]{2}", words) else None


def scope_in(heard: Heard) -> Scope | None:
    """How much of a series, or of a shared booking, is meant."""
    return scope_said(heard.text) or scope_said(heard.marked)
