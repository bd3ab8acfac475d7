"""A small report with every kind of block, made to see whether a template can hold reports."""

from datetime import UTC, date, datetime
from pathlib import Path

from application.model_rows import AsOf
from application.questions.asking.answer import Column
from application.reports.document import Chart, Markdown, Paragraph, Points, Report, Section, Table
from domain.values import Visibility
from infrastructure.render.forms import ReportStyle
from infrastructure.render.office.word import as_docx

_MARKDOWN = "# -\n\n> -\n\n- -\n  - -\n    - -\n\n1. -\n2. -\n"


def check_template(folder: Path) -> None:
    """Make a report with the template in a folder, and throw it away.

    Raises:
        Malformed: no report can be made with it.
        Unavailable: it cannot be read.
    """
    first = date(2000, 1, 1)
    moment = datetime(2000, 1, 1, tzinfo=UTC)
    table = Table(key="-", caption="", columns=[Column("-", "")], rows=[{"-": "-"}])
    chart = Chart(
        key="-",
        caption="",
        categories=["-"],
        whole=[1],
        silence="",
        series=[("-", "good", [1])],
    )
    points = Points([""]), Points([""], numbered=True)
    inner = Section("-", "", [Paragraph(""), *points], [Section("-", "", [Paragraph("")])])
    report = Report(
        name="-",
        title="",
        taskforce="-",
        body="-",
        as_of=AsOf(
            on=first, position=1, recorded_at=moment, known="@1", audience=Visibility.PUBLIC
        ),
        sections=[Section("-", "", [Markdown(_MARKDOWN), table, chart], [inner])],
        banners=["-"],
    )
    as_docx(report, ReportStyle(templates=folder))
