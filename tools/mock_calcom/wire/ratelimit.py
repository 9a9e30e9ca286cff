"""The throttle: so many calls a minute per key, token or address, then a block. Source: contract §9."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from tools.mock_calcom.wire.errors import Refusal
from tools.mock_calcom.world.model import RateLimit

_TEXT = "CustomThrottlerGuard - Too many requests. Please try again later."


@dataclass
class _Count:
    ends: datetime
    calls: int = 0
    blocked_until: datetime | None = None


class Throttle:
    """Counts by tracker and limit name; the clock is an argument."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, str], _Count] = {}

    def hit(self, tracker: str, limits: list[RateLimit], now: datetime) -> tuple[dict[str, str], bool]:
        """Counts one call against every limit; gives the headers and whether the call may pass.

        It is refused only when all limits are used up. Reset is seconds left, never an epoch.
        """
        headers: dict[str, str] = {}
        open_limits = 0
        for limit in limits:
            count = self._counted(tracker, limit, now)
            open_limits += count.blocked_until is None
            left = (count.blocked_until or count.ends) - now
            headers |= {
                f"X-RateLimit-Limit-{limit.name}": str(limit.calls),
                f"X-RateLimit-Remaining-{limit.name}": str(max(0, limit.calls - count.calls)),
                f"X-RateLimit-Reset-{limit.name}": str(max(0, ceil(left / timedelta(seconds=1)))),
            }
        return headers, open_limits > 0

    def clear(self) -> None:
        """Start all counts anew."""
        self._counts.clear()

    def _counted(self, tracker: str, limit: RateLimit, now: datetime) -> _Count:
        count = self._counts.get((tracker, limit.name))
        if count is None or now >= (count.blocked_until or count.ends):
            count = self._counts[tracker, limit.name] = _Count(now + timedelta(seconds=limit.per_s))
        if count.blocked_until is None:
            count.calls += 1
            if count.calls > limit.calls:
                count.blocked_until = now + timedelta(seconds=limit.block_s)
        return count


def too_many() -> Refusal:
    """The 429; its details are a plain string."""
    return Refusal(429, _TEXT, code="ThrottlerException", details=_TEXT)
