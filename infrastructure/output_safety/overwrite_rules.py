"""Decide whether a file or folder may be written to a place: only where nothing is lost by it."""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from shlex import quote

from domain.errors import DepositaryError, Refused, Unavailable
from domain.words import worded
from infrastructure.audit.log.log_file import opened
from infrastructure.audit.proofs.keys import last_checkpoint_of, public_of
from infrastructure.bootstrap import (
    CONFIG,
    Settings,
    checkpoints_folder,
    contacts_path,
    expunging_path,
    ledger_path,
    published_folder,
    read_model_folder,
)
from infrastructure.files.backup_manifest import BackupManifest
from infrastructure.files.backup_marker import BACKUP
from infrastructure.files.folders import is_same, is_within, must_be_readable
from infrastructure.files.reading import sha256_of
from infrastructure.files.store_path import BESIDE, ENDS
from infrastructure.letters.template_names import LETTER_TEMPLATES
from infrastructure.output_safety.file_types import (
    FORMS,
    LOG,
    PROTECTED,
    REPLACEABLE,
    register_database,
    type_at,
    type_of_new,
)
from infrastructure.read_model.generations import holds_tables
from infrastructure.render.forms import OWN

_IS = "{path} is {what}; it is not replaced. Choose another place."


def must_be_replaceable(path: Path, form: str) -> None:
    """Refuse to write one of `FORMS` over a file of another form, or one that is protected.

    Raises:
        Refused: the sentence says what is there, or what a new file would be taken for.
    """
    there = type_at(path)
    if there is None or there.form in (REPLACEABLE, form):
        return
    if there.form == PROTECTED:
        raise Refused(_IS, path=path, what=there.words)
    sentence = "{path} is {what}, and not {form}; it is not replaced. Choose another place."
    raise Refused(sentence, path=path, what=there.words, form=FORMS[form])


def must_not_be_cited(settings: Settings, path: Path) -> None:
    """Refuse to write over a file on which entries rest: nobody else may have it.

    Where the log cannot be read, the command that is to write says so.

    Raises:
        Refused: the log names the sha256 of the file that is there.
    """
    if settings.store and path.is_file():
        with suppress(Unavailable), opened(settings.store, as_it_is=True) as log:
            if (position := log.first_position_with(sha256_of(path))) is not None:
                raise Refused(
                    "{path} is cited by its sha256 in @{position} (depositary document check "
                    "{path}); it is not replaced. Choose another place.",
                    path=quote(str(path)),
                    position=position,
                )


def must_be_new(settings: Settings, *paths: Path, within: Path | None = None) -> None:
    """Refuse places for files where something is already, or that are the same.

    They may be `within` one folder of the register.

    Raises:
        Refused: the sentence says what is there.
    """
    for path in paths:
        must_not_belong_to_register(settings, path, within)
        if there := type_of_new(path):
            raise Refused(_IS, path=path, what=there.words)
    if len(set(map(os.path.realpath, paths))) < len(paths):
        sentence = "{path} is named for two files; choose another for one of them."
        raise Refused(sentence, path=paths[0])


def must_be_folder(settings: Settings, path: Path, *, within: Path | None = None) -> None:
    """Refuse a place for a folder where a file is or will be, or that is the register's.

    It may be `within` one folder of the register.

    Raises:
        Refused: the sentence says what is there.
    """
    must_not_belong_to_register(settings, path, within)
    there = None if path.is_dir() else type_at(path)
    if there:
        raise Refused(_IS, path=path, what=there.words)


def must_be_empty(folder: Path) -> None:
    """Refuse a place for a folder in which something is, before anything is made.

    Raises:
        Refused: something is in it.
    """
    if folder.is_dir() and any(folder.iterdir()):
        raise Refused("{folder} is not empty; name a new folder. Nothing was made.", folder=folder)


def must_not_belong_to_register(settings: Settings, path: Path, within: Path | None = None) -> None:
    """Refuse to write to where a register, or anything of one, is or will be; not in `within`.

    Raises:
        Refused: the sentence says what has its place there.
    """
    _must_not_be_own(settings, path, within)
    real = Path(os.path.realpath(path))
    own = within and Path(os.path.realpath(within))
    for folder in (real, *real.parents):
        sentence = _of_another(folder, new=not real.is_file()) if folder != own else None
        if sentence:
            raise Refused(sentence, path=path, folder=folder.name)


def _of_another(folder: Path, *, new: bool) -> str | None:
    """Return the sentence on what is in a folder of whatever register; None if it is of none.

    Of a file that is not `new`, its content says more, unless it is among tables.
    """
    if holds_tables(folder):
        return worded(
            "{path} belongs to the register with tables in {folder}; it is not replaced. "
            "Choose another place."
        )
    with suppress(DepositaryError, OSError):
        if new and BackupManifest.read(folder):
            return worded(
                "{path} is in the backup {folder}, which stays as it is. Choose another place."
            )
    if new and folder.suffix in ENDS and folder.parent.is_dir():
        beside = [path for path in folder.parent.iterdir() if path.stem == folder.stem]
        if any(path.is_file() and register_database(path) == LOG for path in beside):
            return worded(
                "{path} belongs to the register beside {folder}; it is not replaced. "
                "Choose another place."
            )
    return None


