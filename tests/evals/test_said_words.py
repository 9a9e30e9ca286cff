"""What a reply claims in words: something done, or only how things go; sent once, or nothing of the kind."""

import pytest

from evals.checks.invariants import check_invariants
from evals.checks.record import Run
from evals.checks.said_words import claims_sent_once, claims_success
from tests.evals.builders import a_card, a_run, a_turn, a_write

UNKNOWN = "I can't tell whether it was booked. I have not sent it twice."


def lost_twice(reply: str, times: int, path: str = "/v2/bookings") -> Run:
    lost = [a_write(effects=[], status=500, path=path) for _ in range(times)]
    return a_run(a_turn("book it", a_card().text, card=a_card()), a_turn("yes", reply, requests=lost))


@pytest.mark.parametrize(
    "text",
    [
        "Cal.com keeps a booking's length when it is moved.",
        "A booking that is cancelled stays so.",
        "This is how a request is declined: by the host.",
    ],
)
def test_how_things_go_in_general_is_no_claim(text: str) -> None:
    assert not claims_success(text)


@pytest.mark.parametrize(
    "text",
    [
        "Added: rita@example.com to the call.",
        "Noted as absent: Ana.",
        "As you asked, it is moved.",
        "Your call is booked; say when it is too early.",
        "I say that it is booked.",
    ],
)
def test_a_thing_done_is_a_claim_whatever_else_is_said(text: str) -> None:
    assert claims_success(text)


@pytest.mark.parametrize(
    "text", ["I have not sent it twice.", "It was sent only once.", "I did not send it again.", "I sent it once."]
)
def test_sent_once_is_understood_in_many_words(text: str) -> None:
    assert claims_sent_once(text)


def test_a_second_sending_that_is_told_claims_nothing() -> None:
    assert not claims_sent_once("I sent it a second time after looking, and again no answer came.")


def test_sent_once_is_judged_by_the_requests() -> None:
    assert [finding.rule for finding in check_invariants(lost_twice(UNKNOWN, 2))] == ["I3"]
    assert list(check_invariants(lost_twice(UNKNOWN, 1))) == []
    assert list(check_invariants(lost_twice("I can't tell whether it was booked.", 2))) == []
