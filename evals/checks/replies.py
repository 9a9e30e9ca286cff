"""Expectations about a reply: facts, never wording. Each check gives sentences about what is missing."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from evals.checks import said_words
from evals.checks.record import Run, Turn
from evals.checks.said_times import instants_in, times_in
from evals.checks.said_words import says
from evals.checks.symbols import Unresolved, moment_of
from evals.stories.scenario import Offers, ReplyExpect, Words
from evals.stories.wall_times import local


def check_reply(expect: ReplyExpect, turn: Turn, run: Run) -> Iterator[str]:
    """What the reply lacks, or says though it must not."""
    for wanted in words(expect.mentions):
        if not says(turn.reply, wanted):
            yield f"the reply does not mention {wanted!r}"
    if expect.mentions_any and not any(says(turn.reply, wanted) for wanted in expect.mentions_any):
        yield f"the reply mentions none of {', '.join(map(repr, expect.mentions_any))}"
    yield from _times(expect, turn, run)
    for what in words(expect.asks):
        if not _asks(what, turn):
            yield f"the reply does not ask for {what}"
    for what in words(expect.must_not):
        if _does(what, turn, run):
            yield f"the reply must not have {what!r}"
    if expect.offers_times is not None:
        yield from check_offers(expect.offers_times, turn, run)


def check_offers(expect: Offers, turn: Turn, run: Run) -> Iterator[str]:
    """What is wrong with the times to pick from."""
    starts = [option.start for option in turn.options if option.start is not None]
    shown = ", ".join(local(start, run.zone) for start in starts) or "none"
    if len(starts) < expect.min or (expect.max is not None and len(starts) > expect.max):
        most = "" if expect.max is None else f" and at most {expect.max}"
        yield f"expected at least {expect.min}{most} times to pick from, offered: {shown}"
    days = set(words(expect.on or ()))
    if days and (off := {s for s in starts if s.astimezone(ZoneInfo(run.zone)).date().isoformat() not in days}):
        yield f"offered outside {', '.join(sorted(days))}: {', '.join(local(s, run.zone) for s in sorted(off))}"
    try:
        yield from _bounds(expect, starts, turn, run)
    except Unresolved as error:
        yield str(error)


def words(value: Words) -> list[str]:
    """One or several as a list."""
    return [value] if isinstance(value, str) else list(value)


def _times(expect: ReplyExpect, turn: Turn, run: Run) -> Iterator[str]:
    said = instants_in(turn.reply, run.zone, turn.at)
    for wanted in words(expect.mentions_time):
        try:
            moment = moment_of(wanted, run, turn)
        except Unresolved as error:
            yield str(error)
            continue
        if moment not in said:
            shown = ", ".join(sorted(local(m, run.zone) for m in said)) or "no time at all"
            yield f"the reply does not mention {local(moment, run.zone)}; it mentions {shown}"


def _bounds(expect: Offers, starts: list[datetime], turn: Turn, run: Run) -> Iterator[str]:
    if expect.since and (early := [s for s in starts if s < moment_of(expect.since, run, turn)]):
        yield f"offered before {expect.since}: {local(early[0], run.zone)}"
    if expect.to and (late := [s for s in starts if s >= moment_of(expect.to, run, turn)]):
        yield f"offered at or after {expect.to}: {local(late[0], run.zone)}"
    for wanted in words(expect.includes):
        if moment_of(wanted, run, turn) not in starts:
            yield f"{wanted} is not among the offered times"
    for unwanted in words(expect.excludes):
        if moment_of(unwanted, run, turn) in starts:
            yield f"{unwanted} is among the offered times"
    if expect.first and (not starts or starts[0] != moment_of(expect.first, run, turn)):
        yield f"the first offer is {local(starts[0], run.zone) if starts else 'missing'}, not {expect.first}"


def _asks(what: str, turn: Turn) -> bool:
    if what == "confirmation":
        return turn.card is not None
    if what == "choice":
        return len(turn.options) > 0
    return said_words.asks_for(what, turn.reply)


def _does(what: str, turn: Turn, run: Run) -> bool:
    match what:
        case "success_claim":
            return said_words.claims_success(turn.reply)
        case "a_time":
            return bool(times_in(turn.reply, run.zone, turn.at))
        case "an_offer":
            return any(option.start for option in turn.options)
        case "a_question":
            return "?" in turn.reply
    return what.casefold() in turn.reply.casefold()
