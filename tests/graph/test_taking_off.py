"""Taking something away again: a guest, a note, an answer, the person; said in any words, at any card of a booking."""

import pytest

from graph.events import TurnDone
from graph.understanding.dialogue import Dialogue, Pending, Stage
from graph.understanding.interpreter import Reading
from graph.understanding.schema import Act, Intent, Understanding
from graph.understanding.taking_off import taken_off
from tests.graph.talk import TUESDAY, Talk

BOOK = "Book an intro call on Friday at 11 with Nora Field, nora@field.test"
WORKSHOP = "Book a workshop on Friday at 11 with Nora Field, nora@field.test"

# How somebody is taken off: `{}` is who.
WITHOUT = (
    "without {}", "please leave {} out", "leave out {}", "don't invite {}", "do not include {} after all", "no {}",
    "uninvite {}", "remove {} again", "take {} off", "take {} off the guest list", "exclude {} please", "drop {}",
    "not {}", "yes but without {}", "ok, just leave {} out of it", "no need to invite {}", "skip {} this time",
    "keep {} out", "I don't want {} there", "yes, and drop {}", "no, without {}", "looks good, but no {}",
    "count {} out", "forget about {}",
)  # fmt: skip
DETAILS = ("no {}", "drop the {}", "without the {}", "forget the {}", "scrap the {} please", "leave out the {}")
GUESTS = ("ted", "Ted", "ted@lane.test", "Ted Lane", "the guest", "him")


async def a_card(*more: str, first: str = BOOK) -> Talk:
    talk = Talk()
    for said in (first, *more):
        turn = await talk.say(said)
    assert turn.card is not None, turn.reply
    return talk


def on_the_card(turn: TurnDone) -> tuple[object, ...]:
    assert turn.card is not None, turn.reply
    return turn.card.start, turn.card.attendees[0].email


INVITED = "invite Ted Lane, ted@lane.test"
NOTED = "add a note: bring the samples"


_AT_A_CARD: dict[str, Talk] = {}


async def invited(first: str = BOOK) -> Talk:
    """At a card with a note and one guest; arranged once, and then copied."""
    if first not in _AT_A_CARD:
        _AT_A_CARD[first] = await a_card(NOTED, INVITED, first=first)
    return _AT_A_CARD[first].copied()


@pytest.mark.parametrize(
    ("words", "who"),
    [
        pytest.param(words, who, marks=pytest.mark.slow if (n + m) % len(GUESTS) else ())
        for n, words in enumerate(WITHOUT)
        for m, who in enumerate(GUESTS)
    ],
)
async def test_a_guest_is_taken_off_in_any_words_and_nothing_else_changes(words: str, who: str) -> None:
    talk = await invited()

    turn = await talk.say(words.format(who))

    assert on_the_card(turn) == on_the_card(talk.turns[-2])
    assert turn.card is not None
    assert turn.card.guests == ()
    assert turn.card.notes == "bring the samples"
    assert talk.writes == []


@pytest.mark.parametrize(
    "said",
    [
        "without Ted and Lou", "take Ted and lou@lane.test off", "Ted and Lou are not coming", "drop both guests",
        "no guests", "leave Lou and Ted out please", "uninvite Ted Lane and Lou",
    ],
)  # fmt: skip
async def test_several_guests_are_taken_off_at_once(said: str) -> None:
    talk = await invited()
    before = await talk.say("invite lou@lane.test")

    turn = await talk.say(said)

    assert on_the_card(turn) == on_the_card(before)
    assert turn.card is not None
    assert turn.card.guests == ()


@pytest.mark.parametrize("words", DETAILS)
@pytest.mark.parametrize("detail", ["note", "message", "agenda"])
async def test_a_note_is_taken_away_in_any_words(words: str, detail: str) -> None:
    talk = await invited()

    turn = await talk.say(words.format(detail))

    assert on_the_card(turn) == on_the_card(talk.turns[-2])
    assert turn.card is not None
    assert turn.card.notes is None
    assert turn.card.guests == ("ted@lane.test",)


@pytest.mark.parametrize("reason", ["no reason", "drop the reason", "without a reason please", "forget the reason"])
async def test_the_reason_of_a_move_is_taken_away(reason: str) -> None:
    talk = Talk()
    before = await talk.say("move my call with Olga to Friday at 10 because I am ill")

    turn = await talk.say(reason)

    assert before.card is not None
    assert before.card.reason
    assert on_the_card(turn) == on_the_card(before)
    assert turn.card is not None
    assert turn.card.reason is None


@pytest.mark.parametrize("words", ["no topic", "drop the topic", "without the topic", "forget the topic"])
async def test_an_answer_of_the_form_is_taken_away_and_asked_for_again(words: str) -> None:
    talk = Talk()
    await talk.say(WORKSHOP)
    await talk.say("Hiring")

    turn = await talk.say(words)

    assert turn.card is None
    assert "Topic" in turn.reply


@pytest.mark.parametrize("words", ["without {}", "don't invite {}", "leave {} out", "uninvite {}", "take {} off"])
@pytest.mark.parametrize("who", ["Carl", "carl", "carl@else.test", "the second guest"])
async def test_who_is_not_there_cannot_be_taken_off_and_that_is_said(words: str, who: str) -> None:
    talk = await invited()

    turn = await talk.say(words.format(who))

    assert who.removeprefix("the ") in turn.reply.splitlines()[0]
    assert "no “" in turn.reply
    assert on_the_card(turn) == on_the_card(talk.turns[-2])
    assert turn.card is not None
    assert turn.card.guests == ("ted@lane.test",)


