"""Checkpoints that are kept: those beside the register, to be printed, and those on paper."""

import os
import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from itertools import count, islice
from pathlib import Path

from domain.errors import Malformed, Refused, Unavailable
from domain.words import worded
from infrastructure.audit.log.key_history import at_hand, day_signed
from infrastructure.audit.log.log_file import LogFile
from infrastructure.audit.log.signing import SUFFIX
from infrastructure.audit.proofs.checkpoint import Checkpoint
from infrastructure.audit.proofs.errors import NotProven
from infrastructure.audit.proofs.files import DIGITS, read_small
from infrastructure.audit.proofs.keys import read_public
from infrastructure.audit.proofs.note import Note
from infrastructure.audit.proofs.tree import root_of
from infrastructure.files.locks import lock_folder
from infrastructure.files.writing import write_new

_COPIED = re.compile(
    r"^(\S+\n\d+\n[A-Za-z0-9+/]{43}=\n)((?:\N{EM DASH} \S+ [A-Za-z0-9+/=]+\n)*)", re.MULTILINE
)
_BROKEN = re.compile(r"^(\N{EM DASH} \S+)\n(?=[A-Za-z0-9+/]+=*$)", re.MULTILINE)
_QUOTED = "> "  # what mail programs put before each line of a letter that is answered


def names(folder: Path) -> list[str]:
    """Return the names of the files in a folder that are to be checkpoints, in order."""
    return sorted(path.name for path in folder.glob(f"*{SUFFIX}"))


def is_made_on(folder: Path, day: date, key: Path) -> bool:
    """Say whether the log's `key` made a checkpoint on a day (UTC).

    Its file's name says so, and what was signed: anybody can call an older one by that name. Only
    where the public half of the key is not at hand, the name is believed.
    """
    paths, public = folder.glob(f"*-{day:%Y%m%d}T*{SUFFIX}"), at_hand(key)
    if public is None:
        return any(map(_read, paths))
    return any(day_signed(path, [public]) == day for path in paths)


def not_copied(folder: Path, copies: Path) -> list[Path]:
    """Return the files in a folder that are not in another, in order.

    Raises:
        Unavailable: there is no such other folder.
    """
    _must_be_there(copies)
    return [folder / name for name in names(folder) if not (copies / name).exists()]


def copy(path: Path, copies: Path, name: str | None = None) -> None:
    """Copy one file to a folder, whole or not at all, under its own name or another.

    Where something else has that name, as when two were made in one second, it gets a number.

    Raises:
        Unavailable: there is no such folder, or it cannot be written.
    """
    _must_be_there(copies)
    place, content = copies / (name or path.name), read_small(path)
    next(each for each in _numbered(place) if _holds(each, content))


def _numbered(place: Path) -> Iterator[Path]:
    yield place
    yield from (place.with_name(f"{place.stem}_{number}{place.suffix}") for number in count(2))


def _holds(place: Path, content: bytes) -> bool:
    """Write a file if it is not there, and say whether this is in it."""
    with suppress(Refused):  # another run may have been faster
        write_new(place, content)
    return read_small(place) == content


def _must_be_there(copies: Path) -> None:
    """Refuse to make a folder for copies: it would be on this disk, not on that to be mounted."""
    if not copies.is_dir():
        raise Unavailable(
            "There is no folder {copies} for copies of checkpoints. Is it mounted?", copies=copies
        )


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Wait until no other process is in here for a folder, which may be new, and keep it for us.

    Raises:
        Unavailable: the folder cannot be used.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise Unavailable(
            "{folder} cannot be used: {strerror}.", folder=folder, strerror=error.strerror
        ) from error
    try:
        with suppress(OSError):  # some shares know no locks; then two may make one each
            lock_folder(worded("the folder {name}", name=folder.name), folder, descriptor)
        yield
    finally:
        os.close(descriptor)


