"""Reports as bars, in SVG: patterns and words beside colours, equal bytes for equal counts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from textwrap import shorten, wrap
from typing import NamedTuple

from application.reports.document import Chart, Tone
from domain.words import worded
from infrastructure.language import translated
from infrastructure.render.cells import cell

WIDTH, LEFT, BAR = 420, 8, 22  # points; the longest bar takes all that its words leave
BESIDE, LEAST = 12, 120  # points: between a bar and its words, and the longest bar at least
LINE, GAP = 16, 12  # of a label, and between two commitments
LETTERS, LINES = 62, 2  # of a label in a line, and how many lines it may have
LETTER = 650  # hundredths of a point that a letter of a label is wide
FONTS = "Libertinus Serif, sans-serif"
STEPS = (1, 2, 5, 10, 20, 50, 100)
INK, SILENT = "#1b1f24", "#e4e7eb"
FILLS: dict[Tone, tuple[str, str]] = {
    "good": ("#2f7d4f", ""),
    "partial": ("#c79a1b", "M0 6L6 0"),
    "bad": ("#b3453c", "M0 0L6 6M0 6L6 0"),
    "none": ("#7d8794", "M3 0V6"),
}
"""By tone: the colour, and the strokes of a pattern that tells it without colour."""
MORE = ("", "M0 3H6", "M2 2H4V4H2Z", "M0 1H6M0 5H6")
"""Strokes on top, which tell the second part of a tone from the first, and so on."""


class BarPart(NamedTuple):
    """A part of every bar: its name, its colour, the strokes on it, and its counts."""

    name: str
    colour: str
    strokes: str
    counts: Sequence[int]


def bar_parts(chart: Chart) -> Sequence[BarPart]:
    """Return the parts of the bars in their order; the last one is silence."""
    found: list[BarPart] = []
    before: list[Tone] = []
    for name, tone, counts in chart.series:
        colour, strokes = FILLS[tone]
        more = MORE[before.count(tone) % len(MORE)]
        found.append(BarPart(cell(name), colour, strokes + more, counts))
        before.append(tone)
    return [*found, BarPart(cell(chart.silence), SILENT, "", chart.silent)]


def step(most: int) -> int:
    """Return how many members lie between two marks of an axis that ends at `most`."""
    return next((size for size in STEPS if size * 10 >= most), most)


def as_svg(chart: Chart) -> str:
    """Return the chart as a picture with a title and a description; texts in it are escaped."""
    return "\n".join(_Drawing(chart).lines())


def described(chart: Chart) -> str:
    """Return the counts of the chart in words."""
    said = []
    for n, category in enumerate(chart.categories):
        parts = [each for each in bar_parts(chart) if chart.told(each.counts[n]) is not None]
        counts = ", ".join(f"{part.counts[n]} {part.name}" for part in parts)
        said.append(f"{cell(category)}: {counts}, {reported_of(chart, n)}.")
    return " ".join(said) or translated(worded("Nothing was counted."))


def reported_of(chart: Chart, number: int) -> str:
    """Return in words how many of those who are bound by a commitment reported, or are shown to."""
    whole = chart.whole[number]
    if not whole:
        return translated(worded("no member is bound"))
    reported = chart.reported(number)
    if chart.public:
        shown = worded("reports shown: {reported} of {whole}", reported=reported, whole=whole)
        return translated(shown) if reported else chart.silence
    return translated(worded("{reported} of {whole} reported", reported=reported, whole=whole))


@dataclass(frozen=True)
class _Drawing:
    """One chart in the making."""

    chart: Chart

    def lines(self) -> Iterator[str]:
        chart, key = self.chart, self.chart.key
        rows, y = [], GAP
        for number in range(len(chart.categories)):
            drawn, y = self._row(number, y)
            rows.extend(drawn)
        ends = y + (2 * LINE if rows else 0) + 8
        height = ends + 22 * len(self.parts)
        yield (
            f'<svg viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
            f'xmlns="http://www.w3.org/2000/svg" role="img" '
            f'aria-labelledby="chart-{key} said-{key}" font-family="{FONTS}" font-size="12.5">'
        )
        yield f'<title id="chart-{key}">{escape(chart.caption)}</title>'
        yield f'<desc id="said-{key}">{escape(described(chart))}</desc>'
        yield "<defs>"
        yield from (self._pattern(n) for n, part in enumerate(self.parts) if part.strokes)
        yield "</defs>"
        if rows:
            yield from self._axis(y)
        yield from rows
        yield from self._legend(ends)
        yield "</svg>"

    @property
    def parts(self) -> Sequence[BarPart]:
        return bar_parts(self.chart)

    @property
    def most(self) -> int:
        return max([1, self.chart.most, *self.chart.whole])

    @cached_property
    def room(self) -> int:
        """How long the longest bar is: what the words beside bars and axis leave."""
        beside = [reported_of(self.chart, n) for n in range(len(self.chart.categories))]
        widest = max(len(said) for said in [*beside, self.counted])
        return max(LEAST, WIDTH - LEFT - BESIDE - -(-widest * LETTER // 100))

    @property
    def counted(self) -> str:
        """What the axis counts."""
        return translated(worded("Members"))

    def _row(self, number: int, y: int) -> tuple[list[str], int]:
        """Draw the label and the bar of a commitment; return them and where the next may begin."""
        label = wrap(cell(self.chart.categories[number]), LETTERS)
        kept = [
            *label[: LINES - 1],
            shorten(" ".join(label[LINES - 1 :]), LETTERS, placeholder="…"),
        ]
        drawn = [
            _text(LEFT * 100, y + LINE * line - 5, said)
            for line, said in enumerate(filter(None, kept), start=1)
        ]
        y += LINE * len(drawn)
        x = LEFT * 100
        for place, part in enumerate(self.parts):
            wide = self._wide(part.counts[number])
            if wide:
                drawn.extend(self._part(place, part, part.counts[number], (x, y)))
            x += wide
        drawn.append(_text(x + 600, y + 15, reported_of(self.chart, number)))
        return drawn, y + BAR + GAP

    def _wide(self, count: int) -> int:
        return count * self.room * 100 // self.most  # hundredths, so that no rounding differs

    def _part(self, place: int, part: BarPart, count: int, at: tuple[int, int]) -> Iterator[str]:
        x, y = at
        wide = self._wide(count)
        yield (
            f'<rect x="{_hundredths(x)}" y="{y}" width="{_hundredths(wide)}" height="{BAR}" '
            f'fill="{self._fill(place)}" stroke="{INK}" stroke-width="0.5"/>'
        )
        for said in (f"{count} {part.name}", str(count)):
            room = len(said) * LETTER + 400
            if room <= wide:
                yield (
                    f'<rect x="{_hundredths(x + (wide - room) // 2)}" y="{y + 3}" '
                    f'width="{_hundredths(room)}" height="{BAR - 6}" rx="3" fill="#ffffff"/>'
                )
                yield _text(x + wide // 2, y + 15, said, anchor="middle", colour=INK)
                return

    def _axis(self, y: int) -> Iterator[str]:
        """Draw marks of whole members below the bars."""
        yield f'<path d="M{LEFT} {y}H{LEFT + self.room}" stroke="currentColor" stroke-width="0.6"/>'
        for count in range(0, self.most + 1, step(self.most)):
            x = LEFT * 100 + self._wide(count)
            yield (
                f'<path d="M{_hundredths(x)} {y}V{y + 4}" stroke="currentColor" '
                f'stroke-width="0.6"/>'
            )
            yield _text(x, y + LINE, str(count), anchor="middle")
        yield _text((LEFT + self.room + BESIDE) * 100, y + LINE, self.counted)

    def _legend(self, y: int) -> Iterator[str]:
        for number, part in enumerate(self.parts):
            line = y + 22 * number
            yield (
                f'<rect x="{LEFT}" y="{line}" width="14" height="14" '
                f'fill="{self._fill(number)}" stroke="{INK}" stroke-width="0.5"/>'
            )
            yield _text((LEFT + 22) * 100, line + 12, part.name)

    def _fill(self, number: int) -> str:
        """Return how a part is filled; a plain one has no pattern, whose seams could be seen."""
        part = self.parts[number]
        return f"url(#fill-{self.chart.key}-{number})" if part.strokes else part.colour

    def _pattern(self, number: int) -> str:
        _, colour, strokes, _ = self.parts[number]
        return (
            f'<pattern id="fill-{self.chart.key}-{number}" width="6" height="6" '
            f'patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="{colour}"/>'
            f'<path d="{strokes}" stroke="#ffffff" stroke-width="1.4" fill="none"/></pattern>'
        )


def _text(x: int, y: int, said: str, *, anchor: str = "start", colour: str = "currentColor") -> str:
    """Return a text; `x` is in hundredths of a point."""
    return (
        f'<text x="{_hundredths(x)}" y="{y}" text-anchor="{anchor}" fill="{colour}">'
        f"{escape(said)}</text>"
    )


def _hundredths(value: int) -> str:
    whole, rest = divmod(value, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".")
