"""The JSON Schema of scenario files, for editors; a test keeps the committed one current."""

import json
from pathlib import Path

from evals.stories.scenario import Scenario

FILE = Path(__file__).parents[1] / "schema" / "scenario.schema.json"


def text() -> str:
    """The schema as it is committed."""
    schema = Scenario.model_json_schema(by_alias=True)
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}, indent=2) + "\n"
