"""Builders for contexts and answers, with good defaults: Tuesday 6 May 2031, 09:40 in New York."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from hypothesis import settings

from graph.rows.expressions import answer_row
from graph.when import Anchor, TimeContext, resolve

untimed = settings(deadline=None)  # how long an example takes says nothing on a shared machine

NEW_YORK = "America/New_York"
BERLIN = "Europe/Berlin"


def a_context(
    now: str = "2031-05-06T09:40", zone: str = NEW_YORK, *, anchor: str | None = None, **more: object
) -> TimeContext:
    """A context at a local time; `anchor` is the local start of the slot under discussion."""
    started = Anchor(start=local(anchor, zone)) if anchor else None
    order = "MDY" if zone.startswith("America/") else "DMY"
    return TimeContext.model_validate(
        {"now": local(now, zone), "user_zone": zone, "anchor": started, "date_order": order, **more}
    )


def local(text: str, zone: str = NEW_YORK) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def readings(text: str, context: TimeContext | None = None) -> list[str]:
    """The answer in short: "2026-11-19T14:00", "2026-11-23/2026-11-30", "15:00", "90 min", or why it was refused."""
    context = context or a_context()
    resolution = resolve(text, context)
    row = answer_row(resolution, context)
    if row["kind"] in ("invalid", "none"):
        return [getattr(resolution, "reason", "none")]
    return [_short(reading) for reading in row["readings"]]  # type: ignore[attr-defined]  # a list of rows


def _short(reading: dict[str, object]) -> str:
    if reading["type"] == "duration":
        return f"{int(str(reading['seconds'])) // 60} min"
    return "/".join(str(reading[side] or "") for side in ("start", "end") if side in reading)
