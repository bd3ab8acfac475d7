"""Rows that were written, imported on trial into a register without the body."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from application.context import Context
from domain.errors import Malformed, Refused, Unavailable
from domain.words import worded
from infrastructure.bootstrap import open_register
from infrastructure.cli.acts.import_results import show_problems
from infrastructure.cli.groups import REFUSED
from infrastructure.cli.screen import progress, tell
from infrastructure.importers.importing import ImportOptions, import_table
from infrastructure.importers.rows.standard_columns import in_standard_columns
from infrastructure.importers.tables.problems import RowProblem
from infrastructure.importers.tables.reading import read_file

_NOBODY = Context(actor="p-none")


def try_import(path: Path, taskforce: str, today: Callable[[], date]) -> int:
    """Print which rows of a file an import would refuse, and why; return the exit code.

    Nothing is recorded, and the file stays as it is.

    Raises:
        Unavailable: the temporary folder cannot take a register on trial.
    """
    try:
        problems = _problems(path, taskforce, today)
    except (Malformed, Refused) as refusal:
        tell("{path} cannot be imported: {refusal}", path=path, refusal=refusal)
        return REFUSED
    except (Unavailable, OSError) as error:
        raise Unavailable(
            "{path} was written, but its rows could not be tried: there is no room for that in "
            "{folder}. Make room there, or set TMPDIR to another folder.",
            path=path,
            folder=gettempdir(),
        ) from error
    if not problems:
        return 0
    rows = len({each.counted for each in problems})
    tell("Rows of {path} that an import would refuse: {rows}.", path=path, rows=rows)
    show_problems(problems)
    tell("They are in the file. Import the others with --skip-bad-rows.")
    return REFUSED


def _problems(path: Path, taskforce: str, today: Callable[[], date]) -> list[RowProblem]:
    mapped = in_standard_columns(read_file(path))
    options = ImportOptions(taskforce=taskforce, dry_run=True)
    with (
        TemporaryDirectory(prefix="depositary-") as folder,
        open_register(Path(folder) / "trial.db", create=True, recording=True) as empty,
        progress(worded("Trying rows"), len(mapped.table.rows)) as on_progress,
    ):
        trial = replace(empty, today=today)
        return import_table(trial, mapped, _NOBODY, options, on_progress).problems
