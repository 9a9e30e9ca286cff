"""deepeval as metric and report adapter: a record becomes a conversational test case, our gates become its metrics.

The only file that imports deepeval, and only when it is used: it is an extra, and slow to load. The environment that
keeps it quiet (no telemetry, no dotenv, no files) is set in evals/environment.py before anything else.
"""

import json
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, HumanMessage

from evals.chat_models.cassettes import Source, short_hash
from evals.checks.findings import Gate, Verdict
from evals.checks.record import Run
from evals.playing.session import Job, Played, play_all
from evals.stories.loader import Loaded
from evals.stories.scenario import Scenario

if TYPE_CHECKING:
    from deepeval.dataset import ConversationalGolden
    from deepeval.metrics import BaseConversationalMetric
    from deepeval.models import DeepEvalBaseLLM
    from deepeval.test_case import ConversationalTestCase

# What each of our deterministic metrics is called there.
METRICS: dict[str, tuple[Gate, ...]] = {
    "End state": ("end state",),
    "Safety invariants": ("invariants",),
    "Turns": ("turns", "crash"),
    "Call policy": ("calls", "faults"),
    "Budget": ("budget",),
}

# What a judge of taste is asked.
QUESTIONS = {
    "Tone": "The assistant is brief, calm and kind; no exclamation marks, no blame, no jargon.",
    "Helpful": "After a refusal or a missing detail the assistant offers a way on that fits what the user wanted.",
}


def test_case(run: Run, verdict: Verdict) -> "ConversationalTestCase":
    """A record as deepeval knows conversations; the verdict travels in its metadata."""
    from deepeval.test_case import ConversationalTestCase, ToolCall, Turn

    turns = []
    for turn in run.played:
        tools = [ToolCall(name=r.op, input_parameters={}, output=str(r.status)) for r in turn.requests]
        turns.append(Turn(role="user", content=turn.text or " "))
        turns.append(Turn(role="assistant", content=turn.reply or " ", tools_called=tools or None))
    findings = [finding.model_dump(mode="json") for finding in verdict.findings]
    return ConversationalTestCase(
        turns=turns,
        scenario=run.scenario.title,
        name=run.name,
        expected_outcome=outcome_in_words(run.scenario),
        chatbot_role="An assistant that books, moves, cancels and lists Cal.com bookings after an explicit yes.",
        tags=list(run.scenario.tags) or None,
        metadata={"outcome": verdict.outcome, "findings": findings},
    )


def gate_metrics() -> "list[BaseConversationalMetric]":
    """Our gates as metrics: no model, no network, 1 or 0."""
    from deepeval.metrics import BaseConversationalMetric

    class GateMetric(BaseConversationalMetric):  # type: ignore[no-untyped-call]
        """1 when the gates of this name found nothing."""

        # deepeval builds metrics anew from the names of the constructor's arguments: each is kept under its own name.
        def __init__(self, title: str, gates: Sequence[str], threshold: float = 1.0) -> None:
            self.title, self.gates, self.threshold = title, gates, threshold
            self.async_mode, self.verbose_mode = False, False

        def measure(self, test_case: "ConversationalTestCase", *args: Any, **kwargs: Any) -> float:
            findings = (test_case.metadata or {})["findings"]
            wrong = [finding["text"] for finding in findings if finding["gate"] in self.gates]
            self.score = 0.0 if wrong else 1.0
            self.reason = "; ".join(wrong) or "as it must be"
            self.success = not wrong
            return self.score

        async def a_measure(self, test_case: "ConversationalTestCase", *args: Any, **kwargs: Any) -> float:
            return self.measure(test_case)

        def is_successful(self) -> bool:
            return bool(self.success)

        @property
        def __name__(self) -> str:
            return self.title

    return [GateMetric(title, gates) for title, gates in METRICS.items()]


def judge_metrics(judge: "DeepEvalBaseLLM") -> "dict[str, BaseConversationalMetric]":
    """Taste, judged by a language model, by name; `threshold=None` makes them informational: they never gate."""
    from deepeval.metrics import ConversationalGEval
    from deepeval.test_case import MultiTurnParams

    return {
        name: ConversationalGEval(
            name=name,
            evaluation_steps=[question, "Judge only the assistant's turns."],
            evaluation_params=[MultiTurnParams.CONTENT, MultiTurnParams.ROLE],
            model=judge,
            threshold=None,
        )
        for name, question in QUESTIONS.items()
    }


def judge_model(chat: BaseChatModel, tell: Callable[[AIMessage], None] = lambda _: None) -> "DeepEvalBaseLLM":
    """Our chat model as a judge, so that it shares the endpoint's settings and the recordings.

    Args:
        tell: gets every answer, for its cost.
    """
    from deepeval.models import DeepEvalBaseLLM

    class Judge(DeepEvalBaseLLM):  # type: ignore[no-untyped-call]
        """Asks in plain text; deepeval's prompts say which JSON they want."""

        def load_model(self, *args: Any, **kwargs: Any) -> Any:
            return chat

        def get_model_name(self, *args: Any, **kwargs: Any) -> str:
            return str(getattr(chat, "model_name", "judge"))

        def generate(self, *args: Any, **kwargs: Any) -> str:
            raise NotImplementedError("conversations are judged asynchronously")

        async def a_generate(self, prompt: str, *args: Any, **kwargs: Any) -> str:
            answer = await chat.ainvoke([HumanMessage(prompt)])
            assert isinstance(answer, AIMessage)
            tell(answer)
            return str(answer.content)

    return Judge()


