"""`import` of a list with a column of states from which nothing is recorded."""

from pathlib import Path

import pytest
import xlsxwriter

from tests.infrastructure.cli.given import typed
from tests.infrastructure.cli.test_import_answers import AGAIN, answer
from tests.infrastructure.cli.test_import_statuses import sheet
from tests.infrastructure.importers.sheets import made

pytestmark = pytest.mark.usefixtures("register")

ANSWERED = f"{AGAIN} --answers list.csv.answers.xlsx"
END = "may say that a party left, refused or made an exception, but nothing is recorded from"
STATE = "may say that a party has not joined or signed"


@pytest.mark.slow
def test_each_state_but_a_plain_yes_is_asked() -> None:
    """A line in a list would be overlooked, and the signature would stand."""
    sheet(
        "Country;Instrument;Signed on;Situation",
        "Malta;MISSION;16/03/2026;full member",
        "Peru;MISSION;16/03/2026;observer",
        "Italy;MISSION;16/03/2026;Withdrawn",
        "Ghana;MISSION;16/03/2026;withdrew",
    )

    asked = typed("import list.csv")

    assert asked.code == 1
    assert f"'Withdrawn' in 'Situation' (row 4) {END}" in asked.err
    assert f"Nothing is recorded from 'Situation', where 'observer' (row 3) {STATE}" in asked.err
    assert "full member" not in asked.err
    answer("list.csv.answers.xlsx", Withdrawn="yes", withdrew="nothing", observer="nothing")
    wrong = typed(ANSWERED)
    assert "Say of 'Situation' one of these, not 'yes': skip, nothing." in wrong.err
    answer("list.csv.answers.xlsx", Withdrawn="skip", withdrew="nothing", observer="nothing")
    said = typed(ANSWERED)
    assert said.code == 0, said
    assert "4 rows: recorded 3 sign" in said.out
    assert "ITA" not in typed("log").out


@pytest.mark.slow
@pytest.mark.parametrize("told", ["--skip-bad-rows", "--errors bad.xlsx"])
def test_a_state_is_asked_where_bad_rows_are_skipped(told: str) -> None:
    """It makes no row a bad one, so who had withdrawn signed."""
    sheet(
        "Country;Instrument;Signed on;Situation",
        "Malta;MISSION;soon;full member",
        "Peru;MISSION;16/03/2026;full member",
        "Italy;MISSION;16/03/2026;Withdrawn",
    )
    typed("import list.csv")

    asked = typed(f"{AGAIN} {told}")

    assert f"'Withdrawn' in 'Situation' (row 4) {END}" in asked.err
    assert "soon" not in asked.err
    assert "PER" not in typed("log").out
    answer("list.csv.answers-2.xlsx", Withdrawn="skip")
    said = typed(f"{AGAIN} {told} --answers list.csv.answers-2.xlsx --skip-bad-rows")
    assert "recorded 1 sign" in said.out
    assert "Row 2, column 'Signed on', value 'soon'" in said.err
    assert "ITA" not in typed("log").out


@pytest.mark.parametrize(
    "head", ["Exceptions", "Reservations", "Not accepted", "Opt-outs", "Réserves", "Ausnahmen"]
)
def test_exceptions_are_asked(head: str) -> None:
    """The member would have signed what it did not accept."""
    sheet(
        f"Country;Instrument;Signed on;{head}",
        "Malta;MISSION;16/03/2026;none",
        "Peru;MISSION;16/03/2026;para. 2",
        "Italy;MISSION;16/03/2026;",
    )

    asked = typed("import list.csv")

    assert asked.code == 1
    assert f"'para. 2' in {head!r} (row 3) {END}" in asked.err
    assert "'none' in" not in asked.err


@pytest.mark.parametrize(("head", "yes", "no"), [("Observer", "yes", "no"), ("Invité", "x", "non")])
def test_who_is_an_observer_is_asked(head: str, yes: str, no: str) -> None:
    """It would be admitted as a full member; who is none needs no answer."""
    sheet(
        f"Country;Instrument;Signed on;{head}",
        f"Malta;MISSION;16/03/2026;{yes}",
        f"Peru;MISSION;16/03/2026;{no}",
    )

    asked = typed("import list.csv")

    assert asked.code == 1
    assert f"Nothing is recorded from {head!r}, where {yes!r} (row 2) {STATE}" in asked.err
    assert f"{no!r} in" not in asked.err
    assert f"where {no!r}" not in asked.err


@pytest.mark.parametrize(
    ("head", "state"),
    [
        *(
            ("Status", state)
            for state in ("left", "Resigned", "former member", "suspended", "expelled", "ended")
        ),
        *(("Status", state) for state in ("no longer a member", "inactive", "terminated", "no")),
        ("Statut", "a démissionné"),
        ("Estado", "ya no: renunció"),
        ("Stand", "ausgetreten"),
        ("Former member", "since 2026-05-01"),
        ("Former member", "yes"),
        ("Remarks 2", "left 30 June 2026"),
        ("Remarks 2", "all but paragraph 2"),
        ("Remarks 2", "Charter, but not its annex"),
    ],
)
def test_who_is_at_an_end_does_not_join(head: str, state: str) -> None:
    """It is proposed that the row is left out, in whatever language the list is kept."""
    sheet(f"Code;Member;Joined on;{head}", "MLT;Malta;2024-03-12;", f"ITA;Italy;2024-04-12;{state}")

    asked = typed("import list.csv")

    assert f"{state!r} in {head!r} (row 3) {END}" in asked.err
    assert "looks like assessment" not in asked.err
    assert typed(AGAIN).code == 1
    answer("list.csv.answers.xlsx", **{state: "skip"})
    assert typed(ANSWERED).code == 0
    assert "Italy" not in typed("members").out


