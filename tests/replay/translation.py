"""Identifiers differ per run: learn which recorded one stands for which of ours, from answer to answer."""

import re
from dataclasses import dataclass, field
from typing import Any

_TEXT_KEYS = ("uid", "seatUid", "recurringBookingUid", "reservationUid", "linkId")
_UID = re.compile(
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?:(?<=%2F)|(?<![0-9A-Za-z]))[0-9A-Za-z]{20,22}(?![0-9A-Za-z])"
)
_KINDS = (("attendees", "attendees"), ("event-types", "event-types"), ("schedules", "schedules"))


@dataclass
class Translation:
    """Recorded → ours: uids as text, numeric ids per kind of thing."""

    texts: dict[str, str] = field(default_factory=dict)
    numbers: dict[tuple[str, int], int] = field(default_factory=dict)

    def learn(self, path: str, recorded: Any, ours: Any) -> None:
        """Walks both answers side by side."""
        kind = next((kind for part, kind in _KINDS if f"/{part}" in path.partition("?")[0]), None)
        self._walk(kind, recorded, ours)

    def text(self, text: str) -> str:
        """A text with every known recorded uid replaced."""
        return _UID.sub(lambda match: self.texts.get(match[0], match[0]), text)

    def request(self, text: str) -> str:
        """A path or a body with recorded uids and numeric ids replaced by ours."""
        text = self.text(text)
        for (kind, recorded), ours in self.numbers.items():
            if recorded == ours:
                continue
            text = re.sub(rf"(/{kind}/){recorded}\b", rf"\g<1>{ours}", text)
            name = {"event-types": "eventTypeId", "schedules": "scheduleId"}.get(kind)
            if name is not None:
                text = re.sub(rf'({name}"?[=:] ?){recorded}\b', rf"\g<1>{ours}", text)
        return text

    def _walk(self, kind: str | None, recorded: Any, ours: Any) -> None:
        if isinstance(recorded, dict) and isinstance(ours, dict):
            for name, value in recorded.items():
                if name in ours:
                    self._pair(kind, name, value, ours[name])
        elif isinstance(recorded, list) and isinstance(ours, list):
            if all(isinstance(item, dict) and "email" in item for item in [*recorded, *ours]):
                recorded, ours = _by_email(recorded), _by_email(ours)
            for one, other in zip(recorded, ours, strict=False):
                self._walk(kind, one, other)

    def _pair(self, kind: str | None, name: str, recorded: Any, ours: Any) -> None:
        both_texts = isinstance(recorded, str) and isinstance(ours, str)
        if both_texts and name in ("data", *_TEXT_KEYS):
            self.texts.setdefault(recorded, ours)
        elif both_texts and name == "icsUid":
            self.texts.setdefault(recorded.partition("@")[0], ours.partition("@")[0])
        elif name == "id" and kind is not None and isinstance(recorded, int) and isinstance(ours, int):
            self.numbers.setdefault((kind, recorded), ours)
        else:
            self._walk(None if name in ("users", "hosts", "eventType", "schedule") else kind, recorded, ours)


def _by_email(people: list[Any]) -> list[Any]:
    """Attendees come back in no particular order."""
    return sorted(people, key=lambda person: str(person["email"]))
