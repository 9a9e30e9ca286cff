"""The only writer. It takes an approval, looks once more, writes once, and records what Cal.com answered."""

import hashlib
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from math import ceil
from typing import Any, Literal
from zoneinfo import ZoneInfo

from langgraph.runtime import Runtime

from graph.arranging.accounts import asked_anew
from graph.arranging.proposing import is_stale
from graph.arranging.reading_times import wanted_at
from graph.given.context import Context, log_mark, thread_of
from graph.known.proposal import LIFETIME, Approval, Proposal
from graph.known.request import BookingSeen, Kind, Request
from graph.known.saying import Outcome, OutcomeCode, Problem, Settled, Stuck
from graph.known.state import PROGRESS, State, Update
from graph.wording.outcomes import word_step
from tools import bookings as verbs
from tools.bookings import WriteState, Written
from tools.calcom.models import Booking, BookingRequest, BookingStatus, Slot
from tools.errors import (
    Held,
    InProgress,
    NeverArrived,
    NotFound,
    NotSaved,
    OutcomeUnknown,
    RateLimited,
    SchedulingError,
    Unreachable,
)
from tools.slots import free_among, slot_at
from tools.writing.journal import Facts, Line, Stage
from tools.writing.patience import somebody_waits, until_sent, until_told
from tools.writing.reconciling import UNDER_WAY, at_that_time, marked
from tools.writing.seats import give_up_seat
from tools.writing.series import book_series, cancel_series
from tools.writing.writes import accept, decline

Write = Literal["book", "book_series", "move", "cancel", "cancel_series", "give_up_seat", "accept", "decline"]

_log = logging.getLogger(__name__)
_LOST = frozenset({"slot_taken", "no_seats_left", "outside_window", "in_the_past"})


async def execute(state: State, runtime: Runtime[Context]) -> Update:
    """Do what was approved. Reads: proposal, approval. Writes: outcome; or a notice, when it must be looked at anew.

    It may run again after the process was killed, or twice at once: the journal's line tells what was sent before, and
    only who holds the line may send. With `checking` set it only looks what became of a write, and sends nothing.
    """
    ctx, doubt = runtime.context, state.checking
    proposal = doubt.proposal if doubt else state.proposal
    assert proposal  # confirm routes here only with both, "check again" with what it is about
    write, mark = write_of(proposal), log_mark(thread_of(runtime), proposal.token)
    facts = _facts(proposal, state.approval, thread_of(runtime))
    marked_line = f"{mark} write={write}"
    operation = ctx.journal.operation(proposal.token, write, facts=facts, wait=ctx.calcom.wait, mark=marked_line)
    with somebody_waits(lambda step: runtime.stream_writer({PROGRESS: word_step(step)})):
        try:
            if doubt is None and (elsewhere := await _elsewhere(state, proposal, ctx)) is not None:
                return elsewhere
            async with operation as line:
                if doubt is not None:
                    update = _settled(state, proposal, await _looked(doubt, ctx, line))
                else:
                    update = await _carried_out(state, proposal, ctx, line)
        except (NotSaved, InProgress) as error:
            ended = WriteState.UNKNOWN if doubt else WriteState.NOT_DONE
            update = _settled(state, proposal, Written(ended, error=error))
    if isinstance(said := update.get("said"), Settled):
        outcome = said.outcome
        _log.info("outcome settled %s write=%s code=%s problem=%s", mark, write, outcome.code, outcome.problem or "-")
    return update


async def look_again(doubt: Outcome, ctx: Context, thread: str) -> bool:
    """One more look at a write whose end is not known, beside the conversation; whether its end is known now.

    The journal learns of it; the conversation is told when it is looked at the next time. Sends nothing.
    """
    proposal, write = doubt.proposal, write_of(doubt.proposal)
    mark = f"{log_mark(thread, proposal.token)} write={write}"
    try:
        async with ctx.journal.operation(proposal.token, write, wait=ctx.calcom.wait, mark=mark) as line:
            return (await _looked(doubt, ctx, line)).state is not WriteState.UNKNOWN
    except (NotSaved, InProgress):
        return False


