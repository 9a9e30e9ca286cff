"""Answers to the questions of a booking form: read by what was asked, several in one message, each by its type."""

import re
from collections.abc import Iterable, Sequence

from graph.understanding.dialogue import FieldSeen
from graph.understanding.schema import FieldAnswer
from tools.likeness import meant

Value = bool | str | tuple[str, ...]
"""An answer as Cal.com takes it: true or false, a text, or several of its options or addresses."""

LISTS = frozenset({"checkbox", "multiselect", "multiemail"})
_CLOSED = frozenset({"boolean", "select", "radio", "phone", "url", *LISTS})
_YES = re.compile(r"\W*(?:(?:i|we) )?(?:do|yes|yeah|true|agree\w*|accept\w*|ok|sure)\b", re.I)
_NO = re.compile(r"\W*(?:(?:i|we) )?(?:no|false|do not|don't)\b", re.I)
_ALL = re.compile(r"\W*(?:all|both|everything)\b[^,]*", re.I)
_MAIL = re.compile(r"[^\s<>(),;:\"']+@[^\s<>(),;:\"']+\.[^\s<>(),;:\"'.!?]+")
_PHONE = re.compile(r"(?:\+|00)[1-9](?:[\s()./-]*\d){6,14}")
_URL = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?:[:/?#]\S*)?", re.I)
_LINK = r"(?:(?:\s+(?:is called|is|are|to)\b|\s*[:=])\s*)"
_SHORT = 6  # words of a plain yes or no


def fitted(said: str, type_: str, options: Sequence[str] = ()) -> Value | None:
    """The answer in the type the server takes; None when the words do not fit the question."""
    text = said.strip().strip(" ,;").strip()
    match type_:
        case "boolean":
            return _yes_or_no(text)
        case "phone":
            hit = _PHONE.search(text)
            return re.sub(r"[^\d+]", "", re.sub(r"^00", "+", hit[0])) if hit else None
        case "url":
            hit = _URL.search(text)
            return None if hit is None or "@" in text else hit[0] if "://" in hit[0] else f"https://{hit[0]}"
        case "multiemail":
            return tuple(dict.fromkeys(_MAIL.findall(text))) or None
        case "checkbox" | "multiselect":
            return _several_of(text, options) or None
    return _one_of(text, options) if options else text or None


def is_closed(field: FieldSeen) -> bool:
    """Do only some answers fit, so that anything else is none?"""
    return field.type in _CLOSED or bool(field.options)


def labelled(text: str, fields: Iterable[FieldSeen]) -> tuple[FieldAnswer, ...]:
    """ "Name of dog: Rex, weight 12 kg": what follows the label of a question, up to the next label."""
    answers: dict[str, str] = {}
    for n, (_, end, slug) in enumerate(found := _labels(text, fields)):
        value = text[end : found[n + 1][0] if n + 1 < len(found) else len(text)]
        answers.setdefault(slug, re.sub(r"[\s,;]+(?:and)?\s*$", "", value.strip()))
    return tuple(FieldAnswer(field=slug, value=value) for slug, value in answers.items() if value)


def before_labels(text: str, fields: Iterable[FieldSeen]) -> str:
    """What is said before the first label."""
    found = _labels(text, fields)
    return text[: found[0][0]] if found else text


def _labels(text: str, fields: Iterable[FieldSeen]) -> list[tuple[int, int, str]]:
    """Where each label stands, in order, and whose it is; of two that overlap the longer."""
    hits = []
    for field in fields:
        for name in {field.label, field.slug}:
            words = re.escape(name.strip(" ?:*"))
            pattern = rf"(?<!\w)(?:the |my |our )?{words}\??{_LINK}|(?:^|(?<=[,;\n]\s)|(?<=\band\s)){words}\s+(?=\S)"
            hits += [(hit.start(), hit.end(), field.slug) for hit in re.finditer(pattern, text, re.I) if words]
    kept: list[tuple[int, int, str]] = []
    for hit in sorted(hits, key=lambda hit: hit[0] - hit[1]):
        if all(hit[1] <= other[0] or other[1] <= hit[0] for other in kept):
            kept.append(hit)
    return sorted(kept)


def closed_answers(text: str, fields: Sequence[FieldSeen]) -> tuple[FieldAnswer, ...]:
    """For questions that take only some answers: those the text gives; of two that it may answer both none."""
    found = [field for field in fields if is_closed(field) and fitted(text, field.type, field.options) is not None]
    kinds = [field.type for field in found if not field.options]
    return tuple(FieldAnswer(field=f.slug, value=_words(text, f)) for f in found if kinds.count(f.type) < 2)


def _words(text: str, field: FieldSeen) -> str:
    """Of a text the options it names; else all of it."""
    return ", ".join(named_options(text, field.options)) or text


def is_whole(text: str, field: FieldSeen) -> bool:
    """Is the text nothing but an answer to a question with options, or to one for a yes or no?"""
    said = text.strip(" .!").casefold()
    return field.type == "boolean" or said in (option.casefold() for option in field.options)


def as_words(value: Value) -> str:
    """As it is told on a card."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else ", ".join(value)


def _yes_or_no(text: str) -> bool | None:
    if len(text.split()) > _SHORT:
        return None
    return False if _NO.match(text) else True if _YES.match(text) else None


def _one_of(text: str, options: Sequence[str]) -> str | None:
    named = named_options(text, options)
    return max(named, key=len) if named else meant(text, options)


def _several_of(text: str, options: Sequence[str]) -> tuple[str, ...]:
    named = named_options(text, options)
    if named or not _ALL.fullmatch(text):
        return named
    return tuple(options)


def named_options(text: str, options: Sequence[str]) -> tuple[str, ...]:
    """The options that stand in the text, in their own order and spelling."""
    return tuple(o for o in options if re.search(rf"(?<!\w){re.escape(o)}(?!\w)", text, re.I))
