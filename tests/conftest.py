"""For all tests: quiet libraries, no real keys, no way out of this machine; what a run could not do is told."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.postgres import a_postgres
from tests.skipping import line_of

os.environ["LANGGRAPH_STRICT_MSGPACK"] = "true"
os.environ["LANGSMITH_TRACING"] = "false"
os.environ["DEEPEVAL_TELEMETRY_OPT_OUT"] = "1"
os.environ["DEEPEVAL_DISABLE_DOTENV"] = "1"
os.environ["DEEPEVAL_FILE_SYSTEM"] = "READ_ONLY"
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_OFFLINE"] = "1"
for _name in [name for name in os.environ if name.startswith(("CALCOM_", "OPENAI_", "EVALS_"))]:
    del os.environ[_name]
os.environ.pop("GITHUB_STEP_SUMMARY", None)  # of a CI job: the evals' own, not that of evals played by tests

# What a property test finds is printed with a line that repeats it. Here every run looks elsewhere; on CI the same
# examples come each time, so that a red build is about the change. No deadlines: machines are shared.
settings.register_profile("here", print_blob=True, deadline=None)
settings.register_profile("ci", print_blob=True, deadline=None, derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if told := line_of(terminalreporter.getreports("skipped")):
        terminalreporter.write_line(told)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A PostgreSQL's SQLAlchemy URL, the same one for all tests of a worker."""
    with a_postgres() as url:
        yield url
