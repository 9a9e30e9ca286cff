"""Who can play: the assistant as it is, and its deliberately broken kin."""

from evals.stage import Cast


class UnknownCast(ValueError):
    """No interpreter or mutant of that name."""


def cast_named(name: str, mutant: str | None = None) -> Cast:
    """By name. Raises UnknownCast."""
    if name == "offline":
        return Cast(mutant=mutant)
    raise UnknownCast(f"unknown interpreter {name!r}")
