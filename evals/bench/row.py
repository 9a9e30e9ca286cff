"""One line of the report: what was measured, the bar for it, and what it is compared with."""

from dataclasses import asdict, dataclass
from typing import Any

from evals.bench.timing import Spread


@dataclass(frozen=True)
class Figure:
    """A measured value; `low` and `high` are the extremes of what it is the middle of."""

    value: float
    unit: str = ""
    low: float | None = None
    high: float | None = None

    @classmethod
    def middle(cls, spread: Spread, unit: str = "ms") -> "Figure":
        """The median, with the least and the p95 around it."""
        return cls(spread.p50, unit, spread.least, spread.p95)

    def __str__(self) -> str:
        if self.unit == "%":
            return f"{self.value:.1f} %"
        around = "" if self.low is None or self.high is None else f" ({_short(self.low)}–{_short(self.high)})"
        return f"{_short(self.value)}{' ' * bool(self.unit)}{self.unit}{around}"


@dataclass(frozen=True)
class Row:
    """A figure of ours, in one unit with its bar (the most or the least it may be) and its baseline of the same run."""

    part: str
    what: str
    ours: Figure
    most: float | None = None
    baseline: Figure | None = None
    baseline_name: str = ""
    note: str = ""
    least: float | None = None

    @property
    def is_met(self) -> bool | None:
        """None where there is no bar."""
        if self.most is None and self.least is None:
            return None
        return (self.most is None or self.ours.value <= self.most) and (
            self.least is None or self.ours.value >= self.least
        )

    @property
    def bar(self) -> str:
        """The bar in words; empty where there is none."""
        sign, value = ("≤", self.most) if self.least is None else ("≥", self.least)
        return "" if value is None else f"{sign} {value:,g}{' ' * bool(self.ours.unit)}{self.ours.unit}"

    @property
    def ratio(self) -> float | None:
        """Ours over the baseline's; None without one."""
        return self.ours.value / self.baseline.value if self.baseline and self.baseline.value else None

    def as_json(self) -> dict[str, Any]:
        """Every field, the verdict and the ratio."""
        return {**asdict(self), "is_met": self.is_met, "ratio": self.ratio}


def _short(value: float) -> str:
    """Three significant figures, and whole numbers as they are."""
    if value == int(value) or value >= 100:
        return f"{value:,.0f}"
    return f"{value:.{1 if value >= 10 else 2 if value >= 1 else 3}f}"
