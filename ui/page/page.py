"""The chat page: what stands where, and which handler of ui/page/handlers.py answers which event."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from ui.page.handlers import AS_THIS_BROWSER, NO_DEFAULT, Handlers
from ui.page.panels import trace_table
from ui.zone_choices import ZONES

TITLE = "Calendar assistant"
WELCOME = "### What may I arrange?\n\nI look at the calendar, show what I would do, and do it only after your yes."
EXAMPLES = (  # each has a good answer on any day of the week
    "Book an intro call as soon as possible with Ana Ruiz, ana@example.com",
    "What's free next week for a consultation?",
    "What do I have next week?",
)
DATE_ORDERS = [("5 June (day first)", "DMY"), ("May 6 (month first)", "MDY"), ("May 6 (year, month, day)", "YMD")]
# In ui/page/sending.js: what one gesture sends, what it shows at once, what never arrived, and that a turn has ended.
SENT = "() => window.calendarAssistant.sent()"
ECHO = "(chat) => window.calendarAssistant.echo(chat)"
UNSENT = "() => window.calendarAssistant.unsent()"
FREE = "() => window.calendarAssistant.free()"
BROWSER_FACTS = (Path(__file__).parent / "facts.js").read_text(encoding="utf-8")

_PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}

# ui/page/sending.js lets one turn at a time through; Gradio's own "once" would also drop what is sent as one ends.
_TURN: dict[str, Any] = {**_PRIVATE, "trigger_mode": "multiple"}


@dataclass(frozen=True)
class Parts:
    """The components events read and write."""

    status: gr.HTML
    anew: gr.Button
    chat: gr.Chatbot
    meanwhile: gr.HTML
    box: gr.Textbox
    zone: gr.Dropdown
    zone_note: gr.HTML
    date_order: gr.Dropdown
    default: gr.Dropdown
    load: gr.Button
    event_types: gr.HTML
    trace: gr.HTML


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
    with gr.Row(elem_id="top"):
        gr.HTML(f"<h1>{TITLE}</h1>", elem_id="title")
        status = gr.HTML(elem_id="status")
        anew = gr.Button("New conversation", elem_id="anew", size="sm", scale=0, min_width=150)
    with gr.Row(elem_id="room", equal_height=False):
        with gr.Column(scale=5, min_width=320, elem_id="talk"):
            chat, meanwhile, box = _chat()
        with gr.Column(scale=3, min_width=300, elem_id="side"):
            with gr.Accordion("Settings", open=True, elem_id="settings"):
                zone, zone_note, date_order, default = _settings()
                load = gr.Button("Load event types", elem_id="load", size="sm")
                event_types = gr.HTML(elem_id="event-types")
            with gr.Accordion("Last turn", open=True, elem_id="last-turn"):
                trace = gr.HTML(trace_table(None), elem_id="trace")
            with gr.Accordion("How it decides", open=False, elem_id="graph"):
                gr.Markdown(f"```mermaid\n{diagram}\n```", elem_id="diagram")
    return Parts(status, anew, chat, meanwhile, box, zone, zone_note, date_order, default, load, event_types, trace)


def _chat() -> tuple[gr.Chatbot, gr.HTML, gr.Textbox]:
    chat = gr.Chatbot(
        elem_id="chat",
        show_label=False,
        height="min(68vh, 760px)",
        layout="bubble",
        placeholder=WELCOME,
        examples=[{"text": example} for example in EXAMPLES],
        buttons=[],
        feedback_options=None,
        allow_tags=False,
        latex_delimiters=[],
        sanitize_html=True,
    )
    meanwhile = gr.HTML(elem_id="meanwhile", padding=False)
    box = gr.Textbox(
        elem_id="box",
        show_label=False,
        label="Your message",
        placeholder="Write as you would to a person",
        submit_btn="Send",
        interactive=True,
        lines=1,
        max_lines=6,
        autofocus=True,
        container=False,
    )
    return chat, meanwhile, box


def _settings() -> tuple[gr.Dropdown, gr.HTML, gr.Dropdown, gr.Dropdown]:
    zones = [(AS_THIS_BROWSER, ""), *((name, name) for name in ZONES)]
    zone = gr.Dropdown(zones, value="", label="Time zone", elem_id="zone", allow_custom_value=True)
    zone_note = gr.HTML(elem_id="zone-note", padding=False)
    date_order = gr.Dropdown(DATE_ORDERS, value="DMY", label="Read 5/6 as", elem_id="date-order", filterable=False)
    default = gr.Dropdown([NO_DEFAULT], value="", label="Default event type", elem_id="default-event-type")
    return zone, zone_note, date_order, default


def _wire_chat(parts: Parts, handlers: Handlers) -> None:
    sent, shown = [gr.Textbox(visible=False)], [parts.chat, parts.trace]
    for gesture, answer in (
        (parts.box.submit, handlers.say),
        (parts.chat.example_select, handlers.say_example),
        (parts.chat.option_select, handlers.choose),
    ):
        gesture(None, [parts.chat], [parts.chat], js=ECHO, **_PRIVATE)
        turn = gesture(answer, sent, shown, js=SENT, **_TURN)
        turn.failure(handlers.restore, None, shown, **_PRIVATE)
        turn.then(None, None, None, js=FREE, **_PRIVATE)
    began = parts.anew.click(handlers.start_anew, None, [*shown, parts.meanwhile], trigger_mode="multiple", **_PRIVATE)
    began.then(None, None, None, js=FREE, **_PRIVATE)
    began.then(handlers.meanwhile, None, [parts.meanwhile], trigger_mode="multiple", **_PRIVATE)


def _wire_settings(parts: Parts, handlers: Handlers) -> None:
    parts.zone.input(handlers.choose_zone, [parts.zone], [parts.status, parts.zone, parts.zone_note], **_PRIVATE)
    parts.date_order.input(handlers.choose_date_order, [parts.date_order], None, **_PRIVATE)
    parts.default.input(handlers.choose_default, [parts.default], [parts.event_types, parts.default], **_PRIVATE)
    parts.load.click(handlers.load_event_types, None, [parts.event_types, parts.default], **_PRIVATE)


def _wire_opening(page: gr.Blocks, parts: Parts, handlers: Handlers) -> None:
    """The browser's own facts arrive as the values of two fields nobody sees."""
    facts = [gr.Textbox(visible=False), gr.Textbox(visible=False)]
    shown = [parts.chat, parts.trace, parts.status, parts.zone, parts.date_order]
    page.load(handlers.open, facts, shown, js=BROWSER_FACTS, **_PRIVATE)
    page.load(None, None, [parts.box], js=UNSENT, **_PRIVATE)
    page.load(handlers.meanwhile, None, [parts.meanwhile], **_PRIVATE)
    page.load(handlers.load_event_types, None, [parts.event_types, parts.default], **_PRIVATE)
