"""The single way in: a person's message or button becomes a run, for the page, the terminal and the evals alike."""

import asyncio
import contextlib
import logging
import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from weakref import WeakValueDictionary

from langchain_core.messages import AIMessage, AnyMessage, HumanMessage
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.graph.state import CompiledStateGraph
from langgraph.types import Command, Interrupt
from langsmith import tracing_context
from pydantic import ValidationError

from graph.acts.interpreter_context import pending_of
from graph.arranging.drawing import card_of, is_told
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
    Progress,
    Replied,
    Result,
    Said,
    TurnDone,
    Usage,
)
from graph.executing.doubts import look_again
from graph.given.context import Context
from graph.given.ports import Ports
from graph.given.preferences import Locale, Preferences
from graph.known.proposal import Proposal
from graph.known.saying import Aside, Outcome, Passing, Problem, Settled, Stuck
from graph.known.state import CARD, LONGEST_MESSAGE, PROGRESS, SAID, State, told_so_far
from graph.results import answer_of, options_of, settled_before
from graph.understanding.further import said_behind_a_yes
from graph.understanding.plain import asks_what_came
from graph.understanding.yes.approval_grammar import is_approval
from graph.wording import Facts, word_reply
from graph.wording.outcomes import word_outcome
from graph.wording.problems import CANNOT_READ, CANNOT_TELL, NOT_KEPT, STOPPED
from graph.wording.times import Voice
from tools.calcom.calls import Call, record_calls
from tools.errors import NotSaved
from tools.masking import masked
from tools.writing.reconciling import UNDER_WAY

Graph = CompiledStateGraph[State, Context, Any, Any]
_log = logging.getLogger(__name__)

