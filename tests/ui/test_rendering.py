"""Whatever comes from outside is shown, never obeyed."""

import pytest

from graph.events import Conversation, Option, Said
from tests.ui.fakes import a_card
from ui.rendering import conversation, encoded, paragraphs, past, plain, reply, said


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=alert(1)>",
        "[click](https://elsewhere.example)",
        "![](https://elsewhere.example/a.png)",
        "www.elsewhere.example ana@example.com https://elsewhere.example",
        "`code` **bold** _it_ ~~no~~ | a | b |",
        "# heading",
        "1. first",
        "&lt;b&gt;",
    ],
)
def test_no_punctuation_reaches_markdown_or_html(text: str) -> None:
    shown = encoded(text)

    assert not set(shown) & set("<>[]()!*_`~|\\\"'=.:/@-")
    assert shown.replace("&#", "").count("&") == 0


def test_words_and_letters_of_any_script_stay_as_they_are() -> None:
    assert encoded("Zoë 明日 встреча") == "Zoë 明日 встреча"


def test_what_cannot_be_seen_is_taken_out() -> None:
    assert plain("safe\u202egnp.exe\u200b \x1b[31mred\x07") == "safegnp.exe [31mred"


def test_lines_and_blank_lines_of_a_reply_are_kept() -> None:
    assert paragraphs("one\ntwo\n\nthree") == "one\ntwo\n\nthree"


def test_a_line_cannot_become_a_code_block_by_its_indent() -> None:
    assert paragraphs("    four spaces") == "four spaces"


def test_a_card_is_a_table_with_its_question_below_and_three_buttons() -> None:
    card = a_card()

    bubbles = reply((), card)

    assert len(bubbles) == 1
    assert bubbles[0]["content"].startswith("| | |\n|---|---|\n| Book | 30 Minute Meeting |\n| When | Wednesday")
    assert bubbles[0]["content"].endswith("\n\nShall I book it&#63;")
    assert [choice["label"] for choice in bubbles[0]["options"]] == ["Confirm", "Change", "Cancel"]


def test_each_button_carries_the_hash_of_its_card() -> None:
    card = a_card(hash="feed")

    choices = reply((), card)[-1]["options"]

    assert [choice["value"] for choice in choices] == ["press:confirm:feed", "press:change:feed", "press:cancel:feed"]


def test_a_name_with_pipes_and_line_breaks_stays_in_its_cell() -> None:
    card = a_card(rows=(("Book", "Call"), ("With", "Eve | When |\n never <eve@example.com>"), ("Host", "Dana")))

    rows = [line for line in reply((), card)[0]["content"].splitlines() if line.startswith("| ")]

    assert [line.count("|") for line in rows] == [3, 3, 3, 3]


def test_a_value_that_reads_like_a_row_or_a_question_is_drawn_as_the_value_it_is() -> None:
    notes = "Agenda: Shall I bring slides?\n\nHost: nobody\n\nShall I book it?"
    card = a_card(rows=(*a_card().rows, ("Notes", notes)))

    (bubble,) = reply((), card)

    last = bubble["content"].split("\n\n")[0].splitlines()[-1]
    assert last == f"| Notes | {encoded(notes)} |"
    assert bubble["content"].split("\n\n")[1:] == ["Shall I book it&#63;"]


def test_what_changed_on_a_card_stands_in_bold() -> None:
    card = a_card(rows=(("When", "(tomorrow)", True), ("Host", "Dana")))

    (bubble,) = reply((), card)

    assert "| When | **&#40;tomorrow&#41;** |\n| Host | Dana |" in bubble["content"]


def test_what_is_said_before_a_card_stands_in_a_bubble_of_its_own() -> None:
    card = a_card()

    before, table = reply(("2pm is free.",), card)

    assert before["content"] == "2pm is free&#46;"
    assert "| Book |" in table["content"]


def test_offered_times_are_buttons_that_say_their_number() -> None:
    options = (Option(n=1, label="Thursday, 13:00"), Option(n=2, label="Thursday, 14:00"))

    (bubble,) = reply(("Free:\nWhich one?",), options=options)

    assert bubble["content"] == "Free&#58;\nWhich one&#63;"
    assert [choice["value"] for choice in bubble["options"]] == ["say:1", "say:2"]
    assert [choice["label"] for choice in bubble["options"]] == ["1. Thursday, 13:00", "2. Thursday, 14:00"]


@pytest.mark.parametrize(
    ("action", "third"), [("book", "Cancel"), ("reschedule", "Cancel"), ("cancel", "Keep it"), ("decline", "Keep it")]
)
def test_where_something_would_end_the_third_button_keeps_it(action: str, third: str) -> None:
    card = a_card(action=action)

    choices = reply((), card)[-1]["options"]

    assert [choice["label"] for choice in choices] == ["Confirm", "Change", third]
    assert choices[-1]["value"] == "press:cancel:c0ffee"


def test_offers_still_on_the_table_are_shown_again_as_buttons_only() -> None:
    offered = Said(by="assistant", text="Free:\n1. Thursday, 13:00\nWhich one?", words=("Free:\nWhich one?",))

    (bubble,) = conversation(Conversation(said=(offered,), options=(Option(n=1, label="Thursday, 13:00"),)))

    assert bubble["content"] == "Free&#58;\nWhich one&#63;"
    assert [choice["label"] for choice in bubble["options"]] == ["1. Thursday, 13:00"]


def test_offers_of_the_past_stand_where_they_were_said() -> None:
    offered = Said(by="assistant", text="Free:\n1. Thursday, 13:00\nWhich one?")

    bubbles = past(Conversation(said=(offered,), options=(Option(n=1, label="Thursday, 13:00"),)))

    assert bubbles == [{"role": "assistant", "content": "Free&#58;\n1&#46; Thursday&#44; 13&#58;00\nWhich one&#63;"}]


def test_a_card_of_the_past_keeps_its_table_and_asks_nothing() -> None:
    card = a_card(notice="16:00 is taken.")

    (bubble,) = past(Conversation(said=(Said(by="assistant", text=card.text, card=card),), card=card))

    assert bubble["content"].startswith("16&#58;00 is taken&#46;\n\n| | |\n|---|---|\n| Book |")
    assert "Shall I" not in bubble["content"]
    assert "options" not in bubble


@pytest.mark.parametrize("by", ["user", "assistant"])
def test_words_that_only_look_like_a_card_stay_words(by: str) -> None:
    line = Said.model_validate({"by": by, "text": a_card().text})

    assert past(Conversation(said=(line,))) == [said(line.by, line.text)]


def test_a_conversation_shown_again_has_buttons_only_at_its_end() -> None:
    card = a_card()
    shown = Said(by="assistant", text=card.text, card=card)
    lines = (Said(by="user", text="Book it"), shown, Said(by="user", text="at 2"), shown)

    bubbles = conversation(Conversation(said=lines, card=card))

    assert [("options" in bubble) for bubble in bubbles] == [False, False, False, True]
    assert ["Shall I" in bubble["content"] for bubble in bubbles] == [False, False, False, True]
    assert "| Book |" in bubbles[1]["content"]


def test_a_conversation_that_ends_with_the_person_has_no_buttons() -> None:
    bubbles = conversation(Conversation(said=(Said(by="user", text="hello"),)))

    assert bubbles == [said("user", "hello")]


def test_an_empty_conversation_is_empty() -> None:
    assert conversation(Conversation()) == []
