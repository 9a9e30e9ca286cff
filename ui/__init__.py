"""Shows: the chat page, the terminal and the console script.

Importing this room turns every library's telemetry off before any of them is imported; the environment still wins.
"""

import os

for _name, _value in {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_OFFLINE": "1",
    "LANGSMITH_TRACING": "false",
    "LANGGRAPH_CLI_NO_ANALYTICS": "1",
    "LANGGRAPH_NO_VERSION_CHECK": "true",
    "LANGGRAPH_STRICT_MSGPACK": "true",
}.items():
    os.environ.setdefault(_name, _value)
