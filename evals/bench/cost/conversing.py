"""The two sides of a long conversation, ours and an agent's, asked the same question again and again."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from langchain_core.messages import HumanMessage

from evals.bench.assistant import a_far_side, a_saver, a_talk
from evals.bench.cost.plain_agent import ScriptedModel, plain_agent
from evals.bench.timing import timed
from graph.understanding.dialogue import Dialogue
from graph.understanding.interpreter import Interpreter, Reading
from graph.understanding.offline import OfflineInterpreter
from tools.calcom.client import record_calls

QUESTION = "What times are free tomorrow afternoon for a 30 minute meeting?"


class Took(NamedTuple):
    """Milliseconds of one turn: in all, without Cal.com and the interpreter, and of the processor."""

    whole: float
    overhead: float
    processor: float


@dataclass
class Side:
    """Something that can be asked, turn by turn."""

    say: Callable[[str], Awaitable[object]]  # asks the question on a thread
    read: list[float] = field(default_factory=list)  # milliseconds of each interpretation

    async def turn(self, thread: str) -> Took:
        """Ask once more, and say how long it took."""
        whole: list[float] = []
        processor, read = time.process_time(), sum(self.read)
        with record_calls() as calls, timed(whole):
            await self.say(thread)
        used = (time.process_time() - processor) * 1000
        elsewhere = sum(call.milliseconds for call in calls) + sum(self.read) - read
        return Took(whole[0], whole[0] - elsewhere, used)


class TimedInterpreter:
    """Another interpreter that also notes how long each reading took, in milliseconds."""

    def __init__(self, inner: Interpreter) -> None:
        self.name, self._inner, self.samples = inner.name, inner, list[float]()

    async def interpret(self, message: str, dialogue: Dialogue) -> Reading:
        """As the inner one."""
        with timed(self.samples):
            return await self._inner.interpret(message, dialogue)


@asynccontextmanager
async def our_side(folder: Path) -> AsyncIterator[Side]:
    """Our assistant, offline, with its checkpoints in this folder."""
    interpreter = TimedInterpreter(OfflineInterpreter())
    async with a_far_side() as far_side, a_talk(far_side, interpreter, folder) as talk:
        yield Side(lambda thread: talk.say(QUESTION, thread), interpreter.samples)


@asynccontextmanager
async def agent_side(folder: Path) -> AsyncIterator[Side]:
    """The plain agent; its model costs next to nothing."""
    async with a_far_side() as far_side, a_saver(folder, "agent") as saver:
        agent = plain_agent(far_side, ScriptedModel(count=lambda _: 0), saver)

        async def say(thread: str) -> None:
            turn = {"messages": [HumanMessage(QUESTION)]}
            await agent.ainvoke(turn, {"configurable": {"thread_id": thread}}, durability="sync")

        yield Side(say)
