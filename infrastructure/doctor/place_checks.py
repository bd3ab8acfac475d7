"""Health checks of what stands beside the log: contacts, letters sent, folders; who locks them."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from domain.errors import Unavailable
from domain.words import worded
from infrastructure.audit.proofs.checkpoint import SUFFIX
from infrastructure.audit.proofs.keys import public_of
from infrastructure.backup.backup import files_in
from infrastructure.bootstrap import (
    CONFIG,
    checkpoints_folder,
    contacts_path,
    expunging_path,
    ledger_path,
    published_folder,
)
from infrastructure.contacts.store import Contacts
from infrastructure.doctor.finding import (
    HealthFinding,
    Installation,
    advice,
    closed,
    locked,
    not_permitted,
    problem,
    stuck,
)
from infrastructure.files.backup_manifest import is_plain
from infrastructure.files.folders import is_within, no_files, unreadable
from infrastructure.files.locks import blocking_file_process, blocking_process, is_locked, step
from infrastructure.files.store_path import why_no_database, why_no_file, why_no_folder
from infrastructure.mail.sent_log import must_be_usable
from infrastructure.output_safety.overwrite_rules import (
    must_take_copies,
    must_take_letters,
)

_AWAY = worded("Move it away, or put back what belongs there.")
_NAMED = worded("Correct {config}.", config=CONFIG)


def check_places(installation: Installation) -> Iterator[HealthFinding]:
    """Check that nothing else is where the register has its files and folders."""
    store = installation.store
    if (names := store.stat().st_nlink) > 1:
        yield problem(
            "{store} is one file under {names} names (hard links): under another it has no "
            "contacts, so that names are not refused, and SQLite can damage it.",
            "Remove the others: find FOLDER -samefile {store}",
            store=store,
            names=names,
        )
    for why in (
        *map(why_no_database, (contacts_path(store), ledger_path(store))),
        why_no_file(expunging_path(store)),
        *map(why_no_folder, (published_folder(store), checkpoints_folder(store))),
    ):
        if why:
            yield problem("{why}.", _AWAY, why=why)
    for folder in (published_folder(store), checkpoints_folder(store)):
        found = list(closed(folder))
        yield from found
        for path, why in () if found else no_files(folder):
            if path.suffix != SUFFIX:  # else the check of checkpoints says it
                yield problem("{why}.", _AWAY, why=why)


def check_file_locks(installation: Installation) -> Iterator[HealthFinding]:
    """Check whether a process keeps others from making backups or checkpoints, or from signing."""
    store, key = installation.store.absolute(), installation.settings.checkpoints.key
    for path in (store.parent, checkpoints_folder(store), *([public_of(key)] if key else ())):
        process = blocking_file_process(path)
        if process is not None:
            yield stuck("{path} is kept locked by {process}.", process, path=path)


def check_contacts(installation: Installation) -> Iterator[HealthFinding]:
    """Check that contacts can be read, and that no process keeps them from being changed.

    Where the actor is a person, who cannot be looked up now, the check of the actor says it.
    """
    path, actor = contacts_path(installation.store), installation.settings.actor or ""
    if why_no_database(path) or not path.is_file():
        return
    if path.stat().st_size == 0:
        yield problem(
            "{path} is empty, as a full disk or a broken copy leaves it.",
            "Take {name} of a backup: depositary restore BACKUP --store NEW; or move it away.",
            path=path,
            name=path.name,
        )
        return
    busy = False
    try:
        with Contacts(path, patience=step()) as people:
            people.list()
    except Unavailable as error:
        busy = is_locked(error.__cause__)
        if not busy:
            back = "depositary restore BACKUP --store NEW, and take the contacts of it"
            permit = "Let its owner permit it: chmod u+rw {path}"
            fixed = not_permitted(path)
            yield problem(str(error), permit if fixed else back, path=fixed)
    if not (busy and actor.startswith("p-")):
        yield from locked("The contacts are kept locked by {process}.", path)


def check_sent(installation: Installation) -> Iterator[HealthFinding]:
    """Check that the list of who was sent what can be read, and be written to."""
    path = ledger_path(installation.store)
    if not path.is_file() or why_no_database(path):
        return
    if blocking_process(path) is not None:
        yield from locked("What was sent is kept locked by {process}.", path)
    else:
        yield from _check_list(path)


def _check_list(path: Path) -> Iterator[HealthFinding]:
    fixed = not_permitted(path)
    permit = "Let its owner permit it: chmod u+rw {path}"
    back = (
        "Take {name} of a backup: depositary restore BACKUP --store NEW; or move it away, and "
        "some letters go out twice."
    )
    try:
        must_be_usable(path)
    except (Unavailable, sqlite3.Error) as error:
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_READONLY_ROLLBACK:
            yield advice(
                "{path} was being changed when a process was ended.",
                "The next command that sends something takes back what is not whole.",
                path=path,
            )
            return
        yield problem(
            "Letters cannot be sent: {path} cannot be used ({why}).",
            permit if fixed else back,
            path=fixed or path,
            name=path.name,
            why=str(error).removesuffix("."),
        )


def check_outgoing(installation: Installation) -> Iterator[HealthFinding]:
    """Check that letters and copies go out of the register, and templates are apart from it."""
    settings = installation.settings
    looks, letters, copies = (settings.templates, settings.mail.folder, settings.checkpoints.copies)
    for folder, must in ((letters, must_take_letters), (copies, must_take_copies)):
        try:
            if folder and not unreadable(folder, deep=False):  # else other checks say it
                must(settings, folder)
        except Unavailable as error:
            yield problem(str(error), _NAMED)
    if looks and is_within(installation.store, looks):
        yield problem(
            "The register is in {folder}, which is named as the folder of templates.",
            "Make a folder for templates alone, and name it in {config}.",
            folder=looks,
            config=CONFIG,
        )


def check_names(installation: Installation) -> Iterator[HealthFinding]:
    """Check that every file can be in a backup by its name."""
    store, settings = installation.store, installation.settings
    for folder in filter(None, (published_folder(store), settings.templates)):
        for path in () if unreadable(folder) else files_in(folder, settings):  # told elsewhere
            if not is_plain(path.relative_to(folder).as_posix()):
                yield problem(
                    "{path} goes into no backup: its name has a character that no name there has.",
                    "Rename it.",
                    path=path,
                )
