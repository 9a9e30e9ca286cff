"""Every scenario as a test: `pytest evals`, `pytest evals -k cancel`, `pytest evals --scenarios DIR`."""

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from evals.checks.verdict import verdict_on
from evals.playing.harness import Harness, Players, open_harness
from evals.playing.network_guard import only_loopback
from evals.playing.runner import play
from evals.playing.session import Job, Played, jobs_for
from evals.reporting.failure import screen
from evals.stories.loader import BadScenario, select


@pytest.fixture(scope="session")
def harness() -> Iterator[tuple[asyncio.Runner, Harness]]:
    """One mocked Cal.com for all of them, wiped before each."""
    with ExitStack() as stack:
        stack.enter_context(only_loopback())
        runner = stack.enter_context(asyncio.Runner())
        opened = open_harness(Players())
        yield runner, runner.run(opened.__aenter__())
        runner.run(opened.__aexit__(None, None, None))


def _name(job: Job) -> str:
    return f"{job.loaded.scenario.id}-v{job.variant}"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test for each conversation."""
    try:
        chosen = select(metafunc.config.getoption("scenarios", default=[]))
    except BadScenario as error:
        raise pytest.UsageError(str(error)) from error
    metafunc.parametrize("job", jobs_for(chosen), ids=_name)


def test_the_calendar_ends_as_the_story_says(harness: tuple[asyncio.Runner, Harness], job: Job) -> None:
    runner, place = harness
    run = runner.run(play(place, job.loaded.scenario, variant=job.variant, path=str(job.loaded.path)))
    played = Played(run, verdict_on(run), job.loaded.kind)

    if not played.verdict.passed:
        pytest.fail(screen(played.run, played.verdict), pytrace=False)
