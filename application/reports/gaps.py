"""The report `gaps`: gaps and opportunities in members' laws, offers of help, closing laws."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from application.questions.asking import answer_fields as fields
from application.questions.asking.ask import Ask
from application.questions.laws.gap_states import GapRecord, GapState, gap_records
from application.questions.laws.gaps import BLANK, area_matrix, banners, gap_row, said_of
from application.read_model import ReadModel
from application.reports.body_context import NOTHING_PUBLIC, Body
from application.reports.document import Points, Report, Section, Table, Tone
from domain.words import worded

TONES: Mapping[str, Tone] = {
    GapState.OPEN: "bad",
    GapState.ANSWERED: "partial",
    GapState.PLANNED: "partial",
    GapState.CLOSED: "good",
}
COLUMNS = (
    *(fields.NAME, fields.GAP, fields.KIND_OF_GAP, fields.AREA, fields.GAP_TEXT),
    *(fields.GAP_STATE, fields.PLANNED_MEASURE, fields.HELP_ASKED),
)
CLOSED_COLUMNS = (*COLUMNS[:5], fields.CLOSED_BY, fields.GAP_CLOSED_ON)
OPEN, CLOSED = "open", "closed"
TABLES = {
    OPEN: (worded("Gaps and opportunities that no law has closed"), COLUMNS),
    CLOSED: (worded("Gaps and opportunities that a law has closed"), CLOSED_COLUMNS),
}
"""The caption and the columns of the table of open gaps, and of that of closed ones."""
ONLY_CLOSED = worded("Told here is only what a law has closed.")


def gaps(read_model: ReadModel, ask: Ask, today: date) -> Report:
    """Make the report on gaps, by area and member; the public sees only those closed by a law."""
    body = Body.of(read_model, ask, today)
    records = gap_records(body.facts)
    still = [record for record in records if record.closing is None]
    closed = [record for record in records if record.state == GapState.CLOSED]
    columns, matrix = area_matrix(records, body.names)
    sections = [
        *body.summary(
            Points(_counted(records, still)),
            [(len(closed), _closed(len(closed)))],
            Table("areas", "By area of law", columns, matrix if records else [], sparse=True),
            none=NOTHING_PUBLIC,
        ),
        *([] if body.public else [_of_open(body, still)]),
        Section("closed", "Closed by a law", [gaps_table(body, CLOSED, closed)]),
    ]
    return body.report(
        "gaps",
        "Gaps and opportunities in laws",
        sections,
        banners=banners(records),
        notes=[BLANK, *([ONLY_CLOSED] if body.public else [])],
    )


def _closed(number: int) -> str:
    return worded("{closed} closed by a law.", closed=number)


def _counted(records: Sequence[GapRecord], still: Sequence[GapRecord]) -> list[str]:
    counts = Counter(record.state for record in records)
    helped = sum(1 for record in still if record.offers)
    asked = sum(1 for record in still if record.help_asked)
    return [
        worded(
            "{open} open, {answered} answered, {planned} with a measure that is planned.",
            open=counts[GapState.OPEN],
            answered=counts[GapState.ANSWERED],
            planned=counts[GapState.PLANNED],
        ),
        _closed(counts[GapState.CLOSED]),
        worded(
            "Of those that no law has closed, help is asked for with {asked} and offered with "
            "{helped}.",
            asked=asked,
            helped=helped,
        ),
    ]


def _of_open(body: Body, still: Sequence[GapRecord]) -> Section:
    said = [
        Section(
            f"said-{number}",
            worded("{gap}: what was said", gap=record.found.event.gap),
            [Points(lines)],
        )
        for number, record in enumerate(still, 1)
        if (lines := said_of(record, body.names))
    ]
    table = gaps_table(body, OPEN, still)
    return Section("open", "Not closed by a law", [table], said)


def gaps_table(body: Body, key: str, records: Sequence[GapRecord]) -> Table:
    """Return a table of gaps that are all `OPEN`, or all `CLOSED`."""
    caption, columns = TABLES[key]
    rows = [gap_row(record, body.names) for record in records]
    return Table(key, caption, columns, rows, tones=TONES)
