"""dateparser as somebody would use it who knows what day it is where the person is; what our resolver is beside."""

from collections.abc import Callable, Mapping
from datetime import datetime
from importlib import import_module
from typing import Any

NAME = "dateparser"
_parse: Callable[..., datetime | None] = import_module(NAME).parse  # it comes without type hints


def guess(text: str, now: datetime, date_order: str) -> datetime | None:
    """Its reading of an expression, English only, with days to come preferred; `now` and the answer without a zone."""
    settings = {"RELATIVE_BASE": now, "PREFER_DATES_FROM": "future", "DATE_ORDER": date_order}
    return _parse(text, languages=["en"], settings=settings)


def reader(row: Mapping[str, Any]) -> Callable[[], datetime | None]:
    """How it reads a row of the expressions; the slot under discussion, where there is one, stands in for now."""
    now = datetime.fromisoformat(str(row.get("context") or row["reference"]).split("/")[0]).replace(tzinfo=None)
    text, order = str(row["text"]), str(row.get("date_order", "MDY"))
    return lambda: guess(text, now, order)


def answer(read: datetime | None) -> dict[str, Any]:
    """In the scorer's form. It never says what it left open, so it is credited with the day and the clock as well."""
    if read is None:
        return {"kind": "none", "readings": []}
    start = read.isoformat(timespec="minutes")
    readings = [{"type": kind, "start": text} for kind, text in _grains(start)]
    return {"kind": "one", "readings": readings}


def _grains(start: str) -> tuple[tuple[str, str], ...]:
    return ("instant", start), ("date", start[:10]), ("time", start[11:16])
