"""What the tests of documents start from: a report of some blocks, and names for its codes."""

from datetime import UTC, date, datetime

from application.model_rows import AsOf
from application.questions.asking.answer import Column, Json
from application.reports.document import Block, Names, Report, Section, Table
from application.reports.paper.paper import on_paper
from domain.values import Visibility

AT = AsOf(
    on=date(2026, 6, 30),
    position=42,
    recorded_at=datetime(2026, 7, 1, 12, tzinfo=UTC),
    known="2026-07-01",
    audience=Visibility.MEMBERS,
)
NAMES: Names = {
    "member": {"ATL": "Atlantis", "ERE": "Erewhon"},
    "commitment": {"P-1": "commitment 1", "P-2": "commitment 2"},
    "commitments": {"P-1": "1. Answer", "P-2": "2. Meet"},
    "about": {"P-1": "Commitment 1: Answer", "P-2": "Commitment 2: Meet"},
    "number": {"P-1": "1", "P-2": "2"},
    "heading": {"P-1": "Commitment 1", "P-2": "Commitment 2"},
}


def told(*blocks: Block, name: str = "progress", title: str = "Progress") -> Report:
    return Report(
        name=name,
        title=title,
        taskforce="EXT",
        body="Exercise Taskforce",
        as_of=AT,
        sections=[Section("one", "One", blocks)],
        names=NAMES,
    )


def table(*keys_of: str, **row: Json) -> Table:
    return Table("t", "A table", [Column(key, key.title()) for key in keys_of], [row])


def shown(report: Report, *, grouped: bool = True) -> list[Table]:
    return list(on_paper(report, grouped=grouped).tables())
