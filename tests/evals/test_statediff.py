"""What became of the calendar."""

from datetime import timedelta

import pytest

from evals.checks.end_state import check_end
from evals.checks.record import Side
from evals.checks.statediff import diff
from tests.evals.builders import TOMORROW_2PM, a_booking, a_run, a_scenario, a_snapshot, a_turn, booked_run


def test_an_unchanged_calendar_has_no_changes() -> None:
    assert diff(a_snapshot(a_booking()), a_snapshot(a_booking())).changes == []


def test_a_move_is_one_change_from_the_old_booking_to_the_last_of_the_chain() -> None:
    old = a_booking("a")
    later = TOMORROW_2PM + timedelta(hours=1)
    after = a_snapshot(
        a_booking("a", status="cancelled", moved_to="b"),
        a_booking("b", status="cancelled", moved_from="a", moved_to="c"),
        a_booking("c", ref=None, moved_from="b", start=later, end=later + timedelta(minutes=30)),
    )

    changes = diff(a_snapshot(old), after).changes

    assert [(c.what, c.ref, c.new and c.new.uid, c.fields) for c in changes] == [("moved", "a", "c", ())]


def test_a_new_booking_that_was_moved_is_told_as_created_where_it_ended() -> None:
    after = a_snapshot(a_booking("x", status="cancelled", moved_to="y"), a_booking("y", moved_from="x"))

    changes = diff(a_snapshot(), after).changes

    assert [(c.what, c.new and c.new.uid) for c in changes] == [("created", "y")]


def test_an_edit_names_its_fields() -> None:
    changes = diff(a_snapshot(a_booking()), a_snapshot(a_booking(guests=["bob@example.com"]))).changes

    assert [(c.what, c.fields) for c in changes] == [("edited", ("guests",))]


def test_a_change_that_nobody_expected_fails() -> None:
    run = a_run(a_turn(), before=a_snapshot(a_booking()), after=a_snapshot(a_booking(status="cancelled")))

    assert [finding.text for finding in check_end(run)] == [
        "+ not allowed: cancelled b1 (30min Wed 2026-05-13 14:00 30 min, Ana Ruiz <ana@example.com>, cancelled)"
    ]


def test_a_missing_change_is_explained_by_what_came_nearest() -> None:
    wish = {"bookings": {"created": [{"event_type": "30min", "start": "2026-05-13T15:00"}]}}
    run = booked_run(scenario=a_scenario(end_state=wish))

    texts = [finding.text for finding in check_end(run)]

    assert "start Wed 2026-05-13 14:00, expected 2026-05-13T15:00" in texts[0]
    assert texts[1].startswith("+ not allowed: created")


def test_each_change_counts_for_one_expectation_only() -> None:
    twice = [{"event_type": "30min"}, {"event_type": "30min"}]
    run = booked_run(scenario=a_scenario(end_state={"bookings": {"created": twice}}))

    assert [finding.text[:9] for finding in check_end(run)] == ["- missing"]


def test_anything_else_may_be_allowed() -> None:
    run = booked_run(scenario=a_scenario(end_state={"anything_else": "allowed"}))

    assert list(check_end(run)) == []


BEN = Side(name="Ben Ode", email="ben@example.com", time_zone="Europe/Berlin")


def test_who_joins_or_leaves_a_shared_booking_is_told_by_name_and_judged() -> None:
    alone = a_booking(seated=True)
    both = alone.model_copy(update={"attendees": [*alone.attendees, BEN]})

    joined = diff(a_snapshot(alone), a_snapshot(both)).changes
    left = diff(a_snapshot(both), a_snapshot(alone)).changes

    assert [(c.what, c.ref, c.who) for c in joined] == [("joined", "b1", BEN)]
    assert [(c.what, c.ref, c.who) for c in left] == [("left", "b1", BEN)]


@pytest.mark.parametrize(
    ("end", "complaints"),
    [
        ({"left": [{"ref": "b1", "attendee": {"name": "Ben Ode"}}]}, 0),
        ({"left": [{"ref": "b1", "attendee": {"name": "Ana Ruiz"}}]}, 2),
        ({}, 1),
    ],
)
def test_the_end_names_exactly_who_leaves(end: dict[str, object], complaints: int) -> None:
    alone = a_booking(seated=True)
    both = alone.model_copy(update={"attendees": [*alone.attendees, BEN]})
    run = a_run(
        a_turn(), scenario=a_scenario(end_state={"bookings": end}), before=a_snapshot(both), after=a_snapshot(alone)
    )

    assert len(list(check_end(run))) == complaints
