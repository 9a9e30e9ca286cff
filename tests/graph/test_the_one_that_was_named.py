"""Never another booking than the one that was named: what was said and not understood is asked about and quoted."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from graph.events import TurnDone
from graph.understanding.model.interpreter import open_model
from tests.fakes.openai_server import FakeOpenAI, openai_server, tool_call
from tests.graph.talk import TUESDAY, Talk, with_a_studio
from tools.likeness import name_likeness
from tools.mock_calcom.samples import sample_world
from tools.mock_calcom.seeding import put_booking

MIA = "Book an intro call tomorrow at 4pm with Mia Vogt, mia@example.com"
STATES = {
    "nothing": (),
    "a booking was made": (MIA, "yes"),
    "one was moved": ("move my call with Olga to Friday at 10", "yes"),
    "one was cancelled": (MIA, "yes", "cancel my call with Olga", "yes"),
    "a list": ("what do I have this week?",),
    "a list of one": ("what is my next meeting?",),
    "a list paged through": ("what do I have?", "more"),
    "offers": ("what's free on friday for a consultation?",),
    "bookings to pick from": ("cancel my meeting with John",),
    "a card to book": (MIA,),
    "a card to cancel": ("cancel my call with Olga",),
    "a card to move": ("move my call with Olga to Friday at 10",),
    "a card to accept": ("accept the review with Fatima",),
    "a card kept": ("cancel my call with Olga", "no"),
    "a question": ("book an intro call tomorrow at 4pm",),
    "a class with seats": ("when is my choir class?",),
}
ORDERS = (
    "cancel my meeting with {}", "please cancel the call with {}", "cancel the one with {}", "delete the booking of {}",
    "cancel the appointment for {}", "move my meeting with {} to friday at 10", "reschedule the call of {} to monday",
    "push the meeting with {} back by an hour", "can you move the session with {}?", "accept the meeting with {}",
    "accept the booking of {}", "decline the request from {}", "decline the meeting with {}",
    "cancel my next meeting with {}", "cancel the second meeting with {}", "cancel all my meetings with {}",
    "cancel tomorrow's meeting with {}", "drop the appointment at {}", "cancel my meeting about {}",
    "I can't make my meeting with {}, cancel it", "I have to cancel on {}",
    "cancel my meeting: {}", "please cancel it ({})", "move that call: {}, to friday at 10", "decline it: {}",
)  # fmt: skip
APART = (
    "cancel it, the {} one", "cancel this one, the {} one", "please cancel that - the {} one", "accept it: the {} one",
    "cancel it. The {} one.", "move it, the {} one, to friday at 10", "cancel my call, the {}", "decline it, my {}",
    "cancel the next one: {}", "push it back an hour, the {} one", "cancel that meeting, the {}'s",
)  # fmt: skip
WHAT = ("roofer", "upholstery", "landlady", "tax office", "piano tuner", "insurance", "Okonkwo", "tiler")
UNKNOWN = (
    "Room 21", "Team 9", "Agent 88", "Piet 3", "4D", "Zone 51 GmbH", "Unit 7 Berlin", "Anne Lou 2nd", "the gardener",
    "my landlord", "the new supplier", "the visitor from Initech", "our accountant", "her lawyer", "that recruiter",
    "Dr. No 3", "B2B Sales", "007", "the second gardener", "Okonkwo", "gardener", "R2-D2",
)  # fmt: skip
KNOWN = ("Mia Vogt", *{b.attendees[0].name for b in with_a_studio(sample_world(lambda: TUESDAY)).bookings.values()})


async def told_at(state: str, said: str) -> tuple[Talk, TurnDone]:
    """A talk that came to this state, and the answer to what is said there; a yes after it would count."""
    talk = Talk(world=with_a_studio(sample_world(lambda: TUESDAY)))
    for earlier in STATES[state]:
        await talk.say(earlier)
    written = list(talk.writes)
    turn = await talk.say(said)
    await talk.say("yes")
    assert talk.writes == written, said
    return talk, turn


SYLLABLES = ("ka", "ro", "zi", "bu", "le", "tho", "mik", "sna", "vo", "quil", "dra", "pem")
words = st.lists(st.sampled_from(SYLLABLES), min_size=3, max_size=4).map("".join)
names = st.one_of(
    st.sampled_from(UNKNOWN),
    words.map(str.capitalize),
    st.tuples(words.map(str.capitalize), st.integers(1, 999)).map(lambda parts: f"{parts[0]} {parts[1]}"),
    st.tuples(st.sampled_from(["the", "my", "our", "the new"]), words).map(" ".join),
)


async def never_another(state: str, order: str, name: str) -> None:
    assume(not any(name_likeness(word, known) for word in name.split() for known in KNOWN))

    _, turn = await told_at(state, order.format(name))

    assert turn.card is None, turn.card


@settings(max_examples=8)
@given(st.sampled_from([*STATES]), st.sampled_from(ORDERS), st.sampled_from(UNKNOWN))
async def test_an_unknown_name_puts_up_no_card_whatever_came_before(state: str, order: str, name: str) -> None:
    await never_another(state, order, name)


@pytest.mark.slow
@pytest.mark.timeout(600)
@settings(max_examples=100)
@given(st.sampled_from([*STATES]), st.sampled_from(ORDERS), names)
@example("a booking was made", "cancel my meeting with {}", "4D")
async def test_no_unknown_name_puts_up_a_card_whatever_came_before(state: str, order: str, name: str) -> None:
    await never_another(state, order, name)


@pytest.mark.parametrize("order", APART)
async def test_what_stands_apart_and_may_name_it_is_asked_about(order: str) -> None:
    what = WHAT[APART.index(order) % len(WHAT)]

    _, turn = await told_at("a booking was made", order.format(what))

    assert turn.card is None, turn.card
    assert what in turn.reply


@pytest.mark.slow
@pytest.mark.timeout(600)
@settings(max_examples=60)
@given(st.sampled_from([*STATES]), st.sampled_from(APART), st.one_of(st.sampled_from(WHAT), words))
async def test_what_stands_apart_puts_up_no_card_whatever_came_before(state: str, order: str, what: str) -> None:
    await never_another(state, order, what)


@pytest.mark.parametrize("said", ["cancel it: Olga", "cancel it, the Olga one", "cancel my call (Olga Petrova)"])
async def test_who_stands_apart_is_who_is_meant(said: str) -> None:
    talk = Talk()
    for earlier in STATES["a booking was made"]:
        await talk.say(earlier)

    turn = await talk.say(said)

    assert turn.card is not None, turn.reply
    assert turn.card.attendees[0].name == "Olga Petrova"


@pytest.mark.parametrize(
    "said",
    [
        "cancel it, please", "cancel it - thanks", "cancel it: I'm ill", "cancel it, my boss is ill",
        "cancel it, sorry", "cancel it, the time doesn't work", "hello: cancel it", "cancel it, that one",
    ],
)  # fmt: skip
async def test_what_stands_apart_and_names_nothing_is_no_name(said: str) -> None:
    talk = Talk()
    for earlier in STATES["a booking was made"]:
        await talk.say(earlier)

    turn = await talk.say(said)

    assert turn.card is not None, turn.reply
    assert turn.card.attendees[0].name == "Mia Vogt"


# --- the one that is there is found, under whatever name it has ------------------------------------------------------

ODD = ("Room 21", "Team 9", "Piet 3", "4D", "Zone 51 GmbH", "Anne Lou 2nd", "Daniela Roth", "Dan Falk", "Mia's Bakery")


def a_calendar_with(*odd: str) -> Talk:
    """The studio's, and a booking with each of these, at six and half past on the days from Monday on."""
    talk = Talk(world=with_a_studio(sample_world(lambda: TUESDAY)))
    kind = next(kind for kind in talk.world.event_types.values() if kind.slug == "30min")
    for n, name in enumerate(odd):
        start = TUESDAY.replace(hour=18) + timedelta(days=6 + n)
        put_booking(talk.world, kind, start, name, f"odd{n}@example.test")
    return talk


