"""`calcom-agent understand`: what a message means, for one text or a file of rows."""

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typer

from graph.given.ports import interpreter_for
from graph.rows.messages import answer_of, dialogue_of_row
from graph.understanding.interpreter import Interpreter
from graph.understanding.offline import OfflineInterpreter
from graph.understanding.plain import without_model
from graph.understanding.schema import Understanding
from tools.errors import SchedulingError
from ui.commands.json_rows import print_row, rows_of
from ui.failing import CannotStart
from ui.opening import read_settings


def run(text: str | None, *, state: str, interpreter: str, as_json: bool, batch: Path | None) -> None:
    """Print the meaning of one text, or of each row of a file in order."""
    reader = _interpreter(interpreter)
    try:
        if batch is not None:
            asyncio.run(_answer_all(reader, batch))
        elif text is not None:
            asyncio.run(_answer_one(reader, {"utterance": text, "state": state}, as_json=as_json))
        else:
            raise typer.BadParameter("give a message, or --batch FILE", param_hint="TEXT")
    except SchedulingError as error:
        raise CannotStart(f"The language model gave nothing usable ({error.code}).") from error


def _interpreter(name: str) -> Interpreter:
    if name == "offline":
        return OfflineInterpreter()
    settings = read_settings()
    if settings.openai_api_key is None:
        raise CannotStart("There is no language model without OPENAI_API_KEY; leave --interpreter out to read offline.")
    return interpreter_for(settings)


async def _answer_all(reader: Interpreter, batch: Path) -> None:
    for row in rows_of(batch):
        print_row(answer_of(row, await _read(reader, row)))


async def _answer_one(reader: Interpreter, row: Mapping[str, Any], *, as_json: bool) -> None:
    understanding = await _read(reader, row)
    if as_json:
        acts = understanding.model_dump(mode="json", exclude_defaults=True)["acts"]
        print_row({**answer_of(row, understanding), "acts": acts})
        return
    for act in understanding.acts:
        facts = act.model_dump(mode="json", exclude_defaults=True)
        print(f"{act.intent}: {json.dumps({k: v for k, v in facts.items() if k != 'intent'}, ensure_ascii=False)}")


async def _read(reader: Interpreter, row: Mapping[str, Any]) -> Understanding:
    """As in a conversation: what is plain in itself needs no interpreter."""
    text, dialogue = str(row.get("utterance") or row.get("text") or ""), dialogue_of_row(row)
    return without_model(text, dialogue) or (await reader.interpret(text, dialogue)).understanding
