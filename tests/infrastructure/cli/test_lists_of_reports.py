"""Lists of reports, as people keep them in their own words."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.given import must, typed

pytestmark = pytest.mark.usefixtures("register")
LIST = Path("suivi.csv")


@pytest.mark.parametrize("head", ["Auto-évaluation", "Niveau de réalisation", "Avancement"])
def test_the_only_column_of_days_is_of_the_reports(head: str) -> None:
    """All were recorded without a day, and no list of a year had them."""
    must("taskforce scale OGP Completion limited complete --high complete")
    LIST.write_text(
        f"État;Engagement;{head};Date;Groupe régional\nKenya;MISSION-1;limited;14. 2. 2026.;Nord\n",
        "utf-8",
    )

    said = typed(f"import {LIST}")
    must(f"import {LIST} --mapping {LIST}.mapping.toml")

    assert "Groupe régional': its name is not known" in said.err
    assert "2026-02-14" in typed("reports KEN --format json").out


@pytest.mark.parametrize("head", ["Next review", "Withdrawn", "Target date"])
def test_days_of_something_else_are_not_those_of_reports(head: str) -> None:
    """A report was recorded as of the day of its next review."""
    must("taskforce scale OGP Completion limited complete --high complete")
    LIST.write_text(
        f"Country;Commitment;Progress;{head}\nKenya;MISSION-1;limited;2027-02-14\n", "utf-8"
    )

    assert "(as of)" not in typed(f"import {LIST}").err


@pytest.mark.parametrize(
    "head", ["Groupe régional", "Regional group", "Regionalgruppe", "Grupo regional"]
)
def test_a_group_is_no_state_of_a_party(head: str) -> None:
    """Each region was asked about, as if it said that a party had not signed."""
    rows = "".join(
        f"{name};2026-03-0{day};{region}\n"
        for name, day, region in (
            ("Utopia", 1, "North"),
            ("Laputa", 2, "South"),
            ("Lilliput", 3, "North"),
        )
    )
    LIST.write_text(f"Country;Joined;{head}\n{rows}", "utf-8")

    assert "may say" not in typed(f"import {LIST}").err
