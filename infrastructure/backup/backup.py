"""Make a backup: everything that cannot be made anew, without keys, and verified."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version
from os.path import realpath
from pathlib import Path

from domain.errors import Refused
from domain.words import worded
from infrastructure.audit.log.log_file import opened
from infrastructure.audit.log.recorded_removals import RecordedRemovals
from infrastructure.audit.proofs.files import to_base64
from infrastructure.audit.published.published import digest_in, published
from infrastructure.backup.copying import (
    copy_database,
    copy_file,
    is_secret,
    staged,
    sync_folders,
)
from infrastructure.backup.verification import verify_copy
from infrastructure.bootstrap import (
    Settings,
    checkpoints_folder,
    contacts_path,
    ledger_path,
    published_folder,
)
from infrastructure.files import backup_marker
from infrastructure.files.backup_marker import BackedUpFile, BackupManifest
from infrastructure.files.locks import folder_lock
from infrastructure.files.writing import sync, write_new
from infrastructure.output_safety.overwrite_rules import must_be_empty, must_be_folder


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
        yield from self._folder(backup_marker.CHECKPOINTS, checkpoints_folder(self.store))
        with folder_lock(self.store.absolute().parent):  # or a report is published in between
            yield from self._database(backup_marker.LOG, self.store)
            yield from self._folder(backup_marker.PUBLISHED, published_folder(self.store))
        if contacts:
            yield from self._database(backup_marker.CONTACTS, contacts_path(self.store))
        yield from self._database(backup_marker.SENT, ledger_path(self.store))
        if self.settings.templates:
            yield from self._folder(backup_marker.TEMPLATES, self.settings.templates)
        if self.settings.config:
            yield from self._file(backup_marker.CONFIG, self.settings.config)

    def _database(self, name: str, path: Path) -> Iterator[BackedUpFile]:
        if path.exists():
            size, digest = copy_database(path, self.place / name)
            yield BackedUpFile(file=name, bytes=size, sha256=digest)

    def _folder(self, name: str, folder: Path) -> Iterator[BackedUpFile]:
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            yield from self._file(f"{name}/{path.relative_to(folder).as_posix()}", path)

    def _file(self, name: str, path: Path) -> Iterator[BackedUpFile]:
        if is_secret(path):
            sentence = "{path} holds a private key, and is not in the backup. Keep it elsewhere."
            self.warnings.append(worded(sentence, path=path))
            return
        size, digest = copy_file(path, self.place / name)
        yield BackedUpFile(file=name, bytes=size, sha256=digest)


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
        warnings += _published_elsewhere(place)
        made = BackupManifest(
            made_at=moment,
            version=version("depositary"),
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
    return made, [*backup.warnings, *warnings]


def _published_elsewhere(place: Path) -> Iterator[str]:
    """Name each report of a copied log of which the folder was not copied with it."""
    copied = {digest_in(folder) for folder in (place / backup_marker.PUBLISHED).glob("*")}
    with opened(place / backup_marker.LOG) as log:
        for each in published(log, RecordedRemovals(log)):
            if each.event.manifest_sha256 not in copied:
                yield worded(
                    "The folder of {report} (@{position}) is not beside the register, and so "
                    "not in the backup. If it is elsewhere, copy it, too.",
                    report=each.event.report,
                    position=each.position,
                )


def _must_be_free(settings: Settings, folder: Path) -> None:
    must_be_folder(settings, folder)
    must_be_empty(folder)
    looks = settings.templates
    if looks and Path(realpath(folder)).is_relative_to(realpath(looks)):
        sentence = "{folder} lies in {looks}; name a folder elsewhere."
        raise Refused(sentence, folder=folder, looks=looks)
