"""A message as typed spans: told text first, then known people, addresses, kinds, times, and words by their class."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from graph.understanding.dialogue import Dialogue, PersonSeen
from graph.understanding.offline.cues.lexicon import lexicon
from graph.understanding.offline.heard import BRACKET, Heard, length_from
from graph.understanding.offline.typos import mended
from graph.understanding.text import tidy
from graph.understanding.told import Told, told_in
from graph.when import TimeWords, find_times, held_in

_BLANK = "§"
_TOKEN = re.compile(r"[^\W_]+(?:['.&/-][^\W_]+)*'?|[.,;:!?]+|[()]| - ")
_ARROW = re.compile(r"[-=]+>")  # "nina -> friday 2pm"
_STOPS = re.compile(r"[.,;:!?]+| - ")
_OWNED = re.compile(r"'s?(?!\w)")
_BEFORE_A_NOUN = frozenset(
    (
        "the",
        "a",
        "an",
        "my",
        "our",
        "your",
        "his",
        "her",
        "their",
        "this",
        "that",
        "new",
        "next",
        "last",
        "first",
        "another",
    )
)
_EDGE = re.compile(r" (?:right |just |straight )?(?:before|after)$", re.I)
_BARE_HOUR = re.compile(r"\d{1,2}(?:[:.]\d\d)?(?:[ap]m)?$")


@dataclass(frozen=True)
class Span:
    """A stretch of the message and the classes of what it says; `who` are the people a name may mean."""

    start: int
    end: int
    text: str
    classes: frozenset[str]
    who: tuple[PersonSeen, ...] = ()
    told: Told | None = None

    def has(self, *classes: str) -> bool:
        return not self.classes.isdisjoint(classes)


def spans_of(message: str, dialogue: Dialogue) -> tuple[Span, ...]:
    """Every word of the tidied message in exactly one span, in order; what is in no class is "unknown"."""
    text = tidy(message)
    found: list[Span] = []
    for layer in (_told(message), _people(text, dialogue), _addresses(text), _kinds(text, dialogue)):
        found += [span for span in layer if not _overlaps(span, found)]
    plain = _ARROW.sub(lambda hit: "to".rjust(len(hit[0])), text)
    found += list(_times(_without_particles(BRACKET.sub(" ", _blanked(plain, found)))))
    found += list(_words(text, _blanked(plain, found)))
    return tuple(_with_topics(_with_numbers(_with_nouns(sorted(found, key=lambda span: span.start)))))


def _told(message: str) -> Iterator[Span]:
    for piece in told_in(message):
        yield Span(piece.start, piece.end, piece.text, frozenset(("told", piece.kind.value)), told=piece)


def _people(text: str, dialogue: Dialogue) -> Iterator[Span]:
    for at in dict.fromkeys(person.at for person in dialogue.people):
        who = tuple(person for person in dialogue.people if person.at == at)
        said = who[0].said
        if at < 0 or text[at : at + len(said)] != said:
            continue
        booked = {"known"} if any(person.booked for person in who) else set()
        owned = _OWNED.match(text, at + len(said))
        own = {"owner"} if owned else set()
        end = owned.end() if owned else at + len(said)
        yield Span(at, end, said, frozenset({"person", *booked, *own}), who)


def _addresses(text: str) -> Iterator[Span]:
    heard = Heard(text)
    yield from (Span(*span, frozenset(("mail",))) for span in heard.mails)
    yield from (Span(*span, frozenset(("phone",))) for span in heard.phones)


def _kinds(text: str, dialogue: Dialogue) -> Iterator[Span]:
    """The account's kinds by their titles and slugs, the longest first."""
    titles = (name for kind in dialogue.event_types for name in (kind.title, kind.slug, kind.slug.replace("-", " ")))
    names = {name.lower() for name in titles}
    for name in sorted(names, key=len, reverse=True):
        for hit in re.finditer(rf"(?<!\w){re.escape(name)}s?(?!\w)", text, re.I):
            yield Span(hit.start(), hit.end(), hit[0], frozenset(("type", "meeting")))


def _times(blanked: str) -> Iterator[Span]:
    """Time words of a text in which names are blank, so that neither takes what is the other's."""
    for words in find_times(blanked):
        found = _up_to_a_meeting(words, blanked)
        kind = (
            "shift"
            if "shift" in found.holds or _SHIFTS.search(found.text)
            else "length"
            if set(found.holds) in _LENGTHS
            else "time"
        )
        start = length_from(blanked, found.start) if kind == "length" else found.start
        yield Span(start, found.end, blanked[start : found.end], frozenset((kind,)))


def _up_to_a_meeting(words: TimeWords, blanked: str) -> TimeWords:
    """ "45 min before Bo" is how long and next to what; "before 3 pm" is one time."""
    edge = _EDGE.search(words.text)
    if edge is None or edge.start() == 0:
        return words
    text = words.text[: edge.start()]
    return TimeWords(words.start, words.start + len(text), text, tuple(sorted(held_in(text))))


def _words(text: str, blanked: str) -> Iterator[Span]:
    tokens = list(_TOKEN.finditer(blanked))
    at = 0
    while at < len(tokens):
        length, classes = _longest_entry(tokens, at, blanked)
        first, last = tokens[at], tokens[at + length - 1]
        yield Span(first.start(), last.end(), text[first.start() : last.end()], classes)
        at += length


