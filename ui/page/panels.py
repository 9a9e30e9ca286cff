"""What stands around the chat, as HTML and Markdown: the status line, the event types, the trace. All of it encoded."""

from collections.abc import Sequence

from tools.calcom.models import EventType
from ui.opening import Status
from ui.rendering import encoded
from ui.trace import Step, Trace

_DEMO = '<span class="mark" data-calcom="demo">Demo<span class="rest"> calendar</span></span>'


def status_line(status: Status, zone: str) -> str:
    """One line of marks, with a data attribute each, for people and tests alike."""
    is_model = status.interpreter == "model"
    model = [_mark("interpreter", status.interpreter_words, status.interpreter)] if is_model else []
    marks = [
        _DEMO if status.is_demo else _mark("calcom", status.calcom_words, "real"),
        *model,
        _mark("account", status.account),
        _mark("zone", zone),
    ]
    notices = "".join(f'<p class="notice" role="status">{encoded(notice)}</p>' for notice in status.notices)
    return f'<div class="status">{"".join(marks)}</div>{notices}'


def _mark(name: str, text: str, value: str | None = None) -> str:
    return f'<span class="mark" data-{name}="{encoded(value or text)}">{encoded(text)}</span>'


def event_type_list(event_types: Sequence[EventType]) -> str:
    """All event types, the hidden ones counted and marked; only the others are ever offered."""
    hidden = sum(event_type.hidden for event_type in event_types)
    counted = f"Loaded {len(event_types)} event type{'' if len(event_types) == 1 else 's'}"
    aside = f", {hidden} hidden (never offered)" if hidden else ""
    items = "".join(map(_event_type, event_types))
    head = f'<p class="loaded" data-loaded="{len(event_types)}">{counted}{aside}</p>'
    return f'<div class="event-types">{head}<ul>{items}</ul></div>'


def _event_type(event_type: EventType) -> str:
    lengths = " / ".join(map(str, sorted(event_type.lengths)))
    notes = [f"{lengths} min"]
    notes += ["needs your confirmation"] if event_type.may_need_confirmation else []
    notes += ["hidden"] if event_type.hidden else []
    kind = "hidden-type" if event_type.hidden else "offered-type"
    return f'<li class="{kind}"><span>{encoded(event_type.title)}</span><small>{encoded(", ".join(notes))}</small></li>'


def event_types_failed(sentence: str) -> str:
    """In place of the list when it could not be had."""
    return f'<div class="event-types"><p class="failed">{encoded(sentence)}</p></div>'


def note_below(sentence: str) -> str:
    """Below the fields: that it was saved, or why not."""
    return f'<p class="zone-note" role="status">{encoded(sentence)}</p>'


def trace_table(trace: Trace | None, *, card: str = "", gesture: str = "", talk: str = "") -> str:
    """The nodes of the last turn with their times, Cal.com's calls indented below, and the cost.

    `card` is the hash of the card that is open beside it, `talk` a digest of the conversation it is of, and `gesture`
    what the turn was begun by: the page sends the first two with what is typed, and by the last knows that its own turn
    has ended.
    """
    seen = f'data-card="{encoded(card)}" data-talk="{encoded(talk)}" data-gesture="{encoded(gesture)}"'
    if trace is None:
        return f'<div class="trace" data-status="none" {seen}><p>Nothing has run yet.</p></div>'
    longest = max([step.milliseconds or 0 for step in trace.steps], default=0) or 1
    rows = "".join(_row(step, longest) for step in trace.steps)
    status = "done" if trace.is_done else "running"
    table = f"<table><tbody>{rows}</tbody></table>{_cost(trace)}"
    doing = "" if trace.is_done else f'data-doing="{encoded(trace.doing)}"'
    return f'<div class="trace" data-status="{status}" data-turn="{trace.turn}" {doing} {seen}>{table}</div>'


def written_meanwhile(words: str) -> str:
    """Above the box of a new conversation: what became of a write that was still under way in the one before."""
    return f'<p class="meanwhile" role="status">Meanwhile, in the conversation before: {encoded(words)}</p>'


def not_stopped() -> str:
    """Above the box where Stop came too late."""
    return '<p class="meanwhile" role="status">It is being written to Cal.com already, so it goes on.</p>'


def trace_broken() -> str:
    """In place of the trace of a turn that did not come to its end."""
    return '<div class="trace" data-status="broken"><p>The last turn broke off.</p></div>'


def _row(step: Step, longest: float) -> str:
    took = "…" if step.milliseconds is None else f"{step.milliseconds:.0f} ms"
    width = round(100 * (step.milliseconds or 0) / longest)
    kind = "call" if step.is_call else "node"
    name = f"{step.name} → {step.status or 'no answer'}" if step.is_call else step.name
    bar = f'<td class="bar"><i style="width:{width}%"></i></td>'
    return f'<tr class="{kind}" data-{kind}="{encoded(step.name)}"><td>{encoded(name)}</td>{bar}<td>{took}</td></tr>'


def _cost(trace: Trace) -> str:
    if trace.usage is None:
        return ""
    usage = trace.usage
    tokens = f", {usage.prompt_tokens + usage.completion_tokens} tokens" if usage.model_calls else ""
    model = _count(usage.model_calls, "model call")
    calcom = _count(usage.calcom_calls, "Cal.com call")
    return f'<p class="cost">{trace.milliseconds:.0f} ms · {model}{tokens} · {calcom}</p>'


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
