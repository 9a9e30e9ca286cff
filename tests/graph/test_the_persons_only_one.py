"""Words that fit no booking of the person who was named: theirs are to choose from, and nobody else's."""

import pytest

from tests.graph.talk import Talk


@pytest.mark.parametrize(
    ("said", "name", "n"),
    [
        ("cancel Kenji's boss", "Kenji Sato", 1),
        ("cancel my budget call with Ana", "Ana Silva", 2),
        ("cancel my call with Olga on Monday", "Olga Petrova", 1),
        ("move the lunch appointment with Sofia to Thursday at 2pm", "Sofia Rossi", 1),
        ("cancel the hour with Noor", "Noor Haddad", 1),
        ("cancel the third call with Peter", "Peter Novak", 1),
    ],
)
async def test_only_bookings_of_the_person_who_was_named_are_to_choose_from(said: str, name: str, n: int) -> None:
    talk = Talk()

    turn = await talk.say(said)

    assert turn.card is None
    assert [name in option.label for option in turn.options] == [True] * n
    assert "Theirs are:" in turn.reply
    assert talk.writes == []
