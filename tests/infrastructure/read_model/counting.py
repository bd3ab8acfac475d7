"""How much work is done: statements of SQLite, their steps, entries decoded. No clock counts."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

from application.questions.asking.facts import Facts
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel

FINE = 10
"""Steps that are counted together."""


@dataclass(slots=True)
class Work:
    """What was done so far: the statements in their order, and how many steps they took."""

    statements: list[str] = field(default_factory=list)
    steps: int = 0

    def step(self) -> None:
        self.steps += FINE


@contextmanager
def counted(model: SQLiteReadModel) -> Iterator[Work]:
    """Count the work of a block."""
    work, connection = Work(), model.ask(lambda connection: connection)
    connection.set_progress_handler(work.step, FINE)
    connection.set_trace_callback(work.statements.append)
    try:
        yield work
    finally:
        connection.set_progress_handler(None, 0)
        connection.set_trace_callback(None)


@contextmanager
def facts_read() -> Iterator[list[str]]:
    """List the topics of all entries that a block decodes."""
    topics: list[str] = []

    def look(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code is Facts.fact.__code__:
            topics.append(str(frame.f_locals["row"].topic))

    sys.setprofile(look)
    try:
        yield topics
    finally:
        sys.setprofile(None)
