"""What `doctor` looks at around the log: settings, the disk, who may read, what was left behind."""

import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from domain.errors import DepositaryError, Malformed, Unavailable, UnknownReference
from domain.values import Actor, Visibility
from domain.words import worded
from infrastructure.audit.proofs.files import read_small
from infrastructure.audit.published.manifest import NAME, Manifest
from infrastructure.audit.published.published import UNFINISHED
from infrastructure.backup.copying import is_secret
from infrastructure.bootstrap import (
    CONFIG,
    checkpoints_folder,
    contacts_path,
    expunging_path,
    ledger_path,
    published_folder,
    read_model_folder,
)
from infrastructure.contacts.store import Contacts
from infrastructure.doctor.finding import LOOK_AGAIN, HealthFinding, Installation, advice, locked
from infrastructure.files.locks import TELL_AFTER, is_locked
from infrastructure.files.writing import ASIDE
from infrastructure.mail.message import sender_of
from infrastructure.render.forms import FORMS, INSTALLING, TEMPLATES

MEGABYTE = 1 << 20
SPARE, LARGEST_WAL = 64 * MEGABYTE, 64 * MEGABYTE
SMALL = 100_000  # bytes; a key has a few hundred
MOUNTS = Path("/proc/self/mounts")
_SHARE = re.compile(
    r"9p|afs|ceph|cifs|davfs|fuse\.(davfs2|glusterfs|rclone|s3fs|sshfs)|glusterfs|ncpfs|nfs4?"
    r"|prl_fs|smb2|smb3|smbfs|vboxsf"
)
OTHERS, OTHERS_READ, OTHERS_WRITE, OTHERS_ENTER = 0o077, 0o004, 0o002, 0o001


def config(office: Installation) -> Iterator[HealthFinding]:
    """Look for the settings."""
    if office.settings.config is None:
        yield advice(
            worded("There is no {CONFIG} here or above.", CONFIG=CONFIG),
            "Type commands in the register's folder.",
        )


