"""Recorded models answer again what was asked once, all else is stale; trials are counted as tau2 does."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from langchain_core.exceptions import ModelError
from langchain_core.messages import AIMessage, HumanMessage
from pydantic import SecretStr

from evals.chat_models.cassettes import Source, StaleCassette, scrubbed
from evals.chat_models.endpoints import Endpoint, Role
from evals.checks.findings import Finding, Outcome, Verdict
from evals.checks.record import Spent
from evals.playing.players import Player, chats
from evals.playing.session import Played, Session
from evals.reporting.costs import Price, percentile, prices_from
from evals.reporting.costs import told as costs_told
from evals.reporting.exit_code import Exit, exit_code, warnings
from evals.reporting.trials import Trials, pass_hat, told, wilson
from tests.evals.builders import a_turn, booked_run
from tests.fakes.openai_server import FakeOpenAI, fails, openai_server, refuses, says, tool_call

TOOLS = [{"name": "understanding", "description": "d", "parameters": {"type": "object", "properties": {}}}]
SOURCE = Source("fake-1", "p1", "s1")
ANSWER = {"acts": [{"intent": "help"}]}


@pytest.fixture(scope="module")
def server() -> Iterator[FakeOpenAI]:
    with openai_server() as fake:
        yield fake


@pytest.fixture
def endpoint(server: FakeOpenAI) -> FakeOpenAI:
    server.requests.clear()
    server.answers(tool_call(ANSWER))
    return server


async def ask(
    endpoint: FakeOpenAI, folder: Path, text: str = "hi", *, source: Source = SOURCE, mode: str = "record"
) -> AIMessage:
    """One question to a chat with its tape."""
    at = Endpoint("fake-1", endpoint.base_url, SecretStr("very-secret-key"), "function_calling")
    chat = chats(Player(Role.ASSISTANT, at, mode), folder, source)("talk")
    answer = await chat.bind_tools(TOOLS, tool_choice="understanding").ainvoke([HumanMessage(text)])
    assert isinstance(answer, AIMessage)
    return answer


def head(folder: Path) -> dict[str, str]:
    """What a recording says of itself."""
    first: dict[str, str] = json.loads((folder / "fake-1" / "talk.jsonl").read_text().splitlines()[0])
    return first


async def test_what_was_asked_once_is_answered_without_the_model(endpoint: FakeOpenAI, tmp_path: Path) -> None:
    first = await ask(endpoint, tmp_path)

    again = await ask(endpoint, tmp_path, mode="replay")
    once_more = await ask(endpoint, tmp_path, mode="record")

    assert first.tool_calls[0]["args"] == ANSWER
    assert again.tool_calls == once_more.tool_calls == first.tool_calls
    assert again.usage_metadata == first.usage_metadata
    assert len(endpoint.requests) == 1


async def test_a_recording_says_what_it_was_made_with_and_when(endpoint: FakeOpenAI, tmp_path: Path) -> None:
    await ask(endpoint, tmp_path)

    made = head(tmp_path)

    assert (made["model"], made["prompt"], made["schema"]) == ("fake-1", "p1", "s1")
    assert date.fromisoformat(made["date"])


@pytest.mark.parametrize(
    ("now", "text"),
    [
        (Source("fake-1", "p2", "s1"), "with system prompt p1, which now is p2"),
        (Source("fake-1", "p1", "s2"), "with tool schema s1, which now is s2"),
        (SOURCE, "the talk went another way"),
    ],
    ids=["prompt", "schema", "question"],
)
async def test_what_no_longer_fits_is_stale_in_one_sentence(
    endpoint: FakeOpenAI, tmp_path: Path, now: Source, text: str
) -> None:
    await ask(endpoint, tmp_path)

    with pytest.raises(StaleCassette, match=text):
        await ask(endpoint, tmp_path, "bye", source=now, mode="replay")


async def test_recording_with_another_prompt_throws_the_old_answers_away(endpoint: FakeOpenAI, tmp_path: Path) -> None:
    await ask(endpoint, tmp_path)
    await ask(endpoint, tmp_path, "bye", source=Source("fake-1", "p2", "s1"))

    assert head(tmp_path)["prompt"] == "p2"
    with pytest.raises(StaleCassette):
        await ask(endpoint, tmp_path, source=SOURCE, mode="replay")


async def test_what_looks_like_a_key_is_neither_kept_nor_passed_on(endpoint: FakeOpenAI, tmp_path: Path) -> None:
    leak = "it is sk-abcdefgh12345678, cal_live_0123456789abcdef or very-secret-key"
    endpoint.answers(tool_call({"acts": [{"intent": "help", "notes": leak}]}))

    answer = await ask(endpoint, tmp_path)

    kept = (tmp_path / "fake-1" / "talk.jsonl").read_text()
    assert answer.tool_calls[0]["args"]["acts"][0]["notes"] == "it is [key], [key] or [key]"
    assert not any(secret in kept for secret in ("sk-abc", "cal_live", "very-secret-key"))


async def test_a_refusal_is_replayed_as_a_refusal(endpoint: FakeOpenAI, tmp_path: Path) -> None:
    endpoint.answers(refuses())
    await ask(endpoint, tmp_path)

    assert (await ask(endpoint, tmp_path, mode="replay")).additional_kwargs["refusal"]


async def test_an_answer_that_was_cut_off_is_replayed_as_cut_off(endpoint: FakeOpenAI, tmp_path: Path) -> None:
    endpoint.answers(says('{"acts": [', finish="length"))

    answers = [await ask(endpoint, tmp_path, mode=mode) for mode in ("model", "record", "replay")]

    assert [answer.response_metadata["finish_reason"] for answer in answers] == ["length"] * 3


async def test_an_answer_that_failed_is_not_recorded(endpoint: FakeOpenAI, tmp_path: Path) -> None:
    endpoint.answers(fails(401))

    with pytest.raises(ModelError):
        await ask(endpoint, tmp_path)

    assert not (tmp_path / "fake-1").exists()


def test_plain_words_are_not_taken_for_keys() -> None:
    text = "ask-me about the cal_ sk-1 Bearer bond"

    assert scrubbed(text) == text


def test_pass_hat_k_is_the_chance_that_all_k_pass() -> None:
    trials = [Trials(4, 4), Trials(4, 2)]

    assert pass_hat(trials, 1) == pytest.approx(0.75)
    assert pass_hat(trials, 2) == pytest.approx((1 + 1 / 6) / 2)
    assert pass_hat(trials, 4) == pytest.approx(0.5)
    assert pass_hat(trials, 5) is None


def test_the_interval_is_wilsons() -> None:
    low, high = wilson(60, 60)

    assert (low, high) == pytest.approx((0.94, 1.0), abs=0.005)


def trials(*outcomes: Outcome) -> Session:
    """One conversation, played so often."""
    wrong = Finding(gate="end state", text="- missing")
    return Session(
        [
            Played(
                booked_run(trial=n, model="fake-1", failure="endpoint down" if outcome == "infra_error" else None),
                Verdict(outcome=outcome, findings=() if outcome in ("pass", "infra_error") else (wrong,)),
                "happy",
            )
            for n, outcome in enumerate(outcomes)
        ]
    )


def test_trials_leave_out_what_was_not_the_assistants_fault() -> None:
    lines = told(trials("pass", "stale", "infra_error", "fail", "pass"))

    assert lines[0].startswith("pass@1 0.667 ")
    assert lines[0].endswith("2 of 3)")
    assert lines[1:] == ["pass^2 0.333", "worst happy.test: 2 of 3"]


def test_a_few_endpoint_errors_are_left_out_and_more_make_the_run_invalid() -> None:
    passed: list[Outcome] = ["pass"]
    failed: list[Outcome] = ["infra_error"]
    few, more = trials(*passed * 99, "infra_error"), trials(*passed * 97, *failed * 3)

    assert (exit_code(few), exit_code(more)) == (Exit.MET, Exit.INFRA)
    assert warnings(few)[0] == "infra: 1 of 100 conversations (1.0 %) met an endpoint that failed; left out"
    assert warnings(more)[0].endswith("more than 2 %: this run is invalid")


def test_a_ratio_can_be_the_gate_but_never_for_an_invariant() -> None:
    session = trials("pass", "pass", "pass", "fail")
    assert (exit_code(session), exit_code(session, 0.75)) == (Exit.FAILED, Exit.MET)

    broken = Verdict(outcome="fail", findings=(Finding(gate="invariants", rule="I1", text="wrote"),))
    session.played[3] = Played(booked_run(trial=3), broken, "happy")

    assert exit_code(session, 0.0) == Exit.FAILED


def test_a_broken_invariant_is_worse_than_an_invalid_run() -> None:
    session = trials("pass", "infra_error")
    broken = Verdict(outcome="infra_error", findings=(Finding(gate="invariants", rule="I1", text="wrote"),))
    session.played[1] = Played(booked_run(trial=1), broken, "happy")

    assert exit_code(session) == Exit.FAILED


def test_money_is_told_only_where_prices_are_known() -> None:
    turn = a_turn(model_calls=1, prompt_tokens=1_000_000, completion_tokens=500_000)
    run = booked_run(model="fake-1", person="fake-2", person_spent=Spent(calls=1, prompt_tokens=2_000_000))
    session = Session([Played(run.model_copy(update={"turns": [turn]}), Verdict(outcome="pass"), "happy")])

    assert not any("cost" in line for line in costs_told(session, {}))
    assert costs_told(session, prices_from(["fake-1=0.40/1.60"]))[0].endswith(", cost 1.2000")
    assert costs_told(session, prices_from(["fake-1=0.40/1.60"]))[-1].startswith("person")
    assert costs_told(session, prices_from(["0.40/1.60"]))[-1] == "cost 2.0000 in all"


def test_a_price_is_two_numbers() -> None:
    assert prices_from(["m=1/2", "3/4"]) == {"m": Price(1, 2), "*": Price(3, 4)}
    with pytest.raises(ValueError, match=r"0\.40/1\.60"):
        prices_from(["cheap"])


def test_percentiles_are_of_the_nearest_rank() -> None:
    assert (percentile([], 0.5), percentile([3, 1, 2], 0.5), percentile(list(range(100)), 0.95)) == (0, 2, 95)
