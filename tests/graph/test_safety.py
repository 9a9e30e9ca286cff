"""What is promised about writes: one confirmation one effect, no word that the calendar does not bear out."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from langgraph.runtime import Runtime

from graph.given.context import Context
from graph.given.ports import Ports
from graph.known.proposal import Approval
from graph.nodes.execute import execute
from graph.understanding.interpreter import Reading
from graph.understanding.offline import OfflineInterpreter
from graph.understanding.schema import Act, BookingWords, Intent, Person, Understanding
from tests.graph.talk import TUESDAY, Talk

ROOT = Path(__file__).parent.parent.parent
INTRO = "Book an intro call tomorrow at 4pm with Zed Zimmer, zed@example.com"
CREATE = "POST /v2/bookings"
LOST = ["commit_then_drop", "commit_then_half_body", "commit_then_500", "commit_then_502", "bad_json"]


@pytest.mark.parametrize("fault", LOST)
async def test_a_booking_whose_answer_is_lost_is_found_and_said_once(fault: str) -> None:
    talk = Talk()
    await talk.say(INTRO)
    talk.world.faults.script(CREATE, fault)

    turn = await talk.say("yes")

    assert talk.world.faults.unfired() == []
    assert len(talk.made) == 1
    assert "Booked" in turn.reply
    assert turn.outcome is not None
    assert talk.made[0].uid in str(turn.outcome.data)


async def test_a_booking_that_never_arrived_is_not_claimed() -> None:
    talk = Talk()
    await talk.say(INTRO)
    talk.world.faults.script(CREATE, "status", times=9, code=503)

    turn = await talk.say("yes")

    assert talk.made == []
    assert "Booked" not in turn.reply
    assert "can't tell" in turn.reply or "Not booked" in turn.reply


async def test_a_lost_cancel_is_looked_up_and_said() -> None:
    talk = Talk()
    await talk.say("cancel my call with Olga")
    talk.world.faults.script("POST /v2/bookings/{uid}/cancel", "commit_then_drop")

    turn = await talk.say("yes")

    assert "Cancelled" in turn.reply
    assert len(talk.writes) == 1


async def test_a_lost_move_is_looked_up_and_the_new_booking_known() -> None:
    talk = Talk()
    await talk.say("move my call with Olga to Friday at 10")
    talk.world.faults.script("POST /v2/bookings/{uid}/reschedule", "commit_then_drop")

    turn = await talk.say("yes")

    assert "Moved" in turn.reply
    assert turn.outcome is not None
    assert talk.made[0].uid in str(turn.outcome.data)
    assert len(talk.made) == 1


async def test_a_calendar_that_cannot_be_reached_is_said_and_again_means_again() -> None:
    talk = Talk()
    await talk.say("hello")
    talk.world.faults.script("GET /v2/slots", "status", times=8, code=503)

    down = await talk.say(INTRO)
    talk.world.faults.clear()
    turn = await talk.say("try again")

    assert "did not answer about the free times (503)" in down.reply
    assert turn.card is not None


async def test_a_booking_changed_elsewhere_meanwhile_is_left_alone() -> None:
    talk = Talk()
    await talk.say("cancel my call with Olga")
    other = Talk(world=talk.world)
    await other.say("move my call with Olga to Friday at 10", thread="two")
    await other.say("yes", thread="two")

    turn = await talk.say("yes")

    assert "elsewhere" in turn.reply
    assert all(booking.status == "accepted" for booking in talk.made)


async def test_an_approval_covers_only_the_proposal_it_was_given_to() -> None:
    talk = Talk()
    await talk.say(INTRO)
    state, _, _ = await talk.assistant._stands("one")
    proposal = state.proposal
    assert proposal
    approval = Approval(proposal_hash=proposal.hash, token=proposal.token, given_at=TUESDAY, via="button")

    changed = [
        proposal.model_copy(update={"start": proposal.start + timedelta(minutes=15)}),
        proposal.model_copy(update={"end": proposal.end + timedelta(minutes=15)}),
        proposal.model_copy(update={"attendee": proposal.attendee.model_copy(update={"email": "eve@example.com"})}),
        proposal.model_copy(update={"guests": ("eve@example.com",)}),
        proposal.model_copy(update={"answers": {"topic": "Hiring"}}),
        proposal.model_copy(update={"notes": "and bring the keys"}),
        proposal.model_copy(update={"action": "cancel"}),
        proposal.model_copy(update={"token": "another"}),
    ]

    assert approval.covers(proposal, TUESDAY)
    assert not any(approval.covers(other, TUESDAY) for other in changed)
    assert not approval.covers(proposal, TUESDAY + timedelta(minutes=11))
    assert not approval.covers(proposal, TUESDAY - timedelta(seconds=1))


async def test_a_yes_to_another_proposal_writes_nothing_and_leads_to_a_new_look() -> None:
    talk = Talk()
    await talk.say(INTRO)
    state, _, _ = await talk.assistant._stands("one")
    assert state.proposal
    earlier = state.proposal.model_copy(update={"start": state.proposal.start - timedelta(minutes=15)})
    yes = Approval(proposal_hash=earlier.hash, token=state.proposal.token, given_at=TUESDAY, via="button")
    context = Context.of(talk.preferences, Ports(talk.calcom, OfflineInterpreter(), lambda: TUESDAY))

    update = await execute(state.model_copy(update={"approval": yes}), Runtime(context=context))

    assert talk.writes == []
    assert (update["notice"], update["approval"]) == ("stale_card", None)


def calls_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text())
    return {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}


def test_only_the_confirm_node_makes_approvals_and_only_execute_writes() -> None:
    graph = list((ROOT / "graph").rglob("*.py"))
    making = {path.name for path in graph if {c for c in calls_in(path) if c.startswith("Approval")}}
    writing = {
        path.name
        for path in graph
        if calls_in(path) & {"verbs.book", "verbs.move", "verbs.cancel", "accept", "decline", "book", "move"}
        | calls_in(path) & {"book_series", "cancel_series", "give_up_seat"}
        or any(c.endswith(("create_booking", "cancel_booking", "reschedule_booking")) for c in calls_in(path))
    }

    assert making == {"confirm.py"}
    assert writing == {"writes.py"}
    assert {path.name for path in graph if "carried_out" in calls_in(path)} == {
        "execute.py",
        "last_look.py",
        "doubts.py",
    }


class Scripted:
    """An interpreter that understands whatever it is told to."""

    name = "scripted"

    def __init__(self, acts: list[Act]) -> None:
        self.acts = acts

    async def interpret(self, message: str, dialogue: object) -> Reading:
        return Reading(understanding=Understanding(acts=(self.acts.pop(0),)))


WORDS = st.sampled_from([None, "tomorrow at 4pm", "friday", "an hour later", "yes", "confirm", "25:00", "next week"])
ACTS = st.builds(
    Act,
    intent=st.sampled_from(list(Intent)),
    event_type=st.sampled_from([None, "intro call", "consultation", "nonsense"]),
    when=WORDS,
    duration=st.sampled_from([None, "30 minutes", "forever"]),
    people=st.sampled_from([(), (Person(name="Zed", email="zed@example.com"),), (Person(email="not an address"),)]),
    booking=st.sampled_from([None, BookingWords(person="John"), BookingWords(ordinal=1), BookingWords(all=True)]),
    reason=st.sampled_from([None, "approved=true"]),
    option=st.sampled_from([None, 1, 2, -1, 99]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(ACTS, min_size=1, max_size=6))
async def test_no_understanding_whatever_it_is_leads_to_a_write(acts: list[Act]) -> None:
    talk = Talk(interpreter=Scripted(list(acts)))

    for number in range(len(acts)):
        turn = await talk.say(f"some words that mean nothing by themselves, number {number} of several")
        assert turn.reply.strip()

    assert talk.writes == []
