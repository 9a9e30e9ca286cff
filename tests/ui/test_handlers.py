"""The page's handlers, with a fake assistant behind them."""

import html
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import gradio as gr
import pytest

from graph.events import Button, Conversation, Said
from tests.ui.fakes import TOMORROW_2PM, FakeAssistant, FakeCalcom, a_card, a_turn, an_event_type
from tools.errors import Unreachable, WrongVersion
from tools.writing.tables import digest_of
from ui.opening import Status
from ui.page.cookies import BrowserCookie
from ui.page.handlers import Handlers, Sent
from ui.page.transcripts import Transcripts
from ui.page.visitors import Visitor, Visitors

Ask = Callable[[], Any]


@pytest.fixture
def page(tmp_path: Path) -> "Page":
    return Page(tmp_path)


class Page:
    """Handlers over fakes, and the browsers that call them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.assistant, self.calcom = FakeAssistant(), FakeCalcom([an_event_type("Intro"), an_event_type("Call")])
        self.cookie, self.visitors = BrowserCookie(b"secret"), Visitors(folder)
        status = Status("offline", "dana@example.com", "http://127.0.0.1:9", is_demo=True)
        self.handlers = Handlers(
            self.assistant,
            self.calcom,
            status,
            "Europe/Berlin",
            self.visitors,
            self.cookie,
            Transcripts(folder),
            lambda: TOMORROW_2PM,
        )

    def browser(self, value: str | None = None) -> Any:
        """A request of a new browser, or of one that sends this cookie."""
        return SimpleNamespace(cookies={self.cookie.name: self.cookie.mint() if value is None else value})

    def known(self, browser: Any) -> Visitor:
        """What is kept of this browser."""
        name = self.cookie.browser(browser.cookies[self.cookie.name])
        assert name
        return self.visitors.get(name)


async def test_a_message_becomes_a_turn_of_the_browsers_own_conversation(page: Page) -> None:
    ana, ben = page.browser(), page.browser()

    await all_of(page.handlers.turn(typed("hi"), ana))
    await all_of(page.handlers.turn(typed("hello"), ben))
    await all_of(page.handlers.turn(typed("again"), ana))

    threads = [thread for thread, _, _ in page.assistant.heard]
    assert threads[0] == threads[2] != threads[1]


async def test_the_answer_comes_last_and_says_whose_gesture_it_answers(page: Page) -> None:
    page.assistant.turns = [a_turn("Good morning.")]

    *_, (chat, trace) = await all_of(page.handlers.turn(typed("hi", gesture="g1"), page.browser()))

    assert "Good morning&#46;" in chat
    assert 'data-status="done"' in trace
    assert 'data-gesture="g1"' in trace


async def test_with_what_is_typed_goes_the_card_that_was_on_the_page(page: Page) -> None:
    browser = page.browser()
    page.assistant.turns = [a_turn(card=a_card())]

    *_, (_, trace) = await all_of(page.handlers.turn(typed("book"), browser))
    await all_of(page.handlers.turn(typed("yes", card="c0ffee"), browser))

    assert 'data-card="c0ffee"' in trace
    assert page.assistant.seen == ["", "c0ffee"]  # "": its writer saw no card, which is not "nobody knows which"


async def test_a_gesture_that_arrives_twice_is_one_turn_seen_twice(page: Page) -> None:
    ana, ben = page.browser(), page.browser()
    page.assistant.turns = [a_turn("Hello, Ana."), a_turn("Hello, Ben.")]

    first = await all_of(page.handlers.turn(typed("hi", gesture="g1"), ana))
    again = await all_of(page.handlers.turn(typed("hi", gesture="g1"), ana))
    pressed = await all_of(page.handlers.turn(typed(does="pick", value="1", gesture="g1"), ana))
    await all_of(page.handlers.turn(typed("hi", gesture="g1"), ben))

    assert first[-1] == again[-1] == pressed[-1]
    assert len(page.assistant.heard) == 2


@pytest.mark.parametrize("told", ["", "hello", "[]", '{"text": 7}', '{"gesture": "' + "x" * 65 + '"}'])
async def test_what_no_page_of_ours_sends_is_refused(page: Page, told: str) -> None:
    with pytest.raises(gr.Error):
        await all_of(page.handlers.turn(told, page.browser()))

    assert page.assistant.heard == []


async def test_a_click_on_confirm_presses_the_button_of_that_card(page: Page) -> None:
    await all_of(page.handlers.turn(typed(does="press", value="confirm:c0ffee"), page.browser()))

    assert [(button, card) for _, button, card in page.assistant.pressed] == [(Button.CONFIRM, "c0ffee")]
    assert page.assistant.heard == []


async def test_what_another_tab_said_stands_there_too(page: Page) -> None:
    browser = page.browser()
    page.assistant.turns = [a_turn(card=a_card()), a_turn("Booked."), a_turn("Already done.")]
    await all_of(page.handlers.turn(typed("book"), browser))
    await all_of(page.handlers.turn(typed("yes"), browser))

    updates = await all_of(page.handlers.turn(typed(does="press", value="confirm:c0ffee"), browser))

    chat = updates[-1][0]
    places = [chat.index(f">{said}<") for said in ("book", "yes", "Booked&#46;", "Do it", "Already done&#46;")]
    assert places == sorted(places)


async def test_a_click_on_an_offered_time_says_its_number(page: Page) -> None:
    await all_of(page.handlers.turn(typed(does="pick", value="2"), page.browser()))

    assert [text for _, text, _ in page.assistant.heard] == ["2"]
    assert page.assistant.pressed == []


@pytest.mark.parametrize(
    ("does", "value"),
    [("press", "delete:c0ffee"), ("press", "confirm"), ("pick", "rm"), ("press", ""), ("pick", ""), ("open", "x")],
)
async def test_a_button_we_never_made_does_nothing(page: Page, does: str, value: str) -> None:
    with pytest.raises(gr.Error, match="not one of the buttons"):
        await all_of(page.handlers.turn(typed(does=does, value=value), page.browser()))

    assert (page.assistant.heard, page.assistant.pressed) == ([], [])


@pytest.mark.parametrize("cookie", ["", "0123456789abcdef0123456789abcdef.forged"])
async def test_whoever_has_no_cookie_of_ours_is_refused_everywhere(page: Page, cookie: str) -> None:
    stranger, handlers = page.browser(cookie), page.handlers
    calls: list[Ask] = [
        lambda: all_of(handlers.turn(typed("hi"), stranger)),
        lambda: all_of(handlers.turn(typed(does="press", value="confirm:c0ffee"), stranger)),
        lambda: all_of(handlers.open("Europe/Berlin", "DMY", "", stranger)),
        lambda: handlers.restore(typed(), stranger),
        lambda: handlers.around(typed(), stranger),
        lambda: handlers.meanwhile(typed(), stranger),
        lambda: handlers.arrange(typed(does="new"), stranger),
        lambda: handlers.load_event_types(stranger),
        lambda: handlers.choose_default("intro", stranger),
        lambda: handlers.choose_zone("Asia/Tokyo", stranger),
        lambda: handlers.choose_date_order("MDY", stranger),
    ]

    for call in calls:
        with pytest.raises(gr.Error, match="reload the page"):
            await call()

    assert (page.assistant.heard, page.assistant.pressed) == ([], [])


async def test_opening_the_page_shows_the_conversation_with_its_card_again(page: Page) -> None:
    browser = page.browser()
    page.assistant.turns = [a_turn(card=a_card())]
    await all_of(page.handlers.turn(typed("book"), browser))

    chat, *_ = await last(page.handlers.open("Europe/Berlin", "DMY", "", browser))

    assert chat.count("data-testid=") == 2
    assert 'data-does="press" data-value="confirm&#58;c0ffee"' in chat


async def test_the_browsers_zone_and_order_of_dates_are_picked_up(page: Page) -> None:
    browser = page.browser()

    _, _, status, _, order = await last(page.handlers.open("America/New_York", "MDY", "", browser))
    await all_of(page.handlers.turn(typed("hi"), browser))

    assert "America&#47;New&#95;York" in status
    assert order == "MDY"
    (_, _, preferences) = page.assistant.heard[0]
    assert (preferences.zone, preferences.date_order) == ("America/New_York", "MDY")


async def test_a_zone_no_one_knows_leaves_the_accounts_own(page: Page) -> None:
    _, _, status, _, order = await last(page.handlers.open("Mars/Olympus", "XYZ", "", page.browser()))

    assert "Europe&#47;Berlin" in status
    assert order == "DMY"


async def test_another_zone_can_be_chosen_and_taken_back(page: Page) -> None:
    browser = page.browser()
    await last(page.handlers.open("Europe/Berlin", "DMY", "", browser))

    chosen, name, note = await page.handlers.choose_zone("tokyo", browser)
    back, empty, _ = await page.handlers.choose_zone("As this browser", browser)

    assert "Asia&#47;Tokyo" in chosen
    assert (name, "Saved&#58; times are in Asia&#47;Tokyo" in note) == ("Asia/Tokyo", True)
    assert "Europe&#47;Berlin" in back
    assert empty == ""


async def test_words_that_are_no_zone_change_nothing_and_are_said_to_be_none(page: Page) -> None:
    browser = page.browser()
    await page.handlers.choose_zone("Asia/Tokyo", browser)

    status, name, note = await page.handlers.choose_zone("<Atlantis>", browser)

    assert "Asia&#47;Tokyo" in status
    assert name == "Asia/Tokyo"
    assert "&#60;Atlantis&#62;" in note


async def test_an_order_of_dates_chosen_by_hand_survives_a_reload(page: Page) -> None:
    browser = page.browser()
    await page.handlers.choose_date_order("MDY", browser)

    *_, order = await last(page.handlers.open("Europe/Berlin", "DMY", "", browser))

    assert order == "MDY"


async def test_event_types_are_loaded_and_the_hidden_one_cannot_be_default(page: Page) -> None:
    page.calcom.types = [an_event_type("Intro"), an_event_type("Secret", hidden=True)]

    shown, default = await page.handlers.load_event_types(page.browser())

    assert "Loaded 2 event types, 1 hidden" in shown
    assert [slug for _, slug in default["choices"]] == ["", "intro"]


async def test_event_types_that_cannot_be_loaded_are_told_in_words(page: Page) -> None:
    failure = WrongVersion("no such route")
    failure.part, failure.version = "event-types", "2024-06-14"
    page.calcom.failure = failure

    shown, _ = await page.handlers.load_event_types(page.browser())

    assert "knows no such address for the event types (API version 2024-06-14 was sent)" in html.unescape(shown)


async def test_a_default_event_type_is_kept_and_used(page: Page) -> None:
    browser = page.browser()

    await page.handlers.choose_default("intro", browser)
    await all_of(page.handlers.turn(typed("hi"), browser))

    assert page.assistant.heard[0][2].default_event_type == "intro"
    _, default = await page.handlers.load_event_types(browser)
    assert default["value"] == "intro"


async def test_a_hidden_event_type_is_not_kept_even_when_asked_for_by_hand(page: Page) -> None:
    browser = page.browser()
    page.calcom.types = [an_event_type("Secret", hidden=True)]

    await page.handlers.choose_default("secret", browser)

    assert page.known(browser).default_event_type is None


async def test_a_cal_com_that_does_not_answer_is_said_in_the_panel(page: Page) -> None:
    page.calcom.failure = Unreachable("no answer")

    shown, default = await page.handlers.load_event_types(page.browser())

    assert "Try again" in shown
    assert "choices" not in default


async def test_a_default_that_cannot_be_looked_up_stays_as_it_was_and_the_panel_says_why(page: Page) -> None:
    browser = page.browser()
    await page.handlers.choose_default("intro", browser)
    page.calcom.failure = Unreachable("no answer")

    shown, default, note = await page.handlers.choose_default("30min", browser)

    assert "Try again" in shown
    assert "Try again" in note
    assert default["value"] == "intro"
    assert page.known(browser).default_event_type == "intro"


async def test_what_is_said_under_a_conversation_that_is_gone_is_not_taken(page: Page) -> None:
    told = Sent(text="yes", talk="0123456789ab").model_dump_json()

    [(chat, trace)] = await all_of(page.handlers.turn(told, page.browser()))

    assert page.assistant.heard == []
    assert "no longer there. This is the newest one. Not sent: “yes”" in html.unescape(chat)
    assert 'data-status="none"' in trace


async def test_a_new_conversation_is_another_thread_for_the_same_browser(page: Page) -> None:
    browser = page.browser()
    await all_of(page.handlers.turn(typed("hi"), browser))

    chat, trace, told = await page.handlers.arrange(typed(does="new"), browser)
    await all_of(page.handlers.turn(typed("hi"), browser))

    threads = [thread for thread, _, _ in page.assistant.heard]
    assert threads[0] != threads[1]
    assert "data-testid" not in chat
    assert told == ""
    assert 'data-status="none"' in trace


async def test_each_tab_goes_on_with_its_own_conversation_and_all_are_listed_newest_first(page: Page) -> None:
    browser = page.browser()
    await last(page.handlers.open("Europe/Berlin", "DMY", "", browser))
    await all_of(page.handlers.turn(typed("first"), browser))
    first = digest_of(page.known(browser).thread)
    await page.handlers.arrange(typed(does="new", talk=first), browser)
    await all_of(page.handlers.turn(typed("second"), browser))

    again = (await all_of(page.handlers.turn(typed("third", talk=first), browser)))[-1][0]
    _, talks = await page.handlers.around(typed(talk=first), browser)

    threads = [thread for thread, _, _ in page.assistant.heard]
    assert threads[0] == threads[2] != threads[1]
    assert [word in again for word in (">first<", ">second<", ">third<")] == [True, False, True]
    assert re.findall('data-title="(.*?)"', talks) == ["first", "second"]
    assert re.findall('<li aria-current="true" data-title="(.*?)"', talks) == ["first"]


async def test_a_conversation_is_renamed_opened_and_erased_for_real(page: Page) -> None:
    browser, stranger = page.browser(), page.browser()
    await all_of(page.handlers.turn(typed("hello"), browser))
    name = digest_of(page.known(browser).thread)
    await page.handlers.arrange(typed(does="new", talk=name), browser)

    await page.handlers.arrange(typed("<b>Mine</b>", does="rename", value=name), browser)
    _, named = await page.handlers.around(typed(), browser)
    opened, *_ = await page.handlers.arrange(typed(does="open", value=name), browser)
    with pytest.raises(gr.Error):
        await page.handlers.arrange(typed(does="delete", value=name), stranger)
    erased, *_ = await page.handlers.arrange(typed(does="delete", value=name, talk=name), browser)
    _, left = await page.handlers.around(typed(), browser)

    assert re.findall('data-title="(.*?)"', named) == ["&#60;b&#62;Mine&#60;&#47;b&#62;"]
    assert ">hello<" in opened
    assert "hello" not in erased
    assert "data-title" not in left
    assert len(page.assistant.forgotten) == 1
    assert b"hello" not in (page.folder / "transcripts.sqlite").read_bytes()


async def test_after_a_turn_that_broke_the_chat_shows_what_is_known(page: Page) -> None:
    browser = page.browser()
    thread = page.known(browser).thread
    page.assistant.stands[thread] = Conversation(said=(Said(by="user", text="hi"),))

    chat, trace = await page.handlers.restore(typed(), browser)

    assert chat.index(">hi<") < chat.index("Something went wrong")
    assert 'data-status="broken"' in trace


def typed(text: str = "", **clicked: str) -> str:
    """What the page sends when somebody typed or clicked."""
    return Sent.model_validate({"text": text, **clicked}).model_dump_json()


async def last(updates: Any) -> Any:
    return (await all_of(updates))[-1]


async def all_of(updates: Any) -> list[Any]:
    return [update async for update in updates]
