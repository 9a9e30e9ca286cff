"""From state to the next node. Pure: no clock, no call; every edge of the graph that is a choice is here."""

from typing import Literal

from langgraph.graph import END

from graph.known.state import State

AfterParse = Literal["resolve_event_type", "find_booking", "list_bookings", "confirm", "execute", "respond"]


def after_parse_intent(state: State) -> AfterParse:
    """To the node that serves the act; to respond when there is nothing to look up."""
    if state.checking is not None:
        return "execute"  # which looks what became of it, and sends nothing without an approval
    if state.aside or state.problem:
        return "respond"
    if state.look is not None:
        return "list_bookings"
    if state.ask:
        return "respond"
    match state.request and state.request.action:
        case "book" | "availability":
            return "respond" if state.options else "resolve_event_type"
        case "reschedule" | "cancel" | "accept" | "decline" | "invite" | "absent":
            return "respond" if state.options else "find_booking"
    return "respond"


def after_resolve_event_type(state: State) -> Literal["check_slots", "respond"]:
    """On to the calendar once type and time are known."""
    return "respond" if state.ask or state.problem or state.options else "check_slots"


def after_find_booking(state: State) -> Literal["check_slots", "confirm", "respond", "parse_intent"]:
    """A move looks at the calendar next; other changes need only the yes, or the next wish of the message."""
    if state.going_on:
        return "parse_intent"
    if state.ask or state.problem or state.options:
        return "respond"
    if state.proposal is not None:
        return "confirm"
    return "check_slots" if state.request else "respond"


def after_check_slots(state: State) -> Literal["confirm", "respond", "parse_intent"]:
    """A card when exactly one free start is meant and nothing else of the message is to be looked at."""
    if state.going_on:
        return "parse_intent"
    return "confirm" if state.proposal else "respond"


def after_confirm(state: State) -> Literal["execute", "respond", "parse_intent"]:
    """Approved, dropped, or something else was said."""
    if state.approval is not None:
        return "execute"
    return "respond" if state.dropped else "parse_intent"


def after_execute(
    state: State,
) -> Literal["respond", "resolve_event_type", "check_slots", "find_booking", "parse_intent"]:
    """Said as it ended; or looked at afresh, when nothing was written because the card no longer holds."""
    if state.going_on:
        return "parse_intent"
    if state.outcome is not None or state.problem is not None:
        return "respond"
    request = state.request
    assert request is not None
    if request.action == "book":
        return "check_slots" if request.kind else "resolve_event_type"
    return "check_slots" if request.action == "reschedule" and request.booking else "find_booking"


def after_respond(state: State) -> str:
    """A card left open is shown again; a request that waited comes next; else the turn is over."""
    if state.proposal is not None:
        return "confirm"
    waits = (state.queue or state.rest) and not (state.ask or state.options or state.problem)
    return "parse_intent" if waits else END
