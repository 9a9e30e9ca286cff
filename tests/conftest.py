"""For all tests: quiet libraries, no real keys, no way out of this machine."""

import os

os.environ["LANGGRAPH_STRICT_MSGPACK"] = "true"
os.environ["LANGSMITH_TRACING"] = "false"
os.environ["DEEPEVAL_TELEMETRY_OPT_OUT"] = "1"
os.environ["DEEPEVAL_DISABLE_DOTENV"] = "1"
os.environ["DEEPEVAL_FILE_SYSTEM"] = "READ_ONLY"
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_OFFLINE"] = "1"
for _name in [name for name in os.environ if name.startswith(("CALCOM_", "OPENAI_", "EVALS_"))]:
    del os.environ[_name]
os.environ.pop("GITHUB_STEP_SUMMARY", None)  # of a CI job: the evals' own, not that of evals played by tests
