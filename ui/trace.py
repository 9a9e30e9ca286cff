"""What happened in the last turn: nodes, calls to Cal.com and cost, gathered from its events."""

from dataclasses import dataclass, replace

from graph.events import CalcomCalled, Event, NodeFinished, NodeStarted, Progress, TurnDone, Usage

_DOING = {
    "parse_intent": "Reading your message…",
    "resolve_event_type": "Choosing the event type…",
    "find_booking": "Looking for the booking…",
    "check_slots": "Looking at the calendar…",
    "list_bookings": "Looking at your bookings…",
    "confirm": "Preparing the card…",
    "execute": "Writing to Cal.com…",
    "respond": "Putting it into words…",
}
FIRST = "Looking at the calendar…"


@dataclass(frozen=True)
class Step:
    """One line of the trace; `milliseconds` None while it runs, `status` only for calls to Cal.com."""

    name: str
    milliseconds: float | None = None
    is_call: bool = False
    status: int | None = None


@dataclass(frozen=True)
class Trace:
    """The steps of one turn in the order they began, and at its end what it cost."""

    turn: int
    steps: tuple[Step, ...] = ()
    usage: Usage | None = None
    progress: str = ""  # what the running node said last of how far it is

    @property
    def is_done(self) -> bool:
        return self.usage is not None

    @property
    def doing(self) -> str:
        """What is going on now, for the person."""
        running = [step.name for step in self.steps if step.milliseconds is None]
        if running and self.progress:
            return self.progress
        return _DOING.get(running[-1], FIRST) if running else FIRST

    @property
    def milliseconds(self) -> float:
        """Time spent in nodes; calls to Cal.com are inside it."""
        return sum(step.milliseconds or 0 for step in self.steps if not step.is_call)

    def after(self, event: Event) -> "Trace":
        """The trace with one more event in it."""
        match event:
            case NodeStarted(node=node):
                return replace(self, steps=(*self.steps, Step(node)), progress="")
            case Progress(text=text):
                return replace(self, progress=text)
            case NodeFinished(node=node, milliseconds=took):
                return replace(self, steps=_finished(self.steps, node, took))
            case CalcomCalled(operation=operation, status=status, milliseconds=took):
                return replace(self, steps=(*self.steps, Step(operation, took, is_call=True, status=status)))
            case TurnDone(usage=usage):
                return replace(self, usage=usage)
        return self


def _finished(steps: tuple[Step, ...], node: str, took: float) -> tuple[Step, ...]:
    """The last open step of that node, closed; a node whose beginning was not seen gets a line of its own."""
    for i in reversed(range(len(steps))):
        if steps[i].name == node and steps[i].milliseconds is None:
            return (*steps[:i], replace(steps[i], milliseconds=took), *steps[i + 1 :])
    return (*steps, Step(node, took))
