"""Text as typed, made comparable: one apostrophe, no hidden characters, lower-case words."""

import re
import unicodedata

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
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}\b")


def visible(text: str) -> str:
    """The text without control, format (zero-width, bidi) and private characters; line ends become spaces."""
    kept = (
        c if c not in _KEPT_CONTROLS else " " for c in text if c in _KEPT_CONTROLS or unicodedata.category(c)[0] != "C"
    )
    return "".join(kept)


def tidy(message: str) -> str:
    """What is read of a message: at most LONGEST visible characters, plain quotes and dashes, case kept."""
    text = unicodedata.normalize("NFC", visible(message[: 2 * LONGEST])).translate(_SAME)
    return " ".join(text.split())[:LONGEST]


def words(message: str) -> list[str]:
    """Lower-case words and approving emoji in order; "Yesss!" is "yes", "2:30pm" and "ana@example.com" stay whole."""
    lowered = unicodedata.normalize("NFKC", tidy(message)).lower()
    return _WORD.findall(_DRAWN_OUT.sub(r"\1", lowered))
