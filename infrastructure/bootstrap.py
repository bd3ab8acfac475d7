"""Read the settings, and open a register with its parts."""

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import cache
from os.path import realpath
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

from application.context import Ids
from application.event_store.store_errors import reading
from application.event_store.streams import EventLog
from application.model_rows import Today
from application.register import Register
from domain.codes import Codes
from domain.values import Visibility
from infrastructure.files import backup_marker, config_file
from infrastructure.files.read_only import read_only_reason
from infrastructure.files.store_path import must_be_possible, must_be_there
from infrastructure.language import ENGLISH, known_language
from infrastructure.mail.settings import MAIL, Mail
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from infrastructure.render.letterhead import LETTERHEAD, Letterhead
from infrastructure.setting_values import new_entries_shown_to, one_line, variable

if TYPE_CHECKING:
    from infrastructure.contacts.store import Contacts

CONFIG, find_config = config_file.CONFIG, config_file.find_config
_MORE = (*LETTERHEAD, *(f"mail_{key}" for key in MAIL))
RECORDER = "infrastructure.store.sqlite_recorder:SQLiteLogRecorder"
EXPUNGER = "infrastructure.store.expunging:ExpungingRecorder"
"""The recorder that can replace a stored event; only `expunge` uses it."""
NOT_FOR_ALL = 0o660
"""Permissions of a new register, less what the user's mask takes: not every user may read it."""


class Checkpoints(NamedTuple):
    """Which key signs the log, and a folder elsewhere for a copy of each checkpoint."""

    key: Path | None = None
    copies: Path | None = None


class Settings(NamedTuple):
    """Which store, who acts, and which body is meant; `config` is the file that says so.

    `settled` is the actor in that file, whoever acts now. `templates` is a folder with files that
    change how reports look; `authority` is who issues them, `visibility` who sees new entries.
    `languages` has the languages of members by their codes, for what is written to one of them.
    """

    def language_of(self, members: Iterable[str], codes: Codes) -> str:
        """Return the language in which something is written to members, given by their codes.

        The settings may name a member by a code that it had before.
        """
        today = {codes.of(code): name for code, name in self.languages.items()}
        today |= self.languages  # a code of today counts more
        found = {today.get(codes.of(each), self.language) for each in members}
        return found.pop() if len(found) == 1 else self.language

    store: Path | None = None
    actor: str | None = None
    settled: str | None = None
    taskforce: str | None = None
    templates: Path | None = None
    authority: str | None = None
    language: str = ENGLISH
    languages: Mapping[str, str] = MappingProxyType({})
    visibility: Visibility = Visibility.MEMBERS
    letterhead: Letterhead = Letterhead()
    mail: Mail = Mail()
    checkpoints: Checkpoints = Checkpoints()
    config: Path | None = None


def settings(
    options: Mapping[str, str | None], environ: Mapping[str, str], folder: Path
) -> Settings:
    """Read the settings: an option wins over the environment, which wins over the file.

    Paths in the file are relative to the file's folder. For a store that is named, the file counts
    that governs where it is (`config_file.settings_of`): no register shows, signs or sends anything
    as the settings of another say.

    Raises:
        Refused: the file belongs to another user than this one and the register.
        Malformed: the file is not TOML or has an unknown key, or a value is not of its form.
        Unavailable: the file cannot be read or looked for, or what is named as the store can be no
            register.
    """
    named = bool(options.get("store") or variable(environ, "store"))
    config = config_file.governing_config(folder, named=named)
    told = config_file.read_config(config, _MORE) if config else {}

    def typed(key: str) -> str | None:
        return options.get(key) or variable(environ, key)

    def value(key: str) -> str | None:
        return typed(key) or told.get(key)

    def path(key: str) -> Path | None:
        said = value(key)
        return (config.parent if config and not typed(key) else folder) / said if said else None

    store = path("store")
    if store is not None:
        store = Path(realpath(store)) if store.is_symlink() else store  # as what is beside it is
        must_be_possible(store)
        if config and named:
            config_file.must_be_trusted(config, store)
        if named:
            config, told = config_file.settings_of(store, config, told, _MORE)
    return Settings(
        store=store,
        actor=value("actor"),
        settled=told.get("actor"),
        taskforce=value("taskforce"),
        templates=path("templates"),
        authority=one_line(value("authority")),
        language=known_language(value("language") or ENGLISH),
        languages={} if options.get("language") else _languages(told),
        visibility=new_entries_shown_to(value("visibility")),
        letterhead=Letterhead.of(value),
        mail=Mail.of(value, path),
        checkpoints=Checkpoints(key=path("checkpoints_key"), copies=path("checkpoints_copies")),
        config=config,
    )


def _languages(told: Mapping[str, str]) -> Mapping[str, str]:
    """Return the languages of members by their codes."""
    return {
        key.removeprefix(config_file.LANGUAGES).upper(): known_language(name)
        for key, name in told.items()
        if key.startswith(config_file.LANGUAGES)
    }


def contacts_path(store: Path) -> Path:
    """Return the file of names and addresses beside a store."""
    return store.with_suffix(".contacts")


def ledger_path(store: Path) -> Path:
    """Return the file that says who was sent what, by reference only."""
    return store.with_suffix(".sent")


def checkpoints_folder(store: Path) -> Path:
    """Return the folder for checkpoints of a store, also in a backup, if no other is named."""
    return _beside(store, ".checkpoints", backup_marker.CHECKPOINTS)


def published_folder(store: Path) -> Path:
    """Return the folder for published reports beside a store, also in a backup.

    Each is in a folder of its own.
    """
    return _beside(store, ".published", backup_marker.PUBLISHED)


def _beside(store: Path, end: str, in_backup: str) -> Path:
    return store.parent / in_backup if read_only_reason(store) else store.with_suffix(end)


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


def _country(text: str) -> str | None:
    from infrastructure.customary_names import country_names  # noqa: PLC0415  # a large table

    return country_names.country_names().country_of_party(text)


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
        ExitStack() as opened,
    ):

        @cache
        def contacts() -> "Contacts":
            from infrastructure.contacts.store import Contacts  # noqa: PLC0415  # to record alone

            return opened.enter_context(Contacts(contacts_path(store)))

        if clock:
            log.rows.clock = clock
        in_use = cache(lambda person: person == settled or read_model.has_person(person))
        yield Register(
            log=log,
            read_model=read_model,
            ids=Ids(new_id=uuid4, new_salt=lambda: secrets.token_hex(16)),
            today=utc_today,
            names_in=lambda text: contacts().names_in(text),
            says_who=lambda person: contacts().says_who(person) and not in_use(person),
            country=_country,
        )
