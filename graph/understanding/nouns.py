"""Words people use for any booking: they do not tell one from another, so they rule nothing out."""

_GENERIC = frozenset(
    (
        *(
            "my",
            "the",
            "our",
            "a",
            "an",
            "next",
            "last",
            "all",
            "any",
            "one",
            "ones",
            "it",
            "with",
            "for",
            "that",
            "this",
        ),
        *(
            "call",
            "calls",
            "meeting",
            "meetings",
            "chat",
            "chats",
            "booking",
            "bookings",
            "appointment",
            "appointments",
        ),
        *(
            "event",
            "events",
            "session",
            "sessions",
            "thing",
            "things",
            "catch-up",
            "catchup",
            "slot",
            "slots",
        ),
        *("schedule", "calendar", "diary", "agenda", "plan", "plans", "day", "week", "plate", "like", "look", "looks"),
        *("looking", "whole", "entire", "series", "just", "only", "following", "later", "rest", "occurrence"),
        *("occurrences", "seat", "seats", "alone"),
    )
)


def telling(words: str | None) -> str:
    """What is left of a title's words once those for any booking are taken out; "" when nothing is."""
    said = (words or "").replace("catch up", "catch-up").split()
    return " ".join(word for word in said if word.lower().strip(".,;:!?") not in _GENERIC)
