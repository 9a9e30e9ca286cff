"""What starts a booking: said whole or by halves, with any verb or none; its kind and its notes."""

import pytest

from graph.understanding.schema import Act, Intent, Person
from tests.understanding.builders import intents, misread, one_act

# --- a plan, whatever the verb ---------------------------------------------------------------------------------------


def test_a_booking_said_in_one_message_carries_everything() -> None:
    act = one_act("Book a 30 minute meeting tomorrow at 2pm with Ana Ruiz, ana@example.com")

    assert act == Act(
        intent=Intent.BOOK,
        event_type="30 minute meeting",
        duration="30 minute",
        when="tomorrow at 2pm",
        people=(Person(name="Ana Ruiz", email="ana@example.com"),),
    )


@pytest.mark.parametrize(
    ("message", "when"),
    [
        ("I need to see Tom next week", "next week"),
        ("put me down for Tuesday with Sam", "Tuesday"),
        ("set me up with Priya next Tuesday morning for an intro", "next Tuesday morning"),
        ("Can I get 30 minutes with Bob on thursday?", "thursday"),
        ("Lunch with Kim on Friday", "Friday"),
        ("I have a call with the board on Monday at 3pm", "Monday at 3pm"),
        ("can you get me in with Ana tomorrow at 9am", "tomorrow at 9am"),
        ("schedule an intro thursday at 11", "thursday at 11"),
    ],
)
def test_a_plan_is_a_booking_whatever_the_verb(message: str, when: str) -> None:
    act = one_act(message)

    assert (act.intent, act.when) == (Intent.BOOK, when)


def test_verbs_of_putting_in() -> None:
    putting_in = """
        invite Hugo to a tasting on Friday at 6 | set aside an hour on Monday for invoices
        could you see if I can get in on the 8th at 1?
    """

    assert misread(putting_in, Intent.BOOK) == {}


@pytest.mark.parametrize(
    "said",
    [
        "I need to visit an optician.",
        "I'd like to go to the barber",
        "could you help me search for a coach?",
        "I'm looking for someone to see about my back",
        "Would you find a tutor for me?",
        "I'm after a good lawyer",
        "I wanna see Dr. Ada Moor",
        "Hi, I need help finding a trainer",
    ],
)
def test_wanting_to_go_to_somebody_starts_a_booking(said: str) -> None:
    assert one_act(said).intent is Intent.BOOK


def test_a_visit_that_is_needed_begins_a_booking_with_the_one_who_is_named_after_it() -> None:
    act = one_act("I need to go see the optician about new glasses. My optician is Dr. Hugo Brandt.")
    told = one_act("I need to go see the adviser for my pension. The name of my adviser is Hugo Brandt.")

    assert act.intent is Intent.BOOK
    assert told.intent is Intent.BOOK
    assert told.people == (Person(name="Hugo Brandt"),)


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("drop the standup and make one on Friday with Kim", [Intent.CANCEL, Intent.BOOK]),
        ("when is my dentist appointment scheduled?", [Intent.LIST]),
        ("what have I got booked on friday?", [Intent.LIST]),
        ("is anything scheduled tomorrow morning?", [Intent.LIST]),
        ("make an appointment with Kim on friday", [Intent.BOOK]),
        ("make my appointment with Kim an hour later", [Intent.RESCHEDULE]),
        ("I can't make it to my 3pm tomorrow", [Intent.CANCEL]),
        ("the sync got pushed to friday", [Intent.RESCHEDULE]),
        ("my call with Kim should be at 4pm, not 3pm", [Intent.RESCHEDULE]),
        ("dinner with Kim friday at 7pm", [Intent.BOOK]),
        ("we're having lunch with the team on thursday at noon", [Intent.BOOK]),
        ("will it rain at the picnic on friday?", [Intent.OUT_OF_SCOPE]),
        ("is Kim free on friday?", [Intent.AVAILABILITY]),
        ("am I meeting Kim this week?", [Intent.LIST]),
        ("remove Kim from the standup", [Intent.CANCEL]),
    ],
)
def test_verbs_and_nouns_that_look_alike(message: str, expected: list[Intent]) -> None:
    assert intents(message) == expected


# --- the kind of meeting ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("book a consultation tomorrow", "consultation"),
        ("book the 15 min intro tomorrow", "15 min intro"),
        ("book a haircut tomorrow at 3pm", "haircut"),
        ("set up a quick chat with Ana", "quick chat"),
    ],
)
def test_the_kind_of_meeting_is_copied_as_typed(message: str, words: str) -> None:
    assert one_act(message).event_type == words


def test_the_kind_that_is_taken_back_is_not_the_one_wanted() -> None:
    act = one_act("Book Greta Lund, greta@example.com, thursday at 11, a 30 min meeting, scratch that, a 15 min intro")

    assert (act.event_type, act.duration) == ("15 min intro", "15 min")


# --- notes -----------------------------------------------------------------------------------------------------------


def test_a_topic_becomes_the_notes() -> None:
    assert one_act("Book a call with Ana tomorrow at 2pm to discuss the budget").notes == "the budget"


@pytest.mark.parametrize(
    "message",
    [
        "Otto Lang is a tiresome customer. Book a call with Otto Lang tomorrow at 3 pm",
        "Book a call with Otto Lang tomorrow at 3 pm. Don't tell him about the merger.",
    ],
)
def test_a_remark_is_no_note_either(message: str) -> None:
    assert one_act(message).notes is None


def test_a_quoted_note_is_kept() -> None:
    assert one_act('Book a call with Otto tomorrow at 3 pm and add the note "second floor"').notes == "second floor"


@pytest.mark.parametrize("lead", ["Note:", "It's about", "We want to discuss"])
def test_what_is_said_as_a_note_is_one(lead: str) -> None:
    act = one_act(f"Book a call with Bo Lind tomorrow at 3 pm. {lead} the leaking roof.")

    assert (act.people, act.notes) == ((Person(name="Bo Lind"),), "the leaking roof")


def test_a_remark_is_no_note() -> None:
    act = one_act("Book a call with Bo Lind tomorrow at 3 pm. The roof leaks badly.")

    assert (act.people, act.notes) == ((Person(name="Bo Lind"),), None)


@pytest.mark.parametrize(
    "added",
    [
        ", and add the chef Lea Simon, lea@example.com, as a guest",
        ". Include her boss Lea Simon, lea@example.com",
        ", and add her supervisor Lea Simon, lea@example.com, as a guest",
        " and invite Lea Simon, lea@example.com, too",
    ],
)
def test_who_is_added_is_a_guest_and_has_no_meeting_of_their_own(added: str) -> None:
    act = one_act(f"Book Bo Lind (bo@example.com) for a 30 minute meeting tomorrow at 11{added}")

    assert [person.email for person in act.people] == ["bo@example.com"]
    assert [guest.email for guest in act.guests] == ["lea@example.com"]
