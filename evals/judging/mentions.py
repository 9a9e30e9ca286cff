"""Whether a text says something: whole words where words have ends, anywhere else any place will do."""

import re
from unicodedata import name, normalize

_SPACED_SCRIPTS = ("LATIN ", "GREEK ", "CYRILLIC ", "ARMENIAN ")
_LETTER = r"[^\W\d_]"


def says(text: str, wanted: str) -> bool:
    """Letter case apart. A letter at an edge of `wanted` must be the edge of a word: “Bo” is not in “book”.

    Digits, signs and scripts that put no blanks between words have no such edges: “9:00” is in “09:00”.
    """
    wanted = _folded(wanted)
    if not wanted:
        return True
    before = f"(?<!{_LETTER})" if _ends_a_word(wanted[0]) else ""
    after = f"(?!{_LETTER})" if _ends_a_word(wanted[-1]) else ""
    return re.search(f"{before}{re.escape(wanted)}{after}", _folded(text)) is not None


def _folded(text: str) -> str:
    return normalize("NFC", normalize("NFC", text).casefold())


def _ends_a_word(character: str) -> bool:
    return character.isalpha() and name(character, "").startswith(_SPACED_SCRIPTS)
