"""Which intent a clause has: one ordered table for each stage of the dialogue; the first rule that fits decides."""

import re
from typing import NamedTuple

from graph.understanding.dialogue import Dialogue, Need, Pending, Stage
from graph.understanding.offline import cues
from graph.understanding.offline.bookings import apart, is_told
from graph.understanding.offline.conditions import (
    Condition,
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
from graph.understanding.offline.corrected import other_person
from graph.understanding.offline.heard import Heard
from graph.understanding.offline.languages import speaks_another_language
from graph.understanding.offline.people import namings_in, people_in
from graph.understanding.offline.picks import pick_in, picks_for_somebody, takes_any_of
from graph.understanding.offline.places import zone_switched_to
from graph.understanding.offline.questions import ASKS_THEIR_ADDRESS
from graph.understanding.offline.reasons import reason_in, scope_in
from graph.understanding.offline.types_named import event_type_in
from graph.understanding.offline.visited import name_as_a_whole, others_in, whom_in
from graph.understanding.schema import Intent
from graph.understanding.yes.approval_grammar import is_approval, is_drop, is_refusal, seems_approval
from graph.understanding.yes.scope_words import takes_off
from tools.likeness import same_name


class Rule(NamedTuple):
    """If the condition holds, the clause has this intent."""

    intent: Intent
    condition: Condition


def intent_of(heard: Heard, dialogue: Dialogue) -> Intent:
    """The intent of one clause at the dialogue's stage; UNCLEAR when nothing fits."""
    for rule in (*_BY_STAGE.get(dialogue.stage, ()), *ANYWHERE):
        if rule.condition(heard, dialogue):
            return rule.intent
    return Intent.UNCLEAR


_A_MINUTE = re.compile(
    r"\W*(?:hold on |hang on |wait |just |give me )*(?:a|one) min(?:ute)?\W*(?:please|pls)?\W*", re.I
)
_HOW_MUCH = {Need.SCOPE, Need.SEAT, Need.BOOKING}
_NOTHING = Pending(action=Intent.BOOK)

approves = Condition(lambda heard, talk: is_approval(heard.text, talk.pending or _NOTHING, now=talk.now))
refuses = Condition(lambda heard, talk: is_refusal(heard.text, talk.pending or _NOTHING))
drops = Condition(lambda heard, talk: is_drop(heard.text, talk.pending or _NOTHING))
nearly_approves = Condition(lambda heard, talk: seems_approval(heard.text, talk.pending or _NOTHING))
cancelling = Condition(lambda _, talk: talk.pending is not None and talk.pending.action is Intent.CANCEL)
asked_a_field = Condition(lambda _, talk: bool(talk.fields))
picks_one = Condition(lambda heard, talk: bool(talk.options) and pick_in(heard, talk) is not None)
gives_reason = Condition(lambda heard, _: reason_in(heard) is not None)
asked_how_much = Condition(lambda _, talk: not _HOW_MUCH.isdisjoint(talk.asked))
says_how_much = Condition(lambda heard, _: scope_in(heard) is not None)
leaves = Condition(lambda heard, _: takes_off(heard.text))
nothing_arranged = Condition(lambda _, talk: talk.pending is None)
names_a_type = Condition(lambda heard, talk: event_type_in(heard, talk, known_only=True) is not None)

a_minute = Condition(lambda heard, _: _A_MINUTE.fullmatch(heard.text) is not None)

# --- kinds of clauses ------------------------------------------------------------------------------------------------

question = starts("question") | starts("look") | asks
new_value = has_time | has_length | has_address
shifted = new_value | says("shift")
changes = starts("move") | starts("change") | starts("make_it") | starts("make_longer") | starts("add_length")
books = starts("book_new") | starts("book") & ~starts("make_it") & ~starts("make_longer")
edits = starts("edit_people") | starts("edit_text")
rather = fits(r"^(?:do|have|be|make)(?: it)?(?: at)? §t\b.*\b(?:instead|rather)\b")
_WISH = r"(?:i(?:'d| would)? (?:like|want|need)|have|get|need|want|like)"
have_it_gone = fits(rf"^{_WISH} .*\b(?:removed|deleted|cancell?ed|taken off|erased)\b")
cancels = (
    starts("cancel")
    | fits(rf"[.,!] ?(?:so |please |just |then )*{cues.CANCELS} ?{cues.IT}?(?: please)?$")
    | fits(r"[.,!] ?(?:so |please |just |then )*(?:take|get) (?:it|that|this|them) off\b")
    | fits(
        r"^(?:i|we)(?:'m| am|'re| are) (?:no longer (?:meeting|seeing|having)\b.*|not (?:meeting|seeing|having)\b.*"
        r"\b(?:any ?more|after all))$"
    )
    | (have_it_gone | fits(r"\b(?:is|was|got|has been|been) (?:cancell?ed|called off)$")) & ~asks & ~starts("question")
)
pauses = (mentions("pause") | a_minute) & ~has_time & ~starts("book") & ~starts("cancel") & ~starts("move")
# "The doctor's office is Lakeside" asks for no office.
tells_somebody = ~question & Condition(lambda heard, _: bool(others_in(heard)))
about_the_world = (
    (mentions("weather") & (question | shorter_than(6)) | mentions("directory")) & ~has_address & ~tells_somebody
)
away = about_the_world | says("elsewhere") & ~says("calendar") & ~says("mine")
looks_for_free_time = says("free") & ~says("not_free")
their_address = Condition(lambda heard, _: ASKS_THEIR_ADDRESS.fullmatch(heard.core) is not None)
asks_the_date = fits(
    r"^(?:what|which)(?:'s| is)? (?:the |day |date |weekday |of |is |was |will |be |on |it )*§t(?:'s date| be)?$"
) & fits(r"\b(?:date|day|weekday)\b")
asks_about_bookings = says("own_question") & ~looks_for_free_time & ~starts("how_about")
asks_if_free = looks_for_free_time & fits(r"^(?:am|are) (?:i|we)\b")
needs_another_time = says("cannot") & says("another_time")
# "do you have anything at five?" while a booking is arranged: a wish for that time, not a question about bookings.
arranging = Condition(lambda _, talk: talk.pending is not None and talk.pending.action is Intent.BOOK)
asks_its_length = arranging & says("asks_length")
# Somebody else than the one the booking is with: "No, I'd like to see Ana Ruiz", "is there anything at Solo's?"
names_another = arranging & Condition(lambda heard, talk: _names_another(heard, talk.pending or _NOTHING))
wants_an_opening = (
    arranging
    & (has_time | names_another)
    & fits(r"^(?:so |and |ok |okay )?(?:(?:do|did|would) (?:you|they) have|(?:is|are) there|anything)\b")
    & ~fits(r"\b(?:my|mine|i|booked|scheduled|bookings)\b")
)
_HOUR = r"(?:1?\d|2[0-3])(?::[0-5]\d)?"
bare_hour = fits(rf"^(?:at |from )?{_HOUR}(?: ?(?:-|to|till?|until) ?{_HOUR})?$")
other_hour = fits(
    rf"^(?:do|make it|try|is|say|be|it be|go (?:with|for)) (?:at )?{_HOUR}(?: (?:instead|possible|please|work\w*|then"
    r"|o'clock|ok|okay|free|open|better))*$"
    rf"|^{_HOUR} (?:would|will|might|should|is|works|sounds)(?: be| work| sound)?(?: \w+)?(?: for me)?$"
)
names_somebody = Condition(lambda heard, _: bool(people_in(heard)))
tells_name = says("tells_name") & ~question
is_a_name = Condition(lambda heard, _: name_as_a_whole(heard) is not None)
asks_for_an_opening = (
    has_time
    & fits(
        r"^(?:so |and )?do (?:you|they) (?:have|show) (?:an?|any|some) .*\b(?:appointment|meeting|slot|spot|time)s?\b"
    )
    & ~fits(r"\b(?:my|mine|i|me|booked|scheduled|listed|planned|with|calendar)\b")
)
goes_to_see = fits(r"^go(?: and| to)? (?:see|visit|consult) (?:the|an?|my|our) \w") & ~says("calendar")
wants_to_go = (
    goes_to_see | starts("go_to") | starts("seeks") | starts("go") & Condition(lambda heard, _: bool(others_in(heard)))
)
switches_zone = Condition(lambda heard, _: zone_switched_to(heard.text) is not None)
foreign = Condition(lambda heard, _: speaks_another_language(heard.text))


def _names_another(heard: Heard, pending: Pending) -> bool:
    return any(person.name and not same_name(person.name, pending.person) for person in whom_in(heard))


def _names_elsewhere(heard: Heard, pending: Pending) -> bool:
    """Does it name somebody or something that is not on the card?"""
    card = (pending.person, pending.email, pending.title, pending.event_type)
    said = (*(naming.words for naming in namings_in(heard)), *apart(heard))
    return any(not is_told(words, card) for words in said)


ANYWHERE = (
    Rule(Intent.UNCLEAR, foreign),
    Rule(Intent.RESCHEDULE, says("they_move")),
    Rule(Intent.CANCEL, says("they_cancel")),
    Rule(Intent.OUT_OF_SCOPE, says("asks_the_clock")),
    Rule(Intent.RESCHEDULE, needs_another_time),
    Rule(Intent.NO, says("not_now") & ~new_value),
    Rule(Intent.PAUSE, pauses),
    Rule(Intent.HELP, says("help")),
    Rule(Intent.UNDO, says("undo")),
    Rule(Intent.SETTINGS, (says("settings") | switches_zone) & ~asks),
    Rule(Intent.EVENT_TYPES, says("event_types")),
    Rule(Intent.LIST, their_address),
    Rule(Intent.PROFILE, says("profile") & ~changes | asks_the_date),
    Rule(Intent.SMALL_TALK, bare & opens("thanks", "greeting", "exclaim") | mentions("helped") & shorter_than(8)),
    Rule(Intent.DROP, drops & ~cancels),
    Rule(Intent.PAUSE, bare & opens("turn") & ~opens("yes")),
    Rule(Intent.YES, bare & opens("yes", "praise")),
    Rule(Intent.NO, bare & opens("no")),
    Rule(Intent.SMALL_TALK, (says("chat") | says("bye")) & ~new_value | fits(r"^how (?:are|were) you\b")),
    Rule(Intent.YES, approves & ~books),
    Rule(Intent.NO, refuses & ~cancels),
    Rule(Intent.CANCEL, leaves & nothing_arranged),
    Rule(Intent.CHANGE, edits),
    Rule(
        Intent.OUT_OF_SCOPE,
        (says("errand") | says("elsewhere")) & ~says("calendar") & ~cancels & ~changes & ~fits(r"\bmy\b|§m"),
    ),
    Rule(Intent.BOOK, starts("book_new") & ~starts("add_length")),
    Rule(Intent.CANCEL, cancels | fits(r"^go ahead and cancel")),
    Rule(Intent.ACCEPT, says("accept") & ~asks & ~says("ordinal")),
    Rule(Intent.DECLINE, says("decline")),
    Rule(
        Intent.RESCHEDULE,
        starts("move") | rather | starts("add_length") | starts("make_it") & ~says("ordinal") | starts("make_longer"),
    ),
    Rule(Intent.RESCHEDULE, starts("change") & (shifted | fits(r"\b(?:time|day|date|length|duration|hours?)\b|\d"))),
    Rule(Intent.OUT_OF_SCOPE, mentions("remind") & ~starts("book") & ~question),
    Rule(Intent.PICK, says("ordinal") & ~question & ~cancels & ~fits(r"\b(?:my|event|meeting) ")),
    Rule(Intent.BOOK, starts("see_someone") & opens("wrapper") & ~asks),
    Rule(Intent.OUT_OF_SCOPE, says("contact") & ~has_address),
    Rule(Intent.BOOK, wants_to_go & ~starts("question") & ~mentions("refuses")),
    Rule(
        Intent.BOOK,
        fits(r"^(?:can|could|may|might) i (?:[\w ]{0,15} )?(?:see|visit)\b") & names_somebody & ~says("calendar"),
    ),
    Rule(Intent.BOOK, is_a_name & (has_time | arranging | fits(r"\bplease\b"))),
    Rule(
        Intent.LIST,
        fits(r"^(?:is|are) (?:the |my )?§t(?: slot)? (?:already )?(?:taken|busy|booked|gone|full|occupied)\b"),
    ),
    Rule(Intent.AVAILABILITY, asks_for_an_opening),
    Rule(Intent.CHANGE, arranging & starts("how_about") & has_time & ~says("calendar")),
    Rule(Intent.BOOK, books & ~starts("question")),
    Rule(
        Intent.RESCHEDULE,
        other_hour & fits(r"\binstead\b")
        | (says("got_moved") & (~question | fits(r"^(?:can|could)")) | starts("it_is")) & shifted,
    ),
    Rule(Intent.AVAILABILITY, looks_for_free_time & ~about_the_world),
    Rule(Intent.OUT_OF_SCOPE, away),
    Rule(Intent.BOOK, starts("how_about") & has_time & ~says("calendar") & ~says("asks_own")),
    Rule(Intent.LIST, question & (says("calendar") | says("kind") | says("asks_own"))),
    Rule(Intent.LIST, starts("look") & (has_time | fits(r"\b(?:my|the)\b"))),
    Rule(Intent.LIST, mentions("own_calendar") & ~books & ~opens("no")),
    Rule(Intent.LIST, question & says("about_an_event")),
    Rule(Intent.OUT_OF_SCOPE, question),
    Rule(Intent.LIST, says("calendar") & fits(r"^(?:my |the )?(?:calendar|schedule|agenda|events|meetings|bookings)$")),
    Rule(Intent.CANCEL, says("cannot")),
    Rule(Intent.BOOK, (starts("i_want") | starts("i_have") & (has_time | says("kind"))) & ~mentions("refuses")),
    Rule(Intent.BOOK, fits(r"^(?:need|want|looking for) (?:an? |some )?(?:§d|time)") & ~question),
    Rule(Intent.BOOK, has_time & has_address & ~question),
    Rule(Intent.BOOK, has_time & ~has_address | says("kind") & (has_address | has_length) & ~question),
    Rule(Intent.LIST, fits(r"^the (?:other )?(?:one|event) (?:with|on|at|in|from|named|called|for)\b")),
    Rule(Intent.BOOK, fits(r"^(?:\w+ ){0,3}(?:with|for) \w+") & ~opens("thanks", "praise") & ~starts("i_have")),
    Rule(Intent.ANSWER, (has_length | has_address) & shorter_than(4) & ~question),
    Rule(Intent.NO, opens("no") & mentions("refuses")),
    Rule(Intent.SMALL_TALK, opens("thanks", "greeting") | opens("no") & says("refuses")),
    Rule(Intent.YES, opens("yes", "praise") & shorter_than(5)),
    Rule(Intent.BOOK, fits(r"^(?:an? )?(?:meeting|appointment|event|call)s?$")),
)

# --- a card awaits a yes ---------------------------------------------------------------------------------------------

another = (
    starts("book_new") & (has_time | fits(r" with \w+")) & ~fits(r"\b(?:it|that|this)\b(?! (?:week|month|weekend))")
)

# A request of its own is none of the one at the card, unless it says that it comes in its place.
replaces_person = (
    names_another
    & ~cancels
    & ~starts("move")
    & ~(starts("question") & ~wants_an_opening & ~starts("how_about"))
    & (~(another | starts("i_have") | starts("look")) | fits(r"\binstead\b") | opens("no", "turn"))
)

asks_no_change = ~new_value & ~changes & ~books & ~starts("how_about") & ~says("shift") & ~says("free")

on_a_booking = Condition(lambda _, talk: talk.pending is not None and talk.pending.action is not Intent.BOOK)
means_another = on_a_booking & Condition(lambda heard, _: other_person(heard) is not None)
names_elsewhere = Condition(lambda heard, talk: _names_elsewhere(heard, talk.pending or _NOTHING))
# What to do with a booking is told by its verb, whatever list or card is open for another verb.
adding_guests = Condition(lambda _, talk: talk.pending is not None and talk.pending.action is Intent.INVITE)
books_anew = on_a_booking & ~adding_guests & books & (has_address | names_elsewhere) & ~asks
declines = on_a_booking & says("decline") & ~asks
accepts = on_a_booking & fits(r"^(?:accept|approve|confirm)\b.* \w") & ~asks

AT_A_CARD = (
    Rule(Intent.UNDO, says("undo") & ~new_value),
    Rule(Intent.BOOK, books_anew),
    Rule(Intent.RESCHEDULE, (starts("move") | starts("change") & on_a_booking) & names_elsewhere),
    Rule(Intent.EVENT_TYPES, asks_its_length),
    Rule(Intent.DROP, drops),
    Rule(Intent.NO, refuses),
    Rule(Intent.CHANGE, cancelling & says_how_much & ~names_somebody & ~has_time & ~approves),
    Rule(Intent.YES, approves),
    Rule(Intent.DECLINE, declines),
    Rule(Intent.ACCEPT, accepts & says("accept")),
    Rule(Intent.CHANGE, means_another & ~cancels),
    Rule(Intent.PAUSE, pauses),
    Rule(Intent.HELP, says("help")),
    Rule(Intent.SMALL_TALK, bare & opens("greeting")),
    Rule(Intent.OUT_OF_SCOPE, says("asks_the_clock")),
    Rule(Intent.CHANGE, wants_an_opening),
    Rule(Intent.LIST, asks_about_bookings),
    Rule(Intent.BOOK, says("same_again") & opens("link", "yes")),
    Rule(Intent.BOOK, says("same_again") & fits("again")),
    Rule(Intent.MORE, says("more") & ~has_time & ~starts("question")),
    Rule(Intent.CHANGE, edits | starts("add_name") | tells_name),
    Rule(Intent.CHANGE, replaces_person),
    Rule(Intent.NO, mentions("refuses") & ~new_value & ~opens("yes") & ~opens("praise")),
    Rule(Intent.CANCEL, cancels & cancelling),
    Rule(Intent.RESCHEDULE, cancelling & fits(rf"\b{cues.MOVES} {cues.IT}\b") & shifted),
    Rule(Intent.CHANGE, ~cancelling & (bare_hour | other_hour)),
    Rule(Intent.CHANGE, cancelling & gives_reason),
    Rule(Intent.CHANGE, cancelling & opens("no", "turn")),
    Rule(Intent.CHANGE, names_a_type & ~question & ~cancels & ~starts("move") & ~another),
    Rule(Intent.CANCEL, cancels),
    Rule(Intent.YES, opens("yes", "praise") & opens("but") & question & asks_no_change),
    Rule(Intent.CHANGE, opens("but") | mentions("but") & ~question & ~starts("move")),
    Rule(Intent.OUT_OF_SCOPE, away & ~changes & ~books),
    Rule(Intent.CHANGE, looks_for_free_time & has_time & fits(r"\b(?:any|some)thing\b") & ~fits(r"^what")),
    Rule(Intent.AVAILABILITY, looks_for_free_time & ~books & ~changes),
    Rule(
        Intent.LIST,
        (starts("question") | starts("look")) & ~starts("how_about") & (says("calendar") | fits(r"\bhave\b")),
    ),
    Rule(Intent.BOOK, another & ~opens("no", "yes", "turn")),
    Rule(Intent.CHANGE, changes | starts("how_about") | starts("it_is") & shifted),
    Rule(Intent.BOOK, starts("i_have") & has_time & ~opens("no", "yes", "turn")),
    Rule(Intent.CHANGE, new_value | starts("new_value") | says("shift")),
    Rule(Intent.CHANGE, opens("turn") & ~bare),
    Rule(Intent.YES, nearly_approves),
    Rule(Intent.CHANGE, ~cancelling & fits(r"^(?:it|that|this)(?:'s| is| was) (?:with|for|at|in|on) \w") & ~question),
    Rule(Intent.CHANGE, ~cancelling & fits(r"^(?:the|in|at|with|for|from|to|on) \w") & ~question & ~says("ordinal")),
    Rule(Intent.NO, opens("no")),
    Rule(Intent.SMALL_TALK, bare & opens("exclaim") & ~opens("yes", "praise")),
    Rule(Intent.YES, opens("yes", "praise") & ~mentions("refuses")),
    Rule(Intent.YES, bare & opens("thanks")),
)

# --- several things to pick from are on the table --------------------------------------------------------------------

something_then = fits(r"^(?:got |have |is there |(?:do|have) you (?:have|got) )?(?:any|some)(?:thing|time)\b")
wishes_earlier = fits(r"^(?:any|some)(?:thing|time)? (?:earlier|sooner)$|^earlier$") & Condition(
    lambda _, talk: any(option.start for option in talk.options)
)

takes_any = picks_one & Condition(lambda heard, _: takes_any_of(heard))

# A kind of meeting or an address, while a time is still to be picked.
tells_more = (names_a_type | has_address) & ~question & ~cancels & ~another

AT_OPTIONS = (
    Rule(Intent.UNDO, says("undo") & ~new_value),
    Rule(Intent.EVENT_TYPES, asks_its_length),
    Rule(Intent.DROP, drops),
    Rule(Intent.NO, refuses),
    Rule(Intent.DECLINE, declines),
    Rule(Intent.ACCEPT, accepts & ~approves),
    Rule(Intent.BOOK, books_anew),
    Rule(Intent.ANSWER, asked_how_much & says_how_much & ~names_somebody),
    Rule(Intent.PAUSE, pauses),
    Rule(Intent.HELP, says("help")),
    Rule(Intent.OUT_OF_SCOPE, says("asks_the_clock")),
    Rule(Intent.CHANGE, wants_an_opening),
    Rule(Intent.LIST, asks_about_bookings),
    Rule(Intent.AVAILABILITY, asks_if_free),
    Rule(Intent.CHANGE, wishes_earlier),
    Rule(Intent.PICK, takes_any | Condition(picks_for_somebody)),
    Rule(Intent.MORE, says("more") & ~has_time & ~says("ordinal")),
    Rule(Intent.NO, mentions("refuses") & ~new_value & ~says("ordinal")),
    Rule(Intent.CANCEL, cancels),
    Rule(Intent.OUT_OF_SCOPE, away & ~changes & ~books),
    Rule(Intent.CHANGE, (edits | starts("add_name") | tells_name | replaces_person) & ~says("ordinal")),
    Rule(
        Intent.RESCHEDULE,
        fits(rf"^{cues.MOVES} (?!(?:it|that|this|the (?:meeting|time|date))\b)"),
    ),
    Rule(Intent.PICK, says("ordinal") | picks_one & shorter_than(7)),
    Rule(Intent.CHANGE, starts("i_want") & has_length | tells_more),
    Rule(Intent.CHANGE, something_then & (shifted | fits(r"\b(?:around|near|before|after|with)\b"))),
    Rule(
        Intent.CHANGE,
        starts("make_longer")
        | starts("move")
        | starts("change")
        | starts("how_about") & (shifted | fits(r" with \w") | names_somebody),
    ),
    Rule(Intent.CHANGE, (opens("but") | mentions("but")) & shifted),
    Rule(Intent.CHANGE, opens("no", "turn") & shifted),
    Rule(Intent.AVAILABILITY, looks_for_free_time & ~books & question),
    Rule(Intent.LIST, (starts("question") | starts("look")) & says("calendar") & ~starts("how_about")),
    Rule(Intent.BOOK, another),
    Rule(
        Intent.CHANGE, starts("make_it") | starts("it_is") | says("shift") & ~has_time | starts("new_value") & ~has_time
    ),
    Rule(Intent.CHANGE, other_hour & ~picks_one & fits(r"\b(?:instead|possible)\b")),
    Rule(Intent.PICK, other_hour),
    Rule(Intent.PICK, has_time | fits(r"^\W*\d{1,2}\b|\bthe \d\b|#\d")),
    Rule(Intent.YES, bare & opens("yes", "praise", "thanks")),
    Rule(Intent.YES, approves | nearly_approves | fits(r"\b(?:either|any)\b")),
)

# --- something was asked ---------------------------------------------------------------------------------------------

# A task of its own has somebody who is known, a word for meetings, or "it": "cancel my insurance" may be an answer.
names_one = Condition(lambda _, talk: bool(talk.people))
of_a_meeting = says("kind") | has_address | fits(r"^\w+ (?:it|that|this)\b") | names_one
another_task = (
    cancels & ~says("refuses") & (of_a_meeting | ~asked_a_field)
    | declines
    | starts("move") & (of_a_meeting | ~asked_a_field)
    | asked_a_field & books & has_time & of_a_meeting
    | starts("question") & (says("calendar") | says("asks_own")) & ~starts("how_about")
    | looks_for_free_time & question
)

offered = Condition(lambda _, talk: not talk.asked)  # it asked "shall I?" rather than for something missing

AT_A_QUESTION = (
    Rule(Intent.UNDO, says("undo") & ~new_value),
    Rule(Intent.BOOK, books_anew),
    Rule(Intent.EVENT_TYPES, asks_its_length),
    Rule(Intent.DROP, drops),
    Rule(Intent.ANSWER, asked_a_field & ~another_task & ~bare),
    Rule(Intent.OUT_OF_SCOPE, says("asks_the_clock")),
    Rule(Intent.ANSWER, wants_an_opening),
    Rule(Intent.LIST, asks_about_bookings),
    Rule(Intent.NO, refuses | says("not_now") & ~new_value),
    Rule(Intent.PAUSE, pauses),
    Rule(Intent.HELP, says("help")),
    Rule(Intent.EVENT_TYPES, says("event_types") & question),
    Rule(Intent.SMALL_TALK, bare & opens("greeting", "thanks", "exclaim") & ~opens("no", "yes", "praise")),
    Rule(Intent.NO, offered & fits(r"^i(?:'?m| am) (?:fine|good|ok|okay|all set)\b")),
    Rule(Intent.SMALL_TALK, says("bye") & ~new_value),
    Rule(Intent.NO, mentions("refuses") & ~new_value),
    Rule(Intent.NO, opens("no") & ~new_value & ~has_address & ~names_another),
    Rule(Intent.OUT_OF_SCOPE, about_the_world),
    Rule(Intent.MORE, says("more") & ~has_time),
    Rule(Intent.PICK, picks_one & (says("ordinal") | shorter_than(5))),
    Rule(Intent.YES, approves | bare & opens("yes", "praise")),
    Rule(Intent.YES, opens("yes", "praise") & ~new_value & ~another_task & (~books & ~says("kind") | offered)),
    Rule(Intent.CHANGE, opens("no") & new_value & ~another_task),
    Rule(Intent.YES, offered & starts("i_want") & ~new_value),
    Rule(Intent.YES, offered & fits(r"^§t (?:is|works|sounds|looks|will be|would be|will|would)(?: \w+){0,2}$")),
    Rule(Intent.ANSWER, ~another_task & ~bare & ~(offered & books)),
)

# "No, I meant 4", right after it was done, is about what was done.
corrects = (
    opens("no", "turn") & (shifted | bare_hour | names_a_type) & ~cancels & ~question & ~names_somebody & ~another
)

AFTER_DOING = (
    Rule(Intent.CHANGE, corrects),
    Rule(Intent.RESCHEDULE, other_hour),
    Rule(Intent.SMALL_TALK, bare & opens("yes", "praise", "thanks")),
    Rule(Intent.SMALL_TALK, approves),
    Rule(Intent.RESCHEDULE, starts("it_is") & shifted),
)

AFTER_ALL = (
    Rule(Intent.SMALL_TALK, bare),
    Rule(Intent.SMALL_TALK, (says("bye") | opens("no") & says("refuses")) & ~new_value),
)

_BY_STAGE = {
    Stage.PROPOSAL: AT_A_CARD,
    Stage.OPTIONS: AT_OPTIONS,
    Stage.QUESTION: AT_A_QUESTION,
    Stage.DONE: AFTER_DOING,
    Stage.CLOSED: AFTER_ALL,
}
