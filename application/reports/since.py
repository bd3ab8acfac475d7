"""What happened in a body after a day, in sentences, in groups that a brief can show."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from application.questions.asking.answer import Column, Row
from application.questions.asking.facts import Fact
from application.questions.asking.sentences import sentence
from application.reports.body import Body
from application.reports.document import Section, Table
from domain.event import Event
from domain.events import bodies, laws, meetings, members, minutes, progress, texts, voting, work
from domain.events.texts import Signed
from domain.values import Visibility

GROUPS: Mapping[str, tuple[str, tuple[type[Event], ...]]] = {
    "members": (
        "Members",
        (
            *(members.Applied, members.Joined, members.Suspended, members.Reinstated),
            *(members.VotingRightsSuspended, members.VotingRightsRestored),
            *(members.WithdrawalNotified, members.Withdrew, members.Renamed, members.Recoded),
            *(members.FocalPointDesignated, members.FocalPointReleased),
            *(bodies.ChairAppointed, bodies.ViceChairAppointed),
        ),
    ),
    "texts": (
        "Texts and signatures",
        (
            *(bodies.InstrumentAdopted, texts.Adopted, texts.Amended),
            *(texts.Superseded, texts.Split, texts.Closed, texts.Signed),
            *(texts.SignatureConfirmed, texts.Consented, texts.EnteredIntoForce),
            *(texts.StatementMade, texts.Withdrawn),
        ),
    ),
    "progress": (
        "Progress",
        (
            *(progress.MilestoneSet, progress.MilestoneReached, progress.ReportingScheduled),
            *(progress.ReportingExtended, progress.ReportingExempted, progress.ProgressReported),
            *(progress.ReportReturned, progress.ReportApproved, progress.ReminderSent),
            *(progress.ProgressAssessed, progress.AssessmentAnswered),
        ),
    ),
    "meetings": (
        "Meetings and decisions",
        (
            *(meetings.MeetingRescheduled, meetings.MeetingCancelled, meetings.MeetingOpened),
            *(meetings.QuorumRuleSet, meetings.QuorumEstablished, meetings.DecisionAdopted),
            *(meetings.ActionItemCompleted, meetings.MeetingClosed),
            *(meetings.MinutesCirculated, meetings.MinutesApproved),
            *(voting.TimeZoneSet, voting.VotingRightsRuleSet, voting.MajorityRuleSet),
            *(voting.SessionSet, voting.MemberArrived, voting.MemberDeparted),
            *(voting.RepresentativeChanged, voting.ProxyGiven, voting.ObserverAttended),
            *(voting.VoteTaken, voting.ReplyReceived, voting.CastingVoteGiven),
            *(voting.DecisionNotAdopted, minutes.PaperTabled, minutes.DiscussionRecorded),
            *(minutes.MinutesDrafted, minutes.MinutesCommented, minutes.MinutesCommentAnswered),
            minutes.MinutesPublished,
        ),
    ),
    "laws": (
        "Laws and practices",
        (
            *(laws.LegislativeGapIdentified, laws.LegislativeOpportunityIdentified),
            *(laws.LegislativeHelpOffered, laws.LegislativeGapAnswered),
            *(laws.LegislativeGapClosed, laws.EngagementRecorded),
            laws.PracticeShowcased,
        ),
    ),
    "others": (
        "Work with others",
        (
            *(work.InitiativeInputReceived, work.InitiativeInputConsidered),
            *(work.AdviceForwarded, work.AdviceAnswered, work.JointWorkRecorded),
            *(work.ProductContributionMade, work.ContributionTakenUp),
            *(bodies.InitiativeRecognised, bodies.ReferenceGroupLinked),
        ),
    ),
    "body": (
        "The body",
        (
            *(bodies.Established, bodies.RecordKeptFrom, bodies.TaskAdopted),
            *(bodies.ClaimRecorded, bodies.ScaleRegistered, bodies.Dissolved),
        ),
    ),
}
"""By key: the heading, and the kinds of events under it. A call for a meeting is no act."""
NEVER_PUBLIC: tuple[type[Event], ...] = (
    *(progress.ReportReturned, progress.ReminderSent),
    *(laws.LegislativeGapIdentified, laws.LegislativeOpportunityIdentified),
    *(laws.LegislativeHelpOffered, laws.LegislativeGapAnswered),
)
"""What is not told to the public, whatever its entries say."""


def since(body: Body, after: date | None) -> Iterator[Section]:
    """Yield a part for each group of which anything began after a day, until that asked for.

    Without a day all is told, else nothing of an unknown day. What a member signed on one day is
    one line.
    """
    public = body.at.audience is Visibility.PUBLIC
    for key, (title, kinds) in GROUPS.items():
        shown = [kind for kind in kinds if not (public and kind in NEVER_PUBLIC)]
        found = [
            fact
            for kind in shown
            for fact in body.facts.begun(kind)
            if after is None or (fact.on.latest and fact.by > after)
        ]
        if found:
            table = Table(
                key=f"since-{key}",
                caption=title,
                columns=[Column("on", "On"), Column("what", "What")],
                rows=_rows(found),
            )
            yield Section(key=f"new-{key}", title=title, blocks=[table])


def _rows(found: Sequence[Fact[Event]]) -> list[Row]:
    rows: list[Row] = []
    signed: dict[tuple[str, str], list[str]] = {}
    for fact in sorted(found, key=lambda each: (each.by, each.entry)):
        event = fact.event
        if isinstance(event, Signed):
            commitments = signed.setdefault((event.member, str(fact.on)), [])
            commitments.append(event.commitment)
            if len(commitments) > 1:
                continue
            rows.append({"on": str(fact.on), "what": "", "signed_by": event.member})
        else:
            said = sentence(event.TOPIC, event.model_dump(mode="json"))
            rows.append({"on": str(fact.on), "what": " ".join(said.split()), "signed_by": None})
    return [_told(row, signed) for row in rows]


def _told(row: Row, signed: Mapping[tuple[str, str], Sequence[str]]) -> Row:
    who = row["signed_by"]
    what = f"{who} signed {', '.join(signed[str(who), str(row['on'])])}" if who else row["what"]
    return {"on": row["on"], "what": what}
