"""Where the other side is: "10 his time, he is in New York" is 10 New York time."""

import re

from graph.when.words.zone_names import LONGEST_NAME_IN_WORDS, ZONE_WORDS

_THEIR_TIME = re.compile(r"\b(?:his|her|their|your)(?: own| local)? time\b", re.I)
_SWITCH = re.compile(
    r"\b(?:use|switch(?: me| it| everything)?(?: over)? to|change (?:it |everything |me )?to|set (?:it |me )?to"
    r"|show (?:me )?(?:it|everything|(?:all |the )*times) in|work in) (?:the )?(?P<zone>[a-z][\w /+-]*?)(?:'s)? time"
    r"(?: ?zone)?(?:,? (?:please|pls|from now on|now|for now|this week|today|instead))*[.!]?$",
    re.I,
)
_WORD = r"[^\W\d_][\w.'-]*"
_IN = re.compile(rf"\bin (?P<place>{_WORD}(?: {_WORD}){{0,3}})", re.I)
_ASKS_TIME = re.compile(r"\b(?:what time|when)\b", re.I)
_SOMEWHERE = re.compile(
    rf"[\s,;.(-]*\b(?:(?:and|since|because|as) )?"
    rf"(?:(?:he|she|they|which)(?:['’](?:s|re)| is| are)?|who is|who's)?\s*"
    rf"(?:currently |now |based |living |lives? |sitting |over )*in (?P<place>{_WORD}(?: {_WORD}){{0,3}})",
    re.I,
)


def zone_switched_to(message: str) -> str | None:
    """ "Use Tokyo time please", "switch to Tokyo time": the zone, as typed; a "later time" is none."""
    for hit in _SWITCH.finditer(message):
        if hit["zone"].lower() in ZONE_WORDS and ZONE_WORDS[hit["zone"].lower()].region not in ("mine", "theirs"):
            return hit["zone"]
    return None


def with_their_zone(message: str) -> str:
    """The message with the place put where "his time" stands, and the words about the place left out."""
    said = _THEIR_TIME.search(message)
    if said is None:
        return message
    for hit in _SOMEWHERE.finditer(message):
        if place := _zone_words(hit["place"]):
            end = hit.start("place") + len(place)
            apart = message[: hit.start()] + message[end:].removeprefix(")")
            before, _, after = apart.partition(said[0])
            if before.rstrip().endswith("(") and ")" not in after:
                before = before.rstrip().removesuffix("(")
            return f"{before}{place} time{after}"
    return message


def asked_in(message: str) -> str | None:
    """ "What time is my call in Lima?": the place whose clock is asked for."""
    asked = _ASKS_TIME.search(message)
    hits = _IN.finditer(message, asked.end()) if asked else ()
    return next((place for hit in hits if (place := _zone_words(hit["place"]))), None)


def _zone_words(words: str) -> str | None:
    """The longest beginning of the words that names a zone."""
    parts = words.split(" ")
    for length in range(min(len(parts), LONGEST_NAME_IN_WORDS), 0, -1):
        named = " ".join(parts[:length]).rstrip(".,'")
        if named.lower() in ZONE_WORDS:
            return named
    return None
