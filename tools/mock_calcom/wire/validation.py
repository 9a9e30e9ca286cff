"""The two validators of Cal.com: one long string (bookings, slots) and the list of properties (everything else)."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from tools.mock_calcom.wire.errors import Refusal, query_form, server_fault
from tools.mock_calcom.world.timestamps import find_zone, parse_instant

LANGUAGES = (
    "ar, ca, de, es, eu, he, id, ja, lv, pl, ro, sr, th, vi, az, cs, el, es-419, fi, hr, it, km, nl, pt, ru, sv, tr, "
    "zh-CN, bg, da, en, et, fr, hu, iw, ko, no, pt-BR, sk, ta, uk, zh-TW, bn"
)
WEEK_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MISSING = object()


class Complaints:
    """Collects `<prop> property is wrong,<reason> ` until there is one string to refuse with."""

    def __init__(self) -> None:
        self.items: list[str] = []

    def add(self, name: str, *reasons: str) -> None:
        """One property and why it is wrong."""
        self.items.append(f"{name} property is wrong,{', '.join(reasons)} ")

    def nest(self, name: str, inner: "Complaints") -> None:
        """The complaints about an object's own properties."""
        if inner.items:
            self.items.append(f"{name} property is wrong, {', '.join(inner.items)}")

    def unknown(self, given: Iterable[str], allowed: Iterable[str]) -> None:
        """Refuse every name that is not allowed."""
        for name in given:
            if name not in allowed:
                self.add(name, f"property {name} should not exist")

    def check(self) -> None:
        """Raises Refusal 400 when anything was collected."""
        if self.items:
            raise Refusal(400, ", ".join(self.items))


Rule = Callable[[str, Any], dict[str, str]]


class QueryForm:
    """Collects the entries of the global validation for one target object."""

    def __init__(self, target: Any) -> None:
        self.target = target
        self.errors: list[dict[str, Any]] = []

    def rule(self, name: str, check: Rule, *, required: bool = False) -> None:
        """Applies a rule to one property; a missing one only matters when required."""
        value = self.target.get(name, _MISSING)
        if value is _MISSING and not required:
            return
        constraints = check(name, None if value is _MISSING else value)
        if constraints:
            self.fail(name, constraints)

    def fail(self, name: str, constraints: dict[str, str] | None, children: list[dict[str, Any]] | None = None) -> None:
        """One refused property, as class-validator prints it."""
        entry: dict[str, Any] = {"target": self.target}
        if name in self.target if isinstance(self.target, dict) else True:
            entry["value"] = self.target[name] if isinstance(self.target, dict) else self.target[int(name)]
        entry |= {"property": name, "children": children or []}
        if constraints is not None:
            entry["constraints"] = constraints
        self.errors.append(entry)

    def check(self) -> None:
        """Raises Refusal 400 in query form when anything failed."""
        if self.errors:
            raise query_form(self.errors)


def is_string(name: str, value: Any) -> dict[str, str]:
    """A string."""
    return {} if isinstance(value, str) else {"isString": f"{name} must be a string"}


def is_boolean(name: str, value: Any) -> dict[str, str]:
    """A JSON boolean."""
    return {} if isinstance(value, bool) else {"isBoolean": f"{name} must be a boolean value"}


def is_zone(name: str, value: Any) -> dict[str, str]:
    """An IANA zone name."""
    return {} if find_zone(value) else {"isTimeZone": f"{name} must be a valid IANA time-zone"}


def is_instant(name: str, value: Any) -> dict[str, str]:
    """An ISO 8601 text."""
    if parse_instant(value) is not None:
        return {}
    return {"isDateString": f"{name} must be a valid ISO 8601 date string"}


def at_least(least: int) -> Rule:
    """An integer not below `least`; beyond 32 bit the check itself faults, as the server's database does."""

    def check(name: str, value: Any) -> dict[str, str]:
        whole = is_integer(value)
        if whole:
            body_id(value)
        wrong = {} if whole and value >= least else {"min": f"{name} must not be less than {least}"}
        return wrong if whole else wrong | {"isInt": f"{name} must be an integer number"}

    return check


def one_of(*allowed: str) -> Rule:
    """One of a fixed list of strings."""

    def check(name: str, value: Any) -> dict[str, str]:
        if value in allowed:
            return {}
        return {"isIn": f"{name} must be one of the following values: {', '.join(allowed)}"}

    return check


def is_integer(value: Any) -> bool:
    """A whole JSON number, booleans excluded."""
    return isinstance(value, int) and not isinstance(value, bool)


def path_id(text: str) -> int:
    """A numeric id from the path; Cal.com's database faults on anything beyond 32 bit (500)."""
    if not re.fullmatch(r"-?\d{1,10}", text) or not -(2**31) <= int(text) < 2**31:
        raise server_fault()
    return int(text)


def body_id(value: int) -> int:
    """A number from a body or a query; beyond 32 bit it is a fault of the database (500)."""
    if not -(2**31) <= value < 2**31:
        raise server_fault()
    return value


def is_email(value: Any) -> bool:
    """Roughly what Cal.com's schema takes for an e-mail address."""
    pattern = r"[A-Za-z0-9_+'-]+(\.[A-Za-z0-9_+'-]+)*@([A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}"
    return isinstance(value, str) and re.fullmatch(pattern, value) is not None


def is_phone(value: Any) -> bool:
    """An international number: + and 8 to 15 digits, blanks and dashes allowed between."""
    return isinstance(value, str) and re.fullmatch(r"\+[1-9]\d{7,14}", re.sub(r"[\s()-]", "", value)) is not None
