"""Every form in which a report can be written, each loaded only when it is asked for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any

from application.reports.document import Markdown, Report, walk
from application.reports.paper.paper import on_paper
from domain.errors import Unavailable
from infrastructure.files.extras import INSTALLING
from infrastructure.files.store_path import file_in
from infrastructure.language import ENGLISH, Spoken, speaking
from infrastructure.render.letterhead import CheckedLetterhead
from infrastructure.translation import report_translated

SHIPPED = Path(__file__).parent / "templates"
DAYS = "infrastructure.render.days"
TEMPLATES = ("report.html", "report.css", "report.typ")
"""The templates that there are: of pages, of their style, and of PDF files."""
WORD = "report.docx"
"""The document whose looks Word documents take, where a secretariat has one."""
FONTS = "fonts"
"""The folder within the folder of templates from which PDF files take letters."""
OWN = (*TEMPLATES, WORD)
"""What a secretariat can have in its folder of templates, beside fonts and pictures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form: where its function is, how its files' names end, and whether it is no text.

    `data` says that it is for programs: it has codes, keys and parts without content.
    `needs` is the package that it cannot be made without, and the extra that brings it. `own` are
    the files in a folder of templates that it is made with.
    """

    function: str
    endings: tuple[str, ...]
    binary: bool = False
    data: bool = False
    needs: tuple[str, str] | None = None
    own: tuple[str, ...] = ()


FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "text": Form(function="plain:as_text", endings=(".txt",)),
        "markdown": Form(function="markdown:as_markdown", endings=(".md", ".markdown")),
        "html": Form(function="page:as_html", endings=(".html", ".htm"), own=TEMPLATES[:2]),
        "json": Form(function="data:as_json", endings=(".json",), data=True),
        "csv": Form(function="data:as_csv", endings=(".csv",), data=True),
        "xlsx": Form(function="office.workbook:as_xlsx", endings=(".xlsx",), binary=True),
        "docx": Form(
            function="office.word:as_docx",
            endings=(".docx",),
            binary=True,
            needs=("docx", "word"),
            own=(WORD,),
        ),
        "pdf": Form(
            function="pdf:as_pdf",
            endings=(".pdf",),
            binary=True,
            needs=("typst", "pdf"),
            own=TEMPLATES[2:],
        ),
    }
)
"""By name, in the order in which they are offered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportStyle:
    """How reports look here: `templates` is a folder whose files replace those that are shipped.

    `authority` is who issues them. `checkpoint`, a signed note, is printed at the end of all forms
    that people read, line for line, so that it can be copied. `language` is that of these forms.
    `leading_out` says of a link among the templates that it leads out of their folder.
    `width` is how many letters a line of text has on a screen, None where it is for none.
    """

    templates: Path | None = None
    authority: str | None = None
    checkpoint: str | None = None
    language: str = ENGLISH
    width: int | None = None
    letterhead: CheckedLetterhead = field(default_factory=CheckedLetterhead)
    leading_out: str | None = None


def template(name: str, style: ReportStyle) -> Path:
    """Return the file that is used for one of `TEMPLATES`.

    Raises:
        Unavailable: what is in its place is no file.
    """
    own = style.templates and file_in(style.templates, name)
    return own or SHIPPED / name


def form_of(file: Path) -> str | None:
    """Return the form that a file's name says by its ending, None if it says none."""
    ending = file.suffix.lower()
    return next((name for name, form in FORMS.items() if ending in form.endings), None)


def render(report: Report, form: str, style: ReportStyle | None = None) -> bytes:
    """Return the report in one of `FORMS`; equal reports give equal bytes.

    Raises:
        Malformed: a template of the secretariat's own has a mistake, or a text is too long.
        Unavailable: the form needs a part that is not installed, or a template could take what is
            outside of its folder into a report.
    """
    style = style or ReportStyle()
    _must_stay_inside(style, FORMS[form].own)
    write: Callable[[Report, ReportStyle], bytes] = _loaded(form)
    if FORMS[form].data:
        with speaking(Spoken(ENGLISH)):
            return write(report, style)
    _must_be_short(report)
    report = on_paper(report, grouped=form != "xlsx")
    with speaking(Spoken(style.language, report.names_by_language.get(style.language, {}))):
        return write(_with_days(report_translated(report)), style)


def _must_stay_inside(style: ReportStyle, own: Sequence[str]) -> None:
    """Refuse a form that is made with templates of one's own, where a link leads out of them."""
    used = [name for name in own if style.templates and file_in(style.templates, name)]
    if used and style.leading_out:
        raise Unavailable(
            "{why}, so that a report could contain what is there. Put the file itself there.",
            why=style.leading_out,
        )


def _must_be_short(report: Report) -> None:
    """Refuse texts in Markdown of which documents would take minutes."""
    texts = [
        b.text for each in walk(report.sections) for b in each.blocks if isinstance(b, Markdown)
    ]
    if texts:
        from infrastructure.render.prose import must_be_short  # noqa: PLC0415  # few have such texts

        for text in texts:
            must_be_short(text)


def _with_days(report: Report) -> Report:
    """Return the report with the days of its titles in words."""
    written: Callable[[Report], Report] = import_module(DAYS).titles_in_words
    return written(report)


def _loaded(form: str) -> Callable[..., Any]:
    module, _, function = FORMS[form].function.partition(":")
    try:
        found: Callable[..., Any] = getattr(
            import_module(f"infrastructure.render.{module}"), function
        )
    except ModuleNotFoundError as error:
        package, extra = FORMS[form].needs or ("", "")
        if (error.name or "").partition(".")[0] != package:
            raise
        raise Unavailable(
            "Reports as {form} need a part that is not installed. {remedy}",
            form=form.upper(),
            remedy=INSTALLING[extra],
        ) from error
    return found
