"""A step of the exercise: what is recorded at one moment, decided here or read from a list."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from importlib.resources import files

from application.recording import Recording
from infrastructure.importers.rows.acts import ACTS
from infrastructure.importers.rows.given import Given


@dataclass(frozen=True, slots=True)
class Step:
    """What is recorded at one moment of the exercise."""

    day: str
    decide: Callable[[Recording], None]

    @property
    def microseconds(self) -> int:
        """Noon, UTC, of the day."""
        noon = datetime.fromisoformat(f"{self.day}T12:00:00").replace(tzinfo=UTC)
        return int(noon.timestamp()) * 1_000_000


def listed(file: str, body: str) -> Iterator[Step]:
    """Yield a step for each act of a list beside this module, in its order."""
    text = files("infrastructure.demonstration").joinpath(file).read_text(encoding="utf-8")
    for step in tomllib.loads(text)["step"]:
        for act in step["acts"]:
            yield Step(step["day"], partial(_do, body=body, values=act))


def _do(recording: Recording, body: str, values: dict[str, str]) -> None:
    ACTS[values["act"]].do(recording, body, Given(values, {}))
