"""Charts as they are drawn: as wide as all who are bound, with silence, in whole members."""

import re
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as Writing

from application.reports.document import Chart, Section, Tone
from infrastructure.language import Spoken, speaking
from infrastructure.render.charts import SILENT, as_svg, described, step
from infrastructure.render.forms import render
from tests.infrastructure.render.reports.odd import CHART, NO_CHART, odd

SVG = "{http://www.w3.org/2000/svg}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def drawn(chart: Chart) -> ET.Element:
    return ET.fromstring(as_svg(chart))  # noqa: S314  # our own


def bars(chart: Chart) -> list[tuple[float, str, float]]:
    """Return of each part of a bar how far down it is, its fill, and its width."""
    return [
        (float(each.get("y", "")), each.get("fill", ""), float(each.get("width", "")))
        for each in drawn(chart).iter(f"{SVG}rect")
        if each.get("height") == "22"
    ]


def texts(chart: Chart) -> list[str]:
    return [each.text or "" for each in drawn(chart).iter(f"{SVG}text")]


class TestPicture:
    def test_is_well_formed_and_says_its_data(self) -> None:
        """A picture without words says nothing to many people."""
        made = drawn(CHART)

        assert made.get("role") == "img"
        assert [each.text for each in made[:2]] == [CHART.caption, described(CHART)]
        assert (
            "MISSION-1: 3 complete, 2 limited, 1 regressed, 3 no report, 6 of 9 reported."
            in described(CHART)
        )

    def test_a_bar_is_as_wide_as_all_who_are_bound(self) -> None:
        """One report of eighteen members must not look like a full bar."""
        widths: dict[float, float] = {}
        for y, _, wide in bars(CHART):
            widths[y] = widths.get(y, 0) + wide

        most = max(widths.values())
        assert [round(wide / most * 9, 2) for wide in widths.values()] == [9, 5]

    def test_a_band_stands_for_silence(self) -> None:
        """Who reported nothing is grey and named, and no part of the scale."""
        first = min(y for y, _, _ in bars(CHART))
        most = sum(wide for y, _, wide in bars(CHART) if y == first)
        silent = [round(wide / most * 9) for _, fill, wide in bars(CHART) if fill == SILENT]

        assert silent == [3, 4]
        assert texts(CHART)[-1] == "no report"

    def test_names_every_commitment_and_how_many_reported(self) -> None:
        """A commitment that nobody reported on is the news."""
        said = texts(CHART)

        assert [each for each in said if each in CHART.categories] == list(CHART.categories)
        assert [each for each in said if "reported" in each or "bound" in each] == [
            *("6 of 9 reported", "1 of 5 reported"),
            "no member is bound",
        ]

    def test_a_long_wording_is_cut_after_two_lines(self) -> None:
        """It stands whole in the table beside the chart."""
        long = replace(CHART, categories=["word " * 40, "One", "Two"])

        lines = [each for each in texts(long) if each.startswith("word")]

        assert len(lines) == 2
        assert lines[1].endswith("…")

    def test_marks_whole_members(self) -> None:
        """There is no member and a fifth."""
        marks = [each for each in texts(CHART) if each.isdecimal()]

        assert marks[:10] == [str(number) for number in range(10)]
        assert "Members" in texts(CHART)

    @pytest.mark.parametrize(
        ("most", "size"), [(1, 1), (10, 1), (11, 2), (23, 5), (193, 20), (5000, 5000)]
    )
    def test_an_axis_has_few_marks(self, most: int, size: int) -> None:
        """Numbers that overlap are read wrongly."""
        assert step(most) == size

    def test_tells_parts_of_one_tone_apart(self) -> None:
        """Two steps of a scale may both be good, and are still two steps."""
        tones: tuple[Tone, ...] = ("good", "good", "bad", "good", "bad", "partial", "none", "good")
        series = [(f"step_{n}", tone, [1]) for n, tone in enumerate(tones)]
        made = as_svg(replace(CHART, categories=["P-1"], whole=[9], series=series))

        patterns = re.findall(r'<pattern id="[^"]+" (.*?)</pattern>', made)

        assert len(set(patterns)) == len(tones) - 1  # the first good one is plain

    def test_may_be_empty(self) -> None:
        """A body may have no commitments yet."""
        assert bars(NO_CHART) == []
        assert described(NO_CHART) == "Nothing was counted."


