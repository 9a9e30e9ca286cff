"""Reasons not to start at all, in a sentence that says what to do."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import typer


class CannotStart(Exception):
    """Printed as it is, without a traceback; the script ends with 1. `code` is for programs."""

    def __init__(self, sentence: str, code: str = "cannot_start") -> None:
        super().__init__(sentence)
        self.code = code


@contextmanager
def told_as_json() -> Iterator[None]:
    """A reason not to start is one object on stdout as well, for whoever reads only that."""
    try:
        yield
    except CannotStart as reason:
        _tell(reason.code, str(reason))
        raise
    except typer.BadParameter as reason:
        _tell(f"bad_{str(reason.param_hint or 'option').strip('-').replace('-', '_')}", reason.message)
        raise


def _tell(code: str, message: str) -> None:
    print(json.dumps({"error": {"code": code, "message": message}}), flush=True)
