"""What of a message nothing came of: named where it has a role, and hardly ever where nothing is missing."""

from pathlib import Path

import pytest

from graph.understanding.dialogue import Dialogue, PersonSeen
from graph.understanding.leftovers import narrows, with_leftovers
from graph.understanding.offline.interpreter import understand
from graph.understanding.schema import Act, Intent, Understanding
from tests.understanding.builders import a_dialogue, at, at_a_card, with_options

BENIGN = (Path(__file__).parent / "benign.txt").read_text(encoding="utf-8").splitlines()


def named(message: str, dialogue: Dialogue) -> tuple[str, ...]:
    read = with_leftovers(message, understand(message, dialogue), dialogue)
    return tuple(words for act in read.acts for words in act.unused)


@pytest.mark.parametrize("dialogue", [a_dialogue(), at_a_card()], ids=["at the start", "at a card"])
def test_of_two_hundred_messages_that_miss_nothing_at_most_three_in_a_hundred_get_a_word(dialogue: Dialogue) -> None:
    told = {message: words for message in BENIGN if (words := named(message, dialogue))}

    assert len(BENIGN) >= 200
    assert len(told) <= 0.03 * len(BENIGN), told


def an_understanding(**facts: object) -> Understanding:
    act = {"intent": Intent.BOOK, "when": "friday at 11", "people": [{"name": "Nora"}], **facts}
    return Understanding(acts=(Act.model_validate(act),))


@pytest.mark.parametrize(
    ("message", "facts", "unused"),
    [
        ("book Nora friday at 11, not over lunch", {}, ("not over lunch",)),
        ("book Nora friday at 11, not over lunch", {"notes": "not over lunch"}, ()),
        ("book Nora friday at 11 in the red room", {}, ("in the red room",)),
        ("book Nora friday at 11 in the red room", {"place": "the red room"}, ()),
        ("book Nora friday at 11 for 4 people", {}, ("4 people",)),
        ("book Nora friday at 11, Lima time", {}, ("Lima time",)),
        ("book Nora friday at 11, Lima time", {"when": "friday at 11, Lima time"}, ()),
        ("book Nora friday at 11 and ask otto@else.test", {}, ("otto@else.test",)),
        ("book Nora friday at 11", {"unused": ["by the lake"]}, ()),
        ("book Nora friday at 11 by the lake", {"unused": ["by the lake"]}, ("by the lake",)),
        ("book Nora friday at 11, not sure it works", {}, ()),
        ("friday at 11, Nora, in my calendar please", {}, ()),
    ],
)
def test_what_no_act_holds_and_has_a_role_is_named(message: str, facts: dict[str, object], unused: tuple[str]) -> None:
    read = with_leftovers(message, an_understanding(**facts), a_dialogue())

    assert read.acts[0].unused == unused


def test_somebody_of_the_calendar_who_is_in_no_act_is_named() -> None:
    people = tuple(PersonSeen(at=n, said=name, name=name) for n, name in enumerate(("Nora", "Otto")))

    read = with_leftovers("book Nora friday at 11, Otto wants it so", an_understanding(), a_dialogue(people=people))

    assert read.acts[0].unused == ("Otto",)


@pytest.mark.parametrize(("words", "is_so"), [("not over lunch", True), ("Room 21", False), ("before noon", True)])
def test_what_narrows_a_wish_names_nothing(words: str, is_so: bool) -> None:
    assert narrows(words) is is_so


@pytest.mark.parametrize(
    "message", ["use ana@work.test instead of ana@example.com", "not Ana, Bo Lind", "not Ana Ruiz"]
)
def test_what_is_on_the_card_already_is_no_news(message: str) -> None:
    assert named(message, at_a_card()) == ()


def test_of_what_was_picked_the_number_is_all() -> None:
    picked = Understanding(acts=(Act(intent=Intent.PICK, option=2),))

    read = with_leftovers("the one with Otto Berg, not the first", picked, with_options(at(25, 14), at(25, 15)))

    assert read.acts[0].unused == ()
