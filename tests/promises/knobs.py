"""How Cal.com may be set up or be awkward: every other value of every knob of the mock, so that a new knob is tried."""

import itertools
from dataclasses import fields
from typing import Any, Literal, NamedTuple, get_args, get_origin

from graph.executing.writes import WRITES
from tools.mock_calcom.world.knobs import Knobs

Lost = Literal["nothing", "the answer", "the request"]
LOST: dict[Lost, str | None] = {
    "nothing": None,
    "the answer": "commit_then_drop",
    "the request": "drop_before_commit",
}
# A knob that counts has no other value by itself. Seconds: within our patience, and far beyond it.
_SECONDS = {"slots_cache_s": (2.0, 3600.0), "replica_lag_s": (2.0, 30.0, 3600.0), "commit_delay_s": (0.0,)}


class Setting(NamedTuple):
    """One knob turned to another value than its own."""

    knob: str
    value: Any

    def __str__(self) -> str:
        return f"{self.knob}={self.value}"


class Cell(NamedTuple):
    """One square of the matrix: a write, on a server so set up, and what gets lost on the way."""

    write: str
    setting: Setting
    lost: Lost

    def __str__(self) -> str:
        return f"{self.write} · {self.setting} · {self.lost} is lost"


def values_of(knob: str) -> tuple[Any, ...]:
    """Every other value it may have. Raises KeyError for a new one that counts, until somebody says which to try."""
    kind, own = {field.name: (field.type, field.default) for field in fields(Knobs)}[knob]
    if get_origin(kind) is Literal:
        return tuple(value for value in get_args(kind) if value != own)
    if kind is bool:
        return (not own,)
    if kind is str:
        return ("Please say why",)
    return _SECONDS[knob]


SETTINGS = [Setting(field.name, value) for field in fields(Knobs) for value in values_of(field.name)]
MATRIX = [Cell(*cell) for cell in itertools.product(WRITES, SETTINGS, LOST)]
