"""Where one wish ends and the next begins: only between two halves that are each whole, verb and what it is about."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from graph.understanding.offline.spans.spans import Span
from graph.when import held_in

STRONG = frozenset(("book", "move", "cancel", "accept", "decline", "confirm", "add", "remind", "send"))
_OBJECTS = frozenset(("person", "mail", "time", "all", "shift", "type"))
_JOINS = frozenset(("and", "then", "but", "so"))
_TURN = re.compile(r"^(?:from )?(?P<old>.+?) (?:to|till|until) (?P<new>.+)$", re.I)


@dataclass(frozen=True)
class Clause:
    """One wish: its spans, and what stands beside it as the reason."""

    spans: tuple[Span, ...]
    aside: tuple[Span, ...] = ()

    @cached_property
    def classes(self) -> frozenset[str]:
        return frozenset().union(*(span.classes for span in self.spans))

    def of(self, *classes: str) -> list[Span]:
        return [span for span in self.spans if span.has(*classes)]

    def has(self, *classes: str) -> bool:
        return not self.classes.isdisjoint(classes)

    @property
    def is_whole(self) -> bool:
        asks = self.spans[-1].text.startswith("?") and self.has("wh", "show")
        return (self.has(*STRONG) or asks) and self.has(*_OBJECTS)


def clauses_of(spans: Iterable[Span]) -> list[Clause]:
    """The wishes of a message in order; what only tells why stands aside."""
    found: list[Clause] = []
    for part in _pieces(spans, commas=False):
        if found and _inherits(Clause(part), found[-1]):
            found.append(Clause((*found[-1].of(*STRONG), *part)))
            continue
        for piece in map(Clause, _pieces(part)):
            if found and not (found[-1].is_whole and piece.is_whole):
                found[-1] = Clause(found[-1].spans + piece.spans)
            else:
                found.append(piece)
    return [_reasoned(clause) for clause in found]


def _inherits(part: Clause, last: Clause) -> bool:
    """ "…, and Omar to Monday": who and when without a verb, behind a wish that has both."""
    both = part.has("person", "mail") and part.has("time") and last.has("person", "mail") and last.has("time")
    return both and last.has(*STRONG) and not part.has(*STRONG, "unknown", "hinder", "ask")


def _pieces(spans: Iterable[Span], *, commas: bool = True) -> Iterator[tuple[Span, ...]]:
    piece: list[Span] = []
    for span in spans:
        ends = span.has("stop" if commas else "end")
        if not ends and span.text.lower() in _JOINS and piece:
            yield tuple(piece)
            piece = []
        piece.append(span)
        if ends:
            yield tuple(piece)
            piece = []
    if piece:
        yield tuple(piece)


def _reasoned(clause: Clause) -> Clause:
    """Whole pieces with words of no class, no time and no verb of a wish tell why; who stands there is still named."""
    main: list[Span] = []
    aside: list[Span] = []
    for piece in map(Clause, _pieces(clause.spans)):
        so_far = Clause(tuple(main))
        is_after = so_far.has("cancel", "decline") and so_far.has(*_OBJECTS)
        wish = (*STRONG, "mail", "off") if is_after else (*STRONG, "time", "mail", "shift", "length", "off", "type")
        if piece.has("unknown", "hinder") and not piece.has(*wish) and len(piece.spans) < len(clause.spans):
            aside += piece.spans
            main += piece.of("person")
        else:
            main += piece.spans
    return Clause(tuple(main), tuple(aside))


def turned(span: Span, spans: tuple[Span, ...]) -> tuple[Span, Span] | None:
    """ "Monday to Tuesday" of a move is two times; behind a "to" it is one stretch."""
    at = spans.index(span)
    hit = _TURN.match(span.text)
    if hit is None or (at and spans[at - 1].has("to")) or not held_in(hit["old"]) or not held_in(hit["new"]):
        return None
    return tuple(Span(span.start, span.end, hit[name], span.classes) for name in ("old", "new"))  # type: ignore[return-value]


def words_of(spans: Iterable[Span], text: str) -> str:
    """What was typed there."""
    places = [(span.start, span.end) for span in spans]
    said = text[min(place[0] for place in places) : max(place[1] for place in places)]
    return re.sub(r"^(?:and|so|but|since)\s+|[\s.,;:!]+(?:and|so|but)?$|\s+(?:so|and)$", "", said.strip(), flags=re.I)
