"""A made-up language with brackets round every message, to see what is not translated."""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import cache
from json import loads
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tests.catalogue import as_mo, po_file

BRACKETS = "qbr"  # of the codes that ISO 639 leaves to everybody; documents name their language
OPEN, CLOSE = "⟦", "⟧"
CODES = re.compile(
    r"https?://\S+|\S+\.(?:xlsx|html|pdf|csv|md|txt|css|typ)\b|@\d+|\bp-[a-z0-9]+|--?[a-z-]+|\bdepositary\b"
    r"|\b[A-Z][A-Z0-9_]*(?:[-.][A-Z0-9.]+)*\b|\b[0-9a-f]{16,}\b|\d+"
)
"""References, digests, numbers, commands: what is the same in every language."""
CUT = re.compile(r"[^|;\n]*…")
"""The beginning of a recorded text that a cell or a heading has no room for."""
WORD = re.compile(r"[^\W\d_]{2,}")


@cache
def catalogue_bytes(begin: str, end: str) -> bytes:
    """Return the compiled catalogue of that language, with every message of a real one."""
    catalogue = Catalog()
    with po_file("fr").open("rb") as real:
        for each in filter(lambda message: message.id, read_po(real)):
            catalogue.add(each.id, f"{begin}{each.id}{end}", context=each.context)
    return as_mo(catalogue)


def write_catalogue(folder: Path, begin: str = OPEN, end: str = CLOSE) -> Path:
    """Write the catalogue of that language into a folder of catalogues, and return that."""
    place = folder / BRACKETS / "LC_MESSAGES"
    place.mkdir(parents=True)
    (place / "depositary.mo").write_bytes(catalogue_bytes(begin, end))
    return folder


def outside(text: str, recorded: Iterable[str]) -> list[str]:
    """Return the words of a text that stand in no brackets and were not recorded."""
    bare = _without_brackets(text)
    for each in recorded:
        bare = bare.replace(each, " ")
    return WORD.findall(CODES.sub(" ", CUT.sub(" ", bare)))


def _without_brackets(text: str) -> str:
    depth, kept = 0, []
    for letter in text:
        depth += (letter == OPEN) - (letter == CLOSE)
        kept.append(letter if depth == 0 and letter != CLOSE else " ")
    return "".join(kept)


def recorded_texts(store: Path) -> list[str]:
    """Return all texts that were recorded, the longest first; values of closed lists are none."""
    with closing(sqlite3.connect(store)) as db:
        states = [loads(state) for (state,) in db.execute("SELECT state FROM stored_events")]
    found = {text for state in states for text in _texts(state)}
    lines = {line.strip() for text in found for line in (text, *text.splitlines())}
    free = {each for each in lines if " " in each or each != each.lower()}
    return sorted(free - {""}, key=lambda text: (-len(text), text))


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for each in value:
                yield from _texts(each)
        case dict():
            for each in value.values():
                yield from _texts(each)
        case _:
            pass
