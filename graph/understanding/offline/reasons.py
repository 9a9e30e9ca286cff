"""Why, what about, and how much of a series: the free words of a clause."""

import re

from graph.understanding.offline.cues.lines import lines
from graph.understanding.offline.heard import Heard
from graph.understanding.schema import Scope
from graph.understanding.yes.scope_words import scope_said

_MARKED_REASON = re.compile(
    lines(r"""
        (?:[,;-]\s*|\s)(?:because(?: of)?|cause|cuz|since|as(?= (?:i|he|she|we|they|my|the)\b)|due to|reason(?: is
          |:)?|on account of)\s+(.{2,300})$
    """),
    re.I,
)
_TELLER = r"(?:i|he|she|we|they|it|my|his|her|our|something|there|this|that|too|the)(?:'|\s)"
_TOLD_REASON = re.compile(
    rf"(?:,|;|\s-+|:)\s+({_TELLER}(?!(?:one|at|on|to|with|same|last|first|second)\b)[^,;]{{3,}}.{{0,200}})$", re.I
)
# What keeps people from a meeting. A remark without any of it tells what somebody thinks, not why it is cancelled.
_CAUSE = re.compile(
    lines(r"""
        \b(?:ill|sick|unwell|flu|fever|covid|cold|migraine|headache|injured|hurt|broke (?:my|his|her|a)|hospital|doctor
          |dentist|surgery|funeral|died|passed away|emergency|born|pregnan\w+|baby|wedding)\b
        \b(?:came|come|comes|coming|popped|has come) up\b|\bgot in the way\b|\b(?:fell|falls|fallen) (?:through|ill)\b
        \b(?:travel\w*|trip|away|abroad|out of (?:town|office|the (?:office|country))|vacation|holidays?|on leave|flight
          |flying|train|strike|traffic|snow|storm|weather|delayed|stuck|running late)\b
        \b(?:busy|booked|overbooked|double-?booked|clash\w*|conflict\w*|overlap\w*|another (?:meeting|appointment|call)
          |no time|not enough time|too (?:early|late|short notice|soon|far)|deadline|tired(?! of))\b
        \b(?:postponed|no longer|any ?more|not (?:ready|needed|necessary|free|available|feeling|going)|unavailable
          |don'?t need|(?:i|we|they) (?:need|have to|had to|must|got to|forgot)|need more time|mistake|wrong|by accident
          |can'?t (?:make|come|be|do|attend|get)|cannot|won'?t|unable|isn'?t (?:ready|free|available|going|needed)
          |changed|moved|cancell?ed|sorted|solved|resolved|settled|done|finished|quit|left|leaving)\b
    """),
    re.I,
)
_NOT_FOR_THEM = re.compile(
    r"\b(?:don'?t|do not|never|no need to|without) (?:tell|mention|say|let|telling|mentioning|saying|letting)\b"
    r"|\bbetween (?:us|you and me|ourselves)\b|\boff the record\b|\bconfidential\w*"
    r"|\bkeep (?:it|this|that) (?:to|quiet)|\bjust for (?:you|me)\b",
    re.I,
)
_ONLY_MARKED = re.compile(
    rf"^(?:(?:and|but|it'?s|it is|that'?s|this is) )*(?:because(?: of)?|cause|cuz|since|due to|on account of"
    rf"|as(?= {_TELLER})|(?:the |my |his |her )?reason(?: is|:|'s)?)\s+(.{{2,300}})$",
    re.I,
)
_LEADS_A_NOTE = re.compile(
    lines(r"""
        ^(?:and |please |pls |also )*(?:(?:it's|it is|it will be|this is|we want|we need|i want|i need|we'll|i'd like
          |we'd like|we have|the (?:meeting|call|topic|subject) is) )*(?:to (?:discuss|talk about|go over)|about
          |regarding|re:|concerning|agenda(?: is|:)|topic(?: is|:)|note that|(?:add |with )?(?:the |a |this )?notes?:)\s
    """),
    re.I,
)
_QUOTED_NOTE = re.compile(r"\b(?:add|with|put|leave|write)(?: in)? (?:the|a|this|as) notes?:? (?:saying )?$", re.I)
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
    if kept_from_them(heard):
        return None
    if marked := _MARKED_REASON.search(heard.text):
        return _plain(marked[1])
    told = _TOLD_REASON.search(heard.text)
    return _plain(told[1]) if told and _CAUSE.search(told[1]) else None


def reason_told_by(aside: Heard) -> str | None:
    """A sentence of its own as a reason: "Because …", "He's ill", "Something came up"; never one that names others."""
    if kept_from_them(aside) or aside.mails:
        return None
    if marked := _ONLY_MARKED.match(aside.text.strip(" .!")):
        return _plain(marked[1])
    told = re.match(rf"(?:sorry,? )?{_TELLER}", aside.text, re.I) is not None and _CAUSE.search(aside.text) is not None
    return _plain(aside.text) if told else None


def kept_from_them(heard: Heard) -> bool:
    """ "Don't tell him …", "between us": what follows is for nobody else to read."""
    return _NOT_FOR_THEM.search(heard.text) is not None


def _plain(words: str) -> str | None:
    return None if _NO_REASON.match(words) else words.strip(" .!")


def notes_in(heard: Heard) -> str | None:
    """What the meeting is about, when it is said with words that lead it in."""
    if kept_from_them(heard):
        return None
    if quoted := next((span for span in heard.quotes if _QUOTED_NOTE.search(heard.text[: span.start])), None):
        return quoted.text
    hit = _ABOUT.search(heard.blank)
    words = hit[1].strip(" .!,") if hit else ""
    return words if re.search(r"[^\W\d_]{2}", words) else None


def notes_told_by(aside: Heard) -> str | None:
    """A sentence of its own as notes: "Note: …", "It's about …", "We want to discuss …"."""
    return notes_in(aside) if _LEADS_A_NOTE.match(aside.text) else None


def scope_in(heard: Heard) -> Scope | None:
    """How much of a series, or of a shared booking, is meant."""
    return scope_said(heard.text) or scope_said(heard.marked)
