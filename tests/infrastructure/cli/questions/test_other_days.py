"""A member that acted on several days on the commitments of one text."""

import json
from pathlib import Path

import pytest

from tests.infrastructure.cli.given import must, typed


@pytest.fixture
def several(register: Path) -> None:
    """UTO signed in two parts, LIL withdrew in two, LAP from one alone."""
    for code, name in (("UTO", "Utopia"), ("LIL", "Lilliput"), ("LAP", "Laputa")):
        must(f"member join {code} --name {name} --on 2026-01-20")
    must(
        "sign UTO MISSION --excepting MISSION-3.1 --on 2026-02-18",
        "sign UTO MISSION --excepting MISSION-1 --excepting MISSION-2 --on 2026-03-15",
        "sign LIL MISSION --on 2026-02-01",
        "withdraw LIL MISSION-1 --on 2026-06-01",
        "withdraw LIL MISSION-2 --on 2026-06-01",
        "withdraw LIL MISSION-3.1 --on 2026-07-01",
        "sign LAP MISSION --on 2026-02-01",
        "withdraw LAP MISSION-1 --on 2026-06-01",
    )
    assert register.exists()


@pytest.mark.usefixtures("several")
def test_its_row_has_the_day_from_which_it_holds_and_notes_have_the_others() -> None:
    """The first day of several stood for all: who was a signatory in June was told as none."""
    told = json.loads(typed("status MISSION --on 2026-08-01 --format json").out)

    rows = {row["member"]: row for row in told["rows"]}
    days = {code: (row["signed_on"], row["withdrawn_on"]) for code, row in rows.items()}
    assert days["UTO"] == ("2026-02-18", None)
    assert days["LIL"] == ("2026-02-01", "2026-07-01")
    assert rows["LAP"]["except"] == ["MISSION-1"]
    notes = typed("status MISSION --on 2026-08-01").out
    for note in (
        "On 2026-03-15, Utopia signed MISSION-3.1.",
        "On 2026-06-01, Laputa, Lilliput withdrew from MISSION-1.",
        "On 2026-06-01, Lilliput withdrew from MISSION-2.",
    ):
        assert note in notes
    assert "Lilliput withdrew" not in typed("status MISSION-1 --on 2026-08-01").out
    assert "On 15 March 2026, Utopia signed" in typed("report status MISSION --on 2026-08-01").out
