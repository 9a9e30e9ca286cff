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


_HAND = r"(?:(?:(?:send|give|get|show|share|tell|need|what(?:'s| is)|where(?:'s| is)|i(?:'d like)?)\b ?)+.{0,20}?)"
_ABSENT = r"(?:an? )?(?:no[- ]?show|absent|missing)"
FRAMES = (
    _frame(
        Intent.INVITE,
        r"""
        (?:add|invite|include|bring|loop in) (?!(?:an?|the|some|my|it|that|this|another|\d+)\b)
          (?P<who>(?:(?! to ).)+?)(?: as (?:an? )?guests?)? (?:to|into|in|on)
          (?P<which> (?!an? |.*\b(?:calendar|schedule|card|agenda|diary)\b).+)
        """,
    ),
    _frame(
        Intent.EVENT_TYPES,
        rf"{_HAND}\b(?:booking|scheduling|calendly) (?:link|page|url)s?(?: (?:for|to|of|with) (?P<kind>.+))?",
        Wants.LINK,
    ),
    _frame(Intent.LIST, rf"{_HAND}\b(?:link|url)(?: (?:to join|for|to|of|from))*(?: (?P<which>.+))?", Wants.LINK),
    _frame(
        Intent.LIST,
        r"""
        (?:add|put|save|export|sync) (?P<which>.+?) (?:to|in|into|on|with) (?P<where>(?:my |our )?
          (?:google|outlook|apple|ical)(?: ?calendar)?)
        """,
        Wants.CALENDAR,
    ),
    _frame(Intent.ABSENT, rf"(?:mark|set|note|record|flag|put) (?P<which>.+?)(?: down)? as {_ABSENT}"),
    _frame(
        Intent.ABSENT,
        rf"""
        (?P<which>[^,.]+?) (?:(?:did ?n['o]?t|never|has ?n['o]?t) (?:show|turn|come|came|appear|attend|join)
          (?:e[dn]|n)?(?: up)?|(?:was|is) {_ABSENT}|stood me up)(?P<more>(?: \S+){{0,6}})
        """,
    ),
)
