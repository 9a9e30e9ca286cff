"""Talks of two people about a meeting, replayed with our assistant in the other one's place: `--show N` tells some."""

import asyncio
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Annotated, Any

import typer
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.graph.state import CompiledStateGraph

from evals.bench.assistant import FarSide
from evals.bench.dialogues.dialogue_rows import DialogueRow, Facts, dialogue_rows
from evals.bench.dialogues.open_account import ZONE, OpenAccount, local
from evals.bench.dialogues.simulated_person import Person, Said, Seen, alike
from evals.bench.row import Figure, Row
from evals.environment import prepare
from evals.playing.network_guard import only_loopback
from graph.assistant import Assistant
from graph.build import build
from graph.events import Card, TurnDone
from graph.given.ports import Ports
from graph.given.preferences import Preferences
from graph.known.state import State
from graph.opening.storing import PlainData
from graph.understanding.dialogue import Dialogue
from graph.understanding.interpreter import Interpreter, Reading
from graph.understanding.offline import OfflineInterpreter
from tools.mock_calcom.world.model import Booking

PART = "dialogues"
_LONGEST = 40  # turns after which a talk is given up
_PREFERENCES = Preferences(zone=ZONE.key, date_order="MDY")

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@dataclass
class Replay:
    """How one talk went."""

    row: DialogueRow
    lines: list[str] = field(default_factory=list)
    unconfirmed: int = 0  # bookings made without a yes to their card
    booked: list[Facts] = field(default_factory=list)
    repeats: int = 0  # how often the person had to say something again

    @property
    def ends_as_expected(self) -> bool:
        """Exactly the expected booking: day, time, and a name like the expected one."""
        expected = self.row.expected_final.facts
        if expected is None:
            return not self.booked
        return len(self.booked) == 1 and self._is_it(self.booked[0], expected)

    def _is_it(self, booked: Facts, expected: Facts) -> bool:
        if booked.start != expected.start:
            return False
        said = " ".join(t.text for t in self.row.turns if expected.name and t.facts.name == expected.name)
        name = booked.name or ""
        return not expected.name or alike(expected.name, name) or name in said


class _Noting:
    """Another interpreter that also keeps the acts of the last message."""

    def __init__(self, inner: Interpreter) -> None:
        self.name, self._inner, self.heard = inner.name, inner, ""

    async def interpret(self, message: str, dialogue: Dialogue) -> Reading:
        """As the inner one."""
        reading = await self._inner.interpret(message, dialogue)
        acts = (act.model_dump(mode="json", exclude_defaults=True) for act in reading.understanding.acts)
        self.heard = f"{dialogue.stage}: " + "; ".join(json.dumps(act, ensure_ascii=False) for act in acts)
        return reading


class _Talk:
    """One row, one thread, one account of its own."""

    def __init__(self, row: DialogueRow, graph: CompiledStateGraph[State, Any, Any, Any], far_side: FarSide) -> None:
        self._thread = row.id
        self._interpreter = _Noting(OfflineInterpreter())
        self._graph = graph
        self._assistant = Assistant(graph, Ports(far_side.calcom, self._interpreter, far_side.clock))

    async def say(self, text: str) -> tuple[TurnDone, Seen, str]:
        """The reply, what a person sees in it, and how the words were taken."""
        self._interpreter.heard = "plain"
        events = [event async for event in self._assistant.say(self._thread, text, _PREFERENCES)]
        done = events[-1]
        assert isinstance(done, TurnDone)
        config: Any = {"configurable": {"thread_id": self._thread}}
        state = State.model_validate((await self._graph.aget_state(config)).values)
        return done, _seen(done, state), self._interpreter.heard


async def replay(row: DialogueRow, graph: CompiledStateGraph[State, Any, Any, Any]) -> Replay:
    """Hold one talk to its end."""
    account, person, found = OpenAccount(row.began), Person(row), Replay(row)
    _occupy(account, row)
    async with account.connected() as far_side:
        talk, seen = _Talk(row, graph, far_side), Seen()
        for _ in range(_LONGEST):
            if (said := person.next(seen)) is None:
                break
            for start in person.given_up:
                account.free(start)
            before, card = {b.uid for b in account.bookings}, seen.card
            done, seen, heard = await talk.say(said.text)
            made = [b for b in account.bookings if b.uid not in before]
            found.unconfirmed += sum(not was_confirmed(booking, said, card) for booking in made)
            found.lines += _told(said, heard, done)
    found.repeats = person.repeats
    found.booked = [Facts(**_booked(booking)) for booking in account.bookings]
    return found


