"""Plays one conversation through the same door as the page, and writes down everything that happened."""

import logging
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

from pydantic import ValidationError

from evals.chat_models.cassettes import StaleCassette
from evals.chat_models.person import PersonFailed, SimulatedPerson
from evals.checks.record import CardSeen, Left, Run, StateSeen, Turn
from evals.playing import observing
from evals.playing.harness import Fixture, Harness
from evals.playing.perturb import perturbed
from evals.playing.snapshot import snapshot
from evals.playing.world_events import NoSuchThing
from evals.stories import accounts
from evals.stories.scenario import Scenario
from evals.stories.scenario import Turn as Step
from graph.events import Button, Event, TurnDone


async def play(
    harness: Harness,
    scenario: Scenario,
    *,
    variant: int = 0,
    trial: int = 0,
    path: str = "",
    perturb: str | None = None,
) -> Run:
    """One trial of one variant, from a fresh start. Never raises for what the assistant does: a crash is recorded."""
    began = time.perf_counter()
    name = talk_name(scenario.id, "simulated" if harness.players.person else f"v{variant}", perturb, trial)
    async with harness.set_up(scenario, name) as fixture:
        run = Run(
            scenario=scenario,
            path=path,
            variant=variant,
            trial=trial,
            perturbed=perturb,
            profile=harness.players.profile,
            model=harness.players.model,
            person=harness.players.person_model,
            mutant=harness.players.mutant,
            key=accounts.KEY,
            host_email=next(iter(fixture.world.users.values())).email,
            zone=fixture.preferences.zone or scenario.zone,
            before=fixture.before,
            after=fixture.before,
        )
        with _logs() as lines:
            play_one = _Play(fixture, run, lines)
            if harness.players.person is None:
                await play_one.all_turns()
            else:
                await play_one.with_person(harness.players.person(name, scenario))
        run.before, run.after = fixture.before, snapshot(fixture.world, fixture.refs)
        run.unfired, run.waited = fixture.faults.never_met(), fixture.clock.waited
    run.seconds = time.perf_counter() - began
    return run


