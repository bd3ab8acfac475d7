"""A report as a PDF that screen readers can read, typeset with typst from a template."""

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from textwrap import wrap

import typst

from application.checkpoint_words import CHECKPOINT
from application.questions.asking.answer import Column, Json
from application.reports.document import Block, Chart, Markdown, Paragraph, Points, Report, Table
from domain.errors import Malformed, Unavailable
from domain.words import worded
from infrastructure.language import spoken_now, translated
from infrastructure.render.apart import made_apart
from infrastructure.render.cells import OF, found, is_number, is_of_numbers, parts, position
from infrastructure.render.charts import as_svg, described
from infrastructure.render.days import in_words
from infrastructure.render.forms import FONTS, SHIPPED, ReportStyle, template
from infrastructure.render.heading import ABOUT, CONTENTS, checkpoint, foot, has_cover, head
from infrastructure.render.layout import PaperPart, column_widths, paper_cell, paper_parts
from infrastructure.render.prose import Passage, cell_passages, read
from infrastructure.translation import chart_table

SETTING = "report.typ"
UPRIGHT, ASIDE = 480.0, 728.0  # points: what the margins of a page leave, as it stands or lies
SIZE, LETTER, EDGES = 9.0, 4.2, 11.0  # points: letters of a table, how wide one is, free beside
LONG, LINES = 400, 15  # letters or lines of a cell of which the row may go on on the next page
BARS = {UPRIGHT: 9, ASIDE: 5}  # commitments of a chart, or of each part of it, on a page
RUNNING = 60  # letters of the title at the head of each page
_WORD = re.compile(r"\S{25,}")
_PACKAGE = re.compile("download package|package not found")
_NO_LETTER = re.compile(r"the text `(.*?)` could not be displayed")


def as_pdf(report: Report, style: ReportStyle) -> bytes:
    """Return the report as tagged PDF, which conforms to PDF/UA-1.

    Only letters of the fonts that come with typst, and of those in the folder `fonts` of the
    secretariat's templates, can be set.

    Raises:
        Unavailable: no font has a letter.
        Malformed: a template that the secretariat put in its place has a mistake.
    """
    used = template(SETTING, style)
    moment = report.as_of.recorded_at
    fonts = style.templates / FONTS if style.templates else None
    given = (
        used,
        [fonts] if fonts else [],
        json.dumps(_content(report, style), ensure_ascii=False),
        int(moment.timestamp()) if moment else 0,
    )
    if used.parent != SHIPPED:
        return made_apart(used.name, set_with, *given)
    if fonts and fonts.exists():  # a damaged one can keep typst for ever
        return made_apart(FONTS, set_with, *given)
    return set_with(*given)


def set_with(setting: Path, fonts: Sequence[Path], report: str, moment: int) -> bytes:
    """Return a file that typst sets, tagged by PDF/UA-1, in which no font of the machine is used.

    It is given a `report` as JSON; `moment` is that of creation, in seconds since 1970.

    Raises:
        Unavailable: no font has a letter.
        Malformed: the setting has a mistake.
    """
    try:
        found = typst.compile(
            setting,
            root=setting.parent,
            format="pdf",
            font_paths=list(fonts),
            ignore_system_fonts=True,  # so that it is the same on every machine
            sys_inputs={"report": report},
            pdf_standards=["ua-1"],
            timestamp=moment,
            package_path=Path(os.devnull),  # no report rests on what a stranger hands out
            package_cache_path=Path(os.devnull),
        )
    except typst.TypstError as error:
        raise _told(error.message, error.diagnostic, setting) from error
    assert isinstance(found, bytes)  # a list is for pictures of pages
    return found


def _told(message: str, diagnostic: str, setting: Path) -> Malformed | Unavailable:
    letter = _NO_LETTER.search(message)
    if letter:
        return Unavailable(
            "The PDF cannot show {letter}: no font has it. Put a font that has it into the "
            "folder `fonts` of your templates, or choose another form.",
            letter=letter[1],
        )
    line = re.search(r":(\d+):\d+", diagnostic)
    problem = {"name": setting.name, "message": message.rstrip(".")}
    if line and _PACKAGE.search(message):
        return Malformed(
            "Line {line} of the template {name} asks for a package. Put its files beside the "
            "template and name these.",
            line=line[1],
            name=setting.name,
        )
    if line is None:
        return Malformed("The template {name} has a mistake: {message}.", **problem)
    return Malformed(
        "Line {line} of the template {name} has a mistake: {message}.", line=line[1], **problem
    )


