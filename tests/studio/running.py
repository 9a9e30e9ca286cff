"""`langgraph dev` as a person starts it: a process of its own with an empty environment and its own data folder."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx

ROOT = Path(__file__).parent.parent.parent


@contextmanager
def studio_served(home: Path, **variables: str) -> Iterator[str]:
    """The server's address. What it keeps of conversations lies in a folder below `home`, as does its log."""
    url = f"http://127.0.0.1:{a_free_port()}"
    program = str(Path(sys.executable).parent / "langgraph")
    command = [program, "dev", "--no-browser", "--no-reload", "--config", str(_checkout(home) / "langgraph.json")]
    env = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HOME": str(home),
        "CALCOM_AGENT_HOME": str(home / "data"),
        "LANGGRAPH_CLI_NO_ANALYTICS": "1",
        "LANGGRAPH_NO_VERSION_CHECK": "true",
        **variables,
    }
    command += ["--port", url.rpartition(":")[2]]
    with (home / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=home / "checkout", env=env, stdout=log, stderr=log)
        try:
            wait_until_it_answers(url, process, home / "log")
            yield url
        finally:
            process.terminate()
            process.wait(timeout=20)


def a_free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_until_it_answers(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        try:
            httpx.get(f"{url}/about").raise_for_status()
            return
        except httpx.HTTPError:
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=0.1)
                break
    raise AssertionError(log.read_text()[-3000:])


def _checkout(home: Path) -> Path:
    """A folder with what that server reads of ours, so that two of them do not write into one folder."""
    folder = home / "checkout"
    folder.mkdir(exist_ok=True)
    for name in ("langgraph.json", "graph", "tools", "pyproject.toml", "system_prompt.txt"):
        if not (folder / name).exists():
            (folder / name).symlink_to(ROOT / name)
    return folder
