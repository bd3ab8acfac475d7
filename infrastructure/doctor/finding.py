"""What a health check is given, and what it finds."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shlex import quote
from typing import TypeAlias

from domain.words import Words, worded
from infrastructure.audit.log.log_file import LogFile
from infrastructure.bootstrap import Settings
from infrastructure.files.folders import may, unreadable, unreadable_file
from infrastructure.files.locks import Process, blocking_process
from infrastructure.files.store_path import BESIDE
from infrastructure.files.writing import STILL_RUNNING

VERIFY = "depositary audit verify"
RESTORE = "depositary restore BACKUP --store NEW"
REBUILD = "depositary rebuild"
RUN_DUE = "depositary run-due"
READ_WRITE = os.R_OK | os.W_OK
CHECK_AGAIN = worded("Look again when that has ended.")
MOUNT_IT = worded("Its disk is mounted read-only: mount it so that it can be written on.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """A register's file, its settings, the time, and the environment variables."""

    store: Path
    settings: Settings
    now: datetime
    environ: Mapping[str, str]

    def is_leftover(self, path: Path) -> bool:
        """Say whether a file was left by a command that has surely ended."""
        return self.now.timestamp() - path.stat().st_mtime > STILL_RUNNING.total_seconds()


@dataclass(frozen=True, slots=True)
class HealthFinding:
    """One thing that is wrong, and the remedy: a command to type, or something to do.

    What is not `serious` need not be corrected at once.
    """

    sentence: str
    remedy: str
    serious: bool = True


Check: TypeAlias = Callable[[Installation], Iterator[HealthFinding]]
LogCheck: TypeAlias = Callable[[Installation, LogFile], Iterator[HealthFinding]]


def problem(sentence: str, remedy: str, /, **values: object) -> HealthFinding:
    """Return what has to be corrected; both sentences are marked, and share the values.

    In the remedy, paths are quoted as a shell needs it: others may have given files any name.
    """
    return HealthFinding(_filled(sentence, values), _filled(remedy, _typed(values)))


def advice(sentence: str, remedy: str, /, **values: object) -> HealthFinding:
    """Return what needs to be known only; see `problem`."""
    return HealthFinding(_filled(sentence, values), _filled(remedy, _typed(values)), serious=False)


def closed(folder: Path, *, deep: bool = True) -> Iterator[HealthFinding]:
    """Check whether a folder or, if `deep`, one in it cannot be read."""
    if found := unreadable(folder, deep=deep):
        yield problem(
            "{path} cannot be read: {why}.",
            "Let its owner permit it: chmod u+rwx {path}",
            path=found.path,
            why=found.why,
        )
    elif deep and (file := unreadable_file(folder)):
        yield problem(
            "You may not read {path}.", "Let its owner permit it: chmod u+r {path}", path=file
        )


def not_permitted(database: Path) -> Path | None:
    """Return what of a database, with the parts that SQLite keeps beside it, you may not change."""
    parts = (database, *(database.with_name(f"{database.name}{end}") for end in BESIDE))
    return next((path for path in parts if path.exists() and not may(path, READ_WRITE)), None)


def _typed(values: Mapping[str, object]) -> Mapping[str, object]:
    return {k: quote(str(v)) if isinstance(v, Path) else v for k, v in values.items()}


def _filled(template: str, values: Mapping[str, object]) -> Words:
    return template if isinstance(template, Words) else worded(template, **values)


def locked(sentence: str, path: Path) -> Iterator[HealthFinding]:
    """Check whether a process keeps a database locked; the sentence names it as {process}."""
    process = blocking_process(path)
    if process is not None:
        yield stuck(sentence, process)


def stuck(sentence: str, process: Process, /, **values: object) -> HealthFinding:
    """Return that a process has a lock for too long; the sentence names it as {process}."""
    remedy = (
        "Let it go on with: kill -CONT {number}; or end it with: kill -KILL {number}."
        if process.stopped
        else "Wait for it, or end it with: kill {number}."
    )
    return problem(sentence, remedy, process=process, number=process.number, **values)
