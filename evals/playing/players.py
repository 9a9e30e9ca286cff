"""Who can play: the offline interpreter or a model, turns as written or a model as the person; asked or recorded."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from evals.chat_models.cassettes import FOLDER, Source, Tape, short_hash
from evals.chat_models.endpoints import Endpoint, NoEndpoint, Role, endpoint_of
from evals.chat_models.person import TOOL, SimulatedPerson, prompt_hash
from evals.chat_models.taped_chat import TapedChat, open_chat
from evals.playing.harness import Players
from evals.stories.scenario import Scenario
from graph.given.settings import Settings
from graph.understanding.interpreter import Interpreter

MODES = ("model", "record", "replay")
WITHOUT = {Role.ASSISTANT: "offline", Role.PERSON: "scripted", Role.JUDGE: "none"}


class UnknownPlayer(ValueError):
    """No such player, or one that lacks its settings."""


@dataclass(frozen=True)
class Player:
    """A model with a part: asked for every answer (`model`), for those that are missing (`record`), or never."""

    role: Role
    endpoint: Endpoint
    mode: str

    @property
    def asks(self) -> bool:
        return self.mode != "replay"

    @property
    def leaves_the_machine(self) -> bool:
        return self.asks and not self.endpoint.is_here

    @property
    def profile(self) -> str:
        return f"{'live' if self.mode == 'model' else self.mode}:{self.endpoint.model}"


@dataclass(frozen=True)
class PlayerNames:
    """Who plays, by names alone, so that other processes can look them up for themselves."""

    interpreter: str = "offline"
    user: str = "scripted"
    cassettes: Path = FOLDER
    mutant: str | None = None

    def players(self) -> Players:
        """The players. Raises UnknownPlayer."""
        reader, person = player(Role.ASSISTANT, self.interpreter), player(Role.PERSON, self.user)
        players = Players(mutant=self.mutant)
        for one in filter(None, (reader, person)):
            players = replace(players, leaves_the_machine=players.leaves_the_machine or one.leaves_the_machine)
        if reader is not None:
            opener = _live() if reader.mode == "model" else _recorded(reader, self.cassettes)
            players = replace(players, interpreter=opener, profile=reader.profile, model=reader.endpoint.model)
        if person is not None:
            players = replace(players, person=_person(person, self.cassettes), person_model=person.endpoint.model)
        return players


def player(role: Role, mode: str) -> Player | None:
    """Who plays a part; None when no model does.

    Raises:
        UnknownPlayer: no such mode, or a model is to be asked and there is no key for it.
    """
    if mode == WITHOUT[role]:
        return None
    if mode not in MODES:
        raise UnknownPlayer(f"unknown {role.name.lower()} {mode!r}; known are {', '.join((WITHOUT[role], *MODES))}")
    try:
        endpoint = endpoint_of(role)
    except NoEndpoint as error:
        raise UnknownPlayer(str(error)) from error
    if mode != "replay" and endpoint.api_key is None:
        own = f" or {role.value}API_KEY" if role is not Role.ASSISTANT else ""
        raise UnknownPlayer(f"the {role.name.lower()} {mode} needs OPENAI_API_KEY{own} in the environment")
    return Player(role, endpoint, mode)


def chats(one: Player, folder: Path, source: Source, suffix: str = "") -> Callable[[str], TapedChat]:
    """Gives each conversation its chat: all over one client, each with its own tape."""
    opened: list[TapedChat] = []

    def open_one(name: str) -> TapedChat:
        if not opened:
            opened.append(open_chat(one.endpoint, asks=one.asks))
        path = folder / one.endpoint.model.replace("/", "_") / f"{name}{suffix}.jsonl"
        return opened[0].on(None if one.mode == "model" else Tape(path, source))

    return open_one


def _live() -> Callable[[str], Interpreter]:
    """The interpreter as a person with a key has it, one for all conversations."""
    from graph.given.ports import interpreter_for

    opened: list[Interpreter] = []

    def open_one(_: str) -> Interpreter:
        if not opened:
            opened.append(interpreter_for(Settings(_env_file=None)))
        return opened[0]

    return open_one


def _recorded(one: Player, folder: Path) -> Callable[[str], Interpreter]:
    from graph.understanding.model.interpreter import PROMPT_FILE, ModelInterpreter
    from graph.understanding.model.prompt import tool_schema

    prompt, schema = PROMPT_FILE.read_text(encoding="utf-8"), json.dumps(tool_schema(), sort_keys=True)
    source = Source(one.endpoint.model, short_hash(prompt), short_hash(schema))
    chat_of = chats(one, folder, source)
    return lambda name: ModelInterpreter(chat_of(name), one.endpoint.method)


def _person(one: Player, folder: Path) -> Callable[[str, Scenario], SimulatedPerson]:
    source = Source(one.endpoint.model, prompt_hash(), short_hash(json.dumps(TOOL, sort_keys=True)))
    chat_of = chats(one, folder, source, ".person")

    def open_one(name: str, scenario: Scenario) -> SimulatedPerson:
        assert scenario.simulate is not None  # only these are chosen
        zone = scenario.person.zone or scenario.zone
        return SimulatedPerson(chat_of(name), scenario.simulate, scenario.clock.start, zone, method=one.endpoint.method)

    return open_one