@pytest.mark.parametrize(
    ("said", "name"),
    [
        *((f"cancel my meeting with {name}", name) for name in ODD),
        ("cancel the 30 min meeting of Piet 3", "Piet 3"),
        ("please move Daniela's 30 minute meeting to friday at 10", "Daniela Roth"),
        ("Cancel Olga's intro call", "Olga Petrova"),
        ("Shift Olga's intro to friday at 10", "Olga Petrova"),
        ("cancel the meeting I have with Kenji", "Kenji Sato"),
        ("cancel the call I booked with Kenji", "Kenji Sato"),
        ("cancel the meeting with Dan", "Dan Falk"),  # as written goes before a beginning
        ("cancel my half hour meeting with Room 21", "Room 21"),
        ("cancel the meeting with Team 9 on tuesday 1 december", "Team 9"),
    ],
)
async def test_who_is_named_is_found_however_odd_the_name(said: str, name: str) -> None:
    turn = await a_calendar_with(*ODD).say(said)

    assert turn.card is not None, turn.reply
    assert turn.card.attendees[0].name == name


async def test_a_name_with_a_number_is_kept_whole_when_it_is_booked() -> None:
    talk = Talk()

    turn = await talk.say("Book an intro call tomorrow at 4pm with Studio 8 studio8@example.com")

    assert turn.card is not None
    assert (turn.card.attendees[0].name, turn.card.attendees[0].email) == ("Studio 8", "studio8@example.com")