async def _elsewhere(state: State, proposal: Proposal, ctx: Context) -> Update | None:
    """The card was another account's, or whose it is cannot be told: nothing is sent here. None when it is ours.

    It is asked anew on this one; but what may have left for the other can't be looked up from here. Raises NotSaved.
    """
    error: SchedulingError | None = None
    account = ""
    try:
        account = await ctx.calcom.account()
    except SchedulingError as failed:
        error = failed
    if proposal.account in ("", account):
        return None
    entry = await ctx.journal.entry(proposal.token)
    if entry is not None and entry.sent_at is not None and entry.stage is not Stage.NOT_DONE:
        doubt = OutcomeUnknown("sent to another account", sent_at=entry.sent_at)
        return _settled(state, proposal, Written(WriteState.UNKNOWN, error=doubt))
    return (
        _settled(state, proposal, Written(WriteState.NOT_DONE, error=error))
        if error
        else asked_anew(state, proposal, account)
    )


def write_of(proposal: Proposal) -> Write:
    """Which of WRITES a proposal is carried out by."""
    match proposal.action:
        case "book":
            return "book_series" if proposal.occurrences else "book"
        case "reschedule":
            return "move"
        case "cancel" if proposal.seat is not None:
            return "give_up_seat"
        case "cancel" if proposal.occurrences and proposal.booking is not None and proposal.booking.series_uid:
            return "cancel_series"
        case action:
            return action


def about_of(proposal: Proposal) -> str:
    """Digest of the thing a write is about: one booking, or for a new one its kind, start and attendee."""
    if proposal.booking is not None:
        thing = proposal.booking.uid
    else:
        kind = proposal.kind.id if proposal.kind else ""
        thing = f"{proposal.account} {kind} {proposal.start.isoformat()} {proposal.attendee.email.casefold()}"
    return hashlib.sha256(thing.encode()).hexdigest()[:32]


def _facts(proposal: Proposal, approval: Approval | None, thread: str) -> Facts:
    via, at = (approval.via, approval.given_at) if approval else (None, None)
    return Facts(
        thread=thread, account=proposal.account, about=about_of(proposal), what=proposal.short, via=via, confirmed_at=at
    )


async def _carried_out(state: State, proposal: Proposal, ctx: Context, line: Line) -> Update:
    assert state.approval  # confirm routes here only with one
    if line.stage is Stage.DONE and line.uid is not None:
        return _settled(state, proposal, await _as_noted(line.uid, proposal, ctx))
    if line.sent_before is None:
        now = ctx.now()
        if not state.approval.covers(proposal, now) or is_stale(proposal, now, LIFETIME):
            return _afresh(state, proposal, "stale_card")
        if await _is_held(proposal, ctx):
            return _settled(state, proposal, Written(WriteState.NOT_DONE, error=Held("another is not settled")))
        if (changed := await _no_longer_so(state, proposal, ctx, line)) is not None:
            return changed
    written = await WRITES[write_of(proposal)](proposal, ctx, line)
    # A series refused although every time looked free would be refused again: that is an end, not a new card.
    lost = written.error is not None and written.error.code in _LOST and not proposal.occurrences
    if written.state is WriteState.NOT_DONE and lost:
        return await _lost(state, proposal, ctx, written.booking)
    return _settled(state, proposal, written)


async def _is_held(proposal: Proposal, ctx: Context) -> bool:
    """Whether another write about the same thing may still arrive, from this conversation or any other."""
    other = await ctx.journal.held(about_of(proposal), but=proposal.token)
    return other is not None and other.sent_at is not None and ctx.now() - other.sent_at < UNDER_WAY


async def _looked(doubt: Outcome, ctx: Context, line: Line) -> Written:
    """What became of a write that was sent, as the journal knows it or a look tells; not so of another account's."""
    if not await _is_ours(doubt.proposal, ctx):
        return Written(WriteState.UNKNOWN, error=OutcomeUnknown("of another account", sent_at=_when(doubt)))
    if line.stage is Stage.DONE and line.uid is not None:
        return await _as_noted(line.uid, doubt.proposal, ctx)
    if line.stage is Stage.NOT_DONE:
        return Written(WriteState.NOT_DONE, error=NeverArrived("looked up before"))
    line.sent_before = line.sent_before or _when(doubt)  # sent: so it is only looked for
    return await WRITES[write_of(doubt.proposal)](doubt.proposal, ctx, line)


