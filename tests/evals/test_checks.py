"""What a scenario expects of a turn, and what happens when it is not so."""

from datetime import timedelta
from typing import Any

import pytest

from evals.checks.record import Run, StateSeen
from evals.checks.verdict import verdict_on
from tests.evals.builders import NOW, TOMORROW_2PM, a_card, a_run, a_scenario, a_turn, a_write, an_option


def findings(expect: dict[str, Any], **turn: Any) -> list[str]:
    """The texts about one turn that was to be like this."""
    run = a_run(a_turn(**turn), scenario=a_scenario(turns=[{"user": "hello", "expect": expect}]))
    return [finding.text for finding in verdict_on(run).of("turns")]


SHOWN = {"reply": a_card().text, "card": a_card()}
SERIES = {"card": a_card(scope="all", occurrences=[TOMORROW_2PM, TOMORROW_2PM + timedelta(weeks=1)]), "reply": "Card"}
OFFER = {"options": [an_option(1, TOMORROW_2PM, "Wednesday 13 May, 14:00")], "reply": "1. Wednesday 13 May, 14:00"}


@pytest.mark.parametrize(
    ("expect", "turn"),
    [
        ({"reply": {"mentions": ["ANA RUIZ"], "mentions_time": "2026-05-13T14:00", "asks": "confirmation"}}, SHOWN),
        ({"card": {"start": "2026-05-13T14:00", "event_type": "30min", "minutes": 30, "zone": "Europe/Berlin"}}, SHOWN),
        ({"card": {"attendee": {"email": "ana@example.com"}}}, SHOWN),
        ({"card": "any"}, SHOWN),
        ({"card": {"scope": "all", "occurrences": ["2026-05-13T14:00", "2026-05-20T14:00"]}}, SERIES),
        ({"card": "none", "writes": "none", "options": "none"}, {}),
        ({"reply": {"offers_times": {"on": "2026-05-13", "includes": ["2026-05-13T14:00"], "max": 1}}}, OFFER),
        ({"reply": {"asks": "email"}}, {"reply": "Ana's e-mail address?"}),
        ({"path": {"includes": ["respond"], "excludes": ["execute"]}}, {}),
        ({"writes": 1}, {"requests": [a_write()], "reply": "Booked: it."}),
        ({"slots": {"start": "2026-05-13T14:00"}}, {"state": StateSeen(slots={"start": TOMORROW_2PM.isoformat()})}),
    ],
)
def test_an_expectation_that_holds_finds_nothing(expect: dict[str, Any], turn: dict[str, Any]) -> None:
    assert findings(expect, **turn) == []


@pytest.mark.parametrize(
    ("expect", "turn", "text"),
    [
        ({"reply": {"mentions": "Bob"}}, SHOWN, "does not mention 'Bob'"),
        ({"reply": {"mentions_time": "2026-05-13T15:00"}}, SHOWN, "does not mention Wed 2026-05-13 15:00"),
        ({"reply": {"must_not": "success_claim"}}, {"reply": "Booked: it."}, "must not have 'success_claim'"),
        ({"reply": {"asks": "email"}}, {"reply": "Here is her e-mail."}, "does not ask for email"),
        ({"card": "none"}, SHOWN, "a card to book is open"),
        ({"card": {"start": "2026-05-13T15:00"}}, SHOWN, "start is Wed 2026-05-13 14:00"),
        ({"card": {"attendee": {"email": "bob@example.com"}}}, SHOWN, "expected 'bob@example.com'"),
        ({"reply": {"offers_times": {"on": "2026-05-14"}}}, OFFER, "offered outside 2026-05-14"),
        ({"reply": {"offers_times": {"excludes": "2026-05-13T14:00"}}}, OFFER, "is among the offered times"),
        ({"reply": {"offers_times": {"min": 2}}}, OFFER, "expected at least 2"),
        ({"card": {"scope": "one"}}, SERIES, "scope is all"),
        ({"card": {"occurrences": ["2026-05-13T14:00"]}}, SERIES, "occurrences are Wed 2026-05-13 14:00, Wed"),
        ({"writes": "none"}, {"requests": [a_write()]}, "1 writes in this turn, expected 0"),
        ({"intent": "book"}, {}, "intent None, expected book"),
        ({"problem": "slot_taken"}, {}, "problem None, expected slot_taken"),
        ({"reply": {"mentions_time": "$offer.2"}}, OFFER, "1 were offered"),
    ],
)
def test_an_expectation_that_fails_says_what_was_there(expect: dict[str, Any], turn: dict[str, Any], text: str) -> None:
    assert any(text in found for found in findings(expect, **turn)), findings(expect, **turn)


def a_picking_run() -> Run:
    later = TOMORROW_2PM.replace(hour=13)
    options = [an_option(1, TOMORROW_2PM, "Wednesday 13 May, 14:00"), an_option(2, later, "Wednesday 13 May, 15:00")]
    turns = [{"user": "free?"}, {"user": "the second", "expect": {"reply": {"mentions_time": "$offer.2"}}}]
    return a_run(
        a_turn("free?", "Free:", options=options),
        a_turn("the second", "Wednesday 13 May, 15:00 is free.", state=StateSeen(slots={"start": later.isoformat()})),
        scenario=a_scenario(turns=turns),
    )


def test_a_symbol_stands_for_what_was_offered_last() -> None:
    assert verdict_on(a_picking_run()).outcome == "pass"


def test_call_rules_count_what_reached_calcom() -> None:
    scenario = a_scenario(calls=[{"op": "write", "times": 0}, {"op": "slots.list", "times": {"min": 1}}])
    verdict = verdict_on(a_run(a_turn(requests=[a_write(effects=[])]), scenario=scenario))

    assert [f.text for f in verdict.of("calls")] == [
        "write: 1 times, allowed 0",
        "slots.list: 0 times, allowed at least 1",
    ]


def test_a_fault_that_never_happened_fails() -> None:
    assert verdict_on(a_run(a_turn(), unfired=["status on GET /v2/slots"])).outcome == "fail"


def test_a_crash_is_never_a_pass() -> None:
    run = a_run(a_turn(error="KeyError: 1", reply=""), failure="KeyError: 1", failure_kind="agent")

    assert verdict_on(run).outcome == "agent_error"


def test_a_budget_fails_only_when_it_is_hard() -> None:
    run = a_run(a_turn(model_calls=2), scenario=a_scenario(budget={"llm_calls": 1}))
    hard = a_run(a_turn(model_calls=2), scenario=a_scenario(budget={"llm_calls": 1, "hard": True}))

    assert (verdict_on(run).outcome, verdict_on(hard).outcome) == ("pass", "budget")


@pytest.mark.parametrize(("until", "outcome"), [("2026-05-12", "quarantined"), ("2026-05-11", "fail")])
def test_a_quarantine_ends_on_its_day(until: str, outcome: str) -> None:
    entry = {"reason": "known", "issue": "1", "until": until}
    scenario = a_scenario(quarantine=entry, turns=[{"user": "hello", "expect": {"reply": {"mentions": "Bob"}}}])

    assert verdict_on(a_run(a_turn(), scenario=scenario, played_on=NOW.date())).outcome == outcome