@pytest.mark.parametrize("said", ["Room 2", "Team 90", "Mia's boss", "Ben Ode Junior", "Piet"])
async def test_part_of_a_name_or_more_than_it_is_not_silently_that_one(said: str) -> None:
    turn = await a_calendar_with(*ODD, "Mia").say(f"cancel my meeting with {said}")

    assert turn.card is None or f"Understood as: “{said}” is" in turn.card.text or said == "Piet"


async def test_a_beginning_of_a_name_is_told_on_the_card() -> None:
    turn = await Talk().say("cancel my call with Olg")

    assert turn.card is not None
    assert "Understood as: “Olg” is Olga Petrova" in turn.card.text


async def test_who_is_left_over_of_two_is_quoted() -> None:
    turn = await Talk().say("cancel my call with Olga and the gardener")

    assert turn.card is not None
    assert "Not used: “Olga and the gardener”" in turn.card.text


async def test_a_weekday_after_a_list_is_the_one_of_that_list() -> None:
    talk = Talk()
    await talk.say("when do I see John?")

    turn = await talk.say("cancel the one on monday")

    assert turn.card is not None
    assert turn.card.attendees[0].name == "John Miller"


@pytest.mark.parametrize(
    "said",
    [
        "Cora Li can't come to the choir class on Thursday, take her off",
        "Cora won't make the choir class on Thursday, cancel her seat",
        "Cora is away, please cancel the choir class for her",
        "Cora has to work. Please take her out of the choir class",
        "cancel the choir class for Yves",
        "Yves is ill, cancel the choir class for him",
        "Cora and Ben are ill, cancel the choir class for them",
    ],
)
async def test_one_who_cannot_come_never_cancels_it_for_all(said: str) -> None:
    turn = await a_calendar_with().say(said)

    assert turn.card is None or [party.name for party in turn.card.attendees] == ["Cora Li"]
    assert "everybody" not in turn.reply


@pytest.mark.parametrize(
    "said",
    [
        "no, leave kim@example.com out after all", "without kim@example.com please", "don't invite kim@example.com",
        "uninvite kim@example.com", "please leave Kim out", "remove kim@example.com again", "no guests",
    ],
)  # fmt: skip
async def test_a_guest_who_is_taken_off_is_gone_and_never_the_attendee(said: str) -> None:
    talk = Talk()
    await talk.say(MIA)
    await talk.say("add kim@example.com")

    turn = await talk.say(said)

    assert turn.card is not None
    assert [party.email for party in turn.card.attendees] == ["mia@example.com"]


# --- behind the seam: whoever read the message -----------------------------------------------------------------------


@pytest.fixture
def endpoint() -> Iterator[FakeOpenAI]:
    with openai_server() as fake:
        yield fake