_WRITING = ("execute",)  # the node that comes next when a write was cut short: all others only look and ask
# Nodes that only look: a turn that has come no further can be stopped, and nothing is left half done.
_LOOKING = ("parse_intent", "resolve_event_type", "find_booking", "check_slots", "list_bookings")
_UNTOLD = Result(status="unknown", code="outcome_unknown", message=CANNOT_TELL)
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
        self._running: dict[asyncio.Task[None], _Turn] = {}

    def say(self, thread: str, text: str, preferences: Preferences, *, card: str | None = None) -> AsyncIterator[Event]:
        """Take a message; yields what happens, at last a TurnDone. Keys pasted by mistake are masked before anything.

        `card` is the hash of the card its writer saw: a yes to another one than is open does nothing. The run does not
        depend on the iterator: whoever stops listening stops nothing.
        """
        if len(text) > LONGEST_MESSAGE:
            text = " ".join(text.split())
        return self._listen(_Turn(self, thread, preferences, text=masked(text), card=card))

    def press(
        self, thread: str, button: Button, preferences: Preferences, *, card: str | None = None
    ) -> AsyncIterator[Event]:
        """Take a button of the open card. `card` is the hash it belonged to; of another card it does nothing."""
        return self._listen(_Turn(self, thread, preferences, button=button, card=card))

    async def conversation(self, thread: str, preferences: Preferences) -> Conversation:
        """The conversation as it stands, to be shown again; a write that was cut short is brought to its end first."""
        try:
            state, interrupts, coming = await self._stands(thread)
            if coming == _WRITING or state.doubts:
                async for _ in self._listen(_Turn(self, thread, preferences, finishing=True)):
                    pass
                state, interrupts, _ = await self._stands(thread)
        except sqlite3.Error as error:
            _log.error("a conversation could not be read: %s", type(error).__name__)
            return Conversation(said=(Said(by="assistant", text=CANNOT_READ),))
        return self._so_far(state, interrupts, preferences)

    def stop(self, thread: str) -> bool:
        """Stop the turn under way in a conversation; False when there is none, or it may be writing: that goes on."""
        stopped = [task for task, turn in self._running.items() if turn.stops(thread)]
        for task in stopped:
            task.cancel()
        return bool(stopped)

    async def forget(self, thread: str) -> None:
        """Erase a conversation and the journal's rows of it; a turn under way ends first. Raises NotSaved."""
        saver = self._graph.checkpointer
        async with self._lock(thread):
            try:
                if isinstance(saver, BaseCheckpointSaver):
                    await saver.adelete_thread(thread)
            except sqlite3.Error as error:
                raise NotSaved(f"conversations: {type(error).__name__}") from error
            await self._ports.journal.forget(thread)

    async def reconcile(self) -> None:
        """Look what became of every write whose end is not known; called at the start and now and then.

        A conversation in which it was confirmed is told when it goes on or is opened again. Nothing is sent.

        Raises:
            NotSaved: the journal cannot be read.
        """
        for row in await self._ports.journal.open_rows():
            if row.facts.thread is not None:
                await self._looked_again(row.facts.thread, row.token)

    async def _looked_again(self, thread: str, token: str) -> None:
        async with self._lock(thread):
            state, _, coming = await self._stands(thread)
            doubt = next((doubt for doubt in state.doubts if doubt.proposal.token == token), None)
            if doubt is not None:
                await look_again(doubt, Context.of(Preferences(), self._ports), thread)
        if coming == _WRITING:  # cut short: the turn is brought to its end
            await self.conversation(thread, Preferences())

    async def finish(self) -> None:
        """Let the turns under way end; called before the service closes."""
        await asyncio.gather(*self._running, return_exceptions=True)

    async def _listen(self, turn: "_Turn") -> AsyncIterator[Event]:
        task = asyncio.create_task(turn.run())
        self._running[task] = turn
        task.add_done_callback(self._running.pop)
        while (event := await turn.events.get()) is not None:
            yield event
        await task  # raises what the run raised

    def _lock(self, thread: str) -> asyncio.Lock:
        return self._locks.setdefault(thread, asyncio.Lock())

    async def _stands(self, thread: str) -> tuple[State, tuple[Interrupt, ...], tuple[str, ...]]:
        """The state, what it waits for, and the nodes that come next."""
        snapshot = await self._graph.aget_state(_config(thread))
        return State.model_validate(snapshot.values), snapshot.interrupts, snapshot.next

    async def _in_memory(self, thread: str) -> Graph:
        """The graph with a thread as it was last kept, to go on without keeping: a write's end that has no room."""
        kept = await self._graph.aget_state(_config(thread))
        graph = self._graph.copy({"checkpointer": InMemorySaver()})
        await graph.aupdate_state(_config(thread), kept.values, as_node="confirm")
        return graph

    def _so_far(self, state: State, interrupts: tuple[Interrupt, ...], preferences: Preferences) -> Conversation:
        card = self._card(state, interrupts, preferences)
        said = [
            _said(message) for message in (state.messages[:-1] if card and is_told(card, state) else state.messages)
        ]
        if card:
            said.append(Said(by="assistant", text=card.text, card=card))
        return Conversation(said=tuple(said), card=card, options=options_of(state))

    def _card(self, state: State, interrupts: tuple[Interrupt, ...], preferences: Preferences) -> Card | None:
        """The open card, as it was drawn when it was shown; drawn anew when an older release had put it up."""
        if not interrupts or state.proposal is None:
            return None
        value = interrupts[0].value
        told = value.get("card") or value["action_requests"][0]["args"]
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
        self._is_stopped = False
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
        except asyncio.CancelledError:
            if not self._is_stopped:
                raise
            self._tell(Answer(reply=STOPPED, said=(STOPPED,)))
            self._done(State(), None)
        except sqlite3.Error as error:
            _log.error("a turn could not be kept: %s", type(error).__name__)
            await self._unkept()
        finally:
            self.events.put_nowait(None)

    def stops(self, thread: str) -> bool:
        """Whether it is a turn of this conversation that only looks so far; if so it ends as one that was stopped."""
        only_looks = bool(self._nodes) and self._nodes[-1] in _LOOKING and "execute" not in self._nodes
        self._is_stopped = self._is_stopped or (thread == self._thread and only_looks and not self._finishing)
        return self._is_stopped

    async def _run(self) -> None:
        state, interrupts, coming = await self._assistant._stands(self._thread)
        self.events.put_nowait(Began(so_far=self._assistant._so_far(state, interrupts, self._preferences)))
        asked_for_it = False
        if coming != _WRITING and not interrupts and (settled := await self._settled_since(state)) is not None:
            await self._look_first(settled)
            coming, asked_for_it = _WRITING, asks_what_came(self._text)
        if coming == _WRITING:
            await self._through(None)
            state, interrupts, _ = await self._assistant._stands(self._thread)
            # What was said or pressed was not meant for what is open now.
            if interrupts or self._button or asked_for_it:
                await self._finish()
                return
        if self._finishing:
            return
        if len(self._text) > LONGEST_MESSAGE:
            self._refuse(state, interrupts, Aside.TOO_LONG, str(len(self._text)))
            return
        entry = self._entry(state, interrupts)
        if entry is None:
            self._stale(state, interrupts)
            return
        await self._through(entry)
        await self._finish()
        if self._assistant._trim is not None:
            with contextlib.suppress(sqlite3.Error):  # all is told; the next turn trims again
                await self._assistant._trim(self._thread)

    async def _look_first(self, doubt: Outcome) -> None:
        """Let the graph go on with a look at what became of this; "check again" is answered by that alone."""
        said = [HumanMessage(self._text)] if asks_what_came(self._text) else []
        update = {"checking": doubt, "answer": None, "messages": said}
        await self._assistant._graph.aupdate_state(_config(self._thread), update, as_node="parse_intent")

    async def _settled_since(self, state: State) -> Outcome | None:
        """A write in doubt whose end is known by now, or can be: that is told before anything else."""
        ports = self._assistant._ports
        try:
            open_ones = {row.token for row in await ports.journal.open_rows()} if state.doubts else set()
        except NotSaved:
            return None
        over = ports.now() - UNDER_WAY
        return next(
            (d for d in state.doubts if d.proposal.token not in open_ones or (d.sent_at and d.sent_at <= over)), None
        )

    async def _through(self, entry: Any, graph: Graph | None = None) -> None:
        """Run the graph from this entry to its next stop; None goes on where it was cut short."""
        stream = (graph or self._assistant._graph).astream(
            entry,
            _config(self._thread),
            context=Context.of(self._preferences, self._assistant._ports),
            stream_mode=["tasks", "updates", "custom"],
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
        pending, now = pending_of(proposal), self._assistant._ports.now()
        return is_approval(self._text, pending, now=now) or said_behind_a_yes(self._text, pending, now=now) is not None

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
        elif kind == "custom":
            self.events.put_nowait(Progress(text=data[PROGRESS]))
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

    async def _unkept(self) -> None:
        """What happened could not be kept: it is told as far as it came, and an open card stays as it was."""
        state, card = State(), None
        try:
            state, interrupts, coming = await self._assistant._stands(self._thread)
            card = self._assistant._card(state, interrupts, self._preferences)
            if "execute" in self._nodes and coming == _WRITING:
                await self._through(None, await self._assistant._in_memory(self._thread))
        except sqlite3.Error:
            if "execute" in self._nodes and self._told is None:
                self._tell(Answer(reply=CANNOT_TELL, said=(CANNOT_TELL,), outcome=_UNTOLD))
        if self._told is None:
            is_settled = "execute" in self._nodes and isinstance(state.said, Settled)
            said = state.said if is_settled else Stuck(problem=Problem(code="not_saved"))
            told, facts = State(said=said, zone=state.zone, spoken_zone=state.spoken_zone), self._facts(state)
            self._tell(answer_of(told, word_reply(told, facts), facts))
        if not (self._told and self._told.outcome and self._told.outcome.code == "not_saved"):
            self._tell(Answer(reply=NOT_KEPT, said=(NOT_KEPT,)))
        self._done(State(), card)

    def _facts(self, state: State) -> Facts:
        person = self._preferences
        return Facts(
            Locale(
                state.zone or person.zone or state.spoken_zone,
                self._assistant._ports.now(),
                person.date_order,
                person.role == "host",
            ),
            guest=person.email if person.role == "guest" else None,
        )

    def _stale(self, state: State, interrupts: tuple[Interrupt, ...]) -> None:
        """A yes to an earlier card: said, and nothing run; a card that is open now stays so."""
        facts = self._facts(state)
        last = state.last_outcome
        if last is not None and self._seen_card in (None, last.proposal.hash) and not interrupts:
            text = f"That is settled already. {word_outcome(last, state, facts.voice)}"
            self._tell(Answer(reply=text, said=(text,), outcome=settled_before(last, state, facts)))
            self._done(state, self._assistant._card(state, interrupts, self._preferences))
        else:
            self._refuse(state, interrupts, Aside.STALE)

    def _refuse(self, state: State, interrupts: tuple[Interrupt, ...], aside: Aside, words: str = "") -> None:
        """Say why nothing is run, and keep nothing of it."""
        told, facts = state.model_copy(update={"said": Passing(aside=aside, words=words)}), self._facts(state)
        self._tell(answer_of(told, word_reply(told, facts), facts))
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
                options=options_of(state),
                outcome=told.outcome,
                bookings=told.bookings,
                lists=told.lists,
                more=told.more,
                nodes=tuple(self._nodes),
                usage=usage,
            )
        )


def _config(thread: str) -> RunnableConfig:
    return {"configurable": {"thread_id": thread}, "recursion_limit": 60}


def _said(message: AnyMessage) -> Said:
    """A kept message; what only our own keep beside their text is believed of them alone."""
    if not isinstance(message, AIMessage):
        return Said(by="user" if isinstance(message, HumanMessage) else "assistant", text=message.text)
    kept = message.additional_kwargs
    return Said(by="assistant", text=message.text, words=tuple(kept.get(SAID, ())), card=_kept_card(kept.get(CARD)))


def _kept_card(told: object) -> Card | None:
    """None for a message of an older release: its words are shown as they are."""
    try:
        return Card.model_validate(told)
    except ValidationError:
        return None
