"""A long run for `make soak`: confirmed operations through the terminal's JSON, with faults, and kill -9 now and then.

After them one long life in which nothing goes wrong tells how memory grows. The far side is a mocked Cal.com on
loopback, which tells afterwards what really happened.
"""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy import create_engine, text

from tools.mock_calcom.samples import sample_world
from tools.mock_calcom.server import MockServer
from tools.mock_calcom.world.world import World

_HANDED_ON = ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE")
_COMMAND = Path(sys.executable).with_name("calcom-agent")
_FIRST, _LAST = ("Ida", "Omar", "Lena", "Tomasz", "Grace", "Hugo"), ("Falk", "Vos", "Wilk", "Obi", "Lund", "Rey")
_PEOPLE = [f"{first} {last}" for first in _FIRST for last in _LAST]
_HOURS = ("10", "10:30", "11", "11:30", "12", "2pm", "2:30pm", "3pm", "3:30pm", "4pm", "4:30pm")
_DAYS = ("next tuesday", "next wednesday", "next thursday", "next friday")
_TALK = 100  # operations in one conversation
_WARM = 10  # operations until a new process has loaded all it needs
_MOST_GROWTH = 5.0  # MB per 1,000 turns of the long life
_FAULTS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("status", {"code": 500}),
    ("status", {"code": 503}),
    ("status", {"code": 429, "headers": {"Retry-After": "1"}}),
    ("drop_before_commit", {}),
    ("commit_then_drop", {}),
    ("commit_then_502", {}),
    ("commit_then_half_body", {}),
    ("bad_json", {}),
)
_ROUTES = (
    "GET /v2/slots",
    "GET /v2/bookings",
    "GET /v2/bookings/{uid}",
    "POST /v2/bookings",
    "POST /v2/bookings/{uid}/cancel",
    "POST /v2/bookings/{uid}/reschedule",
)


class Ended(RuntimeError):
    """The process ended without answering."""


