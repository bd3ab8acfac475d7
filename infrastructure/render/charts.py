"""Counts as bars, in SVG: patterns and words beside colours, the same bytes for the same counts."""

from collections.abc import Iterator, Sequence
from html import escape

from application.reports.document import Chart, Tone
from domain.words import worded
from infrastructure.language import said
from infrastructure.render.cells import cell

WIDTH, LABEL, ROW, BAR, TOP = 640, 190, 30, 20, 8
SCALE = WIDTH - LABEL - 60  # what the longest bar may have
FONTS = "Libertinus Serif, sans-serif"
LETTERS = 26  # of a label
FILLS: dict[Tone, tuple[str, str]] = {
    "good": ("#2f7d4f", ""),
    "partial": ("#c79a1b", "M0 6L6 0"),
    "bad": ("#b3453c", "M0 0L6 6M0 6L6 0"),
    "none": ("#8a93a0", "M3 0V6"),
}
"""By tone: the colour, and the strokes of a pattern that tells it without colour."""
MORE = ("", "M0 3H6", "M2 2H4V4H2Z", "M0 1H6M0 5H6")
"""Strokes on top, which tell the second part of a tone from the first, and so on."""


def as_svg(chart: Chart) -> str:
    """Return the chart as a picture with a title and a description; texts in it are escaped."""
    key, rows = chart.key, len(chart.categories)
    legend = TOP + rows * ROW + 10
    height = legend + 22 * len(chart.series)
    opened = (
        f'<svg viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'xmlns="http://www.w3.org/2000/svg" role="img" '
        f'aria-labelledby="chart-{key} said-{key}" font-family="{FONTS}" font-size="13">'
    )
    lines = [
        opened,
        f'<title id="chart-{key}">{escape(chart.caption)}</title>',
        f'<desc id="said-{key}">{escape(described(chart))}</desc>',
        "<defs>",
        *_patterns(chart),
        "</defs>",
        *_bars(chart),
        *_legend(chart, legend),
        "</svg>",
    ]
    return "\n".join(lines)


def described(chart: Chart) -> str:
    """Return the counts of the chart in words."""
    lines = []
    for n, category in enumerate(chart.categories):
        counts = ", ".join(f"{counts[n]} {cell(name)}" for name, _, counts in chart.series)
        lines.append(f"{cell(category)}: {counts}.")
    return " ".join(lines) or said(worded("Nothing was counted."))


def _patterns(chart: Chart) -> Iterator[str]:
    before: list[Tone] = []
    for number, (_, tone, _) in enumerate(chart.series):
        colour, strokes = FILLS[tone]
        more = MORE[before.count(tone) % len(MORE)]
        yield _pattern(chart.key, number, colour, strokes + more)
        before.append(tone)


def _pattern(key: str, number: int, colour: str, strokes: str) -> str:
    drawn = (
        f'<path d="{strokes}" stroke="#ffffff" stroke-width="1.4" fill="none"/>' if strokes else ""
    )
    return (
        f'<pattern id="fill-{key}-{number}" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<rect width="6" height="6" fill="{colour}"/>{drawn}</pattern>'
    )


def _bars(chart: Chart) -> Iterator[str]:
    totals = [sum(counts[n] for _, _, counts in chart.series) for n in _numbers(chart)]
    most = max([1, *totals])
    for n in _numbers(chart):
        y, x = TOP + n * ROW, LABEL * 100
        label = cell(chart.categories[n])
        shown = label if len(label) <= LETTERS else f"{label[: LETTERS - 1]}…"
        yield (
            f'<text x="{LABEL - 8}" y="{y + 15}" text-anchor="end" fill="currentColor">'
            f"{escape(shown)}</text>"
        )
        for number, (_, _, counts) in enumerate(chart.series):
            wide = counts[n] * SCALE * 100 // most  # hundredths, so that no rounding differs
            if counts[n]:
                yield (
                    f'<rect x="{_hundredths(x)}" y="{y}" width="{_hundredths(wide)}" '
                    f'height="{BAR}" fill="url(#fill-{chart.key}-{number})" stroke="#1b1f24" '
                    f'stroke-width="0.5"/>'
                )
            x += wide
        yield (
            f'<text x="{_hundredths(x + 600)}" y="{y + 15}" fill="currentColor">{totals[n]}</text>'
        )


def _legend(chart: Chart, y: int) -> Iterator[str]:
    for number, (name, _, counts) in enumerate(chart.series):
        line = y + 22 * number
        yield (
            f'<rect x="{LABEL}" y="{line}" width="14" height="14" '
            f'fill="url(#fill-{chart.key}-{number})" stroke="#1b1f24" stroke-width="0.5"/>'
            f'<text x="{LABEL + 22}" y="{line + 12}" fill="currentColor">'
            f"{escape(cell(name))} ({sum(counts)})</text>"
        )


def _numbers(chart: Chart) -> Sequence[int]:
    return range(len(chart.categories))


def _hundredths(value: int) -> str:
    whole, rest = divmod(value, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".")
