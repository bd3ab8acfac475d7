"""The annual report names what members reserved, declared and objected to in the year."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.given import must, typed

REPORT = "report annual 2026 --on 2026-12-31"
pytestmark = pytest.mark.usefixtures("register")


@pytest.mark.slow
def test_the_annual_report_lists_statements_of_the_year() -> None:
    """A signature with a reservation is not the same as one without."""
    must(
        "statement ATL MISSION-2 reservation --text 'Not in winter.' --on 2026-05-01",
        "statement KEN MISSION-2 objection --text 'We disagree.' --on 2026-06-01",
        "statement ATL MISSION-1 reservation --text 'Not in a year to come.' --on 2027-05-01",
    )

    english = typed(f"{REPORT} --format markdown").out
    french = typed(f"{REPORT} --format markdown --language fr").out

    assert "Reservations, declarations and objections within the year" in english
    assert "Not in winter." in english
    assert "We disagree." in english
    assert "Not in a year to come." not in english
    assert "Not in winter." in french
    assert "Réserves, déclarations et objections au cours de l'année" in french


def test_a_year_without_statements_has_no_such_table() -> None:
    """No part of a document is empty."""
    assert "objections within the year" not in typed(f"{REPORT} --format json").out


def test_the_annual_report_says_what_was_withdrawn() -> None:
    """Who withdrew its signature alone may be bound by a consent."""
    must(
        "withdraw ATL MISSION --of signature --on 2026-07-01",
        "withdraw KEN MISSION --on 2026-08-01",
    )

    table = typed(f"{REPORT} --format markdown").out

    assert "| 1 July 2026 | withdrew signature | Atlantis |" in table
    assert "| 1 August 2026 | withdrew | Kenya |" in table


def test_a_page_says_in_plain_words_what_was_withdrawn() -> None:
    """Nowhere else is a promise called a participation; data keep the code."""
    must(
        "withdraw KEN MISSION --on 2026-08-01",
        *(f"report status MISSION --on 2026-12-31 --output s.{form}" for form in ("md", "json")),
    )
    page, data = (Path(f"s.{form}").read_text(encoding="utf-8") for form in ("md", "json"))

    assert "| Kenya | all that it had agreed to | 1 August 2026 |" in page
    assert '"of": "participation"' in data
