"""A report as one self-contained HTML page, made from two templates."""

import re
from collections.abc import Mapping
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, TemplateError
from jinja2.exceptions import TemplateSyntaxError
from markupsafe import Markup, escape

from application.checkpoint_words import CHECKPOINT
from application.questions.asking.answer import Json
from application.reports.document import Block, Report, Table
from domain.errors import Malformed
from domain.values import ImpreciseDate
from domain.words import worded
from infrastructure.language import spoken_now, translated
from infrastructure.render.cells import (
    OF,
    cell,
    found,
    is_number,
    is_of_numbers,
    parts,
    position,
)
from infrastructure.render.charts import as_svg
from infrastructure.render.days import cell_in_words, in_words
from infrastructure.render.forms import SHIPPED, ReportStyle, template
from infrastructure.render.heading import ABOUT, CONTENTS, foot, has_cover, head
from infrastructure.render.prose import cell_passages, read
from infrastructure.template_bounds import MISTAKES, TOO_DEEP, BoundedTemplates
from infrastructure.template_bounds import PAGE as PAGE_BOUNDS
from infrastructure.translation import chart_table

PAGE, STYLE = "report.html", "report.css"
_DAY = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
_REFERENCE = re.compile(r"(?=\S{1,20}$)\w+(?:-\w+)+")
"""Such as 2026-1 or p-clerk: within it no line ends."""
_LONG = 45  # letters, from which on a cell must not be squeezed


def as_html(report: Report, style: ReportStyle) -> bytes:
    """Return the report as a page in UTF-8.

    Raises:
        Malformed: a template that the secretariat put in its place has a mistake.
    """
    environment = _environment(style)
    try:
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
    except TemplateError as error:
        raise Malformed(_told(error)) from error
    except TOO_DEEP as error:
        raise Malformed("The template {name} is nested too deep.", name=PAGE) from error
    except MISTAKES as error:
        if template(PAGE, style).parent == template(STYLE, style).parent == SHIPPED:
            raise
        raise Malformed(_told(error)) from error
    return "".join(f"{line}\n" for line in page.splitlines() if line.strip()).encode()


def _environment(style: ReportStyle) -> Environment:
    """Return what reads templates: the secretariat's own before those that are shipped."""
    for each in (PAGE, STYLE):
        template(each, style)  # what is no file there would be passed over
    folders = [*([style.templates] if style.templates else []), SHIPPED]
    environment = BoundedTemplates(
        PAGE_BOUNDS,
        autoescape=True,
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        trusted=SHIPPED,
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
    message = (error.message if isinstance(error, TemplateError) else None) or str(error)
    message = message.rstrip(".") if message.endswith(".") else message  # as of jinja, not ours
    return worded("{where} has a mistake: {message}.", where=where, message=message)


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
    """Return a line with each date isolated, so that right-to-left text does not reverse it."""
    return Markup(_DAY.sub(_isolated, str(escape(line))))  # noqa: S704  # it is escaped before


def _isolated(day: re.Match[str]) -> str:
    words = in_words(worded("{day}", day=ImpreciseDate.parse(day[0])))
    return f'<bdi><time datetime="{day[0]}">{words}</time></bdi>'