class _Play:
    """One conversation under way."""

    def __init__(self, fixture: Fixture, run: Run, lines: list[str]) -> None:
        self.fixture, self.run, self._lines = fixture, run, lines
        self._cards: list[CardSeen] = []

    async def all_turns(self) -> None:
        """Play until the end, or until the assistant crashes."""
        for step in self.run.scenario.turns:
            try:
                turn = await self._one(step)
            except NoSuchThing as error:
                self.run.failure, self.run.failure_kind = (
                    f"the scenario speaks of what is not there: {error}",
                    "harness",
                )
                return
            if not self._goes_on_after(turn):
                return

    async def with_person(self, person: SimulatedPerson) -> None:
        """Play until the person stops, or may not say more. What is said is all that comes from it: no buttons."""
        assert self.run.scenario.simulate is not None
        most = self.run.scenario.simulate.turns
        while self.run.left is None:
            try:
                move = await person.next(self.run.played)
            except PersonFailed as error:
                self.run.failure, self.run.failure_kind = f"the model that plays the person {error}", "infra"
                return
            except StaleCassette as error:
                self.run.failure, self.run.failure_kind = f"{StaleCassette.__name__}: {error}", "stale"
                return
            finally:
                self.run.person_spent = person.spent
            if move.say is not None and len(self.run.played) == most:
                self.run.left = Left(how="limit")
                return
            if move.say is not None and not self._goes_on_after(await self._played(Step(user=move.say))):
                return
            if move.stop is not None:
                self.run.left = Left(how=move.stop, why=move.why)

    def _goes_on_after(self, turn: Turn) -> bool:
        """Note the turn; False when the conversation cannot go on."""
        self.run.turns.append(turn)
        if turn.state.aside == "model_down":
            self.run.failure, self.run.failure_kind = "the model's endpoint does not answer", "infra"
        elif turn.error is not None:
            self.run.failure = turn.error
            self.run.failure_kind = "stale" if turn.error.startswith(StaleCassette.__name__) else "agent"
        return self.run.failure is None

    async def _one(self, step: Step) -> Turn:
        if step.world is not None:
            turn = self._beside("world", f"{step.world.model_dump(exclude_defaults=True, by_alias=True)}")
            self.fixture.happens(step.world)
            return turn
        if step.wait is not None:
            turn = self._beside("wait", f"{step.wait.total:g} s pass")
            self.fixture.clock.advance(step.wait.total)
            return turn
        return await self._played(step)

    def _beside(self, kind: str, text: str) -> Turn:
        return Turn.model_validate({"n": 0, "kind": kind, "text": text, "at": self.fixture.clock()})

    async def _played(self, step: Step) -> Turn:
        text = step.words(self.run.variant if self.run.person is None else 0)
        if self.run.perturbed and step.user is not None:
            text = perturbed(text, self.run.perturbed, self.run.scenario.id, len(self.run.played) + 1)
        turn = Turn(
            n=len(self.run.played) + 1, kind="press" if step.press else "user", text=text, at=self.fixture.clock()
        )
        mark, told, began = len(self.fixture.world.journal.entries), len(self._lines), time.perf_counter()
        try:
            done = await _end_of(self._events(step, text))
        except Exception as error:  # whatever the assistant raises is told as a crash, never as an answer
            turn.error = f"{type(error).__name__}: {error}"
            done = None
        turn.milliseconds, turn.until = (time.perf_counter() - began) * 1000, self.fixture.clock()
        turn.requests = observing.requests_since(self.fixture.world, mark, self.fixture.refs)
        turn.logs = self._lines[told:]
        if done is not None:
            await self._told(turn, done)
        return turn

    def _events(self, step: Step, text: str) -> AsyncIterator[Event]:
        fixture = self.fixture
        if step.press is None:
            return fixture.assistant.say(fixture.thread, text, fixture.preferences)
        card = self._cards[step.of_card - 1].hash if step.of_card and step.of_card <= len(self._cards) else None
        open_card = self._cards[-1].hash if self._cards and step.of_card is None else card
        return fixture.assistant.press(fixture.thread, Button(step.press), fixture.preferences, card=open_card)

    async def _told(self, turn: Turn, done: TurnDone) -> None:
        """What the person saw, and what the conversation knows now."""
        try:
            state = await self.fixture.state()
        except ValidationError as error:
            turn.reply, turn.state = done.reply, StateSeen(valid=False)
            turn.error = f"the state is not valid: {error.error_count()} errors"
            return
        turn.reply, turn.nodes = done.reply, list(done.nodes)
        turn.card = observing.card_seen(done, state)
        turn.options = observing.options_seen(done, state, self.fixture.world, state.zone or self.run.zone)
        turn.outcome = observing.result_seen(done)
        turn.state = observing.state_seen(done, state, self.fixture.refs)
        usage = done.usage
        turn.model_calls, turn.calcom_calls = usage.model_calls, usage.calcom_calls
        turn.prompt_tokens, turn.completion_tokens = usage.prompt_tokens, usage.completion_tokens
        if turn.card is not None:
            self._cards.append(turn.card)


def talk_name(scenario: str, way: str, perturb: str | None, trial: int) -> str:
    """Of one conversation, fit for a file's name."""
    return ".".join(filter(None, (scenario, way, perturb, f"t{trial}")))


async def _end_of(events: AsyncIterator[Event]) -> TurnDone:
    last: Event | None = None
    async for event in events:
        last = event
    if not isinstance(last, TurnDone):
        raise RuntimeError("the turn ended without its summary")
    return last


class _Lines(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name}: {record.getMessage()}")


@contextmanager
def _logs() -> Iterator[list[str]]:
    """Everything our own rooms log meanwhile."""
    handler = _Lines()
    loggers = [logging.getLogger(name) for name in ("graph", "tools")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
    try:
        yield handler.lines
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.removeHandler(handler)
            logger.setLevel(level)
