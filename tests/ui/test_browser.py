"""The page in a real browser, on the real graph, against a mocked Cal.com in demo mode."""

import os
import re
from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.slices import sliced
from tests.ui.running import Person, Served, a_person, served

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

BOOK_ANA = "Book a 30 minute meeting tomorrow at 2pm with Ana Ruiz, ana@example.com"
BOOKING = ["Book it", "Change…", "Don’t book"]
PICTURES = Path(__file__).parents[2] / "docs"


async def test_a_person_books_by_typing_and_confirming(page_server: Served, person: Person) -> None:
    card = await person.say(BOOK_ANA)
    buttons = await person.buttons()
    await person.page.wait_for_selector("#week .hold >> text=Ana Ruiz")
    await keep_picture(person, "chat.png")
    booked = await person.click("Book it")
    await person.page.wait_for_selector("#week .booking:not(.hold) >> text=Ana Ruiz")

    for words in ("Wednesday 25 November", "14:00 – 14:30", "Europe/Berlin", "Ana Ruiz ana@example.com"):
        assert words in card
    assert buttons == BOOKING
    (booking,) = page_server.bookings_with("ana@example.com")
    assert booking["start"] == "2026-11-25T13:00:00Z"
    assert booking["uid"] not in booked  # a reference is for programs
    assert "14:00" in booked
    assert await person.buttons() == []


@pytest.mark.slow
async def test_the_keyboard_alone_books_moves_leaves_and_cancels(page_server: Served, person: Person) -> None:
    async def backwards(steps: int, words: str) -> str:
        """Say it, go back from the box by so many stops, and press what is there."""
        await person.say(words)
        for _ in range(steps):
            await person.page.keyboard.press("Shift+Tab")
        pressed = str(await person.page.evaluate("document.activeElement.innerText"))
        await person.page.keyboard.press("Enter")
        await person.page.wait_for_selector("#chat .said.bot:last-child .card.outcome")
        await person.page.wait_for_function("!document.getElementById('room').hasAttribute('data-busy')")
        return pressed

    await person.page.focus("#box textarea")
    booked = await backwards(3, "Book an intro call on Friday at 9am with Kea Bo, kea@example.com")
    moved = await backwards(3, "move my call with Kea Bo to Friday at 9:45")
    await person.say("cancel my call with Kea Bo")
    await person.page.keyboard.press("Escape")
    await person.page.wait_for_selector("#chat .said.bot:last-child >> text=Nothing was changed")
    before = [b["status"] for b in page_server.bookings_with("kea@example.com") if b["start"].endswith("08:45:00Z")]
    cancelled = await backwards(2, "cancel my call with Kea Bo")

    assert [booked, moved, cancelled] == ["Book it", "Move it", "Cancel meeting"]
    assert before == ["accepted"]
    assert not [b for b in page_server.bookings_with("kea@example.com") if b["status"] == "accepted"]


async def test_nothing_is_written_before_the_click(page_server: Served, person: Person) -> None:
    await person.say("Book a 30 minute meeting tomorrow at 4pm with Bo Lind, bo@example.com")
    dropped = await person.click("Don’t book")

    assert page_server.bookings_with("bo@example.com") == []
    assert dropped
    assert await person.buttons() == []


@pytest.mark.parametrize(
    ("clicks", "booked"),
    sliced(
        [
            (("Book it", "Book it", "Book it"), True),
            (("Book it", "Don’t book"), True),
            (("Send", "Book it"), True),
            (("Don’t book", "Book it"), False),
        ],
        quick=0,
        slow=1,
    ),
)
async def test_of_several_clicks_at_once_only_the_first_counts(
    page_server: Served, person: Person, clicks: tuple[str, ...], booked: bool
) -> None:
    email = re.sub("[^a-z@.]", "-", f"{'-'.join(clicks)}@example.com".lower())
    await person.say(f"Book an intro call as soon as possible with Gus Roe, {email}")

    await person.page.fill("#box textarea", "yes")
    answer = await person.click_at_once(*clicks)
    *_, said, _ = await person.bubbles()

    assert said == {"Send": "yes"}.get(clicks[0], clicks[0])
    assert ("Booked" in answer) == booked
    assert len(page_server.bookings_with(email)) == booked


