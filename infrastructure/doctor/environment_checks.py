"""Health checks of what is around the log: settings, disk, permissions, locks, leftover files."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from stat import S_ISVTX

from pydantic import TypeAdapter, ValidationError

from domain.errors import DepositaryError, Unavailable, UnknownReference
from domain.values import Actor, Visibility
from domain.words import worded
from infrastructure.audit.proofs.files import read_small
from infrastructure.audit.published.manifest import NAME, Manifest
from infrastructure.audit.published.published import UNFINISHED
from infrastructure.bootstrap import (
    CONFIG,
    checkpoints_folder,
    contacts_path,
    expunging_path,
    ledger_path,
    published_folder,
    read_model_folder,
    tables_folder,
)
from infrastructure.contacts.store import Contacts
from infrastructure.doctor.deciding_places import deciding, folders_above
from infrastructure.doctor.finding import (
    CHECK_AGAIN,
    MOUNT_IT,
    HealthFinding,
    Installation,
    advice,
    locked,
    problem,
)
from infrastructure.files.extras import INSTALLING
from infrastructure.files.folders import may
from infrastructure.files.locks import TELL_AFTER, is_locked
from infrastructure.files.sqlite_errors import files_left, why_mounted
from infrastructure.files.writing import ASIDE
from infrastructure.render.forms import FORMS

MEGABYTE = 1 << 20
SPARE, LARGEST_WAL, _FILES = 64 * MEGABYTE, 64 * MEGABYTE, 100
MOUNTS = Path("/proc/self/mounts")
_SHARE = re.compile(
    r"9p|afs|ceph|cifs|davfs|fuse\.(davfs2|glusterfs|rclone|s3fs|sshfs)|glusterfs|ncpfs|nfs4?"
    r"|prl_fs|smb2|smb3|smbfs|vboxsf"
)
OTHERS, OTHERS_READ, OTHERS_WRITE, OTHERS_ENTER = 0o077, 0o004, 0o002, 0o001
_NAME_ACTOR = worded('Put a line into {config}: actor = "p-…"', config=CONFIG)


def check_config(installation: Installation) -> Iterator[HealthFinding]:
    """Check that there is a file of settings."""
    if installation.settings.config is None:
        sentence = "There is no {config} where the register is, or above it."
        remedy = 'Put one beside the register, with the line: store = "{name}"'
        yield advice(sentence, remedy, config=CONFIG, name=installation.store.name)


def check_disk(installation: Installation) -> Iterator[HealthFinding]:
    """Check that the register can be written, and grow."""
    store = installation.store
    for path in _written_to(installation):
        if path.exists() and not may(path, os.W_OK | (os.X_OK if path.is_dir() else 0)):
            remedy = "Work as the user whom it belongs to, or let that user permit it."
            if why_mounted(path):
                remedy = MOUNT_IT
            yield problem("You cannot write {path}.", remedy, path=path)
    free = shutil.disk_usage(store.absolute().parent).free
    needed = max(SPARE, 3 * store.stat().st_size)
    if free < needed:
        yield problem(
            "{free} MB are free where the register is.",
            "Make room: {needed} MB are needed to go on, and for new tables.",
            free=free // MEGABYTE,
            needed=needed // MEGABYTE,
        )
    yield from _full_disks(installation)
    wal = store.with_name(f"{store.name}-wal")
    if wal.exists() and wal.stat().st_size > LARGEST_WAL:
        yield problem(
            "{wal} has {size} MB: a program that reads without end keeps it from being emptied.",
            "End the program that has the register open; the next entry empties the file.",
            wal=wal,
            size=wal.stat().st_size // MEGABYTE,
        )
    if share := _share(store.resolve()):
        yield problem(
            "The register is on a network share ({share}), where two machines can damage it.",
            "Move it to a disk of the machine on which the commands are typed.",
            share=share,
        )


def _full_disks(installation: Installation) -> Iterator[HealthFinding]:
    """Tell of disks on which something is written: no file fits; on others than ours, no room."""
    store = installation.store.absolute()
    disks = {store.parent.stat().st_dev}
    yield from _no_more_files(store.parent)
    for path in filter(None, (tables_folder(store), *_written_to(installation))):
        if path.exists() and path.stat().st_dev not in disks:
            disks.add(path.stat().st_dev)
            yield from _no_more_files(path)
            if (free := shutil.disk_usage(path).free) < SPARE:
                yield problem(
                    "{free} MB are free where {path} is.",
                    "Make room there: {needed} MB are needed to go on.",
                    free=free // MEGABYTE,
                    path=path,
                    needed=SPARE // MEGABYTE,
                )


def _no_more_files(path: Path) -> Iterator[HealthFinding]:
    left = None if why_mounted(path) else files_left(path)
    if left is not None and left < _FILES:
        yield problem(
            "Only {count} further files fit on the disk where {path} is, whatever their size.",
            "Remove files there: SQLite makes some beside each database.",
            count=left,
            path=path,
        )


def _written_to(installation: Installation) -> Iterator[Path]:
    """Yield every file and folder that commands write to, the register's own before others."""
    store, settings = installation.store, installation.settings
    yield from (store, store.absolute().parent, contacts_path(store), ledger_path(store))
    yield from (checkpoints_folder(store), published_folder(store))
    key = settings.checkpoints.key
    others = (settings.checkpoints.copies, settings.mail.folder, key and key.absolute().parent)
    yield from filter(None, others)


