"""Files with our own columns: a column `act`, and the parameters of that act by their names."""

from application.acts import rows
from domain.errors import Malformed
from domain.words import worded
from infrastructure.importers.rows.acts import ACTS
from infrastructure.importers.rows.mapping import RowMapping
from infrastructure.importers.rows.plan import SHARED, Plan, is_remark
from infrastructure.importers.tables.problems import did_you_mean
from infrastructure.importers.tables.table import TITLE, Row, Table

IDENTIFYING = (
    *(
        "act",
        "member",
        "instrument",
        "commitment",
        "version",
        "of",
        "meeting",
        "decision",
        "action",
    ),
    *("gap", "practice", "input", "advice", "contribution", "milestone", "group", "reference"),
    *("scale", "due_on", "due_from", "assessor", "person", "entry", "report", "assessed"),
    "changes",
    *("code", "task", "about", "claim", "initiative", "by", "product_version", "role"),
    *("chair", "vice_chair", "rule", "number", "giver", "holder", "office", "observer", "comment"),
)
"""What tells rows apart without a `row_id`; acts that a member can repeat add their day."""
COLUMNS = tuple(dict.fromkeys([*SHARED, *(p for act in ACTS.values() for p in act.parameters)]))

TO_FILL_IN = ("assessment", "on", "stage", "narrative", "evidence")
"""What a member fills in in its workbook, in the order of the columns."""
WORKBOOK = "workbook:"
"""What the ids of rows of a member's workbook begin with."""


def template() -> str:
    """Return the header line of a file with every column."""
    return ",".join(COLUMNS) + "\n"


def guide() -> list[tuple[str, str, str, str]]:
    """Return act, needed columns, possible columns and meaning, for a table that people read."""
    return [
        (act.name, ", ".join(act.needs), ", ".join(act.may), act.declared.summary())
        for act in ACTS.values()
    ]


def own_plan(table: Table) -> Plan:
    """Return what the rows of a file with our own columns mean.

    Raises:
        Malformed: a column is not one of ours, or there is no column `act`.
    """
    if "act" not in table.header:
        _must_be_in_small_letters(table)
        _must_name_columns(table)
        raise Malformed(
            "{name} has no column 'act', so it needs a mapping (--mapping) that says what "
            "its columns mean.",
            name=table.name,
        )
    for column in table.header:
        if column not in COLUMNS and not is_remark(column):
            hint = did_you_mean(column, COLUMNS) or worded(
                " Known are {COLUMNS}.", COLUMNS=", ".join(COLUMNS)
            )
            raise Malformed(
                "{name} has a column {column!r}, which is not known.{hint}",
                name=table.name,
                column=column,
                hint=hint,
            )
    by_id = "row_id" if "row_id" in table.header else ""
    apart = "give each a row_id of its own" if by_id else "tell them apart in a column row_id"
    mapping = _mapping(table, key=IDENTIFYING)
    return Plan(mapping, table, _more_key, _is_left_blank, apart, by_id)


def is_in_capitals(table: Table) -> bool:
    """Say whether all columns would be ours in small letters, `act` among them."""
    small = [column.lower() for column in table.header]
    return "act" in small and all(each in COLUMNS or is_remark(each) for each in small)


def _must_be_in_small_letters(table: Table) -> None:
    if is_in_capitals(table):
        raise Malformed(
            "{name} has our columns in other letters: write them small, as in {header}.",
            name=table.name,
            header=",".join(table.header).lower(),
        )


def _must_name_columns(table: Table) -> None:
    if len(table.header) == 1:
        raise Malformed(
            "The first row of {name} has one cell alone, {TITLE}", name=table.name, TITLE=TITLE
        )


def _is_left_blank(row: Row) -> bool:
    """Say whether a member has filled in nothing in this row of its workbook."""
    of_workbook = row.cells.get("row_id", "").startswith(WORKBOOK)
    return of_workbook and not any(row.cells.get(name) for name in TO_FILL_IN)


def founded(table: Table) -> str | None:
    """Return the code of the body that a file founds, None if it founds none."""
    for row in table.rows:
        act = rows().get(row.cells.get("act") or "")
        if act and act.FOUNDS:
            return act.text_of(act.FOUNDS, row.cells.get(act.FOUNDS, "")) or None
    return None


def _mapping(table: Table, key: tuple[str, ...]) -> RowMapping:
    def column(name: str, default: str = "") -> dict[str, str]:
        if name not in table.header:
            return {"value": default}
        return {"column": name, "default": default}

    content: dict[str, object] = {
        "name": "own-columns",
        "key": [name for name in key if name in table.header],
        "use_all": True,
        "visibility": column("visibility"),
        "note": column("note"),
        "source": {"title": column("source")},
        "member": {"name": column("name"), "kind": column("member_kind", "state")},
        "act": [
            {
                "record": act.name,
                "when": {"act": [act.name]},
                "with": {p: column(p) for p in act.parameters if p in table.header},
            }
            for act in ACTS.values()
        ],
    }
    return RowMapping.model_validate(content)


def _more_key(row: Row) -> tuple[str, ...]:
    """Return the name where the act names what it is about, and the day of one that repeats."""
    act = ACTS.get(row.cells["act"])
    if act is None:
        return ()
    more = (*(["name"] if "name" in act.names else []), *(["on"] if act.repeats else []))
    return tuple(row.cells.get(name, "") for name in more)
