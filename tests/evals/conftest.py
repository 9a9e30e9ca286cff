"""A fake language model on loopback, which the runs of evals are pointed at."""

from collections.abc import Iterator

import pytest

from tests.evals.playing import KEY
from tests.fakes.openai_server import FakeOpenAI, openai_server


@pytest.fixture(scope="module")
def server() -> Iterator[FakeOpenAI]:
    with openai_server() as fake:
        yield fake


@pytest.fixture
def served_model(server: FakeOpenAI, monkeypatch: pytest.MonkeyPatch) -> FakeOpenAI:
    """Nothing asked yet, and the environment points there."""
    server.requests.clear()
    for name, value in {"API_KEY": KEY, "BASE_URL": server.base_url, "MODEL": "fake-1"}.items():
        monkeypatch.setenv(f"OPENAI_{name}", value)
    return server