def _when(doubt: Outcome) -> datetime:
    return doubt.sent_at or doubt.proposal.made_at


async def _is_ours(proposal: Proposal, ctx: Context) -> bool:
    """Whether it is for the account that we look at. Where that cannot be told it is not."""
    try:
        return proposal.account in ("", await ctx.calcom.account())
    except SchedulingError:
        return False


async def _as_noted(uid: str, proposal: Proposal, ctx: Context) -> Written:
    """An earlier life of this write ended well: what came of it, read from Cal.com."""
    try:
        booking = await ctx.calcom.booking(uid)
        if not proposal.occurrences or booking.recurring_booking_uid is None:
            return Written(WriteState.DONE, booking)
        starts = set(_starts(proposal))
        series = await ctx.calcom.series(booking.recurring_booking_uid)
        stands = tuple(b for b in series if b.start in starts and (b.is_live or proposal.action == "cancel"))
        return Written(
            WriteState.DONE,
            booking,
            differences=("occurrences",) if proposal.action == "book" and len(stands) < len(starts) else (),
            bookings=stands,
        )
    except SchedulingError as error:
        return Written(WriteState.UNKNOWN, error=error)


async def _no_longer_so(state: State, proposal: Proposal, ctx: Context, line: Line) -> Update | None:
    """A fresh look at the slot, which also tells how long a booking there would be: None when it is as on the card.

    Where that look cannot be made nothing is sent: it is said, and "try again" leads to a new card.
    """
    if proposal.action not in ("book", "reschedule") or proposal.kind is None:
        return None
    try:
        async with until_sent():
            slots = await _slots_of(proposal, proposal.kind, ctx)
    except (SchedulingError, TimeoutError) as failed:
        error = failed if isinstance(failed, SchedulingError) else Unreachable("no look at it in time")
        code = error.code if isinstance(error, NotFound) else "not_looked"
        unseen = Problem.of(error).model_copy(update={"code": code, "words": error.code})
        return {**_afresh(state, proposal, None), "said": Stuck(problem=unseen)}
    expected = set(_starts(proposal)) or {proposal.start}
    length = proposal.end - proposal.start
    differs = any(slot.end is not None and slot.end - slot.start != length for slot in slots)
    if expected <= {slot.start for slot in slots} and not (differs and _takes_its_kinds_length(proposal)):
        return None
    return await _not_offered(state, proposal, ctx, line)


async def _not_offered(state: State, proposal: Proposal, ctx: Context, line: Line) -> Update:
    """The start is not to be had any more. It may have been taken by this very write, in a life that left no line."""
    there = await _standing(proposal, ctx)
    if any(_is_this_write(booking, proposal) for booking in there) and state.approval:
        line.sent_before = None if proposal.action == "reschedule" else state.approval.given_at  # so nothing is sent
        return _settled(state, proposal, await WRITES[write_of(proposal)](proposal, ctx, line))
    return await _lost(state, proposal, ctx, there[0] if there else None)


async def _standing(proposal: Proposal, ctx: Context) -> tuple[Booking, ...]:
    """What stands at that time besides the booking that would be moved there; nothing where that cannot be seen."""
    own = proposal.booking.uid if proposal.booking else None
    try:
        async with until_told():
            there = await at_that_time(ctx.calcom, proposal.start, proposal.end)
    except (SchedulingError, TimeoutError):
        return ()
    return tuple(booking for booking in there if booking.uid != own)


def _is_this_write(booking: Booking, proposal: Proposal) -> bool:
    """Marked as ours; or of a move, which cannot be marked, the same booking at the same start."""
    if proposal.action == "book":
        return bool(marked([booking], proposal.token))
    own = proposal.booking.uid if proposal.booking else None
    return booking.rescheduled_from_uid == own and booking.start == proposal.start


def _takes_its_kinds_length(proposal: Proposal) -> bool:
    """A booking that is moved keeps its own length, and one of a kind with several is sent with the chosen one."""
    kind = proposal.kind
    return proposal.action == "book" and kind is not None and (not kind.variable or kind.recurring)


