"""What opens a request is never a yes, whatever card is open: not even one that says the very same."""

import random
from collections.abc import Iterator
from datetime import timedelta
from itertools import product

import pytest

from graph.understanding.dialogue import Pending
from graph.understanding.schema import Intent
from graph.understanding.yes.approval_grammar import is_approval
from tests.understanding.builders import NOW, a_pending, each

VERBS = {
    Intent.BOOK: each("book | schedule | set up | arrange | add | make | put in | create | reserve | plan"),
    Intent.RESCHEDULE: each("move | reschedule | change | push | shift | switch | update"),
    Intent.CANCEL: each("cancel | delete | remove | call off | get rid of | erase | take off"),
    Intent.ACCEPT: each("accept | approve | confirm | take"),
    Intent.DECLINE: each("decline | reject | refuse | turn down | deny"),
}
THINGS = each("""
    the call | my meeting | a review | the review | that appointment | my review call | the booking | the session | one
    that one | this one | the event | another call | the review with me | our chat | it | that
""")
PEOPLE = ("", "Nora Falk", "Nora", "nora@example.com", "Nora Falk and Ben", "the plumber", "Room 12", "Team 7")
TIMES = each("x | tomorrow | tomorrow at 2pm | on wednesday | wednesday at 14:00 | november 25th at 2 | for 30 minutes")
BEFORE = each("""
    x | please | can you | could you please | would you | I want to | I'd like to | I need to | let's | hi, | hello
    hey, please | ok, | ok so | okay then, | alright, | right, | so | well, | now | great, | cool, | perfect, | good,
    thanks, | and | then | just | you can | go ahead and | mhm, | one more thing: | also | next, | actually, | oh,
    kindly | do
""")
AFTER = ("", " please", " thanks", " for me", " then", " thank you very much", ", ok", " on my calendar", " now", "!")
IN_ALL = 20_000


def openings(count: int) -> Iterator[tuple[Intent, str]]:
    """Different ones, always the same: requests in every mixture of the tables, that name more than "it"."""
    chosen = random.Random(20)
    seen: set[str] = set()
    while len(seen) < count:
        intent = chosen.choice(list(VERBS))
        verb, thing, person = chosen.choice(VERBS[intent]), chosen.choice(THINGS), chosen.choice(PEOPLE)
        time, before, after = chosen.choice(TIMES), chosen.choice(BEFORE), chosen.choice(AFTER)
        named = f" {chosen.choice(('with', 'with', 'for', 'of'))} {person}" if person else ""
        said = " ".join(part for part in (before, f"{verb} {thing}{named}", time) if part != "x") + after
        if said not in seen and (thing not in ("it", "that") or named):
            seen.add(said)
            yield intent, said


def cards(action: Intent) -> Iterator[Pending]:
    """Cards on which all of it may stand: every name, the time and the length; one of somebody else."""
    start = NOW.replace(hour=14, minute=0) + timedelta(days=1)
    for person, email in (("Nora Falk", "nora@example.com"), ("Room 12", "room12@example.com"), ("Ada Obi", None)):
        facts = {"person": person, "email": email, "title": f"Review call with {person}", "event_type": "Review call"}
        yield a_pending(action, start=start, end=start + timedelta(minutes=30), **facts)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("count", [500, pytest.param(IN_ALL, marks=pytest.mark.slow)])
def test_no_opening_is_a_yes_to_any_card(count: int) -> None:
    every = [card for action in VERBS for card in cards(action)]
    own = {action: list(cards(action)) for action in VERBS}

    # All cards see some of them, and the card of the same action every one.
    numbered = enumerate(openings(count))
    asked = ((said, card) for at, (of, said) in numbered for card in (*own[of], every[at % len(every)]))

    assert [f"{said} / {card.action}" for said, card in asked if is_approval(said, card, now=NOW)] == []


def test_the_tables_hold_enough_for_all_of_them() -> None:
    assert len({said for _, said in openings(IN_ALL)}) == IN_ALL == 20_000


@pytest.mark.parametrize(("yes", "action"), [*product(["yes", "ok", "sure"], VERBS)])
def test_the_cards_would_take_a_yes(yes: str, action: Intent) -> None:
    assert all(is_approval(yes, card, now=NOW) for card in cards(action))
