"""Which intent a clause has: one ordered table for each stage of the dialogue; the first rule that fits decides."""

from typing import NamedTuple

from graph.understanding.approval import is_approval, is_drop, is_refusal, seems_approval
from graph.understanding.dialogue import Dialogue, Pending, Stage
from graph.understanding.offline.heard import Heard
from graph.understanding.offline.picks import pick_in
from graph.understanding.offline.reasons import reason_in
from graph.understanding.offline.tests_of_words import (
    Test,
    asks,
    bare,
    fits,
    has_address,
    has_length,
    has_time,
    mentions,
    opens,
    says,
    shorter_than,
    starts,
)
from graph.understanding.offline.types_named import event_type_in
from graph.understanding.schema import Intent


class Rule(NamedTuple):
    """If the test holds, the clause has this intent."""

    intent: Intent
    test: Test


def intent_of(heard: Heard, dialogue: Dialogue) -> Intent:
    """The intent of one clause at the dialogue's stage; UNCLEAR when nothing fits."""
    for rule in (*_BY_STAGE.get(dialogue.stage, ()), *ANYWHERE):
        if rule.test(heard, dialogue):
            return rule.intent
    return Intent.UNCLEAR


def fresh_intent(heard: Heard, dialogue: Dialogue) -> Intent:
    """The intent the clause would have with nothing pending."""
    return next((rule.intent for rule in ANYWHERE if rule.test(heard, dialogue)), Intent.UNCLEAR)


_NOTHING = Pending(action=Intent.BOOK)


def _whole(check: object) -> Test:
    return Test(lambda heard, dialogue: check(heard.text, dialogue.pending or _NOTHING))  # type: ignore[operator]


approves, refuses, drops, nearly_approves = (
    _whole(check) for check in (is_approval, is_refusal, is_drop, seems_approval)
)
cancelling = Test(lambda _, dialogue: dialogue.pending is not None and dialogue.pending.action is Intent.CANCEL)

# --- words alone -----------------------------------------------------------------------------------------------------

question = starts("question") | starts("look") | asks
new_value = has_time | has_length | has_address
anew = starts("book") & ~starts("make_it") & ~starts("make_longer")
changes = starts("move") | starts("change") | starts("make_it") | starts("make_longer") | starts("add_length")
edits = starts("edit_people") | starts("edit_text") | starts("invite") | starts("add_name")
moved_words = says("got_moved") & ~question
cancels = starts("cancel") | fits(r"\b(?:cancel|delete|erase|get rid of|call off)\b") & ~says("refuses")
away = (mentions("weather") | mentions("directory") | says("elsewhere")) & ~says("calendar")

ANYWHERE = (
    Rule(Intent.PAUSE, mentions("pause") & ~new_value & ~starts("book")),
    Rule(Intent.HELP, says("help")),
    Rule(Intent.UNDO, says("undo")),
    Rule(Intent.SETTINGS, says("settings") & ~asks),
    Rule(Intent.EVENT_TYPES, says("event_types")),
    Rule(Intent.PROFILE, says("profile") & ~changes),
    Rule(Intent.SMALL_TALK, bare & (opens("thanks", "greeting"))),
    Rule(Intent.DROP, bare & opens("turn")),
    Rule(Intent.YES, bare & opens("yes", "praise")),
    Rule(Intent.NO, bare & opens("no")),
    Rule(Intent.SMALL_TALK, (says("chat") | says("bye")) & ~new_value),
    Rule(Intent.CHANGE, edits & ~starts("move")),
    Rule(Intent.CANCEL, cancels & ~starts("question") & ~starts("look") & ~(starts("book") & ~starts("cancel"))),
    Rule(Intent.ACCEPT, says("accept") & ~asks),
    Rule(Intent.DECLINE, says("decline")),
    Rule(
        Intent.RESCHEDULE,
        starts("move") | starts("add_length") | (starts("make_it") | starts("make_longer")) & ~says("ordinal"),
    ),
    Rule(
        Intent.RESCHEDULE,
        starts("change") & (new_value | says("shift") | fits(r"\b(?:time|day|date|length|duration|hours?)\b")),
    ),
    Rule(Intent.OUT_OF_SCOPE, mentions("remind") & ~starts("book") & ~question),
    Rule(Intent.PICK, says("ordinal") & ~question & ~starts("cancel")),
    Rule(Intent.BOOK, starts("see_someone") & opens("wrapper") & ~asks),
    Rule(Intent.BOOK, anew & ~(starts("question") | starts("look"))),
    Rule(Intent.RESCHEDULE, moved_words & (has_time | has_length | says("shift"))),
    Rule(Intent.OUT_OF_SCOPE, away),
    Rule(Intent.AVAILABILITY, says("free") & ~says("not_free")),
    Rule(Intent.LIST, question & (says("calendar") | starts("question") | starts("look"))),
    Rule(Intent.LIST, mentions("calendar") & shorter_than(3)),
    Rule(Intent.CANCEL, says("cannot")),
    Rule(Intent.BOOK, (starts("i_want") | starts("i_have") & (has_time | says("kind"))) & ~mentions("refuses")),
    Rule(Intent.BOOK, has_time & ~has_address),
    Rule(Intent.BOOK, fits(r"^(?:\w+ ){0,3}(?:with|for) \w+")),
    Rule(Intent.NO, opens("no") & mentions("refuses")),
    Rule(Intent.SMALL_TALK, opens("thanks", "greeting")),
    Rule(Intent.YES, opens("yes", "praise") & shorter_than(4)),
    Rule(Intent.BOOK, fits(r"^(?:meeting|appointment|event|call)s?$")),
)

