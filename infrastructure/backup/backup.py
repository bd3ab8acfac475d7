"""Make a backup: everything that cannot be made anew, without keys, and verified."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from shlex import quote

from domain.errors import Refused, Unavailable
from domain.words import worded
from infrastructure import VERSION
from infrastructure.audit.log.log_file import opened
from infrastructure.audit.log.recorded_removals import RecordedRemovals
from infrastructure.audit.proofs.files import to_base64
from infrastructure.audit.published.published import digest_in, not_as_recorded, published
from infrastructure.backup.copying import copy_database, copy_file, is_secret, staged, sync_folders
from infrastructure.backup.verification import verify_copy
from infrastructure.bootstrap import (
    Settings,
    checkpoints_folder,
    contacts_path,
    ledger_path,
    published_folder,
)
from infrastructure.contacts.store import Contacts
from infrastructure.files import backup_marker
from infrastructure.files.backup_manifest import BackedUpFile, BackupManifest, is_plain
from infrastructure.files.folders import is_within, must_be_readable, no_files
from infrastructure.files.locks import folder_lock
from infrastructure.files.store_path import must_fit, why_no_database, why_no_folder
from infrastructure.files.writing import ASIDE, STILL_RUNNING, sync, write_new
from infrastructure.mail.sent_log import must_be_usable
from infrastructure.output_safety.file_types import register_database
from infrastructure.output_safety.overwrite_rules import (
    belongs_to_register,
    must_be_empty,
    must_be_folder,
)
from infrastructure.output_safety.template_links import links_out
from infrastructure.render.provenance import TAKEN_IN


@dataclass(slots=True)
class Backup:
    """A backup in the making; `warnings` are sentences about what did not go into it."""

    store: Path
    settings: Settings
    place: Path
    warnings: list[str] = field(default_factory=list)

    def files(self, *, contacts: bool) -> Iterator[BackedUpFile]:
        """Copy everything, and yield each file; the log comes after the checkpoints that it proves.

        What is published is copied with the log, and nothing is published meanwhile: else there
        would be a folder of which the copied log knows nothing.
        """
        for folder in (checkpoints_folder(self.store), published_folder(self.store)):
            must_fit(why_no_folder(folder))
        yield from self._folder(backup_marker.CHECKPOINTS, checkpoints_folder(self.store))
        with folder_lock(self.store.absolute().parent):  # or a report is published in between
            yield from self._database(backup_marker.LOG, self.store)
            yield from self._folder(backup_marker.PUBLISHED, published_folder(self.store))
        if contacts:
            yield from self._database(backup_marker.CONTACTS, contacts_path(self.store))
            with Contacts(self.place / backup_marker.CONTACTS) as people:
                people.list()  # or it comes out after a restore that they are damaged
        for file in self._database(backup_marker.SENT, ledger_path(self.store)):
            self._check_sent()
            yield file
        if looks := self.settings.templates:
            if not looks.is_dir():
                sentence = "There is no folder {folder} of templates, and so none is in the backup."
                self.warnings.append(worded(sentence, folder=looks))
            yield from self._folder(backup_marker.TEMPLATES, looks)
        if self.settings.config:
            yield from self._file(backup_marker.CONFIG, self.settings.config)

    def _database(self, name: str, path: Path) -> Iterator[BackedUpFile]:
        must_fit(why_no_database(path))
        if path.exists():
            size, digest = copy_database(path, self.place / name)
            yield BackedUpFile(file=name, bytes=size, sha256=digest)

    def _check_sent(self) -> None:
        copied = self.place / backup_marker.SENT
        try:
            must_be_usable(copied)
        except (Unavailable, sqlite3.Error) as error:
            raise Unavailable(
                "{path} cannot be in a backup as it is: {error}. What to do: depositary doctor",
                path=ledger_path(self.store),
                error=str(error)
                .rstrip(".")
                .replace(backup_marker.SENT, ledger_path(self.store).name),
            ) from error

    def _folder(self, name: str, folder: Path) -> Iterator[BackedUpFile]:
        must_be_readable(folder)
        left = "{why}, and so in no backup."
        self.warnings += [worded(left, why=why) for _, why in no_files(folder)]
        if folder == self.settings.templates:
            self.warnings += [worded(left, why=why) for why in links_out(self.settings)]
        for path in files_in(folder, self.settings):
            yield from self._file(f"{name}/{path.relative_to(folder).as_posix()}", path)

    def _file(self, name: str, path: Path) -> Iterator[BackedUpFile]:
        if why := _why_not(name, path):
            self.warnings.append(why)
            return
        size, digest = copy_file(path, self.place / name)
        yield BackedUpFile(file=name, bytes=size, sha256=digest)


def files_in(folder: Path, settings: Settings) -> Iterator[Path]:
    """Yield the files in a folder that go into a backup, in order.

    Of a folder of templates in which the register is, too, only what reports may use does, and
    nothing to which a link leads out of it.
    """
    own = settings._replace(templates=None)
    looks, store = settings.templates, settings.store
    around = looks == folder and store and is_within(store, folder)
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        if around and path.suffix.lower() not in TAKEN_IN:
            continue
        if looks != folder or (is_within(path, folder) and not belongs_to_register(own, path)):
            yield path


def _why_not(name: str, path: Path) -> str:
    """Say why a file does not go into a backup, or nothing where it does."""
    if not is_plain(name):
        return worded(
            "{path} is not in the backup: its name has a character that no name in a backup has. "
            "Rename it.",
            path=path,
        )
    if is_secret(path):
        sentence = "{path} holds a private key, and is not in the backup. Keep it elsewhere."
        return worded(sentence, path=path)
    if words := register_database(path):
        sentence = "{path} is {words}, and is not in the backup under this name."
        return worded(sentence, path=path, words=words)
    return ""


def back_up(
    store: Path, settings: Settings, folder: Path, moment: datetime, *, contacts: bool
) -> tuple[BackupManifest, Sequence[str]]:
    """Copy a register into a folder that is new or empty; return the manifest, and warnings.

    The folder is there only once all of it is on the disk and was verified.

    Raises:
        Refused: something is in the folder, or it is where it would be copied or lost.
        NotProven: the copy does not verify, since the register does not.
        Unavailable: something cannot be read or written.
    """
    _must_be_free(settings, folder)
    with staged(folder) as aside:
        with opened(store):
            pass  # or what is wrong with the register is reported of a copy, which is gone by then
        place = aside / "backup"
        place.mkdir(mode=0o700)
        backup = Backup(store, settings, place)
        files = tuple(backup.files(contacts=contacts))
        log, warnings = verify_copy(place / backup_marker.LOG, place / backup_marker.CHECKPOINTS)
        warnings += _published_elsewhere(place, published_folder(store))
        made = BackupManifest(
            made_at=moment,
            version=VERSION,
            position=log.position,
            size=log.size,
            root=to_base64(log.root),
            last_recorded_at=log.recorded_at,
            left_out=() if contacts else ("contacts",),
            files=files,
        )
        sync_folders(place)
        write_new(place / backup_marker.BACKUP, bytes(made))
        place.rename(folder)
        sync(folder.absolute().parent)
    return made, [*backup.warnings, *warnings, *_left_over(folder.absolute().parent, moment)]


def _left_over(folder: Path, moment: datetime) -> Iterator[str]:
    """Name what a command that was killed left beside a backup; names of people may be in it."""
    for path in sorted(folder.glob(f"{ASIDE}*")):
        if moment.timestamp() - path.stat().st_mtime > STILL_RUNNING.total_seconds():
            sentence = "{path} was left by a command that was killed; remove it: rm -r {path}"
            yield worded(sentence, path=quote(str(path)))


def _published_elsewhere(place: Path, beside: Path) -> Iterator[str]:
    """Name each report of a copied log of which the folder was not copied as it was published."""
    copied = {digest_in(folder) for folder in (place / backup_marker.PUBLISHED).glob("*")}
    with opened(place / backup_marker.LOG) as log:
        for each in published(log, RecordedRemovals(log)):
            if each.event.manifest_sha256 in copied:
                continue
            elsewhere = worded(
                "The folder of {report} (@{position}) is not beside the register, and so "
                "not in the backup. If it is elsewhere, copy it, too.",
                report=each.event.report,
                position=each.position,
            )
            yield from not_as_recorded(each, [beside]) or [elsewhere]


def _must_be_free(settings: Settings, folder: Path) -> None:
    must_be_folder(settings, folder)
    must_be_empty(folder)
    looks = settings.templates
    if looks and is_within(folder, looks):
        sentence = "{folder} lies in {looks}; name a folder elsewhere."
        raise Refused(sentence, folder=folder, looks=looks)
