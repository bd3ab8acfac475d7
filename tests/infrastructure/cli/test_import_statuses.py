"""`import` of somebody else's list with a column of what came of each signature."""

from pathlib import Path

import pytest

from infrastructure.importers.tables.reading import read_file
from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.cli.test_import_answers import AGAIN
from tests.infrastructure.importers.sheets import in_full

pytestmark = pytest.mark.usefixtures("register")


def sheet(*lines: str) -> None:
    """Write the list, with its columns as a spreadsheet in most of Europe parts them."""
    Path("list.csv").write_text("\n".join([*lines, ""]), encoding="utf-8")


def recorded(*acts: str) -> None:
    """Import the list, and say what has to be in the log then."""
    first = typed("import list.csv")
    assert "Nothing was recorded yet" in first.err, first
    said = typed(AGAIN)
    assert said.code == 0, said
    log = typed("log").out
    assert all(act in log for act in acts), log


@pytest.mark.parametrize(
    "lines",
    [
        (
            "Country;Instrument;Signed on;Status",
            "Malta;MISSION;16/03/2026;signed",
            "Peru;MISSION;;not signed",
            "Italy;MISSION;16/03/2026;withdrawn",
        ),
        (
            "Country;Instrument;Signed on;Signature",
            "Malta;MISSION;16/03/2026;signed",
            "Peru;MISSION;n/a;pending",
            "Italy;MISSION;16/03/2026;withdrawn",
        ),
        (
            "État membre;Texte;Date de signature;Statut",
            "Malte;MISSION;16/03/2026;signé",
            "Pérou;MISSION;n/a;en attente",
            "Italie;MISSION;16/03/2026;retirée",
        ),
        (
            "País;Tratado;Fecha de firma;Estado",
            "Malta;MISSION;16/03/2026;firmado",
            "Perú;MISSION;;por firmar",
            "Italia;MISSION;16/03/2026;retirado",
        ),
        (
            "Country;Instrument;Date;Signed on;Status",
            "Malta;MISSION;14/02/2026;16/03/2026;signed",
            "Peru;MISSION;14/02/2026;;not signed",
            "Italy;MISSION;14/02/2026;16/03/2026;withdrawn",
        ),
    ],
    ids=["days first", "two of signatures", "French", "Spanish", "other days"],
)
def test_a_withdrawal_is_no_signature_that_stands(lines: tuple[str, ...]) -> None:
    """Wherever the days of signatures stand, and in which language the column is kept."""
    sheet(*lines)

    recorded("ITA withdrew from MISSION-1")

    status = typed("status MISSION-1 --format csv").out
    standings = {line.split(",")[0]: line for line in status.splitlines()}
    assert ",former_signatory," in standings["ITA"], status
    assert ",signatory," in standings["MLT"], status
    assert "PER" not in typed("log").out
    assert "2026-03-16" in typed("history ITA").out


@pytest.mark.slow
def test_a_day_of_signature_says_enough_where_the_status_is_blank() -> None:
    """It would be counted among rows that say nothing yet."""
    sheet(
        "Country;Instrument;Signed on;Status",
        "Malta;MISSION;16/03/2026;",
        "Ghana;MISSION;17/03/2026;signed",
        "Peru;MISSION;;",
        "Chile;MISSION;n/a;not signed",
        "Italy;MISSION;16/03/2026;withdrawn",
    )

    recorded("MLT signed MISSION-1 version 1", "GHA signed MISSION-1 version 1")

    assert "ITA withdrew from MISSION-1" in typed("log").out
    assert "Nothing to record in rows 4 to 5" in typed(AGAIN).err


def test_days_of_a_status_are_those_of_its_group() -> None:
    """Two texts stand side by side; the days of one say nothing of the other."""
    sheet(
        ";Mission;;Other;",
        "Country;Signed on;Status;Signed on;Status",
        "Malta;16/03/2026;signed;18/04/2026;signed",
        "Peru;;not signed;;not signed",
        "Italy;16/03/2026;withdrawn;19/04/2026;signed",
    )

    said = typed("import list.csv --dry-run")

    assert 'on = { column = "Mission / Signed on", default = "unknown" }' in said.out
    for column in ("Signed on", "Status"):
        told = f"Not used: 'Other / {column}' stands beside 'Mission / Status' and is perhaps of"
        assert told in said.err


@pytest.mark.parametrize(
    ("groups", "columns"),
    [(";Mission;Other", "Country;Signed on;Signed on"), (";Signed on;", "Country;Mission;Other")],
)
def test_signatures_of_two_texts_side_by_side_do_not_say_the_same(
    groups: str, columns: str
) -> None:
    """Nor are the second ones left out without a word of what to do."""
    sheet(groups, columns, "Malta;16/03/2026;18/04/2026", "Peru;;18/04/2026")

    said = typed("import list.csv --dry-run")

    assert " and is perhaps of another text: add an [[act]] for that text to the map" in said.err
    assert "and the column to nothing = { … }, or import its columns as a file of" in said.err
    assert "same as another" not in said.err


NUMBERED = (
    "Member;;;Pledge;;",
    "No.;Country;Member since;Signed on;Status;Remarks",
    "1;Malta;2024-03-12;16/03/2026;signed;by letter",
    "2;Peru;2024-03-12;17/03/2026;Signed, withdrew on 1 May;",
    "3;Italy;2024-03-12;16/03/2026;withdrawn;left the Forum on 1 Feb 2026",
    "4;Chile;2024-03-12;16/03/2026;withdrawn;Withdrawn",
)


