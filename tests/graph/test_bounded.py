"""What is too long is refused before it is kept, by whatever door it comes."""

from collections.abc import AsyncIterator

import httpx
import pytest
from langchain_core.messages import HumanMessage
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from graph.known.state import LONGEST_MESSAGE, keep_last
from tests.graph.talk import Talk
from tools.body_limit import BodyLimit

FLOODS = {
    "one word": "x" * 1_000_000,
    "words": "tomorrow " * 200_000,
    "lines": "a\n" * 500_000,
    "one too many": "y" * (LONGEST_MESSAGE + 1),
}


@pytest.mark.parametrize("flood", FLOODS.values(), ids=FLOODS)
@pytest.mark.parametrize("at_a_card", [False, True])
async def test_a_flood_is_refused_and_nothing_of_it_is_kept(flood: str, at_a_card: bool) -> None:
    talk = Talk()
    card = (await talk.say("cancel my call with Olga" if at_a_card else "hello")).card
    before = repr((dict(talk.saver.storage), talk.saver.blobs, dict(talk.saver.writes)))

    told = await talk.say(flood)

    assert told.outcome is not None
    assert told.outcome.code == "too_long"
    assert told.card == card
    assert repr((dict(talk.saver.storage), talk.saver.blobs, dict(talk.saver.writes))) == before


async def test_what_is_long_only_by_its_blanks_is_read() -> None:
    assert "Olga" in (await Talk().say("what do I have" + " " * 500_000 + "tomorrow?")).reply


def test_what_comes_to_the_graph_by_another_door_is_cut_and_still_too_long() -> None:
    [kept] = keep_last([], [HumanMessage(FLOODS["words"])])

    assert len(str(kept.content)) == LONGEST_MESSAGE + 1


async def echoed(request: Request) -> PlainTextResponse:
    return PlainTextResponse(str(len(await request.body())))


@pytest.mark.parametrize("is_announced", [True, False])
@pytest.mark.parametrize(("length", "status"), [(0, 200), (1000, 200), (1001, 413), (50_000, 413)])
async def test_a_larger_body_than_a_server_takes_is_refused(length: int, status: int, is_announced: bool) -> None:
    app = BodyLimit(Starlette(routes=[Route("/", echoed, methods=["POST"])]), limit=1000)

    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, length, 100):
            yield b"z" * min(100, length - start)

    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://here") as client:
        answer = await client.post("/", content=b"z" * length if is_announced else pieces())

    assert answer.status_code == status
    assert answer.text == (str(length) if status == 200 else "Too large.")
