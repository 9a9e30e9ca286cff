"""What a run cost: calls and tokens of every model in it, money where prices are known, and how long turns took."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from evals.checks.record import Spent
from evals.playing.session import Session

_EVERY = "*"


@dataclass(frozen=True)
class Price:
    """For a million tokens, in whatever currency."""

    prompt: float
    completion: float

    def of(self, spent: Spent) -> float:
        """What that came to."""
        return (spent.prompt_tokens * self.prompt + spent.completion_tokens * self.completion) / 1_000_000


Prices = dict[str, Price]


def prices_from(options: list[str]) -> Prices:
    """Prices as written: "0.40/1.60" for every model, "some-model=0.40/1.60" for one. Raises ValueError."""
    found = {}
    for option in options:
        model, _, pair = option.rpartition("=")
        into, _, out = pair.partition("/")
        try:
            found[model or _EVERY] = Price(float(into), float(out))
        except ValueError:
            raise ValueError(f"--price {option}: MODEL=IN/OUT for a million tokens, such as 0.40/1.60") from None
    return found


def spent_by(session: Session) -> dict[tuple[str, str], Spent]:
    """By part (assistant, person, judge) and model."""
    found: dict[tuple[str, str], Spent] = defaultdict(Spent)
    for one in session.played:
        if one.run.model:
            found["assistant", one.run.model] += one.run.spent
        if one.run.person:
            found["person", one.run.person] += one.run.person_spent
    if session.judge:
        found["judge", session.judge] = session.judge_spent
    return dict(found)


def told(session: Session, prices: Prices) -> list[str]:
    """A line for each model; a sum of money only when the price of every one is known."""
    lines, sums = [], []
    for (part, model), spent in spent_by(session).items():
        price = prices.get(model) or prices.get(_EVERY)
        sums.append(price.of(spent) if price else None)
        money = f", cost {price.of(spent):.4f}" if price else ""
        tokens = f"{spent.prompt_tokens} tokens in, {spent.completion_tokens} out"
        lines.append(f"{part} {model}: {spent.calls} calls, {tokens}{money}")
    known = [money for money in sums if money is not None]
    if len(sums) > 1 and len(known) == len(sums):
        lines.append(f"cost {sum(known):.4f} in all")
    return lines


def latency(session: Session) -> dict[tuple[str, str], tuple[float, float]]:
    """Milliseconds of a turn, p50 and p95, by the model that read it and by kind."""
    taken: dict[tuple[str, str], list[float]] = defaultdict(list)
    for one in session.played:
        taken[one.run.model or "offline", one.kind] += [turn.milliseconds for turn in one.run.played]
    return {key: (percentile(values, 0.5), percentile(values, 0.95)) for key, values in sorted(taken.items())}


def latency_told(session: Session) -> list[str]:
    """A line for each model: all its turns."""
    taken: dict[str, list[float]] = defaultdict(list)
    for one in session.played:
        taken[one.run.model or "offline"] += [turn.milliseconds for turn in one.run.played]
    return [
        f"a turn with {model}: p50 {percentile(ms, 0.5):.0f} ms, p95 {percentile(ms, 0.95):.0f} ms"
        for model, ms in sorted(taken.items())
    ]


def facts(session: Session, prices: Prices) -> dict[str, Any]:
    """The same as data, for run.json."""
    spent = spent_by(session)
    found: dict[str, Any] = {
        "spent": {f"{part} {model}": one.model_dump() for (part, model), one in spent.items()},
        "latency_ms": {
            f"{model} {kind}": {"p50": round(p50, 1), "p95": round(p95, 1)}
            for (model, kind), (p50, p95) in latency(session).items()
        },
    }
    priced = {key: prices.get(key[1]) or prices.get(_EVERY) for key in spent}
    if spent and all(priced.values()):
        found["cost"] = round(sum(price.of(spent[key]) for key, price in priced.items() if price), 6)
    return found


def percentile(values: list[float], share: float) -> float:
    """Of the nearest rank; 0 of nothing."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))] if ranked else 0.0
