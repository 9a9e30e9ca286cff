"""A port on this machine, taken before anything slow starts, so that a busy one is said at once."""

import socket

from ui.failing import CannotStart

HOST = "127.0.0.1"


def listen(port: int) -> socket.socket:
    """A listening socket, on this machine only; 0 takes any free port. Raises CannotStart when the port is taken."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen()
    except OSError as error:
        listener.close()
        reason = f"Port {port} cannot be used ({error.strerror}). Another program may be using it"
        raise CannotStart(f"{reason}; stop that one, or choose another port: PORT=7861 make run") from error
    return listener
