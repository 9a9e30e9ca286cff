"""What the page draws from what a turn told."""

import re
from datetime import date, datetime, timedelta
from html import unescape
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import pytest

from graph.events import Answer, BookingShown, Card, Option, Party, Result
from graph.given.preferences import Locale
from tests.ui.fakes import TOMORROW_2PM, a_card
from ui.page.drawing.outcome import calendar_file
from ui.page.drawing.pieces import Clock
from ui.page.drawing.talk import talk
from ui.page.drawing.week import Week, week_panel
from ui.page.lines import Line, title_of

BERLIN = ZoneInfo("Europe/Berlin")
CLOCK = Clock.of(Locale("Europe/Berlin", TOMORROW_2PM - timedelta(days=1)))


def a_booking(**changes: object) -> BookingShown:
    start = datetime(2026, 11, 27, 15, tzinfo=BERLIN)
    facts: dict[str, object] = {
        "uid": "abc",
        "title": "Intro call between Dana Weber and Ana Ruiz",
        "name": "Intro call",
        "event_type_id": 1,
        "start": start,
        "end": start + timedelta(minutes=15),
        "status": "accepted",
        "attendees": (Party(name="Ana Ruiz", email="ana@example.com", time_zone="Europe/Berlin"),),
        "location": "https://video.example.com/abc",
    }
    return BookingShown.model_validate({**facts, **changes})


def a_result(status: str = "success", code: str = "done", action: str = "book", **data: object) -> Result:
    told = {"action": action, "booking": a_booking().model_dump(mode="json"), "note": "Cal.com mails everybody."}
    return Result.model_validate({"status": status, "code": code, "message": "As it ended.", "data": {**told, **data}})


def drawn(answer: Answer, *, is_over: bool = True) -> str:
    return talk([Line(by="user", text="hi"), Line(by="assistant", answer=answer)], CLOCK, is_over=is_over)


def labels(shown: str) -> list[str]:
    """What can be pressed, in order."""
    return [unescape(label) for label in re.findall(r"<(?:button|a|summary)\b[^>]*>([^<]*)<", shown)]


def words(shown: str) -> str:
    return " ".join(unescape(re.sub("<[^>]*>", " ", shown)).split()).removeprefix("Conversation ")


def test_a_card_says_what_when_and_with_whom_and_its_buttons_say_the_deed() -> None:
    shown = drawn(Answer(reply="", card=a_card()))

    assert "To book 30 Minute Meeting · 30 min Nov 25" in words(shown)
    assert "Wednesday 25 November, 13:00 – 13:30 Europe/Berlin" in words(shown)
    assert "Ana Ruiz ana@example.com Shall I book it?" in words(shown)
    assert "Dana Weber" not in words(shown)  # it is one's own calendar
    assert labels(shown) == ["Book it", "Change…", "Don’t book"]
    assert re.findall('data-value="([^"]*)"', shown)[0] == "confirm&#58;c0ffee"


def test_a_card_to_move_strikes_what_was_and_marks_what_changed() -> None:
    rows = (("Move", "Call"), ("From", "then"), ("To", "now", True), ("", "That is 08:00"), ("Notes", "plan", True))
    shown = drawn(Answer(reply="", card=a_card(action="reschedule", rows=rows, from_start=TOMORROW_2PM)))

    assert re.search("<s><time[^>]*>Wednesday 25 November&#44; 13&#58;00</time></s>", shown)
    assert "That is 08:00" in words(shown)
    assert 'class="time new"' in shown
    assert '<span class="new">plan</span>' in shown


@pytest.mark.parametrize(
    ("action", "deeds"),
    [
        ("reschedule", ["Move it", "Change…", "Leave it"]),
        ("cancel", ["Cancel meeting", "Keep it"]),
        ("accept", ["Accept it", "Not now"]),
        ("decline", ["Decline it", "Keep it"]),
        ("invite", ["Add them", "Change…", "Leave it"]),
        ("absent", ["Note it", "Don’t note it"]),
        ("something new", ["Do it", "Change…", "Don’t"]),
    ],
)
def test_each_kind_of_card_has_its_own_words_on_its_buttons(action: str, deeds: list[str]) -> None:
    assert labels(drawn(Answer(reply="", card=a_card(action=action)))) == deeds


def test_a_card_of_several_steps_shows_every_row_of_them_whatever_their_labels() -> None:
    rows = (("Do", "2 things"), ("1. Book", "Call with Ana"), ("", "on Friday"), ("2. Cancel", "Call with Bo"))
    shown = words(drawn(Answer(reply="", card=a_card(action="steps", rows=rows))))

    for value in ("To do 2 things", "1. Book Call with Ana on Friday", "2. Cancel Call with Bo"):
        assert value in shown


