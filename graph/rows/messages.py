"""What `calcom-agent understand` prints: a message as an interpreter read it, in the small vocabulary of the scorer."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from graph.understanding.dialogue import Dialogue, Need, Pending, Stage
from graph.understanding.offline.cues.lines import lines
from graph.understanding.offline.heard import Heard
from graph.understanding.offline.when_words import wanted
from graph.understanding.schema import Act, Intent, Understanding
from graph.understanding.yes.approval_grammar import is_approval
from graph.when import (
    Ambiguous,
    ClockTime,
    Day,
    DaySpan,
    Found,
    Instant,
    Meaning,
    Span,
    TimeContext,
    TimeRange,
    resolve,
)

ZONE = ZoneInfo("America/New_York")
_DEFAULT_DAY = "2026-03-04"  # for rows that carry no reference date

_STAGES = {
    "start": Stage.START,
    "answer": Stage.START,
    "question": Stage.QUESTION,
    "options": Stage.OPTIONS,
    "proposal": Stage.PROPOSAL,
    "done": Stage.DONE,
    "closed": Stage.CLOSED,
}
LABELS = {
    Intent.YES: "confirm",
    Intent.ACCEPT: "confirm",
    Intent.NO: "deny",
    Intent.DROP: "deny",
    Intent.DECLINE: "cancel",
    Intent.INVITE: "change_detail",
    Intent.ABSENT: "change_detail",
    Intent.RELOCATE: "change_detail",
    Intent.PICK: "provide_info",
    Intent.ANSWER: "provide_info",
    Intent.SETTINGS: "provide_info",
    Intent.MORE: "change_detail",
    Intent.CHANGE: "change_detail",
    Intent.PAUSE: "smalltalk",
    Intent.SMALL_TALK: "smalltalk",
    Intent.HELP: "smalltalk",
    Intent.UNDO: "cancel",
    Intent.BLOCK_TIME: "book",
    Intent.AGAIN: "smalltalk",
    Intent.CHECK: "list",
    Intent.GO_ON: "confirm",
    Intent.EVENT_TYPES: "list",
    Intent.PROFILE: "out_of_scope",
    Intent.UNCLEAR: "out_of_scope",
    Intent.OUT_OF_SCOPE: "out_of_scope",
    **{
        intent: intent.value
        for intent in (Intent.BOOK, Intent.RESCHEDULE, Intent.CANCEL, Intent.LIST, Intent.AVAILABILITY)
    },
}


def dialogue_of_row(row: Mapping[str, Any]) -> Dialogue:
    """The dialogue a row describes: its state, and what the assistant's last line tells of the pending action.

    Uses: state, prev_assistant, reference_date (read as 09:00 in New York); all may be missing.
    """
    said = str(row.get("prev_assistant") or "")
    stage = _stage(str(row.get("state") or "start"), said)
    day = date.fromisoformat(str(row.get("reference_date") or _DEFAULT_DAY))
    pending = Pending(action=_action(said)) if stage in {Stage.PROPOSAL, Stage.OPTIONS, Stage.QUESTION} else None
    return Dialogue(
        now=datetime.combine(day, time(9), ZONE),
        zone=ZONE.key,
        date_order="MDY",
        stage=stage,
        pending=pending,
        asked=_asked(said) if stage is Stage.QUESTION else (),
        recent=Pending(action=Intent.BOOK) if stage is Stage.DONE else None,
    )


def answer_of(row: Mapping[str, Any], understanding: Understanding) -> dict[str, object]:
    """The scorer's answer: `intent` of the first act, `approves` of the whole; `date`, `time` for rows with spans."""
    text = str(row.get("utterance") or row.get("text") or "")
    dialogue = dialogue_of_row(row)
    answer: dict[str, object] = {
        "intent": _label(understanding.acts[0].intent, dialogue.stage),
        "approves": dialogue.stage is Stage.PROPOSAL
        and is_approval(text, dialogue.pending or Pending(action=Intent.BOOK)),
    }
    if "spans" in row:
        answer["date"], answer["time"] = _date_and_time(text, understanding.acts, dialogue)
    return answer


def _label(intent: Intent, stage: Stage) -> str:
    """What holds no request is talk once everything is done."""
    return "smalltalk" if intent is Intent.UNCLEAR and stage in {Stage.DONE, Stage.CLOSED} else LABELS[intent]


def _stage(state: str, said: str) -> Stage:
    """The row's state; a report of something done is no proposal, and what is read out to be checked is one."""
    if state in {"answer", "done"} and _READ_OUT.search(said):
        return Stage.PROPOSAL
    if state == "proposal" and _REPORTS_DONE.search(said):
        return Stage.DONE
    if state == "question" and _ASKS_ANYTHING_ELSE.search(said):
        return Stage.CLOSED
    if state == "question" and _LOST.search(said):
        return Stage.START
    return _STAGES.get(state, Stage.START)


