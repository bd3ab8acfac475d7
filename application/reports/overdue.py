"""The report `overdue`: who has to do what, by member; never public."""

from collections.abc import Sequence
from datetime import date

from application.questions.across.still_due import by_owner, due_items
from application.questions.asking.answer import Column, Row, values
from application.questions.asking.ask import Ask
from application.questions.asking.completeness import NOT_PUBLIC, judged_from
from application.questions.asking.due_item import DueItem
from application.questions.members.counted import bound_since_unknown
from application.questions.members.not_asked import members_not_asked
from application.read_model import ReadModel
from application.reports.body_context import Body
from application.reports.document import Paragraph, Points, Report, Section, Table
from domain.values import Visibility
from domain.words import worded


def overdue(read_model: ReadModel, ask: Ask, today: date) -> Report:
    """Make the report on what is overdue or due within 30 days; the public is shown neither."""
    body = Body.of(read_model, ask, today)
    if body.at.audience is Visibility.PUBLIC:
        told = Section("not-shown", "Not shown", [Paragraph(NOT_PUBLIC)])
        return body.report("overdue", "Overdue and due", [told])
    items = due_items(body.facts)
    late = by_owner((item for item in items if item.state == "overdue"), body.names)
    soon = by_owner((item for item in items if item.state == "due"), body.names)
    members = {row.member for row in body.belonging}
    counted = Points(
        [
            worded("{late} overdue, {soon} due within 30 days.", late=len(late), soon=len(soon)),
            worded(
                "Something is overdue from {late} of {members} members.",
                late=len(members & {item.owner for item in late}),
                members=len(members),
            ),
        ]
    )
    return body.report(
        "overdue",
        "Overdue and due",
        [
            Section("summary", "Summary", [counted]),
            Section("late", "Overdue, the longest first", [_table(body, late, "overdue")]),
            Section("soon", "Due within 30 days", [_table(body, soon, "due")]),
        ],
        notes=[
            judged_from(body.complete_from),
            *bound_since_unknown(body.facts),
            *members_not_asked(body.facts),
        ],
    )


def _table(body: Body, items: Sequence[DueItem], key: str) -> Table:
    rows: list[Row] = [
        {
            "due_on": item.due_on.isoformat(),
            "days": abs((body.at.on - item.due_on).days),
            **values(item, "kind", "owner"),
            "name": body.called(item.owner) or body.name,
            **values(item, "about", "title", "tentative"),
        }
        for item in items
    ]
    late = key == "overdue"
    return Table(
        key,
        worded("What is overdue, by member") if late else worded("What is due soon, by member"),
        [
            *(Column("name", "Who"), Column("title", "What"), Column("due_on", "Due on")),
            Column("days", worded("Days late") if late else worded("Days left")),
        ],
        rows,
        group="name",
    )
