"""Tell a file of an office program as we wrote it from one that people changed since."""

import zlib
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from zipfile import BadZipFile, ZipFile

MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""When each was made and saved, as it says itself: equal contents are equal bytes."""
_SAVED = f">{MADE:%Y-%m-%dT%H:%M:%SZ}</dcterms:modified>".encode()
_LARGEST = 1 << 16  # bytes
_UNREADABLE = (BadZipFile, KeyError, EOFError, OSError, RuntimeError, ValueError, zlib.error)


def is_as_written(path: Path) -> bool:
    """Say whether a workbook or document was not saved since: other programs say when they did."""
    with suppress(*_UNREADABLE), ZipFile(path) as file, file.open("docProps/core.xml") as part:
        return _SAVED in part.read(_LARGEST)
    return False
