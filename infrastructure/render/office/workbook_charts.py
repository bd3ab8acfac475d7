"""Reports as bars in a workbook, drawn by the program that opens it from the cells."""

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from application.reports.document import Chart
from domain.words import worded
from infrastructure.language import translated
from infrastructure.render.charts import INK, bar_parts, described, step

PATTERNS = ("wide_upward_diagonal", "weave", "wide_downward_diagonal", "diagonal_brick")
"""Of the parts of a bar, which tell them apart without colour."""


def add_chart(book: Workbook, sheet: Worksheet, chart: Chart, top: int) -> None:
    """Add a chart below its data, the head of which is in row `top`.

    Bars are as wide as all who are bound, and the axis has whole members.
    """
    drawn = book.add_chart({"type": "bar", "subtype": "stacked"})
    assert drawn is not None  # it is only for a type that there is not
    last, most = top + len(chart.categories), max([1, *chart.whole])
    for number, (_, colour, strokes, _) in enumerate(bar_parts(chart), start=1):
        look = PATTERNS[number % len(PATTERNS)]
        fill = {"fg_color": "#FFFFFF", "bg_color": colour, "pattern": look}
        drawn.add_series(
            {
                "name": [sheet.name, top, number],
                "categories": [sheet.name, top + 1, 0, last, 0],
                "values": [sheet.name, top + 1, number, last, number],
                "data_labels": {"value": True, "num_format": "0;;;", "fill": {"color": "white"}},
                "border": {"color": INK, "width": 0.5},
                "gap": 60,
                **({"pattern": fill} if strokes else {"fill": {"color": colour}}),
            }
        )
    drawn.set_title({"name": chart.caption, "overlay": False})
    drawn.set_x_axis(
        {
            "name": translated(worded("Members")),
            "min": 0,
            "max": most,
            "major_unit": step(most),
            "num_format": "0",
        }
    )
    drawn.set_y_axis({"reverse": True})
    drawn.set_legend({"position": "bottom"})
    drawn.set_size({"width": 640, "height": 160 + 40 * len(chart.categories)})
    place = {"description": described(chart), "object_position": 1}
    sheet.insert_chart(last + 2, 0, drawn, place)
