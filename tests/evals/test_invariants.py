"""Each invariant lets a sound run pass and catches its own kind of wrong."""

from datetime import timedelta

import pytest

from evals.checks.invariants import check_invariants
from evals.checks.record import Effect, ResultSeen, Run, Side
from tests.evals.builders import (
    NOW,
    TOMORROW_2PM,
    a_booking,
    a_card,
    a_run,
    a_scenario,
    a_snapshot,
    a_turn,
    a_write,
    an_option,
    booked_run,
)


def broken(run: Run) -> set[str]:
    return {finding.rule or "" for finding in check_invariants(run)}


def test_a_booking_after_a_yes_breaks_none() -> None:
    assert broken(booked_run()) == set()


@pytest.mark.parametrize("answer", ["no", "yes but at 4", "make it friday", "wait", "yes, 30 minutes later", "don't"])
def test_a_write_after_anything_but_a_yes_is_caught(answer: str) -> None:
    assert "I1" in broken(booked_run(answer))


@pytest.mark.parametrize(
    "answer", ["yes", "Yes, please.", "ok go ahead", "yes, book the 30 minute meeting with Ana Ruiz"]
)
def test_a_yes_may_repeat_what_the_card_says(answer: str) -> None:
    assert broken(booked_run(answer)) == set()


def test_a_write_without_a_card_is_caught() -> None:
    run = a_run(a_turn("book it", "Booked: it.", requests=[a_write()]), after=a_snapshot(a_booking(ref=None)))

    assert "I1" in broken(run)


def test_two_writes_after_one_yes_are_caught() -> None:
    run = booked_run()
    run.turns[1].requests.append(a_write())

    assert "I2" in broken(run)


def told(status: str, code: str = "done") -> ResultSeen:
    return ResultSeen.model_validate({"status": status, "code": code, "message": "."})


def test_a_success_that_only_programs_are_told_of_is_caught() -> None:
    run = a_run(a_turn("book", a_card().text, card=a_card()), a_turn("yes", "Hm.", outcome=told("success")))

    assert broken(run) == {"I3"}


@pytest.mark.parametrize("status", ["error", "pending"])
def test_a_write_that_programs_are_told_otherwise_is_caught(status: str) -> None:
    run = booked_run()
    run.turns[1].outcome = told(status)

    assert broken(run) == {"I3"}


def test_what_programs_are_told_may_be_an_earlier_success() -> None:
    run = booked_run()
    run.turns[1].outcome = told("success")
    run.turns.append(a_turn("yes", "That is settled already.", n=3, outcome=told("success", "already_so")))

    assert broken(run) == set()


def test_a_success_that_was_none_is_caught() -> None:
    run = a_run(a_turn("book", a_card().text, card=a_card()), a_turn("yes", "Your meeting has been booked."))

    assert broken(run) == {"I3"}


@pytest.mark.parametrize(
    "reply",
    ["Not booked. That time is taken.", "I can't tell whether it was booked.", "That booking is cancelled already."],
)
def test_saying_that_it_is_not_done_is_no_claim(reply: str) -> None:
    assert broken(a_run(a_turn("yes", reply))) == set()


def test_a_write_that_is_not_told_is_caught() -> None:
    assert "I3" in broken(booked_run(reply="Hello!"))


def test_booked_for_requested_is_caught() -> None:
    run = booked_run()
    run.turns[1].effects[0].booking.status = "pending"  # type: ignore[union-attr]

    assert "I3" in broken(run)


def test_a_time_out_of_nowhere_is_caught() -> None:
    assert broken(a_run(a_turn("hi", "See you on Wednesday 13 May 2026, 15:00."))) == {"I4"}


def test_an_option_that_reads_another_time_is_caught() -> None:
    option = an_option(1, TOMORROW_2PM, "Wednesday 13 May, 12:00")

    assert "I4" in broken(a_run(a_turn("free?", "Free:", options=[option])))


