"""The recorded answers of real servers, as a test; skipped where they do not lie beside the repository."""

import pytest

from tests.replay.comparing import Verdict
from tests.replay.exchanges import load, recordings
from tests.replay.player import Player
from tests.replay.report import differences, reason, shares, table

ASKED = {"status": 98.0, "error": 95.0, "shape": 95.0, "values": 90.0}


async def _replayed(release: str) -> list[Verdict]:
    folder = recordings(release)
    if folder is None:
        pytest.skip(f"no recordings of {release} beside the project")
    return await Player(release).play(load(folder))


@pytest.mark.slow
async def test_the_mock_answers_like_the_reference_release() -> None:
    verdicts = await _replayed("2025-12")

    reached = shares(verdicts)

    assert all(reached[name] >= least for name, least in ASKED.items()), table(verdicts, "2025-12")


@pytest.mark.slow
async def test_every_difference_from_the_reference_release_has_a_reason() -> None:
    verdicts = await _replayed("2025-12")

    unexplained = [verdict for verdict in verdicts if verdict.gaps and reason(verdict) is None]

    assert unexplained == [], differences(verdicts)


@pytest.mark.slow
async def test_the_knobs_reach_most_of_the_newer_release() -> None:
    verdicts = await _replayed("2026-07")

    reached = shares(verdicts)

    assert reached["status"] >= 98.0, table(verdicts, "2026-07")
    assert reached["values"] >= 90.0, table(verdicts, "2026-07")
