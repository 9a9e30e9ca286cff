"""How long a model's prompt becomes: an account with ten event types, twenty options on the table."""

import json

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage

from evals.bench.assistant import a_far_side
from evals.bench.cost.booking_cost import SENTENCE
from evals.bench.cost.fake_model import a_fake_model
from evals.bench.cost.plain_agent import AGENT, agent_request
from evals.bench.cost.tokens import counter
from evals.bench.language.sentences import dialogue, event_types, options
from evals.bench.row import Figure, Row
from graph.understanding.dialogue import Stage

PART = "prompt"
_MESSAGE = "actually make it an hour, on thursday afternoon if you can, and add lukas.weber@example.com"


async def prompt_size() -> list[Row]:
    """Counted in the request as it arrives at the endpoint: messages and the tool's schema."""
    tokens = counter()
    crowded = dialogue(Stage.OPTIONS).model_copy(update={"event_types": event_types(10), "options": options(20)})
    async with a_fake_model(tokens, {"acts": [{"intent": "change", "when": "thursday afternoon"}]}) as fake:
        reading = await fake.interpreter().interpret(_MESSAGE, crowded)
    async with a_far_side() as far_side:
        theirs = tokens.of_request(agent_request(far_side, _the_same_as_a_chat()))
    what, note = "prompt tokens, 10 event types, 20 options", f"tokens by {tokens.name}; one call"
    return [Row(PART, what, Figure(reading.usage.prompt_tokens), 1200, Figure(theirs), AGENT, note)]


def _the_same_as_a_chat() -> list[BaseMessage]:
    """What an agent has to carry along to know as much."""
    kinds = [{"id": kind.id, "title": kind.title, "length_minutes": kind.lengths[0]} for kind in event_types(10)]
    slots = [option.start.isoformat() for option in options(20) if option.start]
    return [
        HumanMessage(SENTENCE),
        *_called("list_event_types", {}, kinds),
        *_called("get_slots", {"event_type_id": 101, "day": "2026-11-25"}, slots),
        AIMessage("14:00 tomorrow is taken. I can offer you 20 other times. Which one suits you?"),
        HumanMessage(_MESSAGE),
    ]


def _called(tool: str, arguments: dict[str, object], found: object) -> tuple[BaseMessage, BaseMessage]:
    call = {"name": tool, "args": arguments, "id": f"call_{tool}"}
    return AIMessage("", tool_calls=[call]), ToolMessage(json.dumps(found), tool_call_id=f"call_{tool}", name=tool)