def _share(path: Path) -> str | None:
    """Return the kind of the network share on which a file is, None if none is known."""
    try:
        lines = MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    mounts = [(Path(words[1].replace(r"\040", " ")), words[2]) for words in map(str.split, lines)]
    above = [(len(place.parts), kind) for place, kind in mounts if path.is_relative_to(place)]
    _, kind = max(above, default=(0, ""), key=lambda each: each[0])
    return kind if _SHARE.fullmatch(kind) else None


def check_permissions(installation: Installation) -> Iterator[HealthFinding]:
    """Check who may read what is not for everybody."""
    store, settings = installation.store, installation.settings
    for path in filter(None, (contacts_path(store), ledger_path(store), settings.checkpoints.key)):
        if path.is_file() and path.stat().st_mode & OTHERS:
            yield problem("Others may read {path}.", "chmod 600 {path}", path=path)
    outgoing = filter(None, (settings.mail.folder, settings.checkpoints.copies))
    # in a folder with the sticky bit above, nobody can rename what another user has there
    above = (each for each in folders_above(installation) if not each.stat().st_mode & S_ISVTX)
    for path in dict.fromkeys((*deciding(installation), *outgoing, *above)):
        found = path.is_file() or path.is_dir()  # what is neither, another check tells of
        if found and path.stat().st_mode & OTHERS_WRITE:
            sentence = "Everybody on this machine may change {path}."
            yield problem(sentence, "chmod o-w {path}", path=path)
    for path in (store, read_model_folder(store)):
        if path.exists() and _is_open_to_all(path):
            sentence = "Everybody on this machine may read {path}."
            yield problem(sentence, "chmod o-rwx {path}", path=path)
    yield from _published_to_all(published_folder(store))


def _published_to_all(folder: Path) -> Iterator[HealthFinding]:
    """Find published reports that are not public, and that everybody can read."""
    for path in sorted(folder.glob(f"*/{NAME}")):
        with suppress(DepositaryError, OSError):  # verification finds what is no manifest
            audience = Manifest.parse(read_small(path)).audience
            if audience is not Visibility.PUBLIC and _is_open_to_all(path):
                sentence = "Everybody on this machine may read {folder}, which is for {audience}."
                remedy = "chmod o-rwx {folder}"
                yield problem(sentence, remedy, folder=path.parent, audience=audience)


def _is_open_to_all(path: Path) -> bool:
    """Say whether every user of the machine can read a file, or reach those in a folder."""
    bit = OTHERS_ENTER if path.is_dir() else OTHERS_READ
    folders = path.resolve().parents
    return bool(path.stat().st_mode & bit) and all(
        folder.stat().st_mode & OTHERS_ENTER for folder in folders
    )


def check_lock(installation: Installation) -> Iterator[HealthFinding]:
    """Check whether another process holds a lock for longer than recording takes."""
    yield from locked("The register is kept locked by {process}.", installation.store)


def check_leftovers(installation: Installation) -> Iterator[HealthFinding]:
    """Find files that were left by interrupted commands."""
    store, settings = installation.store.absolute(), installation.settings
    key, copies = settings.checkpoints.key, settings.checkpoints.copies
    places = {store.parent, checkpoints_folder(store), published_folder(store)}
    places |= {*filter(None, (key and key.absolute().parent, copies, settings.mail.folder))}
    found = [path for place in sorted(places) for path in place.glob(f"{ASIDE}*")]
    for path in sorted(filter(installation.is_leftover, found)):
        remedy = "rm -r {path}" if path.is_dir() else "rm {path}"
        yield problem("{path} was left by a command that was stopped.", remedy, path=path)
    if expunging_path(store).exists():
        yield problem(
            "Texts are being removed, or were, and something of them is left on this machine.",
            "If nobody is at it, send the same again: depositary expunge @…, as {begun} says",
            begun=expunging_path(store),
        )
    unfinished = published_folder(store).glob(f".*{UNFINISHED}")
    for path in sorted(filter(installation.is_leftover, unfinished)):
        yield problem(
            "{path} is a report that may be on record, and has not taken its place.",
            "Publish it again: depositary report publish; that finishes it.",
            path=path,
        )


def check_actor(installation: Installation) -> Iterator[HealthFinding]:
    """Check who records."""
    actor = installation.settings.actor
    if actor is None:
        yield problem("Nobody is named as the one who records.", _NAME_ACTOR)
        return
    try:
        TypeAdapter(Actor).validate_python(actor)
    except ValidationError:
        yield problem("{actor!r} cannot record.", _NAME_ACTOR, actor=actor)
        return
    if not actor.startswith("p-"):
        return
    try:
        with Contacts(contacts_path(installation.store), patience=TELL_AFTER) as people:
            people.find(actor)
    except UnknownReference:
        yield advice(
            "The contacts do not say who {actor} is.",
            "depositary contacts add NAME --ref {actor}",
            actor=actor,
        )
    except Unavailable as error:
        if is_locked(error.__cause__):  # else the check of places, or of contacts, says it
            yield problem(str(error), CHECK_AGAIN)


def check_parts(_: Installation) -> Iterator[HealthFinding]:
    """Find what cannot be written or read, since a package is not installed."""
    for name, form in FORMS.items():
        if form.needs and find_spec(form.needs[0]) is None:
            remedy = INSTALLING[form.needs[1]]
            yield advice("Reports as {form} cannot be made.", remedy, form=name.upper())
    if find_spec("pypdf") is None:
        yield advice("The words of PDF files cannot be read.", INSTALLING["texts"])


def check_backup(_: Installation) -> Iterator[HealthFinding]:
    """Remind of the backup, of which nothing can be seen in the register."""
    yield advice(
        "How old the last backup is cannot be seen here, nor whether one was ever restored.",
        "depositary backup FOLDER",
    )
