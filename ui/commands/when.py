"""`calcom-agent when`: what words about time mean, for one expression or a file of them."""

import json
from pathlib import Path

import typer

from graph.given.ports import wall_clock
from graph.rows.expressions import answer_row, when_batch
from graph.when import context_from_row, explain, resolve
from ui.commands.json_rows import print_row, rows_of
from ui.failing import CannotStart
from ui.shifted_clock import known_zone


def run(
    expression: str | None,
    *,
    now: str | None,
    zone: str | None,
    date_order: str,
    anchor: str | None,
    as_json: bool,
    batch: Path | None,
) -> None:
    """Print the meaning of one expression, or of each row of a file in order."""
    if batch is not None:
        for answer in _answers(batch):
            print_row(answer)
        return
    if expression is None:
        raise typer.BadParameter("give the words, or --batch FILE", param_hint="EXPR")
    zone = known_zone(zone) or "UTC"
    row = {"reference": now or _present(), "zone": zone, "date_order": date_order, "context": anchor}
    try:
        context = context_from_row(row)
    except ValueError as error:
        raise typer.BadParameter(f"--now and --anchor take times like 2026-11-24T09:00 ({error})") from error
    resolution = resolve(expression, context)
    print(json.dumps(answer_row(resolution, context)) if as_json else explain(resolution, context))


def _answers(batch: Path) -> list[dict[str, object]]:
    try:
        return when_batch(rows_of(batch))
    except (KeyError, ValueError) as error:
        raise CannotStart(f"{batch.name}: a row needs text, reference and zone ({error})") from error


def _present() -> str:
    return wall_clock().isoformat()
