"""Assistants broken on purpose: enough of them, at every node and write, and each told from the sound one."""

from collections import Counter
from contextlib import AbstractContextManager

import pytest

from evals.mutants import Mutant, replaced
from evals.mutants.all import MUTANTS, UnknownMutant, hunt, named, near, places
from evals.playing.session import Job, play_all
from evals.stories.known_names import NODES
from evals.stories.loader import select
from graph.executing.writes import WRITES
from graph.nodes import confirm

# Of each write the request is lost: a slice of what `python -m evals mutants` plays.
LOST = {
    "book": "lost.booking",
    "book_series": "lost.series",
    "move": "lost.move",
    "cancel": "lost.cancel",
    "cancel_series": "lost.series-cancel",
    "give_up_seat": "lost.seat-off",
    "accept": "lost.accept",
    "decline": "lost.decline",
    "invite": "lost.invite",
    "absent": "lost.absence",
    "relocate": "lost.place",
}
# All of it is read by the first node.
_READ_BY_THE_FIRST = Counter({"parse_intent": sum(not mutant.at for mutant in MUTANTS)})


def test_there_are_two_or_more_for_every_node_and_every_write() -> None:
    broken = Counter(mutant.at for mutant in MUTANTS) + _READ_BY_THE_FIRST

    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS) >= 45
    assert {place: broken[place] for place in (*NODES, *WRITES) if broken[place] < 2} == {}
    assert {mutant.at for mutant in MUTANTS} <= {"", *NODES, *WRITES}


def test_of_each_write_there_is_a_story_in_which_its_request_is_lost() -> None:
    assert LOST.keys() == WRITES.keys(), "write evals/scenarios/{lost,answer-lost,refused}/….yaml and name it in LOST"


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_every_mutant_finds_what_it_breaks_and_leaves_it_whole(mutant: Mutant) -> None:
    table = dict(WRITES)

    with mutant.patch():  # by name: raises where that name is gone
        pass

    assert table == WRITES


def test_a_mutant_is_caught_by_a_scenario_that_passes_without_it() -> None:
    assert hunt(named("skips-confirmation"), select(["happy.one-sentence"])).caught_by is not None


def test_only_conversations_that_come_by_are_played() -> None:
    scenarios = select(["happy.one-sentence", "guest.does-not-decide", "undo.move-goes-back"])
    sound = {one.run.scenario.id: places(one.run) for one in play_all([Job(s) for s in scenarios]).played}

    chosen = {
        at: {s.scenario.id for s in near(Mutant("m", "", a_crash, at=at), scenarios, sound)} for at in ("move", "")
    }

    assert chosen["move"] == {"undo.move-goes-back"}
    assert len(chosen[""]) == 3


def a_crash() -> AbstractContextManager[None]:
    return replaced(confirm, "is_approval", None)


def test_a_mutant_that_crashes_is_not_caught() -> None:
    assert hunt(Mutant("broken", "crashes", a_crash), select(["happy.one-sentence"])).caught_by is None


def test_an_unknown_name_is_an_error() -> None:
    with pytest.raises(UnknownMutant, match="no mutant is called 'bogus'"):
        named("bogus")


@pytest.mark.slow
@pytest.mark.parametrize("write", LOST)
def test_a_write_sent_twice_is_caught(write: str) -> None:
    found = hunt(named(f"{write}-is-sent-again"), select([LOST[write]]))

    assert found.caught_by is not None, named(f"{write}-is-sent-again").missing
