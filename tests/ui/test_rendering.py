"""Whatever comes from outside is shown, never obeyed."""

import pytest

from graph.events import Conversation, Option, Said
from tests.ui.fakes import a_card
from ui.rendering import conversation, encoded, paragraphs, plain, reply, said, spent


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

    bubbles = reply(card.text, card)

    assert len(bubbles) == 1
    assert bubbles[0]["content"].startswith("| | |\n|---|---|\n| Book | 30 Minute Meeting |\n| When | Wednesday")
    assert bubbles[0]["content"].endswith("\n\nShall I book it&#63;")
    assert [choice["label"] for choice in bubbles[0]["options"]] == ["Confirm", "Change", "Cancel"]


def test_each_button_carries_the_hash_of_its_card() -> None:
    card = a_card(hash="feed")

    choices = reply(card.text, card)[-1]["options"]

    assert [choice["value"] for choice in choices] == ["press:confirm:feed", "press:change:feed", "press:cancel:feed"]


def test_a_name_with_pipes_and_line_breaks_stays_in_its_cell() -> None:
    card = a_card(text="Book: Call\nWith: Eve | When | never <eve@example.com>\nHost: Dana\n\nShall I book it?")

    rows = [line for line in reply(card.text, card)[0]["content"].splitlines() if line.startswith("| ")]

    assert [line.count("|") for line in rows] == [3, 3, 3, 3]


def test_what_is_said_before_a_card_stands_in_a_bubble_of_its_own() -> None:
    card = a_card()

    before, table = reply(f"2pm is free.\n\n{card.text}", card)

    assert before["content"] == "2pm is free&#46;"
    assert "| Book |" in table["content"]


def test_offered_times_are_buttons_that_say_their_number() -> None:
    options = (Option(n=1, label="Thursday, 13:00"), Option(n=2, label="Thursday, 14:00"))

    (bubble,) = reply("Free:\n1. Thursday, 13:00\n2. Thursday, 14:00\nWhich one?", options=options)

    assert bubble["content"] == "Free&#58;\nWhich one&#63;"
    assert [choice["value"] for choice in bubble["options"]] == ["say:1", "say:2"]
    assert [choice["label"] for choice in bubble["options"]] == ["1. Thursday, 13:00", "2. Thursday, 14:00"]


def test_offers_no_longer_on_the_table_become_lines_and_lose_their_buttons() -> None:
    (bubble,) = reply("Free:\n1. Thursday, 13:00", options=(Option(n=1, label="Thursday, 13:00"),))

    past = spent(bubble)

    assert past == {"role": "assistant", "content": "Free&#58;\n1&#46; Thursday&#44; 13&#58;00"}


def test_a_spent_card_keeps_its_table_and_nothing_to_press() -> None:
    card = a_card()

    past = spent(reply(card.text, card)[-1])

    assert "options" not in past
    assert "Confirm" not in past["content"]


def test_a_conversation_shown_again_has_buttons_only_at_its_end() -> None:
    card = a_card()
    lines = (Said(by="user", text="Book it"), Said(by="assistant", text=a_card().text))
    lines = (*lines, Said(by="user", text="at 2"), Said(by="assistant", text=card.text))

    bubbles = conversation(Conversation(said=lines, card=card))

    assert [("options" in bubble) for bubble in bubbles] == [False, False, False, True]


def test_a_conversation_that_ends_with_the_person_has_no_buttons() -> None:
    bubbles = conversation(Conversation(said=(Said(by="user", text="hello"),)))

    assert bubbles == [said("user", "hello")]


def test_an_empty_conversation_is_empty() -> None:
    assert conversation(Conversation()) == []
