"""Rooms with a door: no folder with more than sixteen files, no chain of imports above twenty, no circle of folders."""

import ast
from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("graph", "tools", "evals", "ui")
FILES = sorted(path.relative_to(ROOT) for room in ROOMS for path in (ROOT / room).rglob("*.py"))
CROWDED = {Path("graph/understanding/offline"): 22}  # may only become fewer


def name_of(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def run_at_import(tree: ast.Module) -> Iterator[ast.stmt]:
    """Statements outside functions and `if TYPE_CHECKING`."""
    waiting = list(tree.body)
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            waiting += node.orelse
        elif isinstance(node, ast.If | ast.Try | ast.With | ast.ClassDef):
            waiting += [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.stmt)]


def imported_by(source: str, modules: set[str]) -> set[str]:
    """Our own modules that a file imports; a name of a package counts as the package."""
    names: set[str] = set()
    for node in run_at_import(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            whole = {f"{node.module}.{alias.name}" for alias in node.names}
            names |= {name if name in modules else node.module for name in whole}
    return names & modules


MODULES = {name_of(path) for path in FILES}
IMPORTS = {name_of(path): imported_by((ROOT / path).read_text(encoding="utf-8"), MODULES) for path in FILES}


def longest_chain(imports: dict[str, set[str]]) -> list[str]:
    chains: dict[str, list[str]] = {}
    for name in TopologicalSorter(imports).static_order():
        chains[name] = [name, *max((chains[below] for below in imports.get(name, ())), key=len, default=[])]
    return max(chains.values(), key=len)


def arrows_between_neighbours(parent: str, imports: dict[str, set[str]]) -> dict[str, set[str]]:
    """What lies in a folder, files and folders alike, and which of it imports which other."""
    inside = f"{parent}."
    arrows: dict[str, set[str]] = {}
    for name, below in imports.items():
        if name.startswith(inside):
            here = name.removeprefix(inside).split(".")[0]
            there = {other.removeprefix(inside).split(".")[0] for other in below if other.startswith(inside)}
            arrows.setdefault(here, set()).update(there - {here})
    return arrows


def test_no_folder_holds_more_than_sixteen_files() -> None:
    held = Counter(path.parent for path in FILES if path.name != "__init__.py")

    assert {str(folder): n for folder, n in held.items() if n > CROWDED.get(folder, 16)} == {}


@pytest.mark.parametrize("room", ROOMS)
def test_no_chain_of_imports_is_longer_than_twenty(room: str) -> None:
    inside = {
        n: {b for b in below if b.split(".")[0] == room} for n, below in IMPORTS.items() if n.split(".")[0] == room
    }

    chain = longest_chain(inside)
    assert len(chain) <= 20, " → ".join(chain)


@pytest.mark.parametrize("folder", sorted({name_of(path.parent / "__init__.py") for path in FILES}))
def test_what_lies_side_by_side_imports_in_one_direction(folder: str) -> None:
    try:
        TopologicalSorter(arrows_between_neighbours(folder, IMPORTS)).prepare()
    except CycleError as error:
        pytest.fail(f"{folder}: {error.args[1]}")


def test_a_circle_of_folders_is_seen() -> None:
    imports = {"room.a.one": {"room.b.two"}, "room.b.three": {"room.a.four"}}

    with pytest.raises(CycleError):
        TopologicalSorter(arrows_between_neighbours("room", imports)).prepare()


def test_the_longest_chain_is_found() -> None:
    assert longest_chain({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == ["a", "b", "c"]
