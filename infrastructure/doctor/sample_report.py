"""A small report with every kind of block, to see whether a template can hold reports."""

from datetime import UTC, date, datetime

from application.model_rows import AsOf
from application.questions.asking.answer import Column
from application.reports.document import Chart, Markdown, Paragraph, Points, Report, Section, Table
from domain.values import Visibility

_MARKDOWN = "# -\n\n> -\n\n- -\n  - -\n    - -\n\n1. -\n2. -\n"


def sample_report() -> Report:
    """Return the report."""
    first = date(2000, 1, 1)
    text = first.isoformat()
    moment = datetime(2000, 1, 1, tzinfo=UTC)
    table = Table(key="-", caption=text, columns=[Column("-", text)], rows=[{"-": "-"}])
    chart = Chart(
        key="-",
        caption=text,
        categories=["-"],
        whole=[1],
        silence="-",
        series=[("-", "good", [1])],
    )
    points = Points(["-"]), Points(["-"], numbered=True)
    inner = Section("-", text, [Paragraph(text), *points], [Section("-", text, [])])
    return Report(
        name="-",
        title=text,
        taskforce="-",
        body="-",
        as_of=AsOf(
            on=first, position=1, recorded_at=moment, known="@1", audience=Visibility.PUBLIC
        ),
        sections=[Section("-", text, [Markdown(_MARKDOWN), table, chart], [inner])],
        banners=["-"],
    )
