"""Chat for scripts."""

import io
import json
from typing import Any

from graph.events import BookingShown, Button, Conversation, Option, Result, TurnDone
from graph.given.preferences import Preferences
from tests.ui.fakes import TOMORROW_2PM, FakeAssistant, a_card, a_service, a_turn
from ui.terminal.conversation import Talk
from ui.terminal.json_lines import JsonLines, pressed


async def test_the_first_line_says_who_interprets_for_whom_where_and_in_which_zone() -> None:
    front, out = a_front("")

    front.greet(a_service(), "Europe/Berlin")

    assert rows(out) == [
        {
            "interpreter": "offline",
            "account": "dana@example.com",
            "zone": "Europe/Berlin",
            "calcom": "http://127.0.0.1:1",
        }
    ]


async def test_every_line_is_one_object_empty_ones_too() -> None:
    assistant = FakeAssistant()

    answers = await talk_through(assistant, "hi\n\n  \nlast one without an end")

    assert len(answers) == 4
    assert [text for _, text, _ in assistant.heard] == ["hi", "", "  ", "last one without an end"]


async def test_an_answer_holds_reply_card_options_nodes_and_usage() -> None:
    option = Option(n=1, label="Friday, 10:00", start=TOMORROW_2PM)
    assistant = FakeAssistant(turns=[a_turn(card=a_card()), a_turn("Free:", options=(option, Option(n=2, label="X")))])

    with_card, with_options = await talk_through(assistant, "book\nfree?")

    assert set(with_card) == {"reply", "said", "card", "options", "outcome", "nodes", "usage"}
    facts = {"action", "event_type", "start", "end", "zone", "host", "attendees", "hash"}
    assert set(with_card["card"]) == facts | {"rows", "question"}
    assert with_card["card"]["rows"][0] == ["Book", "30 Minute Meeting"]
    assert with_options["card"] is None
    assert with_options["options"] == [
        {"n": 1, "label": "Friday, 10:00", "start": "2026-11-25T13:00:00Z"},
        {"n": 2, "label": "X"},
    ]
    assert set(with_card["usage"]) == {"model_calls", "prompt_tokens", "completion_tokens", "calcom_calls"}


async def test_a_press_is_a_button_of_the_card_last_shown() -> None:
    assistant = FakeAssistant(turns=[a_turn(card=a_card(hash="feed")), a_turn("Booked.")])

    await talk_through(assistant, 'book\n{"press": "confirm"}')

    assert [(button, card) for _, button, card in assistant.pressed] == [(Button.CONFIRM, "feed")]


async def test_a_press_in_a_new_process_is_of_the_card_left_open() -> None:
    assistant = FakeAssistant(stands={"t1": Conversation(card=a_card(hash="left"))})

    await talk_through(assistant, '{"press": "cancel"}')

    assert [(button, card) for _, button, card in assistant.pressed] == [(Button.CANCEL, "left")]


async def test_a_card_says_what_applies_to_it_and_which_rows_changed() -> None:
    more = {"guests": ("tom@example.com",), "notes": "Agenda", "answers": {"topic": "Budget"}, "scope": "one"}
    rows = (("When", "tomorrow", True), ("With", "Ana"))
    assistant = FakeAssistant(turns=[a_turn(card=a_card(**more, rows=rows, reason="ill", from_start=TOMORROW_2PM))])

    [answer] = await talk_through(assistant, "book")

    card = answer["card"]
    assert card["rows"] == [["When", "tomorrow", True], ["With", "Ana"]]
    assert (card["guests"], card["notes"], card["reason"]) == (["tom@example.com"], "Agenda", "ill")
    assert (card["answers"], card["scope"], card["from"]) == ({"topic": "Budget"}, "one", "2026-11-25T13:00:00Z")


async def test_an_answer_holds_what_came_of_it_and_the_bookings_of_a_list() -> None:
    result = Result(status="success", code="done", message="Booked.", data={"action": "book"})
    booking = BookingShown(uid="u1", title="Call", event_type_id=7, start=TOMORROW_2PM, end=TOMORROW_2PM,
                           status="accepted", attendees=())  # fmt: skip
    first, second = TurnDone(reply="Booked.", outcome=result), TurnDone(reply="One.", bookings=(booking,))

    done, listed = await talk_through(FakeAssistant(turns=[[first], [second]]), "yes\nlist")

    assert done["outcome"] == {"status": "success", "code": "done", "message": "Booked.", "data": {"action": "book"}}
    assert "bookings" not in done
    assert listed["outcome"] is None
    at = "2026-11-25T13:00:00Z"
    facts = {"uid": "u1", "title": "Call", "event_type_id": 7, "start": at, "end": at}
    assert listed["bookings"] == [{**facts, "status": "accepted", "attendees": []}]


async def test_a_message_may_have_line_ends_and_say_which_card_its_writer_saw() -> None:
    assistant = FakeAssistant()
    lines = [{"say": "yes\nplease"}, {"say": "yes", "card": "feed"}, {"say": 5}, {"say": "yes", "card": 5}]

    await talk_through(assistant, "\n".join(map(json.dumps, lines)))

    heard = [text for _, text, _ in assistant.heard]
    assert heard == ["yes\nplease", "yes", '{"say": 5}', '{"say": "yes", "card": 5}']
    assert assistant.seen == [None, "feed", None, None]


def test_only_an_object_with_a_known_button_is_a_press() -> None:
    lines = ['{"press": "confirm"}', '{"press": "explode"}', '{"press": ["confirm"]}', '"confirm"', "[1]", "yes", ""]

    assert [pressed(line) for line in lines] == [Button.CONFIRM, None, None, None, None, None, None]


def a_front(typed: str) -> tuple[JsonLines, io.StringIO]:
    out = io.StringIO()
    return JsonLines(io.StringIO(typed), out), out


async def talk_through(assistant: FakeAssistant, typed: str) -> list[dict[str, Any]]:
    front, out = a_front(typed)
    talk = Talk(assistant, "t1", Preferences())
    for line in front.lines():
        await front.answer(talk, line)
    return rows(out)


def rows(out: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.getvalue().splitlines()]
