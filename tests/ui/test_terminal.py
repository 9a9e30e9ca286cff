"""Chat for people in a terminal."""

import io
from collections.abc import Callable

from rich.console import Console

from graph.events import Event, Option
from graph.given.preferences import Preferences
from tests.ui.fakes import FakeAssistant, a_card, a_service, a_turn
from ui.terminal.conversation import Talk
from ui.terminal.terminal import Terminal


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


def a_terminal() -> tuple[Terminal, Callable[[], str]]:
    out = io.StringIO()
    return Terminal(Console(file=out, width=120, highlight=False)), out.getvalue


async def answered(turn: list[Event]) -> str:
    terminal, screen = a_terminal()
    await terminal.answer(Talk(FakeAssistant(turns=[turn]), "t1", Preferences()), "hello")
    return screen()
