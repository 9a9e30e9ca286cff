"""The shapes: of each wish the sentence with named places for who, which booking, where and when."""

import re
from typing import NamedTuple

from graph.understanding.offline.cues.lines import lines
from graph.understanding.schema import Intent, Wants


class Frame(NamedTuple):
    """A wish and the sentence that tells it; `which` is about a booking, `who` are people."""

    intent: Intent
    shape: re.Pattern[str]
    wants: Wants | None = None  # of a question


def _frame(intent: Intent, shape: str, wants: Wants | None = None) -> Frame:
    return Frame(intent, re.compile(lines(shape), re.I), wants)


SERVICE = r"(?:phone|zoom|video|google meet|teams)\b"
_ABSENT = r"(?:an? )?(?:no[- ]?show|absent)"
FRAMES = (
    _frame(
        Intent.INVITE,
        r"""
        (?:add|invite|include|loop in) (?!(?:an?|the|my|it|that|this|\d+)\b)
          (?P<who>(?:(?! to ).)+?) (?:to|into|in|on)
          (?P<which> (?!an? |.*\b(?:calendar|schedule|card)\b).+)
        """,
    ),
    _frame(
        Intent.EVENT_TYPES,
        r".{0,40}?\b(?:booking|scheduling|private) (?:link|page)s?(?: (?:for|to|of|with) (?P<kind>.+))?",
        Wants.LINK,
    ),
    _frame(
        Intent.LIST,
        r"(?:send|give|show|share|what|where).{0,30}?\blink(?: (?:to join|for|to|of|from))*(?: (?P<which>.+))?",
        Wants.LINK,
    ),
    _frame(
        Intent.LIST,
        r"""
        (?:add|put|save) (?P<which>.+?) (?:to|in|into|on|with) (?P<where>(?:my |our )?
          (?:google|outlook|apple|ical)(?: ?calendar)?)
        """,
        Wants.CALENDAR,
    ),
    _frame(
        Intent.RELOCATE,
        rf"""
        (?:change|set|move) the (?:place|location|address)(?: (?:of|for) (?P<which>.+?))? to (?P<where>.+)
        (?:move|switch|change) (?P<what>.+?) (?:to|onto) (?P<there>(?:a |the )?{SERVICE}.*|https?:.+)
        """,
    ),
    _frame(Intent.ABSENT, rf"\w+ (?P<which>.+?)(?: down)? as {_ABSENT}"),
    _frame(
        Intent.ABSENT,
        rf"""
        (?P<which>[^,.]+?) (?:(?:did ?n['o]?t|never|has ?n['o]?t) (?:show|turn|come|came|appear|attend|join)
          (?:e[dn]|n)?(?: up)?|(?:was|is) {_ABSENT})(?P<more>(?: \S+){{0,6}})
        """,
    ),
)
