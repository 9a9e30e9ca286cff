"""The shapes: of each wish the sentence with named places for who, which booking, where and when."""

import re
from typing import NamedTuple

from graph.understanding.offline.cues.lines import lines
from graph.understanding.schema import Intent


class Frame(NamedTuple):
    """A wish and the sentence that tells it; `which` is about a booking, `who` are people."""

    intent: Intent
    shape: re.Pattern[str]


def _frame(intent: Intent, shape: str) -> Frame:
    return Frame(intent, re.compile(lines(shape), re.I))


_ABSENT = r"(?:an? )?(?:no[- ]?show|absent|missing)"
FRAMES = (
    _frame(
        Intent.INVITE,
        r"""
        (?:add|invite|include|bring|loop in) (?!(?:an?|the|some|my|it|that|this|another|\d+)\b)(?P<who>.+?)
          (?: as (?:an? )?guests?)? (?:to|into|in|on) (?P<which>(?!.*\b(?:calendar|schedule|card|agenda|diary)\b).+)
        """,
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
