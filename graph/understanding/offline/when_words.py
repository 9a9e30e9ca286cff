"""The time words of a clause, verbatim: what is wanted, what names an existing booking, which correction counts."""

import re
from itertools import pairwise
from typing import NamedTuple

from graph.understanding.offline.cues.lines import lines
from graph.understanding.offline.heard import Heard, Span
from graph.when import cut_out, held_in, length_in

_TURN = r"no|nope|sorry|oops|wait|actually|rather|i meant?|make (?:that|it)|scratch that|correction|not that|better"
_CORRECTS = re.compile(rf"(?:[\s,.;:-]*\b(?:{_TURN}|or rather|on second thought|let's (?:say|do))\b)*[\s,.;:-]*$", re.I)
_CORRECTION_WORD = re.compile(rf"\b(?:{_TURN})\b", re.I)
_OF_THAT_DAY = re.compile(r"(?:later|earlier|sometime|some time) (?:in|during) the day", re.I)  # no day of its own
_TO = re.compile(r"(?<!quarter )\b(?:to|until|till|til|for|into)\b", re.I)
_FILL = re.compile(
    lines(r"""
        ^(?:\s|be\b|go\b|the\b|that\b|this\b|around\b|about\b|at\b|on\b|start\b|some ?time\b|from\b|any ?time\b|end\b
          |last\b|later\b|earlier\b|than\b|,)*$
    """),
    re.I,
)
_NAKED = re.compile(
    lines(r"""
        (?:^|\b(?:make it|make that|it's|be|is|to|at|around|until|till|til|for|do|say|try|with
          |about)\s+)(\d{1,2}(?::\d\d)?)
          (?=\s*(?:$|[,.!?;]|\b(?:please|instead|works?|then|on|is|would|today|possible
            |better|o'clock)\b))
    """),
    re.I,
)
_LATER_BY = re.compile(r"\b(?:push|postpone|delay|put off|(?:move|shift) .*?\bback)\b", re.I)
_EARLIER_BY = re.compile(r"\b(?:bring|pull|move .*?\bup)\b", re.I)
_JOIN = re.compile(r"^[\s,]*(?:(?:at|on|in|for|from|of|the|and|or|,|this|sometime|around|about|between)\s*)*$", re.I)
_RELATIVE = re.compile(
    r"\b(?:(?:a (?:little|bit)|a little bit|much|some)\s+)?(?:later|earlier|sooner)\b",
    re.I,
)


class WhenWords(NamedTuple):
    """Time words wanted, and time words that name the existing booking."""

    wanted: str | None = None
    existing: str | None = None


def wanted(heard: Heard) -> str | None:
    """All time words of the clause as one wish; of a correction only what counts."""
    spans = [span for span in heard.times if not _OF_THAT_DAY.fullmatch(span.text)]
    return _joined(heard, _settled(heard, spans))


def of_a_change(heard: Heard) -> str | None:
    """The new time of a booking that is still being arranged; nothing said names an existing one then.

    "I need it on the 12th, sorry about that. Anything at 5?": the day and the clock are both new.
    """
    spans = [span for span in heard.times if not _OF_THAT_DAY.fullmatch(span.text)]
    if len(spans) == 2 and completes(spans[0].text, spans[1].text) and not _old(heard, spans):
        return _joined(heard, spans)
    return moved(heard).wanted


def completes(first: str, second: str) -> bool:
    """One names only the day, the other only the hour."""
    held = [held_in(words) & {"day", "clock"} for words in (first, second)]
    return held[0] != held[1] and all(len(kinds) == 1 for kinds in held)


def moved(heard: Heard) -> WhenWords:
    """For a move: the words after the last fitting "to" are wanted, the ones before name the booking."""
    spans = list(heard.times)
    cut = _where_new_time_starts(heard, spans)
    if cut is None:
        return _without_to(heard, spans)
    head = re.sub(r"\s*\b(?:to|until|till|til|for|into)$", "", heard.text[:cut], flags=re.I)
    tail = Heard(heard.text[cut:].strip())
    return WhenWords(wanted(tail) or naked_clock(tail), wanted(Heard(head)))


def naked_clock(heard: Heard) -> str | None:
    """A number that can only be an hour: "make it 4", "can it be 3?", "to 2:30"."""
    hit = _NAKED.search(heard.text)
    return hit[1] if hit else None


def _where_new_time_starts(heard: Heard, spans: list[Span]) -> int | None:
    """Where the new time begins: after a "to" that time words follow; the first of them that spans the others."""
    cuts = [
        hit.end()
        for hit in _TO.finditer(heard.text)
        if hit[0].lower() != "for" or not spans or hit.end() < spans[-1].start
    ]
    fitting: list[int] = []
    for cut in cuts:
        tail = Heard(heard.text[cut:].lstrip())
        if (tail.times and _FILL.match(tail.text[: tail.times[0].start])) or re.match(
            r"\s*\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]m)?[\s.!?]*$", tail.text
        ):
            fitting.append(cut)
    if not fitting:
        return None
    to_only = [cut for cut in fitting if heard.text[:cut].lower().endswith("to")]
    for cut in to_only[:-1]:
        tail = Heard(heard.text[cut:].lstrip())
        first = tail.times[0] if tail.times else None
        if first and cut + first.end >= to_only[-1]:
            return cut  # "to 2 to 3pm" is one range
    return (to_only or fitting)[-1]


