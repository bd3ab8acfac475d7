"""Files with our own columns: every act, and every way in which a row can be wrong."""

import json
from collections import Counter

import pytest

from domain.errors import Malformed, UnknownReference
from domain.values import LegalNature, Visibility
from infrastructure.importers.rows.act_request import ACTS
from infrastructure.importers.rows.standard_columns import COLUMNS, guide, template
from infrastructure.importers.tables.problems import BadRows
from tests.infrastructure.importers.every import EVERY, FOUNDING
from tests.infrastructure.importers.given import Office

SIGN = "act,member,instrument,on,name,note,visibility,source\n"


def rows(*acts: dict[str, str]) -> str:
    """Write a file with every column that these acts need."""
    columns = [column for column in COLUMNS if any(column in act for act in acts)]
    lines = [",".join(f'"{act.get(column, "")}"' for column in columns) for act in acts]
    return "\n".join([",".join(columns), *lines])


@pytest.mark.slow
def test_every_act_can_be_recorded(ready: Office) -> None:
    """The table of acts is what the guide promises to staff."""
    report = ready.do(rows(*EVERY))

    assert {act["act"] for act in (*EVERY, *FOUNDING)} == set(ACTS)
    assert report.acts == Counter(act["act"] for act in EVERY if act["act"] != "adopt_once")
    assert not report.problems
    report = ready.do(rows(*EVERY))
    assert (report.unchanged, len(report.records)) == (len(EVERY), 1 - 1)


def test_the_template_and_the_guide_name_every_column() -> None:
    """Staff start from a file that has the right header."""
    assert template().strip().split(",") == [*COLUMNS]
    assert [row[0] for row in guide()] == [*ACTS]
    found = next(row for row in guide() if row[0] == "join")
    assert found[1:3] == ("member, on", "name, kind, founding, until, distinct")


def test_a_party_that_is_no_member_is_admitted_since_an_unknown_day(ready: Office) -> None:
    """It signed, so it must have been a member; when it joined nobody knows."""
    report = ready.do(SIGN + "sign,PER,T,2022,Peru,,,\nsign,BRA,T,2022,Brazil,,,\n")

    assert report.admitted == [("PER", "Peru"), ("BRA", "Brazil")]
    joined = [e for e in ready.events() if e.event.TOPIC == "member.joined"][-2:]
    assert [str(e.envelope.effective_on) for e in joined] == ["unknown", "unknown"]
    assert all(e.envelope.row_key is None for e in joined)


def test_note_source_and_visibility_of_a_row(ready: Office) -> None:
    """Each row may have its own; without a source the file is it."""
    ready.do(SIGN + "sign,KEN,T,2022,,At a summit,public,Minutes\nsign,KEN,I,2022,,,,\n")

    first, second = (e.envelope for e in ready.events()[-3:-1])
    assert first.source is not None
    assert second.source is not None
    assert (first.note, first.source.title) == ("At a summit", "Minutes")
    assert (first.visibility, second.visibility) == (Visibility.PUBLIC, Visibility.MEMBERS)
    assert (second.note, second.source.title) == (None, "file.csv")


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("sign,ZAF,T,2022,,,,", "member", "There is no member 'ZAF' in this register."),
        ("sign,KEM,T,2022,,,,", "member", "Did you mean KEN?"),
        ("sign,no code,T,2022,Kenya,,,", "member", "Expected a code such as KEN"),
        ("sign,KEN,X,2022,,,,", "instrument", "There is no instrument 'X'"),
        ("sign,KEN,C1,2022,,,,", "instrument", "each commitment that is left out in column except"),
        ("sign,KEN,T,0001-01-01,,,,", "on", "Expected a year from 1800 to 2199"),
        ("sign,KEN,T,yesterday,,,,", "on", "Expected a date such as 2022-06-02"),
        ("sign,KEN,T,,,,,", "on", "sign needs it (write unknown if the day is not known)."),
        ("sign,,T,2022,,,,", "member", "sign needs it."),
        ("sign,KEN,T,1999,,,,", "", "KEN was not a member on 1999"),
        ("sign,KEN,T,2022,,a.b@example.org,,", "note", "looks like an e-mail address"),
        ("sign,KEN,T,2022,,,all,", "visibility", "members or secretariat, not 'all'."),
        ("sign,PER,T,2022,Write to a.b@example.org,,,", "", "looks like an e-mail address"),
        (f"sign,KEN,T,2022,,,,{'x' * 501}", "source", "It is longer than 500 characters"),
        ("sing,KEN,T,2022,,,,", "act", "Did you mean 'sign'?"),
        (",KEN,T,2022,,,,", "act", "depositary import --template rows.xlsx"),
        ("leave,KEN,T,2022,,,,", "instrument", "leave takes no instrument; leave the cell blank."),
        ("sign,KEN,T,=1,,,,", "on", "A spreadsheet would run this as a formula"),
        ("sign,KEN,T", "", "The row has 3 cells, but the header names 8 columns."),
    ],
)
def test_a_bad_row_is_told_with_its_cell(ready: Office, row: str, column: str, reason: str) -> None:
    """The row list is what staff mend their file by; the store stays as it was."""
    head = ready.head()
    with pytest.raises(BadRows) as refused:
        ready.do(SIGN + "sign,KEN,I,2022,,,,\n" + row)

    problem = refused.value.problems[0]
    assert (problem.row, problem.column) == (3, column)
    assert reason in problem.reason
    assert ready.head() == head