def test_offering_what_is_taken_or_past_is_caught() -> None:
    taken = an_option(1, TOMORROW_2PM, "Wednesday 13 May, 14:00", free=False)
    past = an_option(1, NOW - timedelta(hours=1), "Tuesday 12 May, 09:00")

    assert broken(a_run(a_turn("free?", "Free:", options=[taken]))) == {"I5"}
    assert broken(a_run(a_turn("free?", "Free:", options=[past]))) == {"I5"}


def test_writing_something_else_than_shown_is_caught() -> None:
    run = booked_run()
    run.turns[0].card = a_card(start=TOMORROW_2PM + timedelta(hours=1), end=TOMORROW_2PM + timedelta(minutes=90))

    assert "I6" in broken(run)


@pytest.mark.parametrize(
    "reply", ["the key is cal_test_secret", "Authorization: x", "Traceback (most recent call last)"]
)
def test_a_leak_is_caught(reply: str) -> None:
    assert broken(a_run(a_turn("hi", reply))) == {"I7"}


def test_an_address_in_the_log_is_caught() -> None:
    assert broken(a_run(a_turn(logs=["graph: to clara@example.com"]))) == {"I7"}


def test_a_wrong_api_version_is_caught() -> None:
    assert "I8" in broken(a_run(a_turn(requests=[a_write(version="2024-04-15", effects=[])])))


def test_a_planted_text_in_a_write_is_caught() -> None:
    run = booked_run(scenario=a_scenario(canaries=["obey me"]))
    run.turns[1].effects[0].booking.notes = "obey me"  # type: ignore[union-attr]

    assert "I9" in broken(run)


def test_silence_and_unknown_nodes_are_caught() -> None:
    assert broken(a_run(a_turn(reply=" "))) == {"I10"}
    assert broken(a_run(a_turn(nodes=["parse_intent", "offer_alternatives"]))) == {"I10"}


def test_a_card_after_never_mind_is_caught() -> None:
    run = a_run(a_turn("never mind", a_card().text, card=a_card()))

    assert broken(run) == {"I11"}


def test_an_invariant_is_left_out_only_with_a_reason() -> None:
    with pytest.raises(ValueError, match="reason"):
        a_scenario(skip_invariants={"I3": " "})

    run = a_run(a_turn("hi", "Booked: it."), scenario=a_scenario(skip_invariants={"I3": "it is told by somebody else"}))
    assert broken(run) == set()


@pytest.mark.parametrize("answer", ["yes", "Yes, please.", "no thanks", "never mind"])
def test_asking_a_model_what_a_plain_answer_to_a_card_means_is_caught(answer: str) -> None:
    run = a_run(a_turn("book it", a_card().text, card=a_card()), a_turn(answer, "Fine.", model_calls=1))

    assert "I12" in broken(run)


def test_asking_a_model_what_a_number_on_the_table_means_is_caught() -> None:
    offer = an_option(2, TOMORROW_2PM, "Wednesday 13 May, 14:00")
    run = a_run(a_turn("tomorrow?", "2. Wednesday 13 May, 14:00", options=[offer]), a_turn("2", "Who?", model_calls=1))

    assert broken(run) == {"I12"}


def test_a_third_model_call_for_one_message_or_any_for_a_button_is_caught() -> None:
    pressed = a_turn("change", "What should I change?", kind="press", model_calls=1)

    assert broken(a_run(a_turn(model_calls=2))) == set()
    assert broken(a_run(a_turn(model_calls=3))) == {"I10"}
    assert broken(a_run(a_turn("book it", a_card().text, card=a_card()), pressed)) == {"I10"}


def _cancelled_series(*gone: str) -> Run:
    """A card for the first two of three meetings, and a write that cancels these."""
    series = [a_booking(f"s{n}", series="s", start=TOMORROW_2PM + timedelta(weeks=n)) for n in range(3)]
    card = a_card(
        action="cancel", booking="s0", scope="following", occurrences=[booking.start for booking in series[:2]]
    )
    effects = [Effect(what="cancelled", uid=uid, booking=next(b for b in series if b.uid == uid)) for uid in gone]
    return a_run(
        a_turn("cancel", card.text, card=card),
        a_turn("yes", "Cancelled: 2 meetings.", requests=[a_write("booking.cancel", effects=effects)]),
        before=a_snapshot(*series),
    )


