"""How well words are understood, on the development rows: the scorers' figures beside their bars and a library."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from evals.bench.development import rows_of
from evals.bench.language import library
from evals.bench.language.scorers import Scores, score_intents, score_times
from evals.bench.row import Figure, Row
from evals.bench.timing import Spread, each_timed
from graph.rows.expressions import answer_row
from graph.rows.messages import answer_of, dialogue_of_row
from graph.understanding.offline import understand
from graph.understanding.plain import without_model
from graph.when import context_from_row, resolve

PART = "words"
_CREDITED = "credited with day and clock where it gives an instant"


class _Bars(NamedTuple):
    """Percent."""

    exact: float
    wrong: float
    false_alarms: float | None = None


_EXPRESSIONS = {"own": _Bars(95, 1, 1), "duckling": _Bars(75, 6), "recognizers": _Bars(70, 5)}
_LENIENT = {"smcalflow": 85, "sgd": 88}


async def words() -> list[Row]:
    """Time expressions, intents and approvals, and the times of whole messages."""
    expressions = [row for name, bars in _EXPRESSIONS.items() for row in await _expressions(name, bars)]
    intents = [row for source, bar in _LENIENT.items() for row in await _intents(source, bar)]
    return [*expressions, *intents, *await _times()]


async def _expressions(name: str, bars: _Bars) -> list[Row]:
    """Only core rows of the public corpora; all of our own."""
    cases = [row for row in rows_of(f"expressions_{name}.jsonl") if row.get("core", True)]
    texts, contexts = [str(case["text"]) for case in cases], [context_from_row(case) for case in cases]
    guesses = [library.reader(case) for case in cases]
    resolve(texts[0], contexts[0])  # the grammar is built when it is first used
    guesses[0]()
    ours = await score_times(cases, [answer_row(resolve(t, c), c) for t, c in zip(texts, contexts, strict=True)])
    theirs = await score_times(cases, [library.answer(guess()) for guess in guesses])
    my_time = Spread.of(each_timed(lambda n: resolve(texts[n], contexts[n]), len(cases)))
    its_time = Spread.of(each_timed(lambda n: guesses[n](), len(cases)))

    def row(
        what: str, share: Callable[[Scores], float], *, most: float | None = None, least: float | None = None
    ) -> Row:
        mine, its = Figure(share(ours), "%"), Figure(share(theirs), "%")
        return Row(PART, what, mine, most, its, library.NAME, least=least)

    return [
        row(f"expressions_{name}, {ours['n']:.0f}: exact", lambda scores: scores["exact"], least=bars.exact),
        row("the same: wrong", lambda scores: scores["wrong"], most=bars.wrong),
        row("the same: declined", lambda scores: scores["declined"]),
        row("the same: false alarms", lambda scores: scores.per_hundred("false alarms"), most=bars.false_alarms),
        Row(PART, "time of each", Figure.middle(my_time), 2, Figure.middle(its_time), library.NAME, _CREDITED),
    ]


async def _intents(source: str, lenient: float) -> list[Row]:
    """People typing freely, or paraphrases of planned turns."""
    rows = [row for row in rows_of("intents.jsonl") if source in row["source"]]
    scores = await score_intents(rows, [_answered(row) for row in rows])
    taken, confirmations = scores["approvals taken"], scores["approvals taken of"]
    others = f"of {scores['false approvals of']:.0f} that are no yes"
    share = Figure(scores.per_hundred("approvals taken"), "%")
    return [
        Row(PART, f"intents, {source}, {scores['n']:.0f}: lenient", Figure(scores["lenient"], "%"), least=lenient),
        Row(PART, "the same: strict", Figure(scores["strict"], "%")),
        Row(PART, f"approvals taken, {taken:.0f} of {confirmations:.0f}", share, least=75),
        Row(PART, "false approvals", Figure(scores["false approvals"]), 0, note=others),
    ]


async def _times() -> list[Row]:
    rows = rows_of("times.jsonl")
    scores = await score_intents(rows, [_answered(row) for row in rows])
    return [
        Row(PART, f"times of messages, {scores['n']:.0f} certain: exact", Figure(scores["exact"], "%"), least=90),
        Row(PART, "the same: wrong", Figure(scores["wrong"], "%"), 3),
    ]


def _answered(row: Mapping[str, Any]) -> dict[str, object]:
    """As in a conversation: what is plain in itself needs no interpreter."""
    text, dialogue = str(row["utterance"]), dialogue_of_row(row)
    return answer_of(row, without_model(text, dialogue) or understand(text, dialogue))
