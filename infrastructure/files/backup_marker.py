"""The file `backup.json`, by which a folder is a backup: it lists files; its names never change.

A folder without that file is no backup: it is written last, when all else is on the disk. A store
beside it is read-only.
"""

from collections.abc import Sequence
from datetime import datetime
from os.path import realpath
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from domain.errors import Malformed, Refused, Unavailable
from domain.words import worded

BACKUP = "backup.json"
"""What only a backup has beside the log."""
LOG, CONTACTS, SENT, CONFIG = "log.db", "contacts.db", "sent.db", "depositary.toml"
CHECKPOINTS, PUBLISHED, TEMPLATES = "checkpoints", "published", "templates"
FILES = (LOG, CONTACTS, SENT, CONFIG)
FOLDERS = (CHECKPOINTS, PUBLISHED, TEMPLATES)
Left = Literal["contacts"]


def is_plain(name: str) -> bool:
    """Say whether a file with this name, with `/` between folders, can be in a backup."""
    parts = PurePosixPath(name).parts
    inside = "/".join(parts) == name and ".." not in parts and "\\" not in name
    return inside and name.isprintable()


def _inside(name: str) -> str:
    """Refuse a name that leads elsewhere than into the parts that there are."""
    parts = PurePosixPath(name).parts
    if not is_plain(name):
        raise ValueError(worded("the name of a file in the backup was expected"))
    if not (name in FILES or (len(parts) > 1 and parts[0] in FOLDERS)):
        raise ValueError(worded("no part of a backup is called so"))
    return name


class BackedUpFile(BaseModel):
    """One file: its name in the backup with `/` between folders, its size and its SHA-256."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    file: Annotated[str, AfterValidator(_inside)]
    bytes: Annotated[int, Field(ge=0)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class BackupManifest(BaseModel):
    """What `backup.json` says: which log it is, how far it goes, and every file beside it.

    `position` is the last one, `size` the number of entries and `root` their Merkle root (RFC 6962,
    in base64); `last_recorded_at` is None in an empty log. `left_out` names what was not wanted.
    Times are UTC.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)

    form: Annotated[Literal["depositary-backup/v1"], Field(alias="schema")] = "depositary-backup/v1"
    made_at: datetime
    version: str
    position: Annotated[int, Field(ge=0)]
    size: Annotated[int, Field(ge=0)]
    root: str
    last_recorded_at: datetime | None
    left_out: tuple[Left, ...] = ()
    files: tuple[BackedUpFile, ...]

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read the manifest in a folder.

        Raises:
            Unavailable: it is no backup, or one that was cut off.
            Malformed: it is not of this form.
        """
        path = folder / BACKUP
        if not path.is_file():
            sentence = "{folder} is no backup, or one that was cut off: there is no {name} in it."
            raise Unavailable(sentence, folder=folder, name=BACKUP)
        try:
            manifest = cls.model_validate_json(path.read_bytes())
        except ValidationError as error:
            detail = error.errors(include_url=False)[0]
            where = ".".join(map(str, detail["loc"])) or "content"
            what = detail["msg"].removeprefix("Value error, ")
            sentence = "{path} is not as a backup has it: {where}: {what}."
            raise Malformed(sentence, path=path, where=where, what=what) from error
        names = manifest.names()
        if LOG not in names or len(set(names)) < len(names):
            raise Malformed("{path} names no {log}, or a file twice.", path=path, log=LOG)
        return manifest

    def __bytes__(self) -> bytes:
        return (self.model_dump_json(by_alias=True, indent=2) + "\n").encode()

    def names(self) -> Sequence[str]:
        """Return the name of each file."""
        return [part.file for part in self.files]


def read_only_reason(store: Path) -> str:
    """Say why nothing may be recorded in a store; nothing if it is no backup."""
    real = Path(realpath(store))
    folder = real.parent
    if not (folder / BACKUP).is_file() or (real.name != LOG and not _is_manifest(folder)):
        return ""
    return worded(
        "{folder} is a backup, and nothing is recorded in it. Restore it first: "
        "depositary restore {folder} --store NEW/register.db",
        folder=folder,
    )


def _is_manifest(folder: Path) -> bool:
    """Say whether the file of that name is what a backup has, and not an output called so."""
    try:
        BackupManifest.read(folder)
    except (Malformed, Unavailable):
        return False
    return True


def must_be_no_backup(store: Path) -> None:
    """Refuse to change a backup, or to do with it what is done with the register only.

    Raises:
        Refused: it is a backup.
    """
    if reason := read_only_reason(store):
        raise Refused(reason)
