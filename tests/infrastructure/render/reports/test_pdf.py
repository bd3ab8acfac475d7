"""The PDF: which letters it can show, and what is said of a template with a mistake."""

import re
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PageObject, PdfReader

from application.questions.asking.answer import Column, Row
from application.reports.document import Block, Chart, Paragraph, Section, Table
from domain.errors import Malformed, Unavailable
from infrastructure.render.charts import as_svg
from infrastructure.render.forms import ReportStyle, render
from infrastructure.render.pdf import ASIDE, BARS, UPRIGHT
from tests.application.reports.paper.given_paper import AT
from tests.infrastructure.made_here import made_here
from tests.infrastructure.render.reports.odd import odd


def test_refuses_letters_that_it_cannot_show() -> None:
    """A name with boxes for letters is no name."""
    han = "\N{CJK UNIFIED IDEOGRAPH-4E2D}"
    said = [Section(key="said", title="Said", blocks=[Paragraph(f"Name: {han}")])]
    report = replace(odd(), sections=said)

    with pytest.raises(Unavailable, match=f"cannot show .*{han}.*: no font has it"):
        render(report, "pdf")


def test_tells_the_line_of_a_mistake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who writes a template is no programmer of ours."""
    monkeypatch.setattr("infrastructure.render.pdf.made_apart", made_here)
    (tmp_path / "report.typ").write_text("= Title\n#nothing\n", encoding="utf-8")

    with pytest.raises(
        Malformed, match=r"Line 2 of the template report\.typ has a mistake: unknown"
    ):
        render(odd(), "pdf", ReportStyle(templates=tmp_path))


def test_tells_of_a_mistake_in_no_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some mistakes are of the whole."""
    monkeypatch.setattr("infrastructure.render.pdf.made_apart", made_here)
    (tmp_path / "report.typ").write_text("Text without a title.\n", encoding="utf-8")

    with pytest.raises(Malformed, match=r"^The template report\.typ has a mistake: PDF/UA-1"):
        render(odd(), "pdf", ReportStyle(templates=tmp_path))


def test_can_be_made_of_an_empty_register() -> None:
    """Then there is no moment at which anything was recorded."""
    report = replace(odd(()), as_of=replace(AT, recorded_at=None))

    assert render(report, "pdf").startswith(b"%PDF")


@pytest.mark.slow
def test_has_a_long_title_whole_on_its_first_page_alone() -> None:
    """At the head of the others it would grow over the edge of the paper."""
    title = f"Changements\N{NO-BREAK SPACE}: {'A very long treaty ' * 8}"

    first, second, *_ = PdfReader(BytesIO(render(replace(odd(), title=title), "pdf"))).pages

    assert first.extract_text().count("treaty") == 8
    assert second.extract_text().count("treaty") < 3
    assert "…" in second.extract_text()
    assert "Changements\N{NO-BREAK SPACE}:" in second.extract_text()


@pytest.mark.slow
def test_a_table_that_is_not_high_stays_on_one_page() -> None:
    """One row below a head, and the others on the next page, are not read as one table."""
    columns = [Column("row", "Row")]
    tables = [
        Table(f"t{n}", f"Table {n}", columns, [{"row": f"row-{n}-{row}"} for row in "abcde"])
        for n in range(10, 25)
    ]
    report = replace(odd(), sections=[Section("all", "All", tables)])

    pages = [page.extract_text() for page in PdfReader(BytesIO(render(report, "pdf"))).pages]

    counts = {text.count(f"row-{n}-") for n in range(10, 25) for text in pages}
    assert len(pages) > 2
    assert counts == {0, 5}


