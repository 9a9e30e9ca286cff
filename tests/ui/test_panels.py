"""What stands around the chat."""

from graph.events import CalcomCalled, NodeStarted
from tests.ui.fakes import a_turn, an_event_type
from ui.opening import Status
from ui.page.panels import event_type_list, status_line, trace_table
from ui.trace import Trace


def test_the_status_line_names_calendar_account_and_zone() -> None:
    line = status_line(Status("offline", "dana@example.com", "http://127.0.0.1:9", is_demo=True), "Europe/Berlin")

    for mark in ('data-calcom="demo">Demo', "dana&#64;example&#46;com", "Europe&#47;Berlin"):
        assert mark in line


def test_a_real_account_is_shown_with_its_address() -> None:
    line = status_line(Status("model", "dana@example.com", "https://api.cal.com", is_demo=False), "UTC")

    assert 'data-calcom="real"' in line
    assert "https&#58;&#47;&#47;api&#46;cal&#46;com" in line
    assert "language model" in line


def test_all_event_types_are_counted_and_the_hidden_one_is_marked() -> None:
    shown = event_type_list([an_event_type("Intro"), an_event_type("Call"), an_event_type("Secret", hidden=True)])

    assert "Loaded 3 event types, 1 hidden (never offered)" in shown
    assert shown.count('class="hidden-type"') == 1
    assert shown.index('class="hidden-type"') < shown.index("Secret")


def test_one_event_type_is_one() -> None:
    assert "Loaded 1 event type<" in event_type_list([an_event_type("Intro")])


def test_a_title_is_text_whatever_it_holds() -> None:
    shown = event_type_list([an_event_type("<img src=//elsewhere.example/a onerror=alert(1)>")])

    assert "<img" not in shown
    assert "elsewhere.example" not in shown


def test_a_running_turn_says_so_and_a_done_one_gives_its_cost() -> None:
    running = Trace(turn=2).after(NodeStarted(node="parse_intent"))
    done = running
    for event in a_turn(calls=3)[1:]:
        done = done.after(event)

    assert 'data-status="running" data-turn="2"' in trace_table(running)
    assert "…" in trace_table(running)
    assert 'data-status="done"' in trace_table(done)
    assert "44 ms · 0 model calls · 3 Cal.com calls" in trace_table(done)


def test_a_call_without_an_answer_is_shown_as_such() -> None:
    trace = Trace(turn=1).after(CalcomCalled(operation="create_booking", status=None, milliseconds=5000))

    assert "create&#95;booking → no answer" in trace_table(trace)
