"""A clause as the rules see it: as typed, and in lower case with marks for times, lengths and addresses."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from graph.understanding.offline import cues
from graph.understanding.offline.cues.lines import lines
from graph.understanding.text import tidy
from graph.when import TimeWords, find_times, length_minutes
from graph.when.words.vocabulary import ANY_NUMBER

TIME, LENGTH, MAIL, PHONE, QUOTE = "§t", "§d", "§m", "§p", "§q"

_MAIL = re.compile(r"[^\s<>(),;:\"']*[^\s<>(),;:\"'.]@[^\s<>(),;:\"']*[^\s<>(),;:\"'.!?]|(?<!\S)@[\w.-]+\.\w+", re.I)
_SIGNS = {"dot": ".", "dash": "-", "hyphen": "-", "minus": "-", "underscore": "_", "plus": "+"}
_SIGN = rf"[(\[]?\b(?:{'|'.join(_SIGNS)})\b[)\]]?"
_SPELLED_MAIL = re.compile(
    rf"\b(?P<local>(?:\w(?: \w)+(?= )|[\w+-]+)(?:(?:\.| {_SIGN} )[\w+-]+)*)(?: at | ?\(at\) ?| ?\[at\] ?)"
    rf"([\w-]+(?: ?{_SIGN} ?[\w-]+)+)\b|"
    + lines(r"""
        \b([\w.+-]+) ?[(\[]at[)\]] ?([\w-]+(?:\.[\w-]+)+)\b
        (?:^|(?<=is )|(?<=mail ))([\w.+-]+) at ([\w-]+(?:\.[\w-]+)+)$
    """),
    re.I,
)
_INTRODUCES = re.compile(r"(?:e?mail|address|with|is|to|for|and|at|use|him|her|them)", re.I)
# A glance that spares most messages the patterns above.
_PERHAPS_MAIL = re.compile(r"@|[(\[]at[)\]]| at .*(?:\bdot\b|\w\.\w)|\bdot\b", re.I)
_PHONE = re.compile(r"(?<![\w@])\+?\d(?:[ ()./-]{0,2}\d){7,14}(?!\w)")
_QUOTE = re.compile(r"\"([^\"]{2,80})\"")
_NAME_FIRST = re.compile(r"(?:tom|sat|sun|mon|may|april|june|august|jan|wed|dawn|eve)\b,?\s*", re.I)
_NUMBERED = re.compile(r"\b(?:room|team|unit|group|agent|guest)\s+$", re.I)
_NUMBER = re.compile(r"\d{1,3}\s+(?![ap]\.?m\b)")
_NAMES_FOLLOW = re.compile(r"\b(?:with|see|meet|meeting|invite|and|call|add)\s+$", re.I)
_NO_TIME_FIRST = re.compile(
    r"the\s+(?=\d+(?::\d\d)? o'clock)"
    r"|(?:starts?|starting|begins?|beginning)\s+(?:at|on|from)?\s*"
    r"|(?:make|extend|set|have|book|keep)\s+(?:it|that|this|the \w+|my \w+)?\s*(?:to|for|at|last)?\s*",
    re.I,
)
_ONE = re.compile(r"one\s+(?:(?:on|at|in|for|from)\s+)?", re.I)
_ONE_FOLLOWS = re.compile(
    r"\b(?:the|that|this|another|other|new|first|second|last|next|different|make|book|create|add|schedule)\s+$", re.I
)
_ONE_OF_SEVERAL = re.compile(
    r"(?:the\s+)?(?:later|earlier|latest|earliest)\s+(?:one|option|time|slot)s?\b|the\s+(?:later|earlier)$", re.I
)
_THE_ONE = re.compile(r"the\s+(.+?)\s+one", re.I)
_ENDS = re.compile(r"\b(?:ends?|ending|finish(?:es|ing)?)\s+(?:by\s+|at\s+|on\s+)?$", re.I)
_STEP_VERB = re.compile(rf"(?:{cues.MOVES}|pull)\s+(?:it|that|this|the \w+|my \w+)?\s*", re.I)
_RANGE_OF_LENGTHS = re.compile(
    rf"(?<!from )(?<![\w.:/-])(?:\d{{1,3}}|{ANY_NUMBER}(?:[ -]{ANY_NUMBER})?)(?: ?[-–] ?| (?:to|or) )$", re.I
)
BRACKET = re.compile(r"<(?=§)|(?<=§)>")
_STILL = re.compile(r"\b(i|we) still ")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|[12]\d|3[01])\1(?:19|20)\d\d(?!\d)")


class Span(NamedTuple):
    """Where something stands in the text, and how it was typed."""

    start: int
    end: int
    text: str


def length_from(text: str, start: int) -> int:
    """Where a length begins that ends in the one found at `start`: "30 to 45 minutes" is told as a whole."""
    hit = _RANGE_OF_LENGTHS.search(text[:start])
    return hit.start() if hit else start


@dataclass(frozen=True)
class Heard:
    """One clause. `text` is tidied: visible characters, plain quotes, single spaces; case kept."""

    text: str

    @classmethod
    def of(cls, message: str) -> "Heard":
        """The message as it was heard."""
        return cls(tidy(message))

    @cached_property
    def mails(self) -> tuple[Span, ...]:
        """E-mail addresses, wrong ones too; one spelled out is written as an address."""
        if not _PERHAPS_MAIL.search(self.text):
            return ()
        plain = [Span(hit.start(), hit.end(), hit[0].strip(".<>")) for hit in _MAIL.finditer(self.text)]
        spelled = [
            Span(hit.start(), hit.end(), _written(*filter(None, hit.groups())))
            for hit in _SPELLED_MAIL.finditer(self.text)
            if not (hit["local"] and _is_cut(self.text[: hit.start()], hit["local"]))
        ]
        return tuple(sorted(plain + [span for span in spelled if not _inside(span, plain)]))

    @cached_property
    def phones(self) -> tuple[Span, ...]:
        """Telephone numbers: eight digits or more that are no date."""
        hits = (Span(hit.start(), hit.end(), hit[0]) for hit in _PHONE.finditer(self.text))
        return tuple(span for span in hits if not _DATE.match(span.text) and not _inside(span, self.mails))

    @cached_property
    def quotes(self) -> tuple[Span, ...]:
        """What stands in double quotes."""
        return tuple(Span(hit.start(), hit.end(), hit[1]) for hit in _QUOTE.finditer(self.text))

    @cached_property
    def lengths(self) -> tuple[Span, ...]:
        """Lengths of time ("30 minutes", "an hour"), unless they are steps ("in an hour", "30 minutes later")."""
        found = (_without_long(Span(*words[:3])) for words in self._time_words if words.is_length)
        return tuple(self._with_its_range(span) for span in found if not (self._is_a_step(span) or self._names(span)))

    @cached_property
    def times(self) -> tuple[Span, ...]:
        """Time words, verbatim and maximal, lengths and addresses left out."""
        found = (Span(*words[:3]) for words in self._time_words)
        own = {mail.text.partition("@")[0].lower() for mail in self.mails}
        # "tom hale, tom@…" is no tomorrow
        named = (span for span in found if span.text.lower() not in own and not self._names(span))
        trimmed = (part for span in named for part in _trimmed(span, self._unhidden))
        return tuple(span for span in trimmed if span.text.strip() and not _overlaps(span, self.lengths))

    @cached_property
    def marked(self) -> str:
        """The clause in lower case with marks for times, lengths, addresses, telephones and quotes."""
        pieces, at = [], 0
        for span, mark in self._marks:
            if span.start >= at:
                pieces += [self.text[at : span.start], mark]
                at = span.end
        return "".join([*pieces, self.text[at:]]).lower()

    @cached_property
    def _opening(self) -> tuple[frozenset[str], str]:
        kinds, rest = set(), self.marked.strip(" ,.!?;:-")
        while hit := cues.OPENING.match(rest):
            kinds.add(str(hit.lastgroup))
            rest = rest[hit.end() :].lstrip(" ,.!?;:-")
        return frozenset(kinds), _STILL.sub(r"\1 ", rest)

    @property
    def openers(self) -> frozenset[str]:
        """Kinds of words the clause opens with: yes, no, praise, thanks, greeting, turn, link, wrapper."""
        return self._opening[0]

    @property
    def core(self) -> str:
        """The marked clause without its openers: it starts with the verb, if there is one; "" when nothing is left."""
        return self._opening[1]

    @cached_property
    def blank(self) -> str:
        """The text with bars in place of times, lengths, addresses and quotes, every character in its place."""
        return _hidden(self.text, (span for span, _ in self._marks), "|")

    @cached_property
    def unmeasured(self) -> str:
        """The text with bars in place of lengths alone, every character in its place."""
        return _hidden(self.text, self.lengths, "|")

    @cached_property
    def _unhidden(self) -> str:
        return BRACKET.sub(" ", _hidden(self.text, (*self.mails, *self.phones, *self.quotes)))

    @property
    def _time_words(self) -> tuple[TimeWords, ...]:
        return _time_words(self._unhidden)

    @property
    def _marks(self) -> list[tuple[Span, str]]:
        kinds = (
            (self.mails, MAIL),
            (self.phones, PHONE),
            (self.quotes, QUOTE),
            (self.times, TIME),
            (self.lengths, LENGTH),
        )
        return sorted(((span, mark) for found, mark in kinds for span in found), key=lambda pair: pair[0].start)

    def _with_its_range(self, span: Span) -> Span:
        """ "30 to 45 minutes" whole, which is no length that can be taken; neither end of it is what was said."""
        start = length_from(self._unhidden, span.start)
        if any(words.start <= start < words.end for words in self._time_words):
            return span
        return Span(start, span.end, self.text[start : span.end])

    def _names(self, span: Span) -> bool:
        """ "With 3M" is no three minutes."""
        is_short = span.text[:-1].isdigit() and span.text[-1].isupper()
        return is_short and _NAMES_FOLLOW.search(self.text[: span.start]) is not None

    def _is_a_step(self, span: Span) -> bool:
        before, after = self.text[: span.start].lower().rstrip(), self.text[span.end :].lower().lstrip()
        return bool(
            span.text.lower().startswith("another")
            or re.search(r"\b(?:in|within|by|another|every|back|forward)$", before)
            or re.match(cues.STEP_AFTER, after)
        )


@lru_cache(maxsize=64)
def _time_words(text: str) -> tuple[TimeWords, ...]:
    """Found once for each text: a message is read in one piece, in clauses, and in the parts of them."""
    return tuple(find_times(text))


def _without_long(length: Span) -> Span:
    """ "An hour long" is an hour; an "hour-long" stays what it is."""
    words = re.sub(r"[\s-]+long$", "", length.text, flags=re.I)
    return Span(length.start, length.start + len(words), words) if length_minutes(words) else length


def _written(local: str, domain: str) -> str:
    signs = re.sub(rf" ?({_SIGN}) ?", lambda hit: _SIGNS[hit[1].strip("()[]").lower()], f"{local}@{domain}", flags=re.I)
    return signs.replace(" ", "")


def _is_cut(before: str, local: str) -> bool:
    """ "…, lea funk at": a word before that may be a part of the address; half of one is none."""
    word = re.search(r"(?<![\w'])(\w+) $", before)
    if word is None or _INTRODUCES.fullmatch(word[1]):
        return False
    return word[1].lower() not in re.split(r"\W|_| ", local.lower())


def _hidden(text: str, spans: Iterable[Span], bar: str = "§") -> str:
    """The text with some spans blotted out, every character in its place."""
    for span in spans:
        text = f"{text[: span.start]}{bar * (span.end - span.start)}{text[span.end :]}"
    return text


def _trimmed(span: Span, text: str) -> tuple[Span, ...]:
    """Without what is no time here: a name ("with Tom next week"), "the one on friday", the verb of "make it 4 hours".

    "5, not 4" is two times. The verb of a step ("push it back an hour") leaves the place but stays in the words.
    """
    start, end = span.start, span.end
    if numbered := _NUMBERED.search(text[:start]) and _NUMBER.match(text[start:end]):
        start += numbered.end()
    if clock := re.match(r"\s*o'clock\b", text[end:], re.I):
        end += clock.end()
    name = _NAME_FIRST.match(text[start:end])
    if name and (_NAMES_FOLLOW.search(text[:start]) or name[0].startswith("Tom")):
        start += name.end()
    if the_one := _THE_ONE.fullmatch(text[start:end]):  # "the 10am one" is a booking, its time is 10am
        start, end = start + the_one.start(1), start + the_one.end(1)
    one = _ONE.match(text[start:end]) if _ONE_FOLLOWS.search(text[:start]) else None
    if no_time := one or _NO_TIME_FIRST.match(text[start:end]):
        start += no_time.end()
    if _ONE_OF_SEVERAL.match(text[start:]):
        return ()
    if contrast := re.search(r",? not (?:at )?(?=\d)", text[start:end]):
        middle = start + contrast.start(), start + contrast.end()
        return Span(start, middle[0], text[start : middle[0]]), Span(middle[1], end, text[middle[1] : end])
    if ending := _ENDS.search(text[:start]):
        return (Span(start, end, text[ending.start() : end]),)
    step = _STEP_VERB.match(text[start:end])
    return (Span(start + step.end() if step else start, end, text[start:end]),)


def _inside(span: Span, others: Iterable[Span]) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in others)


def _overlaps(span: Span, others: Iterable[Span]) -> bool:
    return any(other.start < span.end and span.start < other.end for other in others)
