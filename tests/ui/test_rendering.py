"""Whatever comes from outside is shown, never obeyed."""

import pytest

from ui.rendering import encoded, paragraphs, plain


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
