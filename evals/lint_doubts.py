"""What looks wrong in a scenario but need not be: told, and played all the same."""

import re
from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from evals.stories.loader import Loaded
from evals.stories.scenario import BookingsEnd, Scenario
from evals.stories.wall_times import BadMoment, day
from graph.when.words.vocabulary import MONTH_NAMES, WEEKDAY_NAMES

_DATED = re.compile(
    rf"\b({'|'.join(WEEKDAY_NAMES)}),? (?:the )?(?:(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({'|'.join(MONTH_NAMES)})"
    rf"|({'|'.join(MONTH_NAMES)}) "
    r"(\d{1,2})(?:st|nd|rd|th)?\b|(\d{4}-\d\d-\d\d))(?:,? (\d{4}))?",
    re.IGNORECASE,
)


def doubts(loaded: Loaded) -> list[str]:
    """Sentences about what may be a slip; [] where nothing looks like one."""
    return [*_identity(loaded), *_weekdays(loaded.scenario), *_judged(loaded.scenario)]


def _identity(loaded: Loaded) -> Iterator[str]:
    prefix = loaded.scenario.id.partition(".")[0]
    if prefix != loaded.kind:
        yield f"the id begins with {prefix!r}, but the kind is {loaded.kind!r}"
    for turn in loaded.scenario.turns:
        said = [turn.user, *turn.variants]
        if len(set(said)) < len(said):
            yield f"a variant of {turn.user!r} comes twice"


def _weekdays(scenario: Scenario) -> Iterator[str]:
    """A weekday that contradicts its date is a mistake, unless the story is about just that (tag: mismatch)."""
    if "mismatch" in scenario.tags:
        return
    year = scenario.clock.start.astimezone(ZoneInfo(scenario.zone)).year
    for text in (*_said(scenario), *told_to_the_person(scenario)):
        for match in _DATED.finditer(text):
            meant = _dated(match, year)
            if meant is not None and WEEKDAY_NAMES[meant.weekday()] != match[1].lower():
                right = WEEKDAY_NAMES[meant.weekday()].title()
                yield f"{match[0]!r}: that day is a {right} (tag it `mismatch` if meant so)"


def _said(scenario: Scenario) -> Iterator[str]:
    yield scenario.title
    for turn in scenario.turns:
        yield from (turn.user or "", *turn.variants)


def told_to_the_person(scenario: Scenario) -> tuple[str, ...]:
    """What a model that plays the person is given."""
    part = scenario.simulate
    return (part.persona, part.goal, *part.knows) if part else ()


def _dated(match: re.Match[str], year: int) -> date | None:
    try:
        if match[6]:
            return day(match[6])
        month = MONTH_NAMES.index((match[3] or match[4]).lower()) + 1
        return date(int(match[7] or year), month, int(match[2] or match[5]))
    except (ValueError, BadMoment):
        return None


def _judged(scenario: Scenario) -> Iterator[str]:
    """Something must be able to fail, besides the invariants."""
    end = scenario.end_state
    if end.anything_else == "forbidden" or end.bookings != BookingsEnd() or scenario.calls:
        return
    if scenario.simulate is not None:
        yield "simulate: any end is allowed: it cannot fail"
    if not any(turn.expect.model_dump(exclude_defaults=True) for turn in scenario.turns if turn.is_played):
        yield "it expects nothing of any turn and allows any end: it cannot fail"
