"""A small grammar machine: rules as text, every reading of a run of tokens, remembered per place.

The notation (see grammar.txt):
    name                      starts a rule; its alternatives follow, each behind ":" or "|", best first
    "word" "a|b"              these literal words; they carry no value
    KIND                      a token of that kind; its value is handed on
    other_rule                that rule's value; a rule whose name begins with "_" has none
    [ ... ]                   perhaps; its value, or None
    x*                        up to five times; a tuple of values
    -> action                 the function that makes the alternative's value (without it: the only value there is)
An action may return None: the words fit the rule but the numbers do not, so this reading is dropped.

No parser library does this: readings are tried best first and only as far as needed, and the first that can be true
wins, whereas an Earley parser builds the whole forest of readings and an LALR or PEG one keeps a single reading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Protocol, TypeVar

MOST_REPEATS = 5
MOST_PER_END = 3  # readings of a rule over the same words; these limits keep any input from exploding

Reading = tuple[object, int]
V = TypeVar("V")
Action = Callable[..., object]
_NOTHING = object()  # the "value" of a literal word


class Lexed(Protocol):
    """What the machine needs of a token: the words and kinds it can stand for, and its value as each kind."""

    @property
    def keys(self) -> frozenset[str]: ...
    @property
    def values(self) -> Mapping[str, object]: ...


Usable = dict["Rule", "tuple[Row, ...]"]  # the rows of a rule that the words of a run could complete


class Parse:
    """One run of tokens being read. A rule is tried at most once per place, and only if all its words occur."""

    def __init__(self, tokens: Sequence[Lexed]) -> None:
        self.tokens = tokens
        self.memo: dict[tuple[int, int], list[Reading]] = {}
        self.keys: frozenset[str] = frozenset().union(*(token.keys for token in tokens))
        self.usable = _usable(self.keys)


@lru_cache(maxsize=2048)
def _usable(keys: frozenset[str]) -> Usable:
    """Filled while reading; runs of the same words and kinds share it."""
    return {}


class Part:
    """A piece of a rule: gives every (value, end) from a place, best first."""

    def read(self, parse: Parse, at: int) -> list[Reading]:
        raise NotImplementedError

    def first(self) -> set[str]:
        """The words and kinds this piece can begin with."""
        raise NotImplementedError

    def may_be_empty(self) -> bool:
        return False


class Word(Part):
    """A literal word, or a token of a kind."""

    def __init__(self, keys: Iterable[str], *, carries_value: bool) -> None:
        self.keys = frozenset(keys)
        self.kind = next(iter(self.keys)) if carries_value else None

    def read(self, parse: Parse, at: int) -> list[Reading]:
        if at >= len(parse.tokens) or self.keys.isdisjoint(parse.tokens[at].keys):
            return []
        return [(_NOTHING if self.kind is None else parse.tokens[at].values[self.kind], at + 1)]

    def first(self) -> set[str]:
        return set(self.keys)


class Row(Part):
    """Pieces one after the other, then the action."""

    def __init__(self, parts: Sequence[Part], action: Action | None) -> None:
        self.parts = parts
        self.action = action
        self.words = [part.keys for part in parts if isinstance(part, Word)]
        self.rules = [part for part in parts if isinstance(part, Rule)]

    def read(self, parse: Parse, at: int) -> list[Reading]:
        partial: list[tuple[tuple[object, ...], int]] = [((), at)]
        for part in self.parts:
            partial = [
                (values if value is _NOTHING else (*values, value), end)
                for values, place in partial
                for value, end in part.read(parse, place)
            ]
            if not partial:
                return []
        return [(value, end) for values, end in partial if (value := self._made(values)) is not None]

    def _made(self, values: tuple[object, ...]) -> object:
        if self.action is not None:
            return self.action(*values)
        return values[0] if values else _NOTHING

    def first(self) -> set[str]:
        keys: set[str] = set()
        for part in self.parts:
            keys |= part.first()
            if not part.may_be_empty():
                break
        return keys

    def may_be_empty(self) -> bool:
        return all(part.may_be_empty() for part in self.parts)

    def possible(self, keys: frozenset[str], usable: Usable) -> bool:
        """Could a run with these words and kinds hold every piece that may not be missing?"""
        for word in self.words:
            if word.isdisjoint(keys):
                return False
        return all(rule.usable(keys, usable) for rule in self.rules)


class Perhaps(Part):
    """A piece that may be missing. It is taken when it fits, but going without is kept as the second reading."""

    def __init__(self, part: Row, *, carries_value: bool) -> None:
        self.part = part
        self.missing: object = None if carries_value else _NOTHING

    def read(self, parse: Parse, at: int) -> list[Reading]:
        return [*self.part.read(parse, at), (self.missing, at)]

    def first(self) -> set[str]:
        return self.part.first()

    def may_be_empty(self) -> bool:
        return True


class Many(Part):
    """A piece up to MOST_REPEATS times, the fewest first: commas are more often inside a date than between two."""

    def __init__(self, part: Part) -> None:
        self.part = part

    def read(self, parse: Parse, at: int) -> list[Reading]:
        rows: list[list[tuple[tuple[object, ...], int]]] = [[((), at)]]
        while len(rows) <= MOST_REPEATS and rows[-1]:
            longer = [((*row, value), e) for row, end in rows[-1] for value, e in self.part.read(parse, end)]
            rows.append(_best(longer, 1))
        return [reading for row in rows for reading in row]

    def first(self) -> set[str]:
        return self.part.first()

    def may_be_empty(self) -> bool:
        return True


def _end(reading: Reading) -> int:
    return reading[1]


def _best(readings: Iterable[tuple[V, int]], most: int) -> list[tuple[V, int]]:
    """The first few distinct readings for each end, in their order."""
    kept: dict[int, list[V]] = {}
    best: list[tuple[V, int]] = []
    for value, end in readings:
        same = kept.setdefault(end, [])
        if len(same) < most and value not in same:
            same.append(value)
            best.append((value, end))
    return best


class Rule(Part):
    """A named list of alternatives: longest first, then best. Remembered; only what this word can begin is tried."""

    def __init__(self, name: str, number: int) -> None:
        self.name = name
        self.number = number
        self.rows: list[Row] = []
        self._first: set[str] | None = None
        self._fitting: dict[frozenset[str], tuple[Row, ...]] = {}

    def read(self, parse: Parse, at: int) -> list[Reading]:
        if at >= len(parse.tokens):
            return []
        place = (self.number, at)
        known = parse.memo.get(place)
        if known is None:
            known = parse.memo[place] = self._read_anew(parse, at)
        return known

    def _read_anew(self, parse: Parse, at: int) -> list[Reading]:
        keys = parse.tokens[at].keys
        fitting = self._fitting.get(keys)
        if fitting is None:
            fitting = self._fitting[keys] = tuple(row for row in self.rows if not keys.isdisjoint(row.first()))
        usable = self.usable(parse.keys, parse.usable)
        rows = (row for row in fitting if row in usable)
        best = _best((reading for row in rows for reading in row.read(parse, at)), MOST_PER_END)
        return sorted(best, key=_end, reverse=True)

    def usable(self, keys: frozenset[str], usable: Usable) -> tuple[Row, ...]:
        """The rows that could be completed with these words; all of them while that is being found out."""
        known = usable.get(self)
        if known is None:
            usable[self] = tuple(self.rows)
            known = usable[self] = tuple([row for row in self.rows if row.possible(keys, usable)])
        return known

    def first(self) -> set[str]:
        if self._first is None:
            self._first = set()  # a rule that begins with itself would end here
            self._first = set().union(*(row.first() for row in self.rows))
        return self._first


class Grammar:
    """Rules read from their text. `literals` are all words the rules quote."""

    def __init__(self, text: str, actions: Mapping[str, Action]) -> None:
        self._rules: dict[str, Rule] = {}
        self._actions = actions
        self.literals: set[str] = set()
        self._load(text)

    def rule(self, name: str) -> Rule:
        return self._rules.setdefault(name, Rule(name, len(self._rules)))

    def _load(self, text: str) -> None:
        rule: Rule | None = None
        for raw in text.splitlines():
            line = raw.split("#", 1)[0].strip()
            if not line:
                continue
            if line[0] not in ":|":
                rule = self.rule(line)
            elif rule is None:
                raise ValueError(f"an alternative before any rule: {line}")
            else:
                rule.rows.append(self._alternative(line[1:]))
        if empty := [rule.name for rule in self._rules.values() if not rule.rows]:
            raise ValueError(f"rules without alternatives: {', '.join(empty)}")

    def _alternative(self, text: str) -> Row:
        body, _, action = text.partition("->")
        pieces = re.findall(r'"[^"]+"\*?|[\[\]]|\w+\*?', body)
        parts = self._parts(pieces)
        return Row(parts, self._actions[action.strip()] if action else None)

    def _parts(self, pieces: list[str]) -> list[Part]:
        parts: list[Part] = []
        while pieces:
            piece = pieces.pop(0)
            if piece == "]":
                break
            if piece == "[":
                inner = self._parts(pieces)
                parts.append(Perhaps(Row(inner, None), carries_value=any(_carries(part) for part in inner)))
            else:
                part = self._piece(piece.rstrip("*"))
                parts.append(Many(part) if piece.endswith("*") else part)
        return parts

    def _piece(self, piece: str) -> Part:
        if piece.startswith('"'):
            words = piece.strip('"').split("|")
            self.literals.update(words)
            return Word(words, carries_value=False)
        return Word([piece], carries_value=True) if piece.isupper() else self.rule(piece)


def _carries(part: Part) -> bool:
    if isinstance(part, Word):
        return part.kind is not None
    if isinstance(part, Rule):
        return not part.name.startswith("_")
    return not isinstance(part, Perhaps) or part.missing is None
