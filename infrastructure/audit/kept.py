"""Checkpoints that are kept: those beside the register, to be printed, and those on paper."""

import re
from codecs import BOM_UTF8
from pathlib import Path

from domain.errors import Malformed, Unavailable
from infrastructure.audit.checkpoint import Checkpoint
from infrastructure.audit.files import read_small
from infrastructure.audit.note import Note
from infrastructure.audit.signing import SUFFIX

_COPIED = re.compile(
    r"^(\S+\n\d+\n[A-Za-z0-9+/]{43}=\n)((?:\N{EM DASH} \S+ [A-Za-z0-9+/=]+\n)+)", re.MULTILINE
)
_QUOTED = "> "  # what mail programs put before each line of a letter that is answered


def latest(folder: Path, position: int | None = None) -> str | None:
    """Return the newest checkpoint in a folder, to be printed, or None if there is none.

    With a position it is the newest of those that sign nothing behind it, so that a report of a
    past position has the same one again after more was recorded and signed. Of several of one size
    it is the first by name, which is the first that was made. A file that is no checkpoint, or has
    letters that cannot be printed, is passed over.
    """
    found: dict[int, str] = {}
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        try:
            note = Note.parse(read_small(path))
            size = Checkpoint.parse(note.text).size
        except (Malformed, Unavailable):
            continue  # it must not keep anybody from a report; `doctor` tells
        told = bytes(note).decode()
        if (position is None or size <= position) and all(map(str.isprintable, told.split("\n"))):
            found.setdefault(size, told)
    return found[max(found)] if found else None


def as_signed(content: bytes) -> bytes:
    """Return the checkpoint in a file as it was signed, if it was copied from a page or a letter.

    Copying indents and quotes lines, loses blank ones, and takes along what stands around them.
    What is no such copy is returned as it is, for whoever reads it to judge.
    """
    content = content.removeprefix(BOM_UTF8)
    try:
        Checkpoint.parse(Note.parse(content).text)
    except Malformed:
        lines = (
            line.strip().lstrip(_QUOTED) for line in content.decode(errors="replace").split("\n")
        )
        copied = _COPIED.search("".join(f"{line}\n" for line in lines if line))
        return "\n".join(copied.groups()).encode() if copied else content
    return content
