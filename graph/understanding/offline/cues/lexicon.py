"""The words of scheduling in classes, read once from lexicon.txt; the forms of verbs are made, not written.

In the file one class stands on a line: "verb" classes have their forms made (-s, -ed, -ing), "word" classes are as they
stand. A "_" joins words; a "~" stands before a particle that may come later ("call it off").
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

_FILE = Path(__file__).with_name("lexicon.txt")
_VOWELS = "aeiou"


class Lexicon(NamedTuple):
    """Classes of each entry: its words, joined by blanks. `apart` has verbs whose particle may come later."""

    classes: dict[str, frozenset[str]]
    apart: dict[tuple[str, str], frozenset[str]]
    longest: int  # words of an entry
    bent: frozenset[str]  # classes that are verbs, and nouns in the place of one


@cache
def lexicon() -> Lexicon:
    """All entries of the file."""
    classes: dict[str, set[str]] = {}
    bent: set[str] = set()
    apart: dict[tuple[str, str], set[str]] = {}
    for name, entry, is_verb in _entries():
        bent |= {name} if is_verb else set()
        verb, _, particle = entry.partition("~")
        for form in _forms(verb) if is_verb else (verb,):
            words = form.replace("_", " ")
            classes.setdefault(f"{words} {particle}".strip(), set()).add(name)
            if particle:
                apart.setdefault((words, particle), set()).add(name)
    longest = max(len(words.split()) for words in classes)
    whole = {entry: frozenset(found) for entry, found in classes.items()}
    return Lexicon(whole, {pair: frozenset(found) for pair, found in apart.items()}, longest, frozenset(bent))


@cache
def single_words() -> frozenset[str]:
    """Every entry of one word: none of them alone is somebody's name where a name could begin."""
    return frozenset(entry for entry in lexicon().classes if " " not in entry)


def _entries() -> Iterator[tuple[str, str, bool]]:
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        head, _, words = line.partition(":")
        kind, name = head.split()
        yield from ((name, word, kind == "verb") for word in words.split())


def _forms(verb: str) -> Iterator[str]:
    """ "move": move, moves, moved, moving; of several words the first is bent."""
    first, *rest = verb.split("_")
    stem = first[:-1] if first.endswith("e") and not first.endswith("ee") else first
    is_doubled = (
        len(first) > 2 and first[-1] not in f"{_VOWELS}wxyl" and first[-2] in _VOWELS and first[-3] not in _VOWELS
    )
    doubled = first + first[-1] if (is_doubled and len(first) < 5) or first == "cancel" else stem
    made = {first, f"{first}s", f"{stem}ed", f"{stem}ing", f"{doubled}ed", f"{doubled}ing"}
    if first.endswith("y"):
        made |= {f"{first[:-1]}ies", f"{first[:-1]}ied"}
    yield from ("_".join([form, *rest]) for form in made)
    if first == "cancel":
        yield from ("cancelled", "cancelling")
