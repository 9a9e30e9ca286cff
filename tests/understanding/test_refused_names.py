"""Who is refused, excepted or taken off is never the one something is done to: better a question than a wrong card."""

import pytest

from graph.understanding.naming import named_in, seen
from graph.understanding.offline import understand
from graph.understanding.schema import Act, Intent
from tests.understanding.builders import TYPES, a_dialogue, at_a_card
from tests.understanding.wordings import CARD, PEOPLE

VERBS = ("cancel", "delete", "call off", "drop", "reschedule", "move")
_KINDS = tuple(kind.title for kind in TYPES)


def acts_of(message: str, dialogue=None) -> tuple[Act, ...]:  # type: ignore[no-untyped-def]
    talk = dialogue or a_dialogue()
    return understand(message, talk.model_copy(update={"people": seen(named_in(message, PEOPLE, _KINDS))})).acts


def done_to(acts: tuple[Act, ...], name: str) -> list[Intent]:
    """What is done to bookings of that name as a whole."""
    whole = (act for act in acts if act.booking and act.booking.person and not act.one_seat and not act.removes)
    return [act.intent for act in whole if name in str(act.booking and act.booking.person)]


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(
    "what",
    [
        "everything except Nina",
        "all my calls on Friday but not Nina's",
        "everything tomorrow apart from Nina",
        "all meetings on Monday, not Nina's",
        "Omar's meeting, not Nina's",
        "Omar, but keep Nina",
        "Omar's call instead of Nina's",
        "not Nina but Omar",
        "everybody but Nina",
        "every meeting on Friday other than the one with Nina",
    ],
)
def test_nothing_is_done_to_somebody_who_is_left_out(verb: str, what: str) -> None:
    acts = acts_of(f"{verb} {what}")

    assert done_to(acts, "Nina") == []
    assert all(person.name != "Nina" for act in acts for person in act.people)


@pytest.mark.parametrize(
    "message",
    [
        "remove Nina from the consultation",
        "take Nina off the call with Omar",
        "drop Nina from tomorrow's meeting",
        "please do not cancel Nina",
        "don't move Nina to Friday",
        "never mind Nina",
        "I don't want to cancel Nina's call",
    ],
)
def test_a_booking_is_neither_cancelled_nor_moved_when_that_is_not_said(message: str) -> None:
    assert done_to(acts_of(message), "Nina") == []


@pytest.mark.parametrize(
    "message", ["without tom", "leave tom out", "not with Tom", "take tom off", "no, without Tom please"]
)
def test_a_guest_who_is_taken_off_at_a_card_is_neither_a_day_nor_the_other_side(message: str) -> None:
    acts = acts_of(message, CARD)

    assert all(not act.people and not act.guests and act.when is None for act in acts)


@pytest.mark.parametrize("message", ["not Nina", "no, not Nina", "not Nina's", "keep Nina's"])
def test_a_refusal_at_the_card_of_a_cancellation_is_no_new_one(message: str) -> None:
    acts = acts_of(message, at_a_card(Intent.CANCEL, person="Nina Falk", email="nina.falk@example.com"))

    assert all(act.intent not in (Intent.YES, Intent.CANCEL) for act in acts)


@pytest.mark.parametrize(
    "message",
    [
        "did Nina cancel?",
        "did I cancel Nina?",
        "has Nina moved?",
        "why did Nina decline?",
        "should I cancel Nina?",
        "what happens if I cancel Nina?",
        "is Nina cancelled?",
    ],
)
def test_a_question_about_somebody_does_nothing_to_them(message: str) -> None:
    assert {act.intent for act in acts_of(message)}.isdisjoint((Intent.CANCEL, Intent.RESCHEDULE, Intent.BOOK))


@pytest.mark.parametrize(
    "message",
    [
        "move Omar to the hour before Nina",
        "cancel Omar so that I can see Nina",
        "put Omar after Nina on Friday",
        "cancel Omar, then I can call Nina",
        "reschedule Omar because of Nina",
    ],
)
def test_somebody_who_is_only_mentioned_keeps_the_meeting(message: str) -> None:
    assert done_to(acts_of(message), "Nina") == []
