"""`python -m tests.replay [RELEASE] [--gaps] [--group NAME]`: how close the mock comes to a real server, per group."""

import asyncio
import sys

from tests.replay.exchanges import FOLDERS, load, recordings
from tests.replay.player import Player, pretty
from tests.replay.report import differences, table


def main(arguments: list[str]) -> int:
    """Prints the table (and every difference with its reason); 0 also where there are no recordings."""
    release = next((word for word in arguments if word in FOLDERS), "2025-12")
    folder = recordings(release)
    if folder is None:
        print(f"no recordings of {release} beside the repository; nothing to replay")
        return 0
    verdicts = asyncio.run(Player(release).play(load(folder)))
    if "--gaps" in arguments:
        group = arguments[arguments.index("--group") + 1] if "--group" in arguments else None
        for verdict in verdicts:
            if verdict.gaps and group in (None, verdict.exchange.group):
                print(pretty(verdict))
    print(table(verdicts, release))
    print(differences(verdicts))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
