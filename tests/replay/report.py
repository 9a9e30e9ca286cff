"""The figures of a replay, and a reason for every difference that stays."""

import re
from collections.abc import Iterable
from itertools import groupby

from tests.replay.comparing import Verdict

# Pattern on "group · case · gap" → why it stays.
REASONS: list[tuple[str, str]] = []


def shares(verdicts: Iterable[Verdict]) -> dict[str, float]:
    """Percent agreeing: status, error (of those that refuse), headers, shape, values."""
    rows = list(verdicts)
    errors = [row.error for row in rows if row.error is not None]
    return {
        "status": _percent([row.status for row in rows]),
        "error": _percent(errors),
        "headers": _percent([row.headers for row in rows]),
        "shape": _percent([row.shape for row in rows]),
        "values": _percent([row.values for row in rows]),
    }


def table(verdicts: list[Verdict], release: str) -> str:
    """One line per group and a total."""
    lines = [f"{release:26} {'n':>5} {'status':>8} {'error':>8} {'headers':>8} {'shape':>8} {'values':>8}"]
    for group, rows in groupby(verdicts, key=lambda verdict: verdict.exchange.group):
        lines.append(_line(group, list(rows)))
    return "\n".join([*lines, _line("all", verdicts)])


def differences(verdicts: list[Verdict]) -> str:
    """Every exchange that differs, with its reason; those without one first."""
    explained: dict[str, list[str]] = {}
    for verdict in verdicts:
        if verdict.gaps:
            exchange = verdict.exchange
            explained.setdefault(reason(verdict) or "UNEXPLAINED", []).append(f"{exchange.group}: {exchange.case}")
    lines = [f"{sum(map(len, explained.values()))} of {len(verdicts)} exchanges differ"]
    for why in sorted(explained, key=lambda why: why != "UNEXPLAINED"):
        lines.append(f"\n{why} ({len(explained[why])})")
        lines += [f"  {case}" for case in explained[why]]
    return "\n".join(lines)


def reason(verdict: Verdict) -> str | None:
    """Why it differs, if we know."""
    texts = [f"{verdict.exchange.group} · {verdict.exchange.case} · {gap}" for gap in verdict.gaps]
    for pattern, why in REASONS:
        if all(re.search(pattern, text) for text in texts):
            return why
    return None


def _line(name: str, rows: list[Verdict]) -> str:
    figures = " ".join(f"{share:8.1f}" for share in shares(rows).values())
    return f"{name:26} {len(rows):5} {figures}"


def _percent(agreed: list[bool]) -> float:
    return 100.0 * sum(agreed) / len(agreed) if agreed else 100.0
