"""A report as one self-contained HTML page, made from two templates."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from jinja2.exceptions import TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from application.checkpoint_words import CHECKPOINT
from application.questions.asking.answer import Json
from application.reports.document import Block, Report, Table
from domain.errors import Malformed
from domain.values import ImpreciseDate
from domain.words import Words, worded
from infrastructure.files.reading import AT_ONCE, read_bounded
from infrastructure.language import Spoken, date_in_words, speaking, speech, spoken_now, translated
from infrastructure.render.apart import made_apart
from infrastructure.render.cells import OF, cell, found, is_number, is_of_numbers, parts, position
from infrastructure.render.charts import as_svg
from infrastructure.render.days import cell_in_words, in_words
from infrastructure.render.forms import SHIPPED, ReportStyle, template
from infrastructure.render.heading import ABOUT, CONTENTS, foot, has_cover, head
from infrastructure.render.prose import cell_passages, read
from infrastructure.template_mistakes import MISTAKES, TOO_DEEP, mistake
from infrastructure.translation import chart_table

PAGE, STYLE = "report.html", "report.css"
_DAY = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
_REFERENCE = re.compile(r"(?=\S{1,20}$)\w+(?:-\w+)+")
"""Such as 2026-1 or p-clerk: within it no line ends."""
_STATEMENT = re.compile(r"\{[{%#]")
_LONG = 45  # letters, from which on a cell must not be squeezed


def as_html(report: Report, style: ReportStyle) -> bytes:
    """Return the report as a page in UTF-8.

    Raises:
        Malformed: a template that the secretariat put in its place has a mistake.
    """
    if template(PAGE, style).parent == SHIPPED and _does_nothing(template(STYLE, style)):
        return _page(report, style)
    return made_apart(PAGE, _page_of_ones_own, speech(), report, style)


def _does_nothing(css: Path) -> bool:
    """Say whether a style sheet is ours, or text without any statement of a template."""
    if css.parent == SHIPPED:
        return True
    try:
        text = read_bounded(css, AT_ONCE).decode()
    except (OSError, Malformed, UnicodeError):  # which is told where the page is made
        return False
    return not _STATEMENT.search(text)


def _page_of_ones_own(spoken: Spoken, report: Report, style: ReportStyle) -> bytes:
    try:
        with speaking(spoken):
            return _page(report, style)
    except TOO_DEEP as error:
        raise Malformed("The template {name} is nested too deep.", name=PAGE) from error
    except MISTAKES as error:
        raise Malformed(_told(error)) from error


def _page(report: Report, style: ReportStyle) -> bytes:
    environment = _environment(style)
    css = Markup(environment.get_template(STYLE).render())  # noqa: S704  # it is a style sheet
    page = environment.get_template(PAGE).render(
        report=report,
        head=head(report, style),
        cover=has_cover(report),
        foot=foot(report, style),
        letterhead=style.letterhead,
        running=running(*report.banners),
        position=running(in_words(position(report.as_of))),
        checkpoint=_kept(style.checkpoint or ""),
        css=css,
        **_words(),
    )
    return "".join(f"{line}\n" for line in page.splitlines() if line.strip()).encode()


def _environment(style: ReportStyle) -> Environment:
    """Return what reads templates: the secretariat's own before those that are shipped."""
    folders = [*([style.templates] if style.templates else []), SHIPPED]
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=True,
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        keep_trailing_newline=True,
    )
    environment.filters.update(
        cell=cell,
        found=found,
        in_words=in_words,
        cell_in_words=cell_in_words,
        parts=lambda text: parts(in_words(text)),
        kind=kind,
        prose=read,
        lines=lines,
        cell_passages=cell_passages,
        marks=marks,
        is_of_numbers=is_of_numbers,
        dated=dated,
        data=chart_table,
        drawn=lambda chart: Markup(as_svg(chart)),  # noqa: S704  # every text in it is escaped there
    )
    return environment


def _words() -> Mapping[str, str]:
    """Return the language of the page, and what it says of its own in it."""
    said = {
        "about": ABOUT,
        "checkpoint_says": CHECKPOINT,
        "skip": worded("Skip to the report"),
        "contents": CONTENTS,
        "of": OF,
    }
    return {"language": spoken_now(), **{name: translated(each) for name, each in said.items()}}


def _kept(text: str) -> Markup:
    """Return a preformatted text whose blank lines survive the removal of blank lines."""
    return escape(text).replace("\n\n", Markup("\n&#10;"))


def _told(error: Exception) -> str:
    """Return what is wrong with a template, and in which line where that is known."""
    where, traced = worded("A template"), error.__traceback__
    if isinstance(error, TemplateSyntaxError):
        where = worded("Line {lineno} of the template {name}", lineno=error.lineno, name=error.name)
    while traced:
        file = Path(traced.tb_frame.f_code.co_filename)
        if file.name in (PAGE, STYLE):
            where = worded(
                "Line {tb_lineno} of the template {name}",
                tb_lineno=traced.tb_lineno,
                name=file.name,
            )
        traced = traced.tb_next
    return worded("{where} has a mistake: {message}.", where=where, message=mistake(error))


def kind(block: Block) -> str:
    """Return the word for a block: paragraph, markdown, points, table or chart."""
    return type(block).__name__.lower()


def marks(value: Json, table: Table) -> Markup:
    """Return the class of a cell: its tone, a number, a day, a reference, or a long text."""
    names: list[str] = []
    if isinstance(value, str) and value in table.tones:
        names.append(table.tones[value])
    if is_number(value):
        names.append("number")
    if isinstance(value, str) and _DAY.fullmatch(value):
        names.append("day")
    elif _REFERENCE.fullmatch(cell(value)):
        names.append("whole")
    if len(cell(value)) > _LONG:
        names.append("long")
    return Markup(' class="{}"').format(" ".join(names)) if names else Markup()


def lines(text: str) -> Markup:
    """Return a text whose line ends are shown."""
    return escape(text).replace("\n", Markup("<br>"))


def running(*lines: str) -> Markup:
    """Return a string of CSS for the margin of printed pages; each letter in it is escaped."""
    text = "".join(f"\\{ord(letter):x} " for letter in " ".join(lines))
    return Markup('"{}"').format(text)


def dated(line: str) -> Markup:
    """Return a line with each date isolated, so that right-to-left text does not reverse it.

    What only looks like a date, in the name of a body or of an office, stays as it is.
    """
    if not isinstance(line, Words) or not line.values:
        return escape(line)
    return escape(line.template).format(**{n: _isolated(v) for n, v in line.values.items()})


def _isolated(value: object) -> object:
    if isinstance(value, Words):
        return dated(value)
    if not isinstance(value, (date, ImpreciseDate)):
        return value
    known = Markup(' datetime="{}"').format(value) if _DAY.fullmatch(str(value)) else ""
    return Markup("<bdi><time{}>{}</time></bdi>").format(known, date_in_words(str(value)))