gives_reason = Test(lambda heard, _: reason_in(heard) is not None)
picks_one = Test(lambda heard, dialogue: bool(dialogue.options) and pick_in(heard, dialogue) is not None)
names_a_type = Test(lambda heard, dialogue: event_type_in(heard, dialogue, known_only=True) is not None)

# --- a card awaits a yes ---------------------------------------------------------------------------------------------

points_at_it = fits(r"^\w+(?: \w+)? (?:it|that|this|them|those|these|one)\b") | fits(
    r"\b(?:it|that|this|these|those)\b.{0,12}$"
)
another = (
    starts("book") & fits(r"\b(?:an?|another|new) ") & (has_time | fits(r" with \w+")) & ~fits(r"\b(?:it|that|this)\b")
)

AT_A_CARD = (
    Rule(Intent.DROP, drops),
    Rule(Intent.NO, refuses),
    Rule(Intent.YES, approves),
    Rule(Intent.PAUSE, mentions("pause") & ~new_value),
    Rule(Intent.HELP, says("help")),
    Rule(Intent.SMALL_TALK, bare & opens("greeting")),
    Rule(Intent.MORE, says("more") & ~has_time & ~starts("question")),
    Rule(Intent.NO, mentions("refuses") & ~new_value & ~mentions("but") & ~opens("yes")),
    Rule(Intent.CHANGE, cancelling & gives_reason & ~cancels),
    Rule(Intent.CHANGE, cancelling & opens("no", "turn") & ~cancels),
    Rule(Intent.CHANGE, names_a_type & ~question),
    Rule(Intent.CANCEL, cancels & cancelling & ~edits),
    Rule(Intent.DROP, starts("cancel") & ~cancelling & ~edits & shorter_than(5) & ~new_value & ~fits(r" with \w+")),
    Rule(Intent.CHANGE, edits),
    Rule(Intent.CANCEL, cancels & ~question),
    Rule(Intent.CHANGE, opens("but") | mentions("but") & ~question),
    Rule(Intent.OUT_OF_SCOPE, away & ~changes & ~starts("book")),
    Rule(Intent.AVAILABILITY, says("free") & ~says("not_free") & ~starts("book") & ~changes),
    Rule(
        Intent.LIST,
        (starts("question") | starts("look"))
        & ~starts("how_about")
        & ~says("shift")
        & (says("calendar") | fits(r"\bhave\b")),
    ),
    Rule(Intent.BOOK, another & ~opens("no", "yes", "turn")),
    Rule(Intent.CHANGE, changes | starts("how_about") | starts("it_is") & (new_value | says("shift"))),
    Rule(Intent.BOOK, (starts("i_have")) & has_time & ~opens("no", "yes", "turn")),
    Rule(Intent.CHANGE, new_value | starts("new_value") | says("shift")),
    Rule(Intent.CHANGE, opens("turn") & ~bare),
    Rule(Intent.YES, nearly_approves),
    Rule(Intent.NO, opens("no")),
    Rule(Intent.YES, opens("yes", "praise") & ~mentions("refuses")),
    Rule(Intent.SMALL_TALK, bare & opens("thanks")),
)

