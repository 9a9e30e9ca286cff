"""What we are compared with: an ordinary tool-calling agent with four tools on the same client and the same calendar.

Its model is scripted and makes the sensible calls, and only those, so the comparison is with such an agent at its best.
"""

import importlib
import json
import warnings
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from importlib.util import find_spec
from typing import Any

from langchain_core.callbacks import AsyncCallbackManagerForLLMRun, CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage, convert_to_openai_messages
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.tools import BaseTool, StructuredTool
from langchain_core.utils.function_calling import convert_to_openai_tool
from langgraph.checkpoint.base import BaseCheckpointSaver
from pydantic import Field

from evals.bench.assistant import NOW, ZONE, FarSide
from tools.calcom.models import BookingRequest, Window

_PROMPT = (
    "You are a helpful scheduling assistant for Cal.com. You manage the calendar of Clara Berger (clara@example.com)."
    f" It is now {NOW:%A %Y-%m-%d %H:%M} in {ZONE.key}. Use the tools to look up event types and free slots, to book"
    " and to cancel. Always look for free slots before you book, and always ask the user to confirm before you create"
    " or cancel a booking. Never make up e-mail addresses or times."
)
AGENT = "agent"  # its name in the table
_TOMORROW = (NOW + timedelta(days=1)).date().isoformat()


class ScriptedModel(BaseChatModel):
    """A chat model that knows three situations: a wish to book, a yes to it, and a question for free times."""

    count: Callable[[dict[str, Any]], int]
    schemas: list[dict[str, Any]] = Field(default_factory=list)
    prompt_tokens: list[int] = Field(default_factory=list)  # one entry a call

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def bind_tools(self, tools: Sequence[Any], **_: Any) -> Any:
        """The same model, knowing what it would have to send along."""
        self.schemas[:] = [convert_to_openai_tool(tool) for tool in tools]
        return self

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **_: Any,
    ) -> ChatResult:
        self.prompt_tokens.append(self.count({"messages": convert_to_openai_messages(messages), "tools": self.schemas}))
        return ChatResult(generations=[ChatGeneration(message=_answer(messages))])

    async def _agenerate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **_: Any,
    ) -> ChatResult:
        """In the event loop: the default goes through a thread, which would be counted against the agent."""
        return self._generate(messages)


def _answer(messages: list[BaseMessage]) -> AIMessage:
    """The next sensible step after what was last said and last found."""
    last = messages[-1]
    asked = next(str(message.content) for message in reversed(messages) if isinstance(message, HumanMessage))
    if isinstance(last, HumanMessage):
        return _call("create_booking", **_booking(messages)) if asked == "yes" else _call("list_event_types")
    if isinstance(last, ToolMessage) and last.name == "list_event_types":
        return _call("get_slots", event_type_id=_half_hour(messages), day=_TOMORROW)
    if isinstance(last, ToolMessage) and last.name == "create_booking":
        return AIMessage("Done! Your meeting with Ana Silva is booked for tomorrow, 14:00 to 14:30.")
    if asked.startswith("Book"):
        return AIMessage("14:00 tomorrow is free. Shall I book a 30 minute meeting with Ana Silva (ana.silva@…) then?")
    return AIMessage("Tomorrow afternoon I can offer 13:00, 13:30, 14:00, 15:30 and 16:00. Which one suits you?")


def _call(tool: str, /, **arguments: object) -> AIMessage:
    return AIMessage("", tool_calls=[{"name": tool, "args": arguments, "id": f"call_{tool}"}])


def _half_hour(messages: list[BaseMessage]) -> int:
    """The id of the 30 minute meeting, from the last list of event types."""
    found = next(m for m in reversed(messages) if isinstance(m, ToolMessage) and m.name == "list_event_types")
    return int(next(kind["id"] for kind in json.loads(str(found.content)) if kind["length_minutes"] == 30))


def _booking(messages: list[BaseMessage]) -> dict[str, Any]:
    return {
        "event_type_id": _half_hour(messages),
        "start": f"{_TOMORROW}T14:00:00+01:00",
        "name": "Ana Silva",
        "email": "ana.silva@example.com",
    }


def plain_agent(far_side: FarSide, model: ScriptedModel, saver: BaseCheckpointSaver[Any]) -> Any:
    """The agent, compiled; `agent_name()` says by which library."""
    tools = _tools(far_side)
    if find_spec("langchain") is not None:
        agents = importlib.import_module("langchain.agents")
        return agents.create_agent(model, tools, system_prompt=_PROMPT, checkpointer=saver)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        from langgraph.prebuilt import create_react_agent

        return create_react_agent(model, tools, prompt=_PROMPT, checkpointer=saver)


def agent_request(far_side: FarSide, said: list[BaseMessage]) -> dict[str, Any]:
    """What the agent would send its model after these messages: instructions, messages, schemas of its four tools."""
    messages = [{"role": "system", "content": _PROMPT}, *convert_to_openai_messages(said)]
    return {"messages": messages, "tools": [convert_to_openai_tool(tool) for tool in _tools(far_side)]}


def agent_name() -> str:
    """Which library's agent it is."""
    return "langchain's create_agent" if find_spec("langchain") is not None else "langgraph's create_react_agent"


def _tools(far_side: FarSide) -> list[BaseTool]:
    """Four thin tools, as a tutorial would write them."""
    calcom = far_side.calcom

    async def list_event_types() -> str:
        """List the event types that can be booked, with their id, title and length in minutes."""
        kinds = [kind for kind in await calcom.event_types() if not kind.hidden]
        return json.dumps([{"id": k.id, "title": k.title, "length_minutes": k.length_in_minutes} for k in kinds])

    async def get_slots(event_type_id: int, day: str) -> str:
        """Get the free slots of an event type on one day (YYYY-MM-DD), as local start times."""
        start = datetime.fromisoformat(day).replace(tzinfo=ZONE)
        window = Window(start=start, end=start + timedelta(days=1))
        slots = await calcom.slots(event_type_id, window, ZONE)
        return json.dumps([slot.start.astimezone(ZONE).isoformat() for slot in slots])

    async def create_booking(event_type_id: int, start: datetime, name: str, email: str) -> str:
        """Create a booking of an event type at an ISO start time for an attendee with this name and e-mail."""
        request = BookingRequest(
            event_type_id=event_type_id,
            start=start,
            attendee_name=name,
            attendee_email=email,
            attendee_time_zone=ZONE.key,
        )
        booking = await calcom.create_booking(request)
        return json.dumps({"uid": booking.uid, "status": booking.status, "start": booking.start.isoformat()})

    async def cancel_booking(uid: str, reason: str) -> str:
        """Cancel a booking by its uid, giving a reason."""
        booking = await calcom.cancel_booking(uid, reason=reason)
        return json.dumps({"uid": booking.uid, "status": booking.status})

    verbs: tuple[Callable[..., Any], ...] = (list_event_types, get_slots, create_booking, cancel_booking)
    return [StructuredTool.from_function(coroutine=verb) for verb in verbs]
