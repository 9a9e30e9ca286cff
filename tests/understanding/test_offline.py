"""The offline interpreter on the conversations the assistant must be able to hold."""

import pytest

from graph.understanding.dialogue import Dialogue, FieldSeen, Need, OptionSeen, Stage
from graph.understanding.offline import understand
from graph.understanding.schema import Act, BookingWords, Intent, ListFilter, Person, Pronoun
from tests.understanding.builders import a_dialogue, a_pending, at, at_a_card, with_options


def one_act(message: str, dialogue: Dialogue | None = None) -> Act:
    [act] = understand(message, dialogue or a_dialogue()).acts
    return act


def intents(message: str, dialogue: Dialogue | None = None) -> list[Intent]:
    return [act.intent for act in understand(message, dialogue or a_dialogue()).acts]


# --- booking ---------------------------------------------------------------------------------------------------------


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


def test_the_zone_words_stay_with_the_time() -> None:
    assert one_act("book an intro tomorrow at 9am New York time").when == "tomorrow at 9am New York time"


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


def test_a_topic_becomes_the_notes() -> None:
    assert one_act("Book a call with Ana tomorrow at 2pm to discuss the budget").notes == "the budget"


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


# --- looking ---------------------------------------------------------------------------------------------------------


def test_free_times_are_asked_for_a_kind_and_a_time() -> None:
    act = one_act("what's free thursday afternoon for a consultation?")

    assert (act.intent, act.event_type, act.when) == (Intent.AVAILABILITY, "consultation", "thursday afternoon")


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("what do I have this week?", Act(intent=Intent.LIST, when="this week")),
        ("any meetings with Ana?", Act(intent=Intent.LIST, people=(Person(name="Ana"),))),
        ("show cancelled ones", Act(intent=Intent.LIST, filter=ListFilter.CANCELLED)),
        ("what did I have last week?", Act(intent=Intent.LIST, when="last week", filter=ListFilter.PAST)),
        ("when is my next call?", Act(intent=Intent.LIST, booking=BookingWords(pronoun=Pronoun.NEXT))),
        ("which requests are pending?", Act(intent=Intent.LIST, filter=ListFilter.UNCONFIRMED)),
    ],
)
def test_questions_about_bookings_are_a_list_with_its_filters(message: str, expected: Act) -> None:
    assert one_act(message) == expected


@pytest.mark.parametrize(
    ("message", "intent"),
    [
        ("hi", Intent.SMALL_TALK),
        ("thanks", Intent.SMALL_TALK),
        ("what can you do?", Intent.HELP),
        ("what's the weather?", Intent.OUT_OF_SCOPE),
        ("who is the president of France?", Intent.OUT_OF_SCOPE),
        ("what kinds of meetings can I book?", Intent.EVENT_TYPES),
        ("what's my time zone?", Intent.PROFILE),
        ("undo that", Intent.UNDO),
        ("hold on a second", Intent.PAUSE),
        ("", Intent.UNCLEAR),
        ("🎉🎉🎉", Intent.UNCLEAR),
        ("Bonjour, je voudrais un rendez-vous", Intent.UNCLEAR),
        ("qwrt zzkl", Intent.UNCLEAR),
    ],
)
def test_talk_that_arranges_nothing(message: str, intent: Intent) -> None:
    assert one_act(message).intent is intent


def test_where_somebody_is_sets_the_zone() -> None:
    act = one_act("I'm in Tokyo now")

    assert (act.intent, act.zone) == (Intent.SETTINGS, "Tokyo")


