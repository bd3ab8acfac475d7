"""Restore a backup: all of it, verified, and never over anything."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from json import dumps
from pathlib import Path

from domain.errors import Malformed, Refused, Unavailable
from domain.words import worded
from infrastructure.audit.proofs.errors import NotProven
from infrastructure.audit.proofs.files import to_base64
from infrastructure.backup.copying import copy_file, file_hashes, staged, sync_folders
from infrastructure.backup.verification import verify_copy
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
from infrastructure.files import backup_marker
from infrastructure.files.backup_manifest import BackedUpFile, BackupManifest
from infrastructure.files.locks import folder_lock
from infrastructure.files.store_path import (
    BESIDE,
    must_be_possible,
    must_fit,
    why_no_file,
    why_no_folder,
)
from infrastructure.files.toml import parsed
from infrastructure.files.writing import ASIDE, PRIVATE, give_name, replace, sync
from infrastructure.output_safety.file_types import file_type_of
from infrastructure.output_safety.overwrite_rules import must_not_belong_to_register

_STAYS = (backup_marker.CONFIG, backup_marker.TEMPLATES)
_LOCAL = (
    *("actor", "taskforce", "authority", "language", "visibility"),
    *("templates", "logo", "colour", "letterhead"),
)
_BARE = re.compile(r"[A-Za-z0-9_-]+")  # a key of TOML that needs no quotation marks
_LIVE = ("checkpoints", "mail")
"""The tables of the settings by which a register acts outside: a copy of it must not do so too."""


def restore(folder: Path, store: Path) -> tuple[BackupManifest, list[str]]:
    """Copy a backup to a place where no register is, and return what it held, with notes.

    Settings and templates that are there already stay as they are; settings that come along sign,
    copy and send nothing before somebody puts that back. The register's own file comes last, so
    that there is none before all is there; until then a restore that was stopped goes on with what
    it had put in its place.

    Raises:
        Refused: something is there already, or all there belongs to another register, or the
            settings would govern what else is there.
        NotProven: a file is not the one that was backed up, or the log does not verify.
        Malformed: it is no backup of a form that is known, or the place looks like a folder.
        Unavailable: it was cut off, or something cannot be read or written.
    """
    if not store.suffix:
        what = worded("a file for the register, such as {store}/register.db", store=store)
        raise Malformed.expected(what, str(store))
    if not store.exists():  # or it is said below what is there
        must_be_possible(store)
    must_not_belong_to_register(Settings(), store)
    manifest = BackupManifest.read(folder)
    with folder_lock(store.absolute().parent), staged(store) as aside:
        places = _left_to_fill(manifest, _places(store))
        _must_be_free(store, places)
        if backup_marker.CONFIG in manifest.names():
            _must_govern_nothing_else(store)
        for file in manifest.files:
            _copy(folder, file, aside)
        log, notes = verify_copy(aside / backup_marker.LOG, aside / backup_marker.CHECKPOINTS)
        said = (manifest.position, manifest.size, manifest.root, manifest.last_recorded_at)
        if (log.position, log.size, to_base64(log.root), log.recorded_at) != said:
            sentence = "The log in {folder} is not the one that was backed up there."
            raise NotProven(sentence, folder=folder)
        sync_folders(aside)
        _must_be_free(store, places)  # a command that takes no lock may have begun one meanwhile
        notes += _settle(aside, places)
        sync(store.absolute().parent)
    return manifest, notes


def _places(store: Path) -> Mapping[str, Path]:
    """Return where each part goes; the log comes last."""
    return {
        backup_marker.CONTACTS: contacts_path(store),
        backup_marker.SENT: ledger_path(store),
        backup_marker.CHECKPOINTS: checkpoints_folder(store),
        backup_marker.PUBLISHED: published_folder(store),
        backup_marker.TEMPLATES: store.parent / backup_marker.TEMPLATES,
        backup_marker.CONFIG: store.parent / CONFIG,
        backup_marker.LOG: store,
    }


def _left_to_fill(manifest: BackupManifest, places: Mapping[str, Path]) -> Mapping[str, Path]:
    """Leave out what is in its place as it was backed up: a restore that was stopped put it there.

    The log was not put there by one: nothing comes after it.
    """
    left = dict(places)
    for name in set(places) - {backup_marker.LOG, *_STAYS}:
        hashes = {
            each.file: each.sha256 for each in manifest.files if each.file.partition("/")[0] == name
        }
        if hashes and file_hashes(places[name], name) == hashes:
            del left[name]
    return left


def _must_be_free(store: Path, places: Mapping[str, Path]) -> None:
    taken = [store, *(path for name, path in places.items() if name not in _STAYS)]
    every = _places(store).values()
    taken += [path.with_name(f"{path.name}{end}") for path in every for end in BESIDE]
    for path in (*taken, read_model_folder(store), expunging_path(store)):
        if there := file_type_of(path):
            raise Refused(
                "{path} is there already; nothing was restored. It is {words}: move it away, "
                "or name another place.",
                path=path,
                words=there.words,
            )
    settings, templates = (places[name] for name in _STAYS)
    must_fit(why_no_file(settings) or why_no_folder(templates))


def _must_govern_nothing_else(store: Path) -> None:
    """Refuse to put settings above things that they are not about, which they would govern."""
    folder = store.parent
    if (folder / CONFIG).exists():
        return
    ours = (backup_marker.TEMPLATES, ASIDE)
    others = {path.name for path in folder.iterdir() if not path.name.startswith(ours)}
    if others - {path.name for path in _places(store).values()}:
        raise Refused(
            "{folder} has other files, and settings there are found from all folders "
            "below. Name a new folder, or put a {config} there first.",
            folder=folder.absolute(),
            config=CONFIG,
        )


def _copy(folder: Path, file: BackedUpFile, aside: Path) -> None:
    private = file.file in (backup_marker.LOG, backup_marker.CONTACTS, backup_marker.SENT)
    source = folder / file.file
    if not source.is_file():
        raise Unavailable("{source} is missing, so the backup is not whole.", source=source)
    told = (file.bytes, file.sha256)
    if (  # the size first, so that nothing is filled with a file that somebody blew up
        source.stat().st_size != file.bytes
        or copy_file(source, aside / file.file, PRIVATE if private else None) != told
    ):
        raise NotProven("{source} is not the file that was backed up.", source=source)


def _settle(aside: Path, places: Mapping[str, Path]) -> Iterator[str]:
    """Move every part to its place, and yield what stayed as it was, and what does not run."""
    config, place = aside / backup_marker.CONFIG, places[backup_marker.CONFIG]
    if config.exists():
        templates = (aside / backup_marker.TEMPLATES).exists()
        settings, quiet = _settings(config, places[backup_marker.LOG].name, templates=templates)
        replace(config, settings)
        if quiet and (not place.exists() or place.read_bytes() == settings):
            yield worded(
                "Nothing is signed, copied or sent from here yet: what {place} says of "
                "checkpoints and mail is a comment. Put back what is to run here.",
                place=place,
            )
    for name, path in places.items():
        if name == backup_marker.LOG:
            sync(path.absolute().parent)  # all else is on the disk before it
        if name in _STAYS and path.exists() and (aside / name).exists():
            yield worded("{path} was there already and stays as it is.", path=path)
        elif (aside / name).is_dir():
            (aside / name).rename(path)
        elif (aside / name).exists():
            give_name(aside / name, path)


def _settings(config: Path, store: str, *, templates: bool) -> tuple[bytes, bool]:
    """Return settings for the register beside them, and whether they act outside no more.

    What they said before and is wrong here is a comment at their end.
    """
    try:
        text = config.read_text(encoding="utf-8")
        told = parsed(text)
    except UnicodeDecodeError as error:
        sentence = "The settings in the backup are not UTF-8: {reason}."
        raise Malformed(sentence, reason=error.reason) from error
    except tomllib.TOMLDecodeError as error:
        sentence = "The settings in the backup cannot be read as TOML: {error}."
        raise Malformed(sentence, error=error) from error
    named = {"store": store, **{key: told[key] for key in _LOCAL if key in told}}
    if templates:
        named["templates"] = backup_marker.TEMPLATES
    lines = _lines(named)
    if isinstance(languages := told.get("languages"), dict):
        lines += ["[languages]", *_lines(languages)]
    others = [line for line in text.splitlines() if line.strip() and line not in lines]
    lines += [line if line.startswith("#") else f"# {line}" for line in others]
    live = any(key.partition("_")[0] in _LIVE for key in told)
    return ("\n".join(lines) + "\n").encode(), live


def _lines(told: Mapping[str, object]) -> list[str]:
    """Return the texts of a table as TOML, as people write them."""
    return [
        f"{key if _BARE.fullmatch(key) else dumps(key)} = {dumps(value, ensure_ascii=False)}"
        for key, value in told.items()
        if isinstance(value, str)
    ]
