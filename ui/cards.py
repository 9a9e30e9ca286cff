"""A card's words taken apart: the block of "label: value" lines, and the sentences around it."""

import re
from dataclasses import dataclass

_QUESTION = re.compile(r"\bShall I [a-z ]+\?$")


@dataclass(frozen=True)
class CardWords:
    """`rows` are (label, value), the label empty where a line has none; `before` and `after` are whole paragraphs."""

    before: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]
    after: tuple[str, ...]


def words_of_card(text: str) -> CardWords:
    """The parts of a card's text, which are separated by blank lines; the longest one holds the rows."""
    blocks = [block for block in text.split("\n\n") if block.strip()] or [text]
    at = max(range(len(blocks)), key=lambda i: blocks[i].count("\n"))
    rows = tuple(_row(line) for line in blocks[at].splitlines())
    return CardWords(tuple(blocks[:at]), rows, tuple(blocks[at + 1 :]))


def is_card(text: str) -> bool:
    """Whether these words have a card's form: rows that name both sides, and at the end the question."""
    parts = words_of_card(text)
    labels = {label for label, _ in parts.rows}
    return {"With", "Host"} <= labels and len(parts.after) == 1 and bool(_QUESTION.search(parts.after[0]))


def _row(line: str) -> tuple[str, str]:
    label, colon, value = line.partition(": ")
    return (label, value) if colon else ("", line)