def must_take_copies(settings: Settings, copies: Path) -> None:
    """Refuse to copy to a folder that the settings name, where the copies leave nothing.

    Raises:
        Unavailable: it is of a register, or is the one in which the register is.
    """
    _must_be_outside(settings, copies)
    if any(is_same(copies, home) for home in _homes(settings)):
        raise Unavailable(
            "{folder} is the folder of the register itself, so a copy there would save nothing: "
            "name another one as copies under [checkpoints] in {config}.",
            folder=copies,
            config=CONFIG,
        )


def must_take_letters(settings: Settings, letters: Path) -> None:
    """Refuse to put letters, which name people, into a folder whose files are handed on.

    Raises:
        Unavailable: it is of a register, or what is in it is copied or given to others.
    """
    _must_be_outside(settings, letters)
    copies, looks = settings.checkpoints.copies, settings.templates
    if copies and (is_within(letters, copies) or is_within(copies, letters)):
        raise Unavailable(
            "Letters with addresses in {letters} would be where others read the copies of "
            "checkpoints, {copies}: name two folders, neither in the other, in {config}.",
            letters=letters,
            copies=copies,
            config=CONFIG,
        )
    if looks and is_within(letters, looks):
        raise Unavailable(
            "Letters with addresses in {letters} would be copied into each backup with the "
            "templates, {looks}: name a folder apart from them in {config}.",
            letters=letters,
            looks=looks,
            config=CONFIG,
        )


def stay_with_register(settings: Settings, copies: Path) -> bool:
    """Say whether a folder of copies is in that of the register, on the same disk."""
    return any(
        is_within(copies, home) and copies.stat().st_dev == home.stat().st_dev
        for home in _homes(settings)
    )


def _homes(settings: Settings) -> Sequence[Path]:
    """Return the folder in which the register is named, and that to which a link leads."""
    store = settings.store
    return [store.absolute().parent, Path(os.path.realpath(store)).parent] if store else []


def _must_be_outside(settings: Settings, folder: Path) -> None:
    must_be_readable(folder, deep=False)
    try:
        must_not_belong_to_register(settings, folder)
    except Refused as error:
        raise Unavailable(
            "{folder} belongs to a register, so nothing is put there: correct {config}.",
            folder=folder,
            config=CONFIG,
        ) from error


def _must_not_be_own(settings: Settings, path: Path, within: Path | None = None) -> None:
    real = Path(os.path.realpath(path))
    for own, what in _own_files(settings):
        if Path(os.path.realpath(own)) == real:
            raise Refused(_IS, path=path, what=what)
    if real.name in (CONFIG, BACKUP):
        named = worded("a file of settings"), worded("the list of what is in a backup")
        raise Refused(_IS, path=path, what=named[real.name == BACKUP])
    for folder in (each for each in own_folders(settings) if each != within):
        must_be_outside(path, folder)


def must_be_outside(path: Path, folder: Path) -> None:
    """Refuse a place in a folder that a register has.

    Raises:
        Refused: the sentence names the folder.
    """
    if is_within(path, folder):
        raise Refused(
            "{path} belongs to the register, as all in {folder} does; it is not replaced. "
            "Choose another place.",
            path=path,
            folder=folder.name,
        )


def belongs_to_register(settings: Settings, path: Path) -> bool:
    """Say whether the register of the settings, or anything of it, is or will be at a place."""
    try:
        _must_not_be_own(settings, path)
    except Refused:
        return True
    return False


def own_folders(settings: Settings) -> Sequence[Path]:
    """Return the folders of the register: of its tables, published reports and checkpoints."""
    folders = (read_model_folder, published_folder, checkpoints_folder)
    return [each(settings.store) for each in folders] if settings.store else []


def _own_files(settings: Settings) -> Iterator[tuple[Path, str]]:
    store, key, templates = settings.store, settings.checkpoints.key, settings.templates
    if store:
        yield expunging_path(store), worded("a mark of the register")
        for path, what in (
            (store, worded("the log of the register")),
            (contacts_path(store), worded("the register's file of contacts")),
            (ledger_path(store), worded("the register's list of who was sent what")),
        ):
            part = worded("a part of {name}", name=path.name)
            yield from ((path, what), *((Path(f"{path}{end}"), part) for end in BESIDE))
    if key:
        yield key, worded("the private key of the log")
        yield public_of(key), worded("the public half of the log's key")
        yield last_checkpoint_of(key), worded("what the log's key signed last")
    if settings.config:
        yield settings.config, worded("the file of settings")
    if templates:
        yield from _own_templates(templates, settings.letterhead.logo)


def _own_templates(folder: Path, logo: str | None) -> Iterator[tuple[Path, str]]:
    for names, what in (
        ((*OWN, *filter(None, [logo])), worded("a template of reports")),
        (LETTER_TEMPLATES, worded("a template of letters")),
    ):
        yield from ((folder / name, what) for name in names)