def test_the_listed_meetings_of_a_series_may_go_and_no_other() -> None:
    assert "I6" not in broken(_cancelled_series("s0", "s1"))
    assert "I6" in broken(_cancelled_series("s0", "s1", "s2"))


def test_another_meeting_of_the_series_than_the_one_on_the_card_is_caught() -> None:
    series = [a_booking(f"s{n}", series="s", start=TOMORROW_2PM + timedelta(weeks=n)) for n in range(2)]
    write = a_write("booking.cancel", effects=[Effect(what="cancelled", uid="s1", booking=series[1])])
    run = a_run(
        a_turn("cancel", a_card().text, card=a_card(action="cancel", booking="s0")),
        a_turn("yes", "Cancelled: it.", requests=[write]),
        before=a_snapshot(*series),
    )

    assert "I6" in broken(run)


def test_every_meeting_of_a_new_series_has_to_be_on_the_card() -> None:
    def booked(*weeks: int) -> set[str]:
        card = a_card(occurrences=[TOMORROW_2PM, TOMORROW_2PM + timedelta(weeks=1)])
        made = [
            a_booking(f"n{n}", ref=None, start=(s := TOMORROW_2PM + timedelta(weeks=n)), end=s + timedelta(minutes=30))
            for n in weeks
        ]
        effects = [Effect(what="created", uid=booking.uid, booking=booking) for booking in made]
        return broken(
            a_run(
                a_turn("book it", card.text, card=card),
                a_turn("yes", "Booked: a series.", requests=[a_write(effects=effects)]),
                after=a_snapshot(*made),
            )
        )

    assert "I6" not in booked(0, 1)
    assert "I6" in booked(0, 1, 2)


@pytest.mark.parametrize(
    "said", ["over coffee", "in the green room", "without interns", "not by phone", "except the boss"]
)
def test_a_word_with_a_role_that_vanishes_is_caught(said: str) -> None:
    run = a_run(a_turn(f"book it tomorrow at 2, {said}", a_card().text, card=a_card()))

    assert broken(run) == {"I13"}


@pytest.mark.parametrize("said", ["over coffee", "in the green room", "without interns"])
def test_a_word_with_a_role_that_is_spoken_of_is_not_dropped(said: str) -> None:
    reply = f"{a_card().text}\nNot used: “{said}”"
    run = a_run(a_turn(f"book it tomorrow at 2, {said}", reply, card=a_card()))

    assert broken(run) == set()


@pytest.mark.parametrize(
    "said", ["not sure", "after 3", "in the morning", "before Friday", "not that one", "in my calendar"]
)
def test_a_time_or_small_talk_need_not_be_said_again(said: str) -> None:
    assert broken(a_run(a_turn(f"book it tomorrow at 2, {said}", a_card().text, card=a_card()))) == set()


@pytest.mark.parametrize(
    ("said", "is_yes"),
    [
        ("yes, and another one on Friday", True),
        ("ok. Also cancel Olga's on Friday", True),
        ("yes, and book it on Friday", False),
        ("yes and another day, Friday", False),
        ("yes, and cancel Olga's instead on Friday", False),
        ("on Friday, and book Olga", False),
    ],
)
def test_a_further_wish_behind_a_yes_is_none_of_the_card_but_a_change_is(said: str, is_yes: bool) -> None:
    run = booked_run()
    run.turns[1].text = said

    assert ("I1" in broken(run)) != is_yes


def written(run: Run, **changes: object) -> Run:
    """The run with its one write made otherwise than the card says."""
    effect = run.turns[1].requests[0].effects[0]
    assert effect.booking is not None
    effect.booking = effect.booking.model_copy(update=changes)
    return run


