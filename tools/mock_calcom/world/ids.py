"""Identifiers that look like Cal.com's and repeat exactly for the same seed and the same course of events."""

from hashlib import blake2b
from uuid import UUID

_LETTERS = "123456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ"


class Ids:
    """Counters per kind of thing; uids are hashes of seed, kind and count, so none is ever reused.

    `counters` is plain JSON: saved with the world, a restart goes on where it stopped.
    """

    def __init__(self, seed: int, counters: dict[str, int] | None = None) -> None:
        self.seed = seed
        self.counters = dict(counters or {})

    def number(self, kind: str, *, first: int = 1) -> int:
        """The next integer id of its kind, starting at `first`."""
        self.counters[kind] = value = self.counters.get(kind, first - 1) + 1
        return value

    def uid(self) -> str:
        """A booking uid: 22 letters and digits."""
        value, letters = int.from_bytes(self._digest("uid"), "big"), []
        for _ in range(22):
            value, index = divmod(value, len(_LETTERS))
            letters.append(_LETTERS[index])
        return "".join(letters)

    def uuid(self, kind: str = "uuid") -> str:
        """A version 4 UUID: seats, reservations, series, request ids."""
        return str(UUID(bytes=self._digest(kind)[:16], version=4))

    def _digest(self, kind: str) -> bytes:
        return blake2b(f"{self.seed}:{kind}:{self.number(kind)}".encode(), digest_size=32).digest()
