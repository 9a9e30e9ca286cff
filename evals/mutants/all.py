"""Every mutant, and the search for the scenario that catches it."""

import multiprocessing
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from evals.checks.record import Run
from evals.mutants import Mutant, asking, each_write, finding, reading, wording, writing
from evals.playing.harness import Players
from evals.playing.session import Job, Played, play_all
from evals.stories.loader import Loaded

_WRITE = re.compile(r"\bwrite=(\w+)")
# By hand: what is wrong, where, and in which kinds of scenario to look first.
_NAMED: tuple[Mutant, ...] = (
    Mutant("ignores-the-zone", "reads times in the account's zone", reading.ignores_the_persons_zone, ("timezone",)),
    Mutant("comes-a-week-early", "takes “Friday week” for Friday", reading.comes_a_week_early, ("dates",)),
    Mutant("is-a-day-late", "takes “Friday week” for a Saturday", reading.is_a_day_late, ("dates",)),
    Mutant("takes-next-for-coming", "does not ask which “next Friday”", reading.takes_next_for_coming, ("dates",)),
    Mutant("takes-the-second-person", "books for the guest", reading.takes_the_second_person, ("filling",)),
    Mutant("forgets-guests", "invites nobody else", reading.forgets_guests, ("filling", "corrections")),
    Mutant("drops-the-second-wish", "does one of two things", reading.drops_the_second_wish, ("several",)),
    Mutant("undoes-by-cancelling", "cancels what was moved", reading.undoes_a_move_by_cancelling, ("undo",)),
    Mutant("forgets-what-was-said", "begins anew each time", reading.forgets_what_was_answered, ("filling",)),
    Mutant(
        "takes-the-first-kind",
        "books the account's first kind",
        finding.takes_the_first_kind,
        ("happy",),
        at="resolve_event_type",
    ),
    Mutant(
        "never-asks-which-kind",
        "takes a kind that costs without asking",
        finding.never_asks_which_kind,
        ("ambiguity",),
        at="resolve_event_type",
    ),
    Mutant(
        "ignores-the-length",
        "books the kind's own length",
        finding.ignores_the_length,
        ("ambiguity", "corrections"),
        at="resolve_event_type",
    ),
    Mutant(
        "takes-the-first-match",
        "picks one of two Johns itself",
        finding.takes_the_first_match,
        ("cancel",),
        at="find_booking",
    ),
    Mutant(
        "takes-the-neighbour",
        "changes the booking after the one meant",
        finding.takes_the_neighbour,
        ("cancel",),
        at="find_booking",
    ),
    Mutant(
        "all-for-one-seat",
        "puts up the class for one seat",
        finding.cancels_all_for_one_seat,
        ("seats",),
        at="find_booking",
    ),
    Mutant(
        "keeps-todays-offset",
        "carries an offset across a clock change",
        reading.keeps_todays_offset,
        ("timezone",),
        at="check_slots",
    ),
    Mutant(
        "forgets-corrections",
        "books the time said first",
        reading.forgets_corrections,
        ("corrections",),
        at="check_slots",
    ),
    Mutant(
        "offers-what-is-taken",
        "offers times that are not free",
        finding.offers_what_is_taken,
        ("offers",),
        at="check_slots",
    ),
    Mutant(
        "takes-the-next-best-time",
        "proposes another time without asking",
        finding.takes_the_next_best_time,
        ("offers",),
        at="check_slots",
    ),
    Mutant(
        "obeys-the-calendar",
        "does what a booking's title says",
        finding.obeys_the_calendar,
        ("injection",),
        at="list_bookings",
    ),
    Mutant(
        "calls-busy-time-free",
        "says that a full day is free",
        finding.calls_busy_time_free,
        ("lists",),
        at="list_bookings",
    ),
    Mutant(
        "reads-out-another-hour",
        "tells bookings an hour late",
        finding.reads_out_another_hour,
        ("lists",),
        at="list_bookings",
    ),
    Mutant(
        "shows-a-guest-everything",
        "reads others' bookings out",
        finding.shows_a_guest_everything,
        ("guest",),
        at="list_bookings",
    ),
    Mutant("skips-confirmation", "writes without asking", asking.skips_confirmation, ("happy",), at="confirm"),
    Mutant(
        "takes-anything-for-a-yes",
        "writes after “yes, but later”",
        asking.takes_anything_for_a_yes,
        ("corrections",),
        at="confirm",
    ),
    Mutant("takes-cancel-for-a-yes", "writes at Cancel", asking.takes_cancel_for_a_yes, ("happy",), at="confirm"),
    Mutant(
        "drops-the-rest",
        "loses the second wish at Cancel",
        asking.drops_the_rest_with_a_card,
        ("buttons",),
        at="confirm",
    ),
    Mutant(
        "takes-the-old-button",
        "writes at an earlier card's button",
        asking.takes_the_old_button,
        ("buttons",),
        at="confirm",
    ),
    Mutant(
        "believes-old-cards",
        "writes after a yes to a card of two days ago",
        asking.believes_old_cards,
        ("ten-minutes",),
        at="execute",
    ),
    Mutant(
        "keeps-a-yes-for-hours",
        "writes after a yes to a card of this morning",
        asking.keeps_a_yes_for_hours,
        ("ten-minutes",),
        at="execute",
    ),
    Mutant(
        "cancels-and-books-anew",
        "moves by cancelling and booking",
        writing.cancels_and_books_anew,
        ("move",),
        at="move",
    ),
    Mutant(
        "books-for-somebody-else",
        "writes another attendee than shown",
        writing.books_for_the_host,
        ("happy",),
        at="book",
    ),
    Mutant("cancels-the-next-too", "cancels two for one yes", writing.cancels_the_next_too, ("cancel",), at="cancel"),
    Mutant(
        "cancels-the-whole-series",
        "cancels all for a yes to one meeting",
        writing.cancels_the_whole_series,
        ("series",),
        at="cancel",
    ),
    Mutant(
        "cancels-everybody",
        "cancels all for a yes to one seat",
        writing.cancels_everybody,
        ("seats",),
        at="give_up_seat",
    ),
    Mutant("writes-another-zone", "gives people another clock", writing.writes_another_zone, ("people",), at="execute"),
    Mutant(
        "gives-its-own-reason", "passes on what nobody said", writing.gives_its_own_reason, ("texts",), at="execute"
    ),
    Mutant(
        "compares-nothing", "takes any answer for what was asked", writing.compares_nothing, ("differs",), at="execute"
    ),
    Mutant(
        "believes-another-start",
        "says booked of a booking at another time",
        writing.believes_another_start,
        ("differs",),
        at="book",
    ),
    Mutant(
        "skips-the-last-look",
        "writes what is no longer as shown",
        writing.skips_the_last_look,
        ("types",),
        at="execute",
    ),
    Mutant(
        "writes-whatever-became-of-it",
        "changes what was changed meanwhile",
        writing.writes_whatever_became_of_it,
        ("types",),
        at="execute",
    ),
    Mutant(
        "claims-success-always",
        "says booked after a failure",
        wording.claims_success_always,
        ("refused",),
        at="respond",
    ),
    Mutant(
        "says-booked-for-requested",
        "takes a request for a booking",
        wording.says_booked_for_requested,
        ("types",),
        at="respond",
    ),
    Mutant("shows-its-head", "tells secrets", wording.shows_its_head, ("happy",), at="respond"),
)
MUTANTS: tuple[Mutant, ...] = (*_NAMED, *each_write.of_each_write(), *each_write.of_what_is_passed_on())