@pytest.mark.parametrize("state", ["paused", "to be confirmed"])
def test_a_state_that_no_table_knows_is_asked(state: str) -> None:
    """Whatever the column is called, if its few words come again."""
    sheet(
        "Code;Member;Joined on;Column X;Place",
        "MLT;Malta;2024-03-12;active;Valletta",
        "PER;Peru;2024-03-12;active;Lima",
        "GHA;Ghana;2024-03-12;active;Accra",
        f"ITA;Italy;2024-04-12;{state};Rome",
    )

    asked = typed("import list.csv").err

    assert f"Nothing is recorded from 'Column X', where {state!r} (row 5) {STATE}" in asked
    assert "'active'" not in asked
    assert "Rome" not in asked


@pytest.mark.parametrize("state", ["declined", "refused", "signed, withdrawn 1 July 2026"])
def test_a_day_of_signature_beside_a_refusal_is_asked(state: str) -> None:
    """The word for the act itself is a plain yes."""
    sheet(
        "Party;Signed?;Signed on",
        "Malta;yes;2026-03-16",
        "Peru;signed;2026-03-16",
        "Chile;no;",
        f"Italy;{state};2026-03-16",
    )

    asked = typed("import list.csv").err

    assert f"{state!r} in 'Signed?' (row 5) {END}" in asked
    assert "'yes' in" not in asked
    assert "'no' in" not in asked  # the row records nothing


def test_a_remark_of_an_end_is_more_than_a_note() -> None:
    """It can stay a note, which is not read as if it were blank."""
    sheet(
        "Code;Member;Joined on;Remarks",
        "MLT;Malta;2024-03-12;by letter",
        "ITA;Italy;2024-04-12;left 30 June 2026",
    )

    asked = typed("import list.csv").err

    assert "'left 30 June 2026' in 'Remarks' (row 3) may say that a party left" in asked
    assert "by letter" not in asked
    answer("list.csv.answers.xlsx", **{"left 30 June 2026": "note"})
    assert typed(ANSWERED).code == 0
    assert "left 30 June 2026" in typed("history ITA --format json").out


def test_a_row_that_records_its_end_is_not_asked() -> None:
    """Nor is a column of numbers or names of parties."""
    sheet(
        "Code;Member;Joined on;Left on;Status;Neighbour;Votes",
        "MLT;Malta;2024-03-12;;member;Italy;1",
        "ITA;Italy;2024-04-12;2026-06-30;left;Malta;1",
        "PER;Peru;2024-04-12;;joined;Malta;1",
        "GHA;Ghana;2024-04-12;;;Malta;1",
    )

    said = typed("import list.csv").err

    assert "Nothing was recorded yet. See what would be" in said, said


def test_of_wordings_a_withdrawal_alone_is_asked() -> None:
    """No party joins or signs by them, so other states are none of theirs."""
    sheet(
        "Commitment;Text;Condition",
        "MISSION-8;Share hashes of known material.;ended",
        "MISSION-9;Train analysts.;withdrawn",
    )

    asked = typed("import list.csv").err

    assert f"'withdrawn' in 'Condition' (row 3) {END}" in asked
    assert "'ended'" not in asked


def test_hidden_columns_are_not_asked_about() -> None:
    """They are read only where a mapping names them."""

    def fill(workbook: xlsxwriter.Workbook) -> None:
        rows = workbook.add_worksheet()
        rows.write_row(0, 0, ["Code", "Member", "Joined on", "Status"])
        rows.write_row(1, 0, ["ITA", "Italy", "2024-04-12", "left"])
        rows.set_column(3, 3, None, None, {"hidden": True})

    Path("list.xlsx").write_bytes(made(fill))

    said = typed("import list.xlsx").err

    assert "Hidden columns, read only where a mapping names them: 'Status'." in said
    assert "'left'" not in said


def test_a_remark_on_an_observer_is_asked_about() -> None:
    """The day of joining beside it would make it a full member."""
    sheet("Code;Member;Joined;Remarks", "ERE;Erewhon;2026-03-16;observer until 2028")

    asked = typed("import list.csv").err

    assert "'observer until 2028' in 'Remarks' (row 2) may say that a party left, refused" in asked


def test_a_list_of_countries_in_capitals_is_one_of_names() -> None:
    """They look like codes; every row was refused, and had to be written anew."""
    sheet("Country;Joined", "CHAD;2026-03-16", "PERU;2026-03-17", "UNITED KINGDOM;2026-03-18")
    typed("import list.csv")

    said = typed(AGAIN)

    assert said.code == 0, said
    told = typed("members --format csv").out
    assert "PER,PERU," in told
    assert "TCD,CHAD," in told
