"""What LangGraph clients send today is answered: Studio's free box, agent-chat-ui, Agent Inbox in both its forms."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.types import Command

from graph.app import graph
from graph.given import ports
from graph.given.ports import Ports
from graph.opening.storing import PlainData
from graph.understanding.offline import OfflineInterpreter
from graph.wording.clients import NOT_READ, NOTHING_EDITED, OLDER_CARD, ONE_CARD
from tests.graph.talk import Talk

BOOK = "Book an intro call tomorrow at 4pm with Zed Zimmer, zed@example.com, and gil@example.com"
CONTEXT: Any = {"zone": "Europe/Berlin"}
CONFIG: Any = {"configurable": {"thread_id": "one"}}
Args = dict[str, Any]


@dataclass
class Client:
    """The served graph, driven as a client does."""

    talk: Talk
    served: Any

    async def says(self, content: Any) -> Any:
        """A message; agent-chat-ui sends it as blocks."""
        said: Any = {"messages": [{"role": "user", "content": content}]}
        return await self.served.ainvoke(said, CONFIG, context=CONTEXT)

    async def resumes(self, value: Any) -> Any:
        """Without an interrupt's id, as both front ends do."""
        return await self.served.ainvoke(Command(resume=value), CONFIG, context=CONTEXT)

    async def card(self) -> Args:
        """The arguments of the card that is open."""
        [interrupt] = (await self.served.aget_state(CONFIG)).interrupts
        return dict(interrupt.value["action_requests"][0]["args"])


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Client:
    talk = Talk()
    monkeypatch.setattr(ports, "_installed", [Ports(talk.calcom, OfflineInterpreter(), lambda: talk.now)])
    return Client(talk, graph.copy(update={"checkpointer": InMemorySaver(serde=PlainData())}))


def waiting(result: Any) -> Args:
    """The card that is open after a run."""
    [interrupt] = result["__interrupt__"]
    return dict(interrupt.value["action_requests"][0]["args"])


NO_ANSWERS = [
    (True, NOT_READ),
    (7, NOT_READ),
    ("", NOT_READ),
    ([], NOT_READ),
    ({}, NOT_READ),
    ({"decisions": []}, NOT_READ),
    ({"decisions": "approve please"}, None),
    ({"type": "aprove"}, NOT_READ),
    ([{"type": "edit", "args": "?"}], NOT_READ),
    ([{"type": "response", "args": None}], NOT_READ),
    ("{not json", None),
    ({"decisions": [{"type": "approve"}, {"type": "approve"}]}, ONE_CARD),
    ({"decisions": [{"type": "approve", "hash": "0ld"}]}, OLDER_CARD),
    ([{"type": "accept", "args": {"action": "book", "args": {"hash": "0ld"}}}], OLDER_CARD),
]


async def test_what_is_no_answer_shows_the_card_again_and_wedges_nothing(client: Client) -> None:
    first = waiting(await client.says(BOOK))

    for value, sentence in NO_ANSWERS:
        shown = waiting(await client.resumes(value))
        assert sentence is None or shown["notice"] == sentence, value
        assert shown["hash"] == first["hash"], value
    before = len(client.talk.made)
    done = await client.resumes({"decisions": [{"type": "approve"}]})

    assert before == 0
    assert len(client.talk.made) == 1
    assert done["answer"].outcome.status == "success"


YES: list[Callable[[Args], Any]] = [
    lambda card: "yes",
    lambda card: "go ahead",
    lambda card: {"type": "approve"},
    lambda card: [{"type": "approve"}],
    lambda card: {"decisions": [{"type": "approve", "hash": card["hash"]}]},
    lambda card: json.dumps({"decisions": [{"type": "approve"}]}),
    lambda card: [{"type": "accept", "args": None}],  # Agent Inbox
    lambda card: [{"type": "accept", "args": {"action": "book", "args": card}}],
    lambda card: {"decisions": [{"type": "approve", "args": {"action": "book", "args": {}}}]},  # … in its other form
]


@pytest.mark.parametrize("value", YES)
async def test_every_form_of_a_yes_books_once(client: Client, value: Callable[[Args], Any]) -> None:
    card = waiting(await client.says(BOOK))

    await client.resumes(value(card))

    assert len(client.talk.made) == 1


@pytest.mark.parametrize(
    "value",
    [
        "no, never mind",
        {"type": "reject"},
        {"decisions": [{"type": "reject", "message": "it is too early"}]},  # agent-chat-ui
        [{"type": "ignore", "args": None}],  # Agent Inbox
        {"decisions": [{"type": "reject", "args": "not this week"}]},
    ],
    ids=str,
)
async def test_every_form_of_a_no_drops_the_card(client: Client, value: Any) -> None:
    await client.says(BOOK)

    done = await client.resumes(value)

    assert "__interrupt__" not in done
    assert len(client.talk.made) == 0


@pytest.mark.parametrize(
    "value", ["make it 1pm", [{"type": "response", "args": "make it 1pm"}], {"type": "respond", "message": "at 1pm"}]
)
async def test_words_are_read_like_any_message(client: Client, value: Any) -> None:
    await client.says(BOOK)

    assert "T13:00" in waiting(await client.resumes(value))["start"]


def as_chat_ui(card: Args, changed: Args) -> Any:
    """As agent-chat-ui sends an edit: what was edited and is no text, as JSON text."""
    told = {name: value if isinstance(value, str) else json.dumps(value) for name, value in changed.items()}
    return {"decisions": [{"type": "edit", "edited_action": {"name": "book", "args": {**card, **told}}}]}


