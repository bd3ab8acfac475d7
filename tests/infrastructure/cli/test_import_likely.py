"""`import` of a list in which a party is called nearly as a member of the body is."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import tell, typed
from tests.infrastructure.cli.test_import_answers import AGAIN, answer

LTV = "may be Latveria, LVA (Latvia)"


@pytest.fixture(autouse=True)
def begun(once: Once) -> None:
    once(
        tell,
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


def test_what_is_taken_off_a_name_is_said_beside_a_code_too() -> None:
    """A mark may stand for a footnote that matters, and a remark is not what was recorded."""
    Path("list.csv").write_text(
        "Code,Member,Joined on,Remarks\n"
        "RUR,Ruritania (Chair),2024-03-12,\n"
        "GFK,Grand Fenwick*,2024-03-12,by letter\n"
    )

    said = typed("import list.csv").err

    assert "'Ruritania (Chair)' is read as 'Ruritania'." in said
    assert "'Grand Fenwick*' is read as 'Grand Fenwick'." in said
    assert "'Remarks' becomes notes, and nothing else." in said


def test_what_stands_below_one_head_need_not_be_alike() -> None:
    """A letter's reference below the head of admissions is no second day."""
    Path("list.csv").write_text(",Admission,\nCode,Date,Letter ref.\nRUR,2024-06-02,L/24/1\n")

    said = typed("import list.csv").err

    assert "'Admission / Letter ref.': it stands beside days, and holds none." in said
    assert "the same as" not in said


@pytest.mark.parametrize("texts", ["Declaration,Charter", "Declaration,Convention"])
def test_days_of_several_texts_below_one_head_are_days(texts: str) -> None:
    """What a column is called is then the text, and its cells are no texts."""
    Path("list.csv").write_text(
        f",Signed,\nMember,{texts}\nKenya,2026-01-10,2026-01-11\nMalta,2026-01-10,\n"
    )

    said = typed("import list.csv").err

    assert "'Signed / Declaration' holds days (signed)." in said
    assert f"Not used: 'Signed / {texts[12:]}' stands beside 'Signed / Declaration' and is" in said
    assert "no instrument that is known" not in said


def test_a_text_below_a_head_of_signatures_is_still_one() -> None:
    """Its cells say so."""
    Path("list.csv").write_text(",Signature,\nMember,Instrument,Date\nKenya,MISSION,2026-01-10\n")

    typed("import list.csv")

    said = Path("list.csv.mapping.toml").read_text()
    assert 'instrument = { column = "Signature / Instrument" }' in said
    assert 'on = { column = "Signature / Date" }' in said


def test_rows_that_say_one_day_in_two_forms_are_one() -> None:
    """Who copies two lists together has the same member twice."""
    Path("list.csv").write_text(
        "Code,Member,Joined on\nELB,Elbonia,2024-04-03\nRUR,Ruritania,3 April 2024\n"
        "ELB,Elbonia,3 April 2024\nELB,Elbonia,03.04.2024\nGFK,Grand Fenwick,24.04.2024\n"
    )

    typed("import list.csv")
    said = typed(f"{AGAIN} --dry-run")

    assert 'key = ["Code"]' in Path("list.csv.mapping.toml").read_text()
    assert "5 rows: would record 3 join; 2 unchanged" in said.out, said


def test_it_is_said_that_a_day_tells_rows_apart() -> None:
    """Next month a day that was put right would make a second act of the row."""
    Path("list.csv").write_text(
        "Code,Member,Joined on\nELB,Elbonia,2024-04-03\nELB,Elbonia,2025-04-03\n"
    )

    said = typed("import list.csv").err

    assert "A row with another day in 'Joined on' counts as a new one." in said
