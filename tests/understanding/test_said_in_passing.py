"""Questions in the middle, series, second people, corrections and slips: nothing of them is lost or taken for more."""

import pytest

from graph.understanding.dialogue import Dialogue, Need, Stage
from graph.understanding.offline import understand
from graph.understanding.offline.typos import mended
from graph.understanding.schema import Act, BookingWords, Intent, Person
from tests.understanding.builders import a_dialogue, a_pending, at, at_a_card, with_options


def acts(message: str, dialogue: Dialogue | None = None) -> tuple[Act, ...]:
    return understand(message, dialogue or a_dialogue()).acts


def one_act(message: str, dialogue: Dialogue | None = None) -> Act:
    [act] = acts(message, dialogue)
    return act


def asked(*needs: Need) -> Dialogue:
    return a_dialogue(Stage.QUESTION, pending=a_pending(), asked=needs)


STAGES = (a_dialogue(), at_a_card(), with_options(at(25, 9), at(26, 10)), asked(Need.ATTENDEE_EMAIL))

# --- questions in the middle -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("dialogue", STAGES, ids=lambda dialogue: dialogue.stage.value)
@pytest.mark.parametrize(
    ("message", "when"),
    [
        ("what do i have next week", "next week"),
        ("how's my agenda looking for nxt wk", "nxt wk"),
        ("who am I seeing on thursday?", "thursday"),
        ("do I have anything tomorrow afternoon?", "tomorrow afternoon"),
        ("what's on friday", "friday"),
    ],
)
def test_a_question_about_bookings_is_a_question_at_every_stage(dialogue: Dialogue, message: str, when: str) -> None:
    act = one_act(message, dialogue)

    assert act.intent is Intent.LIST
    assert when in (act.when or "")
    assert act.booking is None


@pytest.mark.parametrize("dialogue", STAGES, ids=lambda dialogue: dialogue.stage.value)
def test_the_same_moment_elsewhere_is_no_change_and_no_list(dialogue: Dialogue) -> None:
    assert one_act("what time would that be in Lima?", dialogue).intent is Intent.OUT_OF_SCOPE


@pytest.mark.parametrize("dialogue", STAGES[:3], ids=lambda dialogue: dialogue.stage.value)
def test_asking_whether_one_is_free_then_picks_nothing_and_invites_nobody(dialogue: Dialogue) -> None:
    act = one_act("am I free on thursday at 10 too?", dialogue)

    assert (act.intent, act.people) == (Intent.AVAILABILITY, ())
    assert "thursday at 10" in (act.when or "")


@pytest.mark.parametrize(
    "message",
    [
        "Könnten Sie mir bitte einen Termin mit Jana am Freitag um 11 Uhr geben?",
        "tengo una reunión con Marta el jueves?",
        "avez-vous un rendez-vous pour lundi avec Luc ?",
    ],
)
def test_another_language_is_not_half_understood(message: str) -> None:
    assert one_act(message).intent is Intent.UNCLEAR


def test_a_foreign_name_makes_no_foreign_message() -> None:
    act = one_act("book an intro with Ana de la Cruz y Morgen tomorrow at 2pm")

    assert act.intent is Intent.BOOK


# --- series ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "when", "series"),
    [
        ("book an intro with Ana every tuesday at 3pm", "tuesday at 3pm", ("week", 1)),
        ("set up a weekly call with Ana, mondays at 9", "monday at 9", ("week", 1)),
        ("schedule a consultation each second friday at noon", "friday at noon", ("week", 2)),
        ("a meeting with Ana on thursdays at 11", "thursday at 11", ("week", 1)),
        ("book an intro with Ana every three weeks on monday at 9", "monday at 9", ("week", 3)),
        ("book a recurring intro with Ana tomorrow at 9", "tomorrow at 9", (None, 1)),
        ("book an intro with Ana, monthly, on the 3rd at 9", "3rd at 9", ("month", 1)),
    ],
)
def test_a_series_is_told_apart_from_its_first_time(message: str, when: str, series: tuple[str | None, int]) -> None:
    act = one_act(message)

    assert act.when == when
    assert act.series
    assert act.series.said
    assert (act.series.unit, act.series.every) == series


def test_a_card_is_not_made_a_series_in_silence() -> None:
    act = one_act("make it every friday", at_a_card())

    assert act.when == "friday"
    assert act.series
    assert act.series.said == "every friday"


# --- parts that were lost --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "titles"),
    [
        ("cancel noor and emma", ["noor", "emma"]),
        ("please cancel Noor Haddad and Emma Brown", ["Noor Haddad", "Emma Brown"]),
        ("move noor and emma to friday", ["noor", "emma"]),
    ],
)
def test_of_two_people_each_gets_an_act(message: str, titles: list[str]) -> None:
    told = [act.booking for act in acts(message)]

    assert [words and (words.title or words.person) for words in told] == titles


def test_two_days_are_not_two_people() -> None:
    assert len(acts("cancel monday and tuesday")) == 1


@pytest.mark.parametrize("turn", ["Actually no,", "no wait,", "Sorry,", "oh, scratch that,"])
def test_of_two_cancellations_only_the_corrected_one_counts(turn: str) -> None:
    act = one_act(f"cancel noor. {turn} cancel emma")

    assert act.booking == BookingWords(title="emma")


def test_a_yes_may_ask_for_the_same_again() -> None:
    yes, again = acts("yes, and then the same again a week later", at_a_card())

    assert yes == Act(intent=Intent.YES)
    assert again == Act(
        intent=Intent.BOOK,
        event_type="30 Min Meeting",
        when="a week later",
        people=(Person(name="Ana Ruiz", email="ana@example.com"),),
    )


