"""What a check found wrong: one line each, said so that it can be acted on."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Gate = Literal["crash", "turns", "end state", "calls", "invariants", "faults", "budget"]
GATES: tuple[Gate, ...] = ("crash", "turns", "end state", "calls", "invariants", "faults", "budget")
Outcome = Literal["pass", "fail", "agent_error", "budget", "infra_error", "harness_error", "stale", "quarantined"]


class Finding(BaseModel):
    """One thing that is not as it must be. `turn` is its number, None for the conversation as a whole."""

    model_config = ConfigDict(frozen=True)

    gate: Gate
    text: str
    turn: int | None = None
    rule: str | None = None  # of an invariant: I1 …


class Verdict(BaseModel):
    """The judgement of one run."""

    model_config = ConfigDict(frozen=True)

    outcome: Outcome
    findings: tuple[Finding, ...] = ()

    @property
    def passed(self) -> bool:
        return self.outcome in ("pass", "quarantined")

    def of(self, gate: Gate) -> list[Finding]:
        """The findings of one gate."""
        return [finding for finding in self.findings if finding.gate == gate]
