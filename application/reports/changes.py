"""What changed between two points: what happened, what was learnt late, what the record mended."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import groupby
from json import loads

from application.answers import EntryRow, LogEntry
from application.questions.across.state_changes import (
    field_changes,
    state,
    state_changes,
    version_at,
)
from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import Column, Row, dated
from application.questions.asking.ask import Ask, begun_by
from application.questions.asking.points import Point, find_point, known_for_end
from application.questions.asking.sentences import sentence
from application.questions.log.publications import SHORT, publications
from application.read_model import ReadModel
from application.reports.body import Body
from application.reports.document import Paragraph, Points, Report, Section, Table
from application.reports.texts_removed import COLUMNS, removed
from domain.errors import Malformed
from domain.events.entries import Retracted, VisibilityChanged
from domain.events.log import Expunged
from domain.words import worded

_PLACE = fields.POSITION.headed("Position")
_ENTRIES = (
    Column("on", "On"),
    fields.WHAT,
    Column("mark", "Mark"),
    fields.RECORDED,
    _PLACE,
)
_FIELDS = (
    Column("what", "Entry, as it is now"),
    Column("field", "Field"),
    Column("before", "Before"),
    Column("after", "After"),
    _PLACE,
)
_RETRACTED = (Column("what", "Entry"), Column("reason", "Why"), _PLACE)
_SHOWN = (Column("what", "Entry"), Column("shown_to", "Shown to"), _PLACE)
_STANDINGS = (Column("about", "Who"), Column("before", "Before"), Column("after", "After"))


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the report: a heading with one table."""

    key: str
    title: str
    caption: str
    columns: Sequence[Column]


_PARTS = (
    _Part("happened", "What happened", "What began in between, whenever recorded", _ENTRIES),
    _Part("late", "Learnt late", "What had happened before, and was recorded since", _ENTRIES),
    _Part("ahead", "Still to come", "What was recorded in between for a later day", _ENTRIES),
    _Part("standings", "Where members stand", "Standings that are not as before", _STANDINGS),
    _Part("filled", "Blanks filled", "What the register had not said before", _FIELDS),
    _Part("mended", "Errors mended", "What the register had said wrongly before", _FIELDS),
    _Part("retracted", "Retracted", "Entries that were never true", _RETRACTED),
    _Part("shown", "Visibility", "Entries shown to others than before", _SHOWN),
    _Part("expunged", "Texts removed", "Entries of which texts were removed", COLUMNS),
    _Part("published", "Reports published", "Reports that were published", SHORT),
)
_MEANINGS = (
    "An error mended: the register had said something else, which was wrong.",
    "A blank filled: the register had not said it.",
    "Retracted: the entry was never true.",
    "Learnt late: recorded after the first point, and true by then, or on a day not known.",
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
            "{named} is before {named_}; name the earlier point first.",
            named=last.label,
            named_=first.label,
        )
    known = known_for_end(read_model, last)
    body = Body.of(read_model, replace(ask, on=last.on, known=known), today)
    found = _Changes(body, first, last)
    open_ended = ask.known is None and not last.label.startswith("@") and last.on >= today
    return body.report(
        "changes",
        worded("Changes from {named} to {named_}", named=first.label, named_=last.label),
        [_summary(found, so_far=open_ended), *(_section(part, rows) for part, rows in found.parts)],
        facts={
            "from": first.label,
            "from_on": first.on.isoformat(),
            "from_position": first.position,
            "to": last.label,
            "to_on": last.on.isoformat(),
            "to_position": last.position,
        },
        notes=_MEANINGS,
    )


def _summary(found: "_Changes", *, so_far: bool) -> Section:
    first, last = found.first, found.last
    began = (
        worded("as known then (@{position})", position=first.position)
        if first.position
        else "when nothing was recorded"
    )
    ended = "as known so far, since that day is not over" if so_far else "as known then"
    between = Paragraph(
        worded(
            "From the end of {on}, {began}, to the end of {on_}, {ended} (@{position}).",
            on=first.on,
            began=began,
            on_=last.on,
            ended=ended,
            position=last.position,
        )
    )
    counts = Points([f"{part.title}: {len(rows) or 'none'}" for part, rows in found.parts])
    return Section(key="summary", title="Summary", blocks=[between, counts])


def _section(part: _Part, rows: Sequence[Row]) -> Section:
    table = Table(
        key=part.key, caption=part.caption, columns=part.columns, rows=rows, empty="Nothing."
    )
    return Section(key=f"part-{part.key}", title=part.title, blocks=[table])


