"""Letterheads of tests: what must not go into a report, and how one is made with them."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from infrastructure.render.forms import ReportStyle, render
from tests.infrastructure.render.reports.odd import odd

WORDS = "A remark of the secretariat"
NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def made_with(own: Path) -> bytes:
    return render(odd(), "docx", ReportStyle(templates=own))


def must_be_good(content: bytes) -> None:
    """Require that a report has no secret, and that nothing in it names what is not there."""
    with ZipFile(BytesIO(content)) as parts:
        assert not [name for name in parts.namelist() if WORDS.encode() in parts.read(name)]
        for name in parts.namelist():
            if name.startswith("word/") and name.endswith(".xml") and "/" not in name[5:]:
                relations = f"word/_rels/{name[5:]}.rels"
                known = parts.read(relations).decode() if relations in parts.namelist() else ""
                for number in re.findall(r'r:\w+="(\w+)"', parts.read(name).decode()):
                    assert f'Id="{number}"' in known, (name, number)