@pytest.mark.parametrize("who", ["Nora", "nora", "Nora Field", "nora@field.test"])
@pytest.mark.parametrize("words", ["without {}", "take {} off", "leave {} out", "remove {}", "not with {}", "drop {}"])
async def test_without_the_person_it_is_asked_who_instead(words: str, who: str) -> None:
    talk = await invited()
    before = on_the_card(talk.turns[-1])

    turn = await talk.say(words.format(who))
    again = await talk.say("Uma Reed, uma@reed.test")

    assert turn.card is None
    assert "who it is with" in turn.reply.lower()
    assert on_the_card(again) == (before[0], "uma@reed.test")
    assert again.card is not None
    assert again.card.guests == ("ted@lane.test",)


@pytest.mark.parametrize(
    "words", ["without tom", "leave tom out", "don't invite tom", "no tom", "take tom off", "tom can't come"]
)
async def test_tom_in_the_place_of_a_person_is_tom_and_not_tomorrow(words: str) -> None:
    talk = await a_card("invite tom@lane.test")

    turn = await talk.say(words)

    assert on_the_card(turn) == on_the_card(talk.turns[-2])
    assert turn.card is not None
    assert turn.card.guests == ()


@pytest.mark.parametrize("said", ["{} and make it 3pm", "at 3pm, {}", "{}, and at 3pm please", "no, at 3pm and {}"])
@pytest.mark.parametrize("words", ["without Ted", "no guests", "leave ted@lane.test out", "don't invite Ted"])
async def test_what_else_is_said_holds_as_well(said: str, words: str) -> None:
    talk = await invited()

    turn = await talk.say(said.format(words))

    assert turn.card is not None
    assert turn.card.start.hour == 15
    assert turn.card.start.day == 27
    assert turn.card.attendees[0].email == "nora@field.test"
    assert turn.card.guests == ()


@pytest.mark.parametrize(
    "said", ["{}, without Carl", "{}, don't invite Carl", "{} but not with Carl", "{}, not carl@else.test"]
)
async def test_who_is_refused_in_a_wish_is_nobody_of_it(said: str) -> None:
    talk = Talk()

    turn = await talk.say(said.format(BOOK))

    assert on_the_card(turn)[1] == "nora@field.test"
    assert turn.card is not None
    assert turn.card.guests == ()
    assert "arl" in turn.card.text


@pytest.mark.parametrize(
    "said", ["invite nora@field.test", "add NORA@field.test as a guest", "with Nora as a guest: nora@field.test"]
)
async def test_nobody_is_a_guest_of_their_own_meeting(said: str) -> None:
    talk = await a_card()

    turn = await talk.say(said)

    assert turn.card is not None
    assert turn.card.guests == ()
    assert turn.card.attendees[0].email == "nora@field.test"


@pytest.mark.parametrize(
    "said",
    [
        "no", "not yet", "no problem", "no thanks", "drop it", "never mind", "not friday", "not before 10", "skip it",
        "no later than 5", "not in the morning", "no, at 4", "forget it", "don't", "not today", "no way", "take it off",
        "not that", "cancel it", "keep it", "make it 3pm, not 4pm", "don't book it yet", "not now", "no rush",
    ],
)  # fmt: skip
def test_a_no_or_a_time_takes_nothing_off(said: str) -> None:
    pending = Pending(
        action=Intent.BOOK, start=TUESDAY, person="Nora Field", email="nora@field.test", guests=("t@a.test",)
    )

    off = taken_off(said, Dialogue(now=TUESDAY, zone="Europe/Berlin", stage=Stage.PROPOSAL, pending=pending))

    assert off.removes == ()


class _Misled:
    """A model that takes whoever is named for the other side."""

    name = "model"

    def __init__(self, *acts: Act) -> None:
        self._acts = iter(acts)

    async def interpret(self, message: str, dialogue: Dialogue) -> Reading:
        return Reading(understanding=Understanding(acts=(next(self._acts),)))


@pytest.mark.parametrize("words", ["without {}", "leave {} out", "don't invite {}", "take {} off please"])
@pytest.mark.parametrize("field", ["people", "guests"])
async def test_a_model_that_misreads_it_puts_nobody_in_their_place(words: str, field: str) -> None:
    book = {"intent": "book", "event_type": "intro call", "when": "friday at 11", "guests": ["ted@lane.test"],
            "people": [{"name": "Nora Field", "email": "nora@field.test"}]}  # fmt: skip
    read = {"intent": "change", field: [{"name": "Ted", "email": "ted@lane.test"}]}
    talk = Talk(interpreter=_Misled(Act.model_validate(book), Act.model_validate(read)))
    await talk.say("an intro, friday at 11")

    turn = await talk.say(words.format("ted@lane.test"))

    assert on_the_card(turn) == on_the_card(talk.turns[-2])
    assert turn.card is not None
    assert turn.card.guests == ()


@pytest.mark.parametrize(
    "then", ["cancel my next call", "the one on Friday", "cancel the project review", "then cancel mine"]
)
async def test_a_name_that_was_not_found_does_not_stick_to_the_next_wish(then: str) -> None:
    talk = Talk()
    await talk.say("cancel the call with Quentin")

    turn = await talk.say(then)

    assert "Quentin" not in turn.reply
    assert turn.card is not None or turn.options
