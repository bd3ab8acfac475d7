"""A report for machines: JSON with its published names, and all its tables as one CSV."""

import csv
import io
import json

from application.reports.document import Report
from infrastructure.render.cells import found, harmless, raw
from infrastructure.render.forms import Looks


def as_json(report: Report, looks: Looks) -> bytes:
    """Return the content as JSON, UTF-8."""
    del looks
    return (json.dumps(report.as_json(), ensure_ascii=False, indent=2) + "\n").encode()


def as_csv(report: Report, looks: Looks) -> bytes:
    """Return the rows of all tables as one CSV file, in UTF-8 without a mark.

    The column `table` says from which table a row is; columns that a table does not have are
    empty in its rows. Each row carries the position, both days and the banners, so that no copied
    row loses them. What a spreadsheet would run as a formula gets an apostrophe before it.
    """
    del looks
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
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["table", *keys, "as_of_position", "as_of_on", "as_of_known", "banners"])
    for table in tables:
        for row in table.rows:
            cells = [harmless(raw(found(row, key))) for key in keys]
            writer.writerow([table.key, *cells, *same])
    return out.getvalue().encode()
