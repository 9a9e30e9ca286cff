"""The lines of a conversation as they were shown: what the person said or pressed, and all that each answer told."""

from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict

from graph.events import Answer, BookingShown, Conversation, Said
from graph.wording.outcomes import word_done


class Line(BaseModel):
    """One line. A person's has a text, an answer all that is drawn from it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    by: Literal["user", "assistant"]
    text: str = ""
    answer: Answer | None = None

    @classmethod
    def of(cls, said: Said) -> "Line":
        """As far as the conversation itself remembers it."""
        if said.by == "user":
            return cls(by="user", text=said.text)
        told = () if said.card else (said.text,)
        return cls(by="assistant", answer=Answer(reply=said.text, said=told, card=said.card))

    @property
    def reply(self) -> str:
        return self.answer.reply if self.answer else ""


def brought_up_to(lines: tuple[Line, ...], so_far: Conversation) -> tuple[Line, ...]:
    """The lines, and what the conversation has come to since they were kept: the end of a turn that was cut short."""
    if not so_far.said:
        return lines
    if not lines:
        return tuple(_last_open(map(Line.of, so_far.said), so_far))
    last = so_far.said[-1]
    is_shown = last.by == "user" or any(last.text in line.reply for line in lines)
    if is_shown and not _is_unanswered(lines, last):
        return lines
    return tuple(_last_open([*lines, Line.of(last)], so_far))


def _is_unanswered(lines: tuple[Line, ...], last: Said) -> bool:
    return lines[-1].by == "user" and last.by == "assistant"


def _last_open(lines: Iterable[Line], so_far: Conversation) -> list[Line]:
    """The last answer with what is on the table."""
    *earlier, last = lines
    if last.answer is None:
        return [*earlier, last]
    told = so_far.said[-1].words or last.answer.said
    open_now = last.answer.model_copy(update={"said": told, "card": so_far.card, "options": so_far.options})
    return [*earlier, last.model_copy(update={"answer": open_now})]


def title_of(lines: tuple[Line, ...]) -> str:
    """What a conversation is called: what was done last, or what was said first; "" before anything was said."""
    for line in reversed(lines):
        if line.answer is not None and (done := _done(line.answer)):
            return done
    return next((line.text for line in lines if line.by == "user"), "")


def _done(answer: Answer) -> str:
    """ "Intro call with Kai Roe", "Cancelled Olga Petrova"."""
    result = answer.outcome
    if result is None or result.status != "success" or not (told := result.data.get("booking")):
        return ""
    booking = BookingShown.model_validate(told)
    who = next((person.name or person.email for person in booking.attendees), "")
    name, action = booking.name or booking.title, str(result.data["action"])
    if action == "book":
        return f"{name} with {who}" if who and who not in name else name
    return f"{word_done('done', action)} {who or name}"
