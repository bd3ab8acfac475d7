"""Read the settings, and open a register with its parts."""

import re
import secrets
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from os.path import lexists
from pathlib import Path
from types import MappingProxyType
from uuid import uuid4

from application.answers import Today
from application.context import Ids
from application.register import Register
from application.store_faults import reading
from application.streams import EventLog
from domain.errors import Malformed
from domain.values import Visibility
from domain.words import worded
from infrastructure.contacts.store import Contacts
from infrastructure.files.backup_marker import read_only_reason
from infrastructure.files.reading import read_text
from infrastructure.files.store_path import must_be_possible, must_be_there, must_fit, why_no_file
from infrastructure.language import ENGLISH, known_language
from infrastructure.mail.settings import Mail
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from infrastructure.render.letterhead import LETTERHEAD, Letterhead
from infrastructure.setting_values import new_entries_shown_to, one_line, variable

CONFIG = "depositary.toml"
RECORDER = "infrastructure.store.sqlite_recorder:SQLiteLogRecorder"
EXPUNGER = "infrastructure.store.expunging:ExpungingRecorder"
"""The recorder that can replace a stored event; only `expunge` uses it."""
TABLES: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "mail": (
            "from",
            "folder",
            "host",
            "port",
            "security",
            "user",
            "since",
            "documents",
            "link",
        ),
        "checkpoints": ("key", "copies"),
    }
)
"""The tables of the file, and the keys of each."""
KEYS = frozenset(
    {"store", "actor", "taskforce", "templates", "authority", "language", "visibility"}
    | {*LETTERHEAD, *(f"{table}_{key}" for table, keys in TABLES.items() for key in keys)}
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
NOT_FOR_ALL = 0o660
"""Permissions of a new register, less what the user's mask takes: not every user may read it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoints:
    """Which key signs the log, and a folder elsewhere for a copy of each checkpoint."""

    key: Path | None = None
    copies: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Which store, who acts, and which body is meant; `config` is the file that says so.

    `settled` is the actor in that file, whoever acts now. `templates` is a folder with files that
    change how reports look, `authority` is who issues them. New entries are shown to `visibility`,
    where nobody says otherwise of them.
    """

    store: Path | None = None
    actor: str | None = None
    settled: str | None = None
    taskforce: str | None = None
    templates: Path | None = None
    authority: str | None = None
    language: str = ENGLISH
    visibility: Visibility = Visibility.MEMBERS
    letterhead: Letterhead = field(default_factory=Letterhead)
    mail: Mail = field(default_factory=Mail)
    checkpoints: Checkpoints = Checkpoints()
    config: Path | None = None


def find_config(folder: Path) -> Path | None:
    """Return the nearest `depositary.toml` from a folder upwards, whatever it is."""
    places = (place / CONFIG for place in (folder, *folder.parents))
    return next(filter(lexists, places), None)


def settings(
    options: Mapping[str, str | None], environ: Mapping[str, str], folder: Path
) -> Settings:
    """Read the settings: an option wins over the environment, which wins over the file.

    Paths in the file are relative to the file's folder.

    Raises:
        Malformed: the file is not TOML or has an unknown key, a variable is no readable text, or
            there is no such language or audience.
        Unavailable: the file is a folder or a pipe, or cannot be read, or what is named as the
            store can be no register.
    """
    config = find_config(folder)
    told = _read(config) if config else {}

    def value(key: str) -> str | None:
        return options.get(key) or variable(environ, key) or told.get(key)

    def path(key: str) -> Path | None:
        said = value(key)
        from_file = config is not None and said is told.get(key)
        return (config.parent if config and from_file else folder) / said if said else None

    store = path("store")
    if store is not None:
        must_be_possible(store)
    return Settings(
        store=store,
        actor=value("actor"),
        settled=told.get("actor"),
        taskforce=value("taskforce"),
        templates=path("templates"),
        authority=one_line(value("authority")),
        language=known_language(value("language") or ENGLISH),
        visibility=new_entries_shown_to(value("visibility")),
        letterhead=Letterhead.of(value),
        mail=Mail(
            sender=value("mail_from"),
            folder=path("mail_folder"),
            host=value("mail_host"),
            port=value("mail_port"),
            security=value("mail_security"),
            user=value("mail_user"),
            since=value("mail_since"),
            documents=path("mail_documents"),
            link=value("mail_link"),
        ),
        checkpoints=Checkpoints(key=path("checkpoints_key"), copies=path("checkpoints_copies")),
        config=config,
    )


def _read(config: Path) -> dict[str, str]:
    """Return what the file says; a key of a table has its name and an underscore before it."""
    must_fit(why_no_file(config))
    try:
        told = tomllib.loads(read_text(config))
    except (ValueError, RecursionError) as error:
        sentence = "{config} cannot be read as TOML: {error}."
        raise Malformed(sentence, config=CONFIG, error=error) from error
    for table in TABLES:
        inner = told.pop(table, {})
        prefixed = isinstance(inner, dict)
        told |= {f"{table}_{key}": inner[key] for key in inner} if prefixed else {table: inner}
    if type(told.get("mail_port")) is int:
        told["mail_port"] = str(told["mail_port"])
    for key, value in told.items():
        if key not in KEYS:
            known = sorted(KEYS, key=lambda each: ("_" in each, each))
            raise Malformed(
                "{config} has {key}; it may have these: {known}.",
                config=CONFIG,
                key=_as_written(key),
                known=", ".join(map(_as_written, known)),
            )
        if not isinstance(value, str):
            sentence = "{config} has {key} not as text; put it into quotes."
            raise Malformed(sentence, config=CONFIG, key=_as_written(key))
        if _CONTROL.search(value):
            sentence = "readable text as {key} in {config}"
            raise Malformed.expected(worded(sentence, key=_as_written(key), config=CONFIG), value)
    return told


def _as_written(key: str) -> str:
    """Return a key as it is written in the file: of a table, with its name before it."""
    table, _, inner = key.partition("_")
    return f"[{table}] {inner}".strip() if table in TABLES else key


def contacts_path(store: Path) -> Path:
    """Return the file of names and addresses beside a store."""
    return store.with_suffix(".contacts")


def ledger_path(store: Path) -> Path:
    """Return the file that says who was sent what, by reference only."""
    return store.with_suffix(".sent")


def checkpoints_folder(store: Path) -> Path:
    """Return the folder for checkpoints of a store if no other is named."""
    return store.with_suffix(".checkpoints")


def published_folder(store: Path) -> Path:
    """Return the folder for published reports beside a store, each in a folder of its own."""
    return store.with_suffix(".published")


def expunging_path(store: Path) -> Path:
    """Return the file that is there from before texts are removed until all of it is cleaned."""
    return store.with_suffix(".expunging")


def read_model_folder(store: Path) -> Path:
    """Return the folder of the read model beside a store; it may be deleted at any time."""
    return store.with_suffix(".read")


def tables_folder(store: Path) -> Path | None:
    """Return the folder of the read model; None in a backup, in which nothing is written."""
    return None if read_only_reason(store) else read_model_folder(store)


def utc_now() -> datetime:
    """Return the time, UTC."""
    return datetime.now(UTC)


def utc_today() -> Today:
    """Return today's date, UTC, with the moment."""
    return Today.at(utc_now())


@contextmanager
def open_log(store: Path, *, create: bool = False, recorder: str = RECORDER) -> Iterator[EventLog]:
    """Open the log of events.

    Raises:
        Unavailable: there is none, or it cannot be opened.
    """
    if not create:
        must_be_there(store)
    if create and not store.exists():
        store.touch(mode=NOT_FOR_ALL)
    with reading():
        log = EventLog(
            {
                "PERSISTENCE_MODULE": "eventsourcing.sqlite",
                "SQLITE_DBNAME": str(store),
                "APPLICATION_RECORDER_TOPIC": recorder,
                "CREATE_TABLE": "yes" if create else "no",
            }
        )
    try:
        with reading():
            log.rows.head()  # so that what is no log is refused at once
        log.read_only_reason = read_only_reason(store)
        yield log
    finally:
        log.close()


@contextmanager
def open_tables(store: Path) -> Iterator[SQLiteReadModel]:
    """Open the read model alone.

    Raises:
        Unavailable: there is no log, or it cannot be opened.
    """
    with open_log(store) as log, SQLiteReadModel(log, tables_folder(store)) as tables:
        yield tables


@contextmanager
def open_register(
    store: Path,
    *,
    create: bool = False,
    clock: Callable[[], int] | None = None,
    recorder: str = RECORDER,
    recording: bool = False,
    settled: str | None = None,
) -> Iterator[Register]:
    """Open a register with everything beside it; `clock` gives microseconds since 1970, UTC.

    For a `recording`, the tables are not waited for where they cannot be used. `settled` is a
    reference to a person that the settings have, and that is therefore in use.

    Raises:
        Unavailable: there is none, or it cannot be opened.
    """
    with (
        open_log(store, create=create, recorder=recorder) as log,
        SQLiteReadModel(log, tables_folder(store), recording=recording) as read_model,
        Contacts(contacts_path(store)) as contacts,
    ):
        if clock:
            log.rows.clock = clock
        in_use = cache(lambda person: person == settled or read_model.has_person(person))
        yield Register(
            log=log,
            read_model=read_model,
            ids=Ids(new_id=uuid4, new_salt=lambda: secrets.token_hex(16)),
            today=utc_today,
            names_in=contacts.names_in,
            says_who=lambda person: contacts.says_who(person) and not in_use(person),
        )