@pytest.mark.parametrize(
    ("words", "between"), [(90, " "), (1200, " "), (78, "\n- "), (78, "  \n"), (78, "\n\n")]
)
def test_a_long_cell_goes_on_on_the_next_page(words: int, between: str) -> None:
    """Beside a short one it ran over the edge of the paper, and its end was nowhere."""
    columns = [Column("name", "Name"), Column("narrative", "What was done"), Column("on", "Day")]
    said = "- " * (between == "\n- ") + between.join(f"w{n}x" for n in range(words))
    rows = [{"name": "Atlantis", "narrative": said, "on": "2026"} for _ in range(3)]
    report = replace(odd(), sections=[Section("all", "All", [Table("t", "Table", columns, rows)])])

    pages = PdfReader(BytesIO(render(report, "pdf"))).pages

    told = "".join(page.extract_text() for page in pages).replace("\n", " ")
    assert [told.count(f"w{n}x") for n in (0, words // 2, words - 1)] == [3, 3, 3]
    assert min(lowest(page) for page in pages) > 50  # points: the foot is below


def lowest(page: PageObject) -> float:
    """Return how high above the edge of the paper the lowest word of a table stands, in points."""
    found = [800.0]

    def look(text: str, around: Sequence[float], at: Sequence[float], *_: object) -> None:
        if "x" in text and "w" in text:
            found.append(at[4] * around[1] + at[5] * around[3] + around[5])

    page.extract_text(visitor_text=look)
    return min(found)


def said_on(path: Path, content: bytes) -> str:
    """Return what a PDF says on its pages, on one line; what is off the paper is left out."""
    path.write_bytes(content)
    told = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout
    return " ".join(told.decode().split())


@pytest.mark.parametrize("series", [5, 12, 15])
@pytest.mark.parametrize("page", ["upright", "aside"])
def test_a_chart_of_any_size_fits_on_its_page(tmp_path: Path, series: int, page: str) -> None:
    """On a page that lies on its side bars and parts of the key were off the paper."""
    chart = Chart(
        key="c",
        caption="Chart",
        categories=[f"{n}: we answer those who ask, and tell all others, too" for n in range(9)],
        whole=[20] * 9,
        silence="silent",
        series=[(f"v{n}", "good", [1] * 9) for n in range(series)],
    )
    columns = [Column(f"c{n}", f"Column number {n}") for n in range(14)]
    rows: list[Row] = [{column.key: "something long " * 4 for column in columns}] * 4
    wide: Block = Table("t", "Wide", columns, rows)
    blocks: list[Block] = [chart] if page == "upright" else [wide, chart, wide]
    report = replace(odd(), sections=[Section("all", "All", blocks)])

    said = said_on(tmp_path / "chart.pdf", render(report, "pdf")).split()

    pictures = len(chart.in_parts(BARS[UPRIGHT if page == "upright" else ASIDE]))
    for words in ("silent", *(f"v{n}" for n in range(series))):
        assert said.count(words) >= pictures + 1, words  # in each key, and above the table
    assert [said.count(f"{n}:") for n in range(9)] == [2] * 9


def test_the_parts_of_a_divided_chart_have_one_axis() -> None:
    """Bars of three members were as long as those of twenty."""
    chart = Chart(
        key="c",
        caption="Chart",
        categories=[str(n) for n in range(12)],
        whole=[20] * 9 + [3] * 3,
        silence="no report",
        series=[],
    )

    pictures = [as_svg(each) for each in chart.in_parts(9)]

    marks = [max(map(int, re.findall(r">(\d+)</text>", each))) for each in pictures]
    assert marks == [20, 20]


def test_a_chart_of_many_commitments_is_divided(tmp_path: Path) -> None:
    """Half of the bars, and the key of the colours, lay outside of the page."""
    many = 45
    names = [f"{n}. We answer those who ask, and tell all others {n}" for n in range(many)]
    chart = Chart(
        key="c",
        caption="Chart",
        categories=names,
        whole=[8] * many,
        silence="no report",
        series=[("limited", "partial", [1] * many)],
    )

    parts = chart.in_parts(BARS[UPRIGHT])
    report = replace(odd(), sections=[Section("all", "All", [chart])])
    said = said_on(tmp_path / "chart.pdf", render(report, "pdf"))

    assert [name for part in parts for name in part.categories] == names
    assert sum(sum(counts) for part in parts for _, _, counts in part.series) == many
    assert chart.in_parts(many) == [chart]
    assert len(replace(chart, categories=[], whole=[], series=[]).in_parts(BARS[UPRIGHT])) == 1
    assert said.count("tell all others") == 2 * many  # beside bars and in the table
    assert said.count("Members") >= len(parts)
