"""What a reply claims and asks, read from its words: a success, a question about the e-mail, a choice."""

import re

_DONE = "booked|moved|rescheduled|cancelled|canceled|confirmed|declined|requested"
_HEADLINE = re.compile(rf"^(?:(?:{_DONE}|done)\b[:!.,]|all set)", re.IGNORECASE | re.MULTILINE)
_SENTENCE = re.compile(
    rf"\b(?:is|are|was|were|has been|have been|have|i've|i|you're)(?: now| all)? (?:{_DONE})\b", re.IGNORECASE
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


def claims_success(text: str) -> bool:
    """Whether it says that something has been done to the calendar."""
    if _HEADLINE.search(text):
        return True
    return any(
        _SENTENCE.search(sentence) and not _DENIES.search(sentence) for sentence in re.split(r"(?<=[.!?;])\s+|\n", text)
    )


def admits_doubt(text: str) -> bool:
    """Whether it says that the outcome is not known."""
    return _UNKNOWN.search(text) is not None


def asks_for(what: str, text: str) -> bool:
    """Whether it asks for one of the things in _ASKS. Raises KeyError for anything else."""
    return bool(_ASKS[what].search(text)) and bool(_ASKING.search(text))


def known_questions() -> list[str]:
    """What a scenario can expect to be asked, besides a confirmation."""
    return sorted(_ASKS)
