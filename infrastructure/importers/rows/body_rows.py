"""A body as rows in our own columns: what stands today, so that an import makes it again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import TypeAlias
from uuid import UUID

from application.declarations.act import Act
from application.model_rows import AsOf, EntryRow, LogEntry
from application.questions.asking.sentences import sentence
from application.read_model import ReadModel
from domain.endings import NONE_OF_THEM
from domain.event import Ending, Event
from domain.events.meetings import DecisionAdopted
from domain.events.members import FocalPointDesignated, FocalPointReleased
from domain.events.progress import (
    AssessmentAnswered,
    ProgressReported,
    ReportApproved,
    ReportingScheduled,
    ReportReturned,
)
from domain.events.table import TOPICS
from domain.events.texts import Adopted, EnteredIntoForce, SignatureConfirmed, Signed, Withdrawn
from domain.events.voting import DecisionNotAdopted, VoteTaken
from domain.grouping import grouped
from domain.progress.schedules import due_dates
from domain.values import UNKNOWN, ImpreciseDate, Visibility, surely_before
from infrastructure.importers.rows.act_request import ACTS
from infrastructure.importers.rows.event_cells import (
    Cells,
    LeftOut,
    NamedThings,
    NoRow,
    cell_of,
    in_other_words,
)

ELSEWHERE = frozenset({"record.retracted", "record.visibility-changed", "record.expunged"})
"""Topics of events that change what others say, which the rows say as it is today."""


_OfReport: TypeAlias = ProgressReported | ReportReturned | ReportApproved | AssessmentAnswered


@dataclass(frozen=True, slots=True)
class StandingEntry:
    """An entry as it stands today: what it says, and what is said around it."""

    event: Event
    row: EntryRow
    log: LogEntry

    @property
    def on(self) -> str:
        """The day, as precisely as it is known."""
        return str(self.row.effective_on) if self.row.effective_on else ""

    @property
    def around(self) -> Cells:
        """The columns that every row may fill."""
        return {
            "row_id": f"@{self.row.entry_position}",
            "note": self.log.note or "",
            "source": self.log.source or "",
            "visibility": self.row.visibility,
        }


@dataclass
class BodyRows:
    """The rows of one body that an audience may see, in the order of entry.

    `left_out` is filled while they are made.
    """

    read_model: ReadModel
    taskforce: str
    audience: Visibility = Visibility.SECRETARIAT
    left_out: list[LeftOut] = field(default_factory=list)

    def rows(self) -> list[Cells]:
        """Return a row for each act that stands, those on one text and day together.

        None names what is in no row, since an import would refuse it.
        """
        found, before = list(self._all_rows()), -1
        while len(found) != before:
            before, known = len(found), NamedThings()
            for _, row in found:
                known.add(row)
            missing = {each.row.entry_position: known.missing(row) for each, row in found}
            self.left_out += [
                _left_out(each, missing=missing[each.row.entry_position])
                for each, _ in found
                if missing[each.row.entry_position]
            ]
            found = [pair for pair in found if not missing[pair[0].row.entry_position]]
        self.left_out.sort(key=lambda each: each.position)
        return [row for _, row in found]

    def _all_rows(self) -> Iterator[tuple[StandingEntry, Cells]]:
        signed: dict[object, list[StandingEntry]] = {}
        for each in self._standing.values():
            if isinstance(each.event, Signed):
                signed.setdefault(self._signature(each, each.event), []).append(each)
        for each in self._standing.values():
            together = [each]
            if isinstance(each.event, Signed):
                together = signed[self._signature(each, each.event)]
                if together[0] is not each:
                    continue
            if self._is_counted(each.event):
                continue
            try:
                yield each, self._row(each, together)
            except NoRow as why:
                self.left_out.append(_left_out(each, column=str(why)))

    @cached_property
    def _everything(self) -> AsOf:
        return replace(AsOf.everything(self.read_model.head()), audience=self.audience)

    @cached_property
    def _standing(self) -> Mapping[UUID, StandingEntry]:
        """All entries that stand, by their ids."""
        log = {
            each.position: each
            for each in self.read_model.log(self.taskforce, self._everything, None)
        }
        topics = {*_ACT_OF, DecisionNotAdopted.TOPIC} - ELSEWHERE
        entries = self.read_model.entries(self.taskforce, sorted(topics), self._everything)
        return {
            UUID(row.entry_id): StandingEntry(
                TOPICS[row.topic].model_validate_json(row.event), row, log[row.position]
            )
            for row in sorted(entries, key=lambda row: row.entry_position)
        }

    @cached_property
    def _commitments(self) -> Mapping[str, Sequence[str]]:
        """The commitments of each text."""
        events = [each.event for each in self._standing.values()]
        adopted = [event for event in events if isinstance(event, Adopted)]
        return grouped((event.instrument, event.commitment) for event in adopted)

    @cached_property
    def _text_of(self) -> Mapping[str, str]:
        """The text of each commitment."""
        return {each: text for text, found in self._commitments.items() for each in found}

    def _signature(self, each: StandingEntry, event: Signed) -> object:
        """Return what signatures have in common that are one row."""
        same = event.model_dump(exclude={"commitment", "text_sha256", "version"})
        around = {name: cell for name, cell in each.around.items() if name != "row_id"}
        return self._text_of.get(event.commitment), each.on, str(same), str(around)

    def _is_counted(self, event: Event) -> bool:
        """Say whether an event follows from a vote, which has a row."""
        return isinstance(event, _RESULTS) and self._manners.get(event.decision) not in _BY_ROW

    @cached_property
    def _manners(self) -> Mapping[str, str]:
        """How each decision was voted on, of those that were."""
        found = (each.event for each in self._standing.values())
        return {event.decision: event.manner for event in found if isinstance(event, VoteTaken)}

    def _act(self, each: StandingEntry) -> type[Act]:
        event = each.event
        if isinstance(event, _RESULTS) and event.decision in self._manners:
            return ACTS["result"]
        if each.row.topic not in _ACT_OF:  # what came of a vote that is hidden
            raise NoRow
        return _ACT_OF[each.row.topic]

    def _row(self, each: StandingEntry, together: Sequence[StandingEntry]) -> Cells:
        act = self._act(each)
        special = self._special(each, [other.event for other in together])
        cells = {"act": act.ROW, **each.around}
        for name in act.model_fields:
            if name in special:
                cells[name] = special[name]
            elif name == "on":
                cells[name] = each.on
            else:
                cells[name] = cell_of(act, name, each.event)
        return {name: cell for name, cell in cells.items() if cell}

    def _special(self, each: StandingEntry, together: Sequence[Event]) -> Cells:
        """Return the cells of fields that are not in the event under their own name.

        Raises:
            NoRow: no row can say it.
        """
        event = each.event
        match event:
            case Signed():
                return self._of_signatures(event, together)
            case FocalPointReleased() | Ending():
                return self._of_ending(event, each.row.effective_on or UNKNOWN)
            case ProgressReported() | ReportReturned() | ReportApproved() | AssessmentAnswered():
                return self._of_report(each, event)
            case SignatureConfirmed() | EnteredIntoForce() if event.act:
                return {"of_act": self._days([event.act])}
            case _:
                return in_other_words(event)

    def _of_signatures(self, event: Signed, together: Sequence[Event]) -> Cells:
        text = self._text_of.get(event.commitment)
        if text is None:
            raise NoRow
        signed = {other.commitment for other in together if isinstance(other, Signed)}
        others = [each for each in self._commitments[text] if each not in signed]
        return {"instrument": text, "excepting": "; ".join(others), "language": ""}

    def _of_ending(self, event: FocalPointReleased | Ending, on: ImpreciseDate) -> Cells:
        """Return what an ending names; of a person, who it is.

        Where it names nothing, that is said: an act of the same day may be on record by now.
        """
        if isinstance(event, Ending):
            days = self._days(event.ends)
            if isinstance(event, Withdrawn) and event.of == "withdrawal":
                return {"ends": "", "revokes": days, "excepting": ""}
            kept = self._days(each for each in event.excepting if self._is_earlier(each, on))
            return {"ends": days or NONE_OF_THEM, "revokes": "", "excepting": kept}
        found = [self._standing[each].event for each in event.ends if each in self._standing]
        ended = [each for each in found if isinstance(each, FocalPointDesignated)]
        if not ended or len({each.person for each in ended}) > 1:
            raise NoRow
        return {"person": ended[0].person, "role": ended[0].role if len(ended) == 1 else ""}

    def _is_earlier(self, act: UUID, on: ImpreciseDate) -> bool:
        entry = self._standing.get(act)
        return entry is not None and surely_before(entry.row.effective_on or UNKNOWN, on)

    def _of_report(self, each: StandingEntry, event: _OfReport) -> Cells:
        """Return the due date that names a report; a review of earlier words has no row."""
        if isinstance(event, AssessmentAnswered):
            return {"assessed": ""}
        if isinstance(event, ProgressReported):
            if event.occasion != "scheduled":
                return {"due_on": ""}
            return {"due_on": self._due_on(event), "period_from": "", "period_until": ""}
        report = self._standing.get(event.report)
        if report is None or each.row.entry_position < report.row.position:
            raise NoRow
        assert isinstance(report.event, ProgressReported)  # which a rule of reviews demands
        scheduled = report.event.occasion == "scheduled"
        return {"report": "", "due_on": self._due_on(report.event) if scheduled else ""}

    def _due_on(self, report: ProgressReported) -> str:
        """Return the day of the schedule whose period a report is on.

        Raises:
            NoRow: no schedule on record has that period.
        """
        period, last = (report.period_from, report.period_until), report.period_until or date.min
        whose = (report.commitment, self._text_of.get(report.commitment))
        for schedule in (each.event for each in self._standing.values()):
            if isinstance(schedule, ReportingScheduled) and schedule.commitment in whose:
                for due in due_dates(schedule, last + _AFTER):
                    if due.period == period:
                        return due.due_on.isoformat()
        raise NoRow

    def _days(self, ids: Iterable[UUID]) -> str:
        """Return how acts are named: by the days on which they began.

        Raises:
            NoRow: an act does not stand, or its day is not known.
        """
        found = [self._standing.get(each) for each in ids]
        days = [each.on for each in found if each is not None and each.on]
        if len(days) < len(found):
            raise NoRow
        return "; ".join(sorted(days))


_RESULTS = (DecisionAdopted, DecisionNotAdopted)
_BY_ROW = ("written", None)
"""Manners of votes whose result has a row of its own: in writing; of no vote."""
_AFTER = timedelta(days=800)  # behind the end of a period, in which its report is due
_ACT_OF: dict[str, type[Act]] = {}
for _act in ACTS.values():
    if _act.MAKES and not _act.ROW.startswith(("adopt_once", "correct", "result")):
        _ACT_OF.setdefault(_act.MAKES[0].TOPIC, _act)


def _left_out(each: StandingEntry, *, missing: str = "", column: str = "") -> LeftOut:
    said = sentence(each.event.TOPIC, each.event.model_dump(mode="json"))
    return LeftOut(each.row.entry_position, said, missing, column)
