"""Text is read in one place: what lies between an understanding and the calendar sees fields, never the message."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from pydantic import SecretStr

from graph.understanding.model.interpreter import open_model
from tests.fakes.openai_server import FakeOpenAI, openai_server, tool_call
from tests.graph.talk import Talk

GRAPH = Path(__file__).parents[2] / "graph"
READERS = ("understanding", "when", "wording", "rows")  # from text to meaning, and from meaning to text
# The way in, which hides keys that were pasted; the node that hands the message on; the one that hands on an answer;
# the state, which keeps of a message no more than is read.
CARRIERS = {"assistant.py", "nodes/parse_intent.py", "nodes/confirm.py", "known/state.py"}


def between() -> list[Path]:
    return [path for path in sorted(GRAPH.rglob("*.py")) if path.relative_to(GRAPH).parts[0] not in READERS]


def patterns_in(source: str) -> set[str]:
    """Names of what matches text by pattern."""
    imported = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {alias.name for node in imported for alias in node.names}
    names |= {node.module or "" for node in imported if isinstance(node, ast.ImportFrom)}
    return names & {"re", "regex", "fnmatch"}


def messages_read_in(source: str) -> set[str]:
    """Attributes through which the words of a message are reached; `text` is one only of what is called a message."""
    read = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Attribute)]
    texts = {"text" for node in read if node.attr == "text" and re.search(r"^m$|message", ast.unparse(node.value))}
    return texts | ({node.attr for node in read} & {"content", "message", "text_content"})


def test_nothing_between_understanding_and_calendar_matches_text_by_pattern() -> None:
    wrong = {str(path.relative_to(GRAPH)) for path in between() if patterns_in(path.read_text())}

    assert wrong <= {"assistant.py"}


def test_only_those_that_hand_the_message_on_touch_it() -> None:
    wrong = {str(path.relative_to(GRAPH)) for path in between() if messages_read_in(path.read_text())}

    assert wrong == CARRIERS


def test_a_pattern_and_a_message_are_seen_wherever_they_hide() -> None:
    assert patterns_in("def f():\n    from re import search\n") == {"re"}
    assert messages_read_in("said = state.messages[-1].content") == {"content"}
    assert messages_read_in("said = state.messages[-1].text, card.text") == {"text"}


# --- the same wishes in another language, as a model reads them ------------------------------------------------------


@pytest.fixture
def endpoint() -> Iterator[FakeOpenAI]:
    with openai_server() as fake:
        yield fake


async def heard(endpoint: FakeOpenAI, *turns: tuple[str, Mapping[str, object]]) -> Talk:
    """A talk in which each message is understood as this act."""
    endpoint.answers(*(tool_call({"acts": [act]}) for _, act in turns))
    key = SecretStr("sk-test-not-a-real-key-000000")
    talk = Talk(interpreter=open_model(api_key=key, base_url=endpoint.base_url, timeout=5, max_retries=0))
    for message, _ in turns:
        await talk.say(message)
    return talk


async def test_a_model_is_not_overruled_by_english_words_in_the_message(endpoint: FakeOpenAI) -> None:
    talk = await heard(endpoint, ("do I have any openings booked friday?", {"intent": "list", "when": "friday"}))

    assert talk.turns[-1].nodes == ("parse_intent", "list_bookings", "respond")


async def test_time_that_shall_be_kept_free_is_heard_in_any_language(endpoint: FakeOpenAI) -> None:
    talk = await heard(endpoint, ("halte mir den Freitag frei", {"intent": "block_time", "when": "friday"}))

    assert "can't keep time free" in talk.turns[-1].reply
    assert talk.turns[-1].card is None


async def test_how_long_a_kind_takes_is_heard_in_any_language(endpoint: FakeOpenAI) -> None:
    act = {"intent": "list", "event_type": "consultation", "wants": "length"}

    talk = await heard(endpoint, ("wie lange dauert eine Beratung?", act))

    assert "Consultation" in talk.turns[-1].reply
    assert "30/60/90" in talk.turns[-1].reply


@pytest.mark.parametrize(("kind", "words"), [("goodbye", "Goodbye"), ("thanks", "welcome"), ("greeting", "Hello")])
async def test_small_talk_is_answered_in_kind(endpoint: FakeOpenAI, kind: str, words: str) -> None:
    talk = await heard(endpoint, ("na dann", {"intent": "small_talk", "talk": kind}))

    assert words.lower() in talk.turns[-1].reply.lower()


async def test_a_rhythm_is_never_one_booking_in_silence(endpoint: FakeOpenAI) -> None:
    act = {
        "intent": "book",
        "event_type": "intro call",
        "when": "wednesday at 4pm",
        "said": "mittwochs um 16 Uhr",
        "series": {"unit": "week"},
        "people": [{"name": "Zed Zimmer", "email": "zed@example.com"}],
    }

    talk = await heard(endpoint, ("jede Woche mittwochs um 16 Uhr mit Zed Zimmer, zed@example.com", act))

    assert "no series" in talk.turns[-1].reply
    assert talk.turns[-1].card is None


INTRO: dict[str, object] = {
    "intent": "book",
    "event_type": "intro call",
    "when": "tomorrow at 4pm",
    "people": [{"name": "Zed Zimmer", "email": "zed@example.com"}],
}


async def test_a_place_stands_on_the_card_and_goes_with_the_booking(endpoint: FakeOpenAI) -> None:
    talk = await heard(endpoint, ("im Café Mira", {**INTRO, "place": "Café Mira", "notes": "Budget"}))

    card = talk.turns[-1].card
    assert card
    assert "Notes: Budget. Place: Café Mira" in card.text


async def test_details_and_guests_are_taken_away_again(endpoint: FakeOpenAI) -> None:
    with_more = {**INTRO, "notes": "Budget", "guests": ["Bo Lind, bo@example.com", "mia@example.com"]}
    fewer = {"intent": "change", "removes": ["the notes", "Bo"]}

    talk = await heard(endpoint, ("mit Bo und Mia", with_more), ("ohne Notiz und ohne Bo", fewer))

    card = talk.turns[-1].card
    assert card
    assert "Budget" not in card.text
    assert [party.email for party in card.attendees] == ["zed@example.com", "mia@example.com"]


async def test_what_is_not_there_cannot_be_taken_away_and_that_is_said(endpoint: FakeOpenAI) -> None:
    talk = await heard(endpoint, ("Intro mit Zed", INTRO), ("ohne Anna", {"intent": "change", "removes": "Anna"}))

    assert "no “Anna”" in talk.turns[-1].reply
    assert talk.writes == []


async def test_words_that_nothing_came_of_are_named_on_the_card(endpoint: FakeOpenAI) -> None:
    less = {key: value for key, value in INTRO.items() if key != "when"}
    answer = {"intent": "answer", "when": "tomorrow at 4pm"}
    later = {"intent": "change", "when": "tomorrow at 4:15pm", "unused": "am Fenster"}

    talk = await heard(
        endpoint,
        ("Intro vor dem Flug", {**less, "unused": ["vor dem Flug"]}),
        ("morgen um 16 Uhr", answer),
        ("um Viertel nach am Fenster", later),
    )

    _, first, second = (turn.card for turn in talk.turns)
    assert first
    assert second
    assert ("Not used", "“vor dem Flug”") in [(row.label, row.value) for row in first.rows]
    assert [row.value for row in second.rows if row.label == "Not used"] == ["“am Fenster”"]


async def test_second_choices_count_when_the_first_is_taken(endpoint: FakeOpenAI) -> None:
    act = {**INTRO, "when": "tomorrow at 10am", "alternatives": ["tomorrow at 4pm"]}  # 10:00 is taken

    talk = await heard(endpoint, ("morgen um 10, sonst um 16 Uhr", act))

    assert "16:00" in talk.turns[-1].reply
    assert "10:00" not in talk.turns[-1].reply


async def test_what_is_told_with_a_cancel_reaches_the_other_side_as_its_reason(endpoint: FakeOpenAI) -> None:
    act = {"intent": "cancel", "booking": {"person": "Olga"}, "notes": "I am stuck at the airport"}

    talk = await heard(endpoint, ("sag Olga ab: I am stuck at the airport", act))

    card = talk.turns[-1].card
    assert card
    assert "Reason: I am stuck at the airport" in card.text


async def test_what_was_set_aside_is_taken_up_in_any_language(endpoint: FakeOpenAI) -> None:
    first = {**INTRO, "when": "tomorrow"}
    talk = await heard(endpoint, ("Intro", first), ("erst Olga", {"intent": "cancel", "booking": {"person": "Olga"}}))
    await talk.press("cancel")
    endpoint.answers(tool_call({"acts": [{"intent": "go_on"}]}))

    turn = await talk.say("mach weiter")

    assert all(option.start for option in turn.options)
    assert "Zed" not in turn.reply
    assert len(turn.options) == 5


async def test_a_question_that_could_not_be_answered_is_asked_again_by_try_again() -> None:
    talk = Talk()
    talk.world.faults.script("GET /v2/bookings", "status", times=20, code=503)
    failed = await talk.say("what do I have tomorrow?")
    twice = await talk.say("try again")
    talk.world.faults.clear()

    turn = await talk.say("try again")

    assert "did not answer about the bookings (503)" in failed.reply
    assert "did not answer about the bookings (503)" in twice.reply
    assert "25 Nov" in turn.reply


async def test_a_question_that_was_not_asked_again_is_forgotten() -> None:
    talk = Talk()
    talk.world.faults.script("GET /v2/bookings", "status", times=20, code=503)
    await talk.say("what do I have tomorrow?")
    talk.world.faults.clear()

    turn = await talk.say("hello")

    assert turn.nodes == ("parse_intent", "respond")