async def _slots_of(proposal: Proposal, kind: Kind, ctx: Context) -> tuple[Slot, ...]:
    event_type, zone = kind.as_event_type(), ZoneInfo(proposal.zone)
    if proposal.occurrences:
        return await free_among(ctx.calcom, event_type, _starts(proposal), zone)
    moving = proposal.booking.uid if proposal.booking else None
    slot = await slot_at(ctx.calcom, event_type, proposal.start, zone, duration=proposal.minutes, rescheduling=moving)
    return (slot,) if slot else ()


async def _lost(state: State, proposal: Proposal, ctx: Context, other: Booking | None) -> Update:
    """Why the start is not to be had as shown: its kind takes another time now, or something else stands there.

    What that is, is the host's to know.
    """
    now = await _kind_now(proposal, ctx) if proposal.action == "book" else None
    if now is None or proposal.minutes in now.lengths:
        update = _afresh(state, proposal, "slot_lost")
        there = BookingSeen.of(other) if other is not None and ctx.role == "host" else None
        if update["request"] is not None:
            update["request"] = update["request"].model_copy(update={"lost_to": there})
        return update
    update = _afresh(state, proposal, "length_changed")
    if (request := update["request"]) is not None:
        update["request"] = request.model_copy(update={"kind": now, "minutes": None})
    return update


async def _kind_now(proposal: Proposal, ctx: Context) -> Kind | None:
    """The event type as it is at Cal.com this moment; None when that cannot be told."""
    ctx.calcom.forget_event_types()
    try:
        known = await ctx.calcom.event_types()
    except SchedulingError:
        return None
    return next((Kind.of(t) for t in known if proposal.kind and t.id == proposal.kind.id), None)


def _request(proposal: Proposal) -> BookingRequest:
    kind = proposal.kind
    assert kind is not None
    answers = {**proposal.answers, **({"notes": proposal.notes} if proposal.notes else {})}
    return BookingRequest(
        event_type_id=kind.id,
        start=proposal.start,
        attendee_name=proposal.attendee.name,
        attendee_email=proposal.attendee.email,
        attendee_time_zone=proposal.attendee.zone,
        length_in_minutes=proposal.minutes if kind.variable and not kind.recurring else None,
        recurrence_count=len(proposal.occurrences) or None,
        guests=proposal.guests,
        answers=answers,
    )


async def _book(proposal: Proposal, ctx: Context, line: Line) -> Written:
    assert proposal.kind is not None
    return await verbs.book(
        ctx.calcom,
        _request(proposal),
        token=proposal.token,
        now=ctx.now,
        length=proposal.minutes,
        journal=line,
    )


async def _book_series(proposal: Proposal, ctx: Context, line: Line) -> Written:
    request, starts = _request(proposal), _starts(proposal)
    return await book_series(ctx.calcom, request, starts, token=proposal.token, journal=line)


async def _move(proposal: Proposal, ctx: Context, line: Line) -> Written:
    by = proposal.host.email if ctx.role == "host" else None
    return await verbs.move(
        ctx.calcom, _seen(proposal), proposal.start, reason=proposal.reason, rescheduled_by=by, journal=line
    )


async def _cancel(proposal: Proposal, ctx: Context, line: Line) -> Written:
    return await verbs.cancel(ctx.calcom, _seen(proposal), reason=_reason(proposal), journal=line)


async def _cancel_series(proposal: Proposal, ctx: Context, line: Line) -> Written:
    going = [occurrence.as_booking() for occurrence in proposal.occurrences]
    series_uid = _seen(proposal).recurring_booking_uid
    assert series_uid is not None
    return await cancel_series(ctx.calcom, going, series_uid=series_uid, reason=_reason(proposal), journal=line)


async def _give_up_seat(proposal: Proposal, ctx: Context, line: Line) -> Written:
    assert proposal.seat is not None
    return await give_up_seat(ctx.calcom, _seen(proposal), proposal.seat.uid, reason=_reason(proposal), journal=line)


