"""A language model scores every conversation that could be played. It informs; no gate ever looks at it."""

import asyncio
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from langchain_core.messages import AIMessage

from evals.chat_models.taped_chat import TapedChat
from evals.checks.record import Spent
from evals.playing.network_guard import only_loopback
from evals.playing.players import Player, chats
from evals.playing.session import Played, Score, Session

if TYPE_CHECKING:
    from deepeval.metrics import BaseConversationalMetric
    from deepeval.test_case import ConversationalTestCase

_AT_ONCE = 4
_PATIENCE = 4  # failures before the first answer; then the rest is not asked
_UNPLAYED = ("infra_error", "harness_error", "stale")


def scored(session: Session, judge: Player, folder: Path) -> Session:
    """The session with scores. Whatever the judge does, this returns, and no verdict is another than before."""
    from evals.reporting.deepeval_adapter import judge_source

    scoring = _Scoring(chats(judge, folder, judge_source(judge.endpoint.model), ".judge"))
    with nullcontext() if judge.leaves_the_machine else only_loopback():
        played = asyncio.run(scoring.score_all(session.played))
    return replace(session, played=played, judge=judge.endpoint.model, judge_spent=scoring.spent)


class _Scoring:
    """All the scoring of one run: what it cost, and whether it is of any use to go on."""

    def __init__(self, chat_of: Callable[[str], TapedChat]) -> None:
        self._chat_of = chat_of
        self._answered = self._failed = 0
        self.spent = Spent()

    async def score_all(self, played: list[Played]) -> list[Played]:
        room = asyncio.Semaphore(_AT_ONCE)

        async def one(talk: Played) -> Played:
            if talk.verdict.outcome in _UNPLAYED:
                return talk
            async with room:
                return replace(talk, scores=await self._scores(talk))

        return list(await asyncio.gather(*map(one, played)))

    async def _scores(self, talk: Played) -> tuple[Score, ...]:
        from evals.reporting.deepeval_adapter import QUESTIONS, judge_metrics, judge_model, test_case

        if self._is_hopeless:
            return tuple(Score(metric=name, score=None, reason="the judge does not answer") for name in QUESTIONS)
        case = test_case(talk.run, talk.verdict)
        metrics = judge_metrics(judge_model(self._chat_of(_file_name(talk)), self._tell))
        return tuple([await self._score(name, metric, case) for name, metric in metrics.items()])

    async def _score(self, name: str, metric: "BaseConversationalMetric", case: "ConversationalTestCase") -> Score:
        try:
            value = float(await metric.a_measure(case, _show_indicator=False))
        except Exception as error:  # a judge that fails, in whatever way, gives no score; its words may hold a key
            self._failed += 1
            return Score(metric=name, score=None, reason=f"no usable answer ({type(error).__name__})")
        if not 0 <= value <= 1:
            return Score(metric=name, score=None, reason="no usable answer (beyond the scale)")
        return Score(metric=name, score=value, reason=str(metric.reason or ""))

    def _tell(self, answer: AIMessage) -> None:
        self._answered += 1
        self.spent = self.spent.plus(answer.usage_metadata)

    @property
    def _is_hopeless(self) -> bool:
        return self._failed >= _PATIENCE and not self._answered


def _file_name(talk: Played) -> str:
    return f"{talk.run.name.replace(' ', '.')}.t{talk.run.trial}"
