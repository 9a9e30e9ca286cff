"""Free text is taken out of a message first: whole, as typed, with what it is for; and nothing of it is read."""

import pytest

from graph.understanding.offline import understand
from graph.understanding.schema import Act, Intent
from graph.understanding.text import tidy
from graph.understanding.told import Marked, ToldKind, told_in
from tests.understanding.builders import a_dialogue, at_a_card, one_act

REASON, MESSAGE, NOTE, TOPIC, QUOTED, PRIVATE = ToldKind


def told(message: str) -> list[tuple[ToldKind, str]]:
    return [(piece.kind, piece.text) for piece in told_in(message)]


def left(message: str) -> str:
    """The message without its free text."""
    marked = Marked.of(message)
    return marked.taken(marked.text)[0]


# --- found whole, with its kind --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "kind", "text", "rest"),
    [
        # a noun names it
        ("cancel Ida, reason: broken leg, back on Monday 9am", REASON, "broken leg, back on Monday 9am", "cancel Ida"),
        ("cancel Ida, the reason is that Bo and I clash at 3", REASON, "Bo and I clash at 3", "cancel Ida"),
        ("cancel Ida and give “a house move” as the reason.", REASON, "a house move", "cancel Ida and."),
        ("cancel Ida. As the reason put only 'Fieber'", REASON, "'Fieber'", "cancel Ida."),
        ("drop Ida and mention the strike as reason, please", REASON, "the strike", "drop Ida and, please"),
        ("book Ida fri 9, note: Ring Twice (2nd floor)!", NOTE, "Ring Twice (2nd floor)!", "book Ida fri 9!"),
        ("book Ida fri 9 with the note “bring ID.”", NOTE, "bring ID.", "book Ida fri 9"),
        ("book Ida fri 9, comment: see „Plan B“ first", NOTE, "see „Plan B“ first", "book Ida fri 9"),
        ("book Ida fri 9, topic roof repairs", TOPIC, "roof repairs", "book Ida fri 9"),
        ("book Ida fri 9. Agenda: rates, hiring; AOB", TOPIC, "rates, hiring; AOB", "book Ida fri 9."),
        ("move Ida to 4, message: I'll be late, sorry", MESSAGE, "I'll be late, sorry", "move Ida to 4"),
        # a verb tells it somebody
        ("cancel Ida and tell her I'm at the dentist at 4", MESSAGE, "I'm at the dentist at 4", "cancel Ida"),
        ("move Ida to 4 and let her know that the lift is out", MESSAGE, "the lift is out", "move Ida to 4"),
        ("cancel Ida and write: “So sorry! Call you at 5.”", MESSAGE, "So sorry! Call you at 5.", "cancel Ida"),
        ("confirm Ida but ask her to send the plan by Friday", MESSAGE, "send the plan by Friday", "confirm Ida"),
        ("move Ida to 4, saying the train is late", MESSAGE, "the train is late", "move Ida to 4"),
        # a conjunction, or nothing but the clause itself
        ("cancel Ida because Bo, my boss, needs me", REASON, "Bo, my boss, needs me", "cancel Ida"),
        ("cancel Ida due to the storm on Friday", REASON, "the storm on Friday", "cancel Ida"),
        ("cancel Ida as I have to be in Rome at noon", REASON, "I have to be in Rome at noon", "cancel Ida"),
        ("decline Ida, I will speak at a fair that day", REASON, "I will speak at a fair that day", "decline Ida"),
        ("cancel Ida on friday my kid has a fever", REASON, "my kid has a fever", "cancel Ida on friday"),
        ("Since we moved house, cancel Ida", REASON, "we moved house", ", cancel Ida"),
        # a preposition
        ("book Ida about the March audit friday at 9", TOPIC, "the March audit", "book Ida friday at 9"),
        ("book Ida friday at 9 about the talk due Monday", TOPIC, "the talk due Monday", "book Ida friday at 9"),
        ("a call to discuss fees and terms with Ida on friday", TOPIC, "fees and terms", "a call with Ida on friday"),
        ("book Ida fri 9. It's about the will of Tom", TOPIC, "the will of Tom", "book Ida fri 9."),
        # for nobody
        ("cancel Ida, but don't tell her why: we sell the firm", PRIVATE, "", "cancel Ida"),
        ("cancel Ida. Never mention the merger on Friday.", PRIVATE, "", "cancel Ida."),
    ],
)
def test_what_a_teller_tells_is_found_whole_and_the_rest_is_read(
    message: str, kind: ToldKind, text: str, rest: str
) -> None:
    [piece] = told_in(message)

    assert (piece.kind, left(message)) == (kind, rest)
    assert kind is PRIVATE or piece.text == text


