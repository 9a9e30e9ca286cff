"""Telemetry is off, whatever the environment holds, until CALCOM_AGENT_TRACING asks for it.

Round a run it is said in the run's own context (graph/assistant.py). The environment is changed in two places alone:
the entry points of processes that are ours. Whoever imports these rooms keeps the environment they have.
"""

import os

QUIET = {
    "LANGSMITH_TRACING": "false",
    "LANGSMITH_TRACING_V2": "false",
    "LANGCHAIN_TRACING": "false",
    "LANGCHAIN_TRACING_V2": "false",
    "LANGGRAPH_CLI_NO_ANALYTICS": "1",
    "LANGGRAPH_NO_VERSION_CHECK": "true",
    "LANGGRAPH_STRICT_MSGPACK": "true",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_OFFLINE": "1",
    "DEEPEVAL_TELEMETRY_OPT_OUT": "1",
}


def silence_this_process() -> None:
    """For an entry point, before the libraries load: nobody's usage, versions or traces are sent anywhere.

    Runs that are to be traced are so all the same: what is said in a run's context goes before the environment.
    """
    os.environ.update(QUIET)
