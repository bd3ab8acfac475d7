"""`import` of a list in which a party is called nearly as a member of the body is."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.cli.test_import_answers import AGAIN, answer

LTV = "may be Latveria, LVA (Latvia)"


@pytest.fixture(autouse=True)
def begun(register: Path) -> None:
    del register
    must(
        "member join LTV --name Latveria --on 2024",
        'member join PTO --name "Port Office of the Isles" --on 2024',
    )


def test_members_are_suggested_before_countries() -> None:
    """Who takes the first suggestion must not admit a country."""
    Path("list.csv").write_text(
        "Party,Instrument,Signed on\nLatvaria,MISSION,2026-03-16\nPort Office,MISSION,2026-03-16\n"
    )

    asked = typed("import list.csv").err

    assert f"'Latvaria' in 'Party' is not the name of one member (row 2). It {LTV}." in asked
    assert "(row 3). It may be Port Office of the Isles. A new one needs a code" in asked
    answer("list.csv.answers.xlsx", Latvaria="Latveria", **{"Port Office": "Harbour"})
    again = typed(f"{AGAIN} --answers list.csv.answers.xlsx").err
    assert "Latvaria" not in again
    assert "(row 3). It may be Port Office of the Isles. A new one needs a code" in again


def test_bad_rows_suggest_them_too() -> None:
    """In a file with our own columns nobody is asked."""
    Path("rows.csv").write_text("act,member,instrument,on\nsign,Latvaria,MISSION,2026-03-16\n")

    said = typed("import rows.csv")

    assert "Did you mean LTV (Latveria), LVA (Latvia)? Write the code." in said.err
