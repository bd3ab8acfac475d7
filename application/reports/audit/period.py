"""The period of the log that an audit is about, with its events as an audience may see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from json import loads

from application.event_store.stored_events import content_now
from application.model_rows import EntryRow, LogEntry
from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import Column, Json, Row, values
from application.questions.asking.points import Point
from application.questions.asking.sentences import sentence
from application.questions.log.documents import files_of_texts
from application.questions.log.entry_states import REMARKS, EntryStates
from application.reports.body_context import Body
from application.reports.document import Section, Table
from application.reports.work_by_task import Days
from domain.codes import Codes
from domain.events.table import NEVER_PUBLIC
from domain.grouping import grouped
from domain.words import joined, worded

NEVER = frozenset(kind.TOPIC for kind in NEVER_PUBLIC)
BY = Column("by", "By")


@dataclass(frozen=True)
class Period:
    """What was recorded after the position `after`, up to that of `last`, inclusive."""

    body: Body
    first: Point
    last: Point
    after: int

    @cached_property
    def texts(self) -> frozenset[str]:
        """The sha256 of every file of a text that the body adopted."""
        body = self.body
        return files_of_texts(body.read_model, body.code, body.at, self.entries)

    @property
    def days(self) -> Days:
        """The days of the period in the world, in which what its figures count was done."""
        return Days(self.first.on, self.last.on)

    @cached_property
    def entries(self) -> Sequence[LogEntry]:
        """All events of the body up to the end of the period, in the order of the log.

        The public is told of nothing that is never told to it, nor of remarks on that.
        """
        found = self.body.read_model.log(self.body.code, self.body.at, None)
        if not self.body.public:
            return found
        never = {entry.position for entry in found if entry.topic in NEVER}
        return [entry for entry in found if entry.entry not in never]

    @cached_property
    def recorded(self) -> Sequence[LogEntry]:
        """The events of the period."""
        return [entry for entry in self.entries if entry.position > self.after]

    @cached_property
    def of_log(self) -> Sequence[LogEntry]:
        """What was recorded in the period about the log itself, which is of all bodies."""
        found = self.body.read_model.log("", self.body.at, None)
        return [entry for entry in found if entry.position > self.after]

    @cached_property
    def by_entry(self) -> Mapping[int, Sequence[LogEntry]]:
        """The events of an entry by its position: the first, then amendments."""
        return grouped((each.entry, each) for each in self.entries if each.topic not in REMARKS)

    @cached_property
    def states(self) -> EntryStates:
        """The states of events at the end of the period."""
        return EntryStates(self.body.facts, self.entries)

    @cached_property
    def standing(self) -> Mapping[str, Sequence[LogEntry]]:
        """By topic: the events that are still valid at the end of the period."""
        current = filter(self.states.is_current, self.entries)
        return grouped((each.topic, each) for each in current)

    @cached_property
    def versions(self) -> Mapping[int, Sequence[EntryRow]]:
        """By the position of an entry: every version of it, in their order."""
        rows = self.body.read_model.versions(self.body.code, self.body.at, None)
        return {entry: list(g) for entry, g in groupby(rows, key=lambda row: row.entry_position)}

    def content(self, event: LogEntry) -> Mapping[str, Json]:
        """Return what an event says, with members under their codes at the end of the period."""
        content: Mapping[str, Json] = loads(content_now(self.codes, event.topic, event.content))
        return content

    @property
    def codes(self) -> Codes:
        """What codes mean at the end of the period."""
        return self.body.facts.codes

    def row(self, event: LogEntry) -> dict[str, Json]:
        """Return what every table says of an event; the public is not told by whom."""
        public = self.body.public
        return {
            **values(event, "position", "entry"),
            **event.recorded(),
            **values(event, "topic", "stream"),
            "member": event.member or None,
            "what": said(event),
            "by": None if public else event.actor,
            "on_behalf_of": None if public else event.on_behalf_of,
        }

    def columns(self, *middle: Column) -> list[Column]:
        """Return columns after those of where, when and, for most readers, by whom."""
        by = [] if self.body.public else [BY]
        return [fields.POSITION, fields.RECORDED, *by, *middle]


def part(
    key: str, title: str, caption: str, columns: Sequence[Column], rows: Sequence[Row]
) -> Section:
    """Return a section of one table, in which there may be nothing."""
    table = Table(key=key, caption=caption, columns=columns, rows=rows)
    return Section(key=f"part-{key}", title=title, blocks=[table])


def said(event: LogEntry) -> str:
    """Return the sentence of an event, on one line."""
    return sentence(event.topic, loads(event.content))


def ranges(positions: Sequence[int]) -> str:
    """Return positions, ascending, on a line: `@1, @3 to @5`."""
    runs: list[list[int]] = []
    for position in positions:
        if runs and runs[-1][-1] == position - 1:
            runs[-1].append(position)
        else:
            runs.append([position])
    told = [
        worded("@{first} to @{last}", first=run[0], last=run[-1]) if run[1:] else f"@{run[0]}"
        for run in runs
    ]
    return joined(", ", told)
