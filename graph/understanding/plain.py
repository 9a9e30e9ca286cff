"""What needs no interpreter: numbers, a plain yes or no, a button's word, a greeting, "try again", an address."""

import re

from graph.understanding.dialogue import Dialogue, Need, Pending, Stage
from graph.understanding.form import before_labels, closed_answers, is_whole, labelled
from graph.understanding.schema import Act, FieldAnswer, Intent, Person, SmallTalk, Understanding
from graph.understanding.text import number_alone, tidy, words
from graph.understanding.yes.approval_grammar import is_approval, is_drop, is_refusal

_MAIL = re.compile(r"[^\s<>(),;:\"']+@[^\s<>(),;:\"']+\.[^\s<>(),;:\"'.!?]+")
_GREETINGS = frozenset(("hi", "hello", "hey", "hi there", "hello there", "hey there", "good morning", "good evening"))
_THANKS = frozenset(
    ("thanks", "thank you", "thanks a lot", "thank you very much", "many thanks", "thx", "bye", "goodbye")
)
_NOTHING = Pending(action=Intent.BOOK)
_OPEN = frozenset((Stage.START, Stage.DONE))
_NO_TIMES = frozenset((Need.EVENT_TYPE, Need.PERSON, Need.BOOKING, Need.SCOPE, Need.SEAT))
_OFFERED = 5  # times on one page; "10" with three on the table is ten o'clock
_POLITE = r"(\W+please)?\W*"
_ONCE_MORE = r"(again|once more|one more time|now)"
_AGAIN = re.compile(
    rf"\W*((ok|okay|and|now|so)\W+)?(please )?((re)?try( (it|that))?( {_ONCE_MORE})?|{_ONCE_MORE}){_POLITE}", re.I
)
_CHECK = re.compile(
    rf"\W*((ok|okay|and|now|so|please)\W+)?((check|look)( (it|that|the calendar))?( {_ONCE_MORE})?"
    rf"|(did|has) (it|that) (work(ed)?|go(ne)? through)|(is|was) (it|that) (done|there|booked|moved|cancell?ed)( now)?)"
    rf"{_POLITE}",
    re.I,
)
_MORE = re.compile(rf"\W*(show |and |see )?(me )?(some |the )?(more|next|rest|next page){_POLITE}", re.I)
_GO_ON = re.compile(
    rf"\W*((yes|ok|okay|sure|please)\W+)?(go on|continue|carry on|go ahead)( with (it|that))?{_POLITE}", re.I
)
_AS_IT_WAS = re.compile(r"\W*((no|ok|never ?mind|actually)\W+)*(leave|keep) .*\bas (it|that) (was|is)\W*", re.I)
_YES = re.compile(rf"(yes|do (that|it)){_POLITE}", re.I)
_ABOUT_THE_TALK = (
    (_AS_IT_WAS, Intent.GO_ON),
    (_AGAIN, Intent.AGAIN),
    (_CHECK, Intent.CHECK),
    (_GO_ON, Intent.GO_ON),
    (_MORE, Intent.MORE),
)
_OFFERED_IN_WORDS = (Intent.AGAIN, Intent.GO_ON, Intent.MORE)  # "say “try again”": what a yes to it does
_THANKED = re.compile(r"\b(thank\w*|thx|ty|cheers|appreciate\w*|great|perfect|awesome|nice|good job)\b", re.I)
_LEAVES = re.compile(
    r"\b(bye|goodbye|good night|see you|see ya|that'?s all|that is all|have a (good|nice|great))\b", re.I
)


def without_model(message: str, dialogue: Dialogue) -> Understanding | None:
    """The meaning of a message that is plain in itself; None when an interpreter is needed. Costs nothing."""
    act = _plain_act(message, dialogue)
    return Understanding(acts=(act,)) if act else None


def asks_again(message: str) -> bool:
    """ "Try again", and nothing else."""
    return _AGAIN.fullmatch(message) is not None


def asks_what_came(message: str) -> bool:
    """ "Check again", "did it work?", and nothing else."""
    return _CHECK.fullmatch(message.strip()) is not None


