"""Chat for people in a terminal."""

import io
import os
import sys
from collections.abc import Callable, Iterator

import pytest
from rich.console import Console

from graph.events import Button, Conversation, Event, Option
from graph.given.preferences import Preferences
from tests.ui.fakes import FakeAssistant, a_card, a_service, a_turn
from ui.terminal.conversation import Talk
from ui.terminal.terminal import Terminal, typed_ahead


async def test_what_is_in_use_is_said_first() -> None:
    terminal, screen = a_terminal()

    terminal.greet(a_service(), "Europe/Berlin")

    assert "DEMO: mocked Cal.com on this machine · offline interpreter · dana@example.com · Europe/Berlin" in screen()


async def test_a_card_stands_in_a_box_with_its_question_and_a_hint() -> None:
    shown = await answered(a_turn(card=a_card()))

    assert "│ When  Wednesday 25 November 2026, 14:00–14:30 (Europe/Berlin)" in shown
    assert shown.index("╰") < shown.index("Shall I book it?") < shown.index("[Enter] sends · type yes")
    assert shown.count("Ana Ruiz") == 1


async def test_a_value_that_reads_like_a_question_stays_in_its_row() -> None:
    rows = (("Book", "Call"), ("Notes", "Agenda: Shall I bring slides?"))

    shown = await answered(a_turn(card=a_card(rows=rows)))

    assert "│ Notes  Agenda: Shall I bring slides?" in shown
    assert shown.index("Agenda") < shown.index("╰")


async def test_offers_keep_their_numbers_and_a_hint_says_how_to_pick() -> None:
    shown = await answered(a_turn("Free:", options=(Option(n=1, label="Friday, 10:00"),)))

    assert "1. Friday, 10:00" in shown
    assert "type a number" in shown


async def test_neither_markup_nor_escape_codes_of_others_reach_the_screen() -> None:
    shown = await answered(a_turn("Booked: [bold red]Eve[/] \x1b[31m\x1b]0;owned\x07 with you"))

    assert "[bold red]Eve[/]" in shown
    assert "\x1b" not in shown
    assert "\x07" not in shown


async def test_what_is_typed_tells_which_card_its_writer_saw() -> None:
    assistant = FakeAssistant(turns=[a_turn(), a_turn(card=a_card(hash="feed")), a_turn("Booked.")])

    await typed_to(assistant, ["hello", "book it for me", "yes"])

    assert assistant.seen == ["", "", "feed"]


async def test_no_at_a_card_leaves_everything_as_it_is_like_the_button_on_the_page() -> None:
    assistant = FakeAssistant(turns=[a_turn(card=a_card(hash="feed")), a_turn("Dropped."), a_turn()])

    await typed_to(assistant, ["book it for me", " No ", "no"])

    assert assistant.pressed == [("t1", Button.CANCEL, "feed")]
    assert [text for _, text, _ in assistant.heard] == ["book it for me", "no"]


async def test_a_card_left_open_by_an_earlier_run_was_seen() -> None:
    assistant = FakeAssistant(stands={"t1": Conversation(card=a_card(hash="left"))})

    await typed_to(assistant, ["yes"])

    assert assistant.seen == ["left"]


async def test_a_line_typed_before_the_card_was_shown_saw_none() -> None:
    assistant = FakeAssistant(turns=[a_turn(card=a_card(hash="feed")), a_turn(card=a_card(hash="food")), a_turn()])

    await typed_to(assistant, ["cancel two", "yes", "yes"], ahead=[False, True, False])

    assert assistant.seen == ["", "", "food"]


def test_nothing_is_typed_ahead_where_lines_come_through_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("yes\n"))

    assert not typed_ahead()


@pytest.mark.skipif(sys.platform == "win32", reason="has no terminals of this kind")
def test_a_line_that_waits_at_the_keyboard_is_typed_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    keyboard, screen = os.openpty()
    with os.fdopen(screen) as stdin, os.fdopen(keyboard, "w") as fingers:
        monkeypatch.setattr("sys.stdin", stdin)
        before = typed_ahead()
        fingers.write("yes\n")
        fingers.flush()

        assert (before, typed_ahead()) == (False, True)


async def typed_to(assistant: FakeAssistant, lines: list[str], ahead: list[bool] | None = None) -> None:
    """Every line at its prompt; `ahead` tells which of them were there before it."""
    waiting = iter(ahead or [False] * len(lines))
    keys = iter(lines)
    terminal = Terminal(Keyboard(file=io.StringIO(), keys=keys), lambda: next(waiting, False))
    talk = Talk(assistant, "t1", Preferences())
    for line in terminal.lines():
        await terminal.answer(talk, line)


class Keyboard(Console):
    """A console on which these lines are typed, and then Ctrl-D."""

    def __init__(self, file: io.StringIO, keys: Iterator[str]) -> None:
        super().__init__(file=file)
        self._keys = keys

    def input(self, *_: object, **__: object) -> str:
        for key in self._keys:
            return key
        raise EOFError


def a_terminal() -> tuple[Terminal, Callable[[], str]]:
    out = io.StringIO()
    return Terminal(Console(file=out, width=120, highlight=False)), out.getvalue


async def answered(turn: list[Event]) -> str:
    terminal, screen = a_terminal()
    await terminal.answer(Talk(FakeAssistant(turns=[turn]), "t1", Preferences()), "hello")
    return screen()
