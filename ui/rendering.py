"""Text from outside into something a browser only shows: nothing in it is ever markup, a link or an address."""

import string
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Literal, NotRequired, TypedDict

from graph.events import Button, Card, CardRow, Conversation, Option, Said

# Every ASCII punctuation mark as a numeric entity: Markdown finds no syntax, HTML no tag, nobody an address to fetch.
_ENTITIES = {ord(mark): f"&#{ord(mark)};" for mark in string.punctuation}
# Control, surrogate and invisible formatting characters (bidi overrides, zero-width ones) can make a text lie.
_UNSEEN = ("Cc", "Cf", "Cs", "Co")

PRESS = "press"
SAY = "say"

_LABELS = {Button.CONFIRM: "Confirm", Button.CHANGE: "Change", Button.CANCEL: "Cancel"}
_ENDING = ("cancel", "decline")  # actions whose card cannot have a "Cancel" of its own: it would seem to do the thing


class Choice(TypedDict):
    """A button under a message: what it shows and what a click sends back."""

    label: str
    value: str


class Message(TypedDict):
    """One bubble, in the form of Gradio's chatbot; `content` is Markdown."""

    role: Literal["user", "assistant"]
    content: str
    options: NotRequired[list[Choice]]


def encoded(text: str) -> str:
    """The text such that Markdown and HTML alike show exactly it, on one line."""
    return plain(text).translate(_ENTITIES)


def plain(text: str) -> str:
    """The text on one line without what cannot be seen; for places that show text as it is."""
    return " ".join("".join(c for c in text if c.isspace() or unicodedata.category(c) not in _UNSEEN).split())


def paragraphs(text: str) -> str:
    """The text with its line breaks and blank lines kept, everything else as in `encoded`."""
    return "\n".join(encoded(line) for line in text.splitlines())


def said(by: Literal["user", "assistant"], text: str) -> Message:
    """A bubble holding exactly this text."""
    return {"role": by, "content": paragraphs(text) or "&#8203;"}


def aside(text: str) -> Message:
    """A bubble in a quiet voice: what is going on, not part of the conversation."""
    return {"role": "assistant", "content": f"*{encoded(text)}*"}


def reply(words: Sequence[str], card: Card | None = None, options: Sequence[Option] = ()) -> list[Message]:
    """The assistant's bubbles: its paragraphs, then the card on its own, and buttons under the last.

    `words` hold neither the card nor the options: these come again as buttons.
    """
    bubbles = [said("assistant", "\n\n".join(words))] if words or not card else []
    if card is not None:
        bubbles.append({"role": "assistant", "content": card_table(card)})
    if choices := [*_picks(options), *_buttons(card)]:
        bubbles[-1]["options"] = choices
    return bubbles


def conversation(so_far: Conversation) -> list[Message]:
    """A conversation shown again; only what is still on the table has buttons."""
    *earlier, last = so_far.said or (None,)
    if last is None or last.by == "user":
        return past(so_far)
    bubbles = [_past(line) for line in earlier if line is not None]
    words = () if last.card else last.words or (last.text,)
    return [*bubbles, *reply(words, so_far.card, so_far.options)]


def past(so_far: Conversation) -> list[Message]:
    """A conversation whose cards and offers are no longer on the table: nothing to press, no question to answer."""
    return [_past(line) for line in so_far.said]


def _past(line: Said) -> Message:
    if line.card is not None:
        return {"role": "assistant", "content": card_table(line.card, is_open=False)}
    return said(line.by, line.text)


def card_table(card: Card, *, is_open: bool = True) -> str:
    """A card's rows as a table between the sentences around them, what changed in bold; asked only while it is open."""
    table = "\n".join(["| | |", "|---|---|", *map(_row, card.rows)])
    question = card.question if is_open else ""
    return "\n\n".join(filter(None, (paragraphs(card.notice), table, paragraphs(question))))


def _row(row: CardRow) -> str:
    value = encoded(row.value)
    return f"| {encoded(row.label)} | {f'**{value}**' if row.changed and value else value} |"


def label_of(button: Button, card: Card | None) -> str:
    """What the button shows under this card."""
    is_keeping = button is Button.CANCEL and card is not None and card.action in _ENDING
    return "Keep it" if is_keeping else _LABELS[button]


def _buttons(card: Card | None) -> Iterable[Choice]:
    """Each button carries the hash of its card, so that a stale one can be told."""
    return [{"label": label_of(b, card), "value": f"{PRESS}:{b}:{card.hash}"} for b in Button] if card else []


def _picks(options: Sequence[Option]) -> list[Choice]:
    return [{"label": plain(option.text), "value": f"{SAY}:{option.n}"} for option in options]
