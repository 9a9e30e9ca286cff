"""What differs between releases of Cal.com, one knob each, and the switches a test may turn."""

from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Literal, Self

RELEASES = ("default", "2025-12", "2026-07")


@dataclass(frozen=True)
class Knobs:
    """The defaults are the mock's own choice: 2025-12, save where that is a fault since mended. Source: contract §14.

    The second half does not tell releases apart: it makes the far side awkward on purpose (faults that are states of
    the world, not of one call).
    """

    reschedule_keeps_length: bool = True
    trpc_texts: Literal["specific", "one_per_status"] = "specific"
    newer_routes: bool = True
    guest_limits: bool = True
    disable_cancelling: bool = True
    display_email: bool = True
    host_reason_text: str = "Cancellation reason is required when you are the host"
    seat_cancel_text: str = "User not a host of this event or an admin of the booking user"
    number_fields: Literal["refused", "accepted"] = "refused"
    revive_on_confirm: bool = True
    seat_move_without_uid: Literal[500, 400] = 500
    rolling_window: Literal["plain", "start_ignored"] = "plain"
    slots_cache_s: float = 0.0
    race: Literal["one_wins", "all_win"] = "one_wins"
    move_race: Literal["both_win", "one_wins"] = "both_win"
    seats_order: Literal["as_booked", "any"] = "as_booked"
    pending_twin: Literal["replay", "conflict"] = "replay"
    series_conflict: Literal["first_stored", "nothing_stored"] = "first_stored"
    version_2026_02_25: bool = False
    list_without_query: Literal["own", "nothing"] = "own"
    unknown_token_on_public: Literal[401, 200] = 401
    guard_prefixes: bool = True
    past_and_window_form: Literal["A", "bare"] = "A"
    second_cancel: Literal["refused", "repeats_mail"] = "refused"
    repeat_reschedule: Literal["refused", "allowed"] = "refused"

    video_provider: Literal["works", "moves", "none"] = "works"
    bounds_text_link: bool = True
    metadata: Literal["keep", "drop"] = "keep"
    duplicate_rule: Literal["later", "none"] = "later"
    replica_lag_s: float = 0.0
    auth_required_on_uid_calls: bool = False
    reservation_blocks_others: bool = False
    steal_slot_after_check: bool = False
    take_off_by_one: bool = False
    date_filters_ignored: bool = False
    host_reason_required: bool = True
    commit_delay_s: float = 0.01

    @classmethod
    def of_release(cls, release: str) -> Self:
        """The preset of one release. Raises ValueError for a name that is not in RELEASES."""
        if release not in RELEASES:
            raise ValueError(f"unknown release {release!r}; known are {', '.join(RELEASES)}")
        return replace(cls(), **_PRESETS[release])

    def turned(self, changes: dict[str, Any]) -> Self:
        """These knobs with some turned. Raises ValueError for an unknown name."""
        unknown = set(changes) - {field.name for field in fields(self)}
        if unknown:
            raise ValueError(f"unknown knobs: {', '.join(sorted(unknown))}")
        return replace(self, **changes)

    def as_dict(self) -> dict[str, Any]:
        """Every knob by name."""
        return asdict(self)


# The recorders emptied the two-second cache of slot lists before every call: where recordings are replayed it is off.
_PRESETS: dict[str, dict[str, Any]] = {
    "default": {},
    "2025-12": {
        "slots_cache_s": 2.0,
        "seats_order": "any",
        "reschedule_keeps_length": False,
        "trpc_texts": "one_per_status",
        "newer_routes": False,
        "guest_limits": False,
        "disable_cancelling": False,
        "display_email": False,
        "rolling_window": "start_ignored",
    },
    "2026-07": {
        "slots_cache_s": 2.0,
        "seats_order": "any",
        "bounds_text_link": False,
        "host_reason_text": "Cancellation reason is required",
        "seat_cancel_text": "User not a host of this event",
        "rolling_window": "start_ignored",
    },
}
