"""What a conversation knows: updates have its fields, and what a turn says is one value."""

from datetime import UTC, datetime

from graph.known.request import Request
from graph.known.saying import Aside, Ask, Asked, Listing, Passing, Problem, ReadOut, Stuck, left_open
from graph.known.state import State, Update
from graph.understanding.dialogue import Need

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
WHEN = Ask(needs=(Need.WHEN,))
NOTHING = Listing(bookings=(), shown=0, complete=True, what="upcoming")


def test_updates_write_the_fields_of_the_state_and_no_others() -> None:
    assert set(Update.__annotations__) == set(State.model_fields)


def test_an_answer_in_passing_leaves_what_stands() -> None:
    asked = State(request=Request(action="book"), said=Asked(ask=WHEN))

    thanked = asked.model_copy(update={"said": asked.in_passing(Aside.THANKS)})
    again = thanked.model_copy(update={"said": thanked.in_passing(Aside.PAUSE)})

    assert (again.aside, again.ask) == (Aside.PAUSE, WHEN)
    assert again.standing == asked.said


def test_a_list_beside_a_question_hides_neither() -> None:
    state = State(said=ReadOut(listing=NOTHING, over=Asked(ask=WHEN)))

    assert (state.listing, state.ask, state.problem) == (NOTHING, WHEN, None)


def test_a_problem_keeps_the_question_that_would_answer_it() -> None:
    state = State(said=Asked(ask=WHEN))

    stuck = state.model_copy(update={"said": state.stuck(Problem(code="unreachable"))})

    assert (stuck.problem, stuck.ask) == (Problem(code="unreachable"), WHEN)


def test_what_was_said_comes_back_from_plain_json_as_the_same() -> None:
    said = Passing(aside=Aside.THANKS, over=ReadOut(listing=NOTHING, over=left_open(Problem(code="full"), WHEN)))

    back = State.model_validate({"said": said.model_dump(mode="json")})

    assert back.said == said
    assert isinstance(back.left_open, Stuck)


def test_only_giving_up_counts_as_dropped() -> None:
    assert State(said=Passing(aside=Aside.DROPPED)).dropped
    assert not State(said=Passing(aside=Aside.THANKS)).dropped
