"""Words people use for any booking: they do not tell one from another, so they rule nothing out. And for details."""

# What a booking may have besides a time and a person, and the words for it.
DETAILS = {
    **dict.fromkeys(("guest", "invitee", "attendee"), "guest"),
    **dict.fromkeys(("note", "message", "agenda", "memo", "comment", "description"), "note"),
    **dict.fromkeys(("place", "location"), "place"),
    "reason": "reason",
    **dict.fromkeys(("phone", "telephone"), "phone"),
    "length": "length",
}
ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "last": -1}

_MEETINGS = frozenset(
    (
        "meeting",
        "meetings",
        "chat",
        "chats",
        "booking",
        "bookings",
        "appointment",
        "appointments",
    )
)
_GENERIC = _MEETINGS | frozenset(
    (
        *(
            "my",
            "mine",
            "the",
            "our",
            "a",
            "an",
            "next",
            "last",
            "all",
            "any",
            "one",
            "it",
            "with",
            "for",
            "that",
            "this",
        ),
        *("call",),
        *(
            "event",
            "session",
            "thing",
            "catch-up",
            "catchup",
            "slot",
        ),
        *("schedule", "calendar", "diary", "agenda", "plan", "day", "week", "plate", "like", "look"),
        *("looking", "whole", "entire", "series", "just", "only", "following", "later", "rest", "occurrence"),
        *("seat", "alone"),
    )
)


def telling(words: str | None) -> str:
    """What is left of a title's words once those for any booking are taken out; "" when nothing is."""
    said = (words or "").replace("catch up", "catch-up").split()
    return " ".join(word for word in said if not _is_generic(word.lower().strip(".,;:!?")))


def _is_generic(word: str) -> bool:
    return _is_of(_GENERIC, word)


def _is_of(words: frozenset[str], word: str) -> bool:
    """Whether it is one of these words, or several of it."""
    return not words.isdisjoint((word, word.removesuffix("s")))


def speaks_of_meetings(text: str) -> bool:
    """Does it name a meeting by any of the words for one?"""
    return any(_is_of(_MEETINGS, word.strip(".,;:!?")) for word in text.lower().split())
