"""Killed between the steps of one yes: what was sent is looked up, and what was not sent by then is never sent."""

import itertools
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from _pytest.mark import ParameterSet

from tests.graph.lives import NOTED, POINTS, UNNOTED, UNSENT, UNTOLD, Life, die
from tests.graph.stories import a_world, effects
from tools.calcom.client import CalcomClient
from tools.mock_calcom.server import MockServer
from tools.writing.journal import Line


class Plan(NamedTuple):
    """Several steps of one message: how each leaves, and what is true of each once it is done."""

    said: str
    methods: tuple[str, ...]
    claims: tuple[str, ...]
    effects: tuple[str, ...]


PLANS = {
    "new before old": Plan(
        "Book an intro with Greta greta@example.com thursday at 10 and with Hugo hugo@example.com friday at 11 "
        "and cancel my call with Olga",
        ("create_booking", "create_booking", "cancel_booking"),
        ("1. Booked:", "2. Booked:", "3. Cancelled:"),
        ("created", "created", "cancelled"),
    ),
    "in the place of": Plan(
        "cancel my call with Olga and book an intro call tomorrow at 3pm with Zed, zed@example.com",
        ("cancel_booking", "create_booking"),
        ("1. Cancelled:", "2. Booked:"),
        ("cancelled", "created"),
    ),
}
CELLS = [(p, name, n) for name, plan in PLANS.items() for n, p in itertools.product(range(len(plan.effects)), POINTS)]
OFTEN = {(UNTOLD, "new before old", 0), (UNNOTED, "new before old", 1)}


def cells(often: set[tuple[str, str, int]]) -> list[ParameterSet]:
    """Every point of every step; what is not tried each time is slow."""
    return [pytest.param(*cell, marks=[] if cell in often else pytest.mark.slow) for cell in CELLS]


def at_the(nth: int, work: Callable[..., Any], *, first: bool) -> Callable[..., Any]:
    """The same work, but the process dies just before its nth time, or just after it."""
    counted = itertools.count()

    async def until_death(*args: Any, **kwargs: Any) -> Any:
        is_last = next(counted) == nth
        if is_last and first:
            die()
        answer = await work(*args, **kwargs)
        if is_last:
            die()
        return answer

    return until_death


def killed_at(life: Life, point: str, plan: Plan, position: int) -> None:
    """Say yes to all steps and be killed at a point of one of them, in a process of its own."""
    method = plan.methods[position]
    of_the_client = plan.methods[:position].count(method)
    places: dict[str, tuple[type, str, int]] = {
        UNNOTED: (Line, "sending", position),
        NOTED: (Line, "settled", position),
    }
    owner, name, nth = places.get(point, (CalcomClient, method, of_the_client))
    child = os.fork()
    if child == 0:
        try:
            life.talk(plan.said)
            setattr(owner, name, at_the(nth, getattr(owner, name), first=point in (UNNOTED, UNSENT)))
            life.talk("yes")
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "it came to its end without being killed"


@pytest.mark.parametrize(("point", "plan", "position"), cells(OFTEN))
def test_no_step_is_sent_after_the_process_was_killed(tmp_path: Path, point: str, plan: str, position: int) -> None:
    _killed_and_looked_at(tmp_path, PLANS[plan], point, position, None)


@pytest.mark.slow
@pytest.mark.parametrize(("point", "position"), [(UNTOLD, 0), (UNNOTED, 1), (UNSENT, 1)])
def test_the_same_with_the_journal_on_postgresql(tmp_path: Path, postgres: str, point: str, position: int) -> None:
    _killed_and_looked_at(tmp_path, PLANS["new before old"], point, position, postgres)


def _killed_and_looked_at(folder: Path, plan: Plan, point: str, position: int, journal: str | None) -> None:
    done = list(plan.effects[: position + (point in (UNTOLD, NOTED))])
    with MockServer(world := a_world()) as server:
        killed_at(Life(folder, server.base_url, journal=journal), point, plan, position)
        at_death = effects(world)

        said = Life(folder, server.base_url, journal=journal).talk()
        again = Life(folder, server.base_url, journal=journal).talk("yes", "yes")

    assert (at_death, effects(world)) == (done, done)
    assert [claim in said[-1] for claim in plan.claims] == [n < len(done) for n in range(len(plan.effects))]
    assert ("I can't tell" in said[-1]) == (point == UNSENT)
    later = len(plan.effects) - position - (point != UNNOTED)
    assert said[-1].count("I was stopped before I came to it") == later
    assert not any(claim in reply for claim in plan.claims for reply in again if "settled" not in reply)


@pytest.mark.slow
@pytest.mark.parametrize(("point", "plan", "position"), [pytest.param(*cell) for cell in CELLS[:3]])
def test_the_next_day_no_step_of_yesterdays_yes_is_sent(tmp_path: Path, point: str, plan: str, position: int) -> None:
    with MockServer(world := a_world()) as server:
        killed_at(Life(tmp_path, server.base_url), point, PLANS[plan], position)
        at_death = effects(world)

        Life(tmp_path, server.base_url, later=timedelta(hours=20)).talk("hello", "yes")

    assert effects(world) == at_death
