"""The JSON Schema of scenario files, for editors: the forms, and the names that complete while one writes."""

import json
from pathlib import Path
from typing import Any

from evals.checks.said_words import known_questions
from evals.stories import accounts
from evals.stories.known_names import COUNTED, FAULTY, KNOBS, NODES, SLOTS, problems, slugs
from evals.stories.scenario import INVARIANTS, Scenario

SCHEMA = Path(__file__).parent / "schema" / "scenario.schema.json"
_Json = dict[str, Any]


def schema_text() -> str:
    """As it is committed in SCHEMA; a test keeps that current, and all our files valid by it."""
    schema = Scenario.model_json_schema(by_alias=True)
    forms = schema["$defs"]
    for form, key, names in _only():
        forms[form]["properties"][key] = _each_text(forms[form]["properties"][key], {"enum": list(names)})
    for form, key in _SLUGS:
        known = {"anyOf": [{"enum": list(slugs())}, {"type": "string"}]}
        forms[form]["properties"][key] = _each_text(forms[form]["properties"][key], known)
    forms["Expect"]["properties"]["slots"]["propertyNames"] = {"pattern": rf"^(?:{'|'.join(SLOTS)}|answers\..+)$"}
    for form in ("Account", "WorldEvent"):
        forms[form]["properties"]["knobs"]["propertyNames"] = {"enum": list(KNOBS)}
    schema["properties"]["skip_invariants"]["propertyNames"] = {"enum": list(INVARIANTS)}
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}, indent=2) + "\n"


# Where an event type is named; a file may have types of its own, so these are offered and others taken.
_SLUGS = (
    ("BookingSeed", "event_type"),
    ("CardExpect", "event_type"),
    ("Created", "event_type"),
    ("Chatter", "default_event_type"),
    ("TypeChange", "slug"),
    ("WorldEvent", "deletes_event_type"),
)


def _only() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Forms, their keys, and the only names that mean something there."""
    return (
        ("Account", "base", tuple(accounts.names())),
        ("CallRule", "op", COUNTED),
        ("Expect", "problem", problems()),
        ("Path", "includes", NODES),
        ("Path", "excludes", NODES),
        ("Path", "equals", NODES),
        ("ReplyExpect", "asks", ("confirmation", *known_questions())),
        ("When", "op", FAULTY),
    )


def _each_text(schema: Any, texts: _Json) -> Any:
    """The schema with each text in it narrowed, in lists and among alternatives too."""
    if isinstance(schema, list):
        return [_each_text(part, texts) for part in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: _each_text(value, texts) if key in ("anyOf", "items") else value for key, value in schema.items()}
    if kept.get("type") != "string":
        return kept
    del kept["type"]
    return kept | texts