async def _accept(proposal: Proposal, ctx: Context, line: Line) -> Written:
    return await accept(ctx.calcom, _seen(proposal), journal=line)


async def _decline(proposal: Proposal, ctx: Context, line: Line) -> Written:
    return await decline(ctx.calcom, _seen(proposal), reason=proposal.reason, journal=line)


# Every write there is. The tests kill each of them at each of its steps; a new one fails them until its story is told.
WRITES: dict[Write, Callable[[Proposal, Context, Line], Awaitable[Written]]] = {
    "book": _book,
    "book_series": _book_series,
    "move": _move,
    "cancel": _cancel,
    "cancel_series": _cancel_series,
    "give_up_seat": _give_up_seat,
    "accept": _accept,
    "decline": _decline,
}


def _seen(proposal: Proposal) -> Booking:
    """The existing booking as it was shown."""
    assert proposal.booking is not None
    return proposal.booking.as_booking()


def _reason(proposal: Proposal) -> str:
    return proposal.reason or "Cancelled"


def _starts(proposal: Proposal) -> tuple[datetime, ...]:
    return tuple(occurrence.start for occurrence in proposal.occurrences)


def _afresh(state: State, proposal: Proposal, notice: str | None) -> Update:
    """Nothing was written: look again at the same wish, and propose or offer anew."""
    request = state.request or Request(action=proposal.action, kind=proposal.kind, booking=proposal.booking)
    wanted = wanted_at(proposal.start, proposal.zone)
    return {
        "approval": None,
        "proposal": None,
        "said": None,
        "notice": notice,
        "request": request.model_copy(update={"start": None, "wanted": wanted, "when_words": None}),
    }


def _settled(state: State, proposal: Proposal, written: Written) -> Update:
    """The action is over, or its end is not known yet. What was arranged is kept in its card, for "try again".

    Where only a look was asked for, what is being arranged meanwhile stays.
    """
    booking = _with_its_seat(BookingSeen.of(written.booking), proposal) if written.booking else None
    outcome = Outcome(
        code=_code(proposal, written),
        action=proposal.action,
        proposal=proposal,
        booking=booking,
        bookings=tuple(BookingSeen.of(b) for b in written.bookings),
        differs=written.differences,
        sent=written.sent,
        found_so=written.found_so,
        checked=state.checking is not None,
        rival=BookingSeen.of(written.rival) if written.rival else None,
        **_why(written.error),
    )
    others = tuple(doubt for doubt in state.doubts if doubt.proposal.token != proposal.token)
    return {
        "said": Settled(outcome=outcome),
        "last_outcome": outcome,
        "doubts": (*others, outcome) if outcome.code is OutcomeCode.UNKNOWN else others,
        "recent": booking or proposal.booking,
        "checking": None,
        "request": state.request if state.checking else None,
        "proposal": None,
        "approval": None,
        "notice": None,
    }


def _why(error: SchedulingError | None) -> dict[str, Any]:
    """What an outcome keeps of an error."""
    if error is None:
        return {}
    return {
        "problem": error.code,
        "version": error.version,
        "answered": error.status,
        "sent_at": error.sent_at if isinstance(error, OutcomeUnknown) else None,
        "retry_after": ceil(error.retry_after) if isinstance(error, RateLimited) else None,
    }


def _with_its_seat(booking: BookingSeen, proposal: Proposal) -> BookingSeen:
    """Of a shared booking only the seat just taken is spoken of: "cancel it" must not mean everybody's."""
    if proposal.action != "book":
        return booking
    email = proposal.attendee.email.casefold()
    return booking.model_copy(update={"seat": next((s for s in booking.seats if s.email.casefold() == email), None)})


def _code(proposal: Proposal, written: Written) -> OutcomeCode:
    if written.state is WriteState.UNKNOWN:
        return OutcomeCode.UNKNOWN
    if written.state is WriteState.NOT_DONE:
        return OutcomeCode.NOT_DONE
    if "occurrences" in written.differences:
        return OutcomeCode.PARTIAL
    pending = written.booking is not None and written.booking.status is BookingStatus.PENDING
    return OutcomeCode.REQUESTED if pending and proposal.action in ("book", "reschedule") else OutcomeCode.DONE
