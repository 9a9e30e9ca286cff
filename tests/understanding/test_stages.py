"""What is said where something is open already: a wish of its own, or about what is open, by one written table."""

from itertools import product

import pytest

from graph.understanding.dialogue import Dialogue, Need
from graph.understanding.naming import named_in, seen
from graph.understanding.offline import understand
from graph.understanding.offline.spans import reader
from graph.understanding.offline.spans.wishes import STAGES, At
from graph.understanding.schema import Act, Intent
from tests.understanding.builders import TYPES, asked, at, at_a_card, two_bookings, with_options
from tests.understanding.wordings import CANCELLING, PEOPLE

BOOKING = at_a_card(person="Nina Falk", email="nina.falk@example.com", guests=("tom.reed@example.com",))
PLACES: dict[str, Dialogue] = {
    "a card to book": BOOKING,
    "a card to cancel": CANCELLING,
    "a card to move": at_a_card(Intent.RESCHEDULE, person="Nina Falk", email="nina.falk@example.com"),
    "times": with_options(at(25, 9), at(26, 10)),
    "bookings to pick from": two_bookings(),
    "a question": asked(Need.WHEN, Need.ATTENDEE_EMAIL),
}
OWN = {
    "cancel my call with Hana": Intent.CANCEL,
    "no, cancel my call with Hana": Intent.CANCEL,
    "actually drop Hana, she is ill": Intent.CANCEL,
    "move Omar's call an hour later": Intent.RESCHEDULE,
    "Omar one hour later please": Intent.RESCHEDULE,
    "book a consultation with Ida tomorrow at 4pm": Intent.BOOK,
    "when do I see Selma?": Intent.LIST,
    "what's Selma's email?": Intent.LIST,
}
ABOUT_WHAT_IS_OPEN = (
    (BOOKING, "move Nina to Friday at 2 pm"),
    (BOOKING, "book Nina tomorrow at 4pm"),
    (BOOKING, "a consultation with Ida on Friday at 2"),
    (BOOKING, "yes, cancel my call with Hana"),
    (CANCELLING, "move it to Hana's slot"),
    (PLACES["a question"], "Ida Vogel Friday at 2 pm"),
    (PLACES["times"], "30 minutes with Ida on Friday at 3pm"),
)
TO_CANCEL_NOT = "30 minutes with Ida on Friday at 3pm"


def read_at(said: str, place: Dialogue) -> tuple[Act, ...] | None:
    """The acts of a wish of its own there; None where it is about what is open."""
    kinds = [kind.title for kind in TYPES]
    return reader.read(said, place.model_copy(update={"people": seen(named_in(said, PEOPLE, kinds))}))


@pytest.mark.parametrize(("where", "said"), list(product(PLACES, OWN)))
def test_a_wish_with_its_own_person_is_its_own_whatever_is_open(where: str, said: str) -> None:
    kinds = [kind.title for kind in TYPES]
    talk = PLACES[where].model_copy(update={"people": seen(named_in(said, PEOPLE, kinds))})

    acts = understand(said, talk).acts

    assert [act.intent for act in acts] == [OWN[said]]


@pytest.mark.parametrize(("place", "said"), ABOUT_WHAT_IS_OPEN)
def test_what_is_about_what_is_open_opens_nothing(place: Dialogue, said: str) -> None:
    assert read_at(said, place) is None


def test_a_length_and_a_time_with_somebody_is_no_correction_of_a_cancellation() -> None:
    acts = read_at(TO_CANCEL_NOT, CANCELLING)

    assert acts is not None
    assert acts[0].intent is Intent.BOOK


def test_every_row_of_the_table_is_won_by_some_wording(monkeypatch: pytest.MonkeyPatch) -> None:
    won: set[At] = set()

    def noted(place: str, intent: Intent, classes: frozenset[str]) -> bool:
        row = next((row for row in STAGES if row.fits(place, intent, classes)), None)
        won.update([row] if row else [])
        return bool(row and row.is_own)

    monkeypatch.setattr(reader, "is_own", noted)

    for place, said in (*product(PLACES.values(), OWN), *ABOUT_WHAT_IS_OPEN, (CANCELLING, TO_CANCEL_NOT)):
        read_at(said, place)

    assert [row for row in STAGES if row not in won] == []


def test_the_table_of_stages_stays_on_one_screen() -> None:
    assert len(STAGES) <= 12
    assert all(len(row.needs.split()) <= 5 for row in STAGES)
