"""What whole expressions mean: bounds, stretches, lists, exceptions, lengths, and steps from the slot discussed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import singledispatch

from graph.when.context import TimeContext
from graph.when.meaning import AnyOf, Day, DaySpan, Duration, Except, Instant, Meaning, Shift, Span
from graph.when.meanings.combine import IN_THE_PAST, lower, moment_meanings, present, upper
from graph.when.meanings.days import YEAR, has_begun, seen_from
from graph.when.meanings.options import CannotBe, Options, one
from graph.when.meanings.periods import stepped
from graph.when.meanings.zones import edge_at
from graph.when.resolution import Reason
from graph.when.words import tree
from graph.when.words.sharing import shared

_MONTH_DAYS = 30


def meanings_of(expression: tree.Tree, context: TimeContext) -> Options[Meaning]:
    """Every reading of a whole expression, best first.

    Raises:
        CannotBe: understood, but impossible as said.
    """
    return _meanings(expression, context)


@singledispatch
def _meanings(expression: object, context: TimeContext) -> Options[Meaning]:
    raise TypeError(f"not an expression: {expression!r}")


@_meanings.register
def _moment(said: tree.Moment, context: TimeContext) -> Options[Meaning]:
    return moment_meanings(said, context)


@_meanings.register
def _exact(said: tree.Exact, context: TimeContext) -> Options[Meaning]:
    wall = datetime.fromisoformat(said.text)
    zone = context.user_zone
    if said.offset is not None:
        at = wall.replace(tzinfo=UTC) - timedelta(minutes=said.offset)
        return present(one(Instant(at=at, zone=zone)), context)
    day = tree.NumericDate(tuple(said.text[:10].split("-")))
    return moment_meanings(tree.Moment(day, tree.Clock(wall.hour, wall.minute, "24")), context)


@_meanings.register
def _elapsed(said: tree.Elapsed, context: TimeContext) -> Options[Meaning]:
    nearer, further = sorted(_later(context.now, amount, context) for amount in (said.amount, said.amount.longest))
    zone = context.user_zone
    meaning: Meaning = (
        Instant(at=nearer, zone=zone) if nearer == further else Span(start=nearer, end=further, zone=zone)
    )
    return present(one(meaning), context)


def _later(start: datetime, amount: tree.Amount, context: TimeContext) -> datetime:
    """Days and months step on the wall clock of the person's zone, the rest is elapsed time. In UTC."""
    if amount.days or amount.months or amount.working:
        wall = start.astimezone(context.local_now.tzinfo)
        day = stepped(wall.date(), amount)
        then = edge_at(day, wall.hour * 60 + wall.minute, context.user_zone)
        start = then + timedelta(seconds=wall.second, microseconds=wall.microsecond)
    return start.astimezone(UTC) + timedelta(seconds=amount.seconds)


# ---- open and closed stretches


@_meanings.register
def _bounded(said: tree.Bounded, context: TimeContext) -> Options[Meaning]:
    if said.edge == "since":
        said = replace(said, moment=_latest(said.moment))
    inner = _point_like(said.moment, context) or _inner(said.moment, context)
    spans = tuple(_bound(said.edge, meaning, context) for meaning in inner.values)
    return Options(spans, inner.reason, tuple(note for note in inner.notes if note != IN_THE_PAST))


def _latest(said: tree.Moment | tree.Exact | tree.Elapsed) -> tree.Moment | tree.Exact | tree.Elapsed:
    """ "since monday" looks back to the last one."""
    if isinstance(said, tree.Moment) and isinstance(said.day, tree.Weekday | tree.NamedMonth) and not said.day.which:
        return replace(said, day=replace(said.day, which="last"))
    return said


def _point_like(said: tree.Window, context: TimeContext) -> Options[Meaning] | None:
    """ "after the beginning of march", "by the end of the week": an edge, not a stretch of days."""
    if not (
        isinstance(said, tree.Moment) and isinstance(said.day, tree.PortionOf) and said.day.portion in ("start", "end")
    ):
        return None
    period = _inner(tree.Moment(said.day.period, zone=said.zone), context)
    edge = lower if said.day.portion == "start" else upper
    instants = [(edge(meaning), zone_name(meaning, context)) for meaning in period.values]
    return Options(tuple(Instant(at=at, zone=zone) for at, zone in instants if at), period.reason, period.notes)


