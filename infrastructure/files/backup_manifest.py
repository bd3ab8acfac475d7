"""What the file `backup.json` says of the files of a backup."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from domain.errors import Malformed, Unavailable
from domain.words import worded
from infrastructure.files.backup_marker import BACKUP, FILES, FOLDERS, LOG
from infrastructure.files.reading import read_bounded

Left = Literal["contacts"]
MOST = 100_000_000  # bytes: half a million files


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
            Malformed: it is not of this form, or larger than `MOST`.
        """
        path = folder / BACKUP
        if not path.is_file():
            sentence = "{folder} is no backup, or one that was cut off: there is no {name} in it."
            raise Unavailable(sentence, folder=folder, name=BACKUP)
        try:
            manifest = cls.model_validate_json(read_bounded(path, MOST))
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
