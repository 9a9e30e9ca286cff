"""A secretary names the person whose calendar it is: that is oneself, and nobody the meeting is with."""

import pytest

from graph.understanding.stand_ins import as_oneself
from tests.graph.talk import Talk

OWN = "Clara Berger"


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("which appointments has Ms Berger on Monday", "which appointments has I on Monday"),
        ("Ms Berger has no time then", "I have no time then"),
        ("Clara is away on Monday", "I am away on Monday"),
        ("cancel Mrs. Berger's call with Olga", "cancel my call with Olga"),
        ("a call for Clara Berger on Friday", "a call for me on Friday"),
        ("a call with Clara Jonas, clara@jonas.example", "a call with Clara Jonas, clara@jonas.example"),
        ("cancel it, reason: Ms Berger is ill", "cancel it, reason: Ms Berger is ill"),
        ("book Bergers, berger@example.test", "book Bergers, berger@example.test"),
    ],
)
def test_ones_own_name_is_read_as_i_me_and_my(said: str, read: str) -> None:
    assert as_oneself(said, OWN) == read


def test_another_of_the_same_first_name_is_somebody_else() -> None:
    assert as_oneself("a call with Clara on Friday", OWN, taken=[12]) == "a call with Clara on Friday"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Is Ms Berger free on Friday afternoon?", "Free on Friday 27 November"),
        ("cancel Ms Berger's call with Kenji", "Kenji Sato <kenji"),
        (
            "Ms Berger would like to see Emma on 8 December at 10 for half an hour",
            "Emma Brown <emma.brown@example.com>",
        ),
    ],
)
async def test_what_is_asked_for_her_is_done_in_her_calendar(said: str, told: str) -> None:
    assert told in (await Talk().say(said)).reply
