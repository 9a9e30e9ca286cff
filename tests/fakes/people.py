"""Fake models that play the person: one that says what a scenario has written, and ones that misbehave."""

from typing import Any

from starlette.responses import Response

from evals.stories.loader import select
from evals.stories.scenario import Scenario
from tests.fakes.openai_server import Answer, tool_call


def moves(*steps: dict[str, Any]) -> Answer:
    """Says these one after the other, whatever it hears; the last one over and over."""

    async def answer(request: dict[str, Any]) -> Response:
        return await tool_call(steps[min(_said(request), len(steps) - 1)], name="next")(request)

    return answer


def the_written_turns() -> Answer:
    """Knows its scenario by the goal it is told, says the turns written there, and leaves as it must."""
    stories = [loaded.scenario for loaded in select([]) if loaded.scenario.simulate]

    async def answer(request: dict[str, Any]) -> Response:
        story = next(one for one in stories if one.simulate and one.simulate.goal in request["messages"][0]["content"])
        return await moves(*steps_of(story))(request)

    return answer


def steps_of(story: Scenario) -> list[dict[str, Any]]:
    """The turns as moves, and the end."""
    assert story.simulate is not None
    says = [{"say": turn.user} for turn in story.turns if turn.user]
    return [*says, {"stop": story.simulate.ends, "why": "as written"}]


def _said(request: dict[str, Any]) -> int:
    return sum(message["role"] == "assistant" for message in request["messages"])
