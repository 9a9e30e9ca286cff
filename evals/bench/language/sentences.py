"""What people type to a booking assistant, in our own words: whole messages by stage, time expressions, and fuzz."""

import random
from collections.abc import Iterator
from datetime import timedelta

from evals.bench.assistant import NOW, ZONE
from graph.understanding.dialogue import Dialogue, EventTypeSeen, Need, OptionSeen, Pending, Stage
from graph.understanding.schema import Intent
from tools.people import KnownPerson

PEOPLE = tuple(
    KnownPerson(name=name, addresses=(f"{name.lower().replace(' ', '.')}@example.com",), next=NOW + timedelta(days=3))
    for name in ("Ana Silva", "John Smith", "John Miller", "Maria Lopez", "Kenji Sato", "Sofia Rossi", "Olga Petrova",
                 "Emma Brown", "Peter Novak", "Noor Haddad", "David Cohen", "Fatima Khan", "Lukas Weber")
)  # fmt: skip
MESSAGES: dict[Stage, tuple[str, ...]] = {
    Stage.START: (
        "Book a 30 minute meeting with Ana Silva, ana.silva@example.com, tomorrow at 14:00",
        "could you squeeze in an intro call with John next thursday afternoon?",
        "I'd like to see Maria for an hour some time next week, mornings are best",
        "move my call with Kenji to friday at half past nine",
        "push tomorrow's 10 o'clock back by an hour please",
        "cancel the workshop with Sofia, she is ill",
        "what have I got on wednesday?",
        "am I free on the 3rd between 2 and 4?",
        "which bookings did I cancel last month",
        "what kinds of meetings can people book with me",
        "hi! how are you",
        "what's the weather like in Lisbon",
        "set up a consultation with peter.novak@example.com on 12 December at 3pm, 90 minutes, invite team@example.com",
        "I'm in Tokyo this week, show me times there",
        "book intro tmrw 10am w/ olga petrova olga.petrova@example.com and a consultation with Emma on friday at 4",
        "undo that",
    ),
    Stage.QUESTION: (
        "ana.silva@example.com",
        "it's with Noor Haddad",
        "tomorrow after lunch",
        "the thirty minute one",
        "her address is noor.haddad@example.com, and make it an hour",
        "any day but monday",
    ),
    Stage.OPTIONS: (
        "the second one",
        "the 14:30 please",
        "none of these, what about thursday",
        "later that day?",
        "the last one works",
        "show me more",
    ),
    Stage.PROPOSAL: (
        "yes please, go ahead",
        "yes but make it 15:30",
        "no, friday instead",
        "hold on a second",
        "actually with Emma, not Ana",
        "never mind",
        "perfect, thanks",
        "can you add lukas.weber@example.com as well?",
    ),
}

EXPRESSIONS = (
    "tomorrow at 14:00",
    "next thursday afternoon",
    "half past nine on friday",
    "the 3rd between 2 and 4",
    "12 December at 3pm",
    "any day next week except monday",
    "monday or tuesday morning",
    "in two hours",
    "the day after tomorrow, noonish",
    "9am New York time",
    "first thing on wednesday",
    "by the end of the month",
    "from 10 to 11:30 on 5/12",
    "quarter to five tmrw",
    "last month",
    "same time next week",
    "as soon as possible",
    "2026-12-03 16:45",
    "an hour later",
    "weekdays after 15h30",
)

_WORDS = (
    "a", "an", "the", "at", "on", "in", "by", "before", "after", "until", "till", "between", "from", "to", "and",
    "or", "not", "except", "but", "about", "around", "this", "next", "last", "coming", "first", "second", "3rd",
    "31st", "early", "late", "mid", "end", "of", "noon", "midnight", "morning", "afternoon", "evening", "night",
    "lunch", "eod", "asap", "monday", "tues", "wednesday", "thurs", "fri", "sat", "sunday", "january", "feb",
    "march", "dec", "day", "week", "month", "year", "hour", "hours", "minute", "min", "half", "quarter", "past",
    "tomorrow", "tmrw", "today", "yesterday", "later", "earlier", "ago", "now", "o'clock", "am", "pm", "ish", "3",
    "12", "15:30", "9.45", "24:00", "99", "2026", "12/5", "30-02-2027", "2027-01-15", "+02:00", "utc", "est",
    "london", "tokyo", "new", "york", "time", "zone", "every", "other", "weekend",
)  # fmt: skip
_STRAY = "abcxyzÄéß中文日本🙂🕒 \t\n\0\u200b\u202e'\"\\/-–—:;,.!?()[]{}<>%$#@&*+=~^|0123456789"


def dialogue(stage: Stage) -> Dialogue:
    """Where the talk stands: an account with three event types, and whatever belongs to the stage."""
    tomorrow = NOW + timedelta(days=1, hours=5)
    pending = Pending(
        action=Intent.BOOK,
        event_type="30 minute meeting",
        start=tomorrow,
        end=tomorrow + timedelta(minutes=30),
        person="Ana Silva",
        email="ana.silva@example.com",
    )
    return Dialogue(
        now=NOW,
        zone=ZONE.key,
        stage=stage,
        event_types=event_types(3),
        pending=None if stage is Stage.START else pending,
        asked=(Need.ATTENDEE_EMAIL, Need.WHEN) if stage is Stage.QUESTION else (),
        options=options(5) if stage is Stage.OPTIONS else (),
    )


def event_types(how_many: int) -> tuple[EventTypeSeen, ...]:
    """As many as asked, up to ten, every third with lengths to choose from."""
    titles = ("Intro call", "30 minute meeting", "Consultation", "Project review", "Workshop", "Private coaching",
              "Portfolio walk-through", "Contract negotiation", "Quarterly planning", "Office hours")  # fmt: skip
    lengths = ((15,), (30,), (60, 30, 90))
    return tuple(
        EventTypeSeen(id=100 + n, title=title, slug=title.lower().replace(" ", "-"), lengths=lengths[n % 3])
        for n, title in enumerate(titles[:how_many])
    )


def options(how_many: int) -> tuple[OptionSeen, ...]:
    """Half-hourly times from two in the afternoon, five a day, labelled as the page labels them."""
    found = []
    for n in range(how_many):
        start = NOW + timedelta(days=1 + n // 5, hours=5, minutes=30 * (n % 5))
        found.append(OptionSeen(n=n + 1, label=f"{start:%A %-d %B, %H:%M}", start=start))
    return tuple(found)


def fuzz(how_many: int, seed: int = 20261124) -> Iterator[str]:
    """Time words in any order, expressions with letters damaged, and plain rubbish, up to a few hundred letters."""
    chance = random.Random(seed)
    for _ in range(how_many):
        kind = chance.random()
        if kind < 0.5:
            yield " ".join(chance.choices(_WORDS, k=chance.choice((2, 4, 8, 16, 40))))
        elif kind < 0.8:
            yield _damaged(" ".join(chance.choices(EXPRESSIONS, k=chance.choice((1, 1, 2, 5)))), chance)
        elif kind < 0.9:
            yield chance.choice([*_WORDS, " ", "1", ":"]) * chance.randint(1, 60)
        else:
            yield "".join(chance.choices(_STRAY, k=chance.randint(0, 300)))


def _damaged(text: str, chance: random.Random) -> str:
    letters = list(text)
    for _ in range(chance.randint(1, 4)):
        letters[chance.randrange(len(letters))] = chance.choice(_STRAY + " ")
    return "".join(letters)
