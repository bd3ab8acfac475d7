"""A row of somebody else's list that says nothing new records nothing, and is told."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.cli.test_import_answers import AGAIN

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("register")]


def test_a_member_that_is_called_otherwise_is_known() -> None:
    """The list of next month had another spelling, and was refused as a second membership."""
    must("member join ZUB --name Zubrowka --on 2026-03-01")
    Path("list.csv").write_text(
        "Code;Country;Joined\nZUB;Kingdom of Zubrowka;01/03/2026\nMLT;Malta;22/03/2026\n",
        encoding="utf-8",
    )
    typed("import list.csv")

    said = typed(AGAIN)

    assert said.code == 0, said
    assert "Recorded already, by hand or from another file: row 2." in said.err
    assert (
        "Row 2: ZUB is called Zubrowka here, and stays so. If it was renamed: depositary"
        in said.err
    )
    assert "Kingdom" not in typed("members").out


@pytest.mark.parametrize("ended", [False, True])
def test_a_mark_without_a_day_says_no_more_than_a_signature_with_one(*, ended: bool) -> None:
    """A new column of a table could not be imported beside the old one, which had marks again."""
    if ended:  # who withdrew may have signed again, which a late list does not say
        must("withdraw KEN MISSION --on 2026-04-01")
    Path("list.csv").write_text("Country;Mission\nKenya;x\n", encoding="utf-8")
    typed("import list.csv")

    said = typed(AGAIN)

    assert said.code == 0, said
    assert "Recorded already" in said.err
    assert "recorded nothing;" in said.out
    over = "Row 2 has no day. What it says is on record, and over: @"
    assert (over in said.err) == ended


def test_days_among_marks_are_kept_in_a_list_that_grew() -> None:
    """Next month the list has a day, and an answer for it could only be a mark."""
    marks = "Country;Mission\nAtlantis;x\nErewhon;x\nGhana;yes\n"
    Path("list.csv").write_text(marks, encoding="utf-8")
    typed("import list.csv")
    Path("list.csv").write_text(f"{marks}Malta;15.6.2026\n", encoding="utf-8")

    said = typed("import list.csv --mapping list.csv.mapping.toml")

    assert "To keep the days of the column, delete this mapping, and import the file" in said.err
    Path("list.csv.mapping.toml").unlink()
    anew = typed("import list.csv").err
    assert "'Mission': 'x' or 'yes' counts as done on an unknown day." in anew
    assert "is no word that asks for an act" not in anew
    assert 'Mission" = ["%d.%m.%Y"]' in Path("list.csv.mapping.toml").read_text(encoding="utf-8")
