"""A pasted mail: header, quote and signature are structure. What is not quoted is what the person wants done with it.

Nothing in a quote is ever a wish of theirs, however it is worded; it only tells who, when and how long.
"""

import re
from typing import NamedTuple

from graph.understanding.schema import Act, BookingWords, Intent, Person, Pronoun
from graph.understanding.text import as_lines, plain, tidy
from graph.understanding.told import ToldKind, told_in

_HEADER = re.compile(r"(?P<name>from|to|cc|sent|date|subject):\s*(?P<value>.*)", re.I)
_INTRO = re.compile(r"-{3,}.*-{3,}|on\b.{6,}\bwrote:", re.I)
_WROTE = re.compile(r"(?P<name>[^\d,<>:]+?)\s*(?:<(?P<email>\S+@\S+)>\s*)?wrote:$", re.I)
_ADDRESS = re.compile(r"(?P<name>[^<>(),;:@\"]*?)[\"\s]*[<(]?(?P<email>[^\s<>(),;:\"]+@[^\s<>(),;:\"]*\w)[>)]?")
_CLOSING = re.compile(
    r"(?:(?:kind|best|warm|many) )*(?:regards|wishes|thanks|cheers|best|sincerely|yours\b.*)[,.!]?(?: [A-Z][\w' -]*)?",
    re.I,
)
_CLOSING_WORD = re.compile(r"^.*(?:regards|wishes|thanks|cheers|best)\b[\s,.!]*", re.I)
_GREETING = re.compile(r"(?:hi|hello|hey|dear)\b[^,.!\n]{0,40}[,!\n]\s*", re.I)
_FOOTER = re.compile(r"--+|sent from\b.*|(?:tel|t)\b\.?:? ?\+?\d.*|.*\|.*|.*\bconfidential\b.*", re.I)
_NAME = re.compile(r"[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){0,2}")
_SPOKEN = re.compile(
    rf"(?P<name>{_NAME.pattern}) (?:writes|wrote|says|said|asks|asked):? ?\"(?P<text>[^\"]+)\"(?P<wish>.*)"
)
_POINTS = re.compile(r",?\s*\b(?:see|as) (?:below|above)|\b(?:accordingly|then|as s?he w[\w ]+)\b", re.I)
_DELEGATES = re.compile(r"(?:yes,? )?(?:please )?do (?:what|as|that|so|it)\b", re.I)
_THEIRS = re.compile(r"(?:his|her|their|the) (?:agenda|topics?|notes?|message)", re.I)
_MOVES = re.compile(r"\b(?:instead|move|reschedul|postpone|later|earlier)", re.I)
# Below a mail of headers alone: what points at it, and speaks to nobody in it.
_ORDERS = re.compile(r"(?!.*\b(?:you|your|our|we|us)\b)(?:\S+ ){1,8}?(?:it|this|that|him|her|them)\b.*", re.I)
_OF_A_BOOKING = {Intent.RESCHEDULE, Intent.CANCEL, Intent.ACCEPT, Intent.DECLINE}
_OF_TIMES = {Intent.BOOK, Intent.RESCHEDULE, Intent.AVAILABILITY, Intent.LIST}


class Mail(NamedTuple):
    """One pasted mail. The writer is the other side; `others` are who else stands in its header."""

    wish: str  # what the person says themselves; "" when nothing
    at: int  # where that begins in the tidied message
    text: str  # what the other side wrote, a line a line
    subject: str = ""
    name: str | None = None
    email: str | None = None
    others: tuple[Person, ...] = ()


def mail_in(message: str) -> Mail | None:
    """The mail in a message; None when there is none."""
    lines = [line.strip() for line in message.splitlines()]
    quoted = [line for line in lines if line.startswith(">")]
    begin = next((n for n, line in enumerate(lines) if _is_structure(line)), None)
    heads = [line.lstrip("> ") for line in lines]
    values = [value for _, value in _headers(heads)]
    if begin is None or not (quoted or any(map(_INTRO.fullmatch, heads)) or len(values) > 1 or "@" in "".join(values)):
        return _spoken(message)
    own = [line for line in lines[begin:] if not (line.startswith(">") or _is_structure(line))]
    inside = [line.lstrip("> ") for line in quoted if not _is_structure(line.lstrip("> "))]
    name, email = _writer(heads, inside or own)
    before = "\n".join(lines[:begin]).strip()
    if before:
        body, wish = [*inside, *own], before
    elif quoted and not any(_HEADER.fullmatch(line) for line in lines):
        body, wish = inside, "\n".join(own)
    else:
        body, wish = _signed(own, name)
    found = dict(_headers(heads))
    others = tuple(person for person in _people(found.get("cc", "")) if person.email != email)
    text = _GREETING.sub("", "\n".join(body).strip(), count=1)
    at = max(0, tidy(message).find(tidy(wish)))
    return Mail(_POINTS.sub("", tidy(wish)).strip(), at, text, found.get("subject", ""), name, email, others)


