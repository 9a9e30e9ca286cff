"""`python -m tests.replay [2025-12|2026-07] [--gaps] [--group NAME] [--from FOLDER]`.

How close the mock comes to a real server, per group; FOLDER holds the releases' folders, by default those beside the
repository.
"""

import asyncio
import sys
from pathlib import Path

from tests.replay.exchanges import FOLDERS, load, recordings
from tests.replay.player import Player, pretty
from tests.replay.report import differences, table


def main(arguments: list[str]) -> int:
    """Prints the table (and every difference with its reason); 0 also where there are no recordings."""
    release = next((word for word in arguments if word in FOLDERS), "2025-12")
    folder = recordings(release, Path(_value(arguments, "--from")) if "--from" in arguments else None)
    if folder is None:
        print(f"no recordings of {release} beside the repository; nothing to replay")
        return 0
    verdicts = asyncio.run(Player(release).play(load(folder)))
    if "--gaps" in arguments:
        group = _value(arguments, "--group") if "--group" in arguments else None
        for verdict in verdicts:
            if verdict.gaps and group in (None, verdict.exchange.group):
                print(pretty(verdict))
    print(table(verdicts, release))
    print(differences(verdicts))
    return 0


def _value(arguments: list[str], option: str) -> str:
    return arguments[arguments.index(option) + 1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
