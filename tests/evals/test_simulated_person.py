"""A language model plays the person: it sees what a person sees, the end judges the talk, its failures are not ours."""

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from evals.chat_models.cassettes import Source
from evals.chat_models.endpoints import Endpoint, Role
from evals.chat_models.person import Move, PersonFailed, SimulatedPerson
from evals.checks.record import Run
from evals.playing.players import Player, PlayerNames, UnknownPlayer, chats, player
from evals.playing.session import Job, Played, jobs_for, play_all
from evals.stories.loader import Loaded, select
from tests.evals.builders import NOW, a_scenario, a_turn
from tests.fakes.openai_server import Answer, FakeOpenAI, fails, html, says, tool_call
from tests.fakes.people import moves, the_written_turns

GOAL = "A 30 minute meeting with Ana Ruiz on Wednesday 13 May at 14:00"
ASKS = {"say": "a 30 minute meeting with Ana Ruiz, ana@example.com, tomorrow at 2pm please"}
BOOKED = {"bookings": {"created": [{"event_type": "30min", "start": "2026-05-13T14:00"}]}}
DONE = {"stop": "done"}


@pytest.fixture
def endpoint(server: FakeOpenAI, monkeypatch: pytest.MonkeyPatch) -> FakeOpenAI:
    server.requests.clear()
    monkeypatch.setenv("OPENAI_API_KEY", "sk-not-a-real-key-0123456789")
    monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
    return server


def played(user: str = "model", folder: Path = Path("unused"), **changes: object) -> Played:
    part = {"persona": "A hurried person", "goal": GOAL, "knows": ["ana@example.com is her address"], "turns": 4}
    facts = {"turns": [{"user": "hello"}], "end_state": BOOKED, **changes}
    story = a_scenario(**{**facts, "simulate": {**part, **facts.pop("simulate", {})}})  # type: ignore[dict-item]
    return play_all([Job(Loaded(story, Path("happy/test.yaml")))], PlayerNames(user=user, cassettes=folder)).played[0]


def said(run: Run) -> list[str]:
    return [turn.text for turn in run.played]


def test_a_person_that_says_yes_to_the_right_card_and_is_done_passes(endpoint: FakeOpenAI) -> None:
    endpoint.answers(moves(ASKS, {"say": "yes"}, DONE))

    one = played()

    assert said(one.run) == [ASKS["say"], "yes"]
    assert one.run.left is not None
    assert one.run.left.how == "done"
    assert one.verdict.outcome == "pass"
    assert (one.run.person_spent.calls, one.run.person_spent.prompt_tokens) == (3, 3000)


def test_last_words_are_said_before_it_leaves(endpoint: FakeOpenAI) -> None:
    endpoint.answers(moves(ASKS, {"say": "yes", "stop": "done"}))

    assert played().verdict.outcome == "pass"


def test_a_person_that_is_content_with_the_wrong_end_fails(endpoint: FakeOpenAI) -> None:
    endpoint.answers(moves(ASKS, DONE))

    one = played()

    assert one.verdict.outcome == "fail"
    assert [finding.gate for finding in one.verdict.findings] == ["end state"]


def test_giving_up_fails_with_its_reason_unless_the_story_is_about_that(endpoint: FakeOpenAI) -> None:
    endpoint.answers(moves({"say": "hello"}, {"stop": "give_up", "why": "it only greets me"}))

    wanted_something = played(end_state={})
    could_not_be = played(end_state={}, simulate={"ends": "give_up"})

    assert [f.text for f in wanted_something.verdict.findings] == ["the person gave up: it only greets me"]
    assert could_not_be.verdict.outcome == "pass"


def test_a_person_that_never_stops_fails_at_its_limit(endpoint: FakeOpenAI) -> None:
    endpoint.answers(moves({"say": "hello"}))

    one = played(end_state={})

    assert len(one.run.played) == 4
    assert [f.text for f in one.verdict.findings] == ["the person had not finished after 4 messages"]


def test_it_may_still_stop_after_the_last_message_it_has(endpoint: FakeOpenAI) -> None:
    endpoint.answers(moves(*[{"say": "hello"}] * 4, DONE))

    assert played(end_state={}).verdict.outcome == "pass"


def test_a_change_at_the_card_is_no_yes_whoever_says_it(endpoint: FakeOpenAI) -> None:
    endpoint.answers(moves(ASKS, {"say": "yes, but make it 3pm"}, DONE))

    one = played(end_state={})

    assert [effect for turn in one.run.played for effect in turn.effects] == []
    assert one.verdict.outcome == "pass"


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(says("I would like a meeting"), id="prose"),
        pytest.param(tool_call({}, name="next"), id="neither words nor an end"),
        pytest.param(tool_call({"stop": "later"}, name="next"), id="an end that does not exist"),
        pytest.param(tool_call({"say": "x" * 2000}, name="next"), id="a novel"),
        pytest.param(tool_call('{"say": "he', name="next"), id="broken JSON"),
        pytest.param(tool_call(["hello"], name="next"), id="a list"),
    ],
)
def test_what_is_no_turn_is_asked_for_once_more_and_then_no_fault_of_the_assistant(
    endpoint: FakeOpenAI, answer: Answer
) -> None:
    endpoint.answers(answer)

    one = played()

    assert one.verdict.outcome == "infra_error"
    assert "answered twice with what is no turn" in (one.run.failure or "")
    assert len(endpoint.requests) == 2
    assert one.run.person_spent.calls == 2


