"""What we import is declared, and what is declared is imported; what is packed beside the code is there."""

import ast
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import distribution, packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
ROOMS = ("graph", "tools", "evals", "ui", "tests")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
PINNED = {
    canonicalize_name(line.partition("==")[0]): line.partition("==")[2].split()[0]
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if "==" in line and not line.startswith(" ")
}
OWNERS = packages_distributions()

# Declared and yet imported by no file of ours, each with what it is there for.
NOT_IMPORTED = {
    "tzdata": "zoneinfo reads it where the system has no time zones",
    "psycopg": "SQLAlchemy loads it for a postgresql+psycopg:// journal",
    "langgraph-checkpoint-postgres": "the saver of a server that keeps its conversations in PostgreSQL",
    "langgraph-cli": "the command `langgraph dev`",
    "pytest-asyncio": "a plugin of pytest",
    "pytest-timeout": "a plugin of pytest",
    "pytest-xdist": "a plugin of pytest",
    "mypy": "a command",
    "ruff": "a command",
    "types-pyyaml": "types that mypy reads",
    "dateparser": "evals.bench imports it by a name held in a constant",
}


def declared(lines: list[str]) -> set[str]:
    """Names of distributions."""
    return {canonicalize_name(Requirement(line).name) for line in lines}


def ours_to_import(room: str, path: Path) -> set[str]:
    """The distributions that a file may import anywhere in it."""
    extras = {"evals": ("evals",), "tests": tuple(EXTRAS)}.get("tests" if is_test(path) else room, ())
    return declared(PROJECT["dependencies"]).union(*(declared(EXTRAS[extra]) for extra in extras))


def is_test(path: Path) -> bool:
    return path.is_relative_to(ROOT / "tests") or path.name == "conftest.py" or path.name.startswith("test_")


def imported_by(path: Path) -> Iterator[str]:
    """Modules of others that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
        yield from (name for name in names if name.split(".")[0] not in {*sys.stdlib_module_names, *ROOMS, ""})


def distribution_of(module: str) -> str:
    """Where a module comes from; of several that fill one namespace, the one that holds this very file."""
    owners = OWNERS.get(module.split(".")[0], [])
    if len(owners) > 1:
        spellings = {f"{module.replace('.', '/')}{end}" for end in (".py", "/__init__.py")}
        owners = [name for name in owners if spellings & {str(file) for file in distribution(name).files or ()}]
    assert len(set(owners)) == 1, f"{module} comes from {owners or 'nowhere'}"
    return canonicalize_name(owners[0])


def imports(room: str) -> set[tuple[Path, str]]:
    return {(path, distribution_of(module)) for path in (ROOT / room).rglob("*.py") for module in imported_by(path)}


@pytest.mark.slow
@pytest.mark.parametrize("room", ROOMS)
def test_what_a_room_imports_is_declared_for_it(room: str) -> None:
    found = imports(room)

    undeclared = {f"{path.relative_to(ROOT)}: {name}" for path, name in found if name not in ours_to_import(room, path)}
    assert found
    assert not undeclared


@pytest.mark.slow
def test_what_is_declared_is_imported_or_has_a_reason() -> None:
    everything = declared([*PROJECT["dependencies"], *(line for lines in EXTRAS.values() for line in lines)])

    imported = {name for room in ROOMS for _, name in imports(room)}
    assert everything - imported == set(NOT_IMPORTED)


def test_the_exact_versions_are_within_what_is_declared() -> None:
    lines = [*PROJECT["dependencies"], *(line for extra in EXTRAS.values() for line in extra)]

    outside = [
        line for line in lines if PINNED[canonicalize_name(Requirement(line).name)] not in Requirement(line).specifier
    ]
    assert not outside


def test_every_kind_of_file_that_is_packed_beside_the_code_exists() -> None:
    (patterns,) = PYPROJECT["tool"]["setuptools"]["package-data"].values()

    packed = [room for room in ROOMS if room != "tests"]
    assert [pattern for pattern in patterns if not any(list((ROOT / room).rglob(pattern)) for room in packed)] == []