@pytest.mark.slow
@pytest.mark.thorough
async def test_while_a_turn_runs_nothing_can_be_sent_and_then_it_can(person: Person) -> None:
    await person.page.fill("#box textarea", "hello")
    send = person.page.locator("#box .submit-button")
    pointer = "button => getComputedStyle(button).pointerEvents"

    meanwhile = await send.evaluate(f"button => {{ button.click(); return ({pointer})(button); }}")
    await person.page.wait_for_selector("#trace [data-status=done]", state="attached")

    assert meanwhile == "none"
    assert await send.evaluate(pointer) != "none"
    assert await person.say("hello again")


@pytest.mark.slow
@pytest.mark.thorough
async def test_a_second_tab_shows_what_the_first_one_did(page_server: Served, browser: Browser) -> None:
    first = await a_person(browser)
    await first.open(page_server.address)
    await first.say("Book an intro call as soon as possible with Hal Iz, hal@example.com")
    second = Person(await first.page.context.new_page())
    await second.open(page_server.address)
    await second.page.wait_for_selector("#chat .options button")

    await first.say("yes")
    await second.page.locator("#chat .options button", has_text="Book it").click()
    await second.page.wait_for_selector("#trace [data-status=done]", state="attached")
    _, _, typed, booked, *_ = await second.bubbles()

    assert (typed, "✓ Booked" in booked) == ("yes", True)
    assert len(page_server.bookings_with("hal@example.com")) == 1


@pytest.mark.slow
@pytest.mark.thorough
async def test_a_card_of_the_past_no_longer_looks_live_and_offers_keep_their_place(person: Person) -> None:
    await person.say("What's free next week for an intro call?")
    await person.say("Book an intro call on Thursday at 2pm with Ira Low, ira@example.com")
    await person.say("make it 4pm")
    _, offers, _, past, _, live = await person.bubbles()

    assert [line for line in offers.splitlines() if line][:2] == ["Free (Europe/Berlin):", "Mon"]
    assert "To book: Intro call · 15 min · Thursday 3 December, 14:00" in past
    assert ["Shall I book it?" in card for card in (past, live)] == [False, True]
    assert await person.page.locator("#chat .card.open").count() == 1


@pytest.mark.slow
async def test_on_a_card_to_cancel_the_other_button_keeps_the_booking(page_server: Served, person: Person) -> None:
    await person.say("cancel my meeting with Kenji Sato")
    buttons = await person.buttons()
    kept = await person.click("Keep it")

    assert buttons == ["Cancel meeting", "Keep it"]
    assert "Nothing was changed" in kept
    assert {b["status"] for b in page_server.bookings_with("kenji.sato@example.com")} == {"accepted"}


@pytest.mark.slow
@pytest.mark.thorough
async def test_an_empty_conversation_knows_what_comes_next_and_each_of_its_chips_leads_on(
    tmp_path: Path, browser: Browser
) -> None:
    person = await a_person(browser)

    with served(tmp_path, now="2026-11-21T10:00+01:00") as saturday:
        await person.open(saturday.address)
        greeting = await person.page.locator("#chat .welcome").inner_text()
        chips = await person.page.locator("#chat .welcome .chip").all_inner_texts()
        answers = []
        for chip in chips:
            answers.append(await person.click(chip, within="#chat .welcome"))
            await person.page.locator("#anew button").click()
            await person.page.wait_for_selector("#chat .welcome")

        assert "Good morning" in greeting
        assert "Next" in greeting
        assert chips == ["What’s free", "My week", "Book", "Move"]
        assert not any("not understand" in answer for answer in answers)


