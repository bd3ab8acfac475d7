"""What kind a workbook is, is told by its parts, whatever program packed them."""

import io
import zipfile

import pytest

from domain.errors import Malformed
from infrastructure.importers.tables.reading import read_table
from tests.infrastructure.importers.tables.test_open_document import cell, document, row, sheet

MONTH = cell("January 2026", 'office:value-type="date" office:date-value="2026-01-01"')


def packed_anew(file: bytes, /, **changed: bytes) -> bytes:
    """Return the parts in another order and compressed, as archives and mail filters pack them."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(file)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in reversed(old.namelist()):
            new.writestr(name, changed.get(name.partition(".")[0], old.read(name)))
    return target.getvalue()


def test_a_spreadsheet_that_was_packed_anew_is_read_as_before() -> None:
    """A date that is shown as a month became its first day, in silence."""
    content = document(sheet(row(cell("on")), row(MONTH)))

    found, again = (read_table(each, "f.ods") for each in (content, packed_anew(content)))

    assert "is not shown with its day" in str(again.problems[0])
    assert str(again.problems[0]) == str(found.problems[0])


def test_a_damaged_one_that_was_packed_anew_is_refused() -> None:
    """It was read without end, and no signal ended the command."""
    unfinished = b"<office:spreadsheet><table:table table:name='List'>"
    content = packed_anew(document(), content=unfinished)

    with pytest.raises(Malformed, match="one of its parts is no XML"):
        read_table(content, "f.ods")


@pytest.mark.parametrize("kind", [b"application/vnd.oasis.opendocument.text", b""])
def test_a_file_of_another_kind_is_refused(kind: bytes) -> None:
    """Its cells cannot be looked through, so that some would be misread in silence."""
    content = packed_anew(document(sheet(row(cell("on")), row(MONTH))), mimetype=kind)

    with pytest.raises(Malformed, match=r"damaged, or of another kind, such as \.xlsb"):
        read_table(content, "f.xlsb")
