"""The read model in SQLite: `application.read_model.ReadModel`, and SQL queries by analysts."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from functools import partial, wraps
from pathlib import Path
from sqlite3 import Connection
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Self, TypeVar

from application.model_rows import Kept
from application.questions.asking.answer import Row as AnswerRow
from infrastructure.read_model import (
    code_periods,
    entry_queries,
    kept,
    log_queries,
    standing_queries,
    table_hashes,
)
from infrastructure.read_model.catching_up import ProjectionAccess
from infrastructure.read_model.rows import Cell, Row
from infrastructure.read_model.table_files import EventSource

if TYPE_CHECKING:
    from infrastructure.read_model.snapshot import SnapshotRequest
    from infrastructure.read_model.views.columns import Description

P = ParamSpec("P")
T = TypeVar("T")


def _caught_up(
    query: Callable[Concatenate[Connection, P], T],
) -> Callable[Concatenate["SQLiteReadModel", P], T]:
    """Make a method of a query: catch up with the log, then query one state of the tables."""

    @wraps(query)
    def method(self: "SQLiteReadModel", /, *args: P.args, **kwargs: P.kwargs) -> T:
        return self.ask(lambda connection: query(connection, *args, **kwargs))

    return method


class SQLiteReadModel(ProjectionAccess):
    """Read model in `folder`, or a temporary one; threads may share it.

    `seconds` limits a query by analysts. Commands that record (`recording`) fall back to a
    temporary copy where the tables are locked or cannot be made. Every query may raise
    `Unavailable`, and `Unreadable` where this version does not know an event of the log.
    """

    def __init__(
        self,
        log: EventSource,
        folder: Path | None = None,
        *,
        batch_size: int = 1000,
        seconds: float = 10.0,
        recording: bool = False,
    ) -> None:
        self._opened = ExitStack()
        if folder is None:
            from tempfile import TemporaryDirectory  # noqa: PLC0415  # of backups alone

            folder = Path(self._opened.enter_context(TemporaryDirectory(prefix="depositary-")))
        super().__init__(log, folder, batch_size, recording=recording)
        self._seconds = seconds

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the files; temporary ones are removed."""
        super().close()
        self._opened.close()

    def query(
        self,
        sql: str,
        parameters: Sequence[Cell] | Mapping[str, Cell] = (),
        wide: Sequence[AnswerRow] | None = None,
    ) -> tuple[list[str], list[Row]]:
        """Return the names of the columns and all rows of a query in SQL.

        `wide` are the rows of the wide table, where the query names it.
        Nothing is left out for any audience: this is for those who may see all.

        Raises:
            Malformed: it is not SQL, would write, or takes too long; in SQLite's words.
        """
        from infrastructure.read_model.analyst_sql import run_query  # noqa: PLC0415  # analysts ask

        return self.ask_file(lambda path: run_query(path, sql, parameters, self._seconds, wide))

    def snapshot(self, target: Path, wanted: "SnapshotRequest") -> int:
        """Write a copy for one audience to a file that is not there yet; return its position."""
        from infrastructure.read_model.snapshot import write_snapshot  # noqa: PLC0415  # seldom

        return self.ask_file(lambda path: write_snapshot(path, target, wanted))

    def tables(self) -> Sequence["Description"]:
        """Return every table and view, with a sentence on each and on each column."""
        from infrastructure.read_model.schema import descriptions  # noqa: PLC0415  # seldom

        return list(descriptions())

    def keep(
        self, taskforce: str, what: str, position: int, found: Mapping[str, Kept | None]
    ) -> None:
        """Keep what was worked out at a head, unless something was recorded since."""
        self.write_at(position, partial(kept.write, taskforce=taskforce, what=what, found=found))

    digests = _caught_up(table_hashes.digests)
    damage = _caught_up(table_hashes.damage)

    head = _caught_up(log_queries.head)
    position_at = _caught_up(log_queries.position_at)
    recorded_at = _caught_up(log_queries.recorded_at)
    taskforces = _caught_up(log_queries.taskforces)
    log = _caught_up(log_queries.log)
    search = _caught_up(log_queries.search)
    current_positions = _caught_up(log_queries.current_positions)
    streams_of_acts = _caught_up(kept.streams_of_acts)
    kept = _caught_up(kept.kept)
    imported = _caught_up(log_queries.imported)
    where_is = _caught_up(log_queries.where_is)
    has_person = _caught_up(log_queries.has_person)
    commitments_of = _caught_up(log_queries.commitments_of)
    references = _caught_up(log_queries.references)
    entries_of_act = _caught_up(log_queries.entries_of_act)
    locate = _caught_up(log_queries.locate)

    members = _caught_up(standing_queries.members)
    standings = _caught_up(standing_queries.standings)
    strongest = _caught_up(standing_queries.strongest)
    standing_counts = _caught_up(standing_queries.standing_counts)
    shown_in_part = _caught_up(standing_queries.shown_in_part)
    bound = _caught_up(standing_queries.bound)
    entries = _caught_up(entry_queries.entries)
    uncertain = _caught_up(entry_queries.uncertain)
    corrected = _caught_up(entry_queries.corrected)
    acts_of = _caught_up(entry_queries.acts_of)
    recodes = _caught_up(code_periods.recodes)

    versions = _caught_up(entry_queries.versions)
    days = _caught_up(standing_queries.days)
    standing_periods = _caught_up(standing_queries.standing_periods)