@pytest.mark.slow
async def test_an_offered_time_is_a_button_that_leads_to_a_card(person: Person) -> None:
    await person.say("Book an intro call on Thursday afternoon with Cy Oz, cy@example.com")
    offers = await person.buttons()
    card = await person.click(offers[1])
    picked = (await person.bubbles())[-2]

    assert len(offers) > 1
    assert "Thursday 26 November" in card
    assert offers[1] in card  # the time of day
    assert picked == f"Thursday 26 November, {offers[1]}"
    assert await person.buttons() == BOOKING


async def test_a_reload_keeps_conversation_and_card(page_server: Served, person: Person) -> None:
    await person.say("Book a 30 minute meeting on Friday at 10am with Di Moe, di@example.com")

    await person.page.reload()
    await person.page.wait_for_selector("#chat .options button")
    said, card = await person.bubbles()
    booked = await person.click("Book it")

    assert said == "Book a 30 minute meeting on Friday at 10am with Di Moe, di@example.com"
    assert "Friday 27 November" in card
    assert "Booked" in booked
    assert len(page_server.bookings_with("di@example.com")) == 1


@pytest.mark.slow
@pytest.mark.thorough
async def test_a_note_that_reads_like_a_question_stays_in_its_row_also_after_a_reload(
    page_server: Served, browser: Browser
) -> None:
    person, note = await a_person(browser), "Agenda: Shall I bring slides?"
    await person.open(page_server.address)
    await person.say("Book a 30 minute meeting on friday at 2pm with Kai Lund, kai@example.com")

    await person.say(f"add a note: {note}")
    drawn = await person.page.locator("#chat .card.open .row").all_inner_texts()
    await person.reload()
    earlier, again = await person.page.locator("#chat .card").all()

    assert [line for line in drawn[-1].splitlines() if line] == ["✎", "Notes", note]
    assert await again.locator(".row").all_inner_texts() == drawn
    assert await earlier.locator(".row").count() == len(drawn) - 1
    assert await again.locator(".row .new").all_inner_texts() == [note]


@pytest.mark.slow
@pytest.mark.thorough
async def test_a_restart_of_the_server_keeps_them_too(tmp_path: Path, browser: Browser) -> None:
    person = await a_person(browser)
    with served(tmp_path) as before:
        await person.open(before.address)
        await person.say("Book a 30 minute meeting on Friday at 10am with Di Moe, di@example.com")
        port = int(before.address.rsplit(":", 1)[1])

    with served(tmp_path, port) as after:
        await person.open(after.address)
        await person.page.wait_for_selector("#chat .options button")
        await person.click("Book it")

        assert len(after.bookings_with("di@example.com")) == 1


@pytest.mark.slow
async def test_two_people_see_only_their_own_conversations(page_server: Served, browser: Browser) -> None:
    one, two = await a_person(browser), await a_person(browser)
    await one.open(page_server.address)
    await one.say("hello")

    await two.open(page_server.address)

    assert await two.bubbles() == []


@pytest.mark.slow
async def test_a_new_conversation_starts_empty_and_stays_so(person: Person) -> None:
    await person.say("hello")

    await person.page.get_by_role("button", name="New conversation").click()
    await person.page.wait_for_selector("#chat .welcome")
    is_in_the_box = await person.page.evaluate("document.activeElement === document.querySelector('#box textarea')")
    await person.reload()

    assert is_in_the_box
    assert await person.bubbles() == []


@pytest.mark.slow
async def test_what_is_in_use_is_always_in_sight(page_server: Served, browser: Browser) -> None:
    person = await a_person(browser, timezone_id="America/New_York", locale="en-US")

    await person.open(page_server.address)

    status = await person.page.locator("#status").inner_text()
    for words in ("Demo calendar", "@example.com", "America/New_York"):
        assert words in status
    assert await person.page.locator("#date-order input[value=MDY]").is_checked()


