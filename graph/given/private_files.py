"""Files that only their owner can read."""

import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def private_files() -> Iterator[None]:
    """Files made inside are 0600, write-ahead logs included."""
    old = os.umask(0o177)
    try:
        yield
    finally:
        os.umask(old)
