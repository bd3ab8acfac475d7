"""What the bytes of a report depend on is named, so that other bytes can be explained."""

from importlib.metadata import version
from pathlib import Path

import pytest

from domain.errors import Unavailable
from infrastructure.render import provenance
from infrastructure.render.forms import FORMS, TEMPLATES, ReportStyle
from infrastructure.render.provenance import DEPENDENCIES, differing, templates, versions


def test_every_form_says_what_it_rests_on() -> None:
    """A form that says nothing would be called different for the fault of a library."""
    assert set(DEPENDENCIES) == set(FORMS)
    assert {name for each in DEPENDENCIES.values() for name in each.templates} == set(TEMPLATES)


def test_names_the_versions_of_what_was_used_and_no_others() -> None:
    """Whoever wants the same bytes in ten years has to install just these."""
    told = versions(["text", "docx"])

    assert list(told) == ["depositary", "lxml", "markdown-it-py", "python", "python-docx", "zlib"]
    assert told["lxml"] == version("lxml")


def test_leaves_out_what_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The parts for PDF and Word are extras."""
    rests = {**DEPENDENCIES, "pdf": provenance.FormDependencies(("no-such-package",))}
    monkeypatch.setattr(provenance, "DEPENDENCIES", rests)

    assert list(versions(["pdf"])) == ["depositary", "python"]


def test_hashes_the_templates_and_what_they_may_take_in(tmp_path: Path) -> None:
    """An emblem in the secretariat's folder changes a page as much as the template does."""
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "one.ttf").write_bytes(b"letters")
    (tmp_path / "report.css").write_text("h1 {}", encoding="utf-8")

    told = templates(["html"], ReportStyle(templates=tmp_path))

    assert list(told) == ["fonts/one.ttf", "report.css", "report.html"]
    assert told["report.css"] != templates(["html"], ReportStyle())["report.css"]
    assert templates(["csv", "xlsx"], ReportStyle(templates=tmp_path)) == {}


def test_hashes_nothing_else_of_the_folder(tmp_path: Path) -> None:
    """It may be the register's own folder: what is no part of a page is no template."""
    for name in ("register.db", "secret.docx", "emblem.svg", "fonts/read.me", "fonts/one.TTF"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"?")
    style = ReportStyle(templates=tmp_path)

    assert list(templates(["html"], style)) == ["report.css", "report.html"]
    assert list(templates(["pdf"], style)) == ["fonts/one.TTF", "report.typ"]

    (tmp_path / "report.typ").write_text("= Ours", encoding="utf-8")
    assert list(templates(["pdf"], style)) == ["emblem.svg", "fonts/one.TTF", "report.typ"]


def test_says_when_a_template_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence with the file."""
    monkeypatch.setattr(provenance, "template", lambda name, _: tmp_path / name)

    with pytest.raises(Unavailable, match=r"report\.css cannot be read: No such file"):
        templates(["html"], ReportStyle())


class TestDiffering:
    def test_nothing_differs_here_and_now(self) -> None:
        """Then other bytes have no excuse."""
        for form in FORMS:
            assert (
                differing(form, versions([form]), templates([form], ReportStyle()), ReportStyle())
                == []
            )

    def test_of_all_forms_at_once_each_looks_at_its_own(self) -> None:
        """A manifest names what all its forms used, and a page needs no template of the PDF's."""
        made, made_from = versions(FORMS), templates(FORMS, ReportStyle())

        assert [differing(form, made, made_from, ReportStyle()) for form in FORMS] == [[]] * len(
            FORMS
        )

    def test_names_the_library_that_is_another(self) -> None:
        """It says which one to install."""
        made = {**versions(["xlsx"]), "xlsxwriter": "1.0"}
        del made["zlib"]

        here = version("xlsxwriter")
        told = differing("xlsx", made, {}, ReportStyle())

        assert told[0] == f"xlsxwriter 1.0, here {here}"
        assert told[1].startswith("zlib unknown, here ")

    def test_names_the_template_that_is_another(self, tmp_path: Path) -> None:
        """One that is gone, one that was changed and one that is new all count."""
        (tmp_path / "emblem.svg").write_text("<svg/>", encoding="utf-8")
        (tmp_path / "report.css").write_text("h1 {}", encoding="utf-8")
        made = {"report.html": "0" * 64, "old.svg": "0" * 64, "report.typ": "0" * 64}

        told = differing("html", versions(["html"]), made, ReportStyle(templates=tmp_path))

        assert told == [
            "another template emblem.svg",
            "another template old.svg",
            "another template report.css",
            "another template report.html",
        ]

    def test_fonts_of_another_form_are_no_matter(self, tmp_path: Path) -> None:
        """A page is not made otherwise because the PDF has new letters."""
        (tmp_path / "fonts").mkdir()
        (tmp_path / "fonts" / "one.ttf").write_bytes(b"letters")
        style = ReportStyle(templates=tmp_path)
        made, made_from = versions(["html"]), templates(["html"], style)

        assert differing("html", made, made_from, style) == []
        assert differing("pdf", versions(["pdf"]), made_from, style) == [
            "another template fonts/one.ttf",
            "another template report.typ",
        ]

    def test_a_form_without_templates_has_none_that_differ(self) -> None:
        """The manifest names those of the other forms, too."""
        assert differing("csv", versions(["csv"]), {"old.svg": "0" * 64}, ReportStyle()) == []
