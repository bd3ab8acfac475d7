"""Files with our own columns: a column `act`, and the parameters of that act by their names."""

from domain.errors import Malformed
from domain.names import as_word
from domain.words import worded
from infrastructure.importers.rows.act_request import (
    ACTS,
    fields_of,
    identifying,
    may_name_text,
    optional,
    required,
)
from infrastructure.importers.rows.mapped_file import MappedFile
from infrastructure.importers.rows.mapping import RowMapping
from infrastructure.importers.rows.row_faults import SHARED, is_remark
from infrastructure.importers.tables.header_rows import CHANGED
from infrastructure.importers.tables.problems import with_suggestion
from infrastructure.importers.tables.table import InputTable, TableRow, one_cell_alone

IDENTIFYING = (
    *("act", "member", "instrument", "commitment", "version", "of", "meeting", "decision"),
    *("action", "gap", "practice", "input", "advice", "contribution", "milestone", "group"),
    *("reference", "scale", "due_on", "due_from", "assessor", "person", "entry", "report"),
    *("assessed", "changes", "code", "task", "about", "claim", "initiative", "by"),
    *("product_version", "role", "chair", "vice_chair", "rule", "number", "giver", "holder"),
    *("office", "observer", "comment"),
)
"""What tells rows apart without a `row_id`; acts that a member can repeat add their day.

The keys of rows that are stored were made from these columns in this order, so they stay.
"""
COLUMNS = tuple(dict.fromkeys([*SHARED, *(p for act in ACTS.values() for p in fields_of(act))]))

_WORDS = {as_word(act.NAME): row for row, act in ACTS.items() if act.NAME} | {
    row: row for row in ACTS
}
"""The word of each act by what people write for it: that word, or the command that records it."""
TO_FILL_IN = ("assessment", "on", "stage", "narrative", "evidence")
"""What a member fills in in its workbook."""
WORKBOOK = "workbook:"
"""What the ids of rows of a member's workbook begin with."""


def template() -> str:
    """Return the header line of a file with every column."""
    return ",".join(COLUMNS) + "\n"


def our_columns(text: str) -> list[str]:
    """Read names of our columns between commas, each once.

    Raises:
        Malformed: one is none of ours.
    """
    names = list(dict.fromkeys(filter(None, (part.strip() for part in text.split(",")))))
    for name in names:
        if name not in COLUMNS:
            sentence = worded("There is no column {column!r}.", column=name)
            known = worded("Known are {columns}.", columns=", ".join(COLUMNS))
            raise Malformed(with_suggestion(sentence, name, COLUMNS, known))
    return names


def guide() -> list[tuple[str, str, str, str]]:
    """Return act, needed columns, possible columns and meaning, for a table that people read."""
    return [
        (row, ", ".join(required(act)), ", ".join(optional(act)), act.summary())
        for row, act in ACTS.items()
    ]


class StandardFile(MappedFile):
    """A file with our own columns."""

    @property
    def how_to_tell_apart(self) -> str:
        """What to do about rows with one key."""
        if self.by_id:
            return worded("give each a row_id of its own")
        return worded("tell them apart in a column row_id")

    def more_key(self, row: TableRow) -> tuple[str, ...]:
        """Return name and language where they say what it is about, and the day if it repeats."""
        act = ACTS.get(row.cells["act"])
        if act is None:
            return ()
        told = [name for name in ("name", "language") if name in identifying(act)]
        more = [*told, "on"] if act.REPEATS else told
        return tuple(row.cells.get(name, "") for name in more)

    def is_left_blank(self, row: TableRow) -> bool:
        """Say whether a member has filled in nothing in this row of its workbook."""
        return _of_workbook(row) and not any(row.cells.get(name) for name in TO_FILL_IN)

    @property
    def leaves_out_unfit(self) -> bool:
        """Whether it is a member's workbook: what it must not say blocks no other report."""
        return all(map(_of_workbook, self.table.rows))


def _of_workbook(row: TableRow) -> bool:
    return row.cells.get("row_id", "").startswith(WORKBOOK)


def in_standard_columns(table: InputTable) -> MappedFile:
    """Return what the rows of a file with our own columns mean.

    Raises:
        Malformed: a column is not one of ours, or there is no column `act`.
    """
    if "act" not in table.header:
        raise _without_act(table)
    for column in table.header:
        if column not in (*COLUMNS, CHANGED) and not is_remark(column):
            sentence = worded(
                "{name} has a column {column!r}, which is not known.",
                name=table.name,
                column=column,
            )
            known = worded("Known are {columns}.", columns=", ".join(COLUMNS))
            raise Malformed(with_suggestion(sentence, column, COLUMNS, known))
    by_id = "row_id" if "row_id" in table.header else ""
    return StandardFile(_mapping(table), table, by_id)


def _without_act(table: InputTable) -> Malformed:
    if len(table.header) == 1:
        return one_cell_alone(table.name)
    return Malformed(
        "It is not clear what the rows of {name} record: its columns are {columns}. Name a column "
        "for what happened, such as 'Signed' or 'Joined', with its days, in Arabic, Chinese, "
        "English, French, German, Russian or Spanish, or say what the columns mean in a mapping "
        "(--mapping). Sheets of attendance and of votes have columns of ours, which depositary "
        "import --template rows.xlsx shows.",
        name=table.name,
        columns=", ".join(table.header),
    )


def founded(table: InputTable) -> str | None:
    """Return the code of the body that a file founds, None if it founds none."""
    for row in table.rows:
        act = ACTS.get(_word_of_act(row.cells["act"]))
        if act and act.FOUNDS:
            return act.text_of(act.FOUNDS, row.cells.get(act.FOUNDS, "")) or None
    return None


def _word_of_act(cell: str) -> str:
    """Return the word that a cell means, whatever its letters and blanks; else the cell."""
    return _WORDS.get(as_word(cell), cell)


def _mapping(table: InputTable) -> RowMapping:
    def column(name: str, default: str = "") -> dict[str, str]:
        if name not in table.header:
            return {"value": default}
        return {"column": name, "default": default}

    def text_or_commitment() -> dict[str, dict[str, str]]:
        """Return where the text or commitment stands, if a text is named in its own column."""
        if "instrument" not in table.header:
            return {}
        if "commitment" not in table.header:
            return {"commitment": column("instrument")}
        return {"commitment": {"template": "{commitment}{instrument}"}}

    typed = {row.cells["act"] for row in table.rows} - ACTS.keys()
    content: dict[str, object] = {
        "name": "own-columns",
        "key": [name for name in IDENTIFYING if name in table.header],
        "use_all": True,
        "visibility": column("visibility"),
        "note": column("note"),
        "source": {"title": column("source")},
        "member": {"name": column("name"), "kind": column("member_kind")},
        "cells": {"act": {cell: _word_of_act(cell) for cell in typed}},
        "act": [
            {
                "record": row,
                "when": {"act": [row]},
                "with": {p: column(p) for p in act.fields() if p in table.header}
                | (text_or_commitment() if may_name_text(act) else {}),
            }
            for row, act in ACTS.items()
        ],
    }
    return RowMapping.model_validate(content)