class Chat:
    """One life of `calcom-agent chat --json` on a folder that outlives it."""

    def __init__(self, home: Path, server: MockServer, thread: str) -> None:
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "CALCOM_AGENT_HOME": str(home / "data"),
            "CALCOM_BASE_URL": server.base_url,
            "CALCOM_API_KEY": server.key,
            **{name: value for name in _HANDED_ON if (value := os.environ.get(name))},
        }
        command = [str(_COMMAND), "chat", "--json", "--thread", thread]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(  # noqa: S603 (our own command)
            command, cwd=home, env=environment, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True
        )
        self._read()

    def say(self, line: str) -> dict[str, Any]:
        """One line, and what was answered. Raises Ended."""
        self.send(line)
        return self._read()

    def send(self, line: str) -> None:
        """One line, without waiting for its answer. Raises Ended."""
        assert self._process.stdin
        try:
            print(line, file=self._process.stdin, flush=True)
        except BrokenPipeError as error:
            raise Ended from error

    def kill(self) -> None:
        """End it at once, whatever it is doing."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def close(self) -> None:
        """End of input, and the end of the process."""
        assert self._process.stdin
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process.wait(timeout=60)

    @property
    def megabytes(self) -> float:
        """Resident memory."""
        pages = Path(f"/proc/{self._process.pid}/statm").read_text().split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE") / 2**20

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout
        while line := self._process.stdout.readline():
            row: dict[str, Any] = json.loads(line)
            if "reply" in row or "interpreter" in row:
                return row
        raise Ended


@dataclass
class Tally:
    """What was agreed to, what was told, and how large it grew."""

    told: Counter[str] = field(default_factory=Counter)
    turns: int = 0
    approvals: int = 0
    kills: int = 0
    memory: list[tuple[int, float]] = field(default_factory=list)  # turns so far and MB, along the long life

    def lines(self, world: World, home: Path) -> list[str]:
        """The figures, one a line."""
        done = effects(world)
        hidden = done - self.told["success"]
        rows = _rows(home)
        disk = sum(path.stat().st_size for path in (home / "data").rglob("*") if path.is_file())
        return [
            f"operations {self.approvals}, turns {self.turns}, killed {self.kills} times; told {dict(self.told)}",
            f"effects {done}: {self.told['success']} told done, {hidden} of {self._open} that were open or cut short",
            f"rows left in sending: {rows['sending']} of {sum(rows.values())}",
            f"memory: {self.growth():+.1f} MB per 1,000 turns of one life, {self.growth(half=True):+.1f} later in it",
            f"disk: {disk / 1000 / max(self.turns, 1):.1f} kB a turn",
        ]

    def is_sound(self, world: World, home: Path) -> bool:
        """Whether every told success has its effect, every other effect an end that could not be told; and it rests."""
        is_told = 0 <= effects(world) - self.told["success"] <= self._open
        return is_told and not _rows(home)["sending"] and self.growth() <= _MOST_GROWTH

    def growth(self, *, half: bool = False) -> float:
        """MB per 1,000 turns of the long life, or of its second half; 0 when there was none."""
        seen = self.memory[len(self.memory) // 2 if half else 0 :]
        if len(seen) < 2:
            return 0.0
        (first, before), (last, after) = seen[0], seen[-1]
        return (after - before) / (last - first) * 1000

    @property
    def _open(self) -> int:
        return self.told["unknown"] + self.told["killed"]


def effects(world: World) -> int:
    """How often the calendar changed."""
    return sum(entry["kind"] == "booking" for entry in world.journal.entries)


def main(
    operations: Annotated[int, typer.Option(help="Confirmed operations")] = 1000,
    kill_every: Annotated[float, typer.Option(help="Seconds between two kill -9; 0: never")] = 60.0,
    faults: Annotated[float, typer.Option(help="Share of operations with a fault")] = 0.05,
    quiet: Annotated[int, typer.Option(help="Operations of the one long life, in which nothing goes wrong")] = 1000,
    seed: Annotated[int, typer.Option(help="Of the random choices")] = 1,
) -> None:
    """Print the figures; exit 1 where what was told and what happened differ."""
    world, chance, tally = sample_world(lambda: datetime.now(UTC)), random.Random(seed), Tally()
    world.rate_limit = 1_000_000
    with tempfile.TemporaryDirectory() as folder, MockServer(world) as server:
        soak = Soak(Path(folder), server, chance, tally, faults)
        soak.run(operations, kill_every or float("inf"))
        soak.live_long(quiet)
        Chat(Path(folder), server, "last").close()  # one more start, which looks into what was left open
        print("\n".join(tally.lines(world, Path(folder))))
        raise typer.Exit(0 if tally.is_sound(world, Path(folder)) else 1)


class Soak:
    """Books and cancels by turns, in conversations of some length, for as long as it is told."""

    def __init__(self, home: Path, server: MockServer, chance: random.Random, tally: Tally, faults: float) -> None:
        self._home, self._server, self._chance, self._tally, self._faults = home, server, chance, tally, faults
        self._given_up: set[str] = set()  # whose meeting could not be made or cancelled

    def run(self, operations: int, kill_every: float) -> None:
        """So many confirmed operations; each time that many seconds are over the process is killed in the next one."""
        alive_since = time.monotonic()
        while self._tally.approvals < operations:
            chat = Chat(self._home, self._server, f"soak-{self._tally.approvals}")
            for _ in range(_TALK):
                if time.monotonic() - alive_since > kill_every:
                    self._operate(chat, dying=True)
                    self._tally.kills, alive_since = self._tally.kills + 1, time.monotonic()
                    break
                self._operate(chat, dying=False)
            chat.close()

    def live_long(self, operations: int) -> None:
        """So many confirmed operations in one conversation with one process, whose memory is looked at after each."""
        self._faults = 0.0
        chat = Chat(self._home, self._server, "soak-quiet")
        last = self._tally.approvals + operations
        while self._tally.approvals < last:
            self._operate(chat, dying=False)
            if last - self._tally.approvals <= operations - _WARM:
                self._tally.memory.append((self._tally.turns, chat.megabytes))
        chat.close()

    def _operate(self, chat: Chat, *, dying: bool) -> None:
        """One wish and, where a card comes, the yes to it."""
        self._trouble()
        wish = self._wish()
        card = self._said(chat, wish)["card"]
        if card is None:
            return
        self._tally.approvals += 1
        if dying:
            chat.send("yes")
            time.sleep(self._chance.uniform(0, 0.2))
            chat.kill()
            self._tally.told["killed"] += 1
            return
        outcome = self._said(chat, "yes")["outcome"] or {}
        status = outcome.get("status", "nothing")
        self._tally.told[status] += 1
        if status != "success":  # it may be held for a while, as a person would be told: somebody else is seen then
            self._given_up.add(wish.partition(" with ")[2].partition(",")[0])

    def _said(self, chat: Chat, line: str) -> dict[str, Any]:
        self._tally.turns += 1
        return chat.say(line)

    def _wish(self) -> str:
        """Cancel what an earlier wish booked, or else book."""
        world = self._server.world
        live = [b.attendees[0].name for b in world.bookings.values() if b.alive and "soak" in b.attendees[0].email]
        if ours := [name for name in live if name not in self._given_up]:
            return f"cancel my call with {ours[0]}"
        self._given_up &= set(live)  # of the others nothing is left to be in the way
        who = self._chance.choice([name for name in _PEOPLE if name not in self._given_up])
        hour = self._chance.choice(_HOURS)
        address = f"{who.replace(' ', '.').lower()}.soak@example.test"
        return f"Book an intro call {self._chance.choice(_DAYS)} at {hour} with {who}, {address}"

    def _trouble(self) -> None:
        faults = self._server.world.faults
        faults.clear()
        if self._chance.random() < self._faults:
            kind, params = self._chance.choice(_FAULTS)
            faults.script(self._chance.choice(_ROUTES), kind, **params)


def _rows(home: Path) -> Counter[str]:
    """How many operations the journal has in each state."""
    engine = create_engine(f"sqlite:///{home / 'data' / 'operations.sqlite'}")
    with engine.connect() as sql:
        return Counter(str(row[0]) for row in sql.execute(text("SELECT state FROM operations")))


if __name__ == "__main__":
    typer.run(main)
