"""Every form in which a report can be written, each loaded only when it is asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from application.reports.document import Report
from domain.errors import Unavailable
from infrastructure.files.extras import INSTALLING

SHIPPED = Path(__file__).parent / "templates"
TEMPLATES = ("report.html", "report.css", "report.typ")
"""The templates that there are: of pages, of their style, and of PDF files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form: where its function is, how its files' names end, and whether it is no text.

    `needs` is the package that it cannot be made without, and the extra that brings it.
    """

    function: str
    endings: tuple[str, ...]
    binary: bool = False
    needs: tuple[str, str] | None = None


FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "text": Form(function="plain:as_text", endings=(".txt",)),
        "markdown": Form(function="markdown:as_markdown", endings=(".md", ".markdown")),
        "html": Form(function="page:as_html", endings=(".html", ".htm")),
        "json": Form(function="data:as_json", endings=(".json",)),
        "csv": Form(function="data:as_csv", endings=(".csv",)),
        "xlsx": Form(function="workbook:as_xlsx", endings=(".xlsx",), binary=True),
        "docx": Form(
            function="word:as_docx", endings=(".docx",), binary=True, needs=("docx", "word")
        ),
        "pdf": Form(function="pdf:as_pdf", endings=(".pdf",), binary=True, needs=("typst", "pdf")),
    }
)
"""By name, in the order in which they are offered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportStyle:
    """How reports look here: `templates` is a folder whose files replace those that are shipped.

    `authority` is said at the end in place of "no authentic record". `checkpoint`, a signed note,
    is printed at the end of all forms that people read, line for line, so that it can be copied.
    """

    templates: Path | None = None
    authority: str | None = None
    checkpoint: str | None = None


def template(name: str, style: ReportStyle) -> Path:
    """Return the file that is used for one of `TEMPLATES`."""
    own = style.templates / name if style.templates else None
    return own if own and own.is_file() else SHIPPED / name


def form_of(file: Path) -> str | None:
    """Return the form that a file's name says by its ending, None if it says none."""
    ending = file.suffix.lower()
    return next((name for name, form in FORMS.items() if ending in form.endings), None)


def render(report: Report, form: str, style: ReportStyle | None = None) -> bytes:
    """Return the report in one of `FORMS`; equal reports give equal bytes.

    Raises:
        Malformed: a template of the secretariat's own has a mistake.
        Unavailable: the form needs a part that is not installed.
    """
    return _loaded(form)(report, style or ReportStyle())


def _loaded(form: str) -> Callable[[Report, ReportStyle], bytes]:
    module, _, name = FORMS[form].function.partition(":")
    try:
        write: Callable[[Report, ReportStyle], bytes] = getattr(
            import_module(f"infrastructure.render.{module}"), name
        )
    except ModuleNotFoundError as error:
        package, extra = FORMS[form].needs or ("", "")
        if error.name != package:
            raise
        raise Unavailable(
            "Reports as {form} need a part that is not installed. {remedy}",
            form=form.upper(),
            remedy=INSTALLING[extra],
        ) from error
    return write
