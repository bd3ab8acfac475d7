"""The content of every report, independent of its form: sections of texts, tables and charts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from application.model_rows import AsOf
from application.questions.asking.answer import Column, Json, Row, values
from application.questions.asking.sentences import plain
from domain.event import instant
from domain.words import worded

Names: TypeAlias = Mapping[str, Mapping[str, str]]
Tone = Literal["good", "partial", "bad", "none"]
"""How a word in a table is coloured; the word itself is always shown, too."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few sentences; blank lines separate paragraphs. Nothing in it is markup."""

    text: str


@dataclass(frozen=True, slots=True)
class Markdown:
    """A text that somebody wrote in Markdown: every form shows its headings, lists and emphasis."""

    text: str


@dataclass(frozen=True, slots=True)
class Points:
    """A list of short lines; `numbered` where people refer to them by number."""

    lines: Sequence[str]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption. `rows` hold more keys than there are columns, for machines.

    How a table gets a new column is told in `application/reports/__init__.py`.

    `tones` colours cells by the words in them.
    `key` is short, without blanks, and unique in the report: it names a sheet or a file.
    `group` is the column by which documents put rows together, each value once at the head.
    Of a `sparse` one they leave out the rows that have nothing beside their first column.
    """

    key: str
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    tones: Mapping[str, Tone] = field(default_factory=dict)
    group: str | None = None
    sparse: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What members reported on each commitment, as a bar as wide as all that are bound by it.

    `categories` are the commitments, and `whole` is how many members are bound by each. `series`
    holds name, tone and one count for each commitment. Who is bound and in no series is silent:
    `silence` is the name of that part. Names of series may be values of the `scale`. The same data
    stands in a table beside the bars, so no information is in the picture alone. For the `public`
    nothing is called zero. The axis ends at `most`, or later where more members are bound.
    """

    key: str
    caption: str
    categories: Sequence[str]
    whole: Sequence[int]
    silence: str
    series: Sequence[tuple[str, Tone, Sequence[int]]]
    public: bool = False
    scale: str = ""
    most: int = 0

    def in_parts(self, most: int) -> Sequence["Chart"]:
        """Return charts of at most so many commitments each, with the same parts and axis."""
        if len(self.categories) <= most:
            return [self]
        return [
            replace(
                self,
                most=max(self.whole),
                categories=self.categories[n : n + most],
                whole=self.whole[n : n + most],
                series=[(name, tone, counts[n : n + most]) for name, tone, counts in self.series],
            )
            for n in range(0, len(self.categories), most)
        ]

    def told(self, count: int) -> int | None:
        """Return a count as it is told: None for zero that may be something hidden."""
        return None if self.public and not count else count

    def reported(self, number: int) -> int:
        """Return how many are in a series for a commitment."""
        return sum(counts[number] for _, _, counts in self.series)

    @property
    def silent(self) -> Sequence[int]:
        """How many of the bound are in no series, for each commitment."""
        return [whole - self.reported(number) for number, whole in enumerate(self.whole)]


Block: TypeAlias = Paragraph | Markdown | Points | Table | Chart


@dataclass(frozen=True, slots=True)
class Section:
    """A part with a heading; `key` is short, without blanks, and unique in the report."""

    key: str
    title: str
    blocks: Sequence[Block] = ()
    sections: "Sequence[Section]" = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The content of a report. `name` is its kind as typed, `body` the taskforce's name.

    `banners` are lines that every copy must show, `scales` the scales and versions that it uses,
    `facts` further parameters. `notes` come last: what marks mean, what is not recorded.
    `names_by_language` has what members are called in each language, by their official names; it
    is no part of the content.
    `names` say, by the kind of thing and by its code, what documents call it.
    """

    name: str
    title: str
    taskforce: str
    body: str
    as_of: AsOf
    sections: Sequence[Section]
    banners: Sequence[str] = ()
    scales: Sequence[str] = ()
    facts: Mapping[str, Json] = field(default_factory=dict)
    notes: Sequence[str] = ()
    names_by_language: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    names: Names = field(default_factory=dict)

    def tables(self, of_chart: Callable[[Chart], Table] | None = None) -> Iterator[Table]:
        """Yield every table, and the data of every chart as a table, in order."""
        for section in walk(self.sections):
            for block in section.blocks:
                if isinstance(block, Table):
                    yield block
                elif isinstance(block, Chart):
                    yield (of_chart or as_table)(block)

    def as_json(self) -> Mapping[str, Json]:
        """Return the content with its published names; equal content gives equal JSON."""
        at = self.as_of
        moment = at.recorded_at
        return {
            "report": self.name,
            **values(self, "title", "taskforce", "body"),
            "position": at.position,
            "recorded_at": instant(moment) if moment else None,
            "on": at.on.isoformat(),
            "known": at.known,
            "audience": at.audience.value,
            "scales": list(self.scales),
            "banners": list(self.banners),
            "facts": dict(self.facts),
            "sections": [_section(section) for section in self.sections],
            "notes": list(self.notes),
        }


def walk(sections: Sequence[Section]) -> Iterator[Section]:
    """Yield sections with all that are inside them, in the order of reading."""
    for section in sections:
        yield section
        yield from walk(section.sections)


def as_table(chart: Chart) -> Table:
    """Return the data of a chart, a row for each commitment."""
    names = [name for name, _, _ in chart.series]
    rows: list[Row] = [
        {"category": category, **{name: chart.told(counts[n]) for name, _, counts in chart.series}}
        | {"silent": chart.told(silent), "bound": chart.whole[n]}
        for n, (category, silent) in enumerate(zip(chart.categories, chart.silent, strict=True))
    ]
    columns = [
        Column("category", "Commitment"),
        *(Column(name, plain(name)) for name in names),
        Column("silent", chart.silence),
        Column("bound", worded("Members shown as bound") if chart.public else "Members bound"),
    ]
    return Table(chart.key, chart.caption, columns, rows)


def _section(section: Section) -> Mapping[str, Json]:
    return {
        **values(section, "key", "title"),
        "blocks": [_block(block) for block in section.blocks],
        "sections": [_section(each) for each in section.sections],
    }


def _block(block: Block) -> Mapping[str, Json]:
    match block:
        case Paragraph():
            return {"paragraph": block.text}
        case Markdown():
            return {"markdown": block.text}
        case Points():
            return {"points": list(block.lines), "numbered": block.numbered}
        case Chart():
            series: list[Json] = [
                {"name": name, "tone": tone, "counts": [*map(block.told, counts)]}
                for name, tone, counts in block.series
            ]
            return {
                "chart": block.key,
                "caption": block.caption,
                "categories": list(block.categories),
                "bound": list(block.whole),
                "series": series,
                "silent": {"name": block.silence, "counts": [*map(block.told, block.silent)]},
            }
        case Table():
            columns: list[Json] = [{"key": c.key, "label": c.label} for c in block.columns]
            return {
                "table": block.key,
                "caption": block.caption,
                "columns": columns,
                "rows": list(block.rows),
            }
