"""What needs no interpreter: numbers, a plain yes or no, a button's word, a bare greeting, an address asked for."""

import re

from graph.understanding.approval import is_approval, is_drop, is_refusal
from graph.understanding.dialogue import Dialogue, Need, Pending, Stage
from graph.understanding.schema import Act, Intent, Person, Understanding
from graph.understanding.text import tidy, words

NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_ALONE = re.compile(
    rf"\W*(?:number |option |no\.? ?|#)?(\d{{1,2}}|{'|'.join(NUMBERS)})\W*(?:please|pls|thanks|thank you)?\W*", re.I
)
_MAIL = re.compile(r"[^\s<>(),;:\"']+@[^\s<>(),;:\"']+\.[^\s<>(),;:\"'.!?]+")
_GREETINGS = frozenset(("hi", "hello", "hey", "hi there", "hello there", "hey there", "good morning", "good evening"))
_THANKS = frozenset(
    ("thanks", "thank you", "thanks a lot", "thank you very much", "many thanks", "thx", "bye", "goodbye")
)
_NOTHING = Pending(action=Intent.BOOK)


def without_model(message: str, dialogue: Dialogue) -> Understanding | None:
    """The meaning of a message that is plain in itself; None when an interpreter is needed. Costs nothing."""
    act = _plain_act(message, dialogue)
    return Understanding(acts=(act,)) if act else None


def number_alone(message: str) -> int | None:
    """ "2", "#2", "option two please": a message that is only a number."""
    hit = _ALONE.fullmatch(message.strip())
    return (NUMBERS.get(hit[1].lower()) or int(hit[1])) if hit else None


def _plain_act(message: str, dialogue: Dialogue) -> Act | None:
    if not words(message) and not re.search(r"\w", message):
        return Act(intent=Intent.UNCLEAR)
    number = number_alone(message)
    if number is not None and any(option.n == number for option in dialogue.options):
        return Act(intent=Intent.PICK, option=number)
    address = _MAIL.fullmatch(tidy(message).strip(" .,!<>"))
    if address and dialogue.stage is Stage.QUESTION and Need.ATTENDEE_EMAIL in dialogue.asked:
        return Act(intent=Intent.ANSWER, people=(Person(email=address[0]),))
    intent = _plain_intent(message, dialogue)
    return Act(intent=intent) if intent else None


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
