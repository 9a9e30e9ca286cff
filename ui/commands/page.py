"""`calcom-agent ui`: serves the chat page until interrupted."""

import asyncio
import contextlib

from ui.page.listening import listen
from ui.shifted_clock import clock_from


def run(port: int, *, now: str | None, fresh: bool) -> None:
    """Serve on this port of this machine. Raises CannotStart when the port is taken or the service cannot be opened."""
    clock = clock_from(now, zone=None)
    with contextlib.closing(listen(port)) as listener, contextlib.suppress(KeyboardInterrupt):
        from ui.page.serving import serve_page  # takes seconds to import, so only with the port in hand

        asyncio.run(serve_page(listener, clock, fresh=fresh))