@dataclass(frozen=True)
class _Changes:
    """All that changed, sorted into the tables of the report."""

    body: Body
    first: Point
    last: Point

    @property
    def parts(self) -> Sequence[tuple[_Part, Sequence[Row]]]:
        """Every part of the report with its rows, in the order of reading."""
        body = self.body
        published = publications(body.read_model, body.code, body.at, self.first.position)
        rows = (
            *(self.happened, self.late, self.ahead, self.standings, self.filled, self.mended),
            *(self.retracted, self.shown, self.expunged, published),
        )
        return list(zip(_PARTS, rows, strict=True))

    @cached_property
    def entries(self) -> Sequence[tuple[EntryRow | None, EntryRow | None, Sequence[EntryRow]]]:
        """Each entry: its word at the first point, at the last, and all its versions."""
        rows = self.body.read_model.versions(self.body.code, self.body.at, None)
        found = []
        for _, group in groupby(rows, key=lambda row: row.entry_position):
            versions = list(group)
            before = version_at(versions, self.first.position)
            found.append((before, version_at(versions, self.last.position), versions))
        return found

    @cached_property
    def remarks(self) -> Sequence[LogEntry]:
        """What was recorded in between about entries: retractions, and who may see them."""
        found = self.body.read_model.log(self.body.code, self.body.at, None)
        return [
            entry
            for entry in found
            if entry.position > self.first.position and entry.topic.startswith("record.")
        ]

    def _begun(self, row: EntryRow) -> date:
        return begun_by(self.body.read_model, row)

    def _is_new(self, row: EntryRow) -> bool:
        return row.entry_position > self.first.position

    @cached_property
    def happened(self) -> list[Row]:
        """What began after the first day and by the last, whenever it was recorded."""
        held = [now for _, now, _ in self.entries if now and _is_dated(now)]
        between = [row for row in held if self.first.on < self._begun(row) <= self.last.on]
        return [self._row(row) for row in sorted(between, key=self._order)]

    @cached_property
    def late(self) -> list[Row]:
        """What had begun by the first day, or on an unknown one, and was recorded after it."""
        new = [now for _, now, _ in self.entries if now and self._is_new(now)]
        late = [row for row in new if not _is_dated(row) or self._begun(row) <= self.first.on]
        return [self._row(row) for row in sorted(late, key=self._order)]

    @cached_property
    def ahead(self) -> list[Row]:
        """What was recorded in between and begins after the last day."""
        new = [now for _, now, _ in self.entries if now and self._is_new(now) and _is_dated(now)]
        ahead = [row for row in new if self._begun(row) > self.last.on]
        return [self._row(row) for row in sorted(ahead, key=self._order)]

    @cached_property
    def filled(self) -> list[Row]:
        """What the record had left blank, field by field."""
        return [row for because, row in self._fields if because == "completed"]

    @cached_property
    def mended(self) -> list[Row]:
        """What the record had said wrongly, field by field; and what was retracted by mistake."""
        return [row for because, row in self._fields if because == "error"]

    @cached_property
    def _fields(self) -> list[tuple[str, Row]]:
        found: list[tuple[str, Row]] = []
        for before, now, versions in self.entries:
            if now is None or self._is_new(now):
                continue
            if before is None:
                row = {"field": "the entry", "before": "retracted", "after": "holds"}
                found.append(("error", {**self._named(now), **row}))
                continue
            amended = [row.because for row in versions if row.position > before.position]
            because = "error" if "error" in amended else "completed"
            named, changed = self._named(now), field_changes(before, now)
            found += [(because, {**named, **change.as_json()}) for change in changed]
        return found

    @cached_property
    def retracted(self) -> list[Row]:
        """What was found never to have been true, with the reason where it may be read."""
        reasons = {entry.entry: entry for entry in self.remarks if entry.topic == Retracted.TOPIC}
        return [
            {
                **self._named(versions[-1]),
                "reason": loads(reasons[versions[-1].entry_position].content).get("reason"),
                "position": reasons[versions[-1].entry_position].position,
            }
            for _, now, versions in self.entries
            if now is None and versions[-1].entry_position in reasons
        ]

    @cached_property
    def shown(self) -> list[Row]:
        """Entries that were made more or less public."""
        remarks = self._remarks_on(VisibilityChanged.TOPIC)
        return [{**named, "shown_to": loads(said)["visibility"]} for named, said in remarks]

    @cached_property
    def expunged(self) -> list[Row]:
        """Entries of which texts were removed, since they must never have been entered."""
        return [removed(*each) for each in self._remarks_on(Expunged.TOPIC)]

    def _remarks_on(self, topic: str) -> Iterator[tuple[Row, str]]:
        last = {versions[-1].entry_position: versions[-1] for _, _, versions in self.entries}
        for remark in self.remarks:
            if remark.topic == topic and remark.entry in last:
                named = self._named(last[remark.entry])
                yield {**named, "position": remark.position}, remark.content

    @cached_property
    def standings(self) -> list[Row]:
        """Where members stood otherwise at the first point: in the body, and on commitments."""
        at, code = self.body.at, self.body.code
        then = replace(at, on=self.first.on, position=self.first.position)
        before = state(self.body.read_model, code, then)
        after = state(self.body.read_model, code, at)
        return [
            {"about": each.about, "before": each.before or "none", "after": each.after or "none"}
            for each in state_changes(before, after)
            if each.kind in {"membership", "standing"}
        ]

    def _order(self, row: EntryRow) -> tuple[date, int]:
        return self._begun(row), row.entry_position

    def _row(self, row: EntryRow) -> Row:
        recorded = self.body.read_model.recorded_at(row.entry_position)
        assert recorded is not None  # it was read from that position
        return {
            **self._named(row),
            **dated("on", row.effective_on),
            "what": _said(row),
            "mark": "corrected" if row.because == "error" else "",
            "recorded": recorded.date().isoformat(),
        }

    def _named(self, row: EntryRow) -> Mapping[str, str | int]:
        on = f", {row.effective_on}" if row.effective_on else ""
        place = {"entry": row.entry_position, "position": row.position}
        return {**place, "topic": row.topic, "stream": row.stream, "what": f"{_said(row)}{on}"}


def _said(row: EntryRow) -> str:
    return " ".join(sentence(row.topic, loads(row.event)).split())


def _is_dated(row: EntryRow) -> bool:
    return row.effective_on is not None and row.effective_on.latest is not None