def test_several_steps_are_one_card_with_a_part_for_each_and_all_of_them_stand_in_the_week() -> None:
    start = a_booking().start
    gone = a_card(action="cancel", rows=(("Cancel", "Call"), ("When", "x"), ("With", "Bo <bo@example.com>")), hash="2")
    made = a_card(start=start, end=start + timedelta(minutes=30), hash="1")
    rows = (
        ("1. Book", "30 Minute Meeting, then, with Ana Ruiz <ana@example.com>"),
        ("Notes", "the plan"),
        ("2. Cancel", "Call, then"),
        ("", "Only if step 1 ended well"),
        ("Host", "Dana Weber"),
    )
    card = a_card(action="several", steps=(made, gone), rows=rows, question="Shall I do both?")

    shown = drawn(Answer(reply="", card=card))
    week = words(week_panel(Week(date(2026, 11, 23), (), Answer(reply="", card=card)), CLOCK))

    assert "To do 2 things, in this order 1. Book 30 Minute Meeting · 30 min" in words(shown)
    assert "Friday 27 November, 15:00 – 15:30" in words(shown)
    assert "Ana Ruiz ana@example.com" in words(shown)
    assert "2. Cancel Call · 30 min Nov 25 Wednesday 25 November, 13:00 – 13:30" in words(shown)
    assert words(shown).index("the plan") < words(shown).index("2. Cancel") < words(shown).index("Only if step 1")
    assert labels(shown) == ["Do all of it", "Change…", "Do none of it"]
    assert "15:00 Ana Ruiz waiting for your yes" in week
    assert "13:00" not in week


def test_while_a_turn_runs_and_under_what_is_past_there_is_nothing_to_press() -> None:
    told = Answer(
        reply="",
        said=("Well:", "As it ended."),
        card=a_card(notice="16:00 is taken."),
        options=(Option(n=1, label="Friday, 10:00", start=TOMORROW_2PM),),
        outcome=a_result(),
        bookings=(a_booking(),),
        lists=True,
        more=3,
    )

    shown = drawn(told, is_over=False)

    assert "<button" not in shown
    for value in ("16:00 is taken.", "To book", "13:00", "Booked", "Ana Ruiz"):
        assert value in words(shown)
    assert "Shall I" not in shown


def test_offered_times_are_chips_under_their_days_that_say_their_number_and_more() -> None:
    starts = [datetime(2026, 12, day, hour, tzinfo=BERLIN) for day, hour in ((1, 9), (1, 14), (2, 9))]
    options = tuple(Option(n=n, label=f"{start:%A %H:%M}", start=start) for n, start in enumerate(starts, start=1))

    shown = drawn(Answer(reply="", said=("Free:",), options=options, more=7))

    assert words(shown) == "hi Free: Tue 1 Dec 09:00 14:00 Wed 2 Dec 09:00 7 more"
    assert re.findall('data-does="(.*?)" data-value="(.*?)"', shown)[:3] == [("pick", str(n)) for n in (1, 2, 3)]
    assert 'aria-label="Tuesday 09&#58;00"' in shown


def test_the_answers_that_a_question_takes_are_buttons_where_only_that_is_asked() -> None:
    field = {"slug": "size", "label": "Size", "type": "select", "options": ["S", "L <b>"]}

    def asked(*needs: str, fields: int = 1) -> str:
        data = {"needs": list(needs), "options": [], "fields": [field] * fields}
        result = Result.model_validate({"status": "pending", "code": "more_needed", "message": "Size?", "data": data})
        return drawn(Answer(reply="Size?", said=("Size?",), outcome=result))

    assert labels(asked("field")) == ["S", "L <b>"]
    assert [labels(one) for one in (asked("field", "when"), asked("when"), asked("field", fields=2))] == [[], [], []]


def test_a_list_stands_under_its_days_with_what_can_be_done_about_each() -> None:
    asks = a_booking(status="pending", name="Review")
    over = a_booking(start=TOMORROW_2PM - timedelta(days=3), end=TOMORROW_2PM - timedelta(days=3, minutes=-30))

    shown = drawn(Answer(reply="", bookings=(over, a_booking(), asks), lists=True))

    assert labels(shown) == ["Move", "Cancel", "Accept", "Decline"]
    assert "Friday 27 November 15:00 Ana Ruiz Intro call · 15 min" in words(shown)
    assert "your yes?" in words(shown)
    assert unescape(re.findall('data-value="([^"]*)"', shown)[0]) == ("move my 15:00 on Friday 27 November")


