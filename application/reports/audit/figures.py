"""The figures that reports print of a period, each with the entries that it should count."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from json import loads

from application.questions.asking.references import commitments_by_text, find_text
from application.questions.asking.sentences import plain
from application.questions.members import standings
from application.reports.audit.period import NEVER, Period
from application.reports.audit.recount import CountedItem, StandingRecount, latest_assessments
from application.reports.progress.states import States
from domain.event import Event
from domain.events import laws, meetings, members, progress, texts, work
from domain.words import worded

PERIODIC: tuple[tuple[str, type[Event]], ...] = (
    (worded("members joined"), members.Joined),
    (worded("members left"), members.Withdrew),
    (worded("signatures"), texts.Signed),
    (worded("consents"), texts.Consented),
    (worded("meetings held"), meetings.MeetingOpened),
    (worded("decisions adopted"), meetings.DecisionAdopted),
    (worded("actions completed"), meetings.ActionItemCompleted),
    (worded("minutes approved"), meetings.MinutesApproved),
    (worded("progress reports received"), progress.ProgressReported),
    (worded("progress reports returned"), progress.ReportReturned),
    (worded("progress reports approved"), progress.ReportApproved),
    (worded("independent assessments"), progress.ProgressAssessed),
    (worded("milestones reached"), progress.MilestoneReached),
    (worded("legislative gaps found"), laws.LegislativeGapIdentified),
    (worded("legislative opportunities found"), laws.LegislativeOpportunityIdentified),
    (worded("gaps and opportunities closed by a law"), laws.LegislativeGapClosed),
    (worded("inputs received from initiatives"), work.InitiativeInputReceived),
    (worded("pieces of advice forwarded"), work.AdviceForwarded),
    (worded("contributions to products"), work.ProductContributionMade),
    (worded("joint works with reference groups"), work.JointWorkRecorded),
    (worded("engagements of members"), laws.EngagementRecorded),
    (worded("practices showcased"), laws.PracticeShowcased),
)
"""What reports count in a period, by the day that an entry is for."""
ON_COMMITMENTS = (progress.ProgressReported, progress.ReportApproved, texts.Signed)
"""What is counted for each commitment, too."""
NOT_COUNTED_FOR_THE_PUBLIC = NEVER | {progress.ProgressReported.TOPIC}
POLITICAL, TREATY = ("signatory", "former_signatory"), ("party", "contracting_party", "signatory")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number as a report prints it (`value`), and what a count of the entries finds.

    `name` is its own in the population; `of` is the day or the days that it is for.
    """

    name: str
    of: str
    value: int
    counted: Sequence[CountedItem]

    @property
    def recounted(self) -> int:
        """How many there are by the entries."""
        return len(self.counted)


def figures(period: Period) -> list[Figure]:
    """Return the whole population, in an order that does not depend on any seed."""
    of_progress = [] if period.body.public else _of_progress(period)
    return [*_of_members(period), *_of_texts(period), *of_progress, *_of_days(period)]


def _figure(period: Period, name: str, value: int, counted: Sequence[CountedItem]) -> Figure:
    return Figure(
        name=name, of=worded("on {day}", day=period.last.on), value=value, counted=counted
    )


def _of_members(period: Period) -> Iterator[Figure]:
    body = period.body
    counts = standings.members(body.read_model, body.pinned, body.at.on).counts or {}
    found = StandingRecount(body.facts).memberships()
    for standing, value in counts.items():
        yield _figure(
            period,
            worded("members {standing}", standing=plain(standing)),
            value,
            found.get(standing, []),
        )


def _of_texts(period: Period) -> Iterator[Figure]:
    body, recount = period.body, StandingRecount(period.body.facts)
    texts = commitments_by_text(body.read_model, body.code, None, body.at)
    for text, commitments in texts.items():
        for reference in dict.fromkeys((text, *commitments)):
            counts = standings.status(body.read_model, body.pinned, reference, body.at.on).counts
            found = find_text(body.read_model, body.code, reference, body.at)
            recounted = recount.standings(found.commitments)
            for standing in POLITICAL if found.political else TREATY:
                value = (counts or {}).get(standing, 0)
                name = worded(_MANY[standing], reference=reference)
                yield _figure(period, name, value, recounted.get(standing, []))


_MANY: Mapping[str, str] = {
    "signatory": "signatories of {reference}",
    "former_signatory": "former signatories of {reference}",
    "party": "parties of {reference}",
    "contracting_party": "contracting parties of {reference}",
}


def _of_progress(period: Period) -> Iterator[Figure]:
    """Yield the number of members per latest assessment."""
    cells = States(period.body, None, silent_alone=True).cells.values()
    reports = [cell.report.event for cell in cells if cell.report]
    reported = Counter((r.commitment, r.assessment, r.scale, r.scale_version) for r in reports)
    recounted = latest_assessments(period)
    for assessed in sorted({*reported, *recounted}):
        commitment, assessment, scale, version = assessed
        name = worded(
            "members at {assessment} on {commitment} ({scale} {version})",
            assessment=plain(assessment),
            commitment=commitment,
            scale=scale,
            version=version,
        )
        yield _figure(period, name, reported[assessed], recounted.get(assessed, []))


def _of_days(period: Period) -> Iterator[Figure]:
    for name, kind in PERIODIC:
        if period.body.public and kind.TOPIC in NOT_COUNTED_FOR_THE_PUBLIC:
            continue
        yield _counted_in(period, name, kind, None)
        if kind in ON_COMMITMENTS:
            for reference in _commitments(period, kind):
                yield _counted_in(
                    period,
                    worded("{figure} on {reference}", figure=name, reference=reference),
                    kind,
                    reference,
                )


def _commitments(period: Period, kind: type[Event]) -> list[str]:
    known = period.body.facts.known(kind)
    return sorted({str(fact.event.model_dump()["commitment"]) for fact in known})


def _counted_in(period: Period, name: str, kind: type[Event], reference: str | None) -> Figure:
    """Count what is for these days as reports do, and recount it entry by entry."""
    reported = [
        fact
        for fact in period.body.facts.begun(kind)
        if period.days.hold(fact.on)
        and reference in (None, fact.event.model_dump().get("commitment"))
    ]
    counted = [
        CountedItem(f"@{event.entry}", [event.entry])
        for event in period.standing.get(kind.TOPIC, ())
        if event.effective_on is not None
        and period.days.hold(event.effective_on)
        and reference in (None, loads(event.content).get("commitment"))
    ]
    of = f"{period.first.on} to {period.last.on}"
    return Figure(name=name, of=of, value=len(reported), counted=counted)