def _inner(said: tree.Moment | tree.Exact | tree.Elapsed, context: TimeContext) -> Options[Meaning]:
    """The edge of a stretch; it may lie in the past ("since monday", "before 2014")."""
    try:
        return _meanings(said, context)
    except CannotBe as refusal:
        if refusal.reason is not Reason.IN_THE_PAST:
            raise
        return Options(refusal.neighbours[:1])


def _bound(edge: tree.Edge, meaning: Meaning, context: TimeContext) -> Span:
    zone = zone_name(meaning, context)
    if edge in ("after", "from", "since"):
        start = upper(meaning) if edge == "after" else lower(meaning)
        return Span(start=start, end=None, zone=zone)
    end = lower(meaning) if edge == "before" else upper(meaning)
    now = context.now.astimezone(UTC)
    return Span(start=now if end is None or now < end else None, end=end, zone=zone)


def zone_name(meaning: Meaning, context: TimeContext) -> str:
    """The zone a meaning carries, the person's own when it has none."""
    return str(getattr(meaning, "zone", context.user_zone))


@_meanings.register
def _spread(said: tree.Spread, context: TimeContext) -> Options[Meaning]:
    first_said, last_said = shared((said.start, said.end))
    starts = _inner(first_said, context)
    first = starts.best
    ends = _inner(last_said, context)
    begin, finish = lower(first), upper(ends.best)
    if begin and finish and has_begun(begin.date(), finish.date()):
        starts = _inner(first_said, seen_from(finish.date() - YEAR, context))
        first, begin = starts.best, lower(starts.best)
    if begin is None:
        raise CannotBe(Reason.NO_SUCH_TIME)
    if finish is not None and finish <= begin:
        ends = _inner(last_said, seen_from(begin.astimezone(context.local_now.tzinfo).date(), context))
    last = next((m for m in ends.values if (at := upper(m)) and at > begin), ends.best)
    stretch = _stretch(first, last, context)
    return present(one(stretch, *starts.notes, *ends.notes), context, past=starts.past or ends.past)


def _stretch(first: Meaning, last: Meaning, context: TimeContext) -> Meaning:
    zone = zone_name(first, context)
    whole = (Day, DaySpan)
    if isinstance(first, whole) and isinstance(last, whole):
        return DaySpan(
            first=first.date if isinstance(first, Day) else first.first,
            last=last.date if isinstance(last, Day) else last.last,
            zone=zone,
        )
    start, end = lower(first), upper(last)
    if start is None or end is None or end <= start:
        raise CannotBe(Reason.NO_SUCH_TIME)
    return Span(start=start, end=end, zone=zone)


@_meanings.register
def _lasting(said: tree.Lasting, context: TimeContext) -> Options[Meaning]:
    starts = _meanings(said.start, context)
    return Options(tuple(_last(start, said.amount, context) for start in starts.values), starts.reason, starts.notes)


def _last(start: Meaning, amount: tree.Amount, context: TimeContext) -> Meaning:
    if isinstance(start, Day) and not amount.seconds:
        last = stepped(start.date, amount) - timedelta(days=1)
        return DaySpan(first=start.date, last=last, zone=start.zone)
    if not isinstance(start, Instant):
        raise CannotBe(Reason.NO_SUCH_TIME)
    return Span(start=start.at, end=_later(start.at, amount, context), zone=start.zone)


@_meanings.register
def _within(said: tree.Within, context: TimeContext) -> Options[Meaning]:
    now = context.now.astimezone(UTC)
    if said.amount is None:
        end = _midnight(context.today + timedelta(days=1), context) if said.until_midnight else None
    elif said.amount.longest.is_of_days:
        end = _midnight(stepped(context.today, said.amount.longest), context)
    else:
        end = _later(now, said.amount.longest, context)
    return one(Span(start=now, end=end, zone=context.user_zone))


