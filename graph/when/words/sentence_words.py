"""Words that decide, in the middle of a sentence, whether what stands beside them is a time. Data only."""

from __future__ import annotations

from typing import Final


def listed(words: str) -> frozenset[str]:
    """The words of a list written as text."""
    return frozenset(words.split())


# What is done to a booking; behind these "to" turns from the old time to the new.
MOVES: Final = listed(
    """move moved moving reschedule rescheduled change changed shift push pushed bump switch swap postpone delay pull
    bring update edit"""
)

# Before "to" these make it part of a time: "quarter to five", "up to".
NOT_TURNING: Final = listed("quarter half minutes mins min five ten twenty up next")

# A word before the time that adds nothing to it.
PREPOSITIONS: Final = MOVES | listed(
    """on at for in during of the over around this and to a , - ( or it that sometime anytime my make do let's lets how
    what about could can we no yes yeah say"""
)

# Words that make a doubtful one ("may", "sat", "the third") a time.
LICENCES: Final = listed("in on by until since before after during from for next this last through early late mid of")

# Words that make a weekday of "sat", "sun" and "wed".
DAY_LICENCES: Final = listed("on this next last coming by until before after from since")

DOUBTFUL_DAYS: Final = listed("sat sun wed mon")

MEALS: Final = listed("lunch breakfast dinner")

COUNTED_THINGS: Final = listed("people person guests of %")

# Words that can follow a number without being what it counts: "the 3rd works", "at 1500 with Ana".
FOLLOWERS: Final = listed(
    """with for and to on in if is are was please so but because then that or at as from works work sounds looks look
    suits would will should could can does do fine good great ok okay instead via by be has have i we it my the a an
    about regarding called titled not no now next , . ! ? ; : ) - " '"""
)

# Words that make "one" a thing pointed at: "the one tomorrow".
POINTERS: Final = listed("the that this my which")
