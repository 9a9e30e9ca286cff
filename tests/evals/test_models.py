"""Recorded models answer again what was asked once, all else is stale; trials are counted as tau2 does."""

from pathlib import Path
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, HumanMessage
from langchain_core.outputs import ChatGeneration, ChatResult

from evals.cassettes import StaleCassette, Tape, TapedChat
from evals.findings import Verdict
from evals.loader import Loaded
from evals.passes import Trials, pass_hat, told, wilson
from evals.session import Job, Played, Session, play_all
from evals.stage import Cast
from graph.understanding.model import ModelInterpreter
from tests.evals.builders import a_scenario, booked_run

TOOLS = [{"name": "understand", "description": "d", "parameters": {"type": "object", "properties": {}}}]


class CountingChat(BaseChatModel):
    """Answers with a fixed tool call, and counts."""

    calls: list[str] = []  # noqa: RUF012 (a field of the model)
    args: dict[str, Any] = {"acts": [{"intent": "help"}]}  # noqa: RUF012

    @property
    def _llm_type(self) -> str:
        return "counting"

    def bind_tools(self, tools: Any, **kwargs: Any) -> Any:
        return self

    def _generate(self, messages: Any, *args: Any, **kwargs: Any) -> ChatResult:
        self.calls.append(str(messages[-1].content))
        call = {"name": "understanding", "args": self.args, "id": "1", "type": "tool_call"}
        usage = {"input_tokens": 7, "output_tokens": 3, "total_tokens": 10}
        message = AIMessage("", tool_calls=[call], usage_metadata=usage, response_metadata={"finish_reason": "stop"})
        return ChatResult(generations=[ChatGeneration(message=message)])


def a_tape(folder: Path, prompt: str = "p1") -> Tape:
    return Tape(folder / "talk.jsonl", prompt, "some-model")


async def test_what_was_asked_once_is_answered_without_the_model(tmp_path: Path) -> None:
    inner = CountingChat()
    first = await TapedChat(a_tape(tmp_path), inner).bind_tools(TOOLS).ainvoke([HumanMessage("hi sk-abcdefgh1234")])

    again = await TapedChat(a_tape(tmp_path)).bind_tools(TOOLS).ainvoke([HumanMessage("hi sk-abcdefgh1234")])

    assert again.tool_calls == first.tool_calls
    assert again.usage_metadata == first.usage_metadata
    assert len(inner.calls) == 1
    assert "sk-abc" not in (tmp_path / "talk.jsonl").read_text()


async def test_a_question_that_was_never_asked_is_stale(tmp_path: Path) -> None:
    await TapedChat(a_tape(tmp_path), CountingChat()).bind_tools(TOOLS).ainvoke([HumanMessage("hi")])

    with pytest.raises(StaleCassette, match="went another way"):
        await TapedChat(a_tape(tmp_path)).bind_tools(TOOLS).ainvoke([HumanMessage("bye")])
    with pytest.raises(StaleCassette, match="recorded with prompt p1, which now is p2"):
        await TapedChat(a_tape(tmp_path, "p2")).bind_tools(TOOLS).ainvoke([HumanMessage("hi")])


def outcome_of(folder: Path, inner: BaseChatModel | None) -> Played:
    """A conversation of one message that needs the model."""

    def interpreter(name: str) -> ModelInterpreter:
        return ModelInterpreter(TapedChat(Tape(folder / f"{name}.jsonl", "p", "m"), inner))

    story = a_scenario(
        turns=[{"user": "could you perhaps tell me your abilities somehow", "expect": {"intent": "help"}}]
    )
    return play_all([Job(Loaded(story, Path("happy/test.yaml")))], Cast(interpreter, profile="test")).played[0]


def test_a_conversation_is_recorded_and_played_again_with_its_cost(tmp_path: Path) -> None:
    recorded = outcome_of(tmp_path, CountingChat())
    replayed = outcome_of(tmp_path, None)

    assert (recorded.verdict.outcome, replayed.verdict.outcome) == ("pass", "pass")
    assert replayed.run.turns[0].prompt_tokens == 7


def test_a_conversation_without_a_recording_is_stale_and_not_failed(tmp_path: Path) -> None:
    assert outcome_of(tmp_path, None).verdict.outcome == "stale"


def test_pass_hat_k_is_the_chance_that_all_k_pass() -> None:
    trials = [Trials(4, 4), Trials(4, 2)]

    assert pass_hat(trials, 1) == pytest.approx(0.75)
    assert pass_hat(trials, 2) == pytest.approx((1 + 1 / 6) / 2)
    assert pass_hat(trials, 4) == pytest.approx(0.5)
    assert pass_hat(trials, 5) is None


def test_the_interval_is_wilsons() -> None:
    low, high = wilson(60, 60)

    assert (low, high) == pytest.approx((0.94, 1.0), abs=0.005)


def test_trials_leave_out_what_was_not_the_assistants_fault() -> None:
    passed, stale = Verdict(outcome="pass"), Verdict(outcome="stale")
    session = Session([Played(booked_run(trial=n), verdict, "happy") for n, verdict in enumerate((passed, stale))])

    assert told(session).startswith("pass@1 1.000")
