"""Reads a message whose shape is one of the table's; what stands in its places is read like any words of a booking."""

import re
from collections.abc import Callable

from graph.understanding.dialogue import Dialogue, Stage
from graph.understanding.offline.cues.lexicon import lexicon
from graph.understanding.offline.frames.table import FRAMES, Frame
from graph.understanding.schema import Act, BookingWords, Intent, Person, Pronoun, Understanding
from graph.understanding.stand_ins import found_again
from graph.understanding.text import MAIL, tidy
from graph.understanding.unserved import OPENING

Understand = Callable[[str, Dialogue], Understanding]
_RESTING = frozenset((Stage.START, Stage.DONE, Stage.CLOSED))
_AROUND = re.compile(rf"^{OPENING}|[\s.!]*(?:please|thanks)?[\s.!]*$", re.I)
_AND = re.compile(r"\s*[,;]?\s*(?:&|\band\b)\s*", re.I)
_COMMA = re.compile(r"\s*[,;]\s*")


def framed(message: str, dialogue: Dialogue, understand: Understand) -> tuple[Act, ...] | None:
    """The act of a message that is nothing but one of the wishes; None where it is anything else.

    Args:
        understand: reads words that point at a booking.
    """
    text = _AROUND.sub("", tidy(message))
    if dialogue.stage not in _RESTING:
        return None
    for frame in FRAMES:
        if (hit := frame.shape.fullmatch(text.rstrip("? ") if frame.wants else text)) is not None:
            act = _filled(frame, hit, dialogue, understand)
            return (act,) if act else None
    return None


def _filled(frame: Frame, hit: re.Match[str], dialogue: Dialogue, understand: Understand) -> Act | None:
    said = hit.groupdict()
    if frame.intent is Intent.EVENT_TYPES:
        return Act(intent=frame.intent, wants=frame.wants, event_type=said["kind"])
    which = f"{said.get('which') or said.get('what') or ''}{said.get('more') or ''}".strip()
    whose = next((person.said for person in dialogue.people), "") if frame.wants else ""
    pointed = _pointed(which or whose, dialogue, understand)
    if pointed is None:
        return None
    if frame.intent is Intent.ABSENT:
        pointed = _by_name(pointed, which)
    if frame.wants and pointed.booking:
        when, words = pointed.booking.when, pointed.booking.model_copy(update={"when": None})
        place = said.get("where")
        return Act(intent=frame.intent, wants=frame.wants, booking=words, when=when, place=place, unused=pointed.unused)
    place = said.get("where") or said.get("there")
    guests = _people(said.get("who") or "")
    return Act(intent=frame.intent, guests=guests, booking=pointed.booking, place=place, unused=pointed.unused)


def _pointed(words: str, dialogue: Dialogue, understand: Understand) -> Act | None:
    """The booking that words point at, as a cancellation of it would be read; None where they point at none."""
    if not words:
        nearest = Pronoun.IT if dialogue.recent else Pronoun.NEXT
        return Act(intent=Intent.CANCEL, booking=BookingWords(pronoun=nearest))
    if "pronoun" in lexicon().classes.get(words.lower(), ()):
        return Act(intent=Intent.CANCEL, booking=BookingWords(pronoun=Pronoun.IT))
    message = f"cancel {words}"
    talk = dialogue.model_copy(update={"stage": Stage.START, "people": found_again(message, dialogue.people)})
    acts = understand(message, talk).acts
    return acts[0] if len(acts) == 1 and acts[0].intent is Intent.CANCEL and acts[0].booking else None


def _by_name(pointed: Act, said: str) -> Act:
    """Of who did not come a name alone is a person: "Ana", but not "the consultation"."""
    words = pointed.booking
    if words is None or words.person or not words.title or not said.startswith(words.title):
        return pointed
    return pointed.model_copy(update={"booking": words.model_copy(update={"person": words.title, "title": None})})


def _people(words: str) -> tuple[Person, ...]:
    """ "Ana Ruiz, ana@example.com and bo@example.com": a name and the address behind it are one person."""
    people: list[Person] = []
    for some in _AND.split(words):
        for n, part in enumerate(filter(None, _COMMA.split(some))):
            address = re.search(MAIL, part)
            name = " ".join(part.replace(address[0], " ").split()).strip(" ()<>:") if address else part
            if n and address and not name and people[-1].email is None:
                people[-1] = people[-1].model_copy(update={"email": address[0]})
            else:
                people.append(Person(name=name or None, email=address[0] if address else None))
    return tuple(people)
