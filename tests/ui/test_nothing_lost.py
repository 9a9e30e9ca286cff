"""The page loses nothing of what one does, in a real browser: not on a slow line, not on a restart, not on a reload."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Browser

from tests.slices import sliced
from tests.ui.running import Person, Served, a_person, served

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("nothing lost")]

BOOK = "Book a 30 minute meeting on Friday at 10am with {}, {}"
LISTING = "what do I have next week?"


# B1: after a lost line


@pytest.mark.slow
async def test_after_a_restart_of_the_server_the_open_page_finds_back_by_itself(
    tmp_path: Path, browser: Browser
) -> None:
    person = await a_person(browser)
    with served(tmp_path) as before:
        await person.open(before.address)
        await person.say(BOOK.format("Di Moe", "di@example.com"))
        port = int(before.address.rsplit(":", 1)[1])
    await person.page.fill("#box textarea", "yes")
    await person.page.press("#box textarea", "Enter")
    await person.page.keyboard.type("and then")

    with served(tmp_path, port) as after:
        await person.page.wait_for_selector("#chat .options button")
        await person.page.wait_for_function("document.querySelector('#box textarea')?.value")
        kept = await person.page.input_value("#box textarea")
        await person.click("Book it")

        assert kept == "yes\nand then"
        assert len(after.bookings_with("di@example.com")) == 1


# B2 and B4: what is typed and what is sent


@pytest.mark.slow
async def test_what_is_typed_while_a_turn_runs_stays_in_the_box(person: Person) -> None:
    await person.page.fill("#box textarea", LISTING)

    async with held_up(person, "queue/data"):
        await person.page.press("#box textarea", "Enter")
        await person.page.keyboard.type("is friday free?")
    await person.page.wait_for_selector("#trace [data-status=done]", state="attached")

    assert await person.page.input_value("#box textarea") == "is friday free?"


@pytest.mark.slow
@pytest.mark.thorough
async def test_on_a_slow_line_ones_own_words_stand_there_before_the_server_has_heard_them(person: Person) -> None:
    words = "hello <b>there</b> *you*\nhttp://elsewhere.example/x"
    await person.page.fill("#box textarea", words)

    async with held_up(person, "queue/join"):
        await person.page.press("#box textarea", "Enter")
        await person.page.wait_for_selector("#chat [data-testid=user]")
        meanwhile = await person.bubbles(), await person.page.input_value("#box textarea")
        is_grey = await person.page.locator("#room").get_attribute("data-busy")
        markup = await person.page.locator("#chat .said :is(a, b, em, img)").count()
    await person.page.wait_for_selector("#trace [data-status=done]", state="attached")

    assert meanwhile == ([words], "")
    assert is_grey is not None
    assert markup == 0
    assert (await person.bubbles())[0] == words


# B3: one gesture, one turn

BOUNCES = {"at once": [0, 0, 0], "bouncing": [5] * 20, "twice": [40], "slower": [80], "late": [150], "later": [300]}
ENTER = """async ({pauses, repeat}) => {
    const box = document.querySelector("#box textarea");
    const event = (type, repeat) => new KeyboardEvent(type, {
        key: "Enter", code: "Enter", keyCode: 13, bubbles: true, cancelable: true, composed: true, repeat});
    const press = (repeat) =>
        box.dispatchEvent(event("keydown", repeat)) && box.dispatchEvent(event("keypress", repeat));
    press(false);
    for (const pause of pauses) {
        if (pause) await new Promise((done) => setTimeout(done, pause));
        press(repeat);
    }
}"""
CLICKS = """async (pauses) => {
    const buttons = [...document.querySelectorAll("#chat .options button")];
    const button = buttons.find((button) => button.innerText.trim() === "Book it");
    const {x, y} = button.getBoundingClientRect();
    let detail = 1;
    button.dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true, composed: true, detail}));
    for (const pause of pauses) {
        if (pause) await new Promise((done) => setTimeout(done, pause));
        detail += 1;
        document.elementFromPoint(x + 5, y + 5)?.dispatchEvent(
            new MouseEvent("click", {bubbles: true, cancelable: true, composed: true, detail}));
    }
}"""


@pytest.mark.parametrize(
    ("how", "repeat"),
    sliced([(how, how == "twice") for how in BOUNCES], quick=0, slow=1),
)
async def test_however_a_key_bounces_a_typed_yes_is_said_once_and_to_one_card(
    page_server: Served, person: Person, how: str, repeat: bool
) -> None:
    emails = [f"{name}.{how.replace(' ', '-')}.{repeat}@example.com".lower() for name in ("one", "two")]
    one, two = (f"book an intro call as soon as possible with Ann Other, {email}" for email in emails)
    await person.say(f"{one} and {two}")
    await person.page.fill("#box textarea", "yes")

    await person.page.evaluate(ENTER, {"pauses": BOUNCES[how], "repeat": repeat})
    await person.page.wait_for_selector("#trace [data-status=done][data-turn='2']", state="attached")
    await settled(person)

    said = await person.page.locator("#chat [data-testid=user]").all_inner_texts()
    assert said[1:] == ["yes"]
    assert sum(len(page_server.bookings_with(email)) for email in emails) <= 1


@pytest.mark.parametrize("how", sliced(BOUNCES, quick=0, slow=1))
async def test_however_often_a_button_is_clicked_in_one_gesture_it_is_pressed_once(
    page_server: Served, person: Person, how: str
) -> None:
    email = f"clicked.{how.replace(' ', '-')}@example.com"
    await person.say(f"book an intro call as soon as possible with Ann Other, {email}")

    await person.page.evaluate(CLICKS, BOUNCES[how])
    await person.page.wait_for_selector("#trace [data-status=done][data-turn='2']", state="attached")
    await settled(person)

    said = await person.page.locator("#chat [data-testid=user]").all_inner_texts()
    assert said[1:] == ["Book it"]
    assert len(page_server.bookings_with(email)) == 1


@pytest.mark.slow
async def test_a_message_that_is_delivered_twice_makes_one_turn(person: Person) -> None:
    await person.say("cancel my call with Emma Brown")
    joins = person.page.expect_request(re.compile("queue/join"))

    async with joins as sent:
        await person.say("what do I have today?")
    request = await sent.value
    again = await person.page.evaluate(
        """async ([url, body]) => (await fetch(url, {method: "POST", body,
            headers: {"content-type": "application/json"}})).status""",
        [request.url, request.post_data],
    )
    await settled(person)

    assert again == 200
    said = await person.page.locator("#chat [data-testid=user]").all_inner_texts()
    assert said.count("what do I have today?") == 1


@pytest.mark.slow
async def test_a_yes_to_a_card_that_another_tab_has_replaced_does_nothing(
    page_server: Served, browser: Browser
) -> None:
    first = await a_person(browser)
    await first.open(page_server.address)
    await first.say(BOOK.format("Old One", "old@example.com"))
    second = Person(await first.page.context.new_page())
    await second.open(page_server.address)
    await second.page.wait_for_selector("#chat .options button")

    await first.say("make it 11am")
    await second.page.fill("#box textarea", "yes")
    await second.page.press("#box textarea", "Enter")
    await second.page.wait_for_selector("#trace [data-status=done]", state="attached")

    assert page_server.bookings_with("old@example.com") == []
    assert await second.buttons() == ["Book it", "Change…", "Don’t book"]


@pytest.mark.slow
async def test_each_tab_goes_on_with_its_own_conversation_also_after_a_reload(
    page_server: Served, browser: Browser
) -> None:
    first = await a_person(browser)
    await first.open(page_server.address)
    await first.say(BOOK.format("Tab One", "tab@example.com"))
    second = Person(await first.page.context.new_page())
    await second.open(page_server.address)
    await second.page.wait_for_selector("#chat .options button")
    await second.page.locator("#anew button").click()
    await second.page.wait_for_selector("#chat .welcome")
    await second.say("hello")

    booked = await first.say("yes, please")
    await first.reload()
    again, elsewhere = await first.bubbles(), await second.bubbles()
    await second.page.locator("#talks .talk", has_text="with Tab One").click()
    await second.page.wait_for_selector("#chat >> text=yes, please")

    assert "Booked" in booked
    assert len(page_server.bookings_with("tab@example.com")) == 1
    assert again[-2:] == ["yes, please", booked]
    assert elsewhere[0] == "hello"
    assert (await second.bubbles())[-2] == "yes, please"


# B5 and B6: a turn that runs while the page is reloaded, or left


@pytest.mark.slow
async def test_a_reload_in_the_middle_of_a_write_follows_it_to_its_end(page_server: Served, person: Person) -> None:
    await person.say(BOOK.format("Lea Long", "lea@example.com").replace("10am", "1pm"))

    slow(page_server)
    await person.page.locator("#chat .options button", has_text="Book it").click()
    await person.page.wait_for_selector("#trace [data-node=execute]", state="attached")
    await person.page.reload()
    await person.page.wait_for_selector("#trace [data-status=running]", state="attached")
    busy = await person.page.locator("#room").get_attribute("data-busy")
    await person.page.wait_for_selector("#trace [data-status=done]", state="attached")
    *_, confirmed, booked = await person.bubbles()

    assert busy is not None
    assert confirmed == "Book it"
    assert booked.startswith("✓ Booked")
    assert len(page_server.bookings_with("lea@example.com")) == 1
    assert await person.say("hello")


@pytest.mark.slow
async def test_a_new_conversation_during_a_write_is_no_alarm_and_is_told_how_it_ended(
    page_server: Served, person: Person
) -> None:
    await person.say(BOOK.format("Ned New", "ned@example.com").replace("10am", "3pm"))

    slow(page_server)
    await person.page.locator("#chat .options button", has_text="Book it").click()
    await person.page.wait_for_selector("#trace [data-node=execute]", state="attached")
    await person.page.get_by_role("button", name="New conversation").click()
    await person.page.wait_for_selector("#trace [data-status=none]", state="attached")
    empty = await person.bubbles()
    hello = await person.say("hello")
    told = await person.page.locator("#meanwhile .meanwhile").inner_text()
    bubbles = await person.bubbles()

    assert empty == []
    assert hello.startswith("Hello")
    assert "Booked" in told
    assert "Ned New" in told
    assert bubbles == ["hello", hello]
    assert len(page_server.bookings_with("ned@example.com")) == 1


@pytest.mark.slow
async def test_a_new_conversation_during_a_question_is_just_new(page_server: Served, person: Person) -> None:
    await person.page.fill("#box textarea", "what's free next friday for a consultation?")

    slow(page_server, "GET /v2/slots")
    await person.page.press("#box textarea", "Enter")
    await person.page.wait_for_selector("#trace [data-node=check_slots]", state="attached")
    await person.page.get_by_role("button", name="New conversation").click()
    await person.page.wait_for_selector("#trace [data-status=none]", state="attached")
    await person.say("hello")
    await settled(person)

    assert (await person.bubbles())[0] == "hello"
    assert await person.page.locator("#meanwhile .meanwhile").count() == 0


@asynccontextmanager
async def held_up(person: Person, call: str) -> AsyncIterator[None]:
    """While the block lasts, this call of the page is under way and gets nowhere."""
    lets_go = asyncio.Event()

    async def wait(route: object) -> None:
        await lets_go.wait()
        await route.continue_()  # type: ignore[attr-defined]

    await person.page.route(f"**/{call}*", wait)
    try:
        yield
    finally:
        lets_go.set()


def slow(server: Served, route: str = "POST /v2/bookings") -> None:
    """The next such call takes its time."""
    fault = {"route": route, "kind": "delay", "s": 5}
    httpx.post(f"{server.calcom}/_mock/faults", json=fault).raise_for_status()


async def settled(person: Person) -> None:
    """The page is free and then loaded anew: what it shows now is what the server has."""
    await person.page.wait_for_function("!document.getElementById('room').hasAttribute('data-busy')")
    await person.page.reload()
    await person.page.wait_for_selector("#chat [data-testid=user]")
