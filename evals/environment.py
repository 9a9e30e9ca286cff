"""What must be set before the libraries load: no telemetry, no stray files, no keys, strict checkpoints.

The entry points set it (`python -m evals`, `python -m evals.bench`, `pytest evals`), and no import of a file does.
"""

import os

from graph.given.silence import QUIET

_QUIET = {
    **QUIET,
    "DEEPEVAL_DISABLE_DOTENV": "1",
    "DEEPEVAL_FILE_SYSTEM": "READ_ONLY",
    "DEEPEVAL_NO_INSPECT_PROMPT": "1",
    "CONFIDENT_OPEN_BROWSER": "0",
    "CONFIDENT_TRACE_VERBOSE": "0",
}
_AWAY = (
    "CALCOM_API_KEY",
    "CALCOM_BASE_URL",
    "CONFIDENT_API_KEY",
    "DEEPEVAL_UPDATE_WARNING_OPT_IN",
    "DEEPEVAL_RESULTS_FOLDER",
    "DEEPEVAL_LOCAL_STORE",
)


def prepare() -> None:
    """Quiet every library and take a live Cal.com key out of reach: an eval never talks to a real calendar."""
    os.environ.update(_QUIET)
    for name in _AWAY:
        os.environ.pop(name, None)
