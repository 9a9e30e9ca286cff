"""The event card: what would be done, and the deed itself on its buttons. Drawn from the card's rows and facts."""

from collections.abc import Iterator

from graph.events import Button, Card, CardRow
from graph.wording.card import HOST, NEW_TIME, NOTES, OLD_TIME, WHEN, WITH, card_deeds
from ui.page.drawing.pieces import PRESS, Clock, button, buttons, text, tile, time_tag
from ui.rendering import encoded, paragraphs

_ICONS = {WITH: "☺", NOTES: "✎"}  # in place of these labels, which are read out all the same
_ENDING = ("cancel", "decline")


def label_of(pressed: Button, card: Card | None) -> str:
    """What the button shows under this card."""
    deeds = card_deeds(card.action if card else "")
    return {Button.CONFIRM: deeds.yes, Button.CANCEL: deeds.no, Button.CHANGE: deeds.change or "Change…"}[pressed]


def event_card(card: Card, clock: Clock, *, is_open: bool = True) -> str:
    """The card; one that is no longer on the table is a line that opens."""
    notice = f'<p class="notice">{paragraphs(card.notice)}</p>' if card.notice else ""
    return notice + (_open(card, clock) if is_open else _past(card, clock))


def _open(card: Card, clock: Clock) -> str:
    head = f'<p class="verb">{encoded(_verb(card))}</p><h3>{encoded(_title(card))}</h3>'
    inside = f"{head}{_body(card, clock)}{text(card.question, 'question')}{_deeds(card)}"
    kind = "ending" if card.action in _ENDING else ""
    return f'<article class="card open {kind}" data-card="{encoded(card.hash)}" tabindex="-1">{inside}</article>'


def _past(card: Card, clock: Clock) -> str:
    when = f" · {clock.day(card.start.date())}, {clock.time(card.start)}" if _times(card) else ""
    head = f"<summary>{encoded(f'{_verb(card)}: {_title(card)}{when}')}</summary>"
    return f'<details class="card past">{head}{_body(card, clock)}</details>'


def _verb(card: Card) -> str:
    """ "To book", "To cancel one seat"."""
    label = card.rows[0].label if card.rows[0].label and not card.steps else "Do"
    return f"To {label[0].lower()}{label[1:]}"


def _title(card: Card) -> str:
    if card.steps:
        return f"{len(card.steps)} things, in this order"
    return f"{card.rows[0].value} · {_minutes(card)} min" if _times(card) else card.rows[0].value


def _minutes(card: Card) -> int:
    return int((card.end - card.start).total_seconds()) // 60


def _times(card: Card) -> bool:
    """Whether it is about one time, rather than about several things at once."""
    return any(row.label in (WHEN, NEW_TIME) for row in card.rows)


def _body(card: Card, clock: Clock) -> str:
    parts: list[str] = []
    steps = list(card.steps)
    for row, further in _grouped(card.rows if card.steps else card.rows[1:]):
        if steps and row.label == f"{1 + len(card.steps) - len(steps)}. {steps[0].rows[0].label}":
            parts.append(_step(row, further, steps.pop(0), clock))
        elif row.label in (WHEN, NEW_TIME):
            parts.append(_when(card, row, further, clock))
        elif row.label not in (OLD_TIME, HOST) or (row.label == OLD_TIME and not _times(card)):
            parts.append(_row(row, further, card))
    return "".join(parts)


def _step(row: CardRow, further: list[CardRow], step: Card, clock: Clock) -> str:
    """One of several steps: what it does, when, and with whom."""
    told = [one for one in step.rows if one.label in (WHEN, NEW_TIME)]
    when = _when(step, told[0], further, clock) if told else ""
    who = "".join(_row(one, [], step) for one in step.rows if one.label == WITH)
    title = f"{step.rows[0].value} · {_minutes(step)} min" if told else row.value
    head = f'<p class="verb">{encoded(row.label)}</p><h4>{encoded(title)}</h4>'
    kind = "ending" if step.action in _ENDING else ""
    return f'<section class="step {kind}">{head}{when}{who}</section>'


def _grouped(rows: tuple[CardRow, ...]) -> Iterator[tuple[CardRow, list[CardRow]]]:
    """Each row with those without a label that follow it and say more of it."""
    waiting: list[CardRow] = []
    for row in rows:
        if row.label and waiting:
            yield waiting[0], waiting[1:]
            waiting = []
        waiting.append(row)
    if waiting:
        yield waiting[0], waiting[1:]


def _when(card: Card, row: CardRow, further: list[CardRow], clock: Clock) -> str:
    """Date and time, large; of a move what was there before is struck."""
    day, ends = card.start.date(), clock.span(card.start, card.end)
    was = ""
    if card.from_start is not None:
        before = f"{clock.day(card.from_start.date())}, {clock.time(card.from_start)}"
        was = f'<p class="was"><span class="unseen">Was </span><s>{time_tag(card.from_start, before)}</s></p>'
    mark = " new" if row.changed else ""
    large = f'<p class="time{mark}">{time_tag(card.start, f"{clock.day(day)}, {ends}")}</p>'
    zone = text(card.zone.replace("_", " "), "zone")
    there = "".join(text(one.value, "zone") for one in further)
    return f'<div class="when">{tile(day)}<div>{was}{large}{zone}{there}</div></div>'


def _row(row: CardRow, further: list[CardRow], card: Card) -> str:
    icon = _ICONS.get(row.label)
    head = f'<span class="icon" aria-hidden="true">{icon}</span>' if icon else ""
    label = f'<span class="{"unseen" if icon else "label"}">{encoded(row.label)}</span>' if row.label else ""
    mark = ' class="new"' if row.changed else ""
    more = "".join(text(one.value, "further") for one in further)
    value = f"<div><span{mark}>{_value(row, card)}</span>{more}</div>"
    return f'<div class="row" data-row="{encoded(row.label)}">{head}{label}{value}</div>'


def _value(row: CardRow, card: Card) -> str:
    """A person's address is smaller than their name."""
    for person in card.attendees if row.label == WITH else ():
        if row.value == f"{person.name} <{person.email}>":
            return f"{encoded(person.name)} <small>{encoded(person.email)}</small>"
    return paragraphs(row.value)


def _deeds(card: Card) -> str:
    """Each button carries the hash of its card, so that a stale one can be told."""
    deeds = card_deeds(card.action)
    danger = " danger" if card.action in _ENDING else ""
    drawn = [button(deeds.yes, PRESS, f"{Button.CONFIRM}:{card.hash}", kind=f"deed{danger}")]
    if deeds.change:
        drawn.append(button(deeds.change, PRESS, f"{Button.CHANGE}:{card.hash}"))
    drawn.append(button(deeds.no, PRESS, f"{Button.CANCEL}:{card.hash}", kind="quiet"))
    return buttons(*drawn)
