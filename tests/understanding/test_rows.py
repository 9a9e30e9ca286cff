"""What `understand --batch` prints for a row, and how well the rules read the development rows."""

import json
from pathlib import Path
from typing import Any

import pytest

from graph.rows.messages import answer_of, dialogue_of_row
from graph.understanding.dialogue import Stage
from graph.understanding.offline import understand
from graph.understanding.schema import Intent

DATA = Path(__file__).parents[3] / "shared" / "data"


def answered(**row: Any) -> dict[str, object]:
    return answer_of(row, understand(row["utterance"], dialogue_of_row(row)))


def test_a_yes_at_a_proposal_is_a_confirmation_that_approves() -> None:
    assert answered(utterance="looks good", state="proposal", prev_assistant="How is this?") == {
        "intent": "confirm",
        "approves": True,
    }


def test_a_yes_elsewhere_approves_nothing() -> None:
    assert answered(utterance="looks good", state="done")["approves"] is False


def test_what_is_pending_is_told_by_the_last_line() -> None:
    row = {"state": "proposal", "prev_assistant": "Is this what you want me to cancel?"}

    assert answered(utterance="cancel it", **row) == {"intent": "confirm", "approves": True}
    pending = dialogue_of_row(row).pending
    assert pending is not None
    assert pending.action is Intent.CANCEL


def test_a_report_is_no_proposal_whatever_the_row_says() -> None:
    row = {"state": "proposal", "prev_assistant": "Your appointment has been booked."}

    assert dialogue_of_row(row).stage is Stage.DONE


@pytest.mark.parametrize(
    ("message", "state", "label"),
    [
        ("hold on", "proposal", "smalltalk"),
        ("the second one", "options", "provide_info"),
        ("never mind", "proposal", "deny"),
        ("make it 4", "proposal", "change_detail"),
        ("who wrote Hamlet?", "start", "out_of_scope"),
    ],
)
def test_intents_are_named_as_the_scorer_names_them(message: str, state: str, label: str) -> None:
    assert answered(utterance=message, state=state)["intent"] == label


def test_rows_with_spans_answer_date_and_time() -> None:
    answer = answered(utterance="Set up lunch with Bo on Friday at noon", spans=[], reference_date="2026-03-04")

    assert (answer["date"], answer["time"]) == ("2026-03-06", "12:00")


def test_what_is_read_out_to_be_checked_is_a_card() -> None:
    row = {
        "state": "answer",
        "prev_assistant": "Please verify: Lima Dental on May 3rd at 2 pm.",
        "utterance": "Make it 3.",
    }

    assert dialogue_of_row(row).stage is Stage.PROPOSAL
    assert answer_of(row, understand("Make it 3.", dialogue_of_row(row)))["intent"] == "change_detail"


def test_what_holds_no_request_is_talk_once_all_is_done() -> None:
    row = {"state": "closed", "prev_assistant": "Anything else?", "utterance": "Rainbows over Oslo."}

    assert answer_of(row, understand("Rainbows over Oslo.", dialogue_of_row(row)))["intent"] == "smalltalk"


@pytest.mark.skipif(not DATA.is_dir(), reason="no development rows beside the project")
@pytest.mark.slow
def test_the_development_rows_are_read_well_and_no_change_passes_for_a_yes() -> None:
    rows = [json.loads(line) for line in (DATA / "intents.jsonl").read_text(encoding="utf-8").splitlines()]
    typed = [row for row in rows if row["source"].startswith("smcalflow")]

    hits = sum(answered(**row)["intent"] in row["accept"] for row in typed)
    false_yes = [row["utterance"] for row in rows if answered(**row)["approves"] and "confirm" not in row["accept"]]

    assert false_yes == []
    assert hits / len(typed) >= 0.85
