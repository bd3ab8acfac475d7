"""Decides whether something may be written to a place: where nothing is lost by it."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from domain.errors import Refused, Unavailable
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
from infrastructure.files import BESIDE, sha256_of
from infrastructure.keeping.standing import FORMS, FREE, KEPT, standing
from infrastructure.read_model.generations import holds_tables
from infrastructure.render.forms import TEMPLATES


def must_be_replaceable(path: Path, form: str) -> None:
    """Refuse to write one of `FORMS` over what has another form, or is kept as it is.

    Raises:
        Refused: the sentence says what stands there.
    """
    there = standing(path)
    if there and there.form not in (FREE, form):
        other = "" if there.form == KEPT else worded(", and not {FORMS}", FORMS=FORMS[form])
        raise Refused(_sentence(path, f"is {there.words}{other}"))


def must_not_be_cited(settings: Settings, path: Path) -> None:
    """Refuse to write over a file on which entries rest: nobody else may have it.

    Where the log cannot be read, the command that is to write says so.

    Raises:
        Refused: the log names the sha256 of the file that is there.
    """
    if settings.store and path.is_file():
        with suppress(Unavailable), opened(settings.store, as_it_is=True) as log:
            position = log.first_position_with(sha256_of(path))
            if position is not None:
                what = worded(
                    "is cited by its sha256 in @{position} (depositary document check {path})",
                    position=position,
                    path=path,
                )
                raise Refused(_sentence(path, what))


def must_be_new(settings: Settings, *paths: Path, within: Path | None = None) -> None:
    """Refuse places for files where something stands already, or that are the same.

    They may be `within` one folder of the register.

    Raises:
        Refused: the sentence says what stands there.
    """
    for path in paths:
        must_not_be_ours(settings, path, within)
        if there := standing(path):
            raise Refused(_sentence(path, f"is {there.words}"))
    if len(set(map(os.path.realpath, paths))) < len(paths):
        raise Refused(
            "{paths} is named for two files; choose another for one of them.", paths=paths[0]
        )


def must_be_folder(settings: Settings, path: Path, *, within: Path | None = None) -> None:
    """Refuse a place for a folder where a file stands, or that is the register's.

    It may be `within` one folder of the register.

    Raises:
        Refused: the sentence says what stands there.
    """
    must_not_be_ours(settings, path, within)
    there = None if path.is_dir() else standing(path)
    if there:
        raise Refused(_sentence(path, f"is {there.words}"))


def must_be_empty(folder: Path) -> None:
    """Refuse a place for a folder in which something is, before anything is made.

    Raises:
        Refused: something is in it.
    """
    if folder.is_dir() and any(folder.iterdir()):
        raise Refused("{folder} is not empty; name a new folder. Nothing was made.", folder=folder)


def must_not_be_ours(settings: Settings, path: Path, within: Path | None = None) -> None:
    """Refuse to write to where the register, or anything of it, is or will be; not in `within`.

    Raises:
        Refused: the sentence says what has its place there.
    """
    real = Path(os.path.realpath(path))
    for own, words in _own_files(settings):
        if Path(os.path.realpath(own)) == real:
            raise Refused(_sentence(path, f"is {words}"))
    if real.name == CONFIG:
        raise Refused(_sentence(path, "is a file of settings"))
    for folder in _own_folders(settings):
        if folder != within and real.is_relative_to(os.path.realpath(folder)):
            raise Refused(
                _sentence(
                    path, worded("belongs to the register, as all in {name} does", name=folder.name)
                )
            )
    if holds_tables(real.parent):
        raise Refused(
            _sentence(
                path, worded("belongs to the register with tables in {name}", name=real.parent.name)
            )
        )


def _own_files(settings: Settings) -> Iterator[tuple[Path, str]]:
    store, key, templates = settings.store, settings.checkpoints.key, settings.templates
    if store:
        yield expunging_path(store), "a mark of the register"
        for path, words in (
            (store, "the log of the register"),
            (contacts_path(store), "the register's file of contacts"),
            (ledger_path(store), "the register's list of who was sent what"),
        ):
            yield path, words
            yield from (
                (Path(f"{path}{end}"), worded("a part of {name}", name=path.name)) for end in BESIDE
            )
    if key:
        yield key, "the private key of the log"
        yield public_of(key), "the public half of the log's key"
        yield last_checkpoint_of(key), "what the log's key signed last"
    if settings.config:
        yield settings.config, "the file of settings"
    if templates:
        own = (templates / name for name in TEMPLATES)
        yield from ((path, "a template of reports") for path in own if path.exists())


def _own_folders(settings: Settings) -> Iterator[Path]:
    if store := settings.store:
        yield from (read_model_folder(store), published_folder(store), checkpoints_folder(store))


def _sentence(path: Path, what: str) -> str:
    return worded("{path} {what}; it is not replaced. Choose another place.", path=path, what=what)
