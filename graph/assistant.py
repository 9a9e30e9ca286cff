"""The single way in: a person's message or button becomes a run, for the page, the terminal and the evals alike."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from weakref import WeakValueDictionary

from langchain_core.messages import AIMessage, AnyMessage, HumanMessage
from langchain_core.runnables import RunnableConfig
from langgraph.graph.state import CompiledStateGraph
from langgraph.types import Command, Interrupt
from langsmith import tracing_context
from pydantic import ValidationError

from graph.acts.interpreter_context import pending_of
from graph.arranging.drawing import card_of
from graph.events import (
    Answer,
    Began,
    Button,
    CalcomCalled,
    Card,
    Conversation,
    Event,
    NodeFinished,
    NodeStarted,
    Replied,
    Said,
    TurnDone,
    Usage,
)
from graph.given.context import Context
from graph.given.ports import Ports
from graph.given.preferences import Locale, Preferences
from graph.known.proposal import Proposal
from graph.known.saying import Aside, Passing
from graph.known.state import CARD, SAID, State, told_so_far
from graph.results import answer_of, options_of, settled_before
from graph.understanding.yes.approval_grammar import is_approval
from graph.wording import Facts, word_reply
from graph.wording.outcomes import word_outcome
from graph.wording.times import Voice
from tools.calcom.calls import Call, record_calls
from tools.masking import masked

Graph = CompiledStateGraph[State, Context, Any, Any]

_WRITING = ("execute",)  # the node that comes next when a write was cut short: all others only look and ask
_DECISIONS: dict[Button, dict[str, str]] = {
    Button.CONFIRM: {"type": "approve"},
    Button.CANCEL: {"type": "reject"},
    Button.CHANGE: {"type": "respond", "message": "Change"},
}


class Assistant:
    """Runs conversations on one compiled graph. Serves many threads at once, each one turn at a time."""

    def __init__(
        self,
        graph: Graph,
        ports: Ports,
        trim: Callable[[str], Awaitable[None]] | None = None,
        *,
        is_traced: bool = False,
    ) -> None:
        """`trim` is called with the thread's id after each turn, to keep its checkpoints few.

        `is_traced`: LangSmith hears of the runs, as its own variables say; else it does not, whatever they say.
        """
        self.is_traced = is_traced
        self._graph = graph
        self._ports = ports
        self._trim = trim
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._running: set[asyncio.Task[None]] = set()

    def say(self, thread: str, text: str, preferences: Preferences, *, card: str | None = None) -> AsyncIterator[Event]:
        """Take a message; yields what happens, at last a TurnDone. Keys pasted by mistake are masked before anything.

        `card` is the hash of the card its writer saw: a yes to another one than is open does nothing. The run does not
        depend on the iterator: whoever stops listening stops nothing.
        """
        return self._listen(_Turn(self, thread, preferences, text=masked(text), card=card))

    def press(
        self, thread: str, button: Button, preferences: Preferences, *, card: str | None = None
    ) -> AsyncIterator[Event]:
        """Take a button of the open card. `card` is the hash it belonged to; of another card it does nothing."""
        return self._listen(_Turn(self, thread, preferences, button=button, card=card))

    async def conversation(self, thread: str, preferences: Preferences) -> Conversation:
        """The conversation as it stands, to be shown again; a write that was cut short is brought to its end first."""
        if (await self._graph.aget_state(_config(thread))).next == _WRITING:
            async for _ in self._listen(_Turn(self, thread, preferences, finishing=True)):
                pass
        state, interrupts, _ = await self._stands(thread)
        return self._so_far(state, interrupts, preferences)

    async def finish(self) -> None:
        """Let the turns under way end; called before the service closes."""
        await asyncio.gather(*self._running, return_exceptions=True)

    async def _listen(self, turn: "_Turn") -> AsyncIterator[Event]:
        task = asyncio.create_task(turn.run())
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        while (event := await turn.events.get()) is not None:
            yield event
        await task  # raises what the run raised

    def _lock(self, thread: str) -> asyncio.Lock:
        return self._locks.setdefault(thread, asyncio.Lock())

    async def _stands(self, thread: str) -> tuple[State, tuple[Interrupt, ...], tuple[str, ...]]:
        """The state, what it waits for, and the nodes that come next."""
        snapshot = await self._graph.aget_state(_config(thread))
        return State.model_validate(snapshot.values), snapshot.interrupts, snapshot.next

    def _so_far(self, state: State, interrupts: tuple[Interrupt, ...], preferences: Preferences) -> Conversation:
        said = [_said(message) for message in state.messages]
        card = self._card(state, interrupts, preferences)
        if card:
            said.append(Said(by="assistant", text=card.text, card=card))
        return Conversation(said=tuple(said), card=card, options=options_of(state) if not card else ())

    def _card(self, state: State, interrupts: tuple[Interrupt, ...], preferences: Preferences) -> Card | None:
        """The open card, as it was drawn when it was shown; drawn anew when an older release had put it up."""
        if not interrupts or state.proposal is None:
            return None
        told = interrupts[0].value["action_requests"][0]["args"]
        if "rows" in told:
            return Card.model_validate(told)
        return card_of(state, Voice(state.proposal.zone, self._ports.now(), preferences.date_order))


class _Turn:
    """One turn: decides how it enters the graph, runs it, and reports."""

    def __init__(
        self,
        assistant: Assistant,
        thread: str,
        preferences: Preferences,
        *,
        text: str = "",
        button: Button | None = None,
        card: str | None = None,
        finishing: bool = False,
    ) -> None:
        """`finishing`: nothing is said or pressed; only a write that was cut short is brought to its end."""
        self.events: asyncio.Queue[Event | None] = asyncio.Queue()
        self._assistant, self._thread, self._preferences = assistant, thread, preferences
        self._text, self._button, self._seen_card = text, button, card
        self._finishing = finishing
        self._nodes: list[str] = []
        self._told: Answer | None = None  # so far
        self._began: dict[str, float] = {}
        self._calls: list[Call] = []
        self._counted = 0  # calls reported so far

    async def run(self) -> None:
        """Under the thread's lock, from the look at what is pending to the last event."""
        lock = self._assistant._lock(self._thread)
        try:
            async with lock:
                with record_calls() as self._calls, tracing_context(enabled=self._assistant.is_traced):
                    await self._run()
        finally:
            self.events.put_nowait(None)

    async def _run(self) -> None:
        state, interrupts, coming = await self._assistant._stands(self._thread)
        self.events.put_nowait(Began(so_far=self._assistant._so_far(state, interrupts, self._preferences)))
        if coming == _WRITING:
            await self._through(None)
            state, interrupts, _ = await self._assistant._stands(self._thread)
            if interrupts or self._button:  # what was said or pressed was not meant for what is open now
                await self._finish()
                return
        if self._finishing:
            return
        entry = self._entry(state, interrupts)
        if entry is None:
            self._stale(state, interrupts)
            return
        await self._through(entry)
        await self._finish()
        if self._assistant._trim is not None:
            await self._assistant._trim(self._thread)

    async def _through(self, entry: Any) -> None:
        """Run the graph from this entry to its next stop; None goes on where it was cut short."""
        stream = self._assistant._graph.astream(
            entry,
            _config(self._thread),
            context=Context.of(self._preferences, self._assistant._ports),
            stream_mode=["tasks", "updates"],
            durability="sync",
            version="v2",
        )
        async for part in stream:
            self._report(part)

    def _entry(self, state: State, interrupts: tuple[Interrupt, ...]) -> Any:
        """How the turn enters: a new message, or the answer to the one interrupt that is pending, by its id."""
        if not interrupts:
            return None if self._button else {"messages": [HumanMessage(self._text)]}
        is_of_another = state.proposal is None or self._seen_card not in (None, state.proposal.hash)
        if self._button is None:
            if is_of_another and state.proposal and self._is_yes_to(state.proposal):
                return None
            decision = {"type": "respond", "message": self._text}
        elif is_of_another:
            return None
        else:
            decision = _DECISIONS[self._button]
        return Command(resume={interrupts[0].id: {"decisions": [decision]}})

    def _is_yes_to(self, proposal: Proposal) -> bool:
        return is_approval(self._text, pending_of(proposal), now=self._assistant._ports.now())

    def _report(self, part: Any) -> None:
        kind, data = part["type"], part["data"]
        if kind == "tasks" and "input" in data:
            self._nodes.append(data["name"])
            self._began[data["id"]] = time.perf_counter()
            self.events.put_nowait(NodeStarted(node=data["name"]))
        elif kind == "tasks":
            took = (time.perf_counter() - self._began.get(data["id"], time.perf_counter())) * 1000
            self._tell_calls()
            self.events.put_nowait(NodeFinished(node=data["name"], milliseconds=took))
        elif kind == "updates":
            for update in data.values():  # of one node; of an interrupt a tuple
                if isinstance(update, dict) and (piece := update.get("answer")):
                    self._tell(piece)

    def _tell_calls(self) -> None:
        for call in self._calls[self._counted :]:
            self.events.put_nowait(
                CalcomCalled(operation=call.operation, status=call.status, milliseconds=call.milliseconds)
            )
        self._counted = len(self._calls)

    def _tell(self, piece: Answer) -> None:
        self._told = told_so_far(self._told, piece)
        self.events.put_nowait(Replied(text=piece.reply))

    async def _finish(self) -> None:
        state, interrupts, _ = await self._assistant._stands(self._thread)
        self._done(state, self._assistant._card(state, interrupts, self._preferences))

    def _stale(self, state: State, interrupts: tuple[Interrupt, ...]) -> None:
        """A yes to an earlier card: said, and nothing run; a card that is open now stays so."""
        person = self._preferences
        facts = Facts(
            Locale(state.zone or person.zone or state.spoken_zone, self._assistant._ports.now(), person.date_order),
            guest=person.email if person.role == "guest" else None,
        )
        last = state.last_outcome
        if last is not None and self._seen_card in (None, last.proposal.hash) and not interrupts:
            text = f"That is settled already. {word_outcome(last, state, facts.voice)}"
            self._tell(Answer(reply=text, said=(text,), outcome=settled_before(last, state, facts)))
        else:
            stale = state.model_copy(update={"said": Passing(aside=Aside.STALE, over=state.left_open)})
            self._tell(answer_of(stale, word_reply(stale, facts), facts))
        self._done(state, self._assistant._card(state, interrupts, self._preferences))

    def _done(self, state: State, card: Card | None) -> None:
        cost = state.usage if self._nodes else type(state.usage)()
        usage = Usage(
            model_calls=cost.model_calls,
            prompt_tokens=cost.prompt_tokens,
            completion_tokens=cost.completion_tokens,
            calcom_calls=len(self._calls),
        )
        told = self._told or Answer(reply="")
        self.events.put_nowait(
            TurnDone(
                reply=told.reply,
                said=told.said,
                card=card,
                options=() if card else options_of(state),
                outcome=told.outcome,
                bookings=told.bookings,
                nodes=tuple(self._nodes),
                usage=usage,
            )
        )


def _config(thread: str) -> RunnableConfig:
    return {"configurable": {"thread_id": thread}, "recursion_limit": 25}


def _said(message: AnyMessage) -> Said:
    """A kept message; what only our own keep beside their text is believed of them alone."""
    if not isinstance(message, AIMessage):
        return Said(by="user" if isinstance(message, HumanMessage) else "assistant", text=str(message.content))
    kept = message.additional_kwargs
    return Said(
        by="assistant", text=str(message.content), words=tuple(kept.get(SAID, ())), card=_kept_card(kept.get(CARD))
    )


def _kept_card(told: object) -> Card | None:
    """None for a message of an older release: its words are shown as they are."""
    try:
        return Card.model_validate(told)
    except ValidationError:
        return None