@pytest.mark.parametrize(
    ("result", "head", "ways"),
    [
        (
            a_result(),
            "✓ Booked Intro call with Ana Ruiz Nov 27 Friday 27 November, 15:00 – 15:15 Cal.com mails everybody.",
            ["Join link", "Add to calendar", "File (.ics)", "Google", "Outlook", "Move", "Cancel", "Undo"],
        ),
        (a_result(code="requested"), "✓ Requested", ["Join link", "Add to calendar"]),
        (a_result(action="cancel"), "✓ Cancelled", []),
        (a_result(note=None), "✓ Booked As it ended.", ["Join link"]),
        (a_result("unknown", "outcome_unknown"), "? Not known yet As it ended.", ["Check again"]),
        (a_result("error", "unreachable"), "✕ Not booked As it ended.", ["Try again"]),
        (a_result("error", "slot_taken"), "✕ Not booked As it ended.", []),
    ],
    ids=["done", "requested", "cancelled", "told whole", "unknown", "unreachable", "taken"],
)
def test_an_outcome_says_how_it_ended_and_offers_what_may_follow(result: Result, head: str, ways: list[str]) -> None:
    shown = drawn(Answer(reply="", said=(result.message,), outcome=result))

    assert words(shown).removeprefix("hi ").startswith(head)
    assert labels(shown)[: len(ways)] == ways
    assert bool(labels(shown)) == bool(ways)


def test_a_place_that_is_no_address_of_the_web_is_no_link() -> None:
    for place in ("javascript:alert(1)", "integrations:daily", "Main Street 1", None):
        result = a_result(booking=a_booking(location=place).model_dump(mode="json"))

        assert "Join link" not in drawn(Answer(reply="", said=(result.message,), outcome=result))


def test_the_calendar_file_holds_the_booking_and_no_line_is_too_long() -> None:
    booking = a_booking(name="Überlänge; mit, Komma\nEND:VCALENDAR " * 4)
    lines = calendar_file(booking).split("\r\n")
    told = calendar_file(booking).replace("\r\n ", "")

    assert "DTSTART:20261127T140000Z" in lines
    assert told.count("\r\nEND:VCALENDAR") == 1
    assert "SUMMARY:Überlänge\\; mit\\, Komma END:VCALENDAR" in told
    assert max(len(line.encode()) for line in lines) <= 75
    assert "BEGIN%3AVCALENDAR" in unescape(drawn(Answer(reply="", said=("As it ended.",), outcome=a_result())))
    assert unquote("BEGIN%3AVCALENDAR") == lines[0]


def test_the_week_has_its_bookings_the_hold_of_a_card_and_the_times_on_offer() -> None:
    card: Card = a_card(start=a_booking().start + timedelta(hours=1), end=a_booking().end + timedelta(hours=1))
    free = Option(n=1, label="", start=datetime(2026, 11, 26, 9, tzinfo=BERLIN))
    week = Week(date(2026, 11, 23), (a_booking(),), Answer(reply="", card=card, options=(free,)))

    shown = week_panel(week, CLOCK)

    assert "23 – 29 Nov" in words(shown)
    assert "Tuesday 24 November today Nothing booked" in words(shown)
    assert "Thursday 26 November free 09:00" in words(shown)
    assert "15:00 Ana Ruiz Intro call · 15 min Move Cancel 16:00 Ana Ruiz waiting for your yes" in words(shown)
    assert "Monday 23" not in words(shown)  # nothing is on it
    assert "cannot be read" in week_panel(Week(date(2026, 11, 23), None), CLOCK)


def test_a_conversation_is_called_after_what_was_done_last_or_said_first() -> None:
    hello = Line(by="user", text="book it all")
    lines = [hello, *(Line(by="assistant", answer=Answer(reply="", outcome=r)) for r in (a_result(), None) if r)]

    assert title_of(()) == ""
    assert title_of((hello,)) == "book it all"
    assert title_of(tuple(lines)) == "Intro call with Ana Ruiz"
    moved = Line(by="assistant", answer=Answer(reply="", outcome=a_result(action="reschedule")))
    assert title_of((*lines, moved)) == "Moved Ana Ruiz"


HOSTILE = "<img src=x onerror=alert(1)> \"' </p></article><script>1</script> [a](http://b.example)"


def test_nothing_from_outside_is_ever_markup() -> None:
    party = Party(name=HOSTILE, email=HOSTILE, time_zone="UTC")
    booking = a_booking(title=HOSTILE, name=HOSTILE, status=HOSTILE, attendees=(party,), location=f"https://{HOSTILE}")
    booking = booking.model_copy(update={"status": "accepted"})
    card = a_card(rows=((HOSTILE, HOSTILE), ("When", HOSTILE), ("With", HOSTILE)), question=HOSTILE, notice=HOSTILE)
    result = a_result(booking=booking.model_dump(mode="json"), note=HOSTILE)
    told = Answer(
        reply="",
        said=(HOSTILE, "As it ended."),
        card=card,
        options=(Option(n=1, label=HOSTILE),),
        outcome=result,
        bookings=(booking,),
        lists=True,
    )
    shown = talk([Line(by="user", text=HOSTILE), Line(by="assistant", answer=told)], CLOCK, aside=HOSTILE)
    shown += week_panel(Week(date(2026, 11, 23), (booking,), told), CLOCK)

    assert not re.search("<(?:img|script)", shown)
    assert not re.search("onerror=", shown)
    assert shown.count("</article>") == 2