def disk(office: Installation) -> Iterator[HealthFinding]:
    """Look whether the register can be written, and grow."""
    store = office.store
    for path in (store, store.absolute().parent):
        if not os.access(path, os.W_OK):
            yield HealthFinding(
                worded("You cannot write {path}.", path=path),
                "Work as the user whom it belongs to.",
            )
    free = shutil.disk_usage(store.absolute().parent).free
    needed = max(SPARE, 3 * store.stat().st_size)
    if free < needed:
        yield HealthFinding(
            worded("{free} MB are free where the register is.", free=free // MEGABYTE),
            worded(
                "Make room: {needed} MB are needed to go on, and for new tables.",
                needed=needed // MEGABYTE,
            ),
        )
    wal = store.with_name(f"{store.name}-wal")
    if wal.exists() and wal.stat().st_size > LARGEST_WAL:
        yield HealthFinding(
            worded(
                "{wal} has {st_size} MB: somebody reads without end.",
                wal=wal,
                st_size=wal.stat().st_size // MEGABYTE,
            ),
            "End the program that has the register open; the next entry tidies up.",
        )
    share = _share(store.resolve())
    if share:
        yield HealthFinding(
            worded(
                "The register lies on a share ({share}), where two machines can damage it.",
                share=share,
            ),
            "Move it to a disk of the machine on which the commands are typed.",
        )


def _share(path: Path) -> str | None:
    """Return the kind of the share on which a file is, None if it is none or cannot be told."""
    try:
        lines = MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    mounted = [(Path(told[1].replace(r"\040", " ")), told[2]) for told in map(str.split, lines)]
    holding = [(len(place.parts), kind) for place, kind in mounted if path.is_relative_to(place)]
    _, kind = max(holding, default=(0, ""), key=lambda each: each[0])
    return kind if _SHARE.fullmatch(kind) else None


def permissions(office: Installation) -> Iterator[HealthFinding]:
    """Look who may read what is not for everybody."""
    store, key = office.store, office.settings.checkpoints.key
    for path in filter(None, (contacts_path(store), ledger_path(store), key)):
        if path.is_file() and path.stat().st_mode & OTHERS:
            yield HealthFinding(worded("Others may read {path}.", path=path), f"chmod 600 {path}")
    told = filter(None, (office.settings.config, office.settings.templates))
    for path in (store, store.absolute().parent, *told):
        if path.exists() and path.stat().st_mode & OTHERS_WRITE:
            yield HealthFinding(
                worded("Everybody on this machine may change {path}.", path=path),
                f"chmod o-w {path}",
            )
    for path in (store, read_model_folder(store)):
        if path.exists() and _is_open_to_all(path):
            yield HealthFinding(
                worded("Everybody on this machine may read {path}.", path=path),
                f"chmod o-rwx {path}",
            )
    yield from _published_to_all(published_folder(store))


def _published_to_all(folder: Path) -> Iterator[HealthFinding]:
    """Look for published reports that are not public, into whose folders everybody can go."""
    for path in sorted(folder.glob(f"*/{NAME}")):
        with suppress(DepositaryError, OSError):  # verification tells of what is no manifest
            audience = Manifest.parse(read_small(path)).audience
            if audience is not Visibility.PUBLIC and _is_open_to_all(path):
                sentence = worded(
                    "Everybody on this machine may read {parent}, which is for ", parent=path.parent
                )
                yield HealthFinding(f"{sentence}{audience}.", f"chmod o-rwx {path.parent}")


def _is_open_to_all(path: Path) -> bool:
    """Say whether every user of the machine can read a file, or reach those in a folder."""
    bit = OTHERS_ENTER if path.is_dir() else OTHERS_READ
    folders = path.resolve().parents
    return bool(path.stat().st_mode & bit) and all(
        folder.stat().st_mode & OTHERS_ENTER for folder in folders
    )


def keys(office: Installation) -> Iterator[HealthFinding]:
    """Look for private keys in the folder of the register."""
    folder = office.store.absolute().parent
    for path in sorted(folder.iterdir()):
        ours = path.name.startswith(f"{office.store.stem}.")  # never opened: SQLite may have it
        with suppress(OSError):  # what we may not read is no key that we could lose
            if not ours and path.is_file() and path.stat().st_size < SMALL and is_secret(path):
                yield HealthFinding(
                    worded(
                        "{path} is a private key: whoever can change the register can sign "
                        "with it.",
                        path=path,
                    ),
                    "Move it elsewhere, with its .vkey and .signed, and name the new place.",
                )


def lock(office: Installation) -> Iterator[HealthFinding]:
    """Look whether somebody keeps others from recording, longer than recording takes."""
    yield from locked("register is", office.store)


def leftovers(office: Installation) -> Iterator[HealthFinding]:
    """Look for what a command left that was stopped in between."""
    store, told = office.store.absolute(), office.settings.checkpoints
    places = {store.parent, checkpoints_folder(store), published_folder(store)}
    places |= {told.key.absolute().parent} if told.key else set()
    places |= {told.copies} if told.copies else set()
    places |= {office.settings.mail.folder} if office.settings.mail.folder else set()
    found = [path for place in sorted(places) for path in place.glob(f"{ASIDE}*")]
    for path in sorted(filter(office.is_left, found)):
        remove = "rm -r" if path.is_dir() else "rm"
        yield HealthFinding(
            worded("{path} was left by a command that was stopped.", path=path), f"{remove} {path}"
        )
    begun = expunging_path(store)
    if begun.exists():
        yield HealthFinding(
            "Texts are being removed, or were, and something of them is left on this machine.",
            worded(
                "If nobody is at it, send the same again: depositary expunge @…, as {begun} says",
                begun=begun,
            ),
        )
    for path in sorted(filter(office.is_left, published_folder(store).glob(f".*{UNFINISHED}"))):
        yield HealthFinding(
            worded(
                "{path} is a report that may be on record, and has not taken its place.", path=path
            ),
            "Publish it again: depositary report publish; that finishes it.",
        )


def actor(office: Installation) -> Iterator[HealthFinding]:
    """Look who records."""
    named = office.settings.actor
    if named is None:
        yield HealthFinding(
            "Nobody is named as the one who records.",
            worded('Put a line into {CONFIG}: actor = "p-…"', CONFIG=CONFIG),
        )
        return
    try:
        TypeAdapter(Actor).validate_python(named)
    except ValidationError:
        yield HealthFinding(
            worded("{named!r} cannot record.", named=named),
            worded('Put a line into {CONFIG}: actor = "p-…"', CONFIG=CONFIG),
        )
        return
    if not named.startswith("p-"):
        return
    try:
        with Contacts(contacts_path(office.store), patience=TELL_AFTER) as people:
            people.find(named)
    except UnknownReference:
        adding = f"depositary contacts add NAME --ref {named}"
        yield advice(worded("The contacts do not tell who {named} is.", named=named), adding)
    except Unavailable as error:
        back = "depositary restore BACKUP --store NEW, and take the contacts of it"
        yield HealthFinding(str(error), LOOK_AGAIN if is_locked(error.__cause__) else back)


def mail(office: Installation) -> Iterator[HealthFinding]:
    """Look whether reminders can go out, if any are to."""
    told = office.settings.mail
    if not (told.sender or told.folder or told.host):
        return
    if not told.sender:
        yield HealthFinding(
            "[mail] does not say who writes.",
            worded("Put from into [mail] in {CONFIG}.", CONFIG=CONFIG),
        )
    if not (told.folder or told.host):
        yield HealthFinding(
            "[mail] does not say how letters go out.",
            worded("Put folder or host into [mail] in {CONFIG}.", CONFIG=CONFIG),
        )
    for read in (told.server, lambda: told.sender and sender_of(told.sender)):
        try:
            read()
        except Malformed as error:
            yield HealthFinding(str(error), worded("Correct [mail] in {CONFIG}.", CONFIG=CONFIG))
    if told.folder and told.folder.exists() and not told.folder.is_dir():
        yield HealthFinding(
            worded("{folder} is no folder for letters.", folder=told.folder),
            worded("Correct [mail] in {CONFIG}.", CONFIG=CONFIG),
        )
    if told.host and told.user and "DEPOSITARY_MAIL_PASSWORD" not in office.environ:
        yield advice(
            "The password of the mail server is not set here.",
            "Set DEPOSITARY_MAIL_PASSWORD where run-due is started.",
        )


def templates(office: Installation) -> Iterator[HealthFinding]:
    """Look whether the templates are used."""
    folder = office.settings.templates
    if folder is None:
        return
    if not folder.is_dir():
        yield HealthFinding(
            worded("There is no folder {folder}, which is named as templates.", folder=folder),
            worded("Make it, or take templates out of {CONFIG}.", CONFIG=CONFIG),
        )
        return
    for path in _strange(folder):
        known = ", ".join(TEMPLATES)
        yield advice(
            worded("{path} is used for nothing.", path=path),
            worded("Templates are called {known}.", known=known),
        )


def _strange(folder: Path) -> Sequence[Path]:
    known = {*TEMPLATES, "fonts"}
    return sorted(path for path in folder.iterdir() if path.name not in known)


def parts(office: Installation) -> Iterator[HealthFinding]:
    """Look which forms of reports cannot be made."""
    del office
    for name, form in FORMS.items():
        if form.needs and find_spec(form.needs[0]) is None:
            yield advice(
                worded("Reports as {upper} cannot be made.", upper=name.upper()),
                INSTALLING[form.needs[1]],
            )


def backup(office: Installation) -> Iterator[HealthFinding]:
    """Say what cannot be seen from here."""
    del office
    yield advice(
        "How old the last backup is cannot be seen here, nor whether one was ever restored.",
        "depositary backup FOLDER",
    )