def _longest_entry(tokens: list[re.Match[str]], at: int, blanked: str) -> tuple[int, frozenset[str]]:
    words = lexicon()
    for length in range(min(words.longest, len(tokens) - at), 0, -1):
        run = tokens[at : at + length]
        if any(blanked[one.end() : two.start()].strip() for one, two in pairwise(run)):
            continue
        said = " ".join(hit[0].lower() for hit in run)
        if classes := words.classes.get(said) or (words.classes.get(mended(said)) if length == 1 else None):
            return length, classes | _apart(tokens, at + length - 1, blanked)
    return 1, _apart(tokens, at, blanked) or _shape(tokens[at][0])


def _apart(tokens: list[re.Match[str]], at: int, blanked: str) -> frozenset[str]:
    """ "Call it off": the verb by its particle, when that ends the clause."""
    verb = tokens[at][0].lower()
    for hit in tokens[at + 1 :]:
        if _STOPS.fullmatch(hit[0]):
            break
        if found := lexicon().apart.get((verb, hit[0].lower())):
            return found
    return frozenset()


def _shape(word: str) -> frozenset[str]:
    if _STOPS.fullmatch(word):
        return frozenset(("stop", "end")) if set(word) & set(".!?;") else frozenset(("stop",))
    if not any(c.isalnum() for c in word):
        return frozenset(("filler",))
    return frozenset(("number",)) if _BARE_HOUR.match(word) else frozenset(("unknown",))


_WITH = frozenset(("with", "w/", "w"))
_HOUR_FOLLOWS = frozenset(("at", "to", "until", "till"))
_STEP = 5  # minutes
_LEADING = frozenset(("in", "up"))
_DOINGS = frozenset(("book", "move", "cancel", "accept", "decline", "confirm"))
_SAID_OF = frozenset(("book", "accept", "confirm", "decline"))
_SHIFTS = re.compile(r"\b(?:later|earlier|sooner)\b", re.I)
_LENGTHS = ({"length"}, {"length", "day"})
_STATES = frozenset(("is", "are", "was", "were", "been", "it's"))


def _with_nouns(spans: list[Span]) -> Iterator[Span]:
    """A word that is a verb and a noun is a noun behind an article, an owner, a kind or a length, and no verb then."""
    for at, span in enumerate(spans):
        verbs = span.classes & lexicon().bent
        if not verbs or not at:
            yield span
            continue
        before = spans[at - 1]
        leads = before.text.lower() in _BEFORE_A_NOUN or before.has("owner", "type", "length")
        if before.has("person") and not before.has("owner") and span.has(*_SAID_OF) and span.text.endswith("ed"):
            yield replace(span, classes=frozenset(("unknown",)))  # what somebody did is no wish
            continue
        if before.text.lower() in _STATES and span.has(*_DOINGS) and span.text.endswith("ed"):
            yield replace(span, classes=frozenset(("off", "status") if span.has("cancel") else ("status",)))
            continue
        nouns = (span.classes - verbs) or frozenset(("meeting",))
        yield replace(span, classes=nouns) if leads else span


def _with_numbers(spans: Iterable[Span]) -> Iterator[Span]:
    """ "30 with Ida" is how long, "at 11" when: a bare number is what the word beside it makes of it."""
    known = list(spans)
    for at, span in enumerate(known):
        before, after = known[at - 1].text.lower() if at else "", known[at + 1].text.lower() if known[at + 1 :] else ""
        if span.has("number") and span.text.isdigit() and after in _WITH and int(span.text) % _STEP == 0:
            yield replace(span, classes=frozenset(("length",)))
        elif span.has("number") and before in _HOUR_FOLLOWS:
            yield replace(span, classes=frozenset(("time",)))
        else:
            yield span


def _with_topics(spans: Iterable[Span]) -> Iterator[Span]:
    """ "A budget workshop": the word right before a kind tells what it is about."""
    known = list(spans)
    for span, after in zip(known, [*known[1:], None], strict=False):
        tells = span.classes == {"unknown"} and after is not None and after.has("type") and after.start - span.end == 1
        yield replace(span, classes=frozenset(("theme",))) if tells else span


def _without_particles(text: str) -> str:
    """ "Squeeze in 45 min" is no "in 45 min": what belongs to the verb before is no word of a time."""
    return _leading_particles().sub(lambda hit: f"{hit[1]}{_BLANK * len(hit[2])}", text)


@cache
def _leading_particles() -> re.Pattern[str]:
    verbs = sorted({verb for verb, particle in lexicon().apart if particle in _LEADING}, key=len, reverse=True)
    return re.compile(rf"\b((?:{'|'.join(map(re.escape, verbs))}) )({'|'.join(_LEADING)})\b", re.I)


def _blanked(text: str, spans: Iterable[Span]) -> str:
    for span in spans:
        text = f"{text[: span.start]}{_BLANK * (span.end - span.start)}{text[span.end :]}"
    return text


def _overlaps(span: Span, others: Iterable[Span]) -> bool:
    return any(other.start < span.end and span.start < other.end for other in others)
