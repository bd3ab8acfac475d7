"""The guide for secretariats works from its first command to its last."""

from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from tests.guides import guide, type_all
from tests.infrastructure.cli.given import Said

MEMBERS = (
    ("Code", "Name", "Joined"),
    ("ATL", "Atlantis", "2026-01-10"),
    ("ERE", "Erewhon", "2026-01"),
    ("LIL", "Lilliput", "2026-01-10"),
    ("UTO", "Utopia", "<=2026-01-10"),
)
STATEMENT = """The members of our taskforce work together.

1. We keep one point of contact that answers within two working days.
2. We review our law, and publish the result.
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Said]]:
    """Type the whole guide in a folder that holds what the secretariat has, and stay there."""
    with chdir(tmp_path_factory.mktemp("secretariat")):
        with Workbook("members.xlsx") as book:
            sheet = book.add_worksheet("Members")
            for number, row in enumerate(MEMBERS):
                sheet.write_row(number, 0, row)
        preface = "This was our first year.\n\nWe thank all.\n"
        Path("statement.md").write_text(STATEMENT, encoding="utf-8")
        Path("preface.md").write_text(preface, encoding="utf-8")
        Path("signed.pdf").write_bytes(b"%PDF-1.7 a scan of the signed page")
        yield type_all(guide("secretariat"))


@pytest.mark.slow
def test_every_command_does_what_it_says(told: dict[str, Said]) -> None:
    """A guide that fails at its tenth command loses a reader for ever."""
    refused = {line: said.err for line, said in told.items() if said.code}

    proposal = "depositary import members.xlsx   # proposes a mapping"
    assert refused.keys() == {proposal}, refused


@pytest.mark.slow
def test_ends_with_a_brief_and_an_annual_report(told: dict[str, Said]) -> None:
    """What a secretariat hands out is there, and holds what was recorded."""
    made = sorted(path.name for path in Path().glob("*") if path.suffix in {".docx", ".html"})
    page = Path("annual-2026.html").read_text(encoding="utf-8")

    french = Path("annual-2026-in-french.html").read_text(encoding="utf-8")

    assert '<html lang="fr">' in french
    assert made == [
        "annual-2026-in-french.html",
        "annual-2026-public.html",
        "annual-2026.docx",
        "annual-2026.html",
        "brief.docx",
        "changes.html",
        "minutes.docx",
        "overdue.html",
        "status-public.html",
        "status.html",
    ]
    public = Path("annual-2026-public.html").read_text(encoding="utf-8")
    assert "One form" in public
    assert "more may be recorded" in public
    assert "notice is acted on" not in public
    assert "This was our first year." in page
    assert "One form" in page
    overdue = told["depositary overdue --on 2026-08-10"].out
    assert "Erewhon" in overdue
    assert "Atlantis" in overdue  # of the second commitment it has not reported