# --- existing bookings -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "booking"),
    [
        ("cancel my call with John", BookingWords(person="John")),
        ("get rid of the dentist thing", BookingWords(title="dentist")),
        ("delete my 3pm tomorrow", BookingWords(when="3pm tomorrow")),
        ("cancel John's call", BookingWords(person="John")),
        ("cancel it", BookingWords(pronoun=Pronoun.IT)),
        ("cancel the one I just made", BookingWords(pronoun=Pronoun.LATEST)),
        ("cancel my next meeting", BookingWords(pronoun=Pronoun.NEXT)),
        ("cancel the second one", BookingWords(ordinal=2)),
        ("cancel all my meetings tomorrow", BookingWords(when="tomorrow", all=True)),
        ('remove "Board: Q4 review"', BookingWords(title="Board: Q4 review")),
    ],
)
def test_a_cancellation_points_at_its_booking(message: str, booking: BookingWords) -> None:
    act = one_act(message)

    assert (act.intent, act.booking) == (Intent.CANCEL, booking)


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ("cancel my call with John, he's ill", "he's ill"),
        ("cancel my call with John because the project, sadly, ended", "the project, sadly, ended"),
        ("I'm not feeling well. Please cancel my meeting tomorrow", "I'm not feeling well"),
    ],
)
def test_a_reason_given_in_the_same_breath_is_kept_whole(message: str, reason: str) -> None:
    act = one_act(message)

    assert (act.intent, act.reason) == (Intent.CANCEL, reason)


@pytest.mark.parametrize(
    ("message", "old", "new"),
    [
        ("move my 3pm tomorrow to Friday at 10", "3pm tomorrow", "Friday at 10"),
        ("move my call with Ana to Friday afternoon", None, "Friday afternoon"),
        ("change my nail appointment from 2pm to 5pm on thursday", "2pm", "5pm on thursday"),
        ("make the sync at 1pm instead of 2pm", "2pm", "1pm"),
        ("reschedule the sync to 4", None, "4"),
    ],
)
def test_a_move_tells_the_old_time_from_the_new(message: str, old: str | None, new: str) -> None:
    act = one_act(message)

    assert (act.intent, act.when, act.booking.when if act.booking else None) == (Intent.RESCHEDULE, new, old)


def test_right_after_a_booking_it_means_that_booking() -> None:
    done = a_dialogue(Stage.DONE, recent=a_pending())

    assert one_act("cancel it", done).booking == BookingWords(pronoun=Pronoun.IT)
    assert one_act("make it 4pm instead", done).intent is Intent.RESCHEDULE
    assert one_act("looks good, thanks", done).intent is Intent.SMALL_TALK


# --- several requests ------------------------------------------------------------------------------------------------


def test_two_requests_in_one_message_are_two_acts_in_order() -> None:
    cancel, book = understand(
        "cancel my call with John and book a meeting with Ana on friday at 3pm", a_dialogue()
    ).acts

    assert (cancel.intent, cancel.booking) == (Intent.CANCEL, BookingWords(person="John"))
    assert (book.intent, book.when, book.people) == (Intent.BOOK, "friday at 3pm", (Person(name="Ana"),))


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Find my call with Ana and delete it", [Intent.CANCEL]),
        ("Book a call with Ana tomorrow. Make it 60 minutes", [Intent.BOOK]),
        ("I was going to meet Sally on Saturday. Can you move that to Sunday?", [Intent.RESCHEDULE]),
        ("What do I have tomorrow? And book an intro with Bo at 3pm", [Intent.LIST, Intent.BOOK]),
        ("Hi! Book an intro with Bo tomorrow at 3pm please. Thanks!", [Intent.BOOK]),
    ],
)
def test_what_belongs_together_stays_one_request(message: str, expected: list[Intent]) -> None:
    assert intents(message) == expected


def test_a_length_said_afterwards_joins_its_booking() -> None:
    act = one_act("Book a call with Ana tomorrow. Make it 60 minutes")

    assert (act.when, act.duration) == ("tomorrow", "60 minutes")


# --- at a card -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "field", "value"),
    [
        ("make it 4pm instead", "when", "4pm"),
        ("actually friday", "when", "friday"),
        ("yes but 30 minutes later", "when", "30 minutes later"),
        ("looks good but an hour later", "when", "an hour later"),
        ("can it be 3?", "when", "3"),
        ("no, the consultation", "event_type", "consultation"),
        ("60 minutes please", "duration", "60 minutes"),
        ("no, with bob@example.com", "people", (Person(email="bob@example.com"),)),
        ("add bob@example.com as a guest", "guests", (Person(email="bob@example.com"),)),
    ],
)
def test_a_new_value_at_a_card_is_a_change_whatever_it_opens_with(message: str, field: str, value: object) -> None:
    act = one_act(message, at_a_card())

    assert act.intent is Intent.CHANGE
    assert getattr(act, field) == value


