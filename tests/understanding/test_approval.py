"""A yes is a whole message made of approval words; it may repeat the card, and one word more makes it no yes."""

from datetime import timedelta
from itertools import product

import pytest

from graph.understanding.dialogue import Pending
from graph.understanding.schema import Intent
from graph.understanding.yes import approval_grammar
from graph.understanding.yes.approval_grammar import is_approval, names_the_action, seems_approval
from tests.understanding.builders import NOW, a_pending, at, each

BOOK, MOVE, CANCEL = (
    a_pending(),
    a_pending(Intent.RESCHEDULE),
    a_pending(Intent.CANCEL, person="John Smith", title="Call with John Smith"),
)
DECLINE = a_pending(Intent.DECLINE)


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


@pytest.mark.parametrize(
    "message",
    each("""
        right | ok so | so | okay then | alright then | right then | ok well | fine then | yes so | ok and | yes then
        mhm | uh huh | mm hmm | that one | this one | the one | cool | great | nice | super | lovely | awesome
        excellent | wonderful | great, thanks | true | well | then | I want to | I'd like to | I'd like to book it
        I like that one | book that one | cancel this one | ok right | cool cool | sweet | hm | right on
    """),
)
def test_what_hums_picks_praises_or_begins_a_sentence_is_no_yes(message: str) -> None:
    assert not any(is_approval(message, card) for card in (BOOK, MOVE, CANCEL, DECLINE))


@pytest.mark.parametrize(
    "message", each("ok | sure | yes | go ahead | do it | perfect | great, yes | yes, lovely | great, that works")
)
def test_a_plain_yes_fits_any_card(message: str) -> None:
    assert all(is_approval(message, card) for card in (BOOK, MOVE, CANCEL, DECLINE))


@pytest.mark.parametrize(
    ("message", "card"), [("perfect, book it", BOOK), ("ok, cancel it", CANCEL), ("move it please", MOVE)]
)
def test_an_order_beside_it_is_a_yes_that_names_the_action(message: str, card: Pending) -> None:
    assert is_approval(message, card)
    assert names_the_action(message, card)
    assert not names_the_action("ok, go ahead", card)


def test_a_long_row_of_yeses_with_a_stray_word_is_refused_at_once() -> None:
    assert not is_approval("ok good " * 11 + "zebra", BOOK)  # a backtracking pattern takes minutes for this


def test_an_empty_message_and_a_long_one_are_no_yes() -> None:
    assert not is_approval("", BOOK)
    assert not is_approval("  \n ", BOOK)
    assert not is_approval("yes " * 40, BOOK)


@pytest.mark.parametrize(
    "message",
    ["yes, book it", "please schedule that", "yes, put it on my calendar", "yes, book the meeting with Ana"],
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
        "you can cancel it",
        "correct, cancel the call with John Smith",
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


# --- mixed with anything else, both ways round -----------------------------------------------------------------------

CARDS = {action: a_pending(action) for action in (Intent.BOOK, Intent.RESCHEDULE, Intent.CANCEL, Intent.DECLINE)}
YESES = each("""
    y | yes | yeah | ok | 👍 | perfect | looks good | sounds great to me | that works | go ahead | I agree | love it
    that's exactly what I want | the time is good
""")


CHANGES = {
    "a value": each("""
        at 4 | 4 | at 3:15 | on friday | friday | next week | in the evening | an hour | 45 minutes | on the 9th
        with Bob | with Bob Miller | bob@example.com | half past ten | from 1 to 2 | noon | December | at the office
        in Rome | in room 4 | 5pm | 15:30 | 2031-01-01 | twice | every week | all day | for two
    """),
    "a change": each("""
        make it shorter | an hour later | a bit earlier | move it over | add Bob | invite Kim too | change the title
        call it Lunch | without Ana | somebody else | another day | the other one | and one more | book Bob as well
        remind me | send Kim a note | tell her | set it private | push it back | swap them | rename it | extend it
    """),
    "but": each("""
        but | but later | but not now | but shorter | instead | however | except the time | only if she agrees
        unless
        if possible | if Ana can | as long as it's free | after I ask her | when I'm back | before that | until then
        though | almost | nearly | not quite | in principle | once I know | provided she comes
    """),
    "a refusal": each("""
        no | nope | not | don't | stop | wait | hold on | never mind | forget it | not now | later | keep it
        leave it
        cancel everything | I refuse | no way | not this one | wrong | that's wrong | it isn't | none | never
        scratch that
        don't do it | do not | n | undo | nah
    """),
    "doubt": each("""
        maybe | perhaps | not sure | I'm not sure | let me check | let me think | I wonder | hmm let me see
        we'll see
        possibly | dunno | I don't know | could be better | it depends | I should ask | 🤔 | :/ | 😕 | or not | or else
    """),
    "a question": each("""
        ? | right? | is it free? | what time? | who is coming? | which one | why is that | how long is it
        can you check
        could you look again | do I have anything else | am I free | what about Bob | how about five | is that so?
        where is it | when is it
    """),
}
JOINTS = (", ", " and ")  # what stands between is not read, "and" is


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES)
def test_a_yes_with_something_else_is_no_yes(changes: list[str], card: Pending) -> None:
    mixed = (
        text
        for yes, change, joint in product(YESES, changes, JOINTS)
        for text in (f"{yes}{joint}{change}", f"{change}{joint}{yes}")
    )

    assert [text for text in mixed if is_approval(text, card, now=NOW)] == []


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_two_yeses_are_one(card: Pending) -> None:
    assert [f"{one}, {other}" for one, other in product(YESES, YESES) if not is_approval(f"{one}, {other}", card)] == []


@pytest.mark.parametrize(
    ("verb", "others"),
    [
        (Intent.BOOK, "cancel it | move it | reschedule that | delete the call | decline it | reject it"),
        (Intent.RESCHEDULE, "cancel it | delete it | remove that | decline it | accept it | book another"),
        (
            Intent.CANCEL,
            "book it | move it | reschedule it | keep it | accept it | change it | cancel all | delete both",
        ),
        (Intent.DECLINE, "accept it | confirm | confirm it | move it | approve it | cancel all"),
    ],
)
def test_a_yes_with_the_verb_of_another_card_is_no_yes(verb: Intent, others: str) -> None:
    mixed = (f"{yes}{joint}{other}" for yes, other, joint in product(YESES, each(others), JOINTS))

    assert [text for text in mixed if is_approval(text, CARDS[verb])] == []


# --- an order for another moment -------------------------------------------------------------------------------------


@pytest.mark.parametrize("action", [Intent.BOOK, Intent.RESCHEDULE, Intent.CANCEL, Intent.ACCEPT, Intent.DECLINE])
@pytest.mark.parametrize(
    "message", ["do it tomorrow", "please do that tomorrow", "do it tomorrow please", "go ahead tomorrow morning"]
)
def test_an_order_for_another_moment_is_no_yes_though_the_card_names_that_day(message: str, action: Intent) -> None:
    start = NOW.replace(hour=9) + timedelta(days=1)
    pending = a_pending(action, start=start, end=start + timedelta(minutes=30))

    assert not is_approval(message, pending, now=NOW)


@pytest.mark.parametrize("message", ["cancel it tomorrow", "ok, tomorrow", "yes, tomorrow", "tomorrow, yes"])
def test_a_booking_that_exists_is_not_cancelled_by_a_yes_for_another_moment(message: str) -> None:
    assert not is_approval(message, a_pending(Intent.CANCEL), now=NOW)
