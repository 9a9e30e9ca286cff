"""Who can play: the offline interpreter, a real model, or what a model answered when it was recorded."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from evals.cassettes import FOLDER, Tape, TapedChat
from evals.stage import Cast
from graph.settings import Settings
from graph.understanding.interpreter import Interpreter

NAMES = ("offline", "model", "record", "replay")


class UnknownCast(ValueError):
    """No such interpreter, or one that lacks its settings."""


def cast_named(name: str, mutant: str | None = None) -> Cast:
    """By name: `model` asks for every answer, `record` for those that are missing, `replay` never.

    Raises:
        UnknownCast: another name, or a model is needed and OPENAI_API_KEY is not set.
    """
    if name not in NAMES:
        raise UnknownCast(f"unknown interpreter {name!r}; known are {', '.join(NAMES)}")
    if name == "offline":
        return Cast(mutant=mutant)
    # .env is not read: what an eval talks to is told by the environment alone.
    settings = Settings(_env_file=None)
    if name != "replay" and settings.openai_api_key is None:
        raise UnknownCast(f"the interpreter {name} needs OPENAI_API_KEY (and OPENAI_BASE_URL, OPENAI_MODEL)")
    model = settings.openai_model
    if name == "model":
        return Cast(_live(settings), profile=f"live:{model}", mutant=mutant, leaves_the_machine=True)
    taped = Cast(_taped(settings, asks=name == "record"), profile=f"{name}:{model}", mutant=mutant)
    return replace(taped, leaves_the_machine=name == "record")


def _live(settings: Settings) -> Callable[[str], Interpreter]:
    from graph.ports import interpreter_for

    return lambda _: interpreter_for(settings)


def _taped(settings: Settings, *, asks: bool, folder: Path = FOLDER) -> Callable[[str], Interpreter]:
    from graph.understanding.model import PROMPT_FILE, ModelInterpreter

    prompt = hashlib.sha256(PROMPT_FILE.read_bytes()).hexdigest()[:12]
    inner = None
    if asks:
        from langchain_openai import ChatOpenAI

        inner = ChatOpenAI(
            model=settings.openai_model, api_key=settings.openai_api_key, base_url=settings.openai_base_url
        )

    def open_one(name: str) -> Interpreter:
        path = folder / settings.openai_model.replace("/", "_") / f"{name}.jsonl"
        return ModelInterpreter(TapedChat(Tape(path, prompt, settings.openai_model), inner))

    return open_one
