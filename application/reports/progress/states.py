"""The latest report of each member on each commitment, who sent none, and the scales used."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from application.questions.asking.fact import Fact
from application.questions.asking.facts import Facts
from application.questions.asking.references import RowFilter, row_filter
from application.questions.asking.sentences import plain
from application.questions.progress.bound_members import Key, bound
from application.questions.progress.last_reports import last_reports, reported_unseen
from application.questions.progress.obligations import Obligation, ReportState, obligations
from application.questions.progress.reviews import BodyReviews, Review, shown_reports
from application.reports.body_context import Body
from application.reports.document import Tone
from application.reports.paper.scale_labels import labels_of
from domain.events.bodies import ScaleRegistered
from domain.events.progress import NO_REPORT, OUTSIDE_SCALES, ProgressAssessed, ProgressReported
from domain.events.texts import Adopted, Amended
from domain.grouping import grouped
from domain.names import alphabetical
from domain.values import Visibility
from domain.words import joined, worded

NOT_BOUND, NOTHING = worded("not bound"), worded("nothing reported")
REMINDED, NOT_SHOWN = worded("nothing reported after a reminder"), worded("not shown")
RETURNED = "returned"
GRAVEST_FIRST: Sequence[ReportState] = (
    *("overdue", "no_report", "returned", "not_recorded", "not_shown", "due", "exempt", "upcoming"),
)
"""States of reports that are not there."""
ScaleKey = tuple[str, str]
"""A scale and its version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportScale:
    """One version of a scale; values outside all scales are at the end of `values`."""

    version: ScaleKey
    title: str
    values: Sequence[str]
    tones: Mapping[str, Tone]
    labels: Mapping[str, str]

    @property
    def name(self) -> str:
        """The scale with its version, as shown beside every value."""
        return " ".join(self.version)

    @property
    def described(self) -> str:
        """Its name, what it measures, and its values with their labels."""
        if not self.title:
            return self.name
        inside = [value for value in self.values if value not in OUTSIDE_SCALES]
        return worded(
            "{scale}: {title} ({words})",
            scale=self.name,
            title=self.title,
            words=joined(", ", map(self._word, inside)),
        )

    def _word(self, value: str) -> str:
        word = worded("{kind}", kind=plain(value))
        label = self.labels.get(value)
        return worded("{step}: {label}", step=word, label=label) if label else word


class ProgressCell(NamedTuple):
    """A member on a commitment: its last report that was not returned, or why there is none."""

    commitment: str
    member: str
    bound: bool
    report: Fact[ProgressReported] | None
    review: Review | None
    scale: ReportScale | None
    silence: str