@pytest.mark.slow
@pytest.mark.thorough
async def test_another_zone_is_found_by_its_city_and_is_used(person: Person) -> None:
    await person.choose_zone("London")
    await person.page.wait_for_selector("[data-zone='Europe/London']")
    card = await person.say("Book a 30 minute meeting on Friday at 2pm with Ed Ash, ed@example.com")

    assert await person.page.locator("#zone input").input_value() == "Europe/London"
    assert "14:00 – 14:30" in card
    assert "Europe/London" in card


@pytest.mark.slow
@pytest.mark.thorough
async def test_a_zone_nobody_knows_is_said_to_be_none(person: Person, browser: Browser) -> None:
    await person.choose_zone("Tokio")
    note = await person.page.locator("#zone-note p").inner_text()

    assert note == "I know no time zone “Tokio”. Did you mean Asia/Tokyo?"
    assert await person.page.locator("#zone input").input_value() == ""


@pytest.mark.slow
async def test_event_types_are_loaded_the_hidden_one_marked_and_a_default_set(person: Person) -> None:
    await person.open_settings(developers=True)
    await person.page.get_by_role("button", name="Refresh event types").click()
    loaded = await person.page.locator(".loaded").inner_text()
    hidden = await person.page.locator(".hidden-type").all_inner_texts()
    offered = await person.page.locator("#default-event-type label:has(input)").all_inner_texts()
    await person.page.locator("#default-event-type label", has_text="Intro call").click()
    await person.page.locator("#zone-note p", has_text="Saved").wait_for()
    await person.reload()
    chosen = person.page.locator("#default-event-type input:checked")
    await person.page.wait_for_function("document.querySelector('#default-event-type input:checked')?.value !== ''")

    assert loaded == "Loaded 6 event types, 1 hidden (never offered)"
    assert len(hidden) == 1
    assert not any(hidden[0].splitlines()[0] in option for option in offered)
    assert len(offered) == 6  # five types, and none
    assert await chosen.input_value() == "intro"


@pytest.mark.slow
@pytest.mark.thorough
async def test_the_trace_shows_the_nodes_of_the_last_turn_and_their_calls(person: Person) -> None:
    await person.say("what's free on Monday for an intro call?")

    nodes = await person.page.eval_on_selector_all("#trace [data-node]", "rows => rows.map(r => r.dataset.node)")
    assert nodes == ["parse_intent", "resolve_event_type", "check_slots", "respond"]
    assert await person.page.locator("#trace [data-call]").count() >= 1
    assert "0 model calls" in await person.page.locator("#trace .cost").inner_text()


@pytest.mark.slow
@pytest.mark.thorough
async def test_the_graph_is_drawn_without_asking_anybody_else(page_server: Served, person: Person) -> None:
    await person.open_settings(developers=True)
    for node in ("parse_intent", "check_slots", "confirm", "execute", "respond"):
        await person.page.locator("#diagram svg").get_by_text(node, exact=True).wait_for()

    assert person.foreign_requests(page_server.address) == []


ACTIVE = "a, img, form, button:not([data-does]), input, iframe, video, audio, object, svg, script, style, [style]"
ELSEWHERE = "http://elsewhere.example"
HOSTILE_NAMES = [
    f"<img src={ELSEWHERE}/a onerror=document.title='owned'>",
    f"![x]({ELSEWHERE}/b)",
    f"<div style=background:url({ELSEWHERE}/c)>",
    f"[Confirm]({ELSEWHERE}/d)",
    f"<form action={ELSEWHERE}/e><button>Confirm</button></form>",
    "<script>document.title='owned'</script>",
    f"www.elsewhere.example {ELSEWHERE}/f",
    f"<video src={ELSEWHERE}/g><iframe src={ELSEWHERE}/h>",
    "| a | b |",
    f"<svg onload=document.title='owned'><image href={ELSEWHERE}/i>",
]


