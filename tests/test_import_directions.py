"""Doors open one way: ui → graph → tools, evals → graph and tools; the mocked Cal.com imports nothing of ours."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("graph", "tools", "evals", "ui", "tests")
MAY_IMPORT = {
    "tools": {"tools"},
    "graph": {"graph", "tools"},
    "evals": {"evals", "graph", "tools"},
    "ui": {"ui", "graph", "tools"},
}


def imported_by(source: str, inside: str) -> set[str]:
    """Modules a file imports, relative ones written out."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = inside.rsplit(".", node.level)[0] + "." if node.level else ""
            names.add(base + (node.module or ""))
    return names


def ours(names: set[str]) -> set[str]:
    return {name for name in names if name.split(".")[0] in ROOMS}


def modules(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_what_its_doors_allow(room: str) -> None:
    wrong = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules(room)
        for name in ours(imported_by(path.read_text(), str(path.relative_to(ROOT)).replace("/", ".")))
        if name.split(".")[0] not in MAY_IMPORT[room]
    }

    assert not wrong


def test_the_mocked_calcom_imports_nothing_of_ours_but_the_guard_before_its_port() -> None:
    wrong = {
        f"{path.name} imports {name}"
        for path in modules("tools/mock_calcom")
        for name in ours(imported_by(path.read_text(), str(path.relative_to(ROOT)).replace("/", ".")))
        if not name.startswith("tools.mock_calcom") and (path.name, name) != ("server.py", "tools.origins")
    }

    assert not wrong


def test_the_client_knows_nothing_of_the_mock() -> None:
    wrong = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules("tools")
        if "mock_calcom" not in path.parts
        for name in imported_by(path.read_text(), "")
        if name.startswith("tools.mock_calcom")
    }

    assert not wrong


def test_a_door_opened_the_wrong_way_is_seen() -> None:
    names = ours(imported_by("def f():\n    from graph.known.state import State\n", "tools.slots"))

    assert names == {"graph.known.state"}


def test_only_the_model_interpreter_imports_langchain_openai_and_only_when_used() -> None:
    at_import = {
        str(path.relative_to(ROOT))
        for room in MAY_IMPORT
        for path in modules(room)
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.Import | ast.ImportFrom) and "langchain_openai" in ast.unparse(node)
    }

    assert not at_import
