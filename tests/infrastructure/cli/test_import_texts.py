"""`import` of somebody else's list of signatures: which text each row is about."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, tell, typed
from tests.infrastructure.cli.test_import_answers import AGAIN, answer


@pytest.fixture
def two_texts(once: Once) -> None:
    """Put a second text on record."""
    once(
        tell,
        "text open OTHER --title Other --legal-nature political --on 2026-01-10",
        "commitment adopt OTHER-1 --instrument OTHER --text 'We act.' --on 2026-01-10",
    )


@pytest.mark.usefixtures("two_texts")
def test_a_column_text_may_hold_references_of_texts() -> None:
    """Signatures of the second text were asked for as if they were of the first."""
    Path("list.csv").write_text(
        "Country,Text,Signed on\nMalta,MISSION,25/04/2026\nMalta,OTHER,26/04/2026\n"
    )
    first = typed("import list.csv")
    assert "which one of" not in first.err, first

    assert typed(AGAIN).code == 0

    log = typed("log").out
    assert "2026-04-25  MLT signed MISSION-1 " in log
    assert "2026-04-26  MLT signed OTHER-1 " in log


@pytest.mark.slow
@pytest.mark.usefixtures("two_texts")
def test_an_answer_that_is_no_text_is_refused_and_another_one_replaces_it() -> None:
    """What was answered first was kept, and the corrected workbook was not looked at."""
    Path("list.csv").write_text("Country,Signed\nMalta,25/04/2026\nPeru,tbc\n")
    mapping = Path("list.csv.mapping.toml")
    typed("import list.csv")
    before = mapping.read_text(encoding="utf-8")
    answer("list.csv.answers.xlsx", instrument="Declaration", tbc="skip")

    refused = typed(f"{AGAIN} --answers list.csv.answers.xlsx --dry-run")

    assert "Say of 'instrument' one of these, not 'Declaration': MISSION (" in refused.err
    assert mapping.read_text(encoding="utf-8") == before
    for count, text, tbc in ((2, "OTHER", "skip"), (2, "MISSION", "2026-05"), (0, "MISSION", "")):
        answer("list.csv.answers.xlsx", instrument=text, tbc=tbc)
        said = typed(f"{AGAIN} --answers list.csv.answers.xlsx --dry-run")
        assert f"Answers kept in list.csv.mapping.toml: {count}." in said.err
        assert f"MLT signed {text}-1" in said.out
    assert "PER signed MISSION-1 version 1 (endorsement), 2026-05" in said.out
    answer("list.csv.answers.xlsx", tbc="nothing")
    said = typed(f"{AGAIN} --answers list.csv.answers.xlsx")
    assert "PER" not in said.out


@pytest.mark.slow
@pytest.mark.usefixtures("two_texts")
def test_what_is_signed_and_withdrawn_is_one_text() -> None:
    """A withdrawal was asked for by commitment, and ended one signature of three."""
    Path("list.csv").write_text(
        "Country,Signed on,Status\nMalta,25/04/2026,withdrawn\nPeru,25/04/2026,signed\n"
    )
    assert "gives the commitment" not in typed("import list.csv").err
    answer("list.csv.answers.xlsx", instrument="MISSION")

    assert typed(f"{AGAIN} --answers list.csv.answers.xlsx").code == 0

    assert typed("log").out.count("MLT withdrew from MISSION-") == 3


@pytest.mark.slow
def test_next_month_the_source_is_the_file_of_that_month(register: Path) -> None:
    """Who looks for the source of a signature would look into the file of before."""
    del register
    Path("list.csv").write_text("Country,Signed on\nMalta,25/04/2026\n")
    Path("may.csv").write_text("Country,Signed on\nMalta,25/04/2026\nPeru,26/05/2026\n")
    typed("import list.csv")
    must(AGAIN, AGAIN.replace("list.csv ", "may.csv "))

    told = [line.split() for line in typed("log").out.splitlines() if " signed MISSION-1 " in line]
    sources = {line[3]: line[-2] for line in told}
    assert (sources["MLT"], sources["PER"]) == ("list.csv", "may.csv")


@pytest.mark.slow
def test_a_text_has_to_be_on_record_first(folder: Path) -> None:
    """Any answer would be kept, and each row refused."""
    del folder
    must("init . --code GTF --name 'Global Taskforce' --nature exercise")
    Path("list.csv").write_text("Country,Signed\nMalta,25/04/2026\n")
    asked = typed("import list.csv")
    assert "No column gives the instrument, and none is on record yet" in asked.err
    assert not Path("list.csv.answers.xlsx").exists()  # there is no answer yet
    Path("answers.csv").write_text("question,answer,column,value\n,MISSION,,instrument\n")

    refused = typed(f"{AGAIN} --answers answers.csv")

    assert "No instrument is on record yet, so it cannot be 'MISSION'" in refused.err
    must(
        "text open MISSION --title Mission --legal-nature political --on 2026-01-10",
        "commitment adopt M-1 --instrument MISSION --text 'We act.' --on 2026-01-10",
    )
    assert typed(f"{AGAIN} --answers answers.csv").code == 0
    assert "MLT signed M-1" in typed("log").out