@pytest.mark.parametrize(
    ("act", "column", "reason"),
    [
        ({"kind": "signing"}, "kind", "Expected endorsement, signature, definitive_signature"),
        ({"kind": "signatur"}, "kind", "Did you mean 'signature'?"),
        ({"document_sha256": "12"}, "document_sha256", "Expected 64 digits"),
        ({"office": "x" * 501}, "office", "It is longer than 500 characters; shorten it."),
        ({"office": "Call +44 20 7946 0958"}, "office", "looks like a telephone number"),
        ({"instrument": "T", "excepting": "T1"}, "excepting", "There is no commitment of T"),
    ],
)
def test_a_value_that_does_not_fit(
    ready: Office, act: dict[str, str], column: str, reason: str
) -> None:
    """Each says what was expected, in words that are not a program's."""
    sign = {"act": "sign", "member": "KEN", "instrument": "T", "on": "2022"}
    problem = ready.do(rows(sign | act), dry_run=True).problems[0]

    assert problem.column == column
    assert reason in problem.reason


def test_a_report_is_checked_against_its_scale(ready: Office) -> None:
    """Also where a report is corrected, and a period must be known to the day."""
    report = EVERY[17] | {"commitment": "C1"}
    correction = {"act": "correct_report", "member": "KEN", "commitment": "C1"}
    for acts, reason in [
        ([report | {"assessment": "most"}], "'most' is no value of S 1: none, some, all."),
        ([report | {"period_from": "2022"}], "Expected a day such as 2022-06-02"),
        ([correction], "KEN has no report on C1 that could be corrected."),
        ([report, correction | {"assessment": "most"}], "'most' is no value of S 1"),
        ([report, correction | {"assessment": "some"}], "says that already."),
    ]:
        problems = ready.do(rows(*acts), dry_run=True).problems
        assert [p.reason for p in problems if reason in p.reason], reason


def test_bad_rows_can_be_skipped(ready: Office) -> None:
    """The rest is recorded, and what a bad row began is not."""
    text = SIGN + "sign,KEN,T,2022,,,,\nsign,PER,X,2022,Peru,,,\nsign,PER,T,2022,Peru,,,\n"
    report = ready.do(text, skip_bad_rows=True)

    assert (report.acts, len(report.problems), report.rows) == ({"sign": 2}, 1, 3)
    assert report.admitted == [("PER", "Peru")]


def test_long_values_are_cut_in_the_list(ready: Office) -> None:
    """A list of problems must stay readable."""
    problem = ready.do(SIGN + f"sign,{'X' * 90},T,2022,,,,\n", dry_run=True).problems[0]

    assert problem.value == "X" * 59 + "…"


def test_rows_of_one_key_that_differ_are_both_a_problem(ready: Office) -> None:
    """One of them is a mistake, or both are meant; only staff know."""
    problems = ready.do(SIGN + "sign,KEN,T,2022,,,,\nsign,KEN,T,2023,,,,\n", dry_run=True).problems

    assert list(map(str, problems)) == [
        f"Row {row}, column 'on', value '{on}': Row {other} says the same in act, member, "
        f"instrument (sign, KEN, T) but not in on. Leave one of them, or, if each is an act of "
        f"its own, tell them apart in a column row_id."
        for row, on, other in ((2, "2022", 3), (3, "2023", 2))
    ]


def test_of_three_rows_of_one_key_each_names_another(ready: Office) -> None:
    """Two may be the same; the third makes all of them doubtful."""
    rows = "sign,KEN,T,2022,,,,\nsign,KEN,T,2022,,,,\nsign,KEN,T,2023,,,,\n"

    first, _, last = ready.do(SIGN + rows, dry_run=True).problems

    same = "says the same in act, member, instrument (sign, KEN, T)"
    assert first.reason.startswith(f"Row 3 (and 1 more) {same}. Leave one of them")
    assert last.reason.startswith(f"Row 2 (and 1 more) {same} but not in on. Leave one of them")