def test_one_answer_that_is_no_turn_is_forgiven(endpoint: FakeOpenAI) -> None:
    endpoint.answers(says("hm"), moves(DONE))

    assert played(end_state={}).verdict.outcome == "pass"


@pytest.mark.parametrize("answer", [fails(401), fails(404), html()], ids=["401", "404", "html"])
def test_an_endpoint_that_fails_is_no_fault_of_the_assistant(endpoint: FakeOpenAI, answer: Answer) -> None:
    endpoint.answers(answer)

    assert played().verdict.outcome == "infra_error"


def test_an_endpoint_that_is_not_there_is_no_fault_of_the_assistant(
    endpoint: FakeOpenAI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")

    one = played()

    assert one.verdict.outcome == "infra_error"
    assert "sk-not" not in (one.run.failure or "")


def test_it_is_told_its_part_and_what_was_said_and_nothing_else(endpoint: FakeOpenAI) -> None:
    endpoint.answers(moves(ASKS, {"say": "yes"}, DONE))

    run = played().run

    system, *talk = endpoint.requests[-1]["messages"]
    assert GOAL in system["content"]
    assert "Tuesday 12 May 2026, 10:00" in system["content"]
    assert [message["content"] for message in talk[1:]] == [
        text for turn in run.played for text in (turn.text, turn.reply)
    ]
    sent = json.dumps(endpoint.requests)
    assert run.key not in sent
    assert run.played[0].card is not None
    assert run.played[0].card.hash not in sent
    assert "check_slots" not in sent


@pytest.mark.slow
def test_a_talk_is_recorded_and_replayed_without_the_endpoint(
    endpoint: FakeOpenAI, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    endpoint.answers(moves({"say": "hello, my key is sk-abcdefgh12345678"}, ASKS, {"say": "yes"}, DONE))
    recorded = played("record", tmp_path)
    endpoint.requests.clear()
    monkeypatch.delenv("OPENAI_API_KEY")

    replayed = played("replay", tmp_path)

    assert (recorded.verdict.outcome, replayed.verdict.outcome) == ("pass", "pass")
    assert said(replayed.run) == said(recorded.run)
    assert said(recorded.run)[0] == "hello, my key is [key]"
    assert replayed.run.person_spent == recorded.run.person_spent
    assert endpoint.requests == []


def test_a_talk_that_was_never_recorded_is_stale(endpoint: FakeOpenAI, tmp_path: Path) -> None:
    one = played("replay", tmp_path)

    assert one.verdict.outcome == "stale"
    assert endpoint.requests == []


def test_only_scenarios_that_say_who_the_person_is_are_chosen() -> None:
    plain, with_person = (
        Loaded(a_scenario(**part), Path("happy/test.yaml"))
        for part in ({"turns": [{"user": "hi", "variants": ["hello"]}]}, {"simulate": {"persona": "p", "goal": "g"}})
    )

    assert [job.loaded for job in jobs_for([plain, with_person], simulated=True)] == [with_person]


@pytest.mark.slow
def test_every_simulated_story_can_be_played_to_its_end(endpoint: FakeOpenAI) -> None:
    endpoint.answers(the_written_turns())
    session = play_all(jobs_for(select([]), simulated=True), PlayerNames(user="model"))

    assert len(session.played) >= 6
    assert {one.run.scenario.id: one.verdict.outcome for one in session.failed} == {}


def test_the_person_has_an_endpoint_of_its_own_and_our_key_stays_with_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-ours")
    monkeypatch.setenv("EVALS_USER_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("EVALS_USER_MODEL", "another-model")

    with pytest.raises(UnknownPlayer, match="EVALS_USER_API_KEY"):
        player(Role.PERSON, "model")
    monkeypatch.setenv("EVALS_USER_API_KEY", "sk-theirs")
    found = player(Role.PERSON, "model")

    assert found is not None
    assert found.endpoint.model == "another-model"
    assert found.endpoint.api_key == SecretStr("sk-theirs")


@pytest.mark.parametrize("method", ["json_schema", "json_mode"])
async def test_endpoints_without_tools_can_play_too(endpoint: FakeOpenAI, tmp_path: Path, method: Any) -> None:
    endpoint.answers(says('{"say": "hello"}'))
    at = Endpoint("fake-1", endpoint.base_url, SecretStr("sk-none"), method)
    part = a_scenario(simulate={"persona": "p", "goal": "g"}).simulate
    assert part is not None
    chat = chats(Player(Role.PERSON, at, "record"), tmp_path, Source("fake-1", "p"))("talk")

    move = await SimulatedPerson(chat, part, NOW, "Europe/Berlin", method=method).next([a_turn()])

    assert move == Move(say="hello")


async def test_a_failure_holds_no_words_of_the_bad_answer(endpoint: FakeOpenAI, tmp_path: Path) -> None:
    endpoint.answers(tool_call({"stop": "secret words"}, name="next"))
    at = Endpoint("fake-1", endpoint.base_url, SecretStr("sk-none"), "function_calling")
    part = a_scenario(simulate={"persona": "p", "goal": "g"}).simulate
    assert part is not None
    chat = chats(Player(Role.PERSON, at, "model"), tmp_path, Source("fake-1", "p"))("talk")

    with pytest.raises(PersonFailed) as caught:
        await SimulatedPerson(chat, part, NOW, "Europe/Berlin", method="function_calling").next([])

    assert "secret words" not in str(caught.value)
    assert "secret words" not in json.dumps(endpoint.requests[1]["messages"])