@pytest.fixture(scope="module")
def made() -> ET.Element:
    """Return the chart of a workbook."""
    section = Section(key="all", title="All", blocks=[CHART])
    with ZipFile(BytesIO(render(replace(odd(), sections=[section]), "xlsx"))) as file:
        return ET.fromstring(file.read("xl/charts/chart1.xml"))  # noqa: S314  # our own


class TestWorkbook:
    def test_the_axis_is_of_whole_members_up_to_all_who_are_bound(self, made: ET.Element) -> None:
        """The program that opens it must not choose 0.2 members, or a shorter axis."""
        (axis,) = made.iter(f"{DRAWING}valAx")
        found = {each.tag.removeprefix(DRAWING): each.get("val") for each in axis.iter()}

        assert (found["min"], found["max"], found["majorUnit"]) == ("0", "9", "1")
        assert [each.get("formatCode") for each in axis.iter(f"{DRAWING}numFmt")] == ["0"]

    def test_has_every_commitment_and_a_band_for_silence(self, made: ET.Element) -> None:
        """It shows what the picture shows."""
        series = list(made.iter(f"{DRAWING}ser"))
        names = [each.findtext(f"{DRAWING}tx//{DRAWING}v") for each in series]
        counts = [
            [point.findtext(f"{DRAWING}v") for point in each.findall(f"{DRAWING}val//{DRAWING}pt")]
            for each in series
        ]

        assert names == ["complete", "limited", "regressed", "no report"]
        assert counts[-1] == ["3", "4", "0"]
        assert [sum(int(each[0] or 0) for each in counts)] == [9]


class TestDocument:
    @pytest.fixture
    def document(self) -> Writing:
        sections = [Section(key="all", title="All", blocks=[CHART])]
        return Document(BytesIO(render(replace(odd(), sections=sections), "docx")))

    def test_bars_are_cells_as_wide_as_counts(self, document: Writing) -> None:
        """Who goes on writing in Word sees what the picture shows."""
        *bars, _ = document.tables
        widths = [[cell.width or 0 for cell in bar.rows[0].cells] for bar in bars]
        (one, *_), _ = widths

        assert [[round(wide * 3 / one) for wide in each] for each in widths] == [
            [3, 2, 1, 3],
            [1, 4],
        ]
        assert [cell.text for cell in bars[1].rows[0].cells] == ["", ""]  # patterns hide nothing
        assert [cell.text for cell in bars[1].rows[1].cells] == ["1", "4 no report"]

    def test_names_every_commitment_and_every_part_once(self, document: Writing) -> None:
        """A narrow part has room for its number alone."""
        said = [line.text for line in document.paragraphs]

        assert said.count(CHART.caption) == 1
        assert "MISSION-1 (6 of 9 reported)" in said
        assert "Nothing <yet> (no member is bound)" in said
        assert "The parts of a bar, from the left: complete, limited, regressed, no report." in said


def test_words_beside_bars_are_inside_the_picture() -> None:
    """A sentence that is cut at the edge says something else; French needs more room."""
    with speaking(Spoken("fr")):
        (bar, *_), made = bars(CHART), drawn(CHART)
        said = next(t for t in made.iter(f"{SVG}text") if "ont remis" in (t.text or ""))

    assert float(said.get("x", "")) + len(said.text or "") * 6.5 <= float(made.get("width", ""))
    assert bar[2] > 0


def test_a_narrow_part_has_no_number() -> None:
    """One of two hundred has no room for it; the table beside it has."""
    narrow = replace(CHART, categories=["One"], whole=[200], series=[("complete", "good", [1])])

    assert "1" not in texts(narrow)
    assert "199 no report" in texts(narrow)
