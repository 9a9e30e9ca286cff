"""The empty conversation: a greeting that knows what comes next, and four short ways to begin."""

from collections.abc import Sequence

from graph.events import BookingShown
from ui.page.drawing.bookings import booking_list
from ui.page.drawing.pieces import SAY, Clock, button, buttons

CHIPS = (  # each has a good answer on any day of the week
    ("What’s free", "What's free next week for a consultation?"),
    ("My week", "What do I have this week?"),
    ("Book", "Book a meeting"),
    ("Move", "Move a meeting"),
)
_SHOWN = 3


def welcome(coming: Sequence[BookingShown], clock: Clock) -> str:
    """Good morning, what comes next, and the chips."""
    hour = clock.voice.local(clock.voice.now).hour
    greeting = "Good morning" if 4 <= hour < 12 else "Good afternoon" if 12 <= hour < 18 else "Good evening"
    head = f"<h2>{greeting}. What may I arrange?</h2>"
    promise = "<p>I look at the calendar, show what I would do, and do it only after your yes.</p>"
    next_ones = booking_list(coming[:_SHOWN], clock, is_open=False)
    listed = f'<div class="coming"><p class="label">Next</p>{next_ones}</div>' if next_ones else ""
    chips = buttons(*(button(label, SAY, words, kind="chip") for label, words in CHIPS), kind="chips")
    return f'<div class="welcome">{head}{promise}{listed}{chips}</div>'
