"""A person's words lead to the event type they mean, or to a question; never to a guess or a hidden one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.calcom.models import EventType
from tools.event_types import Match, NoMatch, One, Several, hidden_named, match_event_type, visible


def a_type(id: int, title: str, slug: str, minutes: int, *options: int, hidden: bool = False) -> EventType:
    return EventType(
        id=id, title=title, slug=slug, length_in_minutes=minutes, length_in_minutes_options=options, hidden=hidden
    )


ACCOUNT = [
    a_type(101, "Intro call", "intro", 15),
    a_type(102, "30 minute meeting", "30min", 30),
    a_type(103, "Consultation", "consultation", 60, 30, 60, 90),
    a_type(104, "Project review", "project-review", 45),
    a_type(105, "Workshop für Führungskräfte", "workshop", 120),
    a_type(106, "Private coaching", "private-coaching", 60, hidden=True),
]


def meant(match: Match) -> str:
    assert isinstance(match, One), match
    return match.event_type.slug


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("intro", "intro"),
        ("Intro Call", "intro"),
        ("an intro call please", "intro"),
        ("introduction", "intro"),
        ("102", "30min"),
        ("30min", "30min"),
        ("project-review", "project-review"),
        ("the project review", "project-review"),
        ("review", "project-review"),
        ("quick chat", "intro"),
        ("something short", "intro"),
        ("consulation", "consultation"),
        ("Consultaton", "consultation"),
        ("wrkshop", "workshop"),
        ("workshop fur fuhrungskrafte", "workshop"),
        ("Führungskräfte", "workshop"),
        ("consult", "consultation"),
        ("the longest", "workshop"),
        ("CONSULTATION!!!", "consultation"),
    ],
)
def test_words_lead_to_the_type_they_mean(words: str, slug: str) -> None:
    assert meant(match_event_type(words, ACCOUNT)) == slug


@pytest.mark.parametrize(
    ("words", "length_words", "minutes", "slug"),
    [
        ("the hour one", "the hour one", 60, "consultation"),
        ("an hour", "an hour", 60, "consultation"),
        ("half an hour", "half an hour", 30, "30min"),
        ("a half hour meeting", "half hour", 30, "30min"),
        ("30-minute meeting", "30-minute", 30, "30min"),
        ("30 minute meeting", "30 minute", 30, "30min"),
        ("15 min", "15 min", 15, "intro"),
        ("90 minutes", "90 minutes", 90, "consultation"),
        ("the 45 minute one", "45 minute", 45, "project-review"),
    ],
)
def test_a_length_alone_leads_to_the_type_that_has_it(words: str, length_words: str, minutes: int, slug: str) -> None:
    match = match_event_type(words, ACCOUNT, duration=minutes, length_words=length_words)

    assert meant(match) == slug


@pytest.mark.parametrize(
    ("words", "length_words", "minutes", "duration", "not_offered"),
    [
        ("consultation", "", None, None, None),
        ("90 minute consultation", "90 minute", 90, 90, None),
        ("consultation for half an hour", "half an hour", 30, 30, None),
        ("a 45 minute consultation", "45 minute", 45, None, 45),
        ("intro for an hour", "an hour", 60, None, 60),
        ("15 minute intro", "15 minute", 15, None, None),
    ],
)
def test_a_length_is_a_choice_or_a_misfit_and_is_told_apart(
    words: str, length_words: str, minutes: int | None, duration: int | None, not_offered: int | None
) -> None:
    match = match_event_type(words, ACCOUNT, duration=minutes, length_words=length_words)

    assert isinstance(match, One)
    assert (match.duration, match.not_offered) == (duration, not_offered)


TITLED = [
    a_type(1, "Consultation 30 min", "consultation-short", 30),
    a_type(2, "Consultation 60 min", "consultation-full", 60),
    a_type(3, "Coffee (20 minutes)", "coffee", 20),
]


@pytest.mark.parametrize(
    ("words", "length_words", "minutes", "slug"),
    [
        ("Consultation 30 min", "30 min", 30, "consultation-short"),
        ("an hour consultation", "an hour", 60, "consultation-full"),
        ("sixty minute consultation", "sixty minute", 60, "consultation-full"),
        ("coffee", "", None, "coffee"),
        ("coffee (20 minutes)", "20 minutes", 20, "coffee"),
    ],
)
def test_a_title_that_tells_its_length_is_found_by_its_name_and_its_length(
    words: str, length_words: str, minutes: int | None, slug: str
) -> None:
    match = match_event_type(words, TITLED, duration=minutes, length_words=length_words)

    assert meant(match) == slug


def test_nothing_said_is_a_question_about_all_visible_types() -> None:
    match = match_event_type("", ACCOUNT)

    assert isinstance(match, Several)
    assert [t.slug for t in match.candidates] == ["intro", "30min", "consultation", "project-review", "workshop"]


@pytest.mark.parametrize("default", ["consultation", 103, "103"])
@pytest.mark.parametrize("words", ["", "a meeting", "a call", "something"])
def test_the_default_type_needs_no_question(default: int | str, words: str) -> None:
    assert meant(match_event_type(words, ACCOUNT, default=default)) == "consultation"


def test_a_slug_that_tells_a_wrong_length_is_still_the_slug() -> None:
    match = match_event_type(
        "30min", [a_type(1, "Sync", "30min", 25), a_type(2, "Talk", "talk", 30)], duration=30, length_words="30min"
    )

    assert meant(match) == "30min"


def test_the_default_does_not_overrule_what_was_said() -> None:
    assert meant(match_event_type("intro", ACCOUNT, default="consultation")) == "intro"


def test_a_hidden_or_unknown_default_is_no_default() -> None:
    assert isinstance(match_event_type("", ACCOUNT, default="private-coaching"), Several)
    assert isinstance(match_event_type("", ACCOUNT, default="gone"), Several)


def test_a_single_visible_type_needs_no_question() -> None:
    assert meant(match_event_type("", [ACCOUNT[0], ACCOUNT[5]])) == "intro"
    assert meant(match_event_type("a meeting", [ACCOUNT[0], ACCOUNT[5]])) == "intro"


@pytest.mark.parametrize("words", ["private coaching", "private-coaching", "106", "coaching"])
def test_a_hidden_type_is_never_meant_and_never_offered(words: str) -> None:
    match = match_event_type(words, ACCOUNT)

    assert isinstance(match, NoMatch)
    assert all(not t.hidden for t in match.offered)


def test_two_that_fit_equally_well_are_a_question() -> None:
    account = [
        a_type(1, "Sales call", "sales", 30),
        a_type(2, "Support call", "support", 30),
        a_type(3, "Support call, long", "support-long", 60),
    ]

    support = match_event_type("supprt", account)
    half_hour = match_event_type("30 minutes", account, duration=30, length_words="30 minutes")

    assert isinstance(support, Several)
    assert [t.slug for t in support.candidates] == ["support", "support-long"]
    assert isinstance(half_hour, Several)
    assert [t.slug for t in half_hour.candidates] == ["sales", "support"]
    assert meant(match_event_type("an hour of support", account, duration=60, length_words="an hour")) == "support-long"
    assert meant(match_event_type("support", account, duration=60)) == "support-long"
    assert meant(match_event_type("support", account)) == "support"  # its very slug


def test_a_type_like_none_comes_with_all_that_can_be_booked() -> None:
    match = match_event_type("yoga", ACCOUNT)

    assert isinstance(match, NoMatch)
    assert match.offered == visible(ACCOUNT)


def test_an_account_without_types_has_nothing_to_offer() -> None:
    assert match_event_type("intro", []) == NoMatch(())
    assert match_event_type("", []) == NoMatch(())


@given(st.text(max_size=200), st.one_of(st.none(), st.integers(), st.text(max_size=10)), st.integers() | st.none())
def test_no_text_whatever_breaks_the_search_or_finds_a_hidden_type(
    words: str, default: int | str | None, duration: int | None
) -> None:
    match = match_event_type(words, ACCOUNT, default=default, duration=duration)

    assert not isinstance(match, One) or not match.event_type.hidden


@pytest.mark.parametrize(
    ("title", "said", "is_named"),
    [
        ("Board retreat", "book a board retreat on Friday", True),
        ("Board retreat", "book a BOARD-retreat, on Friday", True),
        ("Board retreat", "book a boarding retreat on Friday", False),
        ("Board retreat", "book an intro call", False),
        ("Meeting", "book a meeting with Ana", False),  # words for any
        ("30 min call", "book a 30 min call", False),
        ("Consultation", "book a consultation", False),  # a visible one is called so, too
    ],
)
def test_a_hidden_type_is_known_by_its_whole_title(title: str, said: str, is_named: bool) -> None:
    types = [a_type(1, "Consultation", "consultation", 30), a_type(2, title, "x", 30, hidden=True)]

    found = hidden_named(said, types)

    assert (found is not None) is is_named
