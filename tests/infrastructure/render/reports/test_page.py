"""The HTML page: no text in it is markup, nothing comes from outside, templates can be replaced."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from application.questions.asking.answer import Column, Row
from application.reports.document import Section, Table
from domain.errors import Malformed
from infrastructure.render.forms import ReportStyle, render
from tests.infrastructure.made_here import made_here
from tests.infrastructure.render.reports.odd import ODD, odd

PAGE = render(odd(), "html").decode()


class Reader(HTMLParser):
    """Collects the tags with their attributes, and the text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


READ = Reader(PAGE)


class TestPage:
    def test_shows_every_text_as_it_is(self) -> None:
        """A name is never markup, and never a template."""
        assert not READ.all("script")
        assert not READ.all("b")
        for text in ODD:
            said = text if text != "no_evidence_available" else "no evidence available"
            assert " ".join(said.split()) in " ".join(READ.text.split())

    def test_needs_nothing_from_outside(self) -> None:
        """It is sent by mail and kept for years; nobody may see who opens it."""
        assert not [name for name, _ in READ.tags if name in {"link", "script", "img", "iframe"}]
        assert "url(" not in re.sub(r"url\(#", "", PAGE)
        assert "http" not in PAGE.replace("http://www.w3.org/2000/svg", "")
        assert "@import" not in PAGE

    def test_heads_are_in_order(self) -> None:
        """Screen readers walk from heading to heading."""
        levels = [int(name[1]) for name, _ in READ.tags if re.fullmatch("h[1-6]", name)]

        assert levels == [1, 2, 3, 2, 3, 4, 2, 2]
        assert READ.all("html") == [{"lang": "en"}]
        ids = [attributes["id"] for _, attributes in READ.tags if "id" in attributes]
        assert len(ids) == len(set(ids))

    def test_has_no_contents_for_one_section(self) -> None:
        """A list of one thing leads nowhere."""
        whole = odd(())
        short = type(whole)(
            **{name: getattr(whole, name) for name in whole.__dataclass_fields__}
            | {"sections": whole.sections[:1], "scales": ()}
        )

        page = render(short, "html").decode()

        assert "<nav" not in page
        assert "banner" not in page.split("</style>")[1]

    def test_sets_dates_apart(self) -> None:
        """In a line of Arabic a date would be turned around."""
        on = '<bdi><time datetime="2026-06-30">30 June 2026</time></bdi>'
        recorded = '<bdi><time datetime="2026-07-01">1 July 2026</time></bdi>'
        days = f"{on}, as recorded on {recorded} (entry 42)"
        assert f"Position on {days}. For members." in PAGE


class TestTemplates:
    def test_can_be_replaced_one_by_one(self, tmp_path: Path) -> None:
        """A secretariat has its own letterhead."""
        (tmp_path / "report.css").write_text("h1 { color: teal; }", encoding="utf-8")

        page = render(odd(), "html", ReportStyle(templates=tmp_path)).decode()

        assert "h1 { color: teal; }" in page
        assert "--paper" not in page
        assert "<h1" in page

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("{% if report %}", r"mistake: Unexpected end of template\. .* closed is 'if'\.$"),
            ("one\n{% if %}", r"Line 2 of the template report\.html has a mistake: Expected"),
            ("a\nb\n{{ report.nothing }}", r"Line 3 of the template report\.html .*nothing"),
            ("{{ report.name | wrong }}", r"Line 1 .* No filter named 'wrong'\."),
            ("{{ ''.__class__.__mro__ }}", r"Line 1 .* unsafe"),
            ("{% include 'none.html' %}", r"Line 1 .* there is no none\.html that it could"),
        ],
    )
    def test_tells_a_mistake_in_one_sentence(
        self, text: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Who writes a template is no programmer of ours."""
        monkeypatch.setattr("infrastructure.render.page.made_apart", made_here)
        (tmp_path / "report.html").write_text(text, encoding="utf-8")

        with pytest.raises(Malformed, match=sentence):
            render(odd(), "html", ReportStyle(templates=tmp_path))


def test_a_day_or_a_reference_is_not_broken() -> None:
    """Half a date at the end of a line is read as another date, and half a reference as a word."""
    rows: list[Row] = [{"on": "2026-01-20", "of": "2026-06 or so", "by": "p-clerk-1"}]
    columns = [Column("on", "On"), Column("of", "Of"), Column("on", "Again"), Column("by", "By")]
    table = Table(key="days", caption="Days", columns=columns, rows=rows)
    report = replace(odd(), sections=[Section(key="days", title="Days", blocks=[table])])

    read = Reader(render(report, "html").decode())

    assert [each.get("class") for each in read.all("th")[4:]] == ["day"]
    assert [each.get("class") for each in read.all("td")] == [None, "day", "whole"]
