"""The zone of the machine never matters."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

_PROGRAM = """
from graph.rows.expressions import answer_row
from graph.when import TimeContext, find_times, resolve
context = TimeContext(now="2031-05-06T13:40:00Z", user_zone="America/New_York", date_order="MDY")
for words in ("tomorrow at 2pm", "in 3 days", "today at noon", "sunday 2:30am", "this weekend", "3pm PT tomorrow"):
    print(answer_row(resolve(words, context), context))
print(find_times("move my 3pm tomorrow to friday at 10"))
"""


def _said_under(zone: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM], env={**os.environ, "TZ": zone}, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/St_Johns"])
def test_answers_are_the_same_whatever_the_machine_thinks_its_zone_is(zone: str) -> None:
    assert _said_under(zone) == _said_under("UTC")