def asked_by(mail: Mail) -> Intent | None:
    """ "Do what she asks": a new time for their booking, or a booking; never more than that, whatever is written."""
    if not _DELEGATES.match(mail.wish):
        return None
    return Intent.RESCHEDULE if _MOVES.search(mail.text) else Intent.BOOK


def with_mail(act: Act, mail: Mail, when: str | None, length: str | None) -> Act:
    """The person's wish with what it leaves to the mail: who it is with, when, how long.

    Args:
        when, length: time words and words for a length in the mail's text.
    """
    facts: dict[str, object] = {"when": when} if act.intent in _OF_TIMES and when and act.when is None else {}
    if act.intent is Intent.LIST and not (act.people or act.booking):
        facts |= {"people": _one(mail)}
    if act.intent is Intent.BOOK:
        people = tuple(_in_full(person, mail) for person in act.people) or _one(mail)
        facts |= {"people": people, "guests": tuple(_in_full(person, mail) for person in act.guests)}
        facts |= {"duration": act.duration or length, "notes": _said_there(act.notes, mail)}
    elif act.intent in _OF_A_BOOKING:
        words = act.booking or BookingWords()
        is_meant = not (words.person or words.title or words.all or words.ordinal)
        by_writer = {"person": mail.name or mail.email, "pronoun": None if mail.name or mail.email else Pronoun.IT}
        facts["booking"] = words.model_copy(update=by_writer) if is_meant else words
    return act.model_copy(update=facts)


def _said_there(notes: str | None, mail: Mail) -> str | None:
    """ "Put his agenda into the notes": as it stands in the mail."""
    told = {piece.kind: piece.text for piece in told_in(mail.text)}
    points = _THEIRS.fullmatch(notes or "")
    return told.get(ToldKind.TOPIC, told.get(ToldKind.NOTE, notes)) if points else notes


def _one(mail: Mail) -> tuple[Person, ...]:
    return (Person(name=mail.name, email=mail.email),) if mail.name or mail.email else ()


def _in_full(person: Person, mail: Mail) -> Person:
    """ "Ruth", whose full name and address stand in the header; "him" is the writer."""
    for known in (*_one(mail), *mail.others):
        words = (known.name or "").casefold().split()
        if person.email is None and (person.name or "").casefold() in (*words, " ".join(words), "him", "her", "them"):
            return known
    return person


def _is_structure(line: str) -> bool:
    return line.startswith(">") or bool(_HEADER.fullmatch(line) or _INTRO.fullmatch(line))


def _headers(lines: list[str]) -> list[tuple[str, str]]:
    """Names in lower case and values; of a name that comes twice the first counts."""
    hits = [hit for line in reversed(lines) if (hit := _HEADER.fullmatch(line))]
    return [(hit["name"].lower(), hit["value"]) for hit in hits]


def _people(value: str) -> tuple[Person, ...]:
    return tuple(Person(name=hit["name"].strip() or None, email=hit["email"]) for hit in _ADDRESS.finditer(value))


def _writer(lines: list[str], body: list[str]) -> tuple[str | None, str | None]:
    """As the header has it, or the line above the quote, or else the signature."""
    sender = dict(_headers(lines)).get("from", "")
    for person in _people(sender):
        return person.name, person.email
    for line in lines:
        if _INTRO.fullmatch(line) and (hit := _WROTE.search(line)):
            return hit["name"].strip(), hit["email"]
    for line in reversed(body):
        for person in _people(line):
            return _CLOSING_WORD.sub("", person.name or "").strip() or None, person.email
    last = next((line for line in reversed(body) if line), "")
    name = _NAME.fullmatch(_CLOSING_WORD.sub("", last).strip(" ,.!"))
    return sender or (name[0] if name else None), None


def _signed(lines: list[str], name: str | None) -> tuple[list[str], str]:
    """What was written, up to its signature, and what stands behind that; nothing, where nobody has signed."""
    first = (name or "").casefold().split()
    for n, line in enumerate(lines):
        signs = line.casefold().strip(" ,.!").split()
        if _CLOSING.fullmatch(line) or (signs and first and signs[0] == first[0] and len(signs) <= len(first)):
            blank = next((at for at in range(n, len(lines)) if not lines[at]), len(lines))
            rest = [line for line in lines[blank:] if not _FOOTER.fullmatch(line)]
            return lines[:n], "\n".join(rest).strip()
    said = [line for line in lines if line]
    return ([], said[0]) if len(said) == 1 and _ORDERS.fullmatch(said[0]) else (lines, "")


def _spoken(message: str) -> Mail | None:
    """ "Emma writes: “…” Please do so." """
    text = plain(as_lines(message)).replace("\n", " ")
    hit = _SPOKEN.fullmatch(text)
    wish = hit["wish"].strip(" .,;:-") if hit else ""
    return Mail(wish, text.find(wish, hit.start("wish")), hit["text"], name=hit["name"]) if hit else None
