"""Run all health checks on a register; read-only."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

from domain.errors import DepositaryError, Unavailable
from infrastructure.audit.log.log_file import TABLES, LogFile, opened
from infrastructure.audit.log.read_only_connection import needs_writing, unfinished, without_trace
from infrastructure.bootstrap import tables_folder, utc_now
from infrastructure.doctor import (
    checkpoint_checks,
    document_checks,
    environment_checks,
    key_checks,
    log_checks,
    mail_checks,
    place_checks,
)
from infrastructure.doctor.finding import (
    CHECK_AGAIN,
    RESTORE,
    Check,
    HealthFinding,
    Installation,
    LogCheck,
    not_permitted,
    problem,
)
from infrastructure.doctor.owner_checks import check_owners
from infrastructure.doctor.people_checks import (
    check_addresses,
    check_focal_points,
    check_languages,
    check_references,
)
from infrastructure.doctor.report_checks import check_published
from infrastructure.doctor.table_checks import check_tables
from infrastructure.files.locks import is_locked
from infrastructure.files.store_path import parts

HEALTHY, PROBLEMS, NOT_EXAMINED = 0, 1, 3
_TRIES = 4  # where others record at the same time
_UNREADABLE = (Unavailable, sqlite3.DatabaseError, UnicodeDecodeError)  # the log as a whole

CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "settings": environment_checks.check_config,
        "actor": environment_checks.check_actor,
        "disk": environment_checks.check_disk,
        "permissions": environment_checks.check_permissions,
        "owners": check_owners,
        "keys": key_checks.check_keys,
        "lock": environment_checks.check_lock,
        "places": place_checks.check_places,
        "folders": place_checks.check_file_locks,
        "contacts": place_checks.check_contacts,
        "sent": place_checks.check_sent,
        "outgoing": place_checks.check_outgoing,
        "names": place_checks.check_names,
        "leftovers": environment_checks.check_leftovers,
        "mail": mail_checks.check_mail,
        "templates": document_checks.check_templates,
        "parts": environment_checks.check_parts,
        "backup": environment_checks.check_backup,
    }
)
LOG_CHECKS: Mapping[str, LogCheck] = MappingProxyType(
    {
        "log": log_checks.check_log,
        "guards": log_checks.check_guards,
        "clock": log_checks.check_clock,
        "taskforce": log_checks.check_taskforce,
        "references": check_references,
        "addresses": check_addresses,
        "focal points": check_focal_points,
        "languages": check_languages,
        "minutes": mail_checks.check_minutes,
        "tables": check_tables,
        "questions": log_checks.check_questions,
        "checkpoints": checkpoint_checks.check_checkpoints,
        "key": checkpoint_checks.check_key,
        "copies": checkpoint_checks.check_copies,
        "published": check_published,
        "schedule": checkpoint_checks.check_schedule,
    }
)
"""The checks, by their published names; those of the log run only if it can be opened."""


@dataclass(slots=True)
class Health:
    """The findings, each with the name of its check.

    `not_examined` says why the log could not be opened, and what to do. `unexpected` are the
    errors that nobody foresaw; each is a finding of its check, too.
    """

    findings: list[tuple[str, HealthFinding]] = field(default_factory=list)
    not_examined: HealthFinding | None = None
    unexpected: list[Exception] = field(default_factory=list)

    def listed(self, *, serious: bool) -> list[tuple[str, HealthFinding]]:
        """Return the findings that have to be corrected, or else those to know only."""
        return [(name, found) for name, found in self.findings if found.serious is serious]

    @property
    def exit_code(self) -> int:
        """0 healthy, 1 something has to be corrected, 3 the log could not be opened."""
        if self.not_examined:
            return NOT_EXAMINED
        return PROBLEMS if self.listed(serious=True) else HEALTHY


def examine(installation: Installation) -> Health:
    """Run every check."""
    health = Health()
    store = installation.store
    if not store.exists():
        health.not_examined = problem(
            "There is no register at {store}.",
            "Name it with --store FILE, or begin one: depositary init; or: {restore}",
            store=store,
            restore=RESTORE,
        )
        return health
    for name, check in CHECKS.items():
        found = list(_examined(partial(check, installation), health.unexpected))
        health.findings += [(name, each) for each in found]
    of_log, looked = health, installation
    for _ in range(_TRIES):
        before, of_log = _last_written(store), Health(list(health.findings))
        _examine_log(looked, of_log)
        looked = replace(installation, now=utc_now())
        if _last_written(store) == before:
            break
    else:  # what was found is of several times
        others = "Others record all the time, so the log could not be looked at."
        of_log = Health([*health.findings, ("log", problem(others, CHECK_AGAIN))])
    of_log.unexpected += health.unexpected
    return of_log


def _examine_log(installation: Installation, health: Health) -> None:
    """Add what the checks of the log find to what was found, or why there are none."""
    try:
        with opened(installation.store, without_trace, as_it_is=True) as log:
            for name, check_log in _checks_of(log).items():
                look = partial(check_log, installation, log)
                found = list(_examined(look, health.unexpected, *_UNREADABLE))
                health.findings += [(name, each) for each in found]
    except Unavailable as error:
        health.not_examined = _not_opened(error, health, installation.store)


def _last_written(store: Path) -> Sequence[tuple[str, int, int]]:
    """Return when the log and the tables were last written to, and their sizes.

    What is found while others write may be of two times: then it is looked again.
    """
    tables = tables_folder(store)
    beside = sorted(tables.glob("*.sqlite*")) if tables else []
    found: list[tuple[str, int, int]] = []
    for path in (*parts(store), *beside):
        with suppress(OSError):  # it is gone by now, or other checks tell of it
            stat = path.stat()
            found += [(path.name, stat.st_mtime_ns, stat.st_size)] if stat.st_size else []
    return [each for each in found if not each[0].endswith("-shm")]


def _examined(
    look: Callable[[], Iterator[HealthFinding]],
    unexpected: list[Exception],
    *passed_on: type[Exception],
) -> Iterator[HealthFinding]:
    """Yield what a check finds, and why it could not end, so that others go on.

    Errors of the kinds `passed_on` mean that the other checks could not be made either.
    """
    try:
        yield from look()
    except passed_on:
        raise
    except DepositaryError as error:
        yield problem(str(error), "Correct what is named there, then look again.")
    except OSError as error:
        yield problem(
            "{path} cannot be used: {why}.",
            "Let its owner permit it: chmod u+rwX {path}",
            path=Path(str(error.filename)),
            why=error.strerror,
        )
    except MemoryError:
        yield problem("There is not enough memory here for that.", CHECK_AGAIN)
    except Exception as error:  # noqa: BLE001  # the other checks must not end with this one
        unexpected.append(error)
        yield problem(
            "This could not be checked: an unexpected error ({kind}) stopped it.",
            "Report it to whoever maintains the program here, with what this says: depositary "
            "doctor --debug",
            kind=type(error).__name__,
        )


def _not_opened(error: Unavailable, health: Health, store: Path) -> HealthFinding:
    """Return why the log could not be read, and what to do."""
    if not is_locked(error.__cause__):
        fixed = not_permitted(store)
        beside = needs_writing(error.__cause__) and unfinished(store)
        copy = "Then look at the copy: depositary doctor --store COPY"
        other = copy if beside else "If it was a register: {restore}"
        permit = "Let its owner permit it: chmod u+rw {path}"
        remedy = permit if fixed else other
        return problem(str(error), remedy, restore=RESTORE, path=fixed)
    ending = (found.remedy for name, found in health.findings if name == "lock")
    return problem(str(error), next(ending, CHECK_AGAIN))


def _checks_of(log: LogFile) -> Mapping[str, LogCheck]:
    """Return all checks, or only that which finds that the tables are not those of a log."""
    as_made = TABLES.isdisjoint(log.differences())
    return LOG_CHECKS if as_made else {"guards": log_checks.check_guards}
