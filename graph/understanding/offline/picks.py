"""Which of the options on the table a clause picks: by number, place, time, or words of its label."""

import re
from datetime import datetime

from graph.understanding.dialogue import Dialogue, Need, OptionSeen
from graph.understanding.offline.agreement import agrees
from graph.understanding.offline.cues.lines import lines
from graph.understanding.offline.heard import Heard
from graph.understanding.text import number_alone
from graph.when import TimeContext, resolve
from graph.when.words.vocabulary import NUMBERS

_ORDINALS = {
    "first": 1,
    "1st": 1,
    "top": 1,
    "former": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "fifth": 5,
    "5th": 5,
    "sixth": 6,
    "6th": 6,
    "seventh": 7,
    "7th": 7,
    "eighth": 8,
    "8th": 8,
    "ninth": 9,
    "tenth": 10,
    "last": -1,
    "bottom": -1,
    "latter": -1,
    "final": -1,
}
_ORDINAL = re.compile(
    lines(rf"""
        \b(?:the |that |this |my )?({"|".join(_ORDINALS)})\b(?! (?:of (?!these|those|the|them)|week|month|day of
          |thing|name|time i|§t|years?))
    """)
)
_SIGN = r"option|number|choice|no\.?|nr\.?|slot"
_NUMBERED = re.compile(
    lines(rf"""
        (?:\b(?:{_SIGN}|the)|#) ?(\d{{1,2}}|{"|".join(NUMBERS)})\b(?! (?:works|that
          |for|with|on|at|i\b))
    """)
)
# "3, Bo Lind, bo@example.com", "number two for Bo Lind (bo@example.com)"
_NUMBER_FIRST = re.compile(rf"(?:(?:{_SIGN}|#) ?)?(\d{{1,2}}|{'|'.join(NUMBERS)})(?:[,;:] | for | - )")
_LATER = re.compile(r"\bthe (later|latest|earlier|earliest|middle)\b|^(later|latest|earlier|earliest)(?: one)?$")
_ANY = re.compile(
    lines(r"""
        whenever(?: (?:you (?:like|want)|works|is (?:fine|good|ok|okay)|suits(?: you)?))?|whichever|any ?time
        (?:any ?time|any(?: of (?:them|those|these))?|any one|either) (?:works|will do|is (?:fine|good|ok|okay)
          |suits me)
        (?:you|just) (?:choose|pick|decide)(?: one)?|(?:it's )?your (?:choice|pick|call)|surprise me
        (?:i have )?no preference|i don't (?:mind|care)(?: which)?|(?:it )?doesn't matter(?: which)?
    """)
)
_SMALL_WORDS = frozenset(
    [
        *("the", "a", "an", "one", "with", "on", "at", "in", "my", "of", "for", "and", "please", "to", "i", "want"),
        *("would", "like", "is", "it", "that", "this", "pick", "take", "option"),
    ]
)


def ordinal_in(heard: Heard) -> int | None:
    """ "the second one" is 2, "the last" is -1."""
    hit = _ORDINAL.search(heard.core)
    if hit and hit[0] == "first" and re.match(r"(?:cancel|delete|move|decline|accept|approve) .* first$", heard.core):
        return None  # "cancel Amy first": before anything else
    return _ORDINALS[hit[1]] if hit else None


def number_in(heard: Heard, dialogue: Dialogue) -> int | None:
    """The number of a booking that was just read out: "number 3", and "cancel 3" where none of them is at three."""
    bare = re.fullmatch(r"\S+ (\d{1,2})(?: to .*)?", heard.core)
    hit = bare or _NUMBERED.search(heard.core)
    number = _as_number(hit[1]) if hit else 0
    there = {line.n: line.start for line in dialogue.listed}
    another_then = any(n != number and start and start.hour % 12 == number % 12 for n, start in there.items())
    return number if number in there and not (bare and another_then) else None


