"""The chat page: what stands where, and which handler of ui/page/handlers.py answers which event."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from ui.page.handlers import AS_THIS_BROWSER, NO_DEFAULT, Handlers
from ui.page.panels import trace_table
from ui.zone_choices import ZONES

TITLE = "Calendar assistant"
DATE_ORDERS = [("5 June, 14:00", "DMY"), ("May 6, 2:00 PM", "MDY"), ("May 6, 14:00", "YMD")]
LOOKS = Path(__file__).parent / "looks"
# In looks/sending.js: what one gesture sends, what is on the page, what never arrived, and that a turn has ended.
SENT = "() => window.calendarAssistant.sent()"
HERE = "() => window.calendarAssistant.here()"
UNSENT = "() => window.calendarAssistant.unsent()"
FREE = "() => window.calendarAssistant.free()"
BROWSER_FACTS = (LOOKS / "facts.js").read_text(encoding="utf-8")

_PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}

# looks/sending.js lets one turn at a time through; Gradio's own "once" would also drop what is sent as one ends.
_MANY: dict[str, Any] = {**_PRIVATE, "trigger_mode": "multiple"}


@dataclass(frozen=True)
class Parts:
    """The components events read and write."""

    status: gr.HTML
    talks: gr.HTML
    chat: gr.HTML
    meanwhile: gr.HTML
    box: gr.Textbox
    week: gr.HTML
    zone: gr.Textbox
    note: gr.HTML
    date_order: gr.Radio
    default: gr.Radio
    load: gr.Button
    event_types: gr.HTML
    trace: gr.HTML
    go: gr.Button
    arrange: gr.Button
    look: gr.Button
    halt: gr.Button


def build_page(handlers: Handlers, diagram: str) -> gr.Blocks:
    """The page, not yet served. `diagram` is the graph in Mermaid's language."""
    page: gr.Blocks
    with gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True) as page:
        parts = _layout(diagram)
        _wire_chat(parts, handlers)
        _wire_settings(parts, handlers)
        _wire_opening(page, parts, handlers)
    page.queue(default_concurrency_limit=16, max_size=64, api_open=False)
    return page


def _layout(diagram: str) -> Parts:
    status = _top()
    with gr.Row(elem_id="room", equal_height=False):
        with gr.Column(elem_id="talks-side", min_width=0):
            gr.HTML(_button("+ New conversation", "new", kind="new"), elem_id="anew", padding=False)
            talks = _html("talks")
        with gr.Column(elem_id="talk", min_width=0):
            chat, meanwhile, box = _chat()
        with gr.Column(elem_id="week-side", min_width=0):
            week = _html("week")
    with gr.Column(elem_id="settings", min_width=0):
        gr.HTML(f"<header><h2>Settings</h2>{_panel('✕', '', 'Close the settings')}</header>", padding=False)
        zone, note, date_order, default = _settings()
        with gr.Accordion("Details for developers", open=False, elem_id="developers"):
            load = gr.Button("Refresh event types", elem_id="load", size="sm")
            event_types = _html("event-types")
            gr.Markdown(f"```mermaid\n{diagram}\n```", elem_id="diagram")
        trace = gr.HTML(trace_table(None), elem_id="trace", padding=False)
    go, arrange, look, halt = (
        gr.Button(name, elem_id=name, elem_classes="behind") for name in ("go", "arrange", "look", "halt")
    )
    return Parts(
        status, talks, chat, meanwhile, box, week, zone, note, date_order, default, load, event_types, trace,
        go, arrange, look, halt,
    )  # fmt: skip


def _top() -> gr.HTML:
    with gr.Row(elem_id="top"):
        gr.HTML(_panel("☰", "talks-side", "Conversations"), elem_id="to-talks", padding=False)
        gr.HTML(f"<h1>{TITLE}</h1>", elem_id="title", padding=False)
        status = _html("status")
        ways = _panel("▦", "week-side", "Week") + _panel("⚙", "settings", "Settings")
        gr.HTML(ways, elem_id="ways", padding=False)
    return status


def _html(name: str) -> gr.HTML:
    return gr.HTML(elem_id=name, padding=False, apply_default_css=False)


def _button(label: str, does: str, value: str = "", *, kind: str = "plain", described: str = "") -> str:
    name = f' aria-label="{described}"' if described else ""
    return f'<button type="button" class="{kind}" data-does="{does}" data-value="{value}"{name}>{label}</button>'


