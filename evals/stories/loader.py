"""Finds scenario files and reads them; a broken file stops everything, with a sentence that names it."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from evals.stories.scenario import Scenario
from evals.stories.yaml_strict import BadYaml, load_file

FOLDER = Path(__file__).parents[1] / "scenarios"


class BadScenario(ValueError):
    """A file that is no scenario, or a selection that means nothing."""


@dataclass(frozen=True)
class Loaded:
    """A scenario and where it was found."""

    scenario: Scenario
    path: Path

    @property
    def kind(self) -> str:
        return self.scenario.kind or self.path.resolve().parent.name


def load_scenario(path: Path) -> Loaded:
    """One file. Raises BadScenario."""
    try:
        data = load_file(path)
        return Loaded(Scenario.model_validate(data), path)
    except BadYaml as error:
        raise BadScenario(str(error)) from error
    except ValidationError as error:
        lines = [f"  {'.'.join(map(str, fault['loc'])) or 'file'}: {_told(fault)}" for fault in error.errors()]
        raise BadScenario("\n".join([f"{path} is no scenario:", *lines])) from error


def _told(fault: ErrorDetails) -> str:
    """What is wrong; of a number or a truth value where a text belongs, the cure too."""
    given = fault["input"]
    if fault["type"] == "string_type" and isinstance(given, bool | int | float):
        text = str(given).lower() if isinstance(given, bool) else str(given)
        return f'{text} is no text here: quote it, "{text}"'
    return fault["msg"]


def load_folder(folder: Path) -> list[Loaded]:
    """All files below a folder, in order of their ids. Raises BadScenario, also for an id that comes twice."""
    found = [load_scenario(path) for path in sorted(folder.rglob("*.yaml"))]
    seen: dict[str, Path] = {}
    for loaded in found:
        if (other := seen.get(loaded.scenario.id)) is not None:
            raise BadScenario(f"{loaded.path} has the same id as {other}: {loaded.scenario.id}")
        seen[loaded.scenario.id] = loaded.path
    return sorted(found, key=lambda loaded: loaded.scenario.id)


def select(wanted: list[str], folder: Path = FOLDER) -> list[Loaded]:
    """Scenarios by path, id, tag or kind; all of the folder when nothing is named.

    Raises:
        BadScenario: a name that fits nothing, or a broken file.
    """
    paths = [Path(name) for name in wanted if Path(name).exists()]
    names = [name for name in wanted if not Path(name).exists()]
    chosen: dict[str, Loaded] = {}
    for path in paths:
        for loaded in load_folder(path) if path.is_dir() else [load_scenario(path)]:
            chosen[loaded.scenario.id] = loaded
    if names or not wanted:
        everything = load_folder(folder)
        for name in names:
            fitting = [loaded for loaded in everything if _fits(loaded, name)]
            if not fitting:
                raise BadScenario(f"{name!r} is no file, id, tag or kind of a scenario")
            chosen |= {loaded.scenario.id: loaded for loaded in fitting}
        if not wanted:
            chosen = {loaded.scenario.id: loaded for loaded in everything}
    return sorted(chosen.values(), key=lambda loaded: loaded.scenario.id)


def _fits(loaded: Loaded, name: str) -> bool:
    scenario = loaded.scenario
    return name in (scenario.id, loaded.kind, *scenario.tags) or scenario.id.startswith(f"{name}.")
