"""The figures of a replay, and a reason for every difference that stays."""

import re
from collections.abc import Iterable
from itertools import groupby

from tests.replay.comparing import Verdict

# Pattern on "group · case · gap" → why it stays.
REASONS: list[tuple[str, str]] = [
    (r"missing everything .*path: '/v2/slots(/available)?\?'", "ASGI does not tell a bare `?` from no query"),
    (
        r"rolling window, outside",
        "rolling windows: the real answer is a fault, and the old path's one is another still",
    ),
    (
        r"reschedule seat · .*(icsUid|location|meetingUrl)",
        "a moved seat's icsUid is longer than a uid there, and has no room",
    ),
    (r"pagination\.", "counts include bookings made by recordings that are kept apart"),
    (r"with an unknown access token · header x-ratelimit-reset", "a second passed while 500 calls were sent"),
    (
        r"busy-times nothing|organization slug unknown|usernames two with organization|ooo of an org|misc · teams · ",
        "2026-07: teams and organisations are stripped out of the community edition; busy-times asks for other names",
    ),
    (
        r"(confirm|decline|list), stranger|confirm, host · |mark absent, unknown|reassign ",
        "2026-07: permission checks are stripped out of the community edition (and what follows from them)",
    ),
    (r"conferencing-sessions", "2026-07: a video provider stood behind this one"),
    (r"version|attendees-guests · version", "2026-07: the raw rows of the old controllers gained and lost columns"),
    (
        r"bookings-create · (attendee empty|attendee list|instant on)",
        "2026-07: other wording where a body is nonsense in two ways",
    ),
    (r"by-seat · .*hosts", "2026-07: by-seat leaves out the host's zone"),
    (r"/attendees/\d+' → ", "attendee ids differ per run"),
]


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
