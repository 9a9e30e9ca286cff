"""Records and scenarios for tests of the checks, with good defaults."""

from datetime import UTC, datetime, timedelta
from typing import Any

from evals.checks.record import BookingView, CardSeen, Effect, Option, Requested, Run, Side, Snapshot, Turn
from evals.stories.scenario import Scenario

NOW = datetime(2026, 5, 12, 8, tzinfo=UTC)  # 10:00 in Berlin
TOMORROW_2PM = datetime(2026, 5, 13, 12, tzinfo=UTC)


def a_scenario(**changes: Any) -> Scenario:
    """One turn, nothing expected, nothing may change."""
    facts: dict[str, Any] = {
        "id": "happy.test",
        "title": "a test",
        "clock": {"now": "2026-05-12T10:00", "timezone": "Europe/Berlin"},
        "account": {"base": "consultant"},
        "turns": [{"user": "hello"}],
        "end_state": {},
    }
    return Scenario.model_validate({**facts, **changes})


def a_booking(uid: str = "b1", **changes: Any) -> BookingView:
    facts: dict[str, Any] = {
        "uid": uid,
        "ref": uid,
        "event_type": "30min",
        "title": "30 minute meeting between Clara Berger and Ana Ruiz",
        "status": "accepted",
        "start": TOMORROW_2PM,
        "end": TOMORROW_2PM + timedelta(minutes=30),
        "attendees": [Side(name="Ana Ruiz", email="ana@example.com", time_zone="Europe/Berlin")],
    }
    return BookingView.model_validate({**facts, **changes})


def a_card(**changes: Any) -> CardSeen:
    facts: dict[str, Any] = {
        "action": "book",
        "event_type": "30 minute meeting",
        "slug": "30min",
        "start": TOMORROW_2PM,
        "end": TOMORROW_2PM + timedelta(minutes=30),
        "zone": "Europe/Berlin",
        "attendees": [Side(name="Ana Ruiz", email="ana@example.com", time_zone="Europe/Berlin")],
        "hash": "c0ffee",
        "text": "Book: 30 minute meeting\nWhen: Wednesday 13 May 2026, 14:00–14:30 (Europe/Berlin)\nWith: Ana Ruiz",
    }
    return CardSeen.model_validate({**facts, **changes})


def a_turn(text: str = "hello", reply: str = "Hello!", **changes: Any) -> Turn:
    facts = {"n": 1, "kind": "user", "text": text, "at": NOW, "reply": reply, "nodes": ["parse_intent", "respond"]}
    return Turn.model_validate({**facts, **changes})


def a_write(op: str = "booking.create", what: str = "created", **changes: Any) -> Requested:
    """A request that committed one change."""
    effect = Effect(what=what, uid="b1", booking=a_booking())
    facts = {
        "op": op,
        "method": "POST",
        "status": 201,
        "version": "2024-08-13",
        "authorised": True,
        "effects": [effect],
    }
    return Requested.model_validate({**facts, **changes})


def an_option(n: int, start: datetime, label: str, *, free: bool = True) -> Option:
    return Option(n=n, label=label, start=start, free=free)


def a_snapshot(*bookings: BookingView) -> Snapshot:
    return Snapshot(bookings={booking.uid: booking for booking in bookings})


def a_run(*turns: Turn, before: Snapshot | None = None, after: Snapshot | None = None, **changes: Any) -> Run:
    """A run of turns that are numbered here."""
    numbered = [turn.model_copy(update={"n": n}) if turn.n else turn for n, turn in enumerate(turns, start=1)]
    facts: dict[str, Any] = {
        "scenario": a_scenario(),
        "key": "cal_test_secret",
        "host_email": "clara@example.com",
        "zone": "Europe/Berlin",
        "turns": numbered,
        "before": before or a_snapshot(),
        "after": after or before or a_snapshot(),
    }
    return Run(**{**facts, **changes})


def booked_run(answer: str = "yes", reply: str = "Booked: 30 minute meeting.", **changes: Any) -> Run:
    """A card, an answer, a booking."""
    return a_run(
        a_turn("book it", a_card().text, card=a_card()),
        a_turn(answer, reply, requests=[a_write()], nodes=["confirm", "execute", "respond"]),
        after=a_snapshot(a_booking(ref=None)),
        **changes,
    )
