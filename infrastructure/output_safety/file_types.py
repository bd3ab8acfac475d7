"""Recognise by its content what an existing file is, so that only replaceable ones are replaced."""

import json
import os
import re
import sqlite3
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from domain.errors import DepositaryError, Malformed
from domain.words import worded
from infrastructure.audit.log.checkpoint_text import has_checkpoint
from infrastructure.audit.log.witness import WitnessRequest
from infrastructure.audit.proofs.checkpoint import SUFFIX as CHECKPOINT
from infrastructure.audit.proofs.files import LARGEST, as_signed, read_small
from infrastructure.audit.proofs.keys import LAST_CHECKPOINT, PUBLIC, SECRET
from infrastructure.audit.proofs.note import Verifier
from infrastructure.audit.proofs.policy import policy_of
from infrastructure.audit.proofs.receipt import SUFFIX as RECEIPT
from infrastructure.audit.proofs.receipt import Receipt
from infrastructure.audit.published import manifest
from infrastructure.audit.published.manifest import Manifest
from infrastructure.bootstrap import CONFIG
from infrastructure.exports.datasette import FOR_DATASETTE
from infrastructure.files.backup_manifest import BackupManifest
from infrastructure.files.backup_marker import BACKUP
from infrastructure.files.office_files import is_as_written
from infrastructure.files.reading import read_start
from infrastructure.files.sqlite_errors import undecodable_as_corrupt
from infrastructure.files.store_path import BESIDE
from infrastructure.files.toml import parsed
from infrastructure.files.writing import open_output
from infrastructure.letters.template_names import LETTER_TEMPLATES
from infrastructure.read_model.snapshot import SNAPSHOT
from infrastructure.render.forms import TEMPLATES

