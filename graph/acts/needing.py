"""What an act cannot do without: a part of Cal.com that fails stops what needs it, and nothing else."""

from graph.acts.situation import Situation
from graph.known.saying import Problem
from graph.known.state import State
from graph.understanding.nouns import telling
from graph.understanding.schema import Act, Intent, Wants
from tools.event_types import visible

_TALK = frozenset(
    {Intent.SMALL_TALK, Intent.HELP, Intent.OUT_OF_SCOPE, Intent.PAUSE, Intent.DROP, Intent.NO, Intent.SETTINGS}
)
_READING = frozenset({Intent.LIST, Intent.MORE, Intent.EVENT_TYPES})
_OF_KINDS = frozenset({Intent.BOOK, Intent.AVAILABILITY, Intent.RESCHEDULE, Intent.BLOCK_TIME, Intent.EVENT_TYPES})
_OF_BOOKINGS = frozenset(
    {Intent.CANCEL, Intent.ACCEPT, Intent.DECLINE, Intent.LIST, Intent.INVITE, Intent.ABSENT, Intent.RELOCATE}
)
_WITH_A_KIND = frozenset({"book", "availability", "reschedule"})


def missed_by(act: Act, situation: Situation) -> Problem | None:
    """Why the act cannot be done now; None where nothing that it needs is missing."""
    if act.intent in _TALK:
        return None
    is_own_time = is_about_own_time(act, situation)
    account = situation.no_zone if is_own_time or act.intent in _READING else situation.no_account
    return account or (situation.no_kinds if not is_own_time and _needs_kinds(act, situation.state) else None)


def is_about_own_time(act: Act, situation: Situation) -> bool:
    """ "Am I free at 3?", "is Friday free?", where no one kind of meeting is meant: one's own calendar answers it."""
    of_a_kind = act.event_type or act.people or len(visible(situation.event_types)) == 1
    if act.intent is not Intent.AVAILABILITY or situation.user is not None or of_a_kind:
        return False
    return act.wants is Wants.FREE


def _needs_kinds(act: Act, state: State) -> bool:
    """What is of a kind, or named by one; and where it is not clear what was meant."""
    if act.intent in _OF_KINDS or act.intent is Intent.UNCLEAR or act.wants in (Wants.LENGTH, Wants.KIND):
        return True
    if act.intent in _OF_BOOKINGS:
        return act.intent is not Intent.LIST and bool(telling(act.booking.title if act.booking else act.event_type))
    going = state.request or state.parked
    return going is not None and going.action in _WITH_A_KIND
