"""The report `changes`: what happened between two points, was recorded late, or was corrected."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import Column, Row
from application.questions.asking.ask import Ask, as_of
from application.questions.asking.points import find_point, known_for_end
from application.questions.laws.gap_states import GapRecord, gap_records
from application.questions.laws.gaps import banners
from application.questions.log.publications import SHORT, publications
from application.read_model import ReadModel
from application.reports.body_context import Body
from application.reports.change_rows import Changes
from application.reports.document import Paragraph, Points, Report, Section, Table
from domain.errors import Malformed
from domain.words import worded

_ENTRIES = (Column("on", "On"), fields.WHAT, Column("mark", "Mark"), fields.RECORDED, fields.ENTRY)
_BY = fields.POSITION.headed("By entry")
_FIELDS = (
    Column("what", "Entry, as it is now"),
    Column("field", "Field"),
    Column("before", "Before"),
    Column("after", "After"),
    _BY,
)
_RETRACTED = (Column("what", "Entry"), Column("reason", "Why"), _BY)
_SHOWN = (Column("what", "Entry"), Column("shown_to", "Shown to"), _BY)
_REMOVED = (
    Column("what", "Entry"),
    Column("fields", "Texts in"),
    Column("reason", "Why"),
    Column("authority", "On the authority of"),
    _BY,
)
_STANDINGS = (Column("about", "Who"), Column("before", "Before"), Column("after", "After"))


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the report: a heading with one table."""

    key: str
    title: str
    caption: str
    columns: Sequence[Column]


_PARTS = (
    _Part(
        "happened",
        worded("What happened"),
        worded("What began in between, whenever recorded"),
        _ENTRIES,
    ),
    _Part(
        "late",
        worded("Learnt late"),
        worded("What had happened before, and was recorded since"),
        _ENTRIES,
    ),
    _Part(
        "ahead",
        worded("Still to come"),
        worded("What was recorded in between for a later day"),
        _ENTRIES,
    ),
    _Part(
        "standings",
        worded("Where members stand"),
        worded("Standings that are not as before"),
        _STANDINGS,
    ),
    _Part(
        "filled", worded("Blanks filled"), worded("What the register had not said before"), _FIELDS
    ),
    _Part(
        "corrected",
        worded("Errors corrected"),
        worded("What the register had said wrongly before"),
        _FIELDS,
    ),
    _Part("retracted", worded("Retracted"), worded("Entries that were never true"), _RETRACTED),
    _Part("shown", worded("Visibility"), worded("Entries shown to others than before"), _SHOWN),
    _Part(
        "expunged", worded("Texts removed"), worded("Entries of which texts were removed"), _REMOVED
    ),
    _Part("published", worded("Reports published"), worded("Reports that were published"), SHORT),
)
_MEANINGS = (
    worded("An error corrected: the register had said something else, which was wrong."),
    worded("A blank filled: the register had not said it."),
    worded("Retracted: the entry was never true."),
    worded("Learnt late: recorded after the first point, and true by then, or on a day not known."),
)


def changes(read_model: ReadModel, ask: Ask, today: date, *, a: str, b: str) -> Report:
    """Say what changed from the end of `a` to the end of `b`: days, positions or meetings.

    Each point is taken as it was known at its end, so `a` to `b` and `b` to `c` together tell all
    that `a` to `c` does. The day of the question, if it has one, is meant instead of that of `b`.

    Raises:
        Malformed: `b` is before `a`.
        UnknownReference: one is no point of this body.
        Refused: nothing was recorded by `b`.
    """
    first, last = (find_point(read_model, ask, named, today) for named in (a, b))
    last = replace(last, on=ask.on or last.on)
    if first.on > last.on or first.position > last.position:
        raise Malformed(
            "{last} is before {first}; name the earlier point first.",
            last=last.label,
            first=first.label,
        )
    known = known_for_end(read_model, last)
    body = Body.of(read_model, ask._replace(on=last.on, known=known), today)
    found = Changes(body, first, last)
    now = as_of(read_model, ask._replace(on=None), today).on
    open_ended = ask.known is None and not last.label.startswith("@") and last.on >= now
    return body.report(
        "changes",
        worded("Changes from {first} to {last}", first=first.called, last=last.called),
        [
            _summary(found, so_far=open_ended),
            *(_section(part, rows) for part, rows in _parts(found)),
        ],
        facts={
            "from": first.label,
            "from_on": first.on.isoformat(),
            "from_position": first.position,
            "to": last.label,
            "to_on": last.on.isoformat(),
            "to_position": last.position,
        },
        banners=[] if body.public else banners(_gaps_named(found)),
        notes=_MEANINGS,
    )


def _gaps_named(found: Changes) -> Sequence[GapRecord]:
    """Return the gaps of which something began, or was recorded or corrected, in between."""
    return [
        each
        for each in gap_records(found.body.facts)
        if any(
            fact.position > found.first.position or fact.by > found.first.on for fact in each.told
        )
    ]


def _parts(found: Changes) -> Sequence[tuple[_Part, Sequence[Row]]]:
    """Return every part of the report with its rows, in the order of reading."""
    body = found.body
    published = publications(body.read_model, body.code, body.at, found.first.position)
    rows = (
        *(found.happened, found.late, found.ahead, found.standings, found.filled),
        *(found.corrected, found.retracted, found.shown, found.expunged, published),
    )
    return list(zip(_PARTS, rows, strict=True))


def _summary(found: Changes, *, so_far: bool) -> Section:
    first, last = found.first, found.last
    began = (
        worded("as known then (entry {position})", position=first.position)
        if first.position
        else worded("when nothing was recorded")
    )
    ended = (
        worded("as known so far, since that day is not over") if so_far else worded("as known then")
    )
    between = Paragraph(
        worded(
            "From the end of {first}, {began}, to the end of {last}, {ended} (entry {position}).",
            first=first.on,
            began=began,
            last=last.on,
            ended=ended,
            position=last.position,
        )
    )
    counts = Points(
        [
            worded("{part}: {number}", part=worded(part.title), number=len(rows))
            for part, rows in _parts(found)
            if rows
        ]
    )
    return Section("summary", "Summary", [between, counts])


def _section(part: _Part, rows: Sequence[Row]) -> Section:
    table = Table(part.key, part.caption, part.columns, rows)
    return Section(f"part-{part.key}", part.title, [table])