@pytest.mark.parametrize(
    ("message", "intent"),
    [
        ("yes", Intent.YES),
        ("no", Intent.NO),
        ("never mind", Intent.DROP),
        ("cancel that", Intent.DROP),
        ("hold on", Intent.PAUSE),
        ("hi", Intent.SMALL_TALK),
        ("what do I have on friday?", Intent.LIST),
        ("what's free on friday?", Intent.AVAILABILITY),
        ("cancel my call with John", Intent.CANCEL),
        ("what's the weather?", Intent.OUT_OF_SCOPE),
    ],
)
def test_other_words_at_a_card(message: str, intent: Intent) -> None:
    assert one_act(message, at_a_card()).intent is intent


def test_a_second_request_at_a_card_comes_after_the_yes() -> None:
    assert intents("yes, and cancel my call with John", at_a_card()) == [Intent.YES, Intent.CANCEL]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("cancel it", Act(intent=Intent.YES)),
        ("keep it", Act(intent=Intent.DROP)),
        ("no, the one on Friday", Act(intent=Intent.CHANGE, booking=BookingWords(when="Friday"))),
        ("no, Smith", Act(intent=Intent.CHANGE, booking=BookingWords(person="Smith"))),
        ("yes, he's ill", Act(intent=Intent.CHANGE, reason="he's ill")),
    ],
)
def test_at_a_cancellation_words_are_read_by_it(message: str, expected: Act) -> None:
    assert one_act(message, at_a_card(Intent.CANCEL, person="John", title="Call with John")) == expected


# --- options ---------------------------------------------------------------------------------------------------------

TIMES = with_options(at(26, 14), at(26, 15, 30), at(26, 16))


@pytest.mark.parametrize(
    ("message", "option"),
    [
        ("the second one", 2),
        ("2", 2),
        ("3:30", 2),
        ("2pm one", 1),
        ("the later one", 3),
        ("the 4 o'clock", 3),
        ("last", 3),
        ("option 1 please", 1),
        ("#3", 3),
        ("let's do the first", 1),
        ("15:30 works", 2),
    ],
)
def test_an_option_is_picked_by_number_place_or_time(message: str, option: int) -> None:
    assert one_act(message, TIMES) == Act(intent=Intent.PICK, option=option)


@pytest.mark.parametrize(
    ("message", "intent"),
    [
        ("none of these work", Intent.NO),
        ("any other times?", Intent.MORE),
        ("friday?", Intent.CHANGE),
        ("what about next week", Intent.CHANGE),
    ],
)
def test_anything_else_at_options(message: str, intent: Intent) -> None:
    assert one_act(message, TIMES).intent is intent


@pytest.mark.parametrize(
    ("message", "option"), [("2", 2), ("friday", 2), ("Miller", 2), ("the one with Smith", 1), ("the one tomorrow", 1)]
)
def test_one_of_two_bookings_is_picked_by_number_day_or_surname(message: str, option: int) -> None:
    johns = (
        OptionSeen(n=1, label="Call with John Smith, Wed 25 Nov 14:00", start=at(25, 14)),
        OptionSeen(n=2, label="Call with John Miller, Fri 27 Nov 10:00", start=at(27, 10)),
    )
    dialogue = a_dialogue(Stage.OPTIONS, options=johns, pending=a_pending(Intent.CANCEL))

    assert one_act(message, dialogue) == Act(intent=Intent.PICK, option=option)


@pytest.mark.parametrize(("message", "option"), [("the 30 minute one", 2), ("intro 15", 1), ("2", 2)])
def test_one_of_two_kinds_is_picked_by_the_words_of_its_label(message: str, option: int) -> None:
    intros = (OptionSeen(n=1, label="Intro 15 (15 min)"), OptionSeen(n=2, label="Intro 30 (30 min)"))

    assert one_act(message, a_dialogue(Stage.OPTIONS, options=intros)) == Act(intent=Intent.PICK, option=option)


def test_two_people_at_two_times_are_two_bookings() -> None:
    ana, bob = (
        "an intro with Ana, ana@example.com, on Thursday at 10",
        "an intro with Bob, bob@example.com, on Friday at 11",
    )

    first, second = understand(f"Book {ana} and {bob}", a_dialogue()).acts

    assert (first.when, first.people) == ("Thursday at 10", (Person(name="Ana", email="ana@example.com"),))
    assert (second.when, second.people) == ("Friday at 11", (Person(name="Bob", email="bob@example.com"),))


