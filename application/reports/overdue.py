"""The report `overdue`: reports, milestones, actions and meetings; never public."""

from collections.abc import Sequence
from datetime import date

from application.questions.across.due import due_items
from application.questions.asking.answer import Column, Row
from application.questions.asking.ask import Ask
from application.questions.asking.completeness import NOT_PUBLIC
from application.questions.asking.due import DueItem
from application.read_model import ReadModel
from application.reports.body import Body
from application.reports.document import Paragraph, Report, Section, Table
from domain.values import Visibility
from domain.words import worded

KEPT = "Lateness is judged only from the day on which the record begins: {day}."
NOT_KEPT = "The record does not say from when it is complete, so nothing is judged to be overdue."


def overdue(read_model: ReadModel, ask: Ask, today: date) -> Report:
    """Make the report on what is overdue or due within 30 days; the public is shown neither."""
    body = Body.of(read_model, ask, today)
    if body.at.audience is Visibility.PUBLIC:
        told = Section("not-shown", "Not shown", [Paragraph(NOT_PUBLIC)])
        return body.report("overdue", "Overdue and due", [told])
    items = due_items(body.facts)
    late = [item for item in items if item.state == "overdue"]
    soon = [item for item in items if item.state == "due"]
    counted = Paragraph(
        worded("{late} overdue, {soon} due within 30 days.", late=len(late), soon=len(soon))
    )
    kept = body.kept_from
    return body.report(
        "overdue",
        "Overdue and due",
        [
            Section("late", "Overdue", [counted, _table(body, late, "overdue")]),
            Section("soon", "Due within 30 days", [_table(body, soon, "due")]),
        ],
        notes=[worded(KEPT, day=kept) if kept else NOT_KEPT],
    )


def _table(body: Body, items: Sequence[DueItem], key: str) -> Table:
    rows: list[Row] = [
        {
            "due_on": item.due_on.isoformat(),
            "days": abs((body.at.on - item.due_on).days),
            "kind": item.kind,
            "owner": item.owner,
            "name": body.called(item.owner) or "all",
            "about": item.about,
            "title": item.title,
            "tentative": item.tentative,
        }
        for item in items
    ]
    late = key == "overdue"
    return Table(
        key,
        "What is overdue, the oldest first" if late else "What is due soon",
        [
            Column("due_on", "Due on"),
            Column("days", "Days late" if late else "Days left"),
            Column("kind", "What"),
            Column("name", "Who"),
            Column("about", "About"),
            Column("title", "Title"),
        ],
        rows,
        empty="Nothing is overdue." if late else "Nothing is due.",
    )
