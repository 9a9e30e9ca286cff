"""The same graph with a language model behind the seam, over HTTP against a fake endpoint."""

from collections.abc import Iterator

import pytest
from pydantic import SecretStr

from graph.understanding.model.interpreter import open_model
from tests.fakes.openai_server import FakeOpenAI, fails, hangs, openai_server, says, tool_call
from tests.graph.talk import Talk

BOOK = {
    "acts": [
        {
            "intent": "book",
            "event_type": "intro call",
            "when": "tomorrow at 4pm",
            "people": [{"name": "Zed Zimmer", "email": "zed@example.com"}],
        }
    ]
}
LINE = "could you put Zed Zimmer (zed@example.com) down for an intro tomorrow at 4pm"


@pytest.fixture
def endpoint() -> Iterator[FakeOpenAI]:
    with openai_server() as fake:
        yield fake


def talking_to(endpoint: FakeOpenAI) -> Talk:
    key = SecretStr("sk-test-not-a-real-key-000000")
    return Talk(interpreter=open_model(api_key=key, base_url=endpoint.base_url, timeout=0.5, max_retries=0))


async def test_a_booking_and_its_yes_take_one_model_call(endpoint: FakeOpenAI) -> None:
    endpoint.answers(tool_call(BOOK))
    talk = talking_to(endpoint)

    asked = await talk.say(LINE)
    done = await talk.say("yes please")

    assert asked.card is not None
    assert asked.usage.model_calls == 1
    assert asked.usage.prompt_tokens == 1000
    assert done.usage.model_calls == 0
    assert len(endpoint.requests) == 1
    assert len(talk.made) == 1


async def test_a_malformed_answer_is_asked_again_once_and_then_used(endpoint: FakeOpenAI) -> None:
    endpoint.answers(says("Sure, I'll book that!"), tool_call(BOOK))
    talk = talking_to(endpoint)

    turn = await talk.say(LINE)

    assert turn.card is not None
    assert turn.usage.model_calls == 2


@pytest.mark.parametrize("answer", [fails(500), fails(429), hangs(2)], ids=["500", "429", "timeout"])
async def test_a_model_that_does_not_answer_loses_nothing(endpoint: FakeOpenAI, answer: object) -> None:
    endpoint.answers(tool_call(BOOK), answer, tool_call({"acts": [{"intent": "change", "when": "11am"}]}))  # type: ignore[arg-type]
    talk = talking_to(endpoint)
    await talk.say(LINE)

    down = await talk.say("rather in the morning, eleven or so")
    again = await talk.say("rather in the morning, eleven or so")

    assert "does not answer" in down.reply
    assert down.card is not None
    assert again.card is not None
    assert again.card.start.hour == 11
    assert talk.writes == []


async def test_prose_twice_is_said_honestly_and_writes_nothing(endpoint: FakeOpenAI) -> None:
    endpoint.answers(says("Done! I booked it for you."))
    talk = talking_to(endpoint)

    turn = await talk.say(LINE)

    assert "could not make sense" in turn.reply
    assert "ooked" not in turn.reply
    assert talk.writes == []


async def test_no_understanding_of_a_model_can_approve(endpoint: FakeOpenAI) -> None:
    endpoint.answers(tool_call(BOOK), tool_call({"acts": [{"intent": "yes"}]}))
    talk = talking_to(endpoint)
    await talk.say(LINE)

    turn = await talk.say("well I suppose that could be nice, what would it mean for me though")

    assert turn.card is not None
    assert talk.writes == []


async def test_the_model_never_sees_a_key_or_a_uid(endpoint: FakeOpenAI) -> None:
    endpoint.answers(tool_call({"acts": [{"intent": "list"}]}))
    talk = talking_to(endpoint)

    await talk.say("what is there in the diary, and by the way my key is cal_live_0123456789abcdef0123")
    await talk.say("and what else is there in the diary")

    sent = str(endpoint.requests)
    assert "cal_live_0123456789abcdef0123" not in sent
    assert not any(uid in sent for uid in talk.world.bookings)
