"""Steps of one yes: complete proposals laid on a pile, and the pile as one proposal in the order of writing."""

import hashlib
from datetime import timedelta

from pydantic import BaseModel, ConfigDict

from graph.known.proposal import Proposal
from graph.known.request import Request

_GIVING_UP = ("cancel", "decline")


class Step(BaseModel):
    """One wish that was looked at: what was asked, and what would be written for it."""

    model_config = ConfigDict(frozen=True)

    request: Request
    proposal: Proposal


def as_one(pile: tuple[Step, ...]) -> Proposal:
    """All of a pile under one hash and one token: each step as it is, in the order in which a failure hurts least."""
    ordered = _in_order(pile)
    places = {step.proposal.token: place for place, step in enumerate(ordered)}
    steps = tuple(_bound(step, pile, places) for step in ordered)
    first = steps[0]
    whole = Proposal(
        action="several",
        account=first.account,
        title="",
        start=min(step.start for step in steps),
        end=max(step.end for step in steps),
        zone=first.zone,
        host=first.host,
        attendee=first.attendee,
        made_at=min(step.made_at for step in steps),
        steps=steps,
    )
    tokens = "\n".join((whole.hash, *(step.token for step in steps)))
    return whole.model_copy(update={"token": hashlib.sha256(tokens.encode()).hexdigest()[:32]})


def makes_room(giving: Proposal, taking: Proposal) -> bool:
    """Whether the one can only be had once the other is given up: it needs its time."""
    old = giving.booking if _gives_up(giving) else None
    takes = taking.action in ("book", "reschedule") and taking is not giving
    return bool(takes and old and old.start < taking.end and taking.start < old.end)


def freed_for(request: Request, pile: tuple[Step, ...]) -> str | None:
    """Uid of a booking that the pile gives up and whose time this wish would take, at least in part."""
    start = request.start or (request.wanted.exact if request.wanted else None)
    if start is None or request.length is None:
        return None
    end = start + timedelta(minutes=request.length)
    given_up = (step.proposal.booking for step in pile if _gives_up(step.proposal))
    return next((old.uid for old in given_up if old and old.start < end and start < old.end), None)


def _gives_up(proposal: Proposal) -> bool:
    is_shared = proposal.seat is not None
    return proposal.action in (*_GIVING_UP, "reschedule") and proposal.booking is not None and not is_shared


def needing_room(step: Proposal, whole: Proposal) -> list[Proposal]:
    """The steps that can only be written once this one has given its time up."""
    place = next((n for n, one in enumerate(whole.steps) if one.token == step.token), None)
    return [one for one in whole.steps if one.needs == place and makes_room(step, one)]


def clashing(pile: tuple[Step, ...], proposal: Proposal) -> Proposal | None:
    """A step of the pile that takes the same time as this one would."""
    takes = ("book", "reschedule")
    if proposal.action not in takes or (proposal.kind and proposal.kind.seated):
        return None
    others = (step.proposal for step in pile if step.proposal.action in takes)
    return next((one for one in others if one.start < proposal.end and proposal.start < one.end), None)


def _in_order(pile: tuple[Step, ...]) -> tuple[Step, ...]:
    """What is new first, then what is given up; but what needs another's time comes right behind it."""
    waiting = sorted(pile, key=lambda step: step.proposal.action in _GIVING_UP)
    ordered: list[Step] = []
    while waiting:
        free = (one for one in waiting if not any(makes_room(o.proposal, one.proposal) for o in waiting if o != one))
        ordered.append(next(free, waiting[0]))
        waiting.remove(ordered[-1])
    return tuple(ordered)


def _bound(step: Step, pile: tuple[Step, ...], places: dict[str, int]) -> Proposal:
    """The step with what it needs: what frees its time, or of two that belong together the one written first."""
    own = places[step.proposal.token]
    freeing = [one for one in pile if makes_room(one.proposal, step.proposal)]
    near = [*freeing, *_tied_to(step, pile)]
    needed = [place for one in near if (place := places[one.proposal.token]) < own]
    return step.proposal.model_copy(update={"needs": max(needed, default=None)})


def _tied_to(step: Step, pile: tuple[Step, ...]) -> list[Step]:
    """ "Both or neither": the one said before it, and the one said after it where that was tied to this one."""
    at = pile.index(step)
    before = [pile[at - 1]] if at and step.request.together else []
    after = [one for one in pile[at + 1 : at + 2] if one.request.together]
    return before + after