@dataclass(frozen=True)
class Hunt:
    """How a mutant fared. `caught_by` is None for a survivor."""

    mutant: Mutant
    caught_by: Played | None
    played: int


def named(name: str) -> Mutant:
    """By name. Raises UnknownMutant."""
    known = {mutant.name: mutant for mutant in MUTANTS}
    if name not in known:
        raise UnknownMutant(f"no mutant is called {name!r}; known are {', '.join(sorted(known))}")
    return known[name]


class UnknownMutant(ValueError):
    """No such mutant."""


def hunt_all(mutants: Sequence[Mutant], scenarios: list[Loaded], *, processes: int = 1) -> Iterator[Hunt]:
    """Play the sound assistant once, then each mutant where it can be told from that, in the order given.

    Each mutant has a process of its own: what was read once is kept there. None is forked from this one, which has
    threads by then.
    """
    sound = played_soundly(scenarios, processes=processes)
    jobs = [(mutant, near(mutant, scenarios, sound)) for mutant in mutants]
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    with ProcessPoolExecutor(processes, mp_context=context, max_tasks_per_child=1) as pool:
        waiting = [(mutant, pool.submit(_caught, mutant.name, played)) for mutant, played in jobs]
        for mutant, done in waiting:
            yield Hunt(mutant, *done.result())


def played_soundly(scenarios: list[Loaded], *, processes: int = 1) -> dict[str, frozenset[str]]:
    """Where the assistant as it is comes by, by the scenario's id; those that it does not pass can catch nothing."""
    session = play_all([Job(loaded) for loaded in scenarios], processes=processes)
    return {one.run.scenario.id: places(one.run) for one in session.played if one.verdict.passed}


def places(run: Run) -> frozenset[str]:
    """The nodes of a conversation, and the writes that were carried out in it."""
    nodes = {node for turn in run.played for node in turn.nodes}
    written = {found for turn in run.played for line in turn.logs for found in _WRITE.findall(line)}
    return frozenset(nodes | written)


def near(mutant: Mutant, scenarios: list[Loaded], sound: dict[str, frozenset[str]]) -> list[Loaded]:
    """What can tell a mutant from the sound assistant, the likeliest first."""
    there = [s for s in scenarios if s.scenario.id in sound and (not mutant.at or mutant.at in sound[s.scenario.id])]
    return sorted(there, key=lambda loaded: loaded.kind not in mutant.kinds)


def hunt(mutant: Mutant, scenarios: list[Loaded]) -> Hunt:
    """Play until one of these fails by its end or an invariant. A crash is no catch."""
    played = 0
    with mutant.patch():
        for jobs in _batches(scenarios):
            for one in play_all(jobs, Players(mutant=mutant.name)).played:
                played += 1
                if _is_caught(one):
                    return Hunt(mutant, one, played)
    return Hunt(mutant, None, played)


# --- helpers ---------------------------------------------------------------------------------------------------------


def _caught(name: str, scenarios: list[Loaded]) -> tuple[Played | None, int]:
    """In a process of its own, which knows mutants by name."""
    found = hunt(named(name), scenarios)
    return found.caught_by, found.played


def _is_caught(one: Played) -> bool:
    """By how the calendar ends, or by an invariant: what a turn says may be worded otherwise some day."""
    return one.verdict.outcome == "fail" and bool(one.verdict.of("end state") or one.verdict.of("invariants"))


def _batches(scenarios: list[Loaded], size: int = 8) -> Iterator[list[Job]]:
    for at in range(0, len(scenarios), size):
        yield [Job(loaded) for loaded in scenarios[at : at + size]]
