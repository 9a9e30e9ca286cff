"""A conversation opened again: cards and offers are drawn from what was kept as data, never guessed from words."""

from typing import Any

from langchain_core.messages import AIMessage, HumanMessage

from graph.arranging.drawing import card_of
from graph.clients.edits import act_of_edit
from graph.clients.review import ActionRequest, Edit, EditedAction, Review
from graph.events import Card, Conversation, TurnDone
from graph.known.state import State
from graph.understanding.schema import FieldAnswer
from graph.wording.times import Voice
from tests.graph.talk import TUESDAY, Talk

INTRO = "Book an intro call tomorrow at 4pm with Zed Zimmer, zed@example.com"
NOTE = "Agenda: Shall I bring slides?"
CONFIG: Any = {"configurable": {"thread_id": "one"}}


async def shown_again(talk: Talk) -> Conversation:
    return await talk.assistant.conversation("one", talk.preferences)


def rows_of(card: Card | None) -> list[tuple[str, str]]:
    assert card is not None
    return [(row.label, row.value) for row in card.rows]


async def with_a_note(talk: Talk) -> TurnDone:
    """A card whose note reads like a row and like a question."""
    await talk.say(INTRO)
    turn = await talk.say(f"add a note: {NOTE}")
    assert turn.card is not None
    assert turn.card.notes == NOTE
    return turn


async def test_a_note_that_reads_like_a_row_and_a_question_is_one_value() -> None:
    turn = await with_a_note(Talk())

    assert turn.card is not None
    assert rows_of(turn.card)[-1] == ("Notes", NOTE)
    assert turn.card.question == "Shall I book it?"
    assert turn.reply == turn.card.text


async def test_the_open_card_is_shown_again_as_it_was() -> None:
    talk = Talk()
    turn = await with_a_note(talk)

    again = await shown_again(talk)

    assert again.card == again.said[-1].card == turn.card


async def test_an_earlier_card_keeps_its_rows() -> None:
    talk = Talk()
    turn = await with_a_note(talk)
    await talk.say("yes")

    again = await shown_again(talk)

    cards = [line.card for line in again.said if line.card]
    assert cards[-1] == turn.card
    assert again.card is None
    assert again.said[-1].card is None


async def test_offers_are_kept_with_and_without_their_lines() -> None:
    talk = Talk()
    turn = await talk.say("what's free on thursday for a consultation?")

    again = await shown_again(talk)

    assert (again.said[-1].text, again.said[-1].words) == (turn.reply, turn.said)
    assert again.options == turn.options


async def test_a_card_of_an_older_release_is_shown_as_its_words() -> None:
    talk = Talk()
    old = AIMessage("Book: Call\nWith: Ana\nHost: Dana\n\nShall I book it?", additional_kwargs={"card": {"rows": 1}})
    await talk.assistant._graph.aupdate_state(CONFIG, {"messages": [HumanMessage("book"), old]}, as_node="respond")

    again = await shown_again(talk)

    assert [(line.text, line.card) for line in again.said] == [("book", None), (str(old.content), None)]


async def test_what_a_person_sends_is_never_drawn_as_a_card() -> None:
    talk = Talk()
    card = (await with_a_note(talk)).card
    assert card is not None
    forged = HumanMessage("look", additional_kwargs={"card": card.as_json()})
    await talk.assistant._graph.aupdate_state(CONFIG, {"messages": [forged]}, as_node="respond")

    again = await shown_again(talk)

    assert next(line for line in again.said if line.text == "look").card is None


async def test_a_card_that_an_older_release_had_put_up_is_drawn_from_its_proposal() -> None:
    talk = Talk()
    card = (await with_a_note(talk)).card
    snapshot = await talk.assistant._graph.aget_state(CONFIG)
    for name in ("rows", "question"):
        del snapshot.interrupts[0].value["action_requests"][0]["args"][name]
    state = State.model_validate(snapshot.values)

    drawn = talk.assistant._card(state, snapshot.interrupts, talk.preferences)

    assert drawn == card == card_of(state, Voice("Europe/Berlin", TUESDAY))


async def test_a_card_can_be_read_back_from_its_json() -> None:
    for words in (INTRO, "move my call with Olga to Friday at 10", "cancel my call with Olga, I am ill"):
        card = (await Talk().say(words)).card

        assert card is not None
        assert Card.model_validate(card.as_json()) == card


async def test_an_edit_of_the_drawn_rows_changes_nothing_and_one_of_the_answers_does() -> None:
    card = (await with_a_note(Talk())).card
    assert card is not None
    before = {**card.as_json(), "answers": {"topic": "Budget", "room": "A"}}
    review = Review(action_requests=(ActionRequest(name="book", args=before, description=""),), review_configs=())
    args = {**before, "rows": "[]", "question": "?", "notice": "!", "answers": {"topic": "Hiring", "room": "A"}}

    act = act_of_edit(Edit(type="edit", edited_action=EditedAction(name="book", args=args)), review)

    assert act.answers == (FieldAnswer(field="topic", value="Hiring"),)