# --- several things to pick from are on the table --------------------------------------------------------------------

AT_OPTIONS = (
    Rule(Intent.DROP, drops),
    Rule(Intent.NO, refuses),
    Rule(Intent.PAUSE, mentions("pause") & ~new_value),
    Rule(Intent.HELP, says("help")),
    Rule(Intent.MORE, says("more") & ~has_time & ~says("ordinal")),
    Rule(Intent.NO, mentions("refuses") & ~new_value),
    Rule(Intent.DROP, starts("cancel") & ~new_value & ~fits(r" with \w+")),
    Rule(Intent.CANCEL, cancels & ~question),
    Rule(Intent.OUT_OF_SCOPE, away & ~changes & ~starts("book")),
    Rule(Intent.CHANGE, edits & ~says("ordinal")),
    Rule(Intent.RESCHEDULE, starts("move") & ~points_at_it),
    Rule(
        Intent.CHANGE,
        (starts("make_longer") | starts("move") | starts("change")) & ~says("ordinal")
        | starts("how_about") & (has_time | says("shift")),
    ),
    Rule(Intent.CHANGE, (opens("but") | mentions("but")) & (new_value | says("shift"))),
    Rule(Intent.CHANGE, opens("no", "turn") & (new_value | says("shift"))),
    Rule(Intent.AVAILABILITY, says("free") & ~says("not_free") & ~starts("book") & question),
    Rule(Intent.LIST, (starts("question") | starts("look")) & says("calendar") & ~starts("how_about")),
    Rule(Intent.BOOK, another),
    Rule(Intent.PICK, says("ordinal") | picks_one & shorter_than(7)),
    Rule(Intent.CHANGE, starts("make_it") | starts("it_is") & says("shift") | says("shift") & ~has_time),
    Rule(
        Intent.PICK,
        has_time
        | fits(r"^\W*\d{1,2}\W*$")
        | fits(r"^(?:first|second|third|fourth|fifth|last|top|bottom|latter|former)\b")
        | fits(r"^the \d\b"),
    ),
    Rule(Intent.YES, bare & opens("yes", "praise", "thanks")),
    Rule(Intent.YES, approves | nearly_approves | fits(r"\b(?:either|any)\b")),
)

# --- something was asked ---------------------------------------------------------------------------------------------

another_task = (
    starts("cancel") & ~says("refuses")
    | starts("move")
    | starts("question") & says("calendar")
    | says("free") & question & ~fits(r"^i(?:'m| am| will)")
)

AT_A_QUESTION = (
    Rule(Intent.DROP, drops),
    Rule(Intent.NO, refuses),
    Rule(Intent.PAUSE, mentions("pause") & ~new_value),
    Rule(Intent.HELP, says("help")),
    Rule(Intent.EVENT_TYPES, says("event_types") & (asks | starts("question"))),
    Rule(Intent.SMALL_TALK, bare & opens("greeting", "thanks") & ~opens("no")),
    Rule(Intent.SMALL_TALK, says("bye") & ~new_value),
    Rule(Intent.NO, mentions("refuses") & ~new_value),
    Rule(Intent.OUT_OF_SCOPE, mentions("weather") | mentions("directory")),
    Rule(Intent.MORE, says("more") & ~has_time),
    Rule(Intent.PICK, picks_one & (says("ordinal") | shorter_than(5))),
    Rule(Intent.ANSWER, ~another_task & ~bare),
)

AFTER_DOING = (
    Rule(Intent.SMALL_TALK, bare & opens("yes", "praise", "thanks")),
    Rule(Intent.RESCHEDULE, opens("no", "turn", "praise", "yes") & starts("it_is") & (new_value | says("shift"))),
    Rule(Intent.RESCHEDULE, starts("it_is") & (new_value | says("shift"))),
)

AFTER_ALL = (Rule(Intent.SMALL_TALK, bare | says("bye") & ~new_value),)

_BY_STAGE = {
    Stage.PROPOSAL: AT_A_CARD,
    Stage.OPTIONS: AT_OPTIONS,
    Stage.QUESTION: AT_A_QUESTION,
    Stage.DONE: AFTER_DOING,
    Stage.CLOSED: AFTER_ALL,
}
