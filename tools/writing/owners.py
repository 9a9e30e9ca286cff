"""Who holds a line of the journal, and whether that process still lives.

A host's name and a process id are not enough: two containers may share both. So a process is only ever called dead by
one that sees the same processes: same host, same boot of the machine, same PID namespace. Of all others nothing but
the time is known, and their lines are free when their minute is over.
"""

import hashlib
import os
import platform
import secrets
from pathlib import Path

_PROC = Path("/proc")


def this_process() -> str:
    """Names this process and no other: `place/pid/when it started/random`."""
    pid = os.getpid()
    return f"{_place()}/{pid}/{_started(pid)}/{secrets.token_hex(4)}"


def is_dead(owner: str) -> bool:
    """Whether the owner was a process that we would see if it still ran, and do not see. False when we cannot tell."""
    place, pid, started = [*owner.split("/"), "", ""][:3]
    if not place or place != _place() or not pid.isdecimal() or not started:
        return False
    return _started(int(pid)) != started


def _place() -> str:
    """Digest of host, boot and PID namespace, in which a process id means one process; "" where they are not told."""
    try:
        boot = (_PROC / "sys/kernel/random/boot_id").read_text(encoding="ascii")
        namespace = os.readlink(_PROC / "self/ns/pid")
    except OSError:
        return ""
    return hashlib.sha256(f"{platform.node()}\n{boot}\n{namespace}".encode()).hexdigest()[:16]


def _started(pid: int) -> str:
    """When a process started, in ticks since boot; "" when there is none, or only what its parent has yet to reap."""
    try:
        fields = (_PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if fields[0] in "ZX" else fields[19]
