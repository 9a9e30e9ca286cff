"""Text as typed, made comparable: one apostrophe, no hidden characters, lower-case words."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from graph.when.words.vocabulary import NUMBERS

_ALONE = re.compile(
    rf"\W*(?:number |option |no\.? ?|#)?(\d{{1,2}}|{'|'.join(NUMBERS)})\W*(?:please|pls|thanks|thank you)?\W*", re.I
)

MAIL = r"[^\s<>(),;:\"']+@[^\s<>(),;:\"']+[^\s<>(),;:\"'.!?]"  # an address, without the stop behind it
LONGEST = 2000  # characters that are read; nobody books in more

_SAME = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "−": "-"}
)
_KEPT_CONTROLS = {"\n", "\t"}
_WORD = re.compile(
    r"""
      [^\s@<>(),;]+@[^\s@<>(),;]*[^\s@<>(),;.!?]            # an address
    | [ap]\.m\b
    | \d\w*(?:[.:]\d\w*)*(?:-\w+(?:[.:]\d\w*)*)*             # 2:30pm, 2-2:30pm, 2026-11-25, 30-minute, 5th
    | [^\W\d_]+(?:['-][^\W_]+)*
    | [👍👌👎✅🆗🙏]
    """,
    re.VERBOSE,
)
_BLANKS = re.compile(r"\s+")
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}\b")


def visible(text: str) -> str:
    """The text without control, format (zero-width, bidi) and private characters; line ends become spaces."""
    if text.isascii() and text.isprintable():
        return text
    kept = (
        c if c not in _KEPT_CONTROLS else " " for c in text if c in _KEPT_CONTROLS or unicodedata.category(c)[0] != "C"
    )
    return "".join(kept)


def tidy(message: str) -> str:
    """What is read of a message: at most LONGEST visible characters, plain quotes and dashes, case kept."""
    return plain(as_lines(message)).replace("\n", " ")


@lru_cache(maxsize=64)
def as_lines(message: str) -> str:
    """As `tidy`, every character in the same place, but with the quotes as typed and the line ends kept."""
    kept = "\n".join(map(visible, message[: 2 * LONGEST].split("\n")))
    return _BLANKS.sub(lambda hit: "\n" if "\n" in hit[0] else " ", unicodedata.normalize("NFC", kept)).strip()[
        :LONGEST
    ]


def plain(text: str) -> str:
    """With one kind of quotes and dashes; as long as before."""
    return text.translate(_SAME)


def words(message: str) -> list[str]:
    """Lower-case words and approving emoji in order; "Yesss!" is "yes", "2:30pm" and "ana@example.com" stay whole."""
    return list(_words(message))


def number_alone(message: str) -> int | None:
    """ "2", "#2", "option two please": a message that is only a number."""
    hit = _ALONE.fullmatch(message.strip())
    return (NUMBERS.get(hit[1].lower()) or int(hit[1])) if hit else None


@lru_cache(maxsize=64)
def _words(message: str) -> tuple[str, ...]:
    """Cut once for each text: the same message is compared with a yes, a no and a never mind."""
    lowered = unicodedata.normalize("NFKC", tidy(message)).lower()
    return tuple(_WORD.findall(_DRAWN_OUT.sub(r"\1", lowered)))


def texts_in(value: object) -> Iterator[str]:
    """Every text of plain data, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts_in(part)
