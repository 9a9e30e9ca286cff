"""Request bodies and query strings, read the way the real server's parsers read them."""

import json
from typing import Any
from urllib.parse import parse_qsl

from tools.mock_calcom.wire.calls import Query
from tools.mock_calcom.wire.errors import Refusal

_BLANKS = " \t\r\n"  # what JSON takes for white space; Python's own idea is wider


def parse_query(raw: str) -> Query:
    """Names to values; a repeated name (or one written `name[]`) becomes a list. `+` is a blank."""
    query: Query = {}
    for name, value in parse_qsl(raw, keep_blank_values=True):
        as_list, name = name.endswith("[]"), name.removesuffix("[]")
        before = query.get(name)
        if before is None:
            query[name] = [value] if as_list else value
        else:
            query[name] = [*(before if isinstance(before, list) else [before]), value]
    return query


def parse_body(raw: bytes, content_type: str) -> Any:
    """The JSON body; {} when there is none or when it is not JSON by its type.

    Raises Refusal 400 with the JSON parser's words (ours come close, they are not its very own everywhere).
    """
    if not raw.strip(_BLANKS.encode()) or "json" not in content_type.lower():
        return {}
    try:
        text = raw.decode("utf-8")
        begun = text.lstrip(_BLANKS)
        if begun[:1] not in ("{", "["):
            raise Refusal(400, _unexpected(text, len(text) - len(begun)))
        return json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise Refusal(400, _complaint(error)) from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise Refusal(400, "Unexpected end of JSON input") from error


def _complaint(error: json.JSONDecodeError) -> str:
    if error.pos >= len(error.doc.rstrip(_BLANKS)):
        return "Unexpected end of JSON input"
    if error.msg.startswith("Unterminated string"):
        return f"Unterminated string in JSON at position {len(error.doc)}"
    return _unexpected(error.doc, error.pos)


def _unexpected(text: str, at: int) -> str:
    return f"Unexpected token '{text[at]}', \"{text[:40]}\" is not valid JSON"


def _no_constant(name: str) -> Any:
    raise Refusal(400, f"Unexpected token '{name[0]}', \"{name}\" is not valid JSON")
