"""What one confirmed booking costs: language-model calls, prompt tokens and Cal.com calls, for us and for an agent."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from langchain_core.messages import HumanMessage

from evals.bench.assistant import FarSide, Talk, a_far_side, a_saver, a_talk
from evals.bench.cost.fake_model import a_fake_model
from evals.bench.cost.plain_agent import AGENT, ScriptedModel, plain_agent
from evals.bench.cost.tokens import Counter, counter
from evals.bench.row import Figure, Row
from graph.understanding.interpreter import Interpreter
from graph.understanding.offline import OfflineInterpreter

PART = "booking"
SENTENCE = "Book a 30 minute meeting with Ana Silva, ana.silva@example.com, tomorrow at 14:00"
_AGAIN = "Book a 30 minute meeting with Ana Silva, ana.silva@example.com, tomorrow at 15:30"
_PAUSE = 300  # seconds somebody thinks before the yes
_MEANT = {
    "acts": [
        {
            "intent": "book",
            "event_type": "30 minute meeting",
            "when": "tomorrow at 14:00",
            "people": [{"name": "Ana Silva", "email": "ana.silva@example.com"}],
        }
    ]
}


class NotBooked(RuntimeError):
    """A conversation that should end in one booking did not, so its cost means nothing."""


@dataclass(frozen=True)
class Cost:
    """Of one booking, from the sentence to its end."""

    model_calls: int
    prompt_tokens: int
    calcom_calls: int
    writes: int


async def booking_cost() -> list[Row]:
    """One sentence that says everything, and a yes; counted where the calls arrive."""
    tokens = counter()
    agent = await _agent_cost(tokens)
    offline, again = await _our_cost(OfflineInterpreter(), SENTENCE, _AGAIN)
    (thoughtful,) = await _our_cost(OfflineInterpreter(), SENTENCE, pause=_PAUSE)
    async with a_fake_model(tokens, _MEANT) as fake:
        (model,) = await _our_cost(fake.interpreter(), SENTENCE)

    def row(what: str, ours: int, most: int, theirs: int, note: str = "") -> Row:
        return Row(PART, what, Figure(ours), most, Figure(theirs), AGENT, note)

    counted = f"tokens by {tokens.name}; others 869 to 96,753"
    return [
        row("model calls, offline", offline.model_calls, 1, agent.model_calls, "others 2 to 6"),
        row("model calls, with a model", model.model_calls, 1, agent.model_calls),
        row("prompt tokens, with a model", model.prompt_tokens, 1200, agent.prompt_tokens, counted),
        row("Cal.com calls, nothing known yet", offline.calcom_calls, 4, agent.calcom_calls, "others 1 to 5"),
        row("Cal.com calls, the next booking", again.calcom_calls, 4, agent.calcom_calls, "within a minute"),
        row("Cal.com calls, yes after a pause", thoughtful.calcom_calls, 4, agent.calcom_calls, f"of {_PAUSE} seconds"),
        row("writes", model.writes, 1, agent.writes),
    ]


async def _our_cost(interpreter: Interpreter, *sentences: str, pause: int = 0) -> list[Cost]:
    """Of each of these bookings, one right after the other, on an account nothing is known of yet."""
    with tempfile.TemporaryDirectory() as folder:
        async with a_far_side() as far_side, a_talk(far_side, interpreter, Path(folder)) as talk:
            return [await _booked(far_side, talk, sentence, pause) for sentence in sentences]


async def _booked(far_side: FarSide, talk: Talk, sentence: str, pause: int) -> Cost:
    calls, writes, bookings = far_side.calls, far_side.writes, len(far_side.world.bookings)
    asked = await talk.say(sentence)
    far_side.clock.advance(pause)
    used = asked.usage, (await talk.say("yes")).usage
    if len(far_side.world.bookings) != bookings + 1:
        raise NotBooked(f"our assistant made {len(far_side.world.bookings) - bookings} bookings")
    return Cost(
        model_calls=sum(usage.model_calls for usage in used),
        prompt_tokens=sum(usage.prompt_tokens for usage in used),
        calcom_calls=far_side.calls - calls,
        writes=far_side.writes - writes,
    )


async def _agent_cost(tokens: Counter) -> Cost:
    with tempfile.TemporaryDirectory() as folder:
        async with a_far_side() as far_side, a_saver(Path(folder), "agent") as saver:
            model, before = ScriptedModel(count=tokens.of_request), len(far_side.world.bookings)
            agent = plain_agent(far_side, model, saver)
            for text in (SENTENCE, "yes"):
                turn = {"messages": [HumanMessage(text)]}
                await agent.ainvoke(turn, {"configurable": {"thread_id": "bench"}}, durability="sync")
            if len(far_side.world.bookings) != before + 1:
                raise NotBooked("the plain agent made no booking")
            return Cost(len(model.prompt_tokens), sum(model.prompt_tokens), far_side.calls, far_side.writes)
