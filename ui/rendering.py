"""Text from outside into something a browser only shows: nothing in it is ever markup, a link or an address."""

import string
import unicodedata

# Every ASCII punctuation mark as a numeric entity: HTML finds no tag and no end of an attribute.
_ENTITIES = {ord(mark): f"&#{ord(mark)};" for mark in string.punctuation}
# Control, surrogate and invisible formatting characters (bidi overrides, zero-width ones) can make a text lie.
_UNSEEN = ("Cc", "Cf", "Cs", "Co")


def encoded(text: str) -> str:
    """The text such that HTML shows exactly it, on one line; good as an attribute's value too."""
    return plain(text).translate(_ENTITIES)


def plain(text: str) -> str:
    """The text on one line without what cannot be seen; for places that show text as it is."""
    return " ".join("".join(c for c in text if c.isspace() or unicodedata.category(c) not in _UNSEEN).split())


def paragraphs(text: str) -> str:
    """The text with its line breaks and blank lines kept, everything else as in `encoded`."""
    return "\n".join(encoded(line) for line in text.splitlines())
