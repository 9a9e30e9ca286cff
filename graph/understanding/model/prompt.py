"""What is sent to a language model: the schema without ballast, the dialogue as short typed JSON of cleaned text."""

import json
from typing import Any

from pydantic import JsonValue

from graph.understanding.dialogue import Dialogue, OptionSeen, Pending, PersonSeen
from graph.understanding.mail import mail_in
from graph.understanding.schema import Understanding
from graph.understanding.text import LONGEST, tidy

_LONGEST_TITLE = 120  # characters
_MOST_OPTIONS = 20
_KEPT = ("type", "enum", "required")
# What the schema takes in plain words as well costs half the tokens that way.
_WORDS: dict[str, dict[str, Any]] = {
    "guests": {"type": "array", "items": {"type": "string"}},
    "answers": {"type": "array", "items": {"type": "string"}},
    "removes": {"type": "string"},
    "swaps": {"type": "object", "properties": {"person": {"type": "string"}}},
    "unused": {"type": "string"},
}


def tool_schema() -> dict[str, Any]:
    """The schema of Understanding as an OpenAI function: references put in, defaults, titles and descriptions left out.

    The descriptions are in the system prompt; whatever comes back is checked against the full model.
    """
    full = Understanding.model_json_schema()
    shared = full.get("$defs", {})
    shared["Act"]["properties"] |= _WORDS
    del shared["Series"]["properties"]["said"]
    del shared["BookingWords"]["properties"]["count"]  # how many "all" are is looked up
    del shared["Act"]["properties"]["beside"]  # rare, and a model has `unused` for it
    parameters = _slim(full, shared)
    return {"name": "understanding", "description": "Its meaning.", "parameters": parameters}


def dialogue_json(message: str, dialogue: Dialogue, *, names_only: bool = False) -> str:
    """The one user message: where the talk stands, and what was said. Untrusted text is cleaned and capped.

    names_only: no address goes along but those the message itself has.
    """
    dialogue = _without_addresses(dialogue) if names_only else dialogue
    seen: dict[str, JsonValue] = {
        "now": f"{dialogue.now:%a %Y-%m-%d %H:%M}",
        "zone": dialogue.zone,
        "stage": dialogue.stage.value,
        "pending": _pending(dialogue.pending),
        "asked": [need.value for need in dialogue.asked],
        "fields": [[clean(field.slug), clean(field.label), *map(clean, field.options)] for field in dialogue.fields],
        "options": _options(dialogue.options[:_MOST_OPTIONS]),
        "listed": _options(dialogue.listed),
        "event_types": [[clean(event.title), *event.lengths] for event in dialogue.event_types],
        "recent": _pending(dialogue.recent),
        "people": _people(dialogue.people),
    }
    mail = mail_in(message)  # what others wrote is data; only what is not quoted is the message
    if mail is not None:
        who = " ".join(filter(None, (mail.name, mail.email if not names_only else None)))
        seen |= {"mail": {"from": clean(who), "subject": clean(mail.subject), "text": tidy(mail.text)}}
    told = {name: value for name, value in seen.items() if value}
    wish = mail.wish if mail else message
    return json.dumps({"dialogue": told, "message": tidy(wish)[:LONGEST]}, ensure_ascii=False, separators=(",", ":"))


def clean(text: str) -> str:
    """Text from elsewhere as harmless data: visible characters only, one line, at most 120 of them."""
    return tidy(text)[:_LONGEST_TITLE]


def _pending(pending: Pending | None) -> JsonValue:
    if pending is None:
        return None
    if pending.steps:
        return {"action": "several", "steps": [_pending(step) for step in pending.steps]}
    facts = {
        "action": pending.action.value,
        "event_type": pending.event_type and clean(pending.event_type),
        "start": pending.start and f"{pending.start:%a %Y-%m-%d %H:%M}",
        "person": pending.person and clean(pending.person),
        "email": pending.email and clean(pending.email),
        "title": pending.title and clean(pending.title),
    }
    return {name: value for name, value in facts.items() if value}


def _people(people: tuple[PersonSeen, ...]) -> JsonValue:
    """Each once: the name, and the addresses as far as they may be told."""
    return [[clean(name), *map(clean, emails)] for name, emails in dict.fromkeys((p.name, p.emails) for p in people)]


def _without_addresses(dialogue: Dialogue) -> Dialogue:
    pending, recent = (one and _without_address(one) for one in (dialogue.pending, dialogue.recent))
    options = tuple(option.model_copy(update={"label": _hidden(option.label)}) for option in dialogue.options)
    people = tuple(p.model_copy(update={"name": _hidden(p.name), "emails": ()}) for p in dialogue.people)
    return dialogue.model_copy(update={"pending": pending, "recent": recent, "options": options, "people": people})


def _without_address(one: Pending) -> Pending:
    steps = tuple(map(_without_address, one.steps))
    return one.model_copy(update={"email": None, "guests": (), "person": _hidden(one.person), "steps": steps})


def _hidden(text: str | None) -> str | None:
    """Somebody without a name is called by their address."""
    return text and " ".join(word for word in text.split() if "@" not in word)


def _options(options: tuple[OptionSeen, ...]) -> JsonValue:
    """ "1 Thu 26 Nov 14:00", then "2 14:30" on the same day; a label that says more than a time comes along."""
    lines: list[JsonValue] = []
    day = ""
    for option in options:
        clock = f"{option.start:%H:%M}" if option.start else ""
        new_day = f"{option.start:%a %d %b} " if option.start else ""
        label = "" if option.start and _only_a_time(option.label) else clean(option.label)
        lines.append(f"{option.n} {new_day if new_day != day else ''}{clock} {label}".rstrip())
        day = new_day
    return lines


def _only_a_time(label: str) -> bool:
    return sum(character.isdigit() for character in label) >= 3 and len(label) <= 40


def _slim(schema: dict[str, Any], shared: dict[str, Any]) -> dict[str, Any]:
    if reference := schema.get("$ref"):
        return _slim(shared[reference.rsplit("/", 1)[1]], shared)
    if choices := schema.get("anyOf"):
        return _slim(next(choice for choice in choices if choice.get("type") != "null"), shared)
    slim = {key: schema[key] for key in _KEPT if key in schema}
    if "properties" in schema:
        slim["properties"] = {name: _slim(part, shared) for name, part in schema["properties"].items()}
    if "items" in schema:
        slim["items"] = _slim(schema["items"], shared)
    return slim
