"""Which of the account's event types words mean: a length among them is read here, the name by tools/."""

from collections.abc import Sequence

from graph.when import length_in, length_minutes
from tools import event_types as names
from tools.calcom.models import EventType


def match_event_type(
    words: str, event_types: Sequence[EventType], *, default: str | None = None, duration: int | None = None
) -> names.Match:
    """The event type meant by words such as "twenty minute call"; their length counts before `duration` (minutes)."""
    length = length_in(words)
    length_words = length.text if length else ""
    minutes = length_minutes(length_words) or duration
    return names.match_event_type(words, event_types, default=default, duration=minutes, length_words=length_words)