def judge_source(model: str) -> Source:
    """What a judge's recorded answers depend on: our questions, and the deepeval that puts them."""
    return Source(model, short_hash(f"{QUESTIONS} {version('deepeval')}"))


def evaluate(played: list[Played]) -> Any:
    """Run deepeval over what was played; gives its EvaluationResult. Nothing is printed, cached or sent."""
    from deepeval.evaluate.configs import AsyncConfig, CacheConfig, DisplayConfig, ErrorConfig
    from deepeval.evaluate.evaluate import evaluate as run

    if not played:
        raise ValueError("nothing was played: deepeval would call that a pass")
    return run(
        [test_case(one.run, one.verdict) for one in played],
        gate_metrics(),
        async_config=AsyncConfig(run_async=False),
        cache_config=CacheConfig(write_cache=False),
        display_config=DisplayConfig(show_indicator=False, print_results=False, inspect_after_run=False),
        error_config=ErrorConfig(ignore_errors=True),
    )


def assert_passes(one: Played) -> None:
    """For pytest: deepeval's own assertion, after ours, so that its reports agree. Raises AssertionError."""
    from deepeval.evaluate.evaluate import assert_test

    assert_test(test_case(one.run, one.verdict), metrics=gate_metrics(), run_async=False)


def goldens(scenarios: list[Loaded]) -> Any:
    """Scenarios as a deepeval dataset of conversational goldens; the file itself stays the source."""
    from deepeval.dataset import ConversationalGolden, EvaluationDataset
    from deepeval.test_case import Turn

    return EvaluationDataset(
        goldens=[
            ConversationalGolden(
                name=loaded.scenario.id,
                scenario=loaded.scenario.title,
                expected_outcome=outcome_in_words(loaded.scenario),
                turns=[Turn(role="user", content=turn.user) for turn in loaded.scenario.turns if turn.user],
                additional_metadata=loaded.scenario.model_dump(mode="json", by_alias=True, exclude_defaults=True),
            )
            for loaded in scenarios
        ]
    )


def goldens_in(path: Path) -> "list[ConversationalGolden]":
    """The goldens of a file that `goldens` wrote."""
    from deepeval.dataset import ConversationalGolden

    told = json.loads(path.read_text(encoding="utf-8"))
    facts = ("name", "scenario", "expected_outcome", "additional_metadata")
    return [ConversationalGolden(**{name: golden[name] for name in facts}) for golden in told]


def played_case(golden: "ConversationalGolden") -> "ConversationalTestCase":
    """Play a golden with the assistant, and give what was said and done as deepeval judges it."""
    story = Scenario.model_validate(golden.additional_metadata)
    [one] = play_all([Job(Loaded(story, Path(f"{story.kind or story.id}.yaml")))]).played
    return test_case(one.run, one.verdict)


def write_goldens(folder: Path, scenarios: list[Loaded]) -> int:
    """goldens.json, and beside it the test that `deepeval test run` plays them with; how many there are."""
    dataset = goldens(scenarios)
    folder.mkdir(parents=True, exist_ok=True)
    facts = [golden.model_dump(mode="json", exclude_none=True) for golden in dataset.goldens]
    (folder / "goldens.json").write_text(json.dumps(facts, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    (folder / "test_goldens.py").write_text(_TEST, encoding="utf-8")
    return len(facts)


_TEST = '''"""Plays each golden with the assistant and judges it by its gates: deepeval test run test_goldens.py"""

from evals.environment import prepare

prepare()  # before deepeval loads: nothing is sent

from pathlib import Path  # noqa: E402

import pytest  # noqa: E402
from deepeval import assert_test  # noqa: E402

from evals.reporting.deepeval_adapter import gate_metrics, goldens_in, played_case  # noqa: E402

GOLDENS = goldens_in(Path(__file__).with_name("goldens.json"))


@pytest.mark.parametrize("golden", GOLDENS, ids=lambda golden: golden.name)
def test_the_calendar_ends_as_the_golden_says(golden):
    assert_test(played_case(golden), metrics=gate_metrics(), run_async=False)
'''


def outcome_in_words(scenario: Scenario) -> str:
    """How the calendar must end, in one line."""
    ends = scenario.end_state.bookings.model_dump(exclude_defaults=True, by_alias=True, mode="json")
    if not ends:
        return "Nothing in the calendar has changed."
    return "; ".join(f"{what}: {items}" for what, items in ends.items()) + ". Nothing else has changed."
