"""How people talk when nobody tells them how: exclamations, looks at the day, odd verbs, bare hours, soft refusals."""

import pytest

from graph.rows.messages import answer_of, dialogue_of_row
from graph.understanding.dialogue import Dialogue, Stage
from graph.understanding.offline import understand
from graph.understanding.schema import Act, Intent
from tests.understanding.builders import a_dialogue, a_pending, at, at_a_card, with_options
from tests.understanding.test_approval import each

OFFERED = a_dialogue(Stage.QUESTION, pending=a_pending())


def first(message: str, dialogue: Dialogue | None = None) -> Act:
    return understand(message, dialogue or a_dialogue()).acts[0]


def misread(messages: str, intent: Intent, dialogue: Dialogue | None = None) -> dict[str, str]:
    read = {message: first(message, dialogue).intent for message in each(messages)}
    return {message: found.value for message, found in read.items() if found is not intent}


def test_looks_at_the_day_need_no_word_for_a_booking() -> None:
    looks = """
        how does my monday look? | what's my afternoon looking like | whats happening on sunday | anything on friday?
        what's left on my plate today | what's the rest of my week look like | do I work on Saturday?
        did Karim decline? | is Wanda joining us? | has Noor responded? | are Jin and Lea both going?
        does that clash with anything | is that the only thing I've got? | who set that up? | which one is longer?
        when does it start again | and on the 12th? | do you know when my facial is
        where did I see Tove last month | the one with Igor
    """

    assert misread(looks, Intent.LIST) == {}


def test_what_the_world_knows_is_out_of_scope_though_it_sounds_like_a_look() -> None:
    world = """
        should I take a coat | will it be freezing on Monday? | is there a bakery close by | who's on Omar's team?
        do they take credit cards | how do you spell manoeuvre | how tall is K2 | find a coffee shop downtown
        I need to book a flight to Quito | what's Ines's job title
    """

    assert misread(world, Intent.OUT_OF_SCOPE) == {}


def test_exclamations_and_remarks_are_talk() -> None:
    talk = """
        bummer | lol thanks | ah gotcha | tysm! | you rock | wow | that's a relief | looking forward to it | oh no!
        what a shame | that should be all | that's no fun | how are you today? | I had no idea | nothing at the moment
    """

    assert misread(talk, Intent.SMALL_TALK) == {}


def test_verbs_of_taking_away() -> None:
    taking_away = """
        unschedule the standup | nix my lunch with Bea | please take it off my calendar | I'd like that removed
        I'm not going to the fair, take it off | my 4 o'clock got cancelled | no longer attending the gala
    """

    assert misread(taking_away, Intent.CANCEL) == {}


def test_verbs_of_putting_in() -> None:
    putting_in = """
        invite Hugo to a tasting on Friday at 6 | set aside an hour on Monday for invoices
        could you see if I can get in on the 8th at 1?
    """

    assert misread(putting_in, Intent.BOOK) == {}


def test_verbs_of_moving() -> None:
    moving = """
        can we do 10:30 instead of 11 | my 9 am needs to happen at 3 | can my call with Pia last two hours
        put it at 3 | can it start half an hour later
    """

    assert misread(moving, Intent.RESCHEDULE) == {}


@pytest.mark.parametrize(
    ("message", "when"),
    [("7 to 9", "7 to 9"), ("can we do 5 instead?", "5"), ("is 6 possible", "6"), ("too late", None)],
)
def test_bare_hours_at_a_card_are_a_change(message: str, when: str | None) -> None:
    act = first(message, at_a_card())

    assert act.intent is Intent.CHANGE
    assert when is None or act.when == when


def test_what_it_is_about_and_where_are_changes_at_a_card() -> None:
    changes = """
        the location is Pier 4 | it should say Planning | in the small room | should be called Retro | at the harbour
    """

    assert misread(changes, Intent.CHANGE, at_a_card()) == {}


def test_something_around_a_time_is_a_wish_for_other_options() -> None:
    offers = with_options(at(25, 9), at(26, 10))

    assert misread("something around lunch | anything after 4pm? | not that early", Intent.CHANGE, offers) == {}
    assert first("let's do the second", offers).option == 2


def test_soft_refusals_of_an_offer() -> None:
    refusals = """
        maybe some other day | I'm fine, thanks | it isn't necessary right now | let's not do that | not right away
        I don't feel like it | not today thanks
    """

    assert misread(refusals, Intent.NO, OFFERED) == {}
    assert misread("leave it as is | keep it as it is", Intent.DROP, at_a_card()) == {}


def test_what_is_read_out_to_be_checked_is_a_card() -> None:
    row = {
        "state": "answer",
        "prev_assistant": "Please verify: Lima Dental on May 3rd at 2 pm.",
        "utterance": "Make it 3.",
    }

    assert dialogue_of_row(row).stage is Stage.PROPOSAL
    assert answer_of(row, understand("Make it 3.", dialogue_of_row(row)))["intent"] == "change_detail"


def test_what_holds_no_request_is_talk_once_all_is_done() -> None:
    row = {"state": "closed", "prev_assistant": "Anything else?", "utterance": "Rainbows over Oslo."}

    assert answer_of(row, understand("Rainbows over Oslo.", dialogue_of_row(row)))["intent"] == "smalltalk"


def test_a_pick_at_a_card_changes_nothing() -> None:
    assert first("the second one", at_a_card()).intent is Intent.PICK