def test_each_of_several_is_found_and_a_request_ends_one() -> None:
    message = "cancel Ida because I'm ill and book Bo fri at 9, topic: rent, note: bring the keys"

    assert told(message) == [(REASON, "I'm ill"), (TOPIC, "rent"), (NOTE, "bring the keys")]


def test_a_quotation_without_a_teller_is_one_too_and_stays_in_the_text() -> None:
    message = 'book Ida fri at 9, "Quarterly figures"'

    assert told(message) == [(QUOTED, "Quarterly figures")]
    assert left(message) == message


def test_places_are_those_of_the_tidied_message() -> None:
    message = "cancel   Ida’s  call,\nreason:  ill\u200b today"

    [piece] = told_in(message)

    assert tidy(message)[piece.start : piece.end] == "reason: ill today"


@pytest.mark.parametrize(
    "message",
    [
        "what about friday?",
        "how about 3pm",
        "move the call about the audit to friday at 3",
        "book Ida thursday at 2 for about an hour",
        "put it on my agenda",
        "what's on my agenda?",
        "tell me when Ida comes",
        "let me know about friday",
        "is the reason known?",
        "I have been waiting since Monday",
        "cancel it, it is the one on Friday",
        "cancel the meeting with Ida, the consultation on Friday",
        "no, I meant Mirko",
        "keep it as it is",
        "not as soon as that",
        "please move Ida to Friday, the hour stays",
        "sorry about that, tomorrow at 9 then",
        "what's the topic of my call with Ida?",
    ],
)
def test_words_that_tell_nothing_are_left_alone(message: str) -> None:
    assert told(message) == []


# --- what is told moves nothing, names nobody, starts nothing ---------------------------------------------------------


@pytest.mark.parametrize("text", ["cancel Bo at 5", "Friday 5pm suits Bo", "book a call with Bo, bo@example.com at 4"])
@pytest.mark.parametrize("lead", ["reason: ", "because of this: ", "and tell her: ", "the reason being: note: "])
def test_a_cancellation_is_read_as_if_nothing_were_told(text: str, lead: str) -> None:
    act = one_act(f"cancel the call with Ida, {lead}{text}")

    assert act.model_copy(update={"reason": None, "notes": None}) == one_act("cancel the call with Ida")
    assert text in (act.reason or act.notes or "")


def test_what_is_told_goes_with_the_request_it_stands_in() -> None:
    acts = understand("Cancel Ida, reason: I am ill. Book Bo friday at 9, note: bring the keys", a_dialogue()).acts

    assert [(act.intent, act.reason, act.notes) for act in acts] == [
        (Intent.CANCEL, "I am ill", None),
        (Intent.BOOK, None, "bring the keys"),
    ]


@pytest.mark.parametrize(
    ("action", "message", "expected"),
    [
        (Intent.BOOK, "change the note to cancel Bo", Act(intent=Intent.CHANGE, notes="cancel Bo")),
        (Intent.BOOK, "the topic is Friday's fair", Act(intent=Intent.CHANGE, notes="Friday's fair")),
        (Intent.CANCEL, "make the reason: Snow!", Act(intent=Intent.CHANGE, reason="Snow!")),
        (Intent.CANCEL, "because Bo is ill", Act(intent=Intent.CHANGE, reason="Bo is ill")),
        (Intent.RESCHEDULE, "tell him I am sorry", Act(intent=Intent.CHANGE, notes="I am sorry")),
    ],
)
def test_at_a_card_free_text_changes_the_text_alone(action: Intent, message: str, expected: Act) -> None:
    assert one_act(message, at_a_card(action)) == expected


def test_a_message_with_nothing_to_go_with_is_outside_of_what_can_be_done() -> None:
    assert one_act("tell Ida to cancel my flight").intent is Intent.OUT_OF_SCOPE


def test_a_reason_that_is_named_as_one_stands_alone() -> None:
    assert one_act("Bo has the flu on Friday. Cancel Ida and give “illness” as the reason.").reason == "illness"


@pytest.mark.parametrize(
    "kept",
    [
        "don't put anything about the clinic in the notes",
        "no notes about her illness please",
        "nothing about the merger in the notes",
        "no need to note that she moves",
        "do not include the price",
    ],
)
def test_what_shall_not_be_written_is_no_note(kept: str) -> None:
    found = told_in(f"Book Bo Lind, bo@example.com, tomorrow at 2, {kept}")

    assert [piece.kind for piece in found] == [ToldKind.PRIVATE]
