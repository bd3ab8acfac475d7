"""A random sample of figures, which an auditor can repeat by hand, traced to entries."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Self

from application.model_rows import LogEntry
from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import Column, Json, Row, values
from application.questions.log.documents import SIGNED_TEXT, documents_of
from application.reports.audit.figures import Figure, figures
from application.reports.audit.period import BY, Period
from application.reports.audit.recount import CountedItem
from application.reports.document import Section, Table
from domain.errors import Malformed
from domain.words import worded

MOST, LONGEST = 1_000_000, 100
NO_DOCUMENT = worded("no document recorded")
_NUMBER, _FIGURE, _OF = Column("number", "No."), Column("figure", "Figure"), Column("of", "Of")
_VALUE = (
    Column("value", "As reported"),
    Column("recounted", "Recounted"),
    Column("agrees", "Agree"),
)
RULE = worded(
    "How the figures are drawn: each figure of the population is hashed with the seed (sha256 of "
    "the seed, a line feed and the figure's name, in UTF-8: printf 'SEED\\nFIGURE' | sha256sum), "
    "and those with the lowest hashes are taken. Figures of 0, as reported and recounted, are none."
)
RECOUNT = worded(
    "As reported: as the reports of this register say it. Recounted: by its entries, one by one."
)


@dataclass(frozen=True, slots=True)
class Sample:
    """How many figures to draw, and the seed that decides which."""

    size: int
    seed: str

    @classmethod
    def of(cls, size: str, seed: str) -> Self:
        """Read what was typed.

        Raises:
            Malformed: the size is no number from 1 on, or the seed no short line of text.
        """
        digits = size.isascii() and size.isdigit() and len(size) <= len(str(MOST))
        if not (digits and 1 <= int(size) <= MOST):
            raise Malformed.expected(
                worded("a number of figures from 1 to {most:,} as sample", most=MOST), size
            )
        if not (seed.strip() and seed.isprintable() and len(seed) <= LONGEST):
            raise Malformed.expected(
                worded("a line of 1 to {longest} characters as seed", longest=LONGEST), seed
            )
        return cls(int(size), seed)

    def rank_hash(self, name: str) -> str:
        """Return the hash that decides whether a figure is drawn; the lowest are."""
        return sha256(f"{self.seed}\n{name}".encode()).hexdigest()

    def draw(self, population: Sequence[Figure]) -> list[Figure]:
        """Return the figures that are drawn, in the order of their hashes; all if too few."""
        return sorted(population, key=lambda figure: self.rank_hash(figure.name))[: self.size]


def sample_of(period: Period, sample: Sample) -> tuple[list[Section], dict[str, int | str]]:
    """Draw figures of a period, trace them, and return the sections and the facts for machines."""
    population = [figure for figure in figures(period) if figure.value or figure.recounted]
    drawn = sample.draw(population)
    number = {figure.name: n for n, figure in enumerate(drawn, 1)}
    tables = {
        worded("The sample"): _sample_table(drawn, number),
        worded("Traced to entries and documents"): _trace_table(period, drawn, number),
        worded("The population"): _population_table(sample, population, number),
    }
    return [
        Section(key=table.key, title=title, blocks=[table]) for title, table in tables.items()
    ], {
        "sample": sample.size,
        "seed": sample.seed,
        "population": len(population),
        "drawn": len(drawn),
    }


def _figure_row(figure: Figure) -> dict[str, Json]:
    return {
        "figure": figure.name,
        **values(figure, "of", "value", "recounted"),
        "agrees": "yes" if figure.value == figure.recounted else "no",
    }


def _sample_table(drawn: Sequence[Figure], number: dict[str, int]) -> Table:
    return Table(
        key="sample",
        caption="Figures that were drawn",
        columns=[_NUMBER, _FIGURE, _OF, *_VALUE],
        rows=[{"number": number[figure.name], **_figure_row(figure)} for figure in drawn],
        tones={"yes": "good", "no": "bad"},
    )


def _trace_table(period: Period, drawn: Sequence[Figure], number: dict[str, int]) -> Table:
    rows = [
        {"number": number[figure.name], "figure": figure.name, "counted": counted.named, **row}
        for figure in drawn
        for counted in figure.counted
        for event in _events(period, counted)
        for row in _documented(period, event)
    ]
    by = [] if period.body.public else [BY]
    return Table(
        key="traced",
        caption="Each figure of the sample, with the entries that it counts and their documents",
        columns=[
            *(_NUMBER, Column("counted", "Counted"), fields.POSITION, fields.RECORDED, *by),
            *(fields.WHAT, Column("title", "Document"), Column("reference", "Place")),
            fields.SHA256,
        ],
        rows=rows,
    )


def _events(period: Period, counted: CountedItem) -> list[LogEntry]:
    """Return all events of the entries that are counted: the first ones, and what amended them."""
    events = [event for entry in counted.entries for event in period.by_entry.get(entry, ())]
    return sorted(events, key=lambda event: event.position)


def _documented(period: Period, event: LogEntry) -> Iterator[Row]:
    """Yield a row for each document that an entry cites, or one row if there is none.

    The text that was signed shows no signature, so it counts as none.
    """
    row = period.row(event)
    documents = documents_of(event, period.texts)
    for document in documents:
        yield {**row, **document.as_json(), "title": document.title or document.cited_as}
    if all(document.cited_as == SIGNED_TEXT for document in documents):
        blank = dict.fromkeys(("as", "reference", "url", "sha256"))
        yield {**row, **blank, "title": NO_DOCUMENT}


def _population_table(
    sample: Sample, population: Sequence[Figure], number: dict[str, int]
) -> Table:
    rows = [
        {
            **_figure_row(figure),
            "lot": sample.rank_hash(figure.name),
            "number": number.get(figure.name),
        }
        for figure in population
    ]
    return Table(
        key="population",
        caption=worded(
            "All {count} figures from which the sample was drawn", count=len(population)
        ),
        columns=[_FIGURE, _OF, *_VALUE, Column("lot", "sha256 with the seed"), _NUMBER],
        rows=rows,
        tones={"no": "bad"},
    )
