"""The people of the calendar, against the mocked Cal.com: who they are, what it costs, when it is read anew."""

from datetime import timedelta
from typing import Any

from tests.tools.calendar import NOW, MockedCalendar, a_calendar
from tools.mock_calcom.seeding import put_booking
from tools.people import KnownPerson, known_people, look_up

_DAY = timedelta(days=1)


def put(mock: MockedCalendar, name: str, email: str, days: float, **more: Any) -> None:
    """A booking that many days from now."""
    kind = next(iter(mock.world.event_types.values()))
    put_booking(mock.world, kind, NOW + days * _DAY, name, email, **more)


async def named(mock: MockedCalendar, name: str) -> list[KnownPerson]:
    return [person for person in await known_people(mock.calcom) if person.name == name]


async def test_somebody_is_known_with_address_zone_kinds_and_both_meetings() -> None:
    mock = a_calendar()
    put(mock, "Ida Falk", "ida@falk.test", -20, time_zone="Asia/Tokyo")
    put(mock, "Ida Falk", "ida@falk.test", 3, time_zone="Asia/Tokyo")

    [ida] = await named(mock, "Ida Falk")

    assert ida.addresses == ("ida@falk.test",)
    assert ida.zone == "Asia/Tokyo"
    assert ida.kinds == (next(iter(mock.world.event_types)),)
    assert (ida.last, ida.next) == (NOW - 20 * _DAY, NOW + 3 * _DAY)
    assert not ida.is_guest
    assert not ida.is_gone


async def test_a_new_address_comes_before_the_old_one() -> None:
    mock = a_calendar()
    put(mock, "John Hale", "john@old.test", -90)
    put(mock, "John Hale", "john@new.test", -10)

    [john] = await named(mock, "John Hale")

    assert john.addresses == ("john@new.test", "john@old.test")


async def test_two_of_one_name_who_both_have_meetings_to_come_are_two() -> None:
    mock = a_calendar()
    put(mock, "John Hale", "john@one.test", 2)
    put(mock, "John Hale", "john@two.test", 5)

    johns = await named(mock, "John Hale")

    assert [john.addresses for john in johns] == [("john@one.test",), ("john@two.test",)]


async def test_people_who_share_an_address_stay_themselves() -> None:
    mock = a_calendar()
    put(mock, "Una Gray", "office@gray.test", 2)
    put(mock, "Ben Gray", "office@gray.test", 3)
    put(mock, "Una", "office@gray.test", -3)

    people = [person.name for person in await known_people(mock.calcom) if "office@gray.test" in person.addresses]

    assert sorted(people) == ["Ben Gray", "Una Gray"]


async def test_a_guest_is_known_by_the_words_of_the_address_and_marked() -> None:
    mock = a_calendar()
    put(mock, "Ida Falk", "ida@falk.test", 3, guests=["bo.lind@falk.test"])

    [bo] = await named(mock, "Bo Lind")

    assert bo.is_guest
    assert bo.addresses == ("bo.lind@falk.test",)


async def test_somebody_of_cancelled_bookings_alone_is_known_and_marked() -> None:
    mock = a_calendar()
    put(mock, "Pia Gone", "pia@gone.test", -4, status="cancelled")
    put(mock, "Ole Gone", "ole@gone.test", 4, status="cancelled")

    [pia], [ole] = await named(mock, "Pia Gone"), await named(mock, "Ole Gone")

    assert pia.is_gone
    assert ole.is_gone
    assert pia.last is ole.next is None


async def test_of_very_many_the_newest_past_and_the_next_to_come_are_known() -> None:
    mock = a_calendar()
    for n in range(260):
        put(mock, f"Past {n}", f"past{n}@many.test", -1 - n / 4)
        put(mock, f"Coming {n}", f"coming{n}@many.test", 1 + n / 4)

    known = {person.name for person in await known_people(mock.calcom)}

    assert {"Past 0", "Past 200", "Coming 0", "Coming 200"} <= known
    assert known.isdisjoint({"Past 259", "Coming 259"})


async def test_what_ended_half_a_year_ago_is_left_out_even_where_dates_are_ignored() -> None:
    mock = a_calendar(date_filters_ignored=True)
    put(mock, "Abe Long", "abe@ago.test", -200)

    assert await named(mock, "Abe Long") == []


async def test_a_name_of_long_ago_is_looked_up() -> None:
    mock = a_calendar()
    put(mock, "Abe Long", "abe@ago.test", -400)

    [abe] = await look_up(mock.calcom, name="Abe Long")

    assert abe.addresses == ("abe@ago.test",)


async def test_the_host_is_not_one_of_them() -> None:
    mock = a_calendar()
    own = (await mock.calcom.me()).email
    put(mock, "Me Myself", own, 2)

    assert await named(mock, "Me Myself") == []


async def test_it_takes_two_calls_then_none_until_ten_minutes_are_over() -> None:
    mock = a_calendar()

    await known_people(mock.calcom)
    first = len(mock.line.sent)
    await known_people(mock.calcom)
    again = len(mock.line.sent)
    mock.world.clock.advance(timedelta(minutes=10))
    await known_people(mock.calcom)

    assert (first, again, len(mock.line.sent)) == (2, 2, 4)


async def test_after_a_booking_of_ours_it_is_read_anew() -> None:
    mock = a_calendar()
    assert await named(mock, "Ana Ruiz") == []

    await mock.calcom.create_booking(await mock.request())

    [ana] = await named(mock, "Ana Ruiz")
    assert ana.addresses == ("ana@example.test",)


async def test_what_was_read_while_a_booking_was_made_is_not_kept() -> None:
    mock = a_calendar()
    request = await mock.request()

    async def before_it(_: object) -> None:
        await known_people(mock.calcom)

    mock.line.on_post = before_it
    await mock.calcom.create_booking(request)

    assert len(await named(mock, "Ana Ruiz")) == 1


async def test_the_address_of_a_meeting_that_stands_goes_before_that_of_a_cancelled_one() -> None:
    mock = a_calendar()
    put(mock, "Ida Falk", "ida@stands.test", -30)
    put(mock, "Ida Falk", "ida@cancelled.test", -5, status="cancelled")

    [ida] = await named(mock, "Ida Falk")

    assert ida.addresses == ("ida@stands.test", "ida@cancelled.test")


async def test_a_cancelled_meeting_is_not_the_next_one() -> None:
    mock = a_calendar()
    put(mock, "Ida Falk", "ida@falk.test", 3, status="cancelled")
    put(mock, "Ida Falk", "ida@falk.test", 5)

    [ida] = await named(mock, "Ida Falk")

    assert ida.next == NOW + 5 * _DAY


async def test_somebody_who_came_once_as_a_guest_and_once_alone_is_no_guest() -> None:
    mock = a_calendar()
    put(mock, "Ida Falk", "ida@falk.test", 3, guests=["bo.lind@falk.test"])
    put(mock, "Bo Lind", "bo.lind@falk.test", 4)

    [bo] = await named(mock, "Bo Lind")

    assert not bo.is_guest


async def test_a_zone_that_does_not_exist_is_not_believed() -> None:
    mock = a_calendar()
    put(mock, "Ida Falk", "ida@falk.test", -9, time_zone="Asia/Tokyo")
    put(mock, "Ida Falk", "ida@falk.test", -2, time_zone="Mars/Base_One")

    [ida] = await named(mock, "Ida Falk")

    assert ida.zone == "Asia/Tokyo"
