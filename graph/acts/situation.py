"""What an act is applied against: the conversation, the account, the clock. Pure data, no calls."""

from dataclasses import dataclass
from datetime import datetime

from graph.arranging.reading_times import ReadingContext
from graph.given.preferences import Locale
from graph.known.request import Request
from graph.known.saying import Problem
from graph.known.state import State, Update
from graph.understanding.naming import Named
from graph.understanding.schema import ListFilter
from tools.calcom.models import EventType


@dataclass(frozen=True)
class Situation:
    """What acts are applied against. `host_zone` is an IANA name."""

    state: State
    locale: Locale
    host_zone: str
    event_types: tuple[EventType, ...] = ()
    user: tuple[str | None, str | None] | None = None  # own name and e-mail of a person who is the attendee
    own_name: str = ""  # as Cal.com has it, of the host
    people: tuple[Named, ...] = ()  # where the message names people of the calendar
    is_foreign: bool = False  # the message is in another language than English
    names_meetings: bool = False  # it speaks of meetings or of people of the calendar
    no_account: Problem | None = None  # why it could not be read whose calendar this is
    no_zone: Problem | None = None  # why it is not known in which zone times are said
    no_kinds: Problem | None = None  # why the event types could not be read

    def reading(self, request: Request | None) -> ReadingContext:
        """What time words lean on right now."""
        return ReadingContext(
            locale=self.locale,
            host_zone=self.host_zone,
            their_zone=self._their_zone(request),
            anchor=self._anchor(request),
            wanted=request.wanted if request else None,
            looks_back=request is not None and request.filter is ListFilter.PAST,
        )

    def _their_zone(self, request: Request | None) -> str | None:
        """The clock of the other side: the host's for an attendee; for the host as told, or of a known booking."""
        if self.user is not None:
            return self.host_zone
        if request and request.their_zone:
            return request.their_zone
        if request and request.booking:
            return request.booking.attendee_zone
        return request.attendee.zone if request and request.attendee else None

    def _anchor(self, request: Request | None) -> tuple[datetime, datetime] | None:
        """The slot under discussion: on the card, chosen, or of the booking being moved."""
        if self.state.proposal:
            return self.state.proposal.start, self.state.proposal.end
        if request and (start := request.start or (request.wanted and request.wanted.exact)):
            return start, start
        return (request.booking.start, request.booking.end) if request and request.booking else None

    def spoken_of(self) -> tuple[datetime, datetime] | None:
        """What "earlier" or "a week later" can only mean when no slot is under discussion: offered, or just booked."""
        if offered := [offer.start for offer in self.state.options if offer.start]:
            return offered[0], offered[0]
        done = self.state.outcome and self.state.recent
        return (done.start, done.end) if done else None


def clean_slate() -> Update:
    """An update that takes everything of the last turn off the table, but not what is being arranged."""
    return {
        "said": None,
        "notice": None,
        "options": (),
        "more": (),
        "proposal": None,
        "approval": None,
        "look": None,
    }
