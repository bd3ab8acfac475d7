"""Tells by its content what stands in a place, so that nothing is written over what is kept."""

import json
import os
import re
import sqlite3
import tomllib
from codecs import BOM_UTF8, getincrementaldecoder
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from domain.errors import DepositaryError, Malformed
from domain.words import worded
from infrastructure.audit.log.kept import begins_with_checkpoint
from infrastructure.audit.log.signing import SUFFIX as CHECKPOINT
from infrastructure.audit.log.witness import Growth
from infrastructure.audit.proofs.files import LARGEST, read_small
from infrastructure.audit.proofs.keys import MEMORY, PUBLIC, SECRET
from infrastructure.audit.proofs.note import Verifier
from infrastructure.audit.proofs.policy import policy_of
from infrastructure.audit.proofs.receipt import SUFFIX as RECEIPT
from infrastructure.audit.proofs.receipt import Receipt
from infrastructure.audit.published import manifest
from infrastructure.audit.published.manifest import Manifest
from infrastructure.bootstrap import CONFIG
from infrastructure.exports.datasette import FOR_DATASETTE
from infrastructure.files import BESIDE, open_output, read_start
from infrastructure.garbled import garbled
from infrastructure.keeping.contents import Contents
from infrastructure.read_model.snapshot import SNAPSHOT
from infrastructure.sealed import BACKUP