# ---- lists


@_meanings.register
def _choices(said: tree.Choices, context: TimeContext) -> Options[Meaning]:
    found: dict[Meaning, None] = {}
    refused: list[CannotBe] = []
    notes: tuple[str, ...] = ()
    for option in shared(said.options):
        try:
            read = _meanings(option, context)
        except CannotBe as refusal:
            if refusal.reason is not Reason.IN_THE_PAST:
                raise
            refused.append(refusal)
            continue
        found.setdefault(_following(read, list(found)))
        notes += read.notes
    if not found:
        raise refused[0]
    if refused:
        notes += ("what is already over is left out",)
    options = tuple(found)
    return one(AnyOf(options=options) if len(options) > 1 else options[0], *dict.fromkeys(notes))


def _following(read: Options[Meaning], before: list[Meaning]) -> Meaning:
    """The best reading that comes after the option named before it: people list times in order."""
    last = lower(before[-1]) if before else None
    return next((m for m in read.values if last and (at := lower(m)) and at > last), read.best)


@_meanings.register
def _without(said: tree.Without, context: TimeContext) -> Options[Meaning]:
    base = _meanings(said.base, context)
    exclusions = [_excluded(option, base.best, said.base, context) for option in shared(said.exclusions)]
    return one(Except(base=base.best, exclusions=tuple(exclusions)), *base.notes)


def _excluded(said: tree.Window, base: Meaning, base_said: tree.Window, context: TimeContext) -> Meaning:
    """What is left out, read inside the base: its friday, its afternoon."""
    begin = lower(base)
    if isinstance(said, tree.Moment) and said.day is None and isinstance(base_said, tree.Moment):
        said = replace(said, day=base_said.day)
    elif begin is not None and begin > context.now:
        the_day_before = begin.astimezone(context.local_now.tzinfo).date() - timedelta(days=1)
        context = seen_from(the_day_before, context)
    return _meanings(said, context).best


# ---- lengths and steps


@_meanings.register
def _length(said: tree.Length, context: TimeContext) -> Options[Meaning]:
    minutes = minutes_of(said)
    if minutes is None:
        raise CannotBe(Reason.NO_SUCH_TIME)
    return one(Duration(minutes=minutes))


def minutes_of(said: tree.Length) -> int | None:
    """A length in minutes, a month having thirty days then; None when it ends between two minutes."""
    amount = said.amount
    minutes, seconds = divmod(amount.seconds, 60)
    return None if seconds else minutes + 1440 * (amount.days + _MONTH_DAYS * amount.months)


@_meanings.register
def _shifted(said: tree.Shifted, context: TimeContext) -> Options[Meaning]:
    amount = said.amount.times(said.sign) if said.amount else None
    if context.anchor is None:
        raise CannotBe(Reason.NO_ANCHOR, [_as_shift(amount)] if amount else [])
    start = context.anchor.start.astimezone(UTC)
    if amount is not None:
        each = [Instant(at=_later(start, step, context), zone=context.user_zone) for step in _steps(amount)]
        return present(one(AnyOf(options=tuple(each)) if len(each) > 1 else each[0]), context)
    day = start.astimezone(context.local_now.tzinfo).date()
    if said.sign > 0:
        since = (context.anchor.end or start).astimezone(UTC)
        span = Span(start=since, end=_midnight(day + timedelta(days=1), context), zone=context.user_zone)
    else:
        span = Span(start=_midnight(day, context), end=start, zone=context.user_zone)
    return present(one(span), context)


def _steps(amount: tree.Amount) -> list[tree.Amount]:
    """The amount itself; of "two or three days" both."""
    return [replace(amount, most=None), amount.most] if amount.most else [amount]


def _as_shift(amount: tree.Amount) -> Shift:
    minutes = abs(amount.seconds) // 60
    return Shift(minutes=minutes if amount.seconds > 0 else -minutes, days=amount.days, months=amount.months)


def _midnight(day: date, context: TimeContext) -> datetime:
    """Where a day begins in the person's zone, in UTC."""
    return edge_at(day, 0, context.user_zone).astimezone(UTC)
