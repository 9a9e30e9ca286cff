"""What the person has set for themselves, and the zone, instant and order of dates that their times are read in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, field_validator

from graph.when.words.zone_names import is_zone


class Preferences(BaseModel):
    """The person's own settings, kept per browser or passed by the terminal, never in the environment.

    Times are shown and understood in `zone`; None means the account's zone.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    zone: str | None = None
    date_order: Literal["DMY", "MDY", "YMD"] = "DMY"
    default_event_type: str | None = None  # slug
    role: Literal["host", "guest"] = "host"
    name: str | None = None  # the person's own, when role is guest
    email: str | None = None

    @field_validator("zone")
    @classmethod
    def _known(cls, zone: str | None) -> str | None:
        """An unknown zone is refused here: Cal.com would take it and break later."""
        if zone is not None and not is_zone(zone):
            raise ValueError(f"{zone!r} is no IANA time zone; write one like 'Europe/Berlin'")
        return zone


@dataclass(frozen=True)
class Locale:
    """What a person's times are read and said in: their zone (IANA), the present instant, their order of dates.

    is_host: it is their own calendar, so that "the host" is they.
    """

    zone: str
    now: datetime
    date_order: Literal["DMY", "MDY", "YMD"] = "DMY"
    is_host: bool = True