async def replay_all(rows: Iterable[DialogueRow]) -> list[Replay]:
    """One after the other, on one graph."""
    graph = build().compile(checkpointer=InMemorySaver(serde=PlainData()), name="calcom")
    return [await replay(row, graph) for row in rows]


async def dialogues() -> list[Row]:
    """The share that ends as expected, bookings nobody confirmed, and both by kind of talk."""
    return _rows(await replay_all(dialogue_rows()))


def was_confirmed(booking: Booking, said: Said, card: Card | None) -> bool:
    """Whether a booking is what the card said that was open, and what the person said was meant as its yes."""
    if card is None or not said.approves:
        return False
    return (booking.start, booking.attendees[0].email) == (card.start, card.attendees[0].email)


def _rows(found: list[Replay]) -> list[Row]:
    right, all_of = Counter[str](), Counter(one.row.kind for one in found)
    for one in found:
        right[one.row.kind] += one.ends_as_expected
    unconfirmed = sum(one.unconfirmed for one in found)
    share = Figure(100 * right.total() / len(found), "%")
    smoothly = sum(one.ends_as_expected and not one.repeats for one in found)
    return [
        Row(PART, f"{len(found)} dialogues: end with exactly the expected booking", share, least=85),
        Row(PART, "the same, nothing said twice", Figure(100 * smoothly / len(found), "%")),
        Row(PART, "bookings nobody confirmed", Figure(unconfirmed), 0),
        *(
            Row(PART, f"{kind}, {all_of[kind]} of them", Figure(100 * right[kind] / all_of[kind], "%"))
            for kind in sorted(all_of)
        ),
    ]


def _occupy(account: OpenAccount, row: DialogueRow) -> None:
    """What the first assistant could not book cannot be booked here either; what it offered or booked can."""
    facts = [a.alternative if a.failed else a.facts for a in row.booking_attempts]
    possible = [one.start for one in facts if one and one.start]
    for start in {a.facts.start for a in row.booking_attempts if a.failed}:
        if start is not None:
            account.occupy(start, keeping=possible)


def _seen(done: TurnDone, state: State) -> Seen:
    problem = state.problem.code if state.problem else None
    result = done.outcome
    asked = frozenset(state.ask.needs) if state.ask else frozenset()
    return Seen(
        card=done.card,
        options=done.options,
        asked=asked,
        done=result is not None and (result.status, result.code) == ("success", "done"),
        problem=problem,
    )


def _booked(booking: Booking) -> dict[str, str]:
    start = local(booking.start)
    return {"date": f"{start:%Y-%m-%d}", "time": f"{start:%H:%M}", "name": booking.attendees[0].name}


def _told(said: Said, heard: str, done: TurnDone) -> list[str]:
    reply = done.reply.replace("\n", "\n      ")
    return [f"  > {said.text}", f"    ({heard})", f"    - {reply}"]


def _tell(found: list[Replay], at_most: int) -> None:
    """Talks that end otherwise, then those in which something had to be said twice."""
    failing = [one for one in found if not one.ends_as_expected or one.unconfirmed]
    tedious = [one for one in found if one not in failing and one.repeats]
    for one in [*failing, *tedious][:at_most]:
        end = "as expected, but things were said twice" if one in tedious else f"{one.booked}"
        unconfirmed = ", without a yes" if one.unconfirmed else ""
        print(f"\n## {one.row.id} {one.row.kind}: wanted {one.row.expected_final.facts}, ended {end}{unconfirmed}")
        print(*one.lines, sep="\n")


@app.command()
def main(
    show: Annotated[int, typer.Option(help="Tell so many of the talks that end otherwise or take repeating.")] = 0,
    only: Annotated[list[str] | None, typer.Option(help="Only the row of this id; may be repeated.")] = None,
    trade: Annotated[
        bool, typer.Option(help="In the first words, with the trades that the neutral ones leave out.")
    ] = False,
) -> None:
    """Replay the development dialogues."""
    with only_loopback():
        rows = [row for row in dialogue_rows() if not only or row.id in only]
        found = asyncio.run(replay_all(row.in_its_trade() if trade else row for row in rows))
    _tell(found, show)
    for line in _rows(found):
        print(f"{line.what}: {line.ours}")


if __name__ == "__main__":
    prepare()
    app()
