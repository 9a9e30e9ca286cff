"""The very graph that is served, without the server: it waits at the card, and resumes with a client's decision."""

from typing import Any

import pytest
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.types import Command

from graph.app import graph
from graph.given import ports
from graph.given.ports import Ports
from graph.opening.storing import PlainData
from graph.understanding.offline import OfflineInterpreter
from tests.graph.talk import Talk

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
