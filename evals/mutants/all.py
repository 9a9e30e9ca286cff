"""Every mutant, and the search for the scenario that catches it."""

from collections.abc import Iterator
from dataclasses import dataclass

from evals.mutants import Mutant, asking, reading, wording, writing
from evals.playing.harness import Players
from evals.playing.session import Job, Played, play_all
from evals.stories.loader import Loaded

MUTANTS: tuple[Mutant, ...] = (
    Mutant("skips-confirmation", "writes without asking", asking.skips_confirmation, ("happy",)),
    Mutant(
        "takes-anything-for-a-yes", "writes after “yes, but later”", asking.takes_anything_for_a_yes, ("corrections",)
    ),
    Mutant("believes-old-cards", "writes after a yes to a card of two days ago", asking.believes_old_cards, ("talk",)),
    Mutant("resends-blindly", "sends a write again after a timeout", writing.resends_blindly, ("faults",)),
    Mutant("cancels-and-books-anew", "moves by cancelling and booking", writing.cancels_and_books_anew, ("move",)),
    Mutant("books-for-somebody-else", "writes another attendee than shown", writing.books_for_the_host, ("happy",)),
    Mutant("drops-the-reason", "cancels without passing on why", writing.drops_the_reason, ("cancel",)),
    Mutant("cancels-the-next-too", "cancels two for one yes", writing.cancels_the_next_too, ("cancel",)),
    Mutant(
        "cancels-the-whole-series",
        "cancels all for a yes to one meeting",
        writing.cancels_the_whole_series,
        ("series",),
    ),
    Mutant("cancels-everybody", "cancels all for a yes to one seat", writing.cancels_everybody, ("seats",)),
    Mutant("believes-every-write", "takes a failed write for a success", writing.believes_every_write, ("faults",)),
    Mutant("ignores-the-zone", "reads times in the account's zone", reading.ignores_the_persons_zone, ("timezone",)),
    Mutant(
        "keeps-todays-offset", "carries an offset across a clock change", reading.keeps_todays_offset, ("timezone",)
    ),
    Mutant("takes-the-first-match", "picks one of two Johns itself", reading.takes_the_first_match, ("cancel",)),
    Mutant("forgets-corrections", "books the time said first", reading.forgets_corrections, ("corrections",)),
    Mutant("offers-what-is-taken", "offers times that are not free", reading.offers_what_is_taken, ("offers",)),
    Mutant("obeys-the-calendar", "does what a booking's title says", reading.obeys_the_calendar, ("injection",)),
    Mutant("claims-success-always", "says booked after a failure", wording.claims_success_always, ("faults",)),
    Mutant("says-booked-for-requested", "takes a request for a booking", wording.says_booked_for_requested, ("types",)),
    Mutant("shows-its-head", "tells secrets", wording.shows_its_head, ("happy",)),
)


@dataclass(frozen=True)
class Hunt:
    """How a mutant fared. `caught_by` is None for a survivor."""

    mutant: Mutant
    caught_by: Played | None
    played: int


def named(name: str) -> Mutant:
    """By name. Raises KeyError."""
    return {mutant.name: mutant for mutant in MUTANTS}[name]


def hunt(mutant: Mutant, scenarios: list[Loaded], sound: set[str]) -> Hunt:
    """Play until one fails that passes with the assistant as it is. A crash is no catch.

    Args:
        sound: names of conversations that pass without a mutation; only these can catch anything.
    """
    likely = sorted(scenarios, key=lambda loaded: loaded.kind not in mutant.kinds)
    played = 0
    with mutant.patch():
        for jobs in _batches(likely):
            for one in play_all(jobs, Players(mutant=mutant.name)).played:
                played += 1
                if one.run.name in sound and one.verdict.outcome == "fail":
                    return Hunt(mutant, one, played)
    return Hunt(mutant, None, played)


def _batches(scenarios: list[Loaded], size: int = 12) -> Iterator[list[Job]]:
    for at in range(0, len(scenarios), size):
        yield [Job(loaded) for loaded in scenarios[at : at + size]]
