"""The very graph that is served, without the server: it waits at the card, and resumes with a client's decision."""

from typing import Any

import pytest
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.types import Command

from graph.app import graph
from graph.given import ports
from graph.given.ports import Ports
from graph.known.saying import Outcome
from graph.known.state import State
from graph.opening.served import reconcile
from graph.opening.storing import PlainData
from graph.understanding.offline import OfflineInterpreter
from tests.graph.talk import Talk
from tools.writing.journal import Stage

BOOK = "Book an intro call tomorrow at 4pm with Zed Zimmer, zed@example.com"
CONTEXT: Any = {"zone": "Europe/Berlin"}
CONFIG: Any = {"configurable": {"thread_id": "one"}}


@pytest.mark.parametrize(("decision", "effects"), [("approve", 1), ("reject", 0)])
async def test_the_served_graph_waits_at_the_card_and_resumes_with_the_decision(
    decision: str, effects: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = Talk()
    monkeypatch.setattr(ports, "_installed", [Ports(talk.calcom, OfflineInterpreter(), lambda: talk.now)])
    served = graph.copy(update={"checkpointer": InMemorySaver(serde=PlainData())})
    said: Any = {"messages": [{"role": "user", "content": BOOK}]}

    asked = await served.ainvoke(said, CONFIG, context=CONTEXT)
    before = len(talk.made)
    [interrupt] = asked["__interrupt__"]
    resume: Any = Command(resume={interrupt.id: {"decisions": [{"type": decision}]}})
    done = await served.ainvoke(resume, CONFIG, context=CONTEXT)

    assert interrupt.value["action_requests"][0]["name"] == "book"
    assert before == 0
    assert len(talk.made) == effects
    assert set(done) == {"messages", "answer"}


async def test_a_write_in_doubt_of_the_server_is_looked_after_beside_its_conversation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    talk = Talk()
    ours = Ports(talk.calcom, OfflineInterpreter(), lambda: talk.now)
    monkeypatch.setattr(ports, "_installed", [ours])
    served = graph.copy(update={"checkpointer": InMemorySaver(serde=PlainData())})
    said: Any = {"messages": [{"role": "user", "content": BOOK}]}
    [interrupt] = (await served.ainvoke(said, CONFIG, context=CONTEXT))["__interrupt__"]
    talk.world.faults.script("POST /v2/bookings", "commit_then_drop")
    talk.world.faults.script("GET /v2/bookings", "status", code=500, times=99)
    resume: Any = Command(resume={interrupt.id: {"decisions": [{"type": "approve"}]}})
    await served.ainvoke(resume, CONFIG, context=CONTEXT)
    [before] = await ours.journal.rows()
    talk.world.faults.clear()

    async def doubts_of(thread: str) -> tuple[Outcome, ...]:
        state = await served.aget_state({"configurable": {"thread_id": thread}})
        return State.model_validate(state.values).doubts

    await reconcile(ours, doubts_of)

    [after] = await ours.journal.rows()
    assert (before.stage, after.stage) == (Stage.UNKNOWN, Stage.DONE)
    assert len(talk.made) == 1
