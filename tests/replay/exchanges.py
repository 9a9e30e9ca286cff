"""Reading recorded exchanges: one JSON object per line, groups in the order in which they were made."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ORDER = (
    "schedules", "event-types", "me-calendars-misc", "auth", "slots", "slot-reservations", "versions", "slots-old",
    "bookings-create", "bookings-get", "bookings-reschedule", "bookings-cancel", "bookings-confirm-absent",
    "more", "later-features", "private-links", "bookings-list", "rate-limit",
)  # fmt: skip
FOLDERS = {"2025-12": "2025-12", "2026-07": "2026-07-community"}


@dataclass(frozen=True)
class Exchange:
    """One request and what a real server answered. `body` is JSON, or the text where it was none."""

    group: str
    case: str
    note: str
    method: str
    path: str
    headers: dict[str, str]
    sent: bytes | None
    status: int
    answer_headers: dict[str, str]
    body: Any
    shortened: bool


def recordings(release: str, root: Path | None = None) -> Path | None:
    """The folder of a release under `root`, by default beside the repository; None when it is not there."""
    beside = Path(__file__).resolve().parents[2].parent / "shared" / "calcom" / "recordings"
    folder = (root or beside) / FOLDERS[release]
    return folder if folder.is_dir() else None


def load(folder: Path) -> Iterator[Exchange]:
    """Every exchange: the groups of ORDER first, then whatever else lies there, by name."""
    files = sorted(folder.glob("*.jsonl"), key=lambda file: (_rank(file.stem), file.stem))
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            yield _exchange(json.loads(line))


def _rank(group: str) -> int:
    return ORDER.index(group) if group in ORDER else len(ORDER)


def _exchange(row: dict[str, Any]) -> Exchange:
    request, response = row["request"], row["response"]
    sent = request.get("raw_body")
    if sent is None and request.get("body") is not None:
        sent = json.dumps(request["body"])
    return Exchange(
        row["group"], row["case"], row.get("note") or "", request["method"], request["path"], request["headers"],
        None if sent is None else sent.encode(), response["status"], response.get("headers", {}),
        response.get("body", response.get("text")), bool(response.get("shortened")),
    )  # fmt: skip