def as_inbox(card: Args, changed: Args) -> Any:
    return [{"type": "edit", "args": {"action": "book", "args": {**card, **changed}}}]


ZED = {"name": "Zed Zimmer", "email": "zed@example.com", "time_zone": "Europe/Berlin"}
NEW = {"name": "Kai Moll", "email": "kai@example.com", "time_zone": "Europe/Berlin"}
GIL, MO = ({"name": "", "email": f"{name}@example.com", "time_zone": ""} for name in ("gil", "mo"))
EDITS: dict[str, tuple[Args, Callable[[Args], bool]]] = {
    "start": ({"start": "2026-11-25T13:00:00+01:00"}, lambda card: "T13:00" in card["start"]),
    "the end": (
        {"end": "2026-11-25T16:30:00+01:00", "event_type": "30 minute meeting"},
        lambda c: "T16:30" in c["end"],
    ),
    "event type": ({"event_type": "30 minute meeting"}, lambda card: card["event_type"] == "30 minute meeting"),
    "attendee": ({"attendees": [NEW, GIL]}, lambda card: card["attendees"][0]["email"] == "kai@example.com"),
    "a guest more": ({"attendees": [ZED, GIL, MO]}, lambda c: c["guests"] == ["gil@example.com", "mo@example.com"]),
    "a guest less": ({"attendees": [ZED]}, lambda card: not card.get("guests")),
    "guests": ({"guests": ["mo@example.com"]}, lambda card: card["guests"] == ["mo@example.com"]),
    "notes": ({"notes": "Bring the plan"}, lambda card: card["notes"] == "Bring the plan"),
}


@pytest.mark.parametrize("form", [as_chat_ui, as_inbox])
@pytest.mark.parametrize("edit", EDITS)
async def test_an_edit_of_a_value_makes_a_new_card_with_it(client: Client, form: Any, edit: str) -> None:
    changed, is_so = EDITS[edit]
    card = waiting(await client.says(BOOK))

    shown = waiting(await client.resumes(form(card, changed)))

    assert is_so(shown), shown
    assert shown["hash"] != card["hash"]
    assert len(client.talk.made) == 0


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"colour": "red"}, "colour"),
        ({"zone": "Asia/Tokyo"}, "zone"),
        ({"action": "cancel"}, "action"),
        ({"host": {"name": "Somebody", "email": "s@example.com", "time_zone": "UTC"}}, "host"),
        ({"start": "2026-11-25T13:00:00+01:00", "colour": "red"}, "colour"),
    ],
)
async def test_what_cannot_be_edited_is_refused_by_name_and_nothing_is_taken(
    client: Client, changed: Args, name: str
) -> None:
    card = waiting(await client.says(BOOK))

    shown = waiting(await client.resumes(as_chat_ui(card, changed)))

    assert f"“{name}”" in shown["notice"]
    assert {**shown, "notice": ""} == {**card, "notice": ""}


async def test_an_edit_that_edits_nothing_is_no_yes(client: Client) -> None:
    card = waiting(await client.says(BOOK))

    assert waiting(await client.resumes(as_inbox(card, {"rows": []})))["notice"] == NOTHING_EDITED


BLOCKS = [
    {"type": "text", "text": "Book an intro call tomorrow at 4pm"},
    {"type": "text", "text": "with Bo, bo@example.com"},
]


async def test_a_message_of_blocks_is_read_as_its_text(client: Client) -> None:
    hello = await client.says([{"type": "text", "text": "hello"}])
    card = waiting(await client.says(BLOCKS))

    assert "did not understand" not in hello["answer"].reply
    assert card["attendees"][0]["email"] == "bo@example.com"


async def test_a_message_without_any_text_is_answered_too(client: Client) -> None:
    picture = {"type": "image", "base64": "iVBORw0KGgo=", "mime_type": "image/png"}

    assert (await client.says([picture]))["answer"].outcome.code == "empty"


async def test_a_client_that_draws_only_messages_sees_the_card_once(client: Client) -> None:
    asked = await client.says(BOOK)
    card = waiting(asked)
    again = await client.resumes("make it 1pm")
    done = await client.resumes("yes")

    def drawn(result: Any) -> list[str]:
        return [f"{message.type} {message.text.partition(chr(10))[0]}" for message in result["messages"]]

    assert asked["messages"][-1].text == asked["answer"].reply
    assert asked["messages"][-1].additional_kwargs["card"]["hash"] == card["hash"]
    assert drawn(again)[1:] == ["ai Book: Intro call", "human make it 1pm", "ai Book: Intro call"]
    assert drawn(done)[3:5] == ["ai Book: Intro call", "human yes"]
    assert drawn(done)[5].startswith("ai Booked: ")
    assert len(done["messages"]) == 6


@pytest.mark.parametrize("zone", ["Mars/Base", "Europe", "PST please", "../etc/passwd"])
async def test_a_zone_nobody_knows_is_a_sentence_and_another_can_be_told(client: Client, zone: str) -> None:
    async def says(text: str) -> Any:
        said: Any = {"messages": [{"role": "user", "content": text}]}
        return await client.served.ainvoke(said, CONFIG, context={"zone": zone})

    asked = await says(BOOK)
    await says("my time zone is Berlin")
    card = waiting(await says(BOOK))

    assert zone in asked["answer"].reply
    assert asked["answer"].outcome.code == "zone_unknown"
    assert card["zone"] == "Europe/Berlin"


def test_the_guide_to_studio_draws_the_graph_as_it_is() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "studio.md").read_text(encoding="utf-8")
    drawn = graph.get_graph().draw_mermaid().split("---\n", 2)[2].strip().replace("\t", "    ")

    assert drawn in guide