PROTECTED, REPLACEABLE = "protected", "replaceable"
FORMS: Mapping[str, str] = MappingProxyType(
    {
        "text": worded("a text"),
        "html": worded("a page in HTML"),
        "json": worded("a file in JSON"),
        "xlsx": worded("an Excel workbook"),
        "docx": worded("a Word document"),
        "pdf": worded("a PDF file"),
        "calendar": worded("a calendar"),
        "analysis": worded("a file for analysis"),
        "datasette": worded("a file of settings for Datasette"),
    }
)
"""The forms of files that are written for others, and how they are called in sentences."""
SQLITE = b"SQLite format 3\0"
LOG = worded("the log of a register")
_STORES = {
    "stored_events": LOG,
    "contact": worded("a file of contacts"),
    "sent": worded("a list of who was sent what"),
}
"""By a table that no other file has; what is written for analysis has none of them."""
_NAMES, _ENDS = (CONFIG, BACKUP), (CHECKPOINT, RECEIPT, PUBLIC, LAST_CHECKPOINT)
_STORED = {"schema", "envelope", "event"}
_HEADER, _FIRST_HEADER = (
    re.compile(rb"^([A-Za-z-]+): ", re.MULTILINE),
    re.compile(rb"(?:From |[\w-]+: )"),
)
_FILLED = re.compile(rb"\{[{%]")
_OF_LETTERS = {b"to", b"cc", b"date", b"subject", b"message-id"}
_ZIPPED = re.compile(rb"PK\x03\x04.{26}(xl|word)/", re.DOTALL)
_ZIPPED_FORMS = {b"xl": "xlsx", b"word": "docx"}
_SAVED = {
    "xlsx": worded("an Excel workbook that was saved by another program"),
    "docx": worded("a Word document that was saved by another program"),
}
_BEGINNINGS = (
    ("pdf", re.compile(rb"%PDF-")),
    ("calendar", re.compile(rb"BEGIN:VCALENDAR\s")),
    ("datasette", re.compile(re.escape(FOR_DATASETTE.encode()))),
    ("json", re.compile(rb'\s*(?:\{\s*["}]|\[\s*[\[{"\]\d-])')),
    ("html", re.compile(rb"\s*<(?!\?xml|svg)[!a-z]", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class FileType:
    """What is in a place: a form of `FORMS`, or else `REPLACEABLE` or `PROTECTED`; in words."""

    form: str
    words: str


def file_type_of(path: Path) -> FileType | None:
    """Say what is in a place, after at most 1 MB of it was read; None if nothing is."""
    if open_output(path) is not None:
        return FileType(REPLACEABLE, worded("an output that is open"))
    if path.is_dir() or path.is_block_device():
        return FileType(PROTECTED, worded("a folder") if path.is_dir() else worded("a disk"))
    if not path.exists():
        link = FileType(REPLACEABLE, worded("a link that leads nowhere"))
        return link if path.is_symlink() else None
    if not path.is_file():
        return FileType(REPLACEABLE, worded("a pipe or a device"))
    try:
        content = read_start(path, LARGEST + 1)
    except OSError as error:
        unreadable = worded("a file that cannot be read ({strerror})", strerror=error.strerror)
        return FileType(PROTECTED, unreadable)
    real = Path(os.path.realpath(path))
    tables = _tables(content, real)
    stores = (words for table, words in _STORES.items() if table in tables)
    kept = chain(stores, _by_content(content), _by_place(real), _template(real, content))
    words = next(kept, None)
    return FileType(PROTECTED, words) if words else _replaceable_type(content, tables, path)


def type_of_new(path: Path) -> FileType | None:
    """Say what is in a place; or of a new file, that SQLite would take it for a part of another."""
    part = next(_by_database(Path(os.path.realpath(path))), None)
    return file_type_of(path) or (FileType(PROTECTED, part) if part else None)


def type_at(path: Path) -> FileType | None:
    """Say what is in a place; or of a new file, for what it would be taken there, if anything."""
    words = None if path.exists() else next(_by_place(Path(os.path.realpath(path))), None)
    return FileType(PROTECTED, words) if words else file_type_of(path)


def register_database(path: Path) -> str | None:
    """Say in words which database of a register a file is, by its content; None if of no kind."""
    tables = _tables(read_start(path, len(SQLITE)), Path(os.path.realpath(path)))
    return next((words for table, words in _STORES.items() if table in tables), None)


def _by_content(content: bytes) -> Iterator[str]:
    """Yield what a file of evidence, settings or a letter is, as its content says."""
    if SECRET in content:
        yield worded("a private key")
    plain = as_signed(content)
    for words, parse in _PARSERS.items():
        with suppress(Malformed, ValueError, RecursionError):
            if parse(plain):
                yield words


def _by_database(path: Path) -> Iterator[str]:
    """Yield what SQLite takes a file for, by the name of one beside it."""
    for end in BESIDE:
        if path.name.endswith(end) and path.with_name(path.name.removesuffix(end)).is_file():
            yield worded("a part of the database beside it")


def _by_place(path: Path) -> Iterator[str]:
    """Yield what a file is by its name, or by what is beside it, though it may be damaged."""
    if path.name in _NAMES or path.name.endswith(_ENDS):
        yield worded("a file that is kept, as its name says")
    yield from _by_database(path)
    with suppress(DepositaryError):
        report = Manifest.parse(read_small(path.with_name(manifest.NAME)))
        if path.name in {output.file for output in report.outputs}:
            yield worded("a file of the published report {report}", report=report.report)
    for folder in path.parents:
        with suppress(DepositaryError, OSError):
            if path.relative_to(folder).as_posix() in BackupManifest.read(folder).names():
                yield worded("a file of a backup")


def _template(path: Path, content: bytes) -> Iterator[str]:
    """Yield that a file is a template by its name; of pages, one that is there to be filled in."""
    if path.name in (*TEMPLATES[1:], *LETTER_TEMPLATES):
        yield worded("a template, as its name says")
    elif path.name == TEMPLATES[0] and _FILLED.search(content):
        yield worded("a template")


def _replaceable_type(content: bytes, tables: set[str], path: Path) -> FileType:
    """Return the form of a file that has one of `FORMS`, and that nobody changed as far as seen."""
    if not content:
        return FileType(REPLACEABLE, worded("an empty file"))
    zipped = _ZIPPED.search(content) if content.startswith(b"PK") else None
    found = [form for form, beginning in _BEGINNINGS if beginning.match(content)]
    if SNAPSHOT.name in tables:
        form = "analysis"
    elif zipped or found:
        form = _ZIPPED_FORMS[zipped[1]] if zipped else found[0]
        if zipped and not is_as_written(path):
            return FileType(PROTECTED, _SAVED[form])
    elif _is_text(content):
        form = "text"
    elif content.startswith(SQLITE):
        return FileType(PROTECTED, worded("a database"))
    else:
        return FileType(PROTECTED, worded("a file of another form than ours"))
    return FileType(form, FORMS[form])


def _is_text(content: bytes) -> bool:
    try:
        getincrementaldecoder("utf-8")().decode(content)  # the last letter may be cut in two
    except UnicodeDecodeError:
        return False
    return b"\0" not in content


def _tables(content: bytes, path: Path) -> set[str]:
    """Return what is in a database by name; nothing if it is not a database, or damaged."""
    if content.startswith(SQLITE):
        with suppress(sqlite3.Error), undecodable_as_corrupt():
            uri = f"{path.as_uri()}?mode=ro&immutable=1"  # so nothing is waited for or written
            with closing(sqlite3.connect(uri, uri=True)) as db:
                return {name for (name,) in db.execute("SELECT name FROM sqlite_schema")}
    return set()


def _is_letter(content: bytes) -> bool:
    head = content.partition(b"\n\n")[0]
    names = {name.lower() for name in _HEADER.findall(head)}
    return bool(_FIRST_HEADER.match(head)) and (
        b"mime-version" in names or (b"from" in names and not names.isdisjoint(_OF_LETTERS))
    )


def _object(content: bytes) -> Mapping[str, object]:
    found = json.loads(content) if content.lstrip().startswith(b"{") else None
    return found if isinstance(found, dict) else {}


def _has_schema(content: bytes, schema: str) -> bool:
    return _object(content).get("schema") == schema


_PARSERS: Mapping[str, Callable[[bytes], object]] = MappingProxyType(
    {
        worded("the public half of a key"): lambda content: [
            Verifier.parse(line.strip()) for line in content.decode().split("\n") if line.strip()
        ],
        worded("a receipt"): Receipt.parse,
        worded("a proof that a log only grew"): (
            lambda content: content.startswith(b"old ") and WitnessRequest.parse(content)
        ),
        worded("a letter"): _is_letter,
        worded("a checkpoint"): has_checkpoint,
        worded("a policy"): partial(policy_of, name=""),
        worded("a file of settings, or a mapping"): lambda content: parsed(content.decode()),
        worded("what was stored of an entry"): lambda content: _object(content).keys() == _STORED,
        worded("the manifest of a published report"): partial(_has_schema, schema=manifest.SCHEMA),
        worded("the list of what is in a backup"): partial(
            _has_schema, schema=BackupManifest.model_fields["form"].default
        ),
    }
)