def latest(folder: Path, position: int, key: Path | None) -> str | None:
    """Return the newest checkpoint in a folder, to be printed, or None if there is none.

    It is the newest of those that sign nothing behind a position, so that a report of a past
    position has the same one again after more was recorded and signed; and none that a log which
    was put back has lost. Of several of one size it is the first by name, which is the first that
    was made. A file that is no checkpoint, has letters that cannot be printed, or was not signed by
    the log's `key` (where there is one on this machine), is passed over.
    """
    claimed = ((_claimed(path), path) for path in folder.glob(f"*{SUFFIX}"))
    fitting = sorted((-size, path.name) for size, path in claimed if 0 <= size <= position)
    told = (_read(folder / name) for _, name in fitting)
    good = (each for each in told if each and _can_be_printed(each) and _is_signed(each, key))
    return next(good, None)


def is_of(log: LogFile, text: str) -> bool:
    """Say whether the entries of a log have the root that a checkpoint says."""
    told = Checkpoint.parse(Note.parse(text.encode()).text)
    leaves = list(islice(log.leaves(), told.size))
    return len(leaves) == told.size and root_of(leaves) == told.root


def _claimed(path: Path) -> int:
    """Return the size that a checkpoint claims, -1 if none; ten years of them are read at once."""
    try:
        lines = read_small(path).split(b"\n", 2)
    except (Malformed, Unavailable):
        return -1
    size = lines[1] if len(lines) > 1 else b""
    return int(size) if size.isdigit() and len(size) <= DIGITS else -1


def _read(path: Path) -> str | None:
    """Return the content of a checkpoint, None if it is none."""
    try:
        note = Note.parse(read_small(path))
        Checkpoint.parse(note.text)
    except (Malformed, Unavailable):
        return None  # it must not keep anybody from a report; `doctor` tells
    return bytes(note).decode()


def _is_signed(text: str, key: Path | None) -> bool:
    if key is None:
        return True
    try:
        Note.parse(text.encode()).signed_by([read_public(key)])
    except (NotProven, Malformed, Unavailable):
        return False  # `doctor` tells, also where the public half of the key is not there
    return True


def _can_be_printed(text: str) -> bool:
    return all(map(str.isprintable, text.split("\n")))


def _of_letter(content: bytes) -> str | None:
    """Return what a letter says that was saved as a file, None if it is none."""
    letter = message_from_bytes(content, policy=default)
    body = letter.get_body(("plain",)) if isinstance(letter, EmailMessage) else None
    if body is None or letter["From"] is None:
        return None
    told = body.get_payload(decode=True)
    return told.decode(errors="replace") if isinstance(told, bytes) else None


def as_signed(content: bytes) -> tuple[bytes, ...]:
    """Return the checkpoints in a file as they were signed, if copied from a page or a letter.

    Copying indents, quotes and breaks lines, loses blank ones, and takes along what stands around
    them. What holds no such copy is returned as it is, for whoever reads it to judge, and so is a
    copy that has lost its signatures.
    """
    content = content.removeprefix(BOM_UTF8)
    try:
        Checkpoint.parse(Note.parse(content).text)
    except Malformed:
        text = _of_letter(content) or content.decode(errors="replace")
        found = _COPIED.finditer(_as_copied(text))
        copied = ("\n".join(each.groups()).encode() for each in found)
        return tuple(dict.fromkeys(copied)) or (content,)
    return (content,)


def begins_with_checkpoint(content: bytes) -> bool:
    """Say whether a file begins with a checkpoint, as it was signed or as it was copied."""
    text = content.removeprefix(BOM_UTF8).decode(errors="replace")
    return _COPIED.match(_as_copied(text)) is not None


def _as_copied(text: str) -> str:
    """Return a text without what copying puts around its lines, and between them."""
    lines = (line.strip().lstrip(_QUOTED) for line in text.split("\n"))
    return _BROKEN.sub(r"\1 ", "".join(f"{line}\n" for line in lines if line))


def one_signed(path: Path) -> bytes:
    """Return the one checkpoint in a file, as `as_signed` does.

    Raises:
        Malformed: there are several.
        Unavailable: the file cannot be read.
    """
    found = as_signed(read_small(path))
    if len(found) > 1:
        raise Malformed(
            "{path} holds {count} checkpoints. Save the one that you mean in its own file.",
            path=path,
            count=len(found),
        )
    return found[0]