def kind_of_talk(message: str) -> SmallTalk:
    """What small talk is: a goodbye is one even when it thanks first."""
    if _LEAVES.search(message):
        return SmallTalk.GOODBYE
    return SmallTalk.THANKS if _THANKED.search(message) else SmallTalk.GREETING


def _plain_act(message: str, dialogue: Dialogue) -> Act | None:
    if not words(message) and not re.search(r"\w", message):
        return Act(intent=Intent.UNCLEAR)
    if (answers := _form_answers(message, dialogue)) is not None:
        return Act(intent=Intent.ANSWER, answers=answers)
    number = number_alone(message)
    if number is not None and (number in _numbers(dialogue) or _can_only_be_picked(number, message, dialogue)):
        return Act(intent=Intent.PICK, option=number)
    if (about := _about_the_talk(message, dialogue)) is not None:
        return Act(intent=about)
    address = _MAIL.fullmatch(tidy(message).strip(" .,!<>"))
    if address and dialogue.stage is Stage.QUESTION and Need.ATTENDEE_EMAIL in dialogue.asked:
        return Act(intent=Intent.ANSWER, people=(Person(email=address[0]),))
    intent = _plain_intent(message, dialogue)
    if intent is Intent.SMALL_TALK:
        return Act(intent=intent, talk=kind_of_talk(message))
    return Act(intent=intent) if intent else None


def _form_answers(message: str, dialogue: Dialogue) -> tuple[FieldAnswer, ...] | None:
    """A yes to a box to tick, an option by its name: where nothing but the form was asked."""
    if dialogue.stage is not Stage.QUESTION or set(dialogue.asked) != {Need.FIELD}:
        return None
    text = tidy(message)
    if (told := labelled(text, dialogue.fields)) and not before_labels(text, dialogue.fields).strip():
        return told
    fits = closed_answers(text, dialogue.fields)
    fields = {field.slug: field for field in dialogue.fields}
    alone = all(is_whole(answer.value, fields[answer.field]) for answer in fits)
    return fits if fits and alone else None


def _numbers(dialogue: Dialogue) -> set[int]:
    return {*dialogue.earlier, *(option.n for option in dialogue.options)}


def _can_only_be_picked(number: int, message: str, dialogue: Dialogue) -> bool:
    """No time of day: "option 9", a number beside things that are no times, or one that just was not offered."""
    if not dialogue.options or dialogue.stage is not Stage.OPTIONS:
        return False
    is_called_so = re.match(r"\W*#|\W*[a-z]\S* \d", message, re.I) is not None
    return is_called_so or not _NO_TIMES.isdisjoint(dialogue.asked) or number <= _OFFERED


def _about_the_talk(message: str, dialogue: Dialogue) -> Intent | None:
    """ "Again", "more", "go on": only where the talk gives such a word something to do."""
    said = " ".join(message.split())
    if dialogue.stage in _OPEN and _YES.fullmatch(said):
        return next((intent for intent in _OFFERED_IN_WORDS if intent in dialogue.possible), None)
    fitting = (intent for pattern, intent in _ABOUT_THE_TALK if pattern.fullmatch(said))
    return next((intent for intent in fitting if intent in dialogue.possible), None)


def _plain_intent(message: str, dialogue: Dialogue) -> Intent | None:
    said = " ".join(words(message))
    if said in _GREETINGS or (said in _THANKS and dialogue.stage is not Stage.PROPOSAL):
        return Intent.SMALL_TALK
    if dialogue.stage not in {Stage.PROPOSAL, Stage.OPTIONS, Stage.QUESTION}:
        return None
    if said == "change" and dialogue.stage is Stage.PROPOSAL:
        return Intent.CHANGE  # what the button under the card says
    pending = dialogue.pending or _NOTHING
    if is_drop(message, pending):
        return Intent.DROP
    if is_refusal(message, pending):
        return Intent.NO
    return Intent.YES if is_approval(message, pending, now=dialogue.now) else None
