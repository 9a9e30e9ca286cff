"""A card's words taken apart: the block of "label: value" lines, and the sentences around it."""

from dataclasses import dataclass


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


def _row(line: str) -> tuple[str, str]:
    label, colon, value = line.partition(": ")
    return (label, value) if colon else ("", line)
