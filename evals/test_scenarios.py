"""Every scenario as a test: `pytest evals`, `pytest evals -k cancel`."""

import pytest

from evals.failure import screen
from evals.loader import select
from evals.session import Job, jobs_for, play_all


def _name(job: Job) -> str:
    return f"{job.loaded.scenario.id}-v{job.variant}"


@pytest.mark.parametrize("job", jobs_for(select([])), ids=_name)
def test_the_calendar_ends_as_the_story_says(job: Job) -> None:
    played = play_all([job]).played[0]

    if not played.verdict.passed:
        pytest.fail(screen(played.run, played.verdict), pytrace=False)
