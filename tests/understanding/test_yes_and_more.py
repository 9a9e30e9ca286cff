"""An approval mixed with anything else is no yes: every form of a yes with every form of a change, both ways round."""

from itertools import product

import pytest

from graph.understanding.dialogue import Pending
from graph.understanding.schema import Intent
from graph.understanding.yes.approval_grammar import is_approval
from tests.understanding.builders import NOW, a_pending
from tests.understanding.test_approval import each

CARDS = {action: a_pending(action) for action in (Intent.BOOK, Intent.RESCHEDULE, Intent.CANCEL, Intent.DECLINE)}
YESES = each("""
    y | yes | uh huh | ok | 👍 | perfect | looks good | sounds great to me | that works | go ahead | I agree | love it
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
