"""What is too long is refused before it is kept, by whatever door it comes."""

import ast
import asyncio
import gc
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from langchain_core.messages import HumanMessage
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from graph.known.state import LONGEST_MESSAGE, keep_last
from graph.opening.service import open_service
from tests.graph.talk import Talk
from tests.graph.test_opening import demo_in, now, say
from tools.body_limit import BodyLimit

HOUSE = Path(__file__).parents[2]
ROOMS = ("graph", "tools", "ui")
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


# Of a cache that never forgets the questions must be ours: an action, a pattern written in the code.
ASKED_ABOUT_OURS = {
    "graph/understanding/offline/conditions.py _compiled",
    "graph/understanding/yes/approval_grammar.py _approval",
    "graph/understanding/yes/approval_grammar.py _drop",
    "graph/understanding/yes/approval_grammar.py _put_off",
    "graph/understanding/offline/cues/lexicon.py lexicon",
    "graph/understanding/offline/cues/lexicon.py single_words",
    "graph/understanding/offline/spans/reader.py _sets",
    "graph/understanding/offline/spans/spans.py _leading_particles",
    "graph/understanding/offline/spans/wishes.py _sets",
    "graph/understanding/yes/approval_grammar.py _refusal",
    "tools/mock_calcom/page.py _html",
}


def test_every_cache_of_what_people_say_forgets() -> None:
    files = {f"{path.relative_to(HOUSE)}": path for room in ROOMS for path in (HOUSE / room).rglob("*.py")}
    cached = {
        f"{name} {made.name}"
        for name, path in files.items()
        if "cache" in (source := path.read_text())
        for made in ast.walk(ast.parse(source))
        if isinstance(made, ast.FunctionDef)
        for decorator in map(ast.unparse, made.decorator_list)
        if decorator in ("cache", "functools.cache", "lru_cache(None)", "lru_cache(maxsize=None)")
    }

    assert cached == ASKED_ABOUT_OURS


@pytest.mark.slow
async def test_a_turn_leaves_nothing_in_memory(tmp_path: Path) -> None:
    async with open_service(demo_in(tmp_path), now=now) as service:
        for turn in range(4):
            await say(service.assistant, "what do I have tomorrow?", f"warm {turn}")
        before = await alive()

        for turn in range(8):
            await say(service.assistant, "what do I have tomorrow?", f"thread {turn}")

        grown = {kind: count for kind, count in (await alive() - before).items() if count >= 8}
    assert grown == {}


async def alive() -> Counter[str]:
    """How many objects of each class there are in the process, the mocked Cal.com's own aside."""
    for _ in range(200):  # asyncio lets go of cancelled timers, and of what they hold, when there are a hundred
        asyncio.get_running_loop().call_later(3600, print).cancel()
    await asyncio.sleep(0)
    gc.collect()
    kinds = Counter(str(type(thing)) for thing in gc.get_objects())
    aside = ("<class 'weakref.", "<class 'tools.mock_calcom.")  # a weak reference keeps nothing
    return Counter({kind: n for kind, n in kinds.items() if "." in kind and not kind.startswith(aside)})
