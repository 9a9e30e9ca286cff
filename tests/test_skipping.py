"""A run says in one line what it skipped and why; what CI must have is never skipped there."""

from pathlib import Path

import pytest

from tests import postgres
from tests.postgres import a_postgres
from tests.ui import running
from tests.ui.running import a_browser

pytest_plugins = ["pytester"]

CONFTEST = Path(__file__).with_name("conftest.py")


def closing_lines(pytester: pytest.Pytester, *tests: str) -> list[str]:
    """The last lines of a run of these with our conftest."""
    pytester.makeconftest(CONFTEST.read_text(encoding="utf-8"))
    pytester.makepyfile("import pytest\n" + "\n".join(tests))
    quiet = ("-p", "no:deepeval", "-o", "asyncio_default_fixture_loop_scope=function")
    return pytester.runpytest_inprocess("-q", *quiet).outlines[1:]


def skipping(name: str, why: str) -> str:
    return f"def test_{name}(): pytest.skip({why!r})"


def test_what_is_skipped_is_told_in_one_line_by_its_reasons(pytester: pytest.Pytester) -> None:
    marked = "@pytest.mark.skipif(True, reason='no rows')\ndef test_d(): pass"
    tests = [skipping("a", "no Chromium"), skipping("b", "no rows"), "def test_c(): pass", marked]

    told, closing = closing_lines(pytester, *tests)

    assert told == "skipped: 3 (no rows: 2 · no Chromium: 1)"
    assert closing.startswith("1 passed, 3 skipped in ")


def test_a_file_that_is_skipped_whole_is_told_too(pytester: pytest.Pytester) -> None:
    told, _ = closing_lines(pytester, "pytest.importorskip('no_such_thing', reason='no extra')")

    assert told == "skipped: 1 (no extra: 1)"


def test_a_run_that_skips_nothing_says_nothing_of_it(pytester: pytest.Pytester) -> None:
    [closing] = closing_lines(pytester, "def test_a(): pass")

    assert closing.startswith("1 passed in ")


@pytest.mark.parametrize(("ci", "outcome"), [("true", pytest.fail.Exception), ("", pytest.skip.Exception)])
async def test_no_postgresql_and_no_chromium_are_skipped_but_not_in_ci(
    ci: str, outcome: type[BaseException], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(postgres, "_programs", lambda: None)
    monkeypatch.setattr(running, "CHROMIUM", tmp_path / "nowhere")

    with pytest.raises(outcome, match="no PostgreSQL"), a_postgres():
        pass
    with pytest.raises(outcome, match="no Chromium"):
        async with a_browser():
            pass
