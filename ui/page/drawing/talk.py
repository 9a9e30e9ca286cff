"""The conversation: the person's lines as bubbles, the answers as plain text with their cards, lists and offers."""

from collections.abc import Sequence

from graph.events import Answer, Card
from ui.page.drawing.bookings import booking_list
from ui.page.drawing.card import event_card
from ui.page.drawing.outcome import is_outcome, outcome_card
from ui.page.drawing.pieces import Clock
from ui.page.drawing.times import picks
from ui.page.lines import Line
from ui.rendering import encoded, paragraphs


def talk(lines: Sequence[Line], clock: Clock, *, is_over: bool = True, aside: str = "") -> str:
    """All lines; only under the last is anything to press, and only when no turn runs.

    Args:
        is_over: no turn runs; what stands last is on the table.
        aside: a quiet sentence below: what is going on, not part of the conversation.
    """
    last = len(lines) - 1
    drawn = [_line(line, clock, is_open=is_over and number == last) for number, line in enumerate(lines)]
    below = f'<p class="aside" data-testid="bot">{encoded(aside)}</p>' if aside else ""
    head = '<h2 class="unseen">Conversation</h2>'
    return f'<div class="lines">{head}{"".join(drawn)}{below}</div>'


def _line(line: Line, clock: Clock, *, is_open: bool) -> str:
    if line.answer is None:
        return f'<div class="said user" data-testid="user">{paragraphs(line.text) or "&#8203;"}</div>'
    return f'<div class="said bot" data-testid="bot">{answer(line.answer, clock, is_open=is_open)}</div>'


def answer(told: Answer, clock: Clock, *, is_open: bool) -> str:
    """One answer: its paragraphs, the outcome in place of its sentence, the list, the card, and what can be picked."""
    parts = [_paragraph(words, told, clock, is_open) for words in told.said]
    if told.lists and told.bookings:
        parts.append(booking_list(told.bookings, clock, is_open=is_open))
    if told.card is not None:
        parts.append(event_card(told.card, clock, is_open=is_open))
    if told.options or told.more:
        parts.append(picks(told.options, clock, more=told.more, is_open=is_open))
    return "".join(parts) or '<p class="text">&#8203;</p>'


def _paragraph(words: str, told: Answer, clock: Clock, is_open: bool) -> str:
    result = told.outcome
    if result is not None and is_outcome(result) and words == result.message:
        return outcome_card(result, clock, is_open=is_open and told.card is None)
    return f'<p class="text">{paragraphs(words)}</p>' if words else ""


def open_card(lines: Sequence[Line]) -> Card | None:
    """The card that stands last."""
    return lines[-1].answer.card if lines and lines[-1].answer else None