def _running(title: str) -> str:
    """Return the first words of a title; no-break spaces stay, and what they hold together."""
    (line,) = wrap(title, RUNNING, max_lines=1, placeholder="…", break_on_hyphens=False)
    return line


def _content(report: Report, style: ReportStyle) -> Mapping[str, Json]:
    """Return what the template is given; the creation date is that of the last entry."""
    at = report.as_of
    day = at.recorded_at.date() if at.recorded_at else at.on
    return {
        "title": report.title,
        "running": _running(report.title),
        "body": report.body,
        "cover": has_cover(report),
        "contents": translated(CONTENTS),
        "made": {"year": day.year, "month": day.month, "day": day.day},
        "when": in_words(position(at)),
        "banners": list(report.banners),
        "logo": style.letterhead.logo_svg or "",
        "colour": style.letterhead.colour or "",
        "letterhead": style.letterhead.line or "",
        "head": list(map(in_words, head(report, style))),
        "about": translated(ABOUT),
        "foot": list(map(in_words, foot(report, style))),
        "language": spoken_now(),
        "of": translated(worded("{page} of {pages}", page="1", pages="1")),
        "says": translated(CHECKPOINT),
        "checkpoint": checkpoint(style),
        "pages": list(_pages(report)),
    }


def _pages(report: Report) -> Iterator[Json]:
    """Yield the parts that lie on paper in the same way, together."""
    for aside, together in groupby(paper_parts(report), key=lambda part: part.aside):
        parts: list[Json] = [_part(part) for part in together]
        yield {"aside": aside, "parts": parts}


def _part(part: PaperPart) -> Json:
    if isinstance(part.content, str):
        return {"kind": "heading", "level": part.level, "title": part.content}
    return _block(part.content, part.level, ASIDE if part.aside else UPRIGHT)


def _block(block: Block, level: int, room: float) -> Json:
    match block:
        case Markdown():
            return {"kind": "markdown", "level": level, "passages": _passages(read(block.text))}
        case Paragraph():
            return {"kind": "paragraph", "parts": parts(in_words(block.text))}
        case Points():
            return {
                "kind": "points",
                "numbered": block.numbered,
                "lines": list(map(in_words, block.lines)),
            }
        case Table():
            return _table(block, room)
        case Chart():
            return {
                "kind": "chart",
                "caption": block.caption,
                "said": described(block),
                "svg": as_svg(block),
                "pictures": [
                    {"said": described(each), "svg": as_svg(each)}
                    for each in block.in_parts(BARS[room])
                ],
                "table": {**_table(chart_table(block), room), "caption": ""},
            }


def _table(table: Table, room: float) -> Mapping[str, Json]:
    room -= EDGES * len(table.columns)
    wide = column_widths(table, int(room / LETTER))
    rows: list[Json] = [
        [
            _cell(found(row, column.key), column, table, letters)
            for column, letters in zip(table.columns, wide, strict=True)
        ]
        for row in table.rows
    ]
    size = min(SIZE, SIZE * room / (LETTER * max(1, sum(wide))))
    points = [str(round(each * LETTER * size / SIZE + EDGES, 2)) for each in wide]
    columns: list[Json] = [
        {
            "label": column.label or translated(OF),
            "wide": each,
            "number": is_of_numbers(column, table.rows),
        }
        for column, each in zip(table.columns, points, strict=True)
    ]
    return {
        "kind": "table",
        "caption": in_words(table.caption),
        "columns": columns,
        "rows": rows,
        "size": str(round(size, 2)),
    }


def _cell(value: Json, column: Column, table: Table, letters: int) -> Json:
    said = _WORD.sub(
        lambda word: "\N{ZERO WIDTH SPACE}".join(_chunks(word[0])),
        paper_cell(value, column, letters),
    )
    tone = table.tones.get(value, "plain") if isinstance(value, str) else "plain"
    passages = cell_passages(value, column)
    return {
        "text": said,
        "tone": tone,
        "number": is_number(value),
        "passages": _passages(passages),
        "long": len(said) > LONG or said.count("\n") + _lines(passages) > LINES,
    }


def _lines(passages: Sequence[Passage]) -> int:
    """Return how many lines passages have at least."""
    return sum(
        1 + sum(span.text.count("\n") for span in each.spans) + sum(map(_lines, each.items))
        for each in passages
    )


def _passages(passages: Sequence[Passage]) -> Json:
    return [passage.as_json() for passage in passages]


def _chunks(word: str) -> Sequence[str]:
    """Return a long word, such as a digest, in pieces between which a line may break."""
    return [word[n : n + 8] for n in range(0, len(word), 8)]
