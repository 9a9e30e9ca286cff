"""From a record to a verdict: all checks must hold. Pure, so that a stored run can be checked again."""

from datetime import date

from evals.checks.end_state import check_end
from evals.checks.findings import Finding, Outcome, Verdict
from evals.checks.invariants import check_invariants
from evals.checks.record import Run
from evals.checks.turns import check_budget, check_calls, check_faults, check_turns

_KINDS: dict[str, Outcome] = {
    "agent": "agent_error",
    "infra": "infra_error",
    "harness": "harness_error",
    "stale": "stale",
}


def verdict_on(run: Run) -> Verdict:
    """The verdict, with every finding; a crash of the assistant is never a pass."""
    findings: list[Finding] = []
    if run.failure is not None:
        last = run.played[-1].n if run.played else None
        findings.append(Finding(gate="crash", turn=last, text=run.failure))
    findings += check_turns(run)
    findings += check_end(run)
    findings += check_calls(run)
    findings += check_invariants(run)
    findings += check_faults(run) if run.failure is None else []
    costs = list(check_budget(run))
    return Verdict(outcome=_outcome(run, findings, costs), findings=(*findings, *costs))


def _outcome(run: Run, findings: list[Finding], costs: list[Finding]) -> Outcome:
    if run.failure_kind is not None and run.failure_kind != "agent":
        return _KINDS[run.failure_kind]
    if not findings and not (costs and run.scenario.budget.hard):
        return "pass"
    if _in_quarantine(run) and not any(finding.gate == "invariants" for finding in findings):
        return "quarantined"
    if run.failure_kind == "agent":
        return "agent_error"
    return "fail" if findings else "budget"


def _in_quarantine(run: Run) -> bool:
    """Until its date, told by the clock of the machine that plays it (stored with the run)."""
    entry = run.scenario.quarantine
    return entry is not None and run.played_on is not None and run.played_on <= date.fromisoformat(entry.until)
