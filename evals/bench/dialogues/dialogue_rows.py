"""Whole talks about a meeting: what the person said when, and the booking that should stand at the end."""

import re
from datetime import date, datetime, time
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from evals.bench.development import rows_of

_NAMES = ("dentist_name", "doctor_name", "stylist_name", "therapist_name")


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True)


class Facts(_Row):
    """What a meeting is about, as far as it is known; local date and time."""

    date: str | None = None
    time: str | None = None
    name: str | None = None

    def updated(self, newer: "Facts") -> "Facts":
        """With whatever the newer ones say."""
        return self.model_copy(update=newer.model_dump(exclude_none=True))

    @property
    def start(self) -> datetime | None:
        """The local start, without its zone, once day and time are known."""
        return datetime.fromisoformat(f"{self.date}T{self.time}") if self.date and self.time else None


class Turn(_Row):
    """Something the person says after what the assistant did."""

    after: tuple[str, ...]
    user: str
    neutral: str = ""  # the same without the trade it came from
    labels: tuple[str, ...]
    phase: str = "book"  # search, list, availability, book or close
    informs: dict[str, Any] = Field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.neutral or self.user

    @property
    def facts(self) -> Facts:
        """What it says about the meeting."""
        name = next((self.informs[key] for key in _NAMES if key in self.informs), None)
        return Facts(date=self.informs.get("date"), time=self.informs.get("time"), name=name)

    @property
    def is_confirmation(self) -> bool:
        return "confirm" in self.labels

    @property
    def follows_card(self) -> bool:
        return "confirm_details" in self.after

    @property
    def follows_refusal(self) -> bool:
        return "report_failure" in self.after

    @property
    def follows_success(self) -> bool:
        return "report_success" in self.after

    @property
    def is_preparing(self) -> bool:
        """Said while things are still being found out, to an assistant that cannot look for people."""
        return self.phase != "search" and not (self.follows_card or self.follows_refusal or self.follows_success)


class Attempt(_Row):
    """A booking the first assistant tried, and what came of it."""

    after_user_turn: int  # counted from 1
    outcome: str
    date: str
    time: str
    partner: str | None = Field(default=None, alias="with")
    offered_alternative: dict[str, str] | None = None

    @property
    def facts(self) -> Facts:
        return Facts(date=self.date, time=self.time, name=self.partner)

    @property
    def failed(self) -> bool:
        return self.outcome == "failed"

    @property
    def alternative(self) -> Facts | None:
        """Another time that was offered when it failed."""
        return Facts(**self.offered_alternative) if self.offered_alternative else None


class Expected(_Row):
    """The booking at the end, if there is one."""

    action: str
    date: str | None = None
    time: str | None = None
    partner: str | None = Field(default=None, alias="with")

    @property
    def facts(self) -> Facts | None:
        return None if self.action == "none" else Facts(date=self.date, time=self.time, name=self.partner)


class DialogueRow(_Row):
    """One talk."""

    id: str
    kind: str
    reference_date: date
    turns: tuple[Turn, ...]
    booking_attempts: tuple[Attempt, ...]
    expected_final: Expected

    @property
    def began(self) -> datetime:
        """Nine in the morning of its day, local time."""
        return datetime.combine(self.reference_date, time(9))

    @property
    def settled_after(self) -> int:
        """How many turns it took until the booking was made; what comes later only makes sense once it is."""
        return len(self.turns) if self.expected_final.facts is None else self.booking_attempts[-1].after_user_turn

    def attempt_at(self, facts: Facts) -> Attempt | None:
        """The failed attempt at this day and time."""
        return next((a for a in self.booking_attempts if a.failed and a.facts.start == facts.start), None)

    def wanted_after(self, turns_said: int) -> Facts:
        """What the person is after by then: the next attempt, or the last one."""
        coming = [attempt.facts for attempt in self.booking_attempts if attempt.after_user_turn > turns_said]
        known = [*coming, *(a.facts for a in reversed(self.booking_attempts)), self.expected_final.facts, Facts()]
        return next(facts for facts in known if facts is not None)

    def in_its_trade(self) -> "DialogueRow":
        """The same talk in its first words: about a dentist, a salon, a therapist."""
        return self.model_copy(update={"turns": tuple(t.model_copy(update={"neutral": ""}) for t in self.turns)})


def dialogue_rows() -> list[DialogueRow]:
    """All development dialogues."""
    return [DialogueRow.model_validate(row) for row in rows_of("dialogues.jsonl")]


def address_of(name: str) -> str:
    """The e-mail address somebody of this name has in these talks."""
    return ".".join(re.findall(r"[a-z0-9]+", name.lower())) + "@example.com"