def test_rows_that_a_blank_cell_would_tell_apart_are_told_of_that_cell(ready: Office) -> None:
    """Names in two languages are no duplicates; which languages they are is missing."""
    rows = "act,member,name,language\nname,KEN,Kenia,\nname,KEN,Quênia,\n"

    problems = ready.do(rows, dry_run=True).problems

    assert [str(each) for each in problems] == [
        f"Row {row}, column 'language': name needs it." for row in (2, 3)
    ]


def test_rows_of_one_row_id_need_ids_of_their_own(ready: Office) -> None:
    """A column row_id is there already."""
    rows = "row_id,act,member,instrument,on\n1,sign,KEN,T,2022\n1,sign,PER,T,2022\n"

    first, _ = ready.do(rows, dry_run=True).problems

    assert first.reason.endswith("if each is an act of its own, give each a row_id of its own.")


def test_rows_that_are_the_same_count_once(ready: Office) -> None:
    """A table that was put together from two has them."""
    row = "sign,KEN,T,2022,,,,\n"

    report = ready.do(SIGN + row + row)

    assert (report.rows, report.unchanged, report.acts) == (2, 1, {"sign": 1})


def test_row_ids_tell_rows_apart(ready: Office) -> None:
    """With them even a date can change; only the rows that need one get one."""
    ready.do("act,member,instrument,on\nsign,KEN,I,2022\n")
    text = "row_id,act,member,instrument,on\n1,sign,KEN,T,2022\n,sign,KEN,I,2022\n"
    added = ready.do(text)
    again = ready.do(text.replace("T,2022", "T,2023"), changed="error")

    assert (added.unchanged, added.acts) == (1, {"sign": 1})
    assert (again.unchanged, again.amended) == (1, 1)


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        (
            "member,on",
            "It is not clear what the rows of file.csv record: its columns are member, on.",
        ),
        ("act,membre", "has a column 'membre', which is not known. Did you mean 'member'"),
        ("Act,On,Code,Membre", "has a column 'membre', which is not known. Did you mean 'member'"),
        ("Act,Country", "It is not clear what the rows of file.csv record: its columns are Act, C"),
        ("Our members", "The first row of file.csv has one cell alone, which is no"),
        ("act,zzzzzz", "which is not known. Known are row_id, act, name"),
    ],
)
def test_a_header_that_is_not_ours(ready: Office, header: str, sentence: str) -> None:
    """A column that nobody reads would be lost without a word."""
    with pytest.raises(Malformed) as malformed:
        ready.do(header + "\n")

    assert sentence in str(malformed.value)


def test_the_body_must_be_said_and_be_there(ready: Office) -> None:
    """Acts of one body must never land in another."""
    with pytest.raises(Malformed, match="Say for which taskforce the file is"):
        ready.do(SIGN, taskforce=None)
    with pytest.raises(UnknownReference, match="There is no taskforce 'TX'"):
        ready.do(SIGN, taskforce="TX")


def test_political_texts_take_no_consent(empty: Office) -> None:
    """A refusal by a rule is a problem of the whole row."""
    empty.set_up(LegalNature.POLITICAL)
    problem = empty.do(rows(EVERY[14] | {"commitment": "T"}), dry_run=True).problems[0]

    assert (problem.column, "political text" in problem.reason) == ("", True)


def test_signatures_of_an_instrument_belong_together(ready: Office) -> None:
    """One act of signing is one act, however many commitments it covers."""
    ready.do(SIGN + "sign,KEN,I,2022,,,,\n")

    signed = [e for e in ready.events() if e.event.TOPIC == "commitment.signed"]
    assert len({e.envelope.correlation_id for e in signed}) == 1
    assert [json.loads(e.event.model_dump_json())["commitment"] for e in signed] == ["C1", "C2"]


@pytest.mark.parametrize("commitment", ["", ",commitment"])
def test_a_text_may_stand_in_its_own_column(ready: Office, commitment: str) -> None:
    """A row that signs has it there; whoever withdraws from all of the text looks there, too."""
    blank = "," * bool(commitment)
    file = (
        f"act,member,instrument{commitment},on\n"
        f"sign,KEN,I{blank},2022\nwithdraw,KEN,I{blank},2023-01-01\n"
    )

    assert ready.do(file).acts == Counter({"sign": 1, "withdraw": 1})
    assert ready.do(file).unchanged == 2


def test_a_text_beside_its_commitment_is_not_read(ready: Office) -> None:
    """Which of both is meant, nobody can know."""
    with pytest.raises(BadRows, match="withdraw takes no instrument"):
        ready.do("act,member,instrument,commitment,on\nwithdraw,KEN,I,I-1,2023-01-01\n")