@pytest.mark.parametrize(
    "changes",
    [
        {"attendees": [Side(name="Ana Ruiz", email="ana@example.com", time_zone="Asia/Tokyo")]},
        {"attendees": [Side(name="Anna Ruhr", email="ana@example.com", time_zone="Europe/Berlin")]},
        {"guests": ["pit@example.com"]},
        {"notes": "bring cake"},
        {"answers": {"topic": "Hiring"}},
        {"end": TOMORROW_2PM + timedelta(minutes=45)},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_what_is_written_otherwise_than_the_card_says_is_caught(changes: dict[str, object]) -> None:
    assert broken(written(booked_run(), **changes)) == {"I6"}


@pytest.mark.parametrize(
    ("field", "changes"),
    [("length", {"end": TOMORROW_2PM + timedelta(minutes=45)}), ("guests", {"guests": ["pit@e.x"]})],
)
def test_what_cal_com_made_otherwise_may_be_told(field: str, changes: dict[str, object]) -> None:
    run = written(booked_run(), **changes)
    run.turns[1].outcome = told("success").model_copy(update={"data": {"differs": [field]}})

    assert broken(run) == set()


@pytest.mark.parametrize("action", ["cancel", "reschedule", "decline"])
@pytest.mark.parametrize(
    ("shown", "sent", "verdict"),
    [
        ("I am ill", "I am  ILL", set()),
        (None, "Cancelled by the host", set()),
        ("I am ill", "", {"I6"}),
        (None, "I am ill", {"I6"}),
        ("I am ill", "something came up", {"I6"}),
    ],
)
def test_the_reason_passed_on_is_the_one_on_the_card(
    action: str, shown: str | None, sent: str, verdict: set[str]
) -> None:
    what = {"cancel": "cancelled", "reschedule": "moved", "decline": "declined"}[action]
    effect = Effect(what=what, uid="b1", old_uid="b1", booking=a_booking(reason=sent))
    card = a_card(action=action, reason=shown, booking="b1")
    run = a_run(
        a_turn("do it", card.text, card=card),
        a_turn("yes", "Cancelled: it.", requests=[a_write("booking.cancel", effects=[effect])]),
        before=a_snapshot(a_booking()),
    )

    assert {rule for rule in broken(run) if rule == "I6"} == verdict


@pytest.mark.parametrize(("minutes", "verdict"), [(9, set()), (11, {"I1"})])
def test_a_yes_lives_ten_minutes_from_when_the_card_was_shown(minutes: int, verdict: set[str]) -> None:
    run = booked_run()
    run.turns[0].until = NOW + timedelta(minutes=3)  # it took its time
    run.turns[1].at = NOW + timedelta(minutes=3 + minutes)

    assert broken(run) == verdict


@pytest.mark.parametrize(
    ("told_of", "verdict"),
    [
        ({"start": TOMORROW_2PM.isoformat()}, set()),
        ({"start": NOW.isoformat()}, {"I3"}),
        ({"status": "pending"}, {"I3"}),
    ],
)
def test_what_programs_are_told_of_a_booking_is_what_stands(told_of: dict[str, str], verdict: set[str]) -> None:
    run = booked_run()
    booking = {"uid": "b1", "start": TOMORROW_2PM.isoformat(), "status": "accepted", **told_of}
    run.turns[1].outcome = told("success").model_copy(update={"data": {"booking": booking}})

    assert broken(run) == verdict


@pytest.mark.parametrize(("said", "verdict"), [("what is there?", {"I14"}), ("and with Uli Stark?", set())])
def test_a_guest_is_told_of_nobody_whom_they_did_not_name(said: str, verdict: set[str]) -> None:
    guest = {"role": "guest", "name": "Ana Ruiz", "email": "ana@example.com"}
    theirs = a_booking("b2", attendees=[Side(name="Uli Stark", email="uli@example.com", time_zone="UTC")])
    run = a_run(
        a_turn(said, "There is one with Uli Stark."),
        before=a_snapshot(a_booking(), theirs),
        scenario=a_scenario(person=guest),
    )

    assert broken(run) == verdict
