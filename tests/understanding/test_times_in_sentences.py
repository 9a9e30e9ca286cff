"""Which words of a sentence are its time: beside corrections and zones, in two halves, in figures with dots."""

import pytest

from graph.understanding.dialogue import Dialogue, Need, Stage
from graph.understanding.offline import understand
from graph.understanding.offline.when_words import completes
from graph.understanding.schema import Intent
from tests.understanding.builders import a_dialogue, a_pending, at_a_card, one_act


def test_the_zone_words_stay_with_the_time() -> None:
    assert one_act("book an intro tomorrow at 9am New York time").when == "tomorrow at 9am New York time"


def test_his_time_in_brackets_takes_the_place_beside_it() -> None:
    act = one_act("a call with Uwe Bach uwe@example.com thursday 10am (his time, he's in Lima)")

    assert act.when == "thursday 10am Lima time"


@pytest.mark.parametrize(
    "message",
    [
        "book Ana for thursday, no, friday at 3pm",
        "book Ana for thursday - sorry, friday at 3pm",
        "book Ana on thursday, i mean friday at 3pm",
    ],
)
def test_of_a_correction_inside_a_sentence_the_last_counts(message: str) -> None:
    assert one_act(message).when == "friday at 3pm"


@pytest.mark.parametrize(
    "message",
    ["Book the next free intro with Ana", "the earliest intro with Ana please, book it", "an intro with Ana asap"],
)
def test_the_soonest_is_a_time_too(message: str) -> None:
    act = one_act(message)

    assert act.intent is Intent.BOOK
    assert act.when in {"as soon as possible", "earliest", "the earliest", "asap"}


@pytest.mark.parametrize("when", ["14.05.2026 at 11:00", "14/05/2026 11:00", "14.5. 11:00", "14.05. at 11", "thu 9.30"])
def test_dates_and_clocks_with_dots_are_times(when: str) -> None:
    assert one_act(f"Book a call with Uwe Bach, uwe@example.com, {when}").when == when


@pytest.mark.parametrize("message", ["from 2 to 4pm", "9 to 5 tomorrow", "a call with Greta 2 to 4pm tomorrow"])
def test_a_stretch_of_time_moves_nobody(message: str) -> None:
    assert one_act(message).intent is not Intent.RESCHEDULE


def test_an_ending_is_never_taken_for_a_beginning() -> None:
    [act] = understand("make it end at 11 am", a_dialogue(Stage.DONE, recent=a_pending())).acts

    assert act.when == "end at 11 am"


def test_what_follows_an_address_and_a_full_stop_is_kept() -> None:
    act = one_act("book an intro with NOOR@EXAMPLE.COM. tue 9am")

    assert (act.when, act.notes) == ("tue 9am", None)


# --- half of it in each sentence -------------------------------------------------------------------------------------

ASKED_WHEN = a_dialogue(Stage.QUESTION, pending=a_pending(start=None, end=None), asked=(Need.WHEN,))


@pytest.mark.parametrize(
    ("message", "dialogue", "when"),
    [
        ("Please book a session for the 10th of May. Do you have an opening at 11:00?", None, "10th of May 11:00"),
        ("I need it on the 12th, I am sorry about that. Do you have anything at 5 pm?", at_a_card(), "12th 5 pm"),
        ("Let it be the day after tomorrow. Is there anything at 2:45 pm?", ASKED_WHEN, "day after tomorrow 2:45 pm"),
        (
            "Are there any slots at half past 4? That's when I can, on next Tuesday.",
            ASKED_WHEN,
            "half past 4 next Tuesday",
        ),
        ("I'd like an early meeting, maybe at 9:45 am. Preferably on May 12th.", None, "9:45 am May 12th"),
        ("12:30 pm works for me, is there anything available at that time?", ASKED_WHEN, "12:30 pm"),
        ("No, 10 am would work better. Do they have an opening then?", at_a_card(), "10 am"),
        ("I need a haircut. Please book one for later today.", None, "later today"),
    ],
)
def test_half_of_the_time_in_each_sentence_is_one_time(message: str, dialogue: Dialogue | None, when: str) -> None:
    act = one_act(message, dialogue)

    assert (act.when, act.notes) == (when, None)


@pytest.mark.parametrize(
    ("first", "second", "do"),
    [
        ("the 10th", "11 am", True),
        ("three in the afternoon", "friday", True),
        ("friday at 2", "3 pm", False),
        ("friday", "saturday", False),
        ("2 pm", "noon", False),
    ],
)
def test_a_day_and_an_hour_complete_each_other(first: str, second: str, do: bool) -> None:
    assert completes(first, second) is completes(second, first) is do


@pytest.mark.parametrize(
    ("message", "when"),
    [
        ("book Ana for friday the 12th of june at 2pm, no, 3pm", "friday the 12th of june 3pm"),
        ("book Ana on halloween at 2pm, no, 3pm", "halloween 3pm"),
        ("book Ana tonight at 8, sorry, 9pm", "tonight 9pm"),
        ("book Ana tomorrow morning, no, at 11", "tomorrow at 11"),
        ("book Ana tomorrow at three, no, friday", "at three friday"),
        ("book Ana tomorrow from 2 to 3, sorry, friday", "from 2 to 3 friday"),
        ("book Ana tomorrow at 9am, no, friday afternoon", "friday afternoon"),
    ],
)
def test_what_a_correction_does_not_touch_stays_whole(message: str, when: str) -> None:
    assert one_act(message).when == when
