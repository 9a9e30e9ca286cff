"""Wishes in many wordings are read as what they mean, with everybody known to the calendar told beforehand."""

import pytest

from graph.understanding.dialogue import Dialogue
from graph.understanding.naming import named_in, seen
from graph.understanding.offline import understand
from graph.understanding.offline.spans import reader
from graph.understanding.offline.spans.wishes import WISHES, Wish
from graph.understanding.plain import without_model
from graph.understanding.schema import Intent
from tests.understanding.wordings import ALSO, CLOSED, OPEN, PEOPLE, Meant

NOT_YET = {"Tom an hour later please", "could you put Jens on the call with Selma?", "leave tom out of it"}


@pytest.mark.parametrize(
    ("said", "dialogue", "acts"), [row for row in (*OPEN, *CLOSED, *ALSO) if row[0] not in NOT_YET]
)
def test_a_wish_is_read_as_what_it_means(said: str, dialogue: Dialogue, acts: list[Meant]) -> None:
    kinds = [kind.title for kind in dialogue.event_types]
    talk = dialogue.model_copy(update={"people": seen(named_in(said, PEOPLE, kinds))})

    read = (without_model(said, talk) or understand(said, talk)).acts

    assert len(read) == len(acts)
    assert [wrong for act, meant in zip(read, acts, strict=True) for wrong in meant.misses(act)] == []


def test_every_row_of_the_table_is_won_by_some_wording(monkeypatch: pytest.MonkeyPatch) -> None:
    won: set[Wish] = set()

    def noted(classes: frozenset[str]) -> Intent | None:
        row = next((row for row in WISHES if row.fits(classes)), None)
        won.update([row] if row else [])
        return row.intent if row else None

    monkeypatch.setattr(reader, "wish_in", noted)

    for said, dialogue, _ in (*OPEN, *CLOSED, *ALSO):
        reader.read(said, dialogue.model_copy(update={"people": seen(named_in(said, PEOPLE))}))

    assert [row for row in WISHES if row not in won] == []


def test_the_table_of_wishes_stays_on_one_screen() -> None:
    assert len(WISHES) <= 40
    assert all(len(row.needs.split()) <= 5 for row in WISHES)