def pick_in(heard: Heard, dialogue: Dialogue) -> int | None:
    """The number of the option picked, -1 for the last; None when none, or more than one, fits."""
    options = dialogue.options
    alone = number_alone(heard.text)
    if alone is not None and _on_the_table(alone, options):
        return alone
    if picks_for_somebody(heard, dialogue) and (hit := _NUMBER_FIRST.match(heard.core)):
        return _as_number(hit[1])
    if (by_time := _by_time(heard, dialogue)) is not None:
        return by_time
    if takes_any_of(heard) and options and all(option.start for option in options):
        return None if Need.BOOKING in dialogue.asked else options[0].n
    if place := ordinal_in(heard):
        return _nth(options, place)
    if (hit := _NUMBERED.search(heard.core)) and _on_the_table(number := _as_number(hit[1]), options):
        return number
    if hit := _LATER.search(heard.core):
        return _by_position(options, hit[1] or hit[2])
    if "@" in heard.text or (heard.times and any(option.start for option in options)):
        return None  # a time that is none of those offered, or more than a pick: another rule reads it
    return _by_label(heard, options)


def _on_the_table(number: int, options: tuple[OptionSeen, ...]) -> bool:
    return not options or any(option.n == number for option in options)


def _is_offered(word: str, options: tuple[OptionSeen, ...]) -> bool:
    return any(option.n == _as_number(word) for option in options)


def picks_for_somebody(heard: Heard, dialogue: Dialogue) -> bool:
    """A number of the list, and whom it is for."""
    hit = _NUMBER_FIRST.match(heard.core)
    return hit is not None and bool(heard.mails) and _is_offered(hit[1], dialogue.options)


def _as_number(word: str) -> int:
    return NUMBERS.get(word.lower()) or int(word)


def _nth(options: tuple[OptionSeen, ...], place: int) -> int:
    """The option's own number; without options the place itself."""
    if not options:
        return place
    return options[-1].n if place == -1 else options[place - 1].n if place <= len(options) else place


def _by_position(options: tuple[OptionSeen, ...], word: str) -> int | None:
    timed = sorted(
        (option for option in options if option.start),
        key=lambda option: str(option.start and option.start.timestamp()).zfill(20),
    )
    if not timed:
        return {"later": -1, "latest": -1, "earlier": 1, "earliest": 1}.get(word)
    return {"later": timed[-1], "latest": timed[-1], "middle": timed[len(timed) // 2]}.get(word, timed[0]).n


def _by_time(heard: Heard, dialogue: Dialogue) -> int | None:
    """The one option whose start agrees with the time words, read in the person's zone."""
    starts = {option.n: option.start.astimezone(dialogue.now.tzinfo) for option in dialogue.options if option.start}
    words = [span.text for span in heard.times] or (
        [heard.text] if re.search(r"\d", heard.text) and len(heard.text) < 30 else []
    )
    if not starts or not words:
        return None
    fitting = [n for n, start in starts.items() if all(_agrees(word, start, dialogue) for word in words)]
    return fitting[0] if len(fitting) == 1 else None


def takes_any_of(heard: Heard) -> bool:
    """ "whenever", "you choose": the first of what was offered will do."""
    return _ANY.fullmatch(heard.core.strip(" .!")) is not None


def picks_at(heard: Heard, dialogue: Dialogue) -> set[int]:
    """All options whose start agrees with the time words."""
    return {
        option.n
        for option in dialogue.options
        if option.start and agrees_with(heard, option.start.astimezone(dialogue.now.tzinfo), dialogue)
    }


def agrees_with(heard: Heard, start: datetime, dialogue: Dialogue) -> bool:
    """Do all time words, or the number that is the whole of it, fit the start?"""
    bare = re.fullmatch(r"(?:at )?\d{1,2}(?:[:.]\d\d)?", heard.text)
    words = [span.text for span in heard.times] or ([heard.text] if bare else [])
    return bool(words) and all(_agrees(word, start, dialogue) for word in words)


def _agrees(word: str, start: datetime, dialogue: Dialogue) -> bool:
    context = TimeContext.model_validate(
        {
            "now": dialogue.now,
            "user_zone": dialogue.zone,
            "date_order": dialogue.date_order,
            "bare_number_is_time": True,
        }
    )
    return agrees(resolve(word, context), start)


def _by_label(heard: Heard, options: tuple[OptionSeen, ...]) -> int | None:
    timed = any(option.start for option in options)  # then a number is a time, and was compared as one
    said = set(re.findall(r"[^\W\d_]+" if timed else r"[^\W_]+", heard.text.lower())) - _SMALL_WORDS
    scores = {option.n: len(said & set(re.findall(r"[^\W_]+", option.label.lower()))) for option in options}
    best = max(scores.values(), default=0)
    winners = [n for n, score in scores.items() if score == best]
    return winners[0] if best and len(winners) == 1 else None
