"""Why, what about, and how much of a series: the free words of a clause."""

import re

from graph.understanding.dialogue import Pending
from graph.understanding.offline.cues.lines import lines
from graph.understanding.offline.heard import Heard
from graph.understanding.schema import Act, Intent, Scope
from graph.understanding.told import STORY, Told, ToldKind
from graph.understanding.yes.scope_words import scope_said

# What keeps people from a meeting. A remark without any of it tells what somebody thinks, not why it is cancelled.
_CAUSE = re.compile(
    lines(r"""
        \b(?:ill|sick|unwell|flu|fever|covid|cold|hurt|hospital|doctor|dentist|surgery|funeral|died|emergency
          |born|pregnan\w+|baby|wedding)\b
        \b(?:came|come|comes|coming|popped) up\b|\b(?:fell|falls|fallen) (?:through|ill)\b
        \b(?:travel\w*|trip|away|abroad|out of (?:town|office)|vacation|holidays?|leave|flight|flying|train|strike
          |traffic|snow|delayed|stuck|running late)\b
        \b(?:busy|clash\w*|conflict\w*|another (?:meeting|appointment|call)|no time|too (?:early
          |late|short notice|soon|far)|deadline|tired(?! of))\b
        \b(?:postponed|no longer|any ?more|not (?:ready|needed|free|available|feeling|going)|(?:i|we|they) (?:need
          |have to|had to|must|got to|forgot)|mistake|can'?t (?:make|come|be|do|attend|get)|cannot|won'?t|unable
          |changed|moved|sorted|solved|done|finished|quit|left|leaving)\b
    """),
    re.I,
)
_NO_REASON = re.compile(r"(?:it|that|this) (?:to|on|at)\b|the \S+(?: \S+)? (?:one|booking|meeting|call)$", re.I)
_ON_A_BOOKING = {Intent.RESCHEDULE, Intent.CANCEL, Intent.ACCEPT, Intent.DECLINE}
_TAKES_TEXT = {Intent.BOOK, Intent.AVAILABILITY, Intent.CHANGE, Intent.ANSWER, Intent.PICK, *_ON_A_BOOKING}


def reason_in(heard: Heard) -> str | None:
    """What follows a comma and plainly tells why nobody can come: "yes, he's ill". Verbatim, inner commas kept."""
    told = STORY.search(heard.text)
    words = heard.text[told.start("text") :] if told else ""
    return _plain(words) if _CAUSE.search(words) else None


def reason_told_by(aside: Heard) -> str | None:
    """A sentence of its own as a reason: "He's ill", "Something came up"; never one that names others."""
    told = STORY.match(f", {aside.text}") is not None and _CAUSE.search(aside.text) is not None
    return _plain(aside.text) if told and not aside.mails else None


def cause_in(text: str) -> str | None:
    """The sentence of a mail that tells why, as written; all of it, where none does."""
    sentences = [one.strip(" .!") for line in text.splitlines() for one in re.split(r"(?<=[.!?])\s+", line)]
    return next((one for one in sentences if _CAUSE.search(one)), " ".join(filter(None, sentences))) or None


def _plain(words: str) -> str | None:
    return None if _NO_REASON.match(words) else words.strip(" .!")


def takes_text(act: Act) -> bool:
    """Is it something a reason or a note can go with?"""
    return act.intent in _TAKES_TEXT


def with_told(act: Act, told: tuple[Told, ...], pending: Pending | None) -> Act:
    """The act with the free text told to it: why, of a booking there is; what about, of a new one."""
    if any(piece.kind is ToldKind.PRIVATE for piece in told):
        return act.model_copy(update={"reason": None, "notes": None})
    if not told or not takes_text(act):
        return act
    arranges = pending is None or pending.action is Intent.BOOK
    is_new = act.intent not in _ON_A_BOOKING and arranges
    why: tuple[str | None, ...] = () if is_new else tuple(piece.text for piece in told if piece.kind is ToldKind.REASON)
    rest: tuple[str | None, ...] = tuple(piece.text for piece in told if is_new or piece.kind is not ToldKind.REASON)
    if pending is not None and any(piece.adds for piece in told):  # to what is there
        why = (pending.reason, *why) if why and not is_new else why
        rest = (pending.notes if is_new else pending.reason, *rest) if rest else rest
    return act.model_copy(update={"reason": joined(*why) or act.reason, "notes": joined(act.notes, *rest)})


def joined(*texts: str | None) -> str | None:
    """Several texts as one."""
    return ". ".join(text for text in texts if text) or None


def scope_in(heard: Heard) -> Scope | None:
    """How much of a series, or of a shared booking, is meant."""
    return scope_said(heard.text) or scope_said(heard.marked)
