"""What changed between two points, sorted into the tables of the report `changes`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import groupby
from json import loads

from application.model_rows import EntryRow, LogEntry
from application.questions.across.state_changes import (
    STANDINGS,
    field_changes,
    state,
    state_changes,
    version_at,
)
from application.questions.asking.answer import Row, dated
from application.questions.asking.facts import Facts
from application.questions.asking.points import Point
from application.questions.asking.sentences import plain, sentence
from application.questions.meetings.sessions import moved_since
from application.reports.body_context import Body
from domain.codes import Codes
from domain.events.entries import Retracted, VisibilityChanged
from domain.events.log import Expunged
from domain.values import ImpreciseDate
from domain.words import worded


@dataclass(frozen=True)
class Changes:
    """The rows of each table of the report, between the end of `first` and the end of `last`."""

    body: Body
    first: Point
    last: Point

    @cached_property
    def entries(self) -> Sequence[tuple[EntryRow | None, EntryRow | None, Sequence[EntryRow]]]:
        """Each entry: its version at the first point, at the last, and all versions."""
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

    def _is_new(self, row: EntryRow) -> bool:
        return row.entry_position > self.first.position

    @cached_property
    def happened(self) -> list[Row]:
        """What began after the first day and by the last, whenever it was recorded."""
        held = [now for _, now, _ in self.entries if now and _is_dated(now)]
        between = [row for row in held if self.first.on < row.begins_by <= self.last.on]
        return [self._row(row) for row in sorted(between, key=self._order)]

    @cached_property
    def late(self) -> list[Row]:
        """What had begun by the first day, or on an unknown one, and was recorded after it."""
        new = [now for _, now, _ in self.entries if now and self._is_new(now)]
        late = [row for row in new if not _is_dated(row) or row.begins_by <= self.first.on]
        return [self._row(row) for row in sorted(late, key=self._order)]

    @cached_property
    def ahead(self) -> list[Row]:
        """What was recorded in between and begins after the last day."""
        new = [now for _, now, _ in self.entries if now and self._is_new(now) and _is_dated(now)]
        ahead = [row for row in new if row.begins_by > self.last.on]
        return [self._row(row) for row in sorted(ahead, key=self._order)]

    @cached_property
    def filled(self) -> list[Row]:
        """Fields that were blank and have been filled."""
        return [row for because, row in self._fields if because == "completed"]

    @cached_property
    def corrected(self) -> list[Row]:
        """Fields that were wrong, and entries whose retraction was a mistake."""
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
        """Entries that were retracted, with the reason if this audience may read it."""
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
        """Entries from which texts were removed."""
        found: list[Row] = []
        for named, content in self._remarks_on(Expunged.TOPIC):
            event = Expunged.model_validate_json(content)
            texts = {"fields": ", ".join(event.fields), "reason": plain(event.reason)}
            found.append({**named, **texts, "authority": event.authority})
        return found

    def _remarks_on(self, topic: str) -> Iterator[tuple[Row, str]]:
        last = {versions[-1].entry_position: versions[-1] for _, _, versions in self.entries}
        for remark in self.remarks:
            if remark.topic == topic and remark.entry in last:
                named = self._named(last[remark.entry])
                yield {**named, "position": remark.position}, remark.content

    @cached_property
    def standings(self) -> list[Row]:
        """Standings that differ between the two points: in the body, and on commitments."""
        code = self.body.code
        then = replace(self.body.at, on=self.first.on, position=self.first.position)
        recodes = self.body.read_model.recodes(code, self.last.position)
        codes = Codes.after((each.member, each.code) for each in recodes)
        before = state(Facts(self.body.read_model, code, then), STANDINGS, codes)
        after = state(self.body.facts, STANDINGS)
        return [
            {"about": each.about, "before": each.before or "none", "after": each.after or "none"}
            for each in state_changes(before, after)
            if each.kind in {"membership", "standing"}
        ]

    def _order(self, row: EntryRow) -> tuple[date, int]:
        return row.begins_by, row.entry_position

    def _row(self, row: EntryRow) -> Row:
        recorded = self.body.read_model.recorded_at(row.entry_position)
        assert recorded is not None  # it was read from that position
        return {
            **self._named(row),
            **dated("on", row.effective_on),
            "what": self._as_it_is(row),
            "mark": worded("corrected") if row.because == "error" else "",
            "recorded": recorded.date().isoformat(),
        }

    def _as_it_is(self, row: EntryRow) -> str:
        """Say what a row says, and of a meeting or session that was moved where it is now."""
        now = self._moved.get(row.entry_position)
        if now is None:
            return _said(row)
        return worded("{what}, since moved to {day}", what=_said(row), day=now)

    @cached_property
    def _moved(self) -> Mapping[int, ImpreciseDate]:
        return moved_since(self.body.facts)

    def _named(self, row: EntryRow) -> Mapping[str, str | int]:
        what, on = _said(row), row.effective_on
        what = worded("{what}, {on}", what=what, on=on) if on else what
        place = {"entry": row.entry_position, "position": row.position}
        return {**place, "topic": row.topic, "stream": row.stream, "what": what}


def _said(row: EntryRow) -> str:
    return sentence(row.topic, loads(row.event))


def _is_dated(row: EntryRow) -> bool:
    return row.effective_on is not None and row.effective_on.latest is not None
