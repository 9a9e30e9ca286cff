"""What a text says, claims and asks, read from its words: a name, a success, a question about the e-mail."""

import re
from unicodedata import name, normalize

_DONE = "booked|moved|rescheduled|cancelled|canceled|confirmed|declined|requested"
_CHANGED = "added|noted as absent|new place|kept free"
_HEADLINE = re.compile(
    rf"^(?:\d+\. )?(?:(?:{_DONE}|done)\b[:!.,]|(?:{_CHANGED}):|all set)", re.IGNORECASE | re.MULTILINE
)
_SENTENCE = re.compile(
    rf"\b(?:is|are|was|were|has been|have been|have|i've|i|you're)(?: now| all)? (?:{_DONE})\b", re.IGNORECASE
)
# "…when it is moved", "a booking that is cancelled": said of such things in general, nothing that has been done.
_IN_GENERAL = re.compile(
    r"\b(?:when(?:ever)?|while|as soon as|where(?:ver)?|how|why)\b[^,:–—]*$|\b(?:that|which|who)\s*$",
    re.IGNORECASE,
)
_TWICE = r"(?:twice|again|(?:a second|another|one more) time|more than once|repeatedly)"
_SENT_ONCE = re.compile(
    rf"(?:\bnot|n[’']t|\bnever)\b[^.;!?]{{0,15}}\b(?:sen[dt]|tried|try|repeat(?:ed)?)\b[^.;!?]{{0,25}}\b{_TWICE}\b"
    r"|\bnot (?:been )?repeated\b|\b(?:only|just) sen[dt](?: \w+){0,3} once\b"
    r"|\bsen[dt](?: \w+){0,3} (?:only|just) once\b|\bsent(?: (?:it|this|that|the \w+))? once\b",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"\b(?:not|n't|nothing|never|no|already|whether|if|can't|cannot|unless|before|would|once|elsewhere|meantime|just)\b|n't",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(r"can(?:'|no)t (?:tell|say)|not (?:sure|certain|known)|unknown|unclear whether", re.IGNORECASE)

_ASKS = {
    "email": re.compile(r"e-?mail", re.IGNORECASE),
    "name": re.compile(r"\bwho\b|\bname\b|with whom", re.IGNORECASE),
    "when": re.compile(
        r"\bwhen\b|which (?:day|time|date)|what (?:day|time)|a day and a time|another time", re.IGNORECASE
    ),
    "event_type": re.compile(r"which (?:kind|type|one|of|length)|what kind", re.IGNORECASE),
    "booking": re.compile(r"which (?:booking|one|of|do you)|\bmean\b", re.IGNORECASE),
    "change": re.compile(r"\bchange\b|\bdifferent\b|instead", re.IGNORECASE),
    "field": re.compile(r"still need|\?|\(", re.IGNORECASE),
    "choice": re.compile(r"which|pick|number", re.IGNORECASE),
}
_ASKING = re.compile(r"\?|need to know|i need|please (?:say|tell|name|give)", re.IGNORECASE)


_SPACED_SCRIPTS = ("LATIN ", "GREEK ", "CYRILLIC ", "ARMENIAN ")
_LETTER = r"[^\W\d_]"


def says(text: str, wanted: str) -> bool:
    """Whether the text has these words whole, letter case apart: “Bo” is not in “book”.

    A letter at an edge of `wanted` must be the edge of a word. Digits, signs and scripts that put no blanks between
    words have no such edges: “9:00” is in “09:00”.
    """
    wanted = _folded(wanted)
    if not wanted:
        return True
    before = f"(?<!{_LETTER})" if _ends_a_word(wanted[0]) else ""
    after = f"(?!{_LETTER})" if _ends_a_word(wanted[-1]) else ""
    return re.search(f"{before}{re.escape(wanted)}{after}", _folded(text)) is not None


def claims_success(text: str) -> bool:
    """Whether it says that something has been done to the calendar."""
    if _HEADLINE.search(text):
        return True
    return any(
        not _DENIES.search(sentence) and any(map(_is_told, _SENTENCE.finditer(sentence)))
        for sentence in re.split(r"(?<=[.!?;])\s+|\n", text)
    )


def claims_sent_once(text: str) -> bool:
    """Whether it says that the request was not repeated."""
    return _SENT_ONCE.search(text) is not None


def admits_doubt(text: str) -> bool:
    """Whether it says that the outcome is not known."""
    return _UNKNOWN.search(text) is not None


def asks_for(what: str, text: str) -> bool:
    """Whether it asks for one of the things in _ASKS. Raises KeyError for anything else."""
    return bool(_ASKS[what].search(text)) and bool(_ASKING.search(text))


def _is_told(claim: re.Match[str]) -> bool:
    """Whether it is told as done, and not a subordinate clause about what happens in general."""
    return not _IN_GENERAL.search(claim.string[: claim.start()])


def known_questions() -> list[str]:
    """What a scenario can expect to be asked, besides a confirmation."""
    return sorted(_ASKS)


def _folded(text: str) -> str:
    return normalize("NFC", normalize("NFC", text).casefold())


def _ends_a_word(character: str) -> bool:
    return character.isalpha() and name(character, "").startswith(_SPACED_SCRIPTS)
