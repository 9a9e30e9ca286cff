"""Chat for scripts: a first line about the service, then exactly one JSON object for every line of input."""

import json
import sys
from collections.abc import Iterator
from typing import Any, TextIO

from graph.events import Button, Progress, TurnDone
from graph.opening.service import Service
from ui.terminal.conversation import Talk


class JsonLines:
    """Reads messages and presses from one stream and writes objects to another, each flushed at once."""

    def __init__(self, source: TextIO, sink: TextIO, aside: TextIO | None = None) -> None:
        """`aside` takes a sentence for a person who watches while a write takes long: standard error when left out."""
        self._source = source
        self._sink = sink
        self._aside = aside or sys.stderr

    def greet(self, service: Service, zone: str) -> None:
        """Who interprets, for which account, in which zone, where; and what must be read once, if there is anything."""
        facts = {
            "interpreter": service.interpreter,
            "account": service.account.email,
            "zone": zone,
            "calcom": service.calcom_url,
        }
        self._write({**facts, **({"notices": list(service.notices)} if service.notices else {})})

    def lines(self) -> Iterator[str]:
        """Every line without its end, empty ones too; bytes that are no UTF-8 arrive as replacement marks."""
        if hasattr(self._source, "reconfigure"):
            self._source.reconfigure(encoding="utf-8", errors="replace")
        for line in self._source:
            yield line.rstrip("\r\n")

    async def answer(self, talk: Talk, line: str) -> None:
        """One turn, one object."""
        events = talk.press(button) if (button := pressed(line)) else talk.say(*written(line))
        async for event in events:
            if isinstance(event, Progress):  # beside the objects, of which there is one a line
                print(event.text, file=self._aside, flush=True)
            if isinstance(event, TurnDone):
                self._write(turn_as_json(event))

    def _write(self, row: dict[str, object]) -> None:
        print(json.dumps(row), file=self._sink, flush=True)


def pressed(line: str) -> Button | None:
    """The button of a line like {"press": "confirm"}; None when the line is something a person said."""
    name = _object(line).get("press")
    return Button(name) if name in list(Button) else None


def written(line: str) -> tuple[str, str | None]:
    """The message of a line like {"say": "…", "card": "…"}, and the hash of the card its writer saw.

    Any other line is a message as it stands.
    """
    row = _object(line)
    match row.get("say"), row.get("card"):
        case str(text), str(card):
            return text, card
        case str(text), None:
            return text, None
    return line, None


def turn_as_json(done: TurnDone) -> dict[str, object]:
    """What a turn came to, in the form scripts rely on."""
    return done.model_dump(mode="json", exclude={"kind"})


def _object(line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError:
        return {}
    return row if isinstance(row, dict) else {}