def _panel(sign: str, name: str, described: str) -> str:
    """A button that shows a part of the page, or hides it again."""
    return _button(sign, "panel", name, kind=f"sign to-{name or 'close'}", described=described)


def _chat() -> tuple[gr.HTML, gr.HTML, gr.Textbox]:
    chat = _html("chat")
    gr.HTML('<p id="doing"></p><p id="live" class="unseen" role="status"></p>', elem_id="going-on", padding=False)
    meanwhile = _html("meanwhile")
    box = gr.Textbox(
        elem_id="box",
        show_label=False,
        label="Your message",
        placeholder="Book, move, cancel, or ask",
        submit_btn="Send",
        interactive=True,
        lines=1,
        max_lines=6,
        autofocus=False,
        container=False,
    )
    gr.HTML(_button("Stop", "stop", described="Stop what is going on"), elem_id="stop", padding=False)
    return chat, meanwhile, box


def _settings() -> tuple[gr.Textbox, gr.HTML, gr.Radio, gr.Radio]:
    """Plain fields: a list that opens over others stays open when one leaves it by the keyboard."""
    zone = gr.Textbox(
        label="Time zone: a city, a country or EST", placeholder=AS_THIS_BROWSER, elem_id="zone", max_lines=1
    )
    gr.HTML(f'<datalist id="zones">{"".join(map(_zone, ZONES))}</datalist>', elem_id="zone-list", padding=False)
    note = _html("zone-note")
    date_order = gr.Radio(DATE_ORDERS, value="DMY", label="5/6 means", elem_id="date-order")
    default = gr.Radio([NO_DEFAULT], value="", label="Default event type", elem_id="default-event-type")
    return zone, note, date_order, default


def _zone(name: str) -> str:
    return f'<option value="{name.replace("_", " ")}"></option>'


def _wire_chat(parts: Parts, handlers: Handlers) -> None:
    shown, beside = [parts.chat, parts.trace], [parts.week, parts.talks]
    turn = parts.go.click(handlers.turn, _told(), shown, js=SENT, **_MANY)
    turn.failure(handlers.restore, _told(), shown, js=HERE, **_PRIVATE)
    turn.then(None, None, None, js=FREE, **_PRIVATE)
    turn.then(handlers.around, _told(), beside, js=HERE, **_MANY)
    arranged = parts.arrange.click(handlers.arrange, _told(), [*shown, parts.meanwhile], js=SENT, **_MANY)
    arranged.then(None, None, None, js=FREE, **_PRIVATE)
    arranged.then(handlers.around, _told(), beside, js=HERE, **_MANY)
    arranged.then(handlers.meanwhile, _told(), [parts.meanwhile], js=HERE, **_MANY)
    parts.halt.click(handlers.stop, _told(), [parts.meanwhile], js=HERE, **_MANY)
    parts.look.click(handlers.around, _told(), beside, js=SENT, **_MANY)


def _told() -> list[gr.Textbox]:
    """What a script tells arrives as the value of a field nobody sees."""
    return [gr.Textbox(visible=False)]


def _wire_settings(parts: Parts, handlers: Handlers) -> None:
    for told in (parts.zone.submit, parts.zone.blur):
        told(handlers.choose_zone, [parts.zone], [parts.status, parts.zone, parts.note], **_PRIVATE)
    parts.date_order.input(handlers.choose_date_order, [parts.date_order], [parts.note], **_PRIVATE)
    chosen = [parts.event_types, parts.default, parts.note]
    parts.default.input(handlers.choose_default, [parts.default], chosen, **_PRIVATE)
    parts.load.click(handlers.load_event_types, None, [parts.event_types, parts.default], **_PRIVATE)


def _wire_opening(page: gr.Blocks, parts: Parts, handlers: Handlers) -> None:
    """First the conversation; what stands beside it knows by then which one it is."""
    facts = [gr.Textbox(visible=False) for _ in range(3)]
    shown = [parts.chat, parts.trace, parts.status, parts.zone, parts.date_order]
    opened = page.load(handlers.open, facts, shown, js=BROWSER_FACTS, **_PRIVATE)
    opened.then(handlers.around, _told(), [parts.week, parts.talks], js=HERE, **_MANY)
    opened.then(handlers.meanwhile, _told(), [parts.meanwhile], js=HERE, **_MANY)
    page.load(None, None, [parts.box], js=UNSENT, **_PRIVATE)
    page.load(handlers.load_event_types, None, [parts.event_types, parts.default], **_PRIVATE)