@dataclass(frozen=True)
class States:
    """All cells of one body that the audience may see; `about` selects some of them.

    `silent_alone` says that what was due is asked for only of those who have no report.
    """

    body: Body
    about: str | None
    silent_alone: bool = False

    @cached_property
    def asked(self) -> RowFilter:
        """What `about` means."""
        return row_filter(self.body.read_model, self.body.code, self.about, self.body.at)

    @cached_property
    def public(self) -> bool:
        """Whether the report is for the public, which is not shown missing or returned reports."""
        return self.body.at.audience is Visibility.PUBLIC

    @cached_property
    def commitments(self) -> Sequence[str]:
        """The commitments that have a cell, in the order of adoption."""
        there = {commitment for commitment, _ in self.cells}
        known = [reference for reference in self.words if reference in there]
        return [*known, *sorted(there - self.words.keys())]

    @cached_property
    def charted(self) -> Sequence[str]:
        """The commitments that are asked for, also those that nobody is bound by."""
        known = dict.fromkeys(self.commitments)
        asked = [each for each in self.words if each in known or self.asked.is_for(each, "")]
        return [*dict.fromkeys([*asked, *known])]

    def counted(self, commitment: str) -> Iterator[ProgressCell]:
        """Yield the cells of those who are bound by a commitment, as far as may be told.

        The public may see a report and not the signature: who reported is bound for it.
        """
        return (cell for cell in self.of(commitment) if cell.bound or (self.public and cell.report))

    @cached_property
    def words(self) -> Mapping[str, str]:
        """The wording on that day of every commitment that the audience may see."""
        found = {fact.event.commitment: fact.event.text for fact in self.body.facts.begun(Adopted)}
        amended = self.body.facts.begun(Amended)
        return found | {f.event.commitment: f.event.text for f in amended}

    @cached_property
    def themes(self) -> Mapping[str, str | None]:
        """The theme of every commitment that has one and that the audience may see."""
        adopted = self.body.facts.begun(Adopted)
        return {fact.event.commitment: fact.event.theme for fact in adopted}

    @cached_property
    def members(self) -> Sequence[str]:
        """The members that have a cell, by name."""
        codes = {member for _, member in self.cells}
        return sorted(codes, key=lambda code: (alphabetical(self.called(code)), code))

    def called(self, member: str) -> str:
        """Return a member's name on that day, also of one that left."""
        return self.asked.names.get(member, member)

    @cached_property
    def cells(self) -> Mapping[Key, ProgressCell]:
        """By commitment and member: of all that are bound, or have reported."""
        last, returned = self.body.facts.once(last_reports)
        keys = self._bound | last.keys() | returned
        found = [key for key in keys if self.asked.is_for(*key)]
        return {
            key: self._cell(
                key, None if key in self._unseen else last.get(key), returned=key in returned
            )
            for key in sorted(found)
        }

    @cached_property
    def unseen(self) -> frozenset[Key]:
        """Who reported on what, of whom this audience may not see the last report."""
        return frozenset(key for key in self._unseen if self.asked.is_for(*key))

    @cached_property
    def _unseen(self) -> frozenset[Key]:
        return self.body.facts.once(reported_unseen)

    def of(self, commitment: str) -> Iterator[ProgressCell]:
        """Yield the cells of one commitment, by the members' names."""
        yield from self._by_commitment.get(commitment, ())

    @cached_property
    def _by_commitment(self) -> Mapping[str, Sequence[ProgressCell]]:
        order = {member: place for place, member in enumerate(self.members)}
        cells = sorted(self.cells.values(), key=lambda cell: order[cell.member])
        return grouped((cell.commitment, cell) for cell in cells)

    @cached_property
    def scales(self) -> Sequence[ReportScale]:
        """Every scale and version that a report or an assessment of this is on."""
        told = [c.report.event for c in self.cells.values() if c.report]
        used = [((e.scale, e.scale_version), e.assessment) for e in told]
        judged = [fact.event for fact in self.assessed]
        used += [((e.scale, e.scale_version), e.assessment) for e in judged]
        return scales(self.body.facts, used)

    @cached_property
    def assessed(self) -> Sequence[Fact[ProgressAssessed]]:
        """The independent assessments by the day."""
        found = self.body.facts.standing(ProgressAssessed)
        return [f for f in found if self.asked.is_for(f.event.commitment, f.event.member)]

    @cached_property
    def due(self) -> Sequence[Obligation]:
        """What was to be reported; nothing for the public."""
        if self.public:
            return ()
        facts = self.body.facts
        silent = self._bound - facts.once(last_reports)[0].keys()
        rows = obligations(facts, silent if self.silent_alone else None)
        return [row for row in rows if self.asked.is_for(row.commitment, row.member)]

    @cached_property
    def missing(self) -> Mapping[Key, Obligation]:
        """By commitment and member: of reports that are asked for and not there, the gravest."""
        grave = {state: n for n, state in enumerate(GRAVEST_FIRST)}
        found = [row for row in self.due if row.due_by and row.state in grave]
        found.sort(key=lambda row: (grave[row.state], row.due_by), reverse=True)
        return {(row.commitment, row.member): row for row in found}

    @cached_property
    def reviewing(self) -> BodyReviews:
        """The reviews by the day."""
        return self.body.facts.once(BodyReviews)

    def _cell(
        self, key: Key, report: Fact[ProgressReported] | None, *, returned: bool
    ) -> ProgressCell:
        event = report.event if report else None
        return ProgressCell(
            commitment=key[0],
            member=key[1],
            bound=key in self._bound,
            report=report,
            review=self.reviewing.of(report) if report else None,
            scale=self._scales[event.scale, event.scale_version] if event else None,
            silence="" if report else self._silence(key, returned=returned),
        )

    def _silence(self, key: Key, *, returned: bool) -> str:
        if key in self.unseen:
            return NOT_SHOWN
        if returned:
            return RETURNED
        return REMINDED if key in self._silent else NOTHING

    def said(self, cell: ProgressCell) -> tuple[str, Tone]:
        """Return a cell in words, which name the scale if several are in use, and their tone."""
        if not (cell.report and cell.scale):
            return cell.silence, "bad" if cell.silence == REMINDED else "none"
        assessment = cell.report.event.assessment
        word = worded(
            "{assessment} on {scale} ({on})" if len(self._scales) > 1 else "{assessment} ({on})",
            assessment=plain(assessment),
            scale=cell.scale.name,
            on=cell.report.on,
        )
        return word, cell.scale.tones.get(assessment, "none")

    @cached_property
    def _scales(self) -> Mapping[ScaleKey, ReportScale]:
        """The scale of every report, whether it is shown here or not."""
        said = [fact.event for fact in self._reports]
        used = [((event.scale, event.scale_version), event.assessment) for event in said]
        return {scale.version: scale for scale in scales(self.body.facts, used)}

    @cached_property
    def _reports(self) -> Sequence[Fact[ProgressReported]]:
        return shown_reports(self.body.facts)

    @cached_property
    def _silent(self) -> set[Key]:
        return {(row.commitment, row.member) for row in self.due if row.state == NO_REPORT}

    @cached_property
    def _bound(self) -> set[Key]:
        return bound(self.body.facts, self.words)


def scales(facts: Facts, used: Iterable[tuple[ScaleKey, str]]) -> list[ReportScale]:
    """Return the scales of these values, by name; a hidden scale has only the values used."""
    values = grouped(used)
    known = {(f.event.scale, f.event.version): f.event for f in facts.known(ScaleRegistered)}
    return [_scale(version, known.get(version), found) for version, found in sorted(values.items())]


def _scale(version: ScaleKey, event: ScaleRegistered | None, used: Sequence[str]) -> ReportScale:
    steps = event.values if event else ()
    tones: dict[str, Tone] = {}
    for number, step in enumerate(steps):
        lowest: Tone = "none" if number == 0 else "partial"
        tones[step.value] = "good" if step.high else lowest
    tones |= {"regressed": "bad", "unable_to_assess": "none", "not_applicable": "none"}
    known = [step.value for step in steps]
    more = sorted({value for value in used if value not in known and value not in OUTSIDE_SCALES})
    return ReportScale(
        version=version,
        title=event.title if event else "",
        values=[*known, *more, *OUTSIDE_SCALES],
        tones=tones,
        labels=labels_of(event) if event else {},
    )
