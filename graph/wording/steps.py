"""Several steps in words: a line of the card for each, what is asked, and how each of them ended."""

from collections.abc import Callable

from graph.known.proposal import Proposal
from graph.known.steps import makes_room
from graph.wording.card import NEW_TIME, card_rows
from graph.wording.many import Row
from graph.wording.times import Voice

_IN_THE_LINE = ("When", NEW_TIME, "With")  # of a step's own card; the rest of it stands below its line
_NOT_TOLD_EACH = ("Host", "From", "Or")  # another kind is picked at a card of its own
_SHALL_I = {"book": "book", "reschedule": "move", "cancel": "cancel", "accept": "confirm", "decline": "decline"}
_MAIL = "Mail goes to"


def steps_rows(proposal: Proposal, voice: Voice) -> list[Row]:
    """One line for each step, under it what else belongs to it; last the host they share."""
    rows = [row for n, step in enumerate(proposal.steps, start=1) for row in _step_rows(n, step, proposal, voice)]
    mailed = dict.fromkeys(row for row in rows if row[0] == _MAIL)
    if len(mailed) == 1:  # the same for all: said once
        rows = [*(row for row in rows if row[0] != _MAIL), *mailed]
    return [*rows, ("Host", proposal.host.name)]


def steps_question(proposal: Proposal) -> str:
    """ "Shall I book both?", "Shall I do all 3?"."""
    verbs = {_SHALL_I.get(step.action, "do") for step in proposal.steps}
    n = len(proposal.steps)
    return f"Shall I {verbs.pop() if len(verbs) == 1 else 'do'} {'both' if n == 2 else f'all {n}'}?"


def _step_rows(n: int, step: Proposal, whole: Proposal, voice: Voice) -> list[Row]:
    (title, name), *rest = card_rows(step, voice)
    told = dict(rest)
    old = f"from {told['From']} to " if "From" in told else ""
    times = told.get("When") or f"{old}{told.get(NEW_TIME)}"
    who = [] if step.attendee.name in name and step.action != "book" else [f"with {told['With']}"]
    below = [row for row in rest if row[0] not in (*_IN_THE_LINE, *_NOT_TOLD_EACH)]
    return [(f"{n}. {title}", ", ".join([name, times, *who])), *below, *_order(step, whole)]


def _order(step: Proposal, whole: Proposal) -> list[Row]:
    """What a step waits for, and what it costs when it fails then."""
    if step.needs is None:
        return []
    before = whole.steps[step.needs]
    if not makes_room(before, step):
        return [("", f"Only if step {step.needs + 1} ended well")]
    lost = "moved" if before.action == "reschedule" else "cancelled"
    return [
        (
            "",
            f"Needs the time of step {step.needs + 1}, so that one goes first; if this one then fails, "
            f"that one is {lost} all the same",
        )
    ]


def numbered(tell: Callable[[int], str], count: int) -> str:
    """A line with its number for each."""
    return "\n".join(f"{n}. {tell(n - 1)}" for n in range(1, count + 1))
