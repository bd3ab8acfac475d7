"""Names and texts in which something looks like a day stay as they were recorded."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.given import must, typed

NAME = "Programme 2010-12 and 2024-2033"
OFFICE = "Secretariat (decision 2025-14), +44 5555-1234"


@pytest.fixture(autouse=True)
def _named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    must(f"init . --code OTF --name '{NAME}' --nature exercise --authority '{OFFICE}'")


def test_the_name_of_a_body_and_of_who_issues_it_are_told_as_they_are() -> None:
    """The year "2010-12" is no December, and a decade is no wrong day that ends a report."""
    must("report overdue --output a.html")

    told = Path("a.html").read_text(encoding="utf-8")
    assert f'<p class="head">{NAME}</p>' in told
    assert f"Issued by {OFFICE}." in told
    assert '<time datetime="2' in told


@pytest.mark.slow
@pytest.mark.parametrize("form", ["html", "xlsx", "docx", "md"])
def test_a_text_that_is_no_day_ends_no_report(form: str) -> None:
    """It is a typing error, and what was recorded is told as it is."""
    must(
        "member join ATL --name Atlantis --on 2026-01",
        "gap find ATL G1 criminalisation --text 2026-02-30 --on 2026-02-01",
        "meeting convene 2026-2 ordinary_session --on 2026-06-01 --place 2026-02-30",
    )

    for report in ("gaps", "annual 2026", "profile ATL", "brief 2026-2"):
        assert typed(f"report {report} --output a.{form}").code == 0
