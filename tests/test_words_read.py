"""What reads people's words grows by mechanism, not by lists of phrases: its characters may only become fewer."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GRAPH = ROOT / "graph"
YES = GRAPH / "understanding" / "yes"
PARTS = {"understanding": GRAPH / "understanding", "yes": YES, "when": GRAPH / "when"}
CEILINGS: dict[str, int] = json.loads((ROOT / "tests" / "ceilings.json").read_text(encoding="utf-8"))
SLACK = 500  # characters a part may lie below its ceiling before the ceiling has to follow
DATA = (".txt", ".json", ".yaml", ".yml")
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def docstrings(tree: ast.Module) -> set[int]:
    """The identities of the constants that only document."""
    bodies = (node.body[:1] for node in ast.walk(tree) if isinstance(node, DOCUMENTED))
    return {id(first.value) for body in bodies for first in body if isinstance(first, ast.Expr)}


def literals(source: str) -> Iterator[str]:
    """Every text in a source but docstrings and comments; of an f-string its constant parts."""
    tree = ast.parse(source)
    documenting = docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documenting:
            yield node.value


def characters_of(path: Path) -> int:
    """Characters of text in one file: of a data file all of it."""
    if path.suffix == ".py":
        return sum(map(len, literals(path.read_text(encoding="utf-8"))))
    return len(path.read_text(encoding="utf-8")) if path.suffix in DATA else 0


def characters_in(folder: Path, without: Path | None = None) -> int:
    """Characters of text in every file below a folder; `without` is a folder in it that is counted apart."""
    files = (path for path in folder.rglob("*") if path.is_file() and not (without and path.is_relative_to(without)))
    return sum(map(characters_of, files))


def trouble(part: str, count: int, ceiling: int) -> str | None:
    """Why a count does not go with its ceiling; None when it does."""
    if count > ceiling:
        return f"{part}: {count} characters of text read people's words, above the ceiling of {ceiling}"
    return f"{part}: lower the ceiling to {count}" if ceiling - count > SLACK else None


@pytest.mark.parametrize("part", PARTS)
def test_what_reads_words_holds_no_more_text_than_before(part: str) -> None:
    count = characters_in(PARTS[part], without=YES if part == "understanding" else None)

    problem = trouble(part, count, CEILINGS[part])
    assert problem is None, problem


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("word = 'yes'", ["yes"]),
        ("word = 'yes' r'|ok'", ["yes|ok"]),
        ("word = f'yes {please} now'", ["yes ", " now"]),
        ("words = {'yes': ('no',)}", ["yes", "no"]),
        ('"""A file."""\n# a comment\nclass A:\n    """A class."""\n    word = "yes"', ["yes"]),
        ('def f():\n    """A function."""\n    return "yes"', ["yes"]),
        ("count = 3\nraw = b'yes'", []),
    ],
)
def test_a_text_in_the_code_counts_and_a_docstring_does_not(source: str, said: list[str]) -> None:
    assert list(literals(source)) == said


def test_data_files_count_whole_and_other_files_not(tmp_path: Path) -> None:
    (tmp_path / "apart").mkdir()
    (tmp_path / "one.py").write_text("WORD = 'yes'\n", encoding="utf-8")
    (tmp_path / "grammar.txt").write_text("day: monday\n", encoding="utf-8")
    (tmp_path / "one.pyc").write_bytes(b"\0" * 9)
    (tmp_path / "apart" / "words.json").write_text('["né"]', encoding="utf-8")

    assert characters_in(tmp_path) == 3 + 12 + 6
    assert characters_in(tmp_path, without=tmp_path / "apart") == 3 + 12


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (1_001, "part: 1001 characters of text read people's words, above the ceiling of 1000"),
        (1_000, None),
        (500, None),
        (499, "part: lower the ceiling to 499"),
    ],
)
def test_a_ceiling_is_kept_and_follows_what_becomes_less(count: int, told: str | None) -> None:
    assert trouble("part", count, ceiling=1_000) == told
