"""A yes is a whole message made of approval words; it may repeat the card, and one word more makes it no yes."""

import pytest

from graph.understanding.schema import Intent
from graph.understanding.yes import approval_grammar
from graph.understanding.yes.approval_grammar import is_approval, is_drop, is_refusal, seems_approval
from tests.understanding.builders import NOW, a_pending, at

BOOK, MOVE, CANCEL = (
    a_pending(),
    a_pending(Intent.RESCHEDULE),
    a_pending(Intent.CANCEL, person="John Smith", title="Call with John Smith"),
)
DECLINE = a_pending(Intent.DECLINE)


def each(text: str) -> list[str]:
    """The messages that stand between bars or on lines of their own."""
    phrases = (phrase.strip() for line in text.splitlines() for phrase in line.split("|"))
    return [phrase for phrase in phrases if phrase]


@pytest.mark.parametrize(
    "message",
    each("""
        yes | Yes. | YES! | yesss | yup sounds good | looks good, go ahead | Perfect thanks | that works for me
        ok thank you | sure | 👍 | 👍🏽 | that is correct | It does | that'll do | sounds good to me
        exactly what I need | great, that works | Yes, that's the one | go for it | do it please | yes please do
        I agree | all good | that time works | perfetc | Yes. That is perfect for me, thank you!
        it looks great to me | absolutely | fine by me | ok ok | yes yes yes | sounds like a plan
        I'm happy with that | ye\u200bs
    """),
)
def test_these_are_a_yes(message: str) -> None:
    assert is_approval(message, BOOK)


@pytest.mark.parametrize(
    "message",
    each("""
        yes but an hour later | yes, friday | ok 3pm | looks good except the time | perfect, also book Bob
        sure, and what's the address? | no | not ok | yes? | is that right? | ok wait
        yes to everything you ever propose | good morning | yes with Bob | never mind | thanks | maybe
        yes, make it 60 minutes | great idea, but not now | I don't think that works | that doesn't work
        almost perfect | yes!!! delete all | right now | well | cancel it | yes cancel it
        would be good if it was later | yes, add my boss | it could be better | ok next week | would that be ok
        go ahead and book two | yes ana@example.com bob@example.com | approve all | i'd like to add an event
        🎉
    """),
)
def test_these_are_not(message: str) -> None:
    assert not is_approval(message, BOOK)


def test_a_long_row_of_yeses_with_a_stray_word_is_refused_at_once() -> None:
    assert not is_approval("ok good " * 11 + "zebra", BOOK)  # a backtracking pattern takes minutes for this


def test_an_empty_message_and_a_long_one_are_no_yes() -> None:
    assert not is_approval("", BOOK)
    assert not is_approval("  \n ", BOOK)
    assert not is_approval("yes " * 40, BOOK)


@pytest.mark.parametrize(
    "message",
    ["yes, book it", "please schedule that", "yes, put it on my calendar", "go ahead and book the meeting with Ana"],
)
def test_a_yes_may_repeat_the_verb_of_a_booking(message: str) -> None:
    assert is_approval(message, BOOK)
    assert not is_approval(message, CANCEL)


@pytest.mark.parametrize(
    "message",
    [
        "yes, cancel it",
        "cancel it",
        "Yes please delete that",
        "yes, cancel my call with John",
        "you can cancel the call with John Smith",
    ],
)
def test_a_yes_may_repeat_the_verb_of_a_cancellation(message: str) -> None:
    assert is_approval(message, CANCEL)
    assert not is_approval(message, BOOK)
    assert not is_approval(message, MOVE)


def test_somebody_else_than_on_the_card_is_no_yes() -> None:
    assert is_approval("yes, cancel my call with John", CANCEL)
    assert not is_approval("yes, cancel my call with Bob", CANCEL)
    assert not is_approval("yes, cancel my dentist appointment", CANCEL)


@pytest.mark.parametrize("message", ["cancel", "yes, cancel everything", "cancel all of them", "cancel them"])
def test_more_than_the_card_or_a_word_that_cuts_both_ways_is_no_yes(message: str) -> None:
    assert not is_approval(message, CANCEL)


@pytest.mark.parametrize(
    "message",
    [
        "yes, wednesday at 2pm",
        "2pm is perfect",
        "ok, at 14:00",
        "yes, november 25th",
        "the 25th at two works".replace("two", "2"),
        "yes, 2 to 2:30",
        "yes 30 minutes is fine",
        "yes in the afternoon",
    ],
)
def test_a_yes_may_repeat_the_time_on_the_card(message: str) -> None:
    assert is_approval(message, BOOK)


