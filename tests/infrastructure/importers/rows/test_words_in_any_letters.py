"""Words of ours in a file are read in any letters: a spreadsheet makes the first one large."""

from application.declarations.text_parsing import yes_or_no
from domain.events.members import Joined
from domain.values import Visibility
from infrastructure.importers.rows.standard_columns import founded
from infrastructure.importers.tables.reading import read_table
from tests.infrastructure.importers.given import Office
from tests.infrastructure.importers.rows.test_own_columns import rows

TYPED = {
    "act": "Member join",
    "member": "ZUB",
    "name": "Zubrowka",
    "on": "2022",
    "kind": "Regional organisation",
    "visibility": "Public",
}


def test_of_an_act_also_the_command_by_which_the_guides_call_it(ready: Office) -> None:
    ready.do(rows(TYPED))

    last = ready.events()[-1]
    assert isinstance(last.event, Joined)
    assert (last.event.member, last.event.kind) == ("ZUB", "regional_organisation")
    assert last.envelope.visibility is Visibility.PUBLIC


def test_a_row_stays_the_same_row_in_other_letters(ready: Office) -> None:
    ready.do(rows(TYPED))

    report = ready.do(rows(TYPED | {"act": "JOIN"}))

    assert (report.unchanged, len(report.records)) == (1, 0)


def test_of_the_founding_of_a_body() -> None:
    table = read_table(rows({"act": "Taskforce establish", "code": "GTO"}).encode(), "f.csv")

    assert founded(table) == "GTO"


def test_of_yes_and_no() -> None:
    assert [yes_or_no(text) for text in ("Yes", "NO")] == [True, False]
