"""`import` at the door: a file is one decision, in any order of its rows."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.given import events, must, typed

BEGIN = (
    "init . --code OTF --name 'Our taskforce' --nature exercise",
    "member join RUR --name Ruritania --on 2000",
)
HEADER = (
    "row_id,act,member,name,instrument,commitment,title,legal_nature,text,kind,of,on,reference\n"
)
ROWS = (
    "1,sign,ATL,,P,,,,,,,2021,",
    "2,join,ATL,Atlantis,,,,,,,,2020,",
    "3,adopt,,,P,P-1,,,We will.,,,2019,",
    "4,instrument,,,,,Our treaty,treaty,,,,2019,P",
    "5,withdraw,ATL,,,P-1,,,,,signature,2022,",
)


@pytest.fixture(autouse=True)
def begun(folder: Path) -> None:
    assert folder == Path.cwd()
    must(*BEGIN)


def write(*rows: str, header: str = HEADER, name: str = "rows.csv") -> None:
    Path(name).write_text(header + "".join(f"{row}\n" for row in rows), encoding="utf-8")


@pytest.mark.slow
def test_bad_rows_are_named_and_left_out_alike_in_dry_run_and_import() -> None:
    """What the dry run promises is what happens."""
    write(
        *ROWS[1:4],
        "6,sign,RUR,,P,,,,,,,2021,",
        "7,sign,RUR,,P,,,,,,,2022,",
        "8,sign,ERE,,P,,,,,,,2022,",
    )
    before = events()

    refused = typed("import rows.csv")
    assert refused.code == 1
    assert "3 rows cannot be recorded, so nothing was" in refused.err
    assert "Row 5: RUR has signed this version of the text already" in refused.err
    assert "one that is over needs its end (column until). Conflicts with row 6." in refused.err
    assert events() == before
    dry = typed("import rows.csv --dry-run --skip-bad-rows")
    skipped = typed("import rows.csv --skip-bad-rows")

    listed = [line for line in refused.err.splitlines() if line.startswith("  Row")]
    assert [line for line in dry.err.splitlines() if line.startswith("  Row")] == listed
    assert [line for line in skipped.err.splitlines() if line.startswith("  Row")] == listed
    assert "recorded 1 adopt, 1 instrument, 1 join" in skipped.out


@pytest.mark.slow
def test_a_consent_whose_kind_is_not_known() -> None:
    """It binds, reads as what it is, and is completed when a source says more."""
    write(*ROWS[1:4])
    must(
        "import rows.csv",
        "consent ATL P unknown --deposited-on 2021-03-01 --in-force-on 2021-06-01",
    )
    said = typed("status P --on 2022-01-01")
    assert "kind not known" in said.out
    assert "party" in said.out
    assert "deposited consent (kind not known) of P-1" in typed("history ATL").out

    entry = f"@{events()[-1][0]}"
    must(f"correct {entry} kind=ratification --because completed")

    assert "ratification" in typed("status P --on 2022-01-01").out
    assert "kind not known" in typed(f"status P --on 2022-01-01 --known {entry}").out