def test_a_running_number_in_a_group_of_members_is_no_member() -> None:
    """The group of the column says member, its cells do not."""
    sheet(*NUMBERED)

    said = typed("import list.csv --dry-run")

    assert 'key = ["Country", "Status"]' in said.out
    assert 'name = { column = "Country" }' in said.out
    assert "Not used: 'Member / No.': it holds numbers, and no names." in said.err
    assert "A row with another day in" not in said.err  # what came of a signature is no day


def test_likely_words_are_told_once() -> None:
    """Capitals tell none of them apart."""
    sheet(*NUMBERED)

    typed("import list.csv")

    rows = in_full(read_file(Path("list.csv.answers.xlsx"), sheet="Answers"))
    (likely,) = [row["likely"] for row in rows if row["value"].startswith("Signed, withdrew")]
    assert likely.split("; ")[:2] == ["signed", "withdrawn"]


def test_a_remark_of_an_end_beside_a_withdrawn_signature_is_asked() -> None:
    """The row ends the signature, and the remark perhaps the membership."""
    sheet(*NUMBERED)

    asked = typed("import list.csv").err

    assert "'left the Forum on 1 Feb 2026' in 'Remarks' (row 5) may say that a party left" in asked
    assert "'Withdrawn' in 'Remarks'" not in asked


@pytest.mark.slow
def test_days_have_heads_that_name_the_text_and_say_of_what_they_are() -> None:
    """The days of withdrawing were taken for those of signing, which were not read."""
    members = {"ZUB": "Republic of Zubrowka", "ERE": "Erewhon", "UTO": "Utopia"}
    must(*(f"member join {code} --name '{name}' --on 2022" for code, name in members.items()))
    listed = (
        "Member;Mission statement signed;Status;Withdrawn on;Comment",
        "Erewhon;15/03/2026;signed;;",
        "Utopia;16 March 2026;withdrawn;2 April 2026;",
        "Zubrowka;March 2026;signed;;",
    )
    sheet(*listed)

    first = typed("import list.csv").err

    assert "'Zubrowka' in 'Member' is not the name of one member (row 4). It may be Rep" in first
    Path("list.csv.mapping.toml").unlink()
    sheet(*(line.replace("Zubrowka", "ZUB") for line in listed))
    recorded("2026-03-16  UTO signed MISSION-1", "2026-04-02  UTO withdrew from MISSION-1")


def test_a_second_text_signed_is_left_to_a_person() -> None:
    """One list of two texts has a column of days for each."""
    must("text adopt mission.md --reference PLEDGE --title Pledge --on 2026-01-10")
    sheet(
        "Member;PLEDGE signed;Signature of the MISSION;Left", "Kenya;2026-03-15;2026-03-16;2026-04"
    )

    said = typed("import list.csv").err

    assert "'PLEDGE signed' holds days (signed)." in said
    assert "'Signature of the MISSION' stands beside 'PLEDGE signed' and is perhaps of ano" in said
    assert "Its rows would record: sign, withdraw." in said


def test_what_an_answer_brings_up_is_answered_next() -> None:
    """It was asked again and again: without the first answer nobody asks the second."""
    sheet(
        "Member;Signed on;Status;Comment",
        "Ghana;2026-03-15;signed;",
        "Malta;2026-03-16;signed in part;except on MISSION-2",
        "Italy;2026-03-16;withdrawn;",
    )
    typed("import list.csv")
    head = "question,answer,likely,column,value\n"
    Path("1.csv").write_text(f"{head}1,signed,,Status,signed in part\n", encoding="utf-8")
    Path("2.csv").write_text(f"{head}2,note,,Comment,except on MISSION-2\n", encoding="utf-8")
    assert "'except on MISSION-2' in 'Comment' (row 3)" in typed(f"{AGAIN} --answers 1.csv").err

    said = typed(f"{AGAIN} --answers 2.csv")

    assert "Answers kept in list.csv.mapping.toml: 1." in said.err
    assert said.code == 0, said


@pytest.mark.slow
def test_each_signature_of_a_row_is_an_act_of_its_own() -> None:
    """Who retracted one took back the others of the row with it."""
    Path("one.md").write_text("1. We see.\n2. We hear.\n", encoding="utf-8")
    must(
        "text adopt mission.md --reference PLEDGE --title Pledge --on 2026-01-10",
        "text adopt one.md --reference CODE --title Code --on 2026-01-10",
    )
    Path("m.csv").write_text("Country,PLEDGE,CODE signed\nKenya,2026-04-10,2026-04-26\n", "utf-8")
    typed("import m.csv")
    must("import m.csv --mapping m.csv.mapping.toml")
    numbers = [s.split()[0] for s in typed("log").out.splitlines() if "KEN signed CODE" in s]

    must(f"retract @{numbers[0]} --reason 'Only announced.'")

    assert "1 signatory" in typed("status PLEDGE").out
    assert "no signature is recorded" in typed("status CODE").out


def test_a_blank_column_of_days_of_leaving_is_read_when_it_is_filled() -> None:
    """Next month's list says who left; it was asked about, and could not be recorded."""
    sheet("Country;Joined;Left", "Ghana;2020-01-01;", "Peru;2020-01-01;")
    said = typed("import list.csv").err
    assert "'Left' is blank so far; days in it are read (left)." in said
    must(AGAIN)
    sheet("Country;Joined;Left", "Ghana;2020-01-01;", "Peru;2020-01-01;2024-01-01")

    must(AGAIN)

    assert "PER withdrew from the body" in typed("log").out
