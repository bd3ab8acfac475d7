"""Find checkpoints that somebody kept, also in text that was copied from a page or a letter."""

import re
from collections.abc import Iterable
from email import message_from_bytes
from itertools import islice
from pathlib import Path

from application.checkpoint_words import CHECKPOINT
from domain.errors import Malformed
from infrastructure.audit.proofs.checkpoint import SUFFIX, Checkpoint
from infrastructure.audit.proofs.files import LARGEST, as_signed, read_small
from infrastructure.audit.proofs.note import Note
from infrastructure.files.folders import must_be_comparable, must_be_named_rightly
from infrastructure.language import everywhere

_COPIED = re.compile(
    r"^(\S+\n\d+\n[A-Za-z0-9+/]{43}=\n)((?:\N{EM DASH} \S+ [A-Za-z0-9+/=]+\n)*)", re.MULTILINE
)
_BROKEN = re.compile(r"^(\N{EM DASH} \S+)\n(?=[A-Za-z0-9+/]+=*$)", re.MULTILINE)
_REPORT = re.compile(r"# |[^\n]+\n=+\n|<!doctype html>", re.IGNORECASE)
"""How reports begin that have a checkpoint at their end."""
_BETWEEN = re.compile(rb"^From (?=[^\n]*\d\d:\d\d)[^\n]*\n(?=[\w-]+:)", re.MULTILINE)
"""The line between letters in the file of a mailbox, as RFC 4155 has it: with a time, before heads.

A sentence of a letter may begin so, too."""
_PART = re.compile(rb"\bboundary[\s*\d]*=", re.IGNORECASE)
_MOST_PARTS = 50  # in a letter: its lines are looked at once for each that is open
_HEAD = re.compile(rb"^content-[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE)
_LONGEST_HEAD = 10_000  # bytes; it is divided in a way that takes very long
_QUOTED = "> "  # what mail programs put before each line of a letter that is answered


def extract_checkpoints(content: bytes) -> tuple[bytes, ...]:
    """Return the checkpoints in a file as they were signed, also if copied from a page or a letter.

    Copying indents, quotes and breaks lines, removes blank ones, and includes the text around them.
    A file without such a copy is returned as it is, for whoever reads it to judge, and so is a copy
    without its signatures.
    """
    content = as_signed(content)
    return _found_in(content) or (content,)


def kept_checkpoints(places: Iterable[Path]) -> dict[str, bytes]:
    """Return the checkpoints in files, and in folders however deep, by name.

    In a folder each file counts that holds one, whatever it is called. Each has the name of its
    file, and a number where there are several in one.

    Raises:
        Malformed: nothing is at one of the places, or no checkpoint in a folder.
        Unavailable: what is there cannot be read.
    """
    return {
        (f"{file}#{number}" if len(found) > 1 else str(file)): each
        for file in sorted(file for place in places for file in _files(place))
        for found in [_read(file)]
        for number, each in enumerate(found, 1)
    }


def _read(file: Path) -> tuple[bytes, ...]:
    must_be_comparable(file, file=True)
    must_be_named_rightly(file)
    return extract_checkpoints(read_small(file))


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    must_be_comparable(path)
    found = [file for file in path.rglob("*") if file.suffix == SUFFIX or _holds_checkpoint(file)]
    if not found:
        raise Malformed("No file in {path} holds a checkpoint.", path=path)
    return found


def _holds_checkpoint(file: Path) -> bool:
    """Say whether a file holds a checkpoint, whatever it is called; a large one holds none."""
    return _may_be_read(file) and bool(_found_in(as_signed(read_small(file))))


def _may_be_read(file: Path) -> bool:
    return file.is_file() and file.stat().st_size <= LARGEST


def not_looked_at(places: Iterable[Path]) -> list[Path]:
    """Return what is in folders and may hold checkpoints that `kept_checkpoints` does not read.

    These are files that are larger than any evidence, linked folders, and links that lead nowhere.
    """
    return [
        path
        for place in places
        if place.is_dir()
        for path in sorted(place.rglob("*"))
        if path.suffix != SUFFIX and not _may_be_read(path)
        if path.is_symlink() or not path.is_dir()
    ]


def read_single_checkpoint(path: Path) -> bytes:
    """Return the one checkpoint in a file, as `extract_checkpoints` does.

    Raises:
        Malformed: there is none, or there are several; the sentence names the file.
        Unavailable: the file cannot be read.
    """
    found = extract_checkpoints(read_small(path))
    if len(found) > 1:
        raise Malformed(
            "{path} holds {count} checkpoints. Save the one that you mean in its own file.",
            path=path,
            count=len(found),
        )
    try:
        Checkpoint.parse(Note.parse(found[0]).text)
    except Malformed as error:
        sentence = "{path} is no checkpoint: {error}"
        raise Malformed(sentence, path=path, error=error) from error
    return found[0]


def has_checkpoint(content: bytes) -> bool:
    """Say whether a checkpoint can be found in a file, which may be the only copy of it.

    A report that this program made and can make again does not count: it says at its end what the
    checkpoint there is.
    """
    content = as_signed(content)
    text = content.decode(errors="replace")
    plain = " ".join(text.split())
    made_here = _REPORT.match(text) and any(
        " ".join(e.split()) in plain for e in everywhere(CHECKPOINT)
    )
    return not made_here and bool(_found_in(content))


def _found_in(content: bytes) -> tuple[bytes, ...]:
    try:
        Checkpoint.parse(Note.parse(content).text)
    except Malformed:
        text = content.decode(errors="replace")
        return _copied_in(_email_texts(content) or text) or _copied_in(text)
    return (content,)


def _copied_in(text: str) -> tuple[bytes, ...]:
    found = _COPIED.finditer(_without_marks(text))
    return tuple(dict.fromkeys("\n".join(each.groups()).encode() for each in found))


def _email_texts(content: bytes) -> str | None:
    """Return the texts of e-mails that were saved as one file, and of what came with them.

    None if it is no readable e-mail. Headers are not interpreted beyond what finds the texts: a
    damaged one keeps nobody from them. Letters that no program writes are taken as they are.
    """
    try:
        split = _BETWEEN.split(content)
        letters = [message_from_bytes(each) for each in split if _is_usual(each)]
        parts = (part for each in letters if "From" in each for part in each.walk())
        texts = [part.get_payload(decode=True) for part in parts if not part.is_multipart()]
        texts += [each for each in split if not _is_usual(each)]
    except Exception:  # noqa: BLE001  # the parser of Python raises many kinds on damaged letters
        return None
    told = (text.decode(errors="replace") for text in texts if isinstance(text, bytes))
    return "\n\n".join(told) or None


def _is_usual(letter: bytes) -> bool:
    """Say whether a letter has no more parts, and no longer heads, than can be read soon."""
    heads = (each.end() - each.start() for each in _HEAD.finditer(letter))
    parts = islice(_PART.finditer(letter), _MOST_PARTS + 1)
    return sum(1 for _ in parts) <= _MOST_PARTS and max(heads, default=0) <= _LONGEST_HEAD


def _without_marks(text: str) -> str:
    """Return a text without indents, quote marks, blank lines and broken signatures."""
    lines = (line.strip().lstrip(_QUOTED) for line in text.split("\n"))
    return _BROKEN.sub(r"\1 ", "".join(f"{line}\n" for line in lines if line))
