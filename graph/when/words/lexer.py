"""Turns text into typed words: lower case, other spellings and slips made good, places in the original text kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from types import MappingProxyType

from graph.when.words import vocabulary as words
from graph.when.words.spelling import mended
from graph.when.words.zone_names import LONGEST_NAME_IN_WORDS, UNKNOWN, ZONE_WORDS, ZoneWord, iana, is_area

_LONGEST_PLACE = 3  # words
LONGEST_NUMBER = 8  # digits; "20170302" is a date, anything longer is no time


@dataclass(frozen=True, slots=True)
class Token:
    """One word as the grammar sees it. `values` holds its worth for each kind it can be."""

    text: str
    start: int
    end: int
    keys: frozenset[str]
    values: Mapping[str, object]


# What a piece of text looks like, tried in this order.
_SHAPES = re.compile(
    r"""
      (?P<address>[\w.+-]{1,64}@[a-z][\w.-]{0,250}\.[a-z]{2,}|https?://\S+|[a-z][\w-]+\.(?:com|org|net|io|co|ai|dev|app|edu|gov)\b)
    | (?P<iso>\d{4}-\d\d-\d\dt\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(?P<isozone>z\b|[+-]\d\d:?\d\d\b)?
    | (?P<date>(?<![\d.-])\d{1,4}-\d{1,2}-\d{1,4}(?!\d|-\d)
              |(?<![\d/.])\d{1,4}(?P<stroke>[/.])\d{1,2}(?P=stroke)\d{1,4}(?!\d|(?P=stroke)\d))
    | (?P<clock>\d{1,2}[:;]\d\d(?::\d\d)?)(?!\d)
    | (?P<hclock>\d{1,2}h\d\d)(?:m(?:in)?\b)?(?!\d)
    | (?P<slash>(?<![\d/])\d{1,4}/\d{1,4})(?!\d|/\d)
    | (?P<fraction>[½¼¾])
    | (?P<dots>(?:\d+|(?<!\w))\.\d+|\d{1,2},\d{1,2}(?=[\s-]?h(?:(?:ou)?rs?)?\b))(?!\d|\.\d|\s?%)
    | (?P<nth>\d{1,2})(?:st|nd|rd|th)\b
    | (?P<glued>\d+[a-z]+)\b(?!\s?\.\s?m\b)
    | (?P<number>\d+)
    | (?P<offset>(?:(?:utc|gmt)\s?[+-]|\+(?=(?:0\d|1[0-4])(?::?\d\d)?(?![\d:]|\s\d)))\d{1,2}(?::?\d\d)?)(?!\d)
    | (?P<zone>[a-z]+(?:/[a-z_+-]+\d*){1,2})
    | (?P<oclock>o\s?['"]?\s?clock\b)
    | (?P<half>(?<![a-z])(?P<letter>[ap])\s?\.?\s?m\b(?:\s?\.(?!\w))?|(?<=\d)(?P<single>[ap])\b)
    | (?P<year>'\d\d\b)
    | (?P<word>[^\W\d_]+(?:'[^\W\d_]+)?)
    | (?P<mark>\S)
    """,
    re.VERBOSE,
)
_ONE_FOR_ONE = str.maketrans("–—‒−‐‑’‘`“”\u00a0\u202f\u2009áâãäåçéêëíñóôõöøúü", "------'''\"\"   aaaaaceeeinooooouu")


_FRACTIONS = {"½": ("1", "2"), "¼": ("1", "4"), "¾": ("3", "4")}


def lowered(text: str) -> str:
    """Lower case with plain dashes and quotes, every character in its place."""
    plain = text.translate(_ONE_FOR_ONE)
    small = plain.lower()
    return small if len(small) == len(plain) else "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)


def read(text: str, literals: frozenset[str]) -> list[Token]:
    """All words of `text`, left to right, but fillers; a word of no use to the grammar is a token without keys."""
    plain = lowered(text)
    return _with_places(_joined(list(_pieces(plain, literals)), plain, literals), text)


def _with_places(tokens: list[Token], text: str) -> list[Token]:
    """Names before "time" that are no words of ours ("Springfield time") become one word each, for some place."""
    for at in range(len(tokens) - 1, 0, -1):
        if tokens[at].text == "time" and (first := _first_of_place(tokens, at, text)) < at:
            start, end = tokens[first].start, tokens[at - 1].end
            place = ZoneWord(UNKNOWN, said=text[start:end])
            tokens[first:at] = [Token(place.said.lower(), start, end, frozenset(("PLACE",)), {"PLACE": place})]
    return tokens


def _first_of_place(tokens: list[Token], end: int, text: str) -> int:
    """Where the capitalised words that nothing else needs begin; behind a clock time one small word is a place too."""
    first = end
    while (
        end - first < _LONGEST_PLACE
        and first
        and not tokens[first - 1].keys
        and text[tokens[first - 1].start].isupper()
    ):
        first -= 1
    behind_a_clock = end > 1 and not {"CLOCK", "HALF", "NUMBER"}.isdisjoint(tokens[end - 2].keys)
    small = behind_a_clock and not tokens[end - 1].keys and tokens[end - 1].text.isalpha()
    return end - 1 if small and first == end else first


def _pieces(text: str, literals: frozenset[str]) -> Iterator[Token]:
    at = 0
    while match := _SHAPES.search(text, at):
        at = match.end()
        shape = match.lastgroup if match.lastgroup not in ("isozone", "letter", "single") else None
        yield from _tokens_of(match, shape or ("iso" if match["iso"] else "half"), literals)


def _tokens_of(match: re.Match[str], shape: str, literals: frozenset[str]) -> Iterator[Token]:
    text, start, end = match.group(), match.start(), match.end()
    if shape == "word" and text in words.GLUED_UNITS and _is_unit(text, match.string[:start]):
        yield _glued_unit(text, start, literals)
    elif shape == "word":
        yield from _word(text, start, literals)
    elif shape == "glued":
        yield from _glued(text, start, literals)
    elif shape == "zone":
        yield from _zone_or_words(text, start, literals)
    elif shape == "half":
        yield _token(text, start, end, {"HALF": (match["letter"] or match["single"]) + "m"}, literals)
    elif shape == "iso":
        yield _token(text, start, end, {"ISO": (match["iso"], match["isozone"] or "")}, literals)
    elif shape == "address":
        yield Token(text, start, end, frozenset(), {})
    elif shape == "oclock":
        yield _token("o'clock", start, end, {}, literals)
    elif shape == "mark":
        yield from _spelt(text, start, end, literals)
    else:
        yield _token(text, start, end, _number_values(shape, text, match), literals)


def _number_values(shape: str, text: str, match: re.Match[str]) -> dict[str, object]:
    if shape == "date":
        separator = next(mark for mark in "/.-" if mark in text)
        return {"DATE": tuple(text.split(separator))}
    if shape == "clock":
        return {"CLOCK": tuple(re.split("[:;]", text))}
    if shape == "hclock":
        hour_and_minute = tuple(re.findall(r"\d+", text))
        return {"CLOCK": hour_and_minute, "HCLOCK": hour_and_minute}
    if shape == "slash":
        return {"SLASH": tuple(text.split("/"))}
    if shape == "fraction":
        return {"FRACTION": _FRACTIONS[text]}
    if shape == "dots":
        whole, part = re.split("[.,]", text)
        return {"DOTS": (whole or "0", part)}
    if shape == "nth":
        return {"NTH": int(match["nth"]), "NTHNUM": int(match["nth"])}
    if shape == "offset":
        return {"OFFSET": _offset_minutes(text)}
    if shape == "year":
        return {"YEAR": 2000 + int(text[1:])}
    return {"NUMBER": text} if text.isascii() and len(text) <= LONGEST_NUMBER else {}


def _offset_minutes(text: str) -> int:
    sign = -1 if "-" in text else 1
    digits = re.sub(r"\D", "", text)
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    return sign * (int(hours) * 60 + int(minutes))


def _glued(text: str, start: int, literals: frozenset[str]) -> Iterator[Token]:
    """ "2moro" is a word; "3pm", "90min", "3ish" and "2h" are a number and a word."""
    if text in words.SPELLINGS:
        yield from _spelt(text, start, start + len(text), literals)
        return
    digits = re.match(r"\d+", text)
    assert digits is not None  # the shape begins with one
    middle = start + digits.end()
    yield _token(digits.group(), start, middle, _number_values("number", digits.group(), digits), literals)
    rest = text[digits.end() :]
    if rest in ("a", "p", "am", "pm"):
        yield _token(rest, middle, start + len(text), {"HALF": rest[0] + "m"}, literals)
    elif rest in words.GLUED_UNITS:
        yield _glued_unit(rest, middle, literals)
    else:
        yield from _word(rest, middle, literals)


def _is_unit(letter: str, before: str) -> bool:
    """Is the letter glued to a number, or an "h" or "m" one blank behind it?"""
    return before[-1:].isnumeric() or (letter in "hm" and before[-1:] == " " and before[-2:-1].isdigit())


def _glued_unit(letter: str, start: int, literals: frozenset[str]) -> Token:
    values: dict[str, object] = {"UNIT": words.GLUED_UNITS[letter]}
    if letter == "h":
        values["H"] = letter  # "16h" is a time, "16 hours" is not
    return _token(letter, start, start + 1, values, literals)


def _zone_or_words(text: str, start: int, literals: frozenset[str]) -> Iterator[Token]:
    """ "Europe/Berlin" is a zone, "mon/tue" two words with a stroke between."""
    if text in words.SPELLINGS:
        yield from _spelt(text, start, start + len(text), literals)
        return
    if name := iana(text):
        yield _token(text, start, start + len(text), {"ZONE": ZoneWord(name)}, literals)
        return
    if is_area(text.partition("/")[0]):
        yield _token(text, start, start + len(text), {"ZONE": ZoneWord(UNKNOWN, said=text)}, literals)
        return
    for piece in re.finditer(r"[^\W\d_]+|\d+|\S", text):
        yield from _word(piece.group(), start + piece.start(), literals)


def _word(text: str, start: int, literals: frozenset[str]) -> Iterator[Token]:
    stem = text[:-2] if text.endswith("'s") else text
    end = start + len(stem)
    known = mended(stem)
    if known.endswith("ish") and not _known(known, literals) and _known(known[:-3], literals):
        yield from _spelt(known[:-3], start, end, literals)
        yield _token("ish", end, end, {}, literals)
    else:
        yield from _spelt(known, start, end, literals)


def _known(word: str, literals: frozenset[str]) -> bool:
    return word in literals or word in words.SPELLINGS or bool(values_of(word))


def _spelt(text: str, start: int, end: int, literals: frozenset[str]) -> Iterator[Token]:
    for word in words.SPELLINGS.get(text, text).split():
        yield _token(word, start, end, values_of(word), literals)


def _token(text: str, start: int, end: int, values: Mapping[str, object], literals: frozenset[str]) -> Token:
    keys = frozenset([*values, text] if text in literals else values)
    return Token(text, start, end, keys, values)


_TABLES: dict[str, Mapping[str, object]] = {
    "WEEKDAY": words.WEEKDAYS,
    "MONTH": words.MONTHS,
    "ONES": words.ONES,
    "TEENS": words.TEENS,
    "TENS": words.TENS,
    "NTH": words.NTH,
    "UNIT": words.UNITS,
    "RELDAY": words.RELATIVE_DAYS,
    "PART": words.PARTS,
    "HALF": words.HALVES,
    "WHICH": words.WHICH,
    "HOLIDAY": words.HOLIDAYS,
    "PORTION": words.PORTIONS,
    "ZONE": {name: zone for name, zone in ZONE_WORDS.items() if zone.region not in ("mine", "theirs")},
    "SIDE": {name: zone for name, zone in ZONE_WORDS.items() if zone.region in ("mine", "theirs")},
    "WEEKDAYS": {f"{name}s": number for name, number in words.WEEKDAYS.items() if len(name) > 5},
}


def _index() -> dict[str, Mapping[str, object]]:
    table: dict[str, dict[str, object]] = {}
    for kind, entries in _TABLES.items():
        for word, value in entries.items():
            table.setdefault(word, {})[kind] = value
    return {word: MappingProxyType(values) for word, values in table.items()}


_VALUES = _index()
_LONGEST_PHRASE = max(LONGEST_NAME_IN_WORDS, *(name.count(" ") + 1 for name in (*words.HOLIDAYS, *words.SPELLINGS)))
_NO_VALUES: Mapping[str, object] = MappingProxyType({})


def values_of(word: str) -> Mapping[str, object]:
    """What a word is worth, by kind; empty for words that are none of ours."""
    return _VALUES.get(word, _NO_VALUES)


def vocabulary_words() -> frozenset[str]:
    """Every word that is worth something, and every other spelling of one."""
    return frozenset(_VALUES) | frozenset(words.SPELLINGS)


def _joined(tokens: list[Token], source: str, literals: frozenset[str]) -> list[Token]:
    """Fillers and marks that mean nothing go; names of several words become one token."""
    kept: list[Token] = []
    for token, after in zip_longest(tokens, tokens[1:]):
        if not (token.text in words.FILLERS or _is_soft(token, kept, after)):
            kept.append(token)
    out: list[Token] = []
    at = 0
    while at < len(kept):
        taken, token = _phrase(kept, at, source, literals)
        at += taken
        out.append(token)
    return out


def _phrase(tokens: list[Token], at: int, source: str, literals: frozenset[str]) -> tuple[int, Token]:
    for size in range(min(_LONGEST_PHRASE, len(tokens) - at), 1, -1):
        start, end = tokens[at].start, tokens[at + size - 1].end
        if tokens[at + size - 1].start == start:
            continue  # several words made of one
        for name in {" ".join(token.text for token in tokens[at : at + size]), source[start:end]}:
            if name in ZONE_WORDS or name in words.HOLIDAYS:
                return size, _token(name, start, end, values_of(name), literals)
            if name in words.SPELLINGS:
                word = words.SPELLINGS[name]
                return size, _token(word, start, end, values_of(word), literals)
    return 1, tokens[at]


def _is_soft(token: Token, before: list[Token], after: Token | None) -> bool:
    """A dot behind an abbreviation, a dash inside a compound word, or the mark that ends the text."""
    last = before[-1] if before else None
    if token.text in (".", "!", "?", ",", ";", ":") and (after is None or last is None):
        return True
    if last is None or after is None:
        return False
    if token.text == ".":
        shortened = len(last.text) <= 5 and last.end == token.start and {"WEEKDAY", "MONTH", "UNIT"} & last.keys
        dated = last.end == token.start and "DOTS" in last.keys  # "14.05. at 11"
        return bool(shortened) or dated or ("NUMBER" in last.keys and "MONTH" in after.keys)
    if token.text == "-":
        glued = last.end == token.start and token.end == after.start
        counted = last.text.isdigit() and ("UNIT" in after.keys or after.text == "ish")
        return glued and (counted or (last.text.isalpha() and after.text.isalpha() and not _ranges(last, after)))
    return False


def _ranges(last: Token, after: Token) -> bool:
    """Do the two ends of a dash stand for a stretch ("mon-fri", "noon-one")?"""
    ends = {"WEEKDAY", "MONTH", "noon", "midnight"}
    return not (ends.isdisjoint(last.keys) or (ends | {"ONES", "TEENS"}).isdisjoint(after.keys))
