"""Wishes as a person would type them, for whoever offers them as buttons: they come in again as any other message."""

from datetime import datetime

from graph.wording.times import Voice

UNDO, CHECK_AGAIN, TRY_AGAIN, MORE = "undo", "check again", "try again", "more"


def word_wish(deed: str, name: str, who: str, start: datetime, voice: Voice) -> str:
    """ "cancel the Intro call with Olga Petrova on Monday 30 November at 15:00", "move my 15:00 on Monday 30 November".

    Who moves something tells as a rule where to: a time beside the name would be read as that.

    Args:
        deed: move, cancel, accept or decline.
    """
    local = voice.local(start)
    if deed == "move":
        return f"move my {voice.clock(local)} on {voice.day(local.date())}"
    person = f" with {who}" if who and who not in name else ""
    return f"{deed} the {name}{person} on {voice.day(local.date())} at {voice.clock(local)}"
