"""YAML without opinions: only true, false, null and plain numbers are more than text; no key comes twice."""

import re
from pathlib import Path
from typing import Any

import yaml


class BadYaml(ValueError):
    """A file that is no YAML of our kind; the text says where."""


class _Loader(yaml.CSafeLoader):
    """The C parser with five resolvers instead of the default ones."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 (the library's own form)


for _tag, _pattern, _first in (
    ("bool", r"true|false", "tf"),
    ("null", r"null|~", "n~"),
    ("int", r"-?(?:0|[1-9][0-9]*)", "-0123456789"),
    ("float", r"-?(?:0|[1-9][0-9]*)\.[0-9]+", "-0123456789"),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"), [*_first])
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^$"), [""])


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in found:
            raise BadYaml(f"line {key_node.start_mark.line + 1}: the key {key!r} comes twice")
        found[key] = loader.construct_object(value_node, deep=True)
    return found


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def load(text: str) -> Any:
    """One document. Raises BadYaml."""
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 (a safe loader, only stricter)
    except yaml.YAMLError as error:
        raise BadYaml(str(error)) from error


def load_file(path: Path) -> Any:
    """As load; the error names the file."""
    try:
        return load(path.read_text(encoding="utf-8"))
    except BadYaml as error:
        raise BadYaml(f"{path}: {error}") from error