async def read_by_a_model(endpoint: FakeOpenAI, said: str, act: dict[str, object]) -> TurnDone:
    """The answer to a message that a model reads as this act, after a list of one booking."""
    earlier = {"intent": "list", "booking": {"pronoun": "next"}}
    endpoint.answers(tool_call({"acts": [earlier]}), tool_call({"acts": [act]}))
    key = SecretStr("sk-test-not-a-real-key-000000")
    model = open_model(api_key=key, base_url=endpoint.base_url, timeout=5, max_retries=0)
    talk = Talk(world=with_a_studio(sample_world(lambda: TUESDAY)), interpreter=model)
    await talk.say("what is my next meeting?")
    turn = await talk.say(said)
    await talk.say("yes")
    assert talk.writes == []
    return turn


@pytest.mark.parametrize(
    ("intent", "booking"),
    [
        *((intent, None) for intent in ("cancel", "reschedule", "accept", "decline")),
        ("reschedule", {"pronoun": "it"}),
        *(("cancel", words) for words in ({"pronoun": "next"}, {"ordinal": 1}, {"all": True}, {"when": "tomorrow"})),
    ],
)
async def test_an_act_whose_name_was_not_understood_is_a_question(
    endpoint: FakeOpenAI, intent: str, booking: object
) -> None:
    act = {"intent": intent, "booking": booking, "unused": ["mit dem Gärtner"]}

    turn = await read_by_a_model(endpoint, "das mit dem Gärtner bitte", act)

    assert turn.card is None
    assert "“mit dem Gärtner”" in turn.reply


async def test_a_name_that_a_model_leaves_out_is_not_left_out(endpoint: FakeOpenAI) -> None:
    turn = await read_by_a_model(endpoint, "cancel my meeting with Room 21", {"intent": "cancel"})

    assert turn.card is None
    assert "“Room 21”" in turn.reply


async def test_a_list_says_what_it_could_not_look_for(endpoint: FakeOpenAI) -> None:
    turn = await read_by_a_model(endpoint, "was habe ich mit dem Gärtner?", {"intent": "list", "unused": ["Gärtner"]})

    assert "Nothing matches “Gärtner”" in turn.reply


@pytest.mark.parametrize("more", [{"unused": ["für Yves"]}, {"one_seat": True}])
async def test_a_seat_that_was_not_understood_is_never_the_whole_class(
    endpoint: FakeOpenAI, more: dict[str, object]
) -> None:
    act = {"intent": "cancel", "booking": {"title": "choir class"}, **more}

    turn = await read_by_a_model(endpoint, "den Chor für Yves absagen", act)

    assert turn.card is None
    assert "seat" in turn.reply


async def test_a_guest_is_not_made_the_attendee_by_a_model(endpoint: FakeOpenAI) -> None:
    book = {"intent": "book", "event_type": "intro call", "when": "tomorrow at 4pm",
            "people": [{"name": "Mia Vogt", "email": "mia@example.com"}], "guests": ["kim@example.com"]}  # fmt: skip
    endpoint.answers(
        *(tool_call({"acts": [act]}) for act in (book, {"intent": "change", "people": [{"email": "kim@example.com"}]}))
    )
    key = SecretStr("sk-test-not-a-real-key-000000")
    talk = Talk(interpreter=open_model(api_key=key, base_url=endpoint.base_url, timeout=5, max_retries=0))
    await talk.say("mit Mia und Kim")

    turn = await talk.say("ohne Kim")

    assert turn.card is not None
    assert [party.email for party in turn.card.attendees] == ["mia@example.com", "kim@example.com"]
    assert "can't be both" in turn.reply


@pytest.mark.parametrize("said", ["cancel it, roofer", "cancel this, tiler", "drop that, glazier"])
async def test_a_bare_word_behind_a_comma_may_be_its_name(said: str) -> None:
    talk = Talk()
    await talk.say("when is my call with Olga?")

    turn = await talk.say(said)

    assert turn.card is None
    assert said.split(", ")[1] in turn.reply
    assert (await talk.say("cancel it, cheers")).card is None or "Olga" in talk.turns[-1].reply
