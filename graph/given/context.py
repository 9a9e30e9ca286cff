"""What a run is handed: the person's settings first, live ports last. The published schema shows the settings only."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from langgraph.runtime import Runtime
from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from graph.given import ports
from graph.given.preferences import Locale, Preferences
from graph.known.state import State
from graph.understanding.interpreter import Interpreter
from tools.calcom.client import CalcomClient
from tools.calcom.models import Me
from tools.writing.journal import OperationJournal
from tools.writing.tables import digest_of


class Context(BaseModel):
    """Settings of the person chatting, and the ports. Without ports it takes the process's own (see ports.py)."""

    model_config = ConfigDict(arbitrary_types_allowed=True, frozen=True)

    zone: str = Field(default="", description="IANA time zone of the person chatting; empty: the account's own")
    date_order: Literal["DMY", "MDY", "YMD"] = "DMY"
    default_event_type: str | None = Field(default=None, description="slug of the event type used when none is named")
    role: Literal["host", "guest"] = Field(default="host", description="whose side the person chatting is on")
    name: str | None = Field(default=None, description="the person's own name, as a guest")
    email: str | None = Field(default=None, description="the person's own e-mail, as a guest")

    calcom: SkipJsonSchema[CalcomClient] = Field(default_factory=lambda: ports.default().calcom, exclude=True)
    interpreter: SkipJsonSchema[Interpreter] = Field(default_factory=lambda: ports.default().interpreter, exclude=True)
    journal: SkipJsonSchema[OperationJournal] = Field(default_factory=lambda: ports.default().journal, exclude=True)
    now: SkipJsonSchema[Callable[[], datetime]] = Field(default_factory=lambda: ports.default().now, exclude=True)

    @classmethod
    def of(cls, preferences: Preferences, ports: "ports.Ports") -> "Context":
        """The context of one run, for one person."""
        return cls(
            zone=preferences.zone or "",
            date_order=preferences.date_order,
            default_event_type=preferences.default_event_type,
            role=preferences.role,
            name=preferences.name,
            email=preferences.email,
            calcom=ports.calcom,
            interpreter=ports.interpreter,
            journal=ports.journal,
            now=ports.now,
        )

    @property
    def own(self) -> str | None:
        """The address of a guest at the keyboard, who sees only what is theirs; "" when not told. None: the host."""
        return (self.email or "") if self.role == "guest" else None

    @property
    def zone_known(self) -> str:
        """The zone that was set; "" for none, and for one that is no time zone."""
        try:
            return ZoneInfo(self.zone).key if self.zone else ""
        except (KeyError, ValueError, OSError):  # OSError: a name that is a folder of zones
            return ""

    def locale(self, state: State, me: Me) -> Locale:
        """In the person's zone: what they said in the chat, else their setting, else the account's."""
        return self.locale_in(state.zone or self.zone_known or me.time_zone)

    def locale_in(self, zone: str) -> Locale:
        """In this zone, now."""
        return Locale(zone, self.now(), self.date_order, self.role == "host")


def thread_of(runtime: Runtime[Any]) -> str:
    """The id of the thread a node runs in; empty when the graph runs without a checkpointer."""
    info = runtime.execution_info
    return (info.thread_id if info else None) or ""


def log_mark(thread: str, token: str) -> str:
    """How log lines name a conversation and a write in it: `thread=3f2a9c01b7de token=…`.

    The token is no secret: it only marks what we wrote.
    """
    return f"thread={digest_of(thread)} token={token}"
