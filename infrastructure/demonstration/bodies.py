"""The bodies of the demonstration: two lists of acts, and a table that is imported."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from importlib.resources import files

from application.context import Context
from application.recording.recording import Recording
from application.register import Register
from domain.values import Source, Visibility
from infrastructure.importers.importing import ImportOptions, import_table
from infrastructure.importers.rows.act_request import ACTS, ActRequest
from infrastructure.importers.rows.mapped_file import MappedFile
from infrastructure.importers.rows.mapping import load_mapping
from infrastructure.importers.tables.reading import read_table

EXERCISE, GLOBAL_TASKFORCE, WIPO = "EXERCISE", "GTF", "WIPO"
DAY = date(2026, 11, 24)
"""What the demonstration shows is always as at and as known on this day."""
_FOLDER = files("infrastructure.demonstration")
_NOON = 12


@dataclass
class Clock:
    """A clock that shows the time to which it was set, in microseconds as the store wants it."""

    microseconds: int = 0

    def __call__(self) -> int:
        """Return the time."""
        return self.microseconds

    def set_to(self, day: str) -> None:
        """Set it to noon, UTC, of a day."""
        noon = datetime.fromisoformat(day).replace(hour=_NOON, tzinfo=UTC)
        self.microseconds = int(noon.timestamp()) * 1_000_000


def record_exercise(register: Register, clock: Clock, actor: str) -> None:
    """Record the year of made-up members: they sign, and one withdraws, returns, is corrected."""
    _record_list(register, clock, Context(actor=actor), EXERCISE, "exercise.toml")


def record_global_taskforce(register: Register, clock: Clock, actor: str) -> None:
    """Record what public sources say of the Global Taskforce on child sexual abuse online."""
    context = Context(actor=actor, visibility=Visibility.PUBLIC)
    _record_list(register, clock, context, GLOBAL_TASKFORCE, "global_taskforce.toml")


def record_treaties(register: Register, actor: str) -> None:
    """Import the treaties that WIPO administers, for the 20 states of the Global Taskforce.

    One row names no act, and is left out.
    """
    file = "wipo_taskforce_states.csv"
    mapped = MappedFile(load_mapping("wipo"), read_table(_FOLDER.joinpath(file).read_bytes(), file))
    options = ImportOptions(taskforce=WIPO, skip_bad_rows=True)
    import_table(register, mapped, Context(actor=actor), options)


def _record_list(register: Register, clock: Clock, context: Context, body: str, file: str) -> None:
    """Record the acts of a list beside this module, each on its day and from its source."""
    listed = tomllib.loads(_FOLDER.joinpath(file).read_text(encoding="utf-8"))
    for step in listed["step"]:
        clock.set_to(step["day"])
        if "source" in step:
            source = Source.model_validate(listed["source"][step["source"]])
            context = context._replace(source=source)
        for values in step["acts"]:
            register.record(partial(_do, body=body, values=values), context)


def _do(recording: Recording, body: str, values: Mapping[str, str]) -> None:
    ActRequest(ACTS[values["act"]], values).record(recording, body)
