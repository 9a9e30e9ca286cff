"""All reports of a session into one folder."""

from pathlib import Path
from typing import Any

from evals.playing.session import Session
from evals.reporting import store
from evals.reporting.costs import Prices
from evals.reporting.exit_code import warnings
from evals.reporting.report_html import html
from evals.reporting.report_junit import junit
from evals.reporting.report_markdown import markdown
from evals.reporting.summary import facts, measured


def write_all(folder: Path, session: Session, meta: dict[str, Any], prices: Prices | None = None) -> None:
    """run.json, results.jsonl, report.md, report.html, junit.xml."""
    store.write(folder, session, {**meta, **facts(session, prices or {})})
    notes = [*measured(session, prices or {}), *warnings(session)]
    title = f"Cal.com assistant evals ({meta.get('profile', 'offline')})"
    for name, text in (
        ("report.md", markdown(session, title, notes)),
        ("report.html", html(session, title, notes)),
        ("junit.xml", junit(session)),
    ):
        (folder / name).write_text(text, encoding="utf-8")
