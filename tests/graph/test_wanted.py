"""What was asked for, as constraints on a start."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from graph.known.wanted import Piece, Wanted

BERLIN = "Europe/Berlin"


def a_day(day: int, **more: object) -> Piece:
    return Piece(zone=BERLIN, first=date(2026, 11, day), last=date(2026, 11, day)).model_copy(update=more)


def wanting(*pieces: Piece) -> Wanted:
    return Wanted(words="", pieces=pieces)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo(BERLIN)).astimezone(UTC)


def test_a_day_and_a_clock_time_make_one_exact_start() -> None:
    wanted = wanting(a_day(26, clock=time(14)))

    assert wanted.exact == at(26, 14)
    assert wanted.fits(at(26, 14))
    assert not wanted.fits(at(26, 14, 30))


def test_a_new_day_keeps_the_time_that_was_said_before() -> None:
    wanted = wanting(a_day(26, clock=time(14))).narrowed(wanting(a_day(27)))

    assert wanted.exact == at(27, 14)


def test_a_new_time_keeps_the_day_that_was_said_before() -> None:
    afternoon = wanting(a_day(26, since=time(12), until=time(17)))

    wanted = afternoon.narrowed(wanting(Piece(zone=BERLIN, clock=time(16))))

    assert wanted.exact == at(26, 16)


def test_a_time_on_several_days_fits_each_of_them() -> None:
    week = wanting(Piece(zone=BERLIN, first=date(2026, 11, 23), last=date(2026, 11, 27)))

    wanted = week.narrowed(wanting(Piece(zone=BERLIN, clock=time(15))))

    assert wanted.exact is None
    assert wanted.fits(at(24, 15))
    assert wanted.fits(at(27, 15))
    assert not wanted.fits(at(28, 15))


def test_what_was_ruled_out_does_not_fit() -> None:
    wanted = Wanted(
        words="any day but thursday",
        pieces=(Piece(zone=BERLIN, first=date(2026, 11, 23), last=date(2026, 11, 27)),),
        excluded=(a_day(26),),
    )

    assert wanted.fits(at(25, 10))
    assert not wanted.fits(at(26, 10))


def test_a_day_is_looked_through_from_midnight_to_midnight_in_its_own_zone() -> None:
    window = wanting(a_day(26, clock=time(14))).hull(at(24, 9))

    assert window.start == at(26, 0)
    assert window.end == at(27, 0)


def test_today_is_looked_through_from_now_on() -> None:
    window = wanting(a_day(24)).hull(at(24, 9, 30))

    assert window.start == at(24, 9, 30)


def test_a_day_keeps_its_wall_clock_across_the_end_of_summer_time() -> None:
    before = Piece(zone=BERLIN, first=date(2026, 10, 24), last=date(2026, 10, 24), clock=time(9))
    after = Piece(zone=BERLIN, first=date(2026, 10, 26), last=date(2026, 10, 26), clock=time(9))

    assert before.exact == datetime(2026, 10, 24, 7, tzinfo=UTC)
    assert after.exact == datetime(2026, 10, 26, 8, tzinfo=UTC)