def test_what_follows_an_address_and_a_full_stop_is_kept() -> None:
    act = one_act("book an intro with NOOR@EXAMPLE.COM. tue 9am")

    assert (act.when, act.notes) == ("tue 9am", None)


def test_who_cannot_come_is_moved_not_cancelled() -> None:
    act = one_act("noor can't make it on friday, please find another slot next week")

    assert act.intent is Intent.RESCHEDULE
    assert act.when == "next week"
    assert act.booking is not None
    assert (act.booking.person, act.booking.when) == ("noor", "friday")


# --- people ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "person"),
    [
        ("a quick intro w/ bo stone monday 11am bo@stone.io", Person(name="bo stone", email="bo@stone.io")),
        ("book a call w lia silva tmrw 2pm", Person(name="lia silva")),
        ("need 30 min with dan lee, dan@acme.co.uk, tues 3pm", Person(name="dan lee", email="dan@acme.co.uk")),
        ("dan@acme.co.uk tuesday 3pm", Person(email="dan@acme.co.uk")),
        ("book a call with Ruth S. Lind, MD, MMS tomorrow", Person(name="Ruth S. Lind, MD, MMS")),
    ],
)
def test_a_person_is_heard_in_a_hurried_request(message: str, person: Person) -> None:
    act = one_act(message)

    assert (act.intent, act.people) == (Intent.BOOK, (person,))


@pytest.mark.parametrize("dialogue", STAGES[1:3], ids=lambda dialogue: dialogue.stage.value)
@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("change the person to Lia Lopez", "Lia Lopez"),
        ("the name of the doctor is Otto Weiss", "Otto Weiss"),
        ("perfect but what about noor?", "noor"),
    ],
)
def test_another_person_is_a_change(dialogue: Dialogue, message: str, name: str) -> None:
    act = one_act(message, dialogue)

    assert (act.intent, act.people, act.notes) == (Intent.CHANGE, (Person(name=name),), None)


def test_a_pick_may_say_who_it_is_for() -> None:
    act = one_act("the second one for Bo Li bo@li.com", with_options(at(25, 9), at(26, 10)))

    assert act == Act(intent=Intent.PICK, option=2, people=(Person(name="Bo Li", email="bo@li.com"),))


@pytest.mark.parametrize(
    ("message", "person"),
    [
        ("sorry lia@lopez.com", Person(email="lia@lopez.com")),
        ("oops, try lia@lopez.com", Person(email="lia@lopez.com")),
        ("Lia Lopez lia@lopez.com", Person(name="Lia Lopez", email="lia@lopez.com")),
        ("Comb & Curl On Main", Person(name="Comb & Curl On Main")),
        ("The Bright Tooth", Person(name="The Bright Tooth")),
        ("It's called Curl Studio", Person(name="Curl Studio")),
    ],
)
def test_fillers_are_no_names_and_places_are(message: str, person: Person) -> None:
    act = one_act(message, asked(Need.ATTENDEE_NAME, Need.ATTENDEE_EMAIL))

    assert act.people == (person,)


@pytest.mark.parametrize("message", ["Could you make it for the 13th at 1?", "Do it for the 1st of this month."])
def test_a_time_given_instead_of_a_name_makes_nobody(message: str) -> None:
    act = one_act(message, asked(Need.ATTENDEE_NAME, Need.ATTENDEE_EMAIL))

    assert act.people == ()
    assert act.when is not None


# --- short answers and slips -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("message", "intent"), [("y", Intent.YES), ("lgtm", Intent.YES), ("n", Intent.NO)])
def test_a_letter_is_an_answer_at_a_card(message: str, intent: Intent) -> None:
    assert one_act(message, at_a_card()).intent is intent


def test_wishing_for_earlier_at_offers_is_not_asking_for_more_of_the_same() -> None:
    act = one_act("anything earlier?", with_options(at(25, 13), at(25, 15)))

    assert (act.intent, act.when) == (Intent.CHANGE, "earlier")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("booook a 30 mintue meetng wiht Wiht Stone", "book a 30 minute meeting with Wiht Stone"),
        ("cancl it? mintue@example.com", "cancel it? mintue@example.com"),
        ("I wish she books the minuet", "I wish she books the minuet"),
    ],
)
def test_slips_in_the_words_of_the_trade_are_mended_and_nothing_else(typed: str, meant: str) -> None:
    assert mended(typed) == meant


@pytest.mark.parametrize(("message", "when"), [("14", "14"), ("4", "4"), ("no, 10", "10")])
def test_a_bare_hour_at_a_card_is_another_time(message: str, when: str) -> None:
    act = one_act(message, at_a_card())

    assert (act.intent, act.when) == (Intent.CHANGE, when)


def test_a_cancellation_may_turn_into_a_move() -> None:
    act = one_act("no keep it, move it to friday 3pm instead", at_a_card(Intent.CANCEL))

    assert (act.intent, act.when) == (Intent.RESCHEDULE, "friday 3pm")


def test_getting_rid_of_an_hour_cancels_the_booking_then() -> None:
    assert one_act("get rid of the 3pm") == Act(intent=Intent.CANCEL, booking=BookingWords(when="3pm"))


@pytest.mark.parametrize("stage", [Stage.PROPOSAL, Stage.OPTIONS, Stage.QUESTION])
def test_asking_for_an_opening_while_a_booking_is_arranged_is_a_wish_for_that_time(stage: Stage) -> None:
    talk = a_dialogue(stage, pending=a_pending(), asked=(Need.WHEN,) if stage is Stage.QUESTION else ())

    act = one_act("Do you have anything at five in the afternoon?", talk)

    assert act.intent in (Intent.CHANGE, Intent.ANSWER)
    assert act.when
