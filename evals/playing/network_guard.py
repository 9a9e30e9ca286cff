"""No way out of this machine while scenarios are played: a connection beyond loopback is refused."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_HERE = ("127.", "::1", "localhost")


class LeftTheMachine(OSError):
    """Something tried to reach another machine."""


@contextmanager
def only_loopback() -> Iterator[None]:
    """Refuse every other connection while the block lasts; also those that libraries make on their own."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def guarded(original: Any) -> Any:
        def to(self: socket.socket, address: Any) -> Any:
            host = address[0] if isinstance(address, tuple) else "127.0.0.1"
            if not str(host).startswith(_HERE):
                raise LeftTheMachine(f"a connection to {host} was refused: scenarios stay on this machine")
            return original(self, address)

        return to

    socket.socket.connect, socket.socket.connect_ex = guarded(connect), guarded(connect_ex)  # type: ignore[method-assign]
    try:
        yield
    finally:
        socket.socket.connect, socket.socket.connect_ex = connect, connect_ex  # type: ignore[method-assign]
