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
        "Signed on another day: MISSION-3.1, by Utopia (2026-03-15).",
        "Withdrawn from on another day: MISSION-1, by Laputa, Lilliput (2026-06-01).",
        "Withdrawn from on another day: MISSION-2, by Lilliput (2026-06-01).",
    ):
        assert note in notes
    assert "another day" not in typed("status MISSION-1 --on 2026-08-01").out
    report = typed("report status MISSION --on 2026-08-01").out
    assert "Signed on another day: commitment 3.1, by Utopia (15 March 2026)." in report
    french = typed("--language fr status MISSION --on 2026-08-01").out
    assert "another day" not in french


@pytest.mark.usefixtures("register")
def test_days_of_treaties_are_told_too() -> None:
    """One commitment was in force months before another, and the row had the first alone."""
    must(
        "text open TREATY --title Treaty --legal-nature treaty --on 2026-01-10",
        *(
            f"commitment adopt T-{n} --instrument TREATY --text 'Do {n}.' --on 2026-01-10"
            for n in (1, 2)
        ),
        "sign ATL TREATY --on 2026-02-01",
        "consent ATL T-1 ratification --deposited-on 2026-03-01 --in-force-on 2026-04-01",
        "consent ATL T-2 ratification --deposited-on 2026-03-01 --in-force-on 2026-09-01",
        "sign KEN TREATY --on 2026-02-01",
        "consent KEN T-1 ratification --deposited-on 2026-03-01 --in-force-on 2026-04-01",
        "withdraw KEN T-1 --on 2026-05-01",
        "withdraw KEN T-2 --of signature --on 2026-10-01",
    )

    said = typed("status TREATY --on 2026-11-01")

    assert "In force from another day: T-2, for Atlantis (2026-09-01)." in said.out
    rows = json.loads(typed("status TREATY --on 2026-11-01 --format json").out)["rows"]
    assert next(row for row in rows if row["member"] == "KEN")["withdrawn_on"] == "2026-10-01"
