"""The booking form: a question is answered by its type and sent as the server takes it; an answer does nothing else."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.graph.talk import TUESDAY, Talk
from tools.mock_calcom.event_types.event_types import add_event_type
from tools.mock_calcom.samples import sample_world
from tools.mock_calcom.world.world import World

FRIDAY_TEN = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
BOOK = "book a vet visit with Al Roy, al@example.com, friday at 10"


def a_field(label: str, type_: str = "text", options: tuple[str, ...] = ()) -> dict[str, Any]:
    field = {"type": type_, "slug": label.lower().replace(" ", "-"), "label": label, "required": True}
    return {**field, "placeholder": "", **({"options": list(options)} if options else {})}


def a_world(*fields: dict[str, Any]) -> World:
    """The sample calendar with one kind more, which asks these questions."""
    world = sample_world(lambda: TUESDAY)
    visit = {"title": "Vet visit", "slug": "vet-visit", "lengthInMinutes": 30, "bookingFields": list(fields)}
    add_event_type(world, next(iter(world.users)), visit)
    return world


PETS = ("Dog", "Cat", "Bird")
KINDS = [
    (a_field("Breed"), "Basset, the long one", "Basset, the long one"),
    (a_field("Company"), "Acme Vets GmbH", "Acme Vets GmbH"),
    (a_field("Story", "textarea"), "cancel my pet insurance", "cancel my pet insurance"),
    (a_field("Birthday"), "03.09.1971", "03.09.1971"),
    (a_field("Call back on"), "Tuesday", "Tuesday"),
    (a_field("Vaccinated"), "next year", "next year"),
    (a_field("Home", "address"), "4 May Lane, 10119 Berlin", "4 May Lane, 10119 Berlin"),
    (a_field("Mobile", "phone"), "+49 151 234 567 89", "+4915123456789"),
    (a_field("Mobile", "phone"), "it is 0049 30 1234567", "+49301234567"),
    (a_field("Photos", "url"), "pets.example.com/rex", "https://pets.example.com/rex"),
    (a_field("I accept the rules", "boolean"), "yes", True),
    (a_field("I accept the rules", "boolean"), "I accept", True),
    (a_field("I accept the rules", "boolean"), "I accept the rules: no", False),
    (a_field("Insured", "boolean"), "I don't", False),
    (a_field("Pet", "select", PETS), "it's a cat", "Cat"),
    (a_field("Pet", "radio", PETS), "Bird", "Bird"),
    (a_field("Pets", "multiselect", PETS), "dog and bird", ["Dog", "Bird"]),
    (a_field("Pets", "multiselect", PETS), "all of them", list(PETS)),
    (a_field("Extras", "checkbox", ("Tea", "Milk")), "Tea", ["Tea"]),
    (a_field("Send to", "multiemail"), "bo@example.org, mia@example.org", ["bo@example.org", "mia@example.org"]),
]


@pytest.mark.parametrize(("field", "answer", "sent"), KINDS, ids=[f"{k[0]['type']}: {k[1]}" for k in KINDS])
async def test_an_answer_is_sent_in_the_type_of_its_question_and_changes_nothing_else(
    field: dict[str, Any], answer: str, sent: object
) -> None:
    talk = Talk(world=a_world(field))
    asked = await talk.say(BOOK)

    card = (await talk.say(answer)).card
    await talk.say("yes")

    [booking] = talk.made
    assert field["label"] in asked.reply
    assert card is not None
    assert booking.responses[field["slug"]] == sent
    assert (booking.start, booking.attendees[0].name, booking.guests) == (FRIDAY_TEN, "Al Roy", [])


@pytest.mark.parametrize(
    ("field", "answer", "fits"),
    [
        (a_field("Insured", "boolean"), "perhaps", "yes or no"),
        (a_field("Mobile", "phone"), "just ring", "+49 30 1234567"),
        (a_field("Photos", "url"), "ask my brother", "https://example.com"),
        (a_field("Send to", "multiemail"), "my boss", "e-mail addresses"),
        (a_field("Pets", "multiselect", PETS), "a horse", "Dog, Cat or Bird"),
        (a_field("Extras", "checkbox", ("Tea", "Milk")), "rum", "Tea or Milk"),
    ],
)
async def test_an_answer_that_does_not_fit_is_met_with_what_fits(field: dict[str, Any], answer: str, fits: str) -> None:
    talk = Talk(world=a_world(field))
    await talk.say(BOOK)

    turn = await talk.say(answer)

    assert turn.card is None
    assert fits in turn.reply


@pytest.mark.parametrize("message", ["Name of dog: Rex, weight 12 kg", "weight is 12 kg and name of dog is Rex"])
async def test_several_answers_in_one_message_are_all_taken(message: str) -> None:
    talk = Talk(world=a_world(a_field("Name of dog"), a_field("Weight")))
    await talk.say(BOOK)

    await talk.say(message)
    await talk.say("yes")

    assert talk.made[0].responses.items() >= {"name-of-dog": "Rex", "weight": "12 kg"}.items()


@pytest.mark.parametrize("topic", ["about hiring", "to discuss hiring", "topic: Hiring", "note: hiring"])
async def test_a_topic_that_is_one_of_the_options_answers_the_question(topic: str) -> None:
    talk = Talk()

    turn = await talk.say(f"book a workshop with Al Roy, al@example.com, friday at 2pm, {topic}")

    assert turn.card is not None
    assert (turn.card.answers, turn.card.notes) == ({"topic": "Hiring"}, None)


async def test_two_options_in_the_first_message_answer_nothing() -> None:
    talk = Talk()

    turn = await talk.say("book a workshop with Al Roy, al@example.com, friday at 2pm about hiring or pricing")

    assert turn.card is None
    assert "Topic" in turn.reply


@pytest.mark.parametrize("change", ["breed: Beagle", "change the breed to Beagle", "no, the breed is Beagle"])
async def test_an_answer_can_be_changed_at_the_card(change: str) -> None:
    talk = Talk(world=a_world(a_field("Breed")))
    await talk.say(BOOK)
    await talk.say("Basset")

    turn = await talk.say(change)

    assert turn.card is not None
    assert turn.card.answers == {"breed": "Beagle"}
    assert turn.card.start == FRIDAY_TEN


async def test_a_kind_that_asks_for_a_number_is_refused_before_anything_is_asked() -> None:
    talk = Talk(world=a_world(a_field("Head count", "number"), a_field("Breed")))

    turn = await talk.say("book a vet visit friday at 10")

    assert "asks for a number (“Head count”)" in turn.reply
    assert "/clara/vet-visit" in turn.reply
    assert "Breed" not in turn.reply


@pytest.mark.parametrize("message", ["never mind", "cancel the call with Olga", "what do I have on friday?"])
async def test_a_wish_of_its_own_is_no_answer(message: str) -> None:
    talk = Talk(world=a_world(a_field("Breed")))
    await talk.say(BOOK)

    turn = await talk.say(message)

    assert turn.card is None or "Olga" in turn.reply
    assert message not in turn.reply
