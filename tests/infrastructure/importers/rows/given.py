"""Rows of files that are judged as one decision, and what is told of them."""

from collections import Counter

from infrastructure.importers.importing import ImportReport

COLUMNS = (
    "row_id,act,member,name,instrument,commitment,kind,of,gap,area,text,on,deposited_on,until,code,"
    "changed"
)
Cells = dict[str, str]


def table(*rows: Cells) -> str:
    """Write rows as a file, each with its place in the arguments as its row_id if it has none."""
    names = COLUMNS.split(",")
    lines = [",".join(row.get(name, "") for name in names) for row in rows]
    return "\n".join([COLUMNS, *lines]) + "\n"


def row(row_id: str, act: str, on: str = "", **cells: str) -> Cells:
    """Return the cells of a row."""
    return {"row_id": row_id, "act": act, "on": on, **cells}


def told(report: ImportReport, *rows: Cells) -> dict[str, str]:
    """Return the reasons by row_id."""
    return {rows[p.row - 2]["row_id"]: p.reason for p in report.problems}


def facts(report: ImportReport) -> Counter[str]:
    """Return what would be recorded, without what is random in it."""
    return Counter(
        f"{r.event.TOPIC} {r.event.subject} {r.envelope.effective_on} {r.envelope.because}"
        for r in report.records
    )


ATL = row("join", "join", "2020", member="ATL", name="Atlantis")
SIGN = row("sign", "sign", "2021", member="ATL", instrument="T")
