"""`calcom-agent mock`: the mocked Cal.com on its own."""

import contextlib
from pathlib import Path

import typer

from tools.mock_calcom.server import run_mock
from ui.failing import CannotStart


def run(port: int, *, now: str | None, release: str, world: str, seed: Path | None, rate_limit: int | None) -> None:
    """Serve until interrupted. Raises CannotStart when the port is taken, BadParameter when an option does not fit."""
    try:
        with contextlib.suppress(KeyboardInterrupt):
            run_mock(port, now=now, release=release, world=world, seed=seed, rate_limit=rate_limit)
    except OSError as error:
        raise CannotStart(f"The mocked Cal.com cannot listen on port {port}: {error.strerror or error}") from error
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
