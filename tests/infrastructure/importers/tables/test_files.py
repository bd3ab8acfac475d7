"""Tables and mappings of others: some are not for us, and none may stop the machine."""

import io
import re
import zipfile

import pytest

from domain.errors import Malformed
from infrastructure.importers.rows.mapping import read_mapping
from infrastructure.importers.tables.raw_records import MOST_COLUMNS
from infrastructure.importers.tables.reading import read_table

MAPPING = """
name = "m"
key = ["A"]
{more}
[[act]]
record = "sign"
when = "A"
[act.with]
member = {{ column = "A", patterns = {{ '{pattern}' = "{template}" }} }}
instrument = "T"
on = "2022"
"""


@pytest.mark.slow
def test_has_so_many_columns_at_the_most() -> None:
    """No table of people has a thousand; a mistake in the delimiter has."""
    header = ",".join(f"c{number}" for number in range(MOST_COLUMNS + 1))

    with pytest.raises(Malformed, match="more than 1,000 columns"):
        read_table(f"{header}\n".encode(), "wide.csv")


@pytest.mark.parametrize(
    ("pattern", "template"),
    [
        ("(a)", "{01}"),
        ("(a)", "{\u0661}"),
        ("a{99999999999999999999}", "x"),
        ("(a", "x"),
    ],
)
def test_a_pattern_cannot_stop_the_machine(pattern: str, template: str) -> None:
    """A mapping comes from somebody else, and is read by every import."""
    with pytest.raises(Malformed, match="The mapping m cannot be used"):
        read_mapping(MAPPING.format(more="", pattern=pattern, template=template), "m")


def test_a_date_format_names_nothing_twice() -> None:
    """Python makes a pattern of it."""
    more = 'date_formats = ["%Y-%m-%d %Y"]'

    with pytest.raises(Malformed, match="does not give a day"):
        read_mapping(MAPPING.format(more=more, pattern="(a)", template="{1}"), "m")


def test_a_mapping_is_not_nested_without_end() -> None:
    """A sentence, and no traceback of a thousand lines."""
    with pytest.raises(Malformed, match="nested too deep"):
        read_mapping("a = " + "[" * 5000, "m")


def test_a_mapping_holds_no_endless_number() -> None:
    """Python would take a day to read it, and so does not."""
    with pytest.raises(Malformed, match="too many digits"):
        read_mapping(f"a = {'9' * 5000}", "m")


def _packed(*names: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        for name in names:
            file.writestr(name, "")
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\n%PDF-1.7\n", "is a PDF, not a table. Copy a table in it into a spreadsheet, and"),
        (_packed("word/document.xml"), "To adopt it as a text: depositary text adopt"),
        (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text", "save it as 'Word document"),
        (b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), "is a document of words"),
        (_packed("ppt/presentation.xml"), "is a presentation, not a table."),
    ],
)
def test_a_document_is_no_damaged_spreadsheet(content: bytes, said: str) -> None:
    """Whoever takes the wrong command is told the right one."""
    with pytest.raises(Malformed, match=re.escape(said)):
        read_table(content, "status of 2026.docx")
