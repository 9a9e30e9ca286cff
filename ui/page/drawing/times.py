"""What can be picked: times as chips under their days, everything else as buttons in a row."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from graph.events import Option
from graph.wording.wishes import MORE
from ui.page.drawing.pieces import PICK, SAY, Clock, button, buttons
from ui.rendering import encoded


def picks(options: Sequence[Option], clock: Clock, *, more: int = 0, is_open: bool = True) -> str:
    """Buttons that say their number, the last one asks for the rest; what is over can be read and not pressed."""
    further = [button(f"{more} more", SAY, MORE, kind="chip more")] if more and is_open else []
    if not options or not all(option.start for option in options):
        return buttons(*(_pick(one.label, one, "plain", is_open) for one in options), *further, kind=_kind(is_open))
    days = groupby(options, key=lambda option: option.start and option.start.date())
    rows = "".join(_day(day, list(offered), clock, is_open) for day, offered in days if day)
    return f'<div class="{_kind(is_open)} days">{rows}{buttons(*further, kind="chips rest")}</div>'


def _kind(is_open: bool) -> str:
    return "options" if is_open else "offered"


def _day(day: date, options: list[Option], clock: Clock, is_open: bool) -> str:
    weekday, dated = clock.short_day(day)
    chips = "".join(_pick(clock.time(one.start), one, "chip", is_open) for one in options if one.start)
    head = f"<h3><b>{encoded(weekday)}</b> <small>{encoded(dated)}</small></h3>"
    return f'<section class="of-day">{head}<div class="chips">{chips}</div></section>'


def _pick(label: str, option: Option, kind: str, is_open: bool) -> str:
    if not is_open:
        return f'<span class="{kind}">{encoded(label)}</span>'
    return button(label, PICK, str(option.n), kind=kind, described=option.label if label != option.label else "")