def _action(said: str) -> Intent:
    if re.search(r"\b(?:cancel|delete|remove|decline)\b", said, re.I):
        return Intent.CANCEL
    return Intent.RESCHEDULE if re.search(r"\b(?:update|change) you want\b", said, re.I) else Intent.BOOK


def _asked(said: str) -> tuple[Need, ...]:
    if _OFFERS.search(said) and not re.search(r"\b(?:what|which|where|when|who)\b", said, re.I):
        return ()
    patterns = (
        (r"\bwhat time|which time|\btime\b", Need.TIME),
        (r"\b(?:day|date|when)\b", Need.DAY),
        (r"e-?mail", Need.ATTENDEE_EMAIL),
    )
    return tuple(need for pattern, need in patterns if re.search(pattern, said, re.I)) or (Need.FIELD,)


_REPORTS_DONE = re.compile(
    lines(r"""
        \b(?:(?:has|have) been|was|is(?: now)?|were|successfully|it's) (?:successfully )?
          (?:booked|made|confirmed|scheduled|reserved|completed|set)\b
        without any issues|\ball done\b|couldn't find|i have (?:successfully )?(?:booked|scheduled)
    """),
    re.I,
)
_READ_OUT = re.compile(
    lines(r"""
        \b(?:please|kindly) (?:verify|check|ensure|review)\b|^check the details\b|\bto confirm\b
        \blet me know if (?:i got|i have|the|these|this|that|everything|anything|all)\b.*\b(?:correct|incorrect|right
          |wrong)
        ^(?:so,? )?(?:that's|you(?:'d| would) like|you want|i'll book|i will book|i'm booking|booking an?
          |an? appointment
          |appointment|a reservation|a booking)\b.* (?:at|on|for) .*\d
    """),
    re.I,
)
_ASKS_ANYTHING_ELSE = re.compile(
    lines(r"""
        \b(?:anything|something|what) else\b|\b(?:further|other|any|more) (?:help|assistance)
        that be all|assist you further|further assist|my services|more information|anything (?:more|different|further)
        is that all|help you (?:any )?(?:further|more)|need more help|\belse (?:i|can|do|you)\b
        (?:can|could|may) i (?:assist|help)(?: you)?(?: with)?(?: anything| something)?\W*$
    """),
    re.I,
)
_LOST = re.compile(
    r"different (?:way|request)|more specific|questions\. what would you like|matching that description", re.I
)
_OFFERS = re.compile(
    lines(r"""
        \b(?:would you|do you|did you|should i|shall i|can i|will i|are you|want me|wanna|how about|how does)\b
        \b(?:does that|work for you|okay\?|right\?|correct\?)
    """),
    re.I,
)


def _date_and_time(text: str, acts: tuple[Act, ...], dialogue: Dialogue) -> tuple[str | None, str | None]:
    """Local date and start the message speaks of, as ISO: of its acts, else of its time words as a whole."""
    in_acts = [words for act in acts for words in (act.when, act.booking and act.booking.when) if words]
    day, clock = None, None
    heard = Heard.of(text)
    for words in (*in_acts, wanted(heard), *(span.text for span in heard.times)):
        if words and not (day and clock):
            another_day, another_clock = _read(words, dialogue)
            day, clock = day or another_day, clock or another_clock
    return day, clock


def _read(words: str, dialogue: Dialogue) -> tuple[str | None, str | None]:
    context = TimeContext.model_validate(
        {
            "now": dialogue.now,
            "user_zone": dialogue.zone,
            "date_order": dialogue.date_order,
            "bare_number_is_time": True,
        }
    )
    result = resolve(words, context)
    if isinstance(result, Found):
        return _parts(result.meaning)
    return _parts(result.candidates[0]) if isinstance(result, Ambiguous) else (None, None)


def _parts(meaning: Meaning) -> tuple[str | None, str | None]:
    match meaning:
        case Instant():
            local = meaning.at.astimezone(ZoneInfo(meaning.zone))
            return local.date().isoformat(), f"{local:%H:%M}"
        case Day():
            return meaning.date.isoformat(), None
        case DaySpan():
            return meaning.first.isoformat(), None
        case ClockTime():
            return None, f"{meaning.time:%H:%M}"
        case TimeRange():
            return None, f"{meaning.start:%H:%M}" if meaning.start else None
        case Span(start=datetime() as start):
            local = start.astimezone(ZoneInfo(meaning.zone))
            return local.date().isoformat(), f"{local:%H:%M}"
    return None, None