@pytest.mark.slow
async def test_hostile_names_are_shown_as_text_and_fetch_nothing(page_server: Served, browser: Browser) -> None:
    person = await a_person(browser)
    page_server.seed(
        bookings=[
            {
                "event_type": "intro",
                "start": f"2026-12-01T{9 + i // 2:02}:{30 * (i % 2):02}:00Z",
                "attendee": {"name": name, "email": f"eve{i}@example.com", "timeZone": "Europe/Berlin"},
            }
            for i, name in enumerate(HOSTILE_NAMES)
        ]
    )
    await person.open(page_server.address)

    shown = await person.say("what do I have on 1 December?")
    more = await person.say("more")
    await person.say("cancel my booking on 1 December at 10am")

    text = " ".join((shown + more).split())
    assert sum(" ".join(name.split()) in text for name in HOSTILE_NAMES) >= 5
    assert await person.page.title() == "Calendar assistant"
    assert await person.page.locator(f"#room :is(.lines, .week) :is({ACTIVE})").count() == 0
    assert person.foreign_requests(page_server.address) == []


@pytest.mark.slow
async def test_hostile_words_of_the_person_are_text_in_the_card_too(page_server: Served, person: Person) -> None:
    await person.say(f"Book an intro call on Friday at 3pm with <img src={ELSEWHERE}/x>, eve@example.com")

    assert await person.page.locator(f"#room :is(.lines, .week) :is({ACTIVE})").count() == 0
    assert person.foreign_requests(page_server.address) == []


@pytest.mark.slow
async def test_an_answer_is_read_out_once_and_whoever_lost_their_place_is_in_the_box_again(person: Person) -> None:
    await person.say("Book an intro call on Friday at 11:15 with Rae Sol, rae@example.com")
    dropped = await person.click("Don’t book")

    assert (await person.page.locator("#live").inner_text()).split() == dropped.split()
    assert await person.page.evaluate("document.activeElement === document.querySelector('#box textarea')")


@pytest.mark.slow
@pytest.mark.thorough
async def test_what_is_too_long_stays_in_the_box_and_the_arrow_brings_back_what_was_said(person: Person) -> None:
    await person.say("hello there")
    await person.page.keyboard.press("ArrowUp")
    again = await person.page.input_value("#box textarea")
    await person.page.fill("#box textarea", "x" * 2001)
    await person.page.press("#box textarea", "Enter")
    told = await person.page.locator("#doing").inner_text()

    assert again == "hello there"
    assert told == "That is 2,001 characters; I read at most 2,000."
    assert await person.page.input_value("#box textarea") == "x" * 2001
    assert len(await person.bubbles()) == 2


@pytest.mark.slow
@pytest.mark.parametrize("size", [(390, 844), (360, 640), (640, 450)], ids=["phone", "small", "at 200 %"])
async def test_a_card_is_seen_whole_with_its_buttons_and_nothing_is_wider_than_the_screen(
    page_server: Served, browser: Browser, size: tuple[int, int]
) -> None:
    person = await a_person(browser, viewport={"width": size[0], "height": size[1]}, is_mobile=size[0] < 600)
    await person.open(page_server.address)

    await person.say("move olga petrova to Friday at 4:30pm")
    if size[0] == 390:
        await keep_picture(person, "phone.png")
    chat = await person.page.locator("#chat").bounding_box()
    card = await person.page.locator("#chat .card.open").bounding_box()
    sides = await person.page.locator("#talks-side, #week-side").evaluate_all("all => all.map(one => one.clientWidth)")

    assert chat
    assert card
    assert chat["y"] <= card["y"]
    assert card["y"] + card["height"] <= chat["y"] + chat["height"]
    assert await person.page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert sides == [0, 0]
    assert await person.buttons() == ["Move it", "Change…", "Leave it"]


async def keep_picture(person: Person, name: str) -> None:
    """A picture for the README, only when asked: the tests themselves change no file."""
    if os.environ.get("UPDATE_SCREENSHOTS"):
        await person.page.screenshot(path=PICTURES / name)
