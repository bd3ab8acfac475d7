"""How far each member is on each commitment: what it said last, and who said nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from application.questions.asking.facts import Fact
from application.questions.asking.references import RowFilter, row_filter
from application.questions.asking.sentences import plain
from application.questions.progress.obligations import Obligation, bound, obligations
from application.questions.progress.reviews import Review, Reviews, shown_reports
from application.reports.body import Body
from application.reports.document import Tone
from application.reports.progress.scales import Scale, Version, scales
from domain.events.progress import NO_REPORT, ProgressAssessed, ProgressReported
from domain.events.texts import Adopted, Amended
from domain.values import Visibility

NOT_BOUND, NOTHING, RETURNED = "not bound", "nothing reported", "returned"
Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A member on a commitment: its last report that was not returned, or what stands instead.

    `word` is for people, and names the scale where several are in use.
    """

    commitment: str
    member: str
    bound: bool
    report: Fact[ProgressReported] | None
    review: Review | None
    word: str
    tone: Tone

    @property
    def version(self) -> Version | None:
        """The scale of the report."""
        event = self.report.event if self.report else None
        return (event.scale, event.scale_version) if event else None


@dataclass(frozen=True)
class States:
    """All cells of one body, as they may be seen; `about` narrows them down."""

    body: Body
    about: str | None

    @cached_property
    def asked(self) -> RowFilter:
        """What `about` means."""
        return row_filter(self.body.read_model, self.body.code, self.about, self.body.at)

    @cached_property
    def public(self) -> bool:
        """Whether the report is for the public, which is told nothing of silence or returns."""
        return self.body.at.audience is Visibility.PUBLIC

    @cached_property
    def commitments(self) -> Sequence[str]:
        """The commitments on which any cell stands, in the order of adoption."""
        there = {commitment for commitment, _ in self.cells}
        known = [reference for reference in self.words if reference in there]
        return [*known, *sorted(there - self.words.keys())]

    @cached_property
    def words(self) -> Mapping[str, str]:
        """The words of the day of every commitment that may be seen."""
        found = {fact.event.commitment: fact.event.text for fact in self.body.facts.begun(Adopted)}
        amended = self.body.facts.begun(Amended)
        return found | {f.event.commitment: f.event.text for f in amended}

    @cached_property
    def themes(self) -> Mapping[str, str | None]:
        """The theme of every commitment that may be seen and has one."""
        adopted = self.body.facts.begun(Adopted)
        return {fact.event.commitment: fact.event.theme for fact in adopted}

    @cached_property
    def members(self) -> Sequence[str]:
        """The members that have a cell, by name."""
        codes = {member for _, member in self.cells}
        return sorted(codes, key=lambda code: (self.called(code).casefold(), code))

    def called(self, member: str) -> str:
        """Return a member's name on that day, also of one that left."""
        return self.asked.names.get(member, member)

    @cached_property
    def cells(self) -> Mapping[Key, Cell]:
        """By commitment and member: of all that are bound, or have reported."""
        last: dict[Key, Fact[ProgressReported]] = {}
        returned: set[Key] = set()
        for report in shown_reports(self.body.facts):
            key = (report.event.commitment, report.event.member)
            if self.reviewing.of(report).state == "returned":
                returned.add(key)
            else:
                last[key] = report
        keys = self._bound | last.keys() | returned
        found = [key for key in keys if self.asked.is_for(*key)]
        return {
            key: self._cell(key, last.get(key), returned=key in returned) for key in sorted(found)
        }

    def of(self, commitment: str) -> Iterator[Cell]:
        """Yield the cells of one commitment, by the members' names."""
        for member in self.members:
            if (commitment, member) in self.cells:
                yield self.cells[commitment, member]

    @cached_property
    def scales(self) -> Sequence[Scale]:
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
        rows = obligations(self.body.facts)
        return [row for row in rows if self.asked.is_for(row.commitment, row.member)]

    @cached_property
    def reviewing(self) -> Reviews:
        """The reviews by the day."""
        return Reviews(self.body.facts)

    def _cell(self, key: Key, report: Fact[ProgressReported] | None, *, returned: bool) -> Cell:
        word, tone = self._word(key, report, returned=returned)
        return Cell(
            commitment=key[0],
            member=key[1],
            bound=key in self._bound,
            report=report,
            review=self.reviewing.of(report) if report else None,
            word=word,
            tone=tone,
        )

    def _word(
        self, key: Key, report: Fact[ProgressReported] | None, *, returned: bool
    ) -> tuple[str, Tone]:
        if report:
            event = report.event
            (scale,) = scales(
                self.body.facts, [((event.scale, event.scale_version), event.assessment)]
            )
            mixed = f" on {scale.name}" if self._mixed else ""
            word = f"{plain(event.assessment)}{mixed} ({report.on})"
            return word, scale.tones.get(event.assessment, "none")
        if returned:
            return RETURNED, "none"
        return (plain(NO_REPORT), "bad") if key in self._silent else (NOTHING, "none")

    @cached_property
    def _mixed(self) -> bool:
        found = shown_reports(self.body.facts)
        return len({(fact.event.scale, fact.event.scale_version) for fact in found}) > 1

    @cached_property
    def _silent(self) -> set[Key]:
        return {(row.commitment, row.member) for row in self.due if row.state == NO_REPORT}

    @cached_property
    def _bound(self) -> set[Key]:
        return bound(self.body.facts, list(self.words), self.body.at)
