"""Which IANA zone the words name on a given day, and local wall times turned into exact moments."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from graph.when.context import TimeContext
from graph.when.meanings.options import CannotBe, Options, one, several
from graph.when.resolution import Reason
from graph.when.words.tree import ZoneSaid
from graph.when.words.zone_names import ZoneWord, offset_zone


def zone_of(said: ZoneSaid | None, day: date, context: TimeContext) -> Options[str]:
    """The zone meant, best reading first; the person's own when none is said.

    Raises:
        CannotBe: "their time" with nobody's zone known, or an offset no IANA zone has.
    """
    if said is None:
        return one(context.user_zone)
    if said.zone is None:
        return one(_by_offset(said.offset or 0))
    if said.zone.region == "mine":
        return one(context.user_zone)
    if said.zone.region == "theirs":
        if context.their_zone is None:
            raise CannotBe(Reason.ZONE_UNKNOWN)
        return one(context.their_zone)
    return (
        one(said.zone.region) if said.zone.offset is None else _abbreviated(said.zone, said.zone.offset, day, context)
    )


def _by_offset(minutes: int) -> str:
    zone = offset_zone(minutes)
    if zone is None:
        raise CannotBe(Reason.ZONE_UNKNOWN)
    return zone


def _abbreviated(word: ZoneWord, offset: int, day: date, context: TimeContext) -> Options[str]:
    """ "PST" is Los Angeles while its clock agrees; in summer it may be the region or the bare offset."""
    for own in (context.user_zone, context.host_zone):
        if own and _noon(day, own).tzname() == word.said:
            return one(own)
    if _noon(day, word.region).utcoffset() == timedelta(minutes=offset):
        note = () if word.region.startswith("Etc/") else (f"{word.said} read as {word.region}",)
        return one(word.region, *note)
    warning = f"{word.said} is not what clocks show in {word.region} on that day"
    return several((word.region, _by_offset(offset)), Reason.ZONE_IS_AMBIGUOUS, warning)


def _noon(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(12), ZoneInfo(zone))


def moments_at(day: date, minute: int, zone: str) -> list[datetime]:
    """The moments at which clocks in `zone` show this wall time: two when the hour repeats, none when it is skipped."""
    wall = wall_time(day, minute)
    readings = [wall.replace(tzinfo=ZoneInfo(zone), fold=fold) for fold in (0, 1)]
    real = [moment for moment in readings if _is_real(moment)]
    return real if len(real) == 2 and real[0].utcoffset() != real[1].utcoffset() else real[:1]


def beside_the_gap(day: date, minute: int, zone: str) -> tuple[datetime, datetime]:
    """The moments before and after a skipped wall time, as far from it as the clocks jump."""
    wall = wall_time(day, minute).replace(tzinfo=ZoneInfo(zone))
    after, before = (wall.replace(fold=fold).astimezone(UTC).astimezone(wall.tzinfo) for fold in (0, 1))
    return before, after


def edge_at(day: date, minute: int, zone: str, *, last: bool = False) -> datetime:
    """The moment where a stretch begins or ends: past a gap, and around the whole of a repeated hour."""
    moments = moments_at(day, minute, zone)
    if not moments:
        return beside_the_gap(day, minute, zone)[1]
    return moments[-1] if last else moments[0]


def wall_time(day: date, minute: int) -> datetime:
    return datetime.combine(day, time(0)) + timedelta(minutes=minute)


def _is_real(moment: datetime) -> bool:
    """Does this wall time exist? A skipped one comes back changed from UTC."""
    return moment.astimezone(UTC).astimezone(moment.tzinfo).replace(tzinfo=None) == moment.replace(tzinfo=None)
