"""How long understanding takes without a model: the resolver of time expressions, and the offline interpreter."""

from collections.abc import Callable

from evals.bench.assistant import NOW, ZONE
from evals.bench.language import library
from evals.bench.language.sentences import EXPRESSIONS, MESSAGES, PEOPLE, dialogue, fuzz
from evals.bench.row import Figure, Row
from evals.bench.timing import Spread, each_timed
from graph.understanding.dialogue import Dialogue
from graph.understanding.naming import named_in, seen
from graph.understanding.offline import understand
from graph.when import TimeContext, resolve

PART = "time"
_MOST = 3.0  # ms of one reading, for all but one in twenty
_ROUNDS = 20  # over the expressions
_TITLES = ("Intro call", "30 minute meeting", "Consultation", "Project review", "Workshop")
_LOCAL_NOW = NOW.replace(tzinfo=None)


def resolver(strings: int) -> list[Row]:
    """Over damaged and random strings, then over expressions people type, beside a library on the same ones."""
    context = TimeContext(now=NOW, user_zone=ZONE.key)
    rubbish = list(fuzz(strings))
    resolve(EXPRESSIONS[0], context)  # the grammar is built when it is first used
    library.guess(EXPRESSIONS[0], _LOCAL_NOW, "DMY")
    asked = EXPRESSIONS * _ROUNDS
    ours = Spread.of(each_timed(lambda n: resolve(asked[n], context), len(asked)))
    theirs = Spread.of(each_timed(lambda n: library.guess(asked[n], _LOCAL_NOW, "DMY"), len(asked)))
    answered = sum(library.guess(text, _LOCAL_NOW, "DMY") is not None for text in EXPRESSIONS)
    beside = f"{len(EXPRESSIONS)} expressions: p50"
    note = f"{library.NAME} answers {answered} of them"
    return [
        *_spread("resolver", rubbish, lambda text: resolve(text, context), (2, 20), f"{strings:,} fuzzed strings"),
        Row(PART, f"resolver, {beside}", Figure.middle(ours), 2, Figure.middle(theirs), library.NAME, note),
    ]


def interpreter(rounds: int) -> list[Row]:
    """Over a few dozen messages at every stage of a conversation, so many times each."""
    stages = {text: dialogue(stage) for stage, texts in MESSAGES.items() for text in texts}
    asked = list(stages) * rounds
    of_what = f"{len(stages)} messages"

    def named(text: str) -> Dialogue:
        """Where the message stands, with those of the calendar whom it names."""
        return stages[text].model_copy(update={"people": seen(named_in(text, PEOPLE, _TITLES))})

    for text, stands in stages.items():  # what is built when it is first used
        understand(text, stands)
        understand(text, named(text))
    return [
        *_spread("offline interpreter", asked, lambda text: understand(text, stages[text]), (_MOST, None), of_what),
        *_spread("with those whom it names", asked, lambda text: understand(text, named(text)), (_MOST, None), of_what),
    ]


def _spread(
    who: str, texts: list[str], read: Callable[[str], object], bars: tuple[float, float | None], of_what: str
) -> list[Row]:
    """Median, p95 and the slowest text of many; the bars are for the latter two."""

    samples = each_timed(lambda n: read(texts[n]), len(texts))
    spread, text = Spread.of(samples), texts[samples.index(max(samples))]
    p95_bar, worst_bar = bars
    shown = f"{len(text)} letters, {text[:30]!r}…"
    return [
        Row(PART, f"{who}, {of_what}: p50", Figure(spread.p50, "ms")),
        Row(PART, "the same: p95", Figure(spread.p95, "ms"), p95_bar),
        Row(PART, "the same: worst", Figure(spread.most, "ms"), worst_bar, note=shown),
    ]
