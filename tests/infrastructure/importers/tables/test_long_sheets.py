"""Long tables of people are read, however well they are packed."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from domain.errors import Malformed
from infrastructure.files import bounded_work
from infrastructure.importers.tables import reading
from infrastructure.importers.tables.reading import read_table
from infrastructure.importers.tables.xlsx_package import LARGEST, SMALL, unpacked_size
from tests.infrastructure.importers.tables.test_open_document import cell, document, row, sheet


def _packed(content: bytes) -> bytes:
    target = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return target.getvalue()


@pytest.mark.slow
def test_what_is_packed_well_has_time_for_all_that_it_unpacks_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An .ods of 60,000 rows of yes and no was refused, since it has 700 KB."""
    content = _packed(document(sheet(row(cell("a")), *[row(cell("yes"))] * 5_000)))
    monkeypatch.setattr(bounded_work, "SECONDS", 0.0)
    monkeypatch.setattr(bounded_work, "SECONDS_PER_BYTE", 5.0 / unpacked_size(content))
    monkeypatch.setattr(reading, "_UNPACKED", 1)

    assert len(read_table(content, "f.ods").rows) == 5_000

    monkeypatch.setattr(reading, "_UNPACKED", 1_000_000)
    with pytest.raises(Malformed, match="Divide it, save a table as CSV, or leave out what it"):
        read_table(content, "f.ods")


def test_no_more_is_believed_than_is_read() -> None:
    """A file may say of itself what it likes, and be no workbook at all."""
    content = _packed(document(sheet(row(cell("a")))))

    assert 0 < unpacked_size(content) < SMALL < LARGEST
    assert unpacked_size(b"PK\x03\x04") == unpacked_size(b"a,b\n") == 0