KEPT, FREE = "kept", "free"
FORMS: Mapping[str, str] = MappingProxyType(
    {
        "text": "a text",
        "html": "a page in HTML",
        "json": "a file in JSON",
        "xlsx": "an Excel workbook",
        "docx": "a Word document",
        "pdf": "a PDF file",
        "calendar": "a calendar",
        "analysis": "a file for analysis",
        "datasette": "a file of settings for Datasette",
    }
)
"""What files that are written for others can be told to be, and how that is said."""
SQLITE = b"SQLite format 3\0"
_LOGS = {
    "stored_events": "the log of a register",
    "contact": "a file of contacts",
    "sent": "a list of who was sent what",
}
"""By a table that no other file has; what is written for analysis has none of them."""
_NAMES, _ENDS = (CONFIG, BACKUP), (CHECKPOINT, RECEIPT, PUBLIC, MEMORY)
_STORED = {"schema", "envelope", "event"}
_OFFICE = re.compile(rb"PK\x03\x04.{26}(xl|word)/", re.DOTALL)
_OFFICES = {b"xl": "xlsx", b"word": "docx"}
_BEGINNINGS = (
    ("pdf", re.compile(rb"%PDF-")),
    ("calendar", re.compile(rb"BEGIN:VCALENDAR\s")),
    ("datasette", re.compile(re.escape(FOR_DATASETTE.encode()))),
    ("json", re.compile(rb'\s*(?:\{\s*["}]|\[\s*[\[{"\]\d-])')),
    ("html", re.compile(rb"\s*<(?!\?xml|svg)[!a-z]", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is in a place: a form of `FORMS`, `FREE` to be written to or else `KEPT`; in words."""

    form: str
    words: str


def standing(path: Path) -> Standing | None:
    """Say what is in a place, after at most 1 MB of it was read; None if nothing is."""
    if open_output(path) is not None:
        return Standing(FREE, "an output that is open")
    if path.is_dir():
        return Standing(KEPT, "a folder")
    if not path.exists():
        return None
    if not path.is_file():
        return Standing(FREE, "a pipe or a device")
    try:
        content = read_start(path, LARGEST + 1)
    except OSError as error:
        return Standing(
            KEPT, worded("a file that cannot be read ({strerror})", strerror=error.strerror)
        )
    real = Path(os.path.realpath(path))
    tables = _tables(content, real)
    ours = (words for table, words in _LOGS.items() if table in tables)
    kept = next(chain(ours, _by_content(content), _by_place(real)), None)
    return Standing(KEPT, kept) if kept else _formed(content, tables)


def _by_content(content: bytes) -> Iterator[str]:
    """Yield what a file of evidence, settings or a letter is, as its content says."""
    if SECRET in content:
        yield "a private key"
    plain = content.removeprefix(BOM_UTF8).replace(b"\r\n", b"\n")  # as mail may have sent it
    for words, parse in _PARSERS.items():
        with suppress(Malformed, ValueError, RecursionError):
            if parse(plain):
                yield words


def _by_place(path: Path) -> Iterator[str]:
    """Yield what a file is by its name, or by what stands beside it, though it may be damaged."""
    if path.name in _NAMES or path.name.endswith(_ENDS):
        yield "a file that is kept, as its name says"
    for end in BESIDE:
        if path.name.endswith(end) and path.with_name(path.name.removesuffix(end)).is_file():
            yield "a part of the database beside it"
    with suppress(DepositaryError):
        told = Manifest.parse(read_small(path.with_name(manifest.NAME)))
        if path.name in {output.file for output in told.outputs}:
            yield worded("a file of the published report {report}", report=told.report)
    for folder in path.parents:
        with suppress(DepositaryError, OSError):
            if path.relative_to(folder).as_posix() in Contents.read(folder).names():
                yield "a file of a backup"


def _formed(content: bytes, tables: set[str]) -> Standing:
    """Say of what form a file is that nobody has to keep."""
    if not content:
        return Standing(FREE, "an empty file")
    office = _OFFICE.search(content) if content.startswith(b"PK") else None
    told = [form for form, beginning in _BEGINNINGS if beginning.match(content)]
    if SNAPSHOT.name in tables:
        form = "analysis"
    elif office or told:
        form = _OFFICES[office[1]] if office else told[0]
    elif _is_text(content):
        form = "text"
    else:
        what = "a database" if content.startswith(SQLITE) else "a file of another form than ours"
        return Standing(KEPT, what)
    return Standing(form, FORMS[form])


def _is_text(content: bytes) -> bool:
    try:
        getincrementaldecoder("utf-8")().decode(content)  # the last letter may be cut in two
    except UnicodeDecodeError:
        return False
    return b"\0" not in content


def _tables(content: bytes, path: Path) -> set[str]:
    """Return what is in a database by name; nothing if it is none, or damaged."""
    if content.startswith(SQLITE):
        with suppress(sqlite3.Error), garbled():
            uri = f"{path.as_uri()}?mode=ro&immutable=1"  # so nothing is waited for or written
            with closing(sqlite3.connect(uri, uri=True)) as db:
                return {name for (name,) in db.execute("SELECT name FROM sqlite_schema")}
    return set()


def _is_growth(content: bytes) -> bool:
    return content.startswith(b"old ") and bool(Growth.parse(content))


def _is_letter(content: bytes) -> bool:
    head = content.partition(b"\n\n")[0]
    return bool(re.match(rb"[A-Z][A-Za-z-]*: ", head)) and b"\nMIME-Version: " in head


def _is_toml(content: bytes) -> bool:
    return bool(tomllib.loads(content.decode()))


def _stored(content: bytes) -> bool:
    return _object(content).keys() == _STORED


def _object(content: bytes) -> Mapping[str, object]:
    told = json.loads(content) if content.lstrip().startswith(b"{") else None
    return told if isinstance(told, dict) else {}


def _of_schema(schema: str) -> Callable[[bytes], bool]:
    return lambda content: _object(content).get("schema") == schema


_PARSERS: Mapping[str, Callable[[bytes], object]] = MappingProxyType(
    {
        "the public half of a key": lambda content: Verifier.parse(content.decode().strip()),
        "a receipt": Receipt.parse,
        "a proof that a log only grew": _is_growth,
        "a checkpoint": begins_with_checkpoint,
        "a policy": lambda content: policy_of(content, ""),
        "a letter": _is_letter,
        "a file of settings, or a mapping": _is_toml,
        "what was stored of an entry": _stored,
        "the manifest of a published report": _of_schema(manifest.SCHEMA),
        "the list of what is in a backup": _of_schema(Contents.model_fields["form"].default),
    }
)
