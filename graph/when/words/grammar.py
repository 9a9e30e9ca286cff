"""The one grammar of time words: its rules (grammar.txt) bound to the actions that build the tree."""

from __future__ import annotations

from importlib.resources import files
from inspect import getmembers, isfunction
from types import ModuleType

from graph.when.words.actions import clocks, days, periods, wholes
from graph.when.words.grammar_engine import Action, Grammar, Parse
from graph.when.words.lexer import Token, read, vocabulary_words
from graph.when.words.tree import Tree


def _actions(*modules: ModuleType) -> dict[str, Action]:
    """Every public function of the modules, by name; the rules call them so."""
    return {name: action for module in modules for name, action in getmembers(module, isfunction) if name[0] != "_"}


_GRAMMAR = Grammar(
    files("graph.when.words").joinpath("grammar.txt").read_text(encoding="utf-8"),
    _actions(clocks, days, periods, wholes),
)
_EXPRESSION = _GRAMMAR.rule("expression")
_LITERALS = frozenset(_GRAMMAR.literals)


def words_of(text: str) -> list[Token]:
    """The words of a text as the grammar sees them."""
    return read(text, _LITERALS)


def known_words() -> tuple[str, ...]:
    """Every word the grammar or the vocabulary knows, in order."""
    return tuple(sorted(_LITERALS | vocabulary_words()))


def trees_of(tokens: list[Token]) -> list[Tree]:
    """Every reading that uses all the words, best first."""
    return [tree for tree, end in readings_at(Parse(tokens), 0) if end == len(tokens)]


def readings_at(parse: Parse, at: int) -> list[tuple[Tree, int]]:
    """Every reading that begins at a word, with the place after its last word; best first."""
    return _EXPRESSION.read(parse, at)  # type: ignore[return-value]  # the actions build nothing but trees