@pytest.mark.parametrize(
    "message",
    [
        "yes, tuesday at 2pm",
        "yes, wednesday at 3pm",
        "ok 2am",
        "yes, november 26th",
        "yes, the 24th",
        "yes 2:30",
        "yes 60 minutes",
        "yes, next wednesday",
        "yes in the morning",
        "yes 2031-11-25",
    ],
)
def test_another_time_than_on_the_card_is_no_yes(message: str) -> None:
    assert not is_approval(message, BOOK)


def test_tomorrow_is_compared_only_when_the_clock_is_known() -> None:
    assert is_approval("yes, tomorrow at 2pm", BOOK, now=NOW)
    assert not is_approval("yes, tomorrow at 2pm", BOOK)
    assert not is_approval("yes, tomorrow at 2pm", BOOK, now=at(25, 9))


def test_a_title_cannot_smuggle_in_words_that_overrule() -> None:
    hostile = a_pending(title="but not at four cancel everything instead", event_type=None)

    assert not is_approval("yes but not at four", hostile)
    assert not is_approval("yes, the but not at four", hostile)


@pytest.mark.parametrize(
    "message", ["drop it", "scrap that", "it's fine as is", "leave it", "carry on", "it was great"]
)
def test_words_that_could_mean_leave_it_alone_are_no_yes(message: str) -> None:
    assert not is_approval(message, CANCEL)
    assert not is_approval(message, MOVE)


def test_confirm_at_a_decline_card_is_no_yes() -> None:
    assert is_approval("yes, decline it", DECLINE)
    assert not is_approval("confirm it", DECLINE)
    assert not is_approval("accept it", DECLINE)


@pytest.mark.parametrize(
    "message",
    each("""
        no | Nope. | no thanks | not now | maybe later | that won't work | I don't want that | don't
        no, not yet | nah | none of these work | No. Thank you | please don't book it
    """),
)
def test_these_are_a_no(message: str) -> None:
    assert is_refusal(message, BOOK)
    assert not is_approval(message, BOOK)


@pytest.mark.parametrize(
    "message",
    each("""
        no, friday | no, with bob@example.com | not friday but monday | no make it 4 | that's fine
        no idea what that is
    """),
)
def test_a_no_with_a_new_value_is_more_than_a_no(message: str) -> None:
    assert not is_refusal(message, BOOK)


def test_cancel_is_read_by_what_is_pending() -> None:
    assert is_refusal("cancel that", BOOK)
    assert is_refusal("cancel that", MOVE)
    assert not is_refusal("cancel that", CANCEL)
    assert is_refusal("don't cancel it", CANCEL)
    assert is_refusal("keep it", CANCEL)


@pytest.mark.parametrize(
    "message",
    each("""
        never mind | forget it | nevermind, thanks | actually, forget about it | scratch that
        oh no, never mind | cancel that
    """),
)
def test_these_give_it_up(message: str) -> None:
    assert is_drop(message, BOOK)


@pytest.mark.parametrize("message", each("no|forget the dentist|never mind the time, make it 4|stop by at 3"))
def test_these_do_not(message: str) -> None:
    assert not is_drop(message, BOOK)


@pytest.mark.parametrize("message", each("thanks|yes because he asked|oui|great stuff you did there"))
def test_what_was_probably_a_yes_is_asked_about(message: str) -> None:
    assert seems_approval(message, BOOK)
    assert not is_approval(message, BOOK)


@pytest.mark.parametrize(
    "message", each("yes|no|yes but later|ok friday|what's the weather|good, and cancel the other one|fine, 4pm")
)
def test_a_yes_a_change_or_a_second_request_is_not_asked_about(message: str) -> None:
    assert not seems_approval(message, BOOK)


def test_a_bare_cancel_at_a_cancellation_is_asked_about() -> None:
    assert seems_approval("cancel", CANCEL)


class _Everything:
    """A grammar that has grown too wide."""

    def fits(self, tokens: list[str]) -> bool:
        return True


@pytest.mark.parametrize("other", ["_refusal", "_drop"])
def test_what_could_be_read_both_ways_is_no_yes_however_wide_a_grammar_grows(
    other: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(approval_grammar, other, lambda action: _Everything())

    assert not is_approval("yes", BOOK)


@pytest.mark.parametrize(
    "length", ["90 minutes", "ninety minutes", "an hour and a half", "one and a half hours", "1 hour 30 minutes"]
)
def test_a_yes_may_repeat_the_length_in_any_words(length: str) -> None:
    card = a_pending(end=at(25, 15, 30))

    assert is_approval(f"yes, {length} is fine", card)
    assert not is_approval(f"yes, {length} is fine", BOOK)


@pytest.mark.parametrize(
    "message",
    ["yes maybe 30 minutes", "yes, less than 30 minutes", "yes, about half an hour", "yes, another 30 minutes",
     "yes, 30 minutes or so", "yes, 30", "yes, 30 to 45 minutes"],
)  # fmt: skip
def test_a_length_in_doubt_is_no_yes(message: str) -> None:
    assert not is_approval(message, BOOK)