def _step(heard: Heard) -> tuple[str, int] | None:
    """ "push it back by half an hour" is "half an hour later": the verb tells the direction. And where it stands."""
    for pattern, direction in ((_LATER_BY, "later"), (_EARLIER_BY, "earlier")):
        verb = pattern.search(heard.text)
        if verb and (length := length_in(heard.text[verb.end() :])):
            return f"{length.text} {direction}", verb.end() + length.start
    return None


def _without_to(heard: Heard, spans: list[Span]) -> WhenWords:
    """No "to": "make lunch at 1pm instead of 2pm", "push my 3pm back half an hour", "the meeting is at 5, not 4"."""
    if step := _step(heard):
        before = [span for span in spans if span.end <= step[1] and not re.fullmatch(r"by \d+", span.text)]
        return WhenWords(step[0], _joined(heard, before))
    lower = heard.text.lower()
    old = _old(heard, spans)
    old += [
        s
        for s in spans
        if s not in old and re.search(r"\b(?:my|the|our)\s*$", lower[: s.start]) and not _names_only_day(lower, s)
    ]
    new = [span for span in spans if span not in old]
    if steps := [span for span in new if "shift" in held_in(span.text)]:
        old, new = [span for span in spans if span not in steps], steps  # a step leads away from the day that is named
    if not new and (naked := naked_clock(heard)):
        return WhenWords(naked, _joined(heard, old))
    if not new and (relative := _RELATIVE.search(heard.text)):
        return WhenWords(relative[0], _joined(heard, old))
    if (
        len(new) > 1
        and not old
        and not re.match(r"[\s,]*(?:at|on|in|to|-|from)?[\s,]*$", lower[new[0].end : new[1].start])
    ):
        old, new = [new[0]], new[1:]
    return WhenWords(_joined(heard, _settled(heard, new)), _joined(heard, old))


def _old(heard: Heard, spans: list[Span]) -> list[Span]:
    """Times that are said to hold no longer: "instead of 2pm", "not 4"."""
    before = re.compile(r"(?:instead of|not|rather than|from)\s*(?:at |on |for )?$", re.I)
    return [span for span in spans if before.search(heard.text[: span.start])]


def _names_only_day(lower: str, span: Span) -> bool:
    return bool(re.match(r"[\s.!?]*$", lower[span.end :])) and re.search(r"\bthe\s*$", lower[: span.start]) is not None


def _settled(heard: Heard, spans: list[Span]) -> list[Span]:
    """After "thursday, no, friday" only friday; after "tomorrow at 2, sorry, 3" the day stays and the clock changes."""
    kept: list[Span] = []
    for span in spans:
        if kept and _is_correction(heard.text[kept[-1].end : span.start], span):
            last = kept.pop()
            kept += _remainder(last, span)
        kept.append(span)
    return kept


def _is_correction(between: str, span: Span) -> bool:
    inside = re.match(r"(?:no|sorry|actually|wait)\b", span.text, re.I) is not None
    return inside or bool(_CORRECTS.match(between) and _CORRECTION_WORD.search(between))


def _remainder(old: Span, new: Span) -> list[Span]:
    """What of the corrected words still counts: the day when only the clock was corrected, and the other way round."""
    corrected = held_in(new.text)
    if "day" not in corrected:
        kept = cut_out("day", old.text)
    elif corrected == {"day"} and "day" in held_in(old.text):
        kept = cut_out("clock", old.text)
    else:
        kept = None
    return [Span(old.start, old.end, kept)] if kept else []


def _joined(heard: Heard, spans: list[Span]) -> str | None:
    """The spans as one expression: the stretch they cover when only joining words lie between, else their words."""
    if not spans:
        return None
    gaps = [heard.text[left.end : right.start] for left, right in pairwise(spans)]
    untouched = all(heard.text[span.start : span.end] == span.text for span in spans)
    if untouched and all(_JOIN.match(gap) for gap in gaps):
        return _bare(heard.text[spans[0].start : spans[-1].end])
    words = [_bare(span.text) for span in sorted(spans, key=lambda s: s.start)]
    return " ".join(words)


def _bare(words: str) -> str:
    words = re.sub(r"^(?:at )?(?:the )?same time,?\s+(?:but )?(?=.*\b(?:later|earlier)\b)", "", words, flags=re.I)
    return re.sub(r"^from (?!.*\b(?:to|until|till|-)\b)", "", words.strip(" ,.;!?"), flags=re.I)
