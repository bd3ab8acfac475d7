"""The wide table for analysts, with all of a member and a commitment in one row."""

import json
import sqlite3
from collections.abc import Iterable

from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import Json, Row
from infrastructure.read_model.rows import Cell
from infrastructure.read_model.views.columns import SqlColumn, SqlTable, dated, of_answers

_TYPES = {int: "INTEGER", str: "TEXT"}
_ALWAYS = frozenset({"member", "name", "instrument", "commitment", "standing", "provisional"})


def _of(*given: fields.AnswerField) -> tuple[SqlColumn, ...]:
    return tuple(of_answers(given, _ALWAYS))


def _maybe(name: str, sentence: str) -> SqlColumn:
    return SqlColumn(name, str, sentence, null=True)


MEMBER_COMMITMENTS = SqlTable(
    name="member_commitments",
    sentence="One row a member and commitment, on one day: names, words, standing, what was"
    " reported and assessed last, and what is due. It is made when it is asked for.",
    columns=(
        SqlColumn("taskforce", str, fields.TASKFORCE.sentence),
        SqlColumn("on_day", str, "Day that the row is for."),
        *_of(fields.MEMBER, fields.NAME, fields.KIND_OF_MEMBER),
        _maybe("membership", f"Standing in the body: {fields.MEMBER_STANDING.meaning}."),
        *_of(fields.INSTRUMENT),
        _maybe("text_title", "Title of the text."),
        *_of(fields.COMMITMENT),
        _maybe("theme", "What the commitment is about."),
        SqlColumn("words", str, "Its wording on that day."),
        *_of(*fields.OF_A_STANDING),
        _maybe("reported", f"What the member said last: {fields.ASSESSMENT.meaning}."),
        _maybe("reported_label", "What the scale calls that."),
        _maybe("reported_scale", fields.SCALE.sentence),
        _maybe("reported_scale_version", fields.SCALE_VERSION.sentence),
        *dated(fields.dated_field("reported_on", "", "day as of which the member said so")),
        _maybe("report_from", fields.PERIOD_FROM.sentence),
        _maybe("report_until", fields.PERIOD_UNTIL.sentence),
        _maybe("narrative", fields.NARRATIVE.sentence),
        _maybe("report_evidence", f"{fields.EVIDENCE.meaning}, as a JSON array."),
        _maybe("assessed", f"What somebody independent judged last: {fields.ASSESSMENT.meaning}."),
        _maybe("assessed_label", "What the scale calls that."),
        _maybe("assessed_scale", fields.SCALE.sentence),
        _maybe("assessed_scale_version", fields.SCALE_VERSION.sentence),
        _maybe("assessed_by", "The institution that judged."),
        *dated(fields.dated_field("assessed_on", "", "day as of which it judged so")),
        _maybe("assessment_evidence", f"{fields.EVIDENCE.meaning}, as a JSON array."),
        _maybe("due_by", "Last day for the earliest report that is owed and not there."),
        _maybe("due_state", "upcoming, due, overdue or no_report (after a reminder)."),
    ),
    key=("taskforce", "commitment", "member"),
)


def create_temporary(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Make the table for this connection alone."""
    columns = ", ".join(f"{each.name} {_TYPES[each.type]}" for each in MEMBER_COMMITMENTS.columns)
    connection.execute(f"CREATE TEMP TABLE {MEMBER_COMMITMENTS.name} ({columns})")
    insert(connection, rows)


def insert(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Write rows into the table, which is there."""
    names = [each.name for each in MEMBER_COMMITMENTS.columns]
    cells = ([_cell(row[name]) for name in names] for row in rows)
    connection.executemany(MEMBER_COMMITMENTS.insert, cells)


def _cell(value: Json) -> Cell:
    """Return a value as a cell; lists and objects as JSON, what is true or false as a number."""
    if isinstance(value, bool):
        return int(value)
    if value is None or isinstance(value, int | str):
        return value
    return json.dumps(value, ensure_ascii=False)
