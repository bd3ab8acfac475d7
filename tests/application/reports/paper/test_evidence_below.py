"""Several pieces of evidence stand below their table, in forms that have no sheets."""

from application.questions.asking.answer import Column, Json
from application.reports.document import Block, Paragraph, Points, Table
from application.reports.paper.paper import on_paper
from tests.application.reports.paper.given_paper import told

COLUMNS = [Column("name", "Member"), Column("narrative", "What"), Column("evidence", "Evidence")]


def said(member: str, *evidence: str) -> dict[str, Json]:
    return {"name": member, "narrative": "It works.", "evidence": list(evidence)}


def written(*rows: dict[str, Json], grouped: bool = True) -> list[Block]:
    """Return the blocks of a document with one table of these rows."""
    report = told(Table("t", "Said last", COLUMNS, rows))
    return [block for part in on_paper(report, grouped=grouped).sections for block in part.blocks]


def test_leave_what_was_done_its_room() -> None:
    """Three addresses in a cell made the column beside it eight letters wide."""
    table, heading, points = written(said("Atlantis", "Act 12", "Act 13"), said("Erewhon", "Law"))

    assert isinstance(table, Table)
    assert [column.key for column in table.columns] == ["name", "narrative"]
    assert heading == Paragraph("Evidence:")
    assert isinstance(points, Points)
    assert points.lines == ["Atlantis, Act 12", "Atlantis, Act 13", "Erewhon, Law"]


def test_one_piece_of_each_stays_in_the_table() -> None:
    """Then it is told apart at a glance whose it is."""
    (table,) = written(said("Atlantis", "Act 12"), said("Erewhon"))

    assert isinstance(table, Table)
    assert [column.key for column in table.columns] == ["name", "narrative", "evidence"]


def test_a_workbook_keeps_them_beside_their_member() -> None:
    """Its rows are sorted and filtered."""
    (table,) = written(said("Atlantis", "Act 12", "Act 13"), grouped=False)

    assert isinstance(table, Table)
    assert [column.key for column in table.columns] == ["name", "narrative", "evidence"]
