"""A report for machines: JSON with its published names, and all its tables as one CSV."""

import io
import json

from application.reports.document import Report
from infrastructure.files.csv_files import write_csv
from infrastructure.render.cells import found, raw
from infrastructure.render.forms import ReportStyle


def as_json(report: Report, style: ReportStyle) -> bytes:
    """Return the content as JSON, UTF-8."""
    del style
    return (json.dumps(report.as_json(), ensure_ascii=False, indent=2) + "\n").encode()


def as_csv(report: Report, style: ReportStyle) -> bytes:
    """Return the rows of all tables as one CSV file, in UTF-8 without a mark.

    The column `table` says from which table a row is; columns that a table does not have are
    empty in its rows. Each row carries the position, both days and the banners, so that no copied
    row loses them.
    """
    del style
    tables = list(report.tables())
    keys = dict.fromkeys(
        key
        for table in tables
        for key in (
            *(column.key for column in table.columns),
            *(key for row in table.rows for key in row),
        )
    )
    at = report.as_of
    same = [str(at.position), at.on.isoformat(), at.known, " ".join(report.banners)]
    out = io.StringIO()
    write_csv(out, [["table", *keys, "as_of_position", "as_of_on", "as_of_known", "banners"]])
    for table in tables:
        rows = ([raw(found(row, key)) for key in keys] for row in table.rows)
        write_csv(out, ([table.key, *cells, *same] for cells in rows))
    return out.getvalue().encode()