@pytest.mark.parametrize(
    "message",
    ["Book the next free intro with Ana", "the earliest intro with Ana please, book it", "an intro with Ana asap"],
)
def test_the_soonest_is_a_time_too(message: str) -> None:
    act = one_act(message)

    assert act.intent is Intent.BOOK
    assert act.when in {"as soon as possible", "earliest", "the earliest", "asap"}


# --- answers ---------------------------------------------------------------------------------------------------------


def asked(*needs: Need, **fields: object) -> Dialogue:
    return a_dialogue(Stage.QUESTION, asked=needs, pending=a_pending(start=None, end=None), **fields)


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("tom@example.com", Act(intent=Intent.ANSWER, people=(Person(email="tom@example.com"),))),
        ("it's tom at example dot com", Act(intent=Intent.ANSWER, people=(Person(email="tom@example.com"),))),
        ("thursday at 10", Act(intent=Intent.ANSWER, when="thursday at 10")),
        ("the consultation", Act(intent=Intent.ANSWER, event_type="consultation")),
        (
            "30 minutes, tuesday at 3pm, kim@example.com",
            Act(
                intent=Intent.ANSWER,
                duration="30 minutes",
                when="tuesday at 3pm",
                people=(Person(email="kim@example.com"),),
            ),
        ),
    ],
)
def test_answers_come_in_any_order_and_several_at_once(message: str, expected: Act) -> None:
    assert one_act(message, asked(Need.EVENT_TYPE, Need.WHEN, Need.ATTENDEE_EMAIL)) == expected


@pytest.mark.parametrize(
    ("message", "person"),
    [
        ("Tom Hardy, tom@example.com", Person(name="Tom Hardy", email="tom@example.com")),
        ("Tom Hardy <tom@example.com>", Person(name="Tom Hardy", email="tom@example.com")),
        ("Doe, Jane", Person(name="Doe, Jane")),
        ("Zoë O'Brien-Smith zoe@example.com", Person(name="Zoë O'Brien-Smith", email="zoe@example.com")),
        ("Nguyễn Văn A, nva@example.com", Person(name="Nguyễn Văn A", email="nva@example.com")),
        ("田中太郎 tanaka@example.jp", Person(name="田中太郎", email="tanaka@example.jp")),
    ],
)
def test_a_name_answered_survives_intact(message: str, person: Person) -> None:
    assert one_act(message, asked(Need.ATTENDEE_NAME, Need.ATTENDEE_EMAIL)).people == (person,)


@pytest.mark.parametrize(("message", "when"), [("3", "3"), ("15:30", "15:30"), ("at 10", "at 10"), ("noon", "noon")])
def test_a_bare_hour_is_a_time_when_a_time_was_asked(message: str, when: str) -> None:
    assert one_act(message, asked(Need.TIME)).when == when


def test_a_question_of_the_form_takes_the_words_as_they_are() -> None:
    company = FieldSeen(slug="company", label="Company")

    [answer] = one_act("Acme, Inc. & Sons", asked(Need.FIELD, fields=(company,))).answers

    assert (answer.field, answer.value) == ("company", "Acme, Inc. & Sons")


def test_a_question_with_choices_takes_one_of_them() -> None:
    size = FieldSeen(slug="size", label="Team size", type="select", options=("1-10", "11-50"))

    [answer] = one_act("we are 11-50 people", asked(Need.FIELD, fields=(size,))).answers

    assert (answer.field, answer.value) == ("size", "11-50")


@pytest.mark.parametrize(
    ("message", "intent"),
    [
        ("hi", Intent.SMALL_TALK),
        ("what can you do?", Intent.HELP),
        ("never mind", Intent.DROP),
        ("no", Intent.NO),
        ("hold on", Intent.PAUSE),
        ("what's the weather?", Intent.OUT_OF_SCOPE),
    ],
)
def test_small_talk_in_the_middle_of_a_question_answers_nothing(message: str, intent: Intent) -> None:
    act = one_act(message, asked(Need.WHEN, Need.ATTENDEE_EMAIL))

    assert act.model_copy(update={"talk": None}) == Act(intent=intent)
