"""The evidence: every request that reached the mock and every effect it had, in order."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["request", "booking", "mail", "webhook"]


@dataclass
class Journal:
    """Entries are plain JSON with `n` (1, 2, …), `at` (UTC text) and `kind`.

    request: method, path, version, rule, key (user id or None), status, effects (numbers), fault.
    booking: what (created, cancelled, moved, confirmed, declined, changed), uid, and for a move `from`.
    mail: what, uid, to. webhook: what (BOOKING_CREATED, …), uid.
    """

    entries: list[dict[str, Any]] = field(default_factory=list)
    _open: list[int] = field(default_factory=list)

    def effect(self, at: str, kind: Kind, what: str, **facts: Any) -> None:
        """Something happened in the world."""
        entry = self._append(at, kind, what=what, **facts)
        self._open.append(entry["n"])

    def request(self, at: str, **facts: Any) -> dict[str, Any]:
        """A request ended; it owns the effects recorded since the last one."""
        effects, self._open = self._open, []
        return self._append(at, "request", effects=effects, **facts)

    def counts(self) -> dict[str, int]:
        """How many of each: requests per rule, effects per kind and what."""
        tally = Counter(f"{e['kind']}.{e.get('what') or e.get('rule')}" for e in self.entries)
        tally.update(e["kind"] for e in self.entries)
        return dict(sorted(tally.items()))

    def since(self, n: int) -> list[dict[str, Any]]:
        """Entries after number `n`."""
        return self.entries[n:]

    def clear(self) -> None:
        """Forget everything."""
        self.entries.clear()
        self._open.clear()

    def _append(self, at: str, kind: Kind, **facts: Any) -> dict[str, Any]:
        entry = {"n": len(self.entries) + 1, "at": at, "kind": kind, **facts}
        self.entries.append(entry)
        return entry
