"""Acts on how a body votes: its time zone, who may vote, majorities, suspended voting rights."""

from application.declarations.act import Act, On, Stage, Until, act
from application.entries.entry_names import BY_NAME, Ends
from application.recording.recording import Recording
from domain.endings import must_be_clear
from domain.errors import Refused
from domain.events import voting as events
from domain.events.members import Member, VotingRightsRestored, VotingRightsSuspended, WhySuspended
from domain.events.zones import TimeZoneSet
from domain.values import ImpreciseDate
from domain.voting.rights import rule_of_rights
from domain.voting.rules import fault_of_majority, fault_of_rights
from domain.words import worded


def set_rule(
    recording: Recording,
    body: str,
    rule: events.VotingRightsRuleSet | events.MajorityRuleSet,
    on: ImpreciseDate,
) -> None:
    """Record a rule for who may vote, or for a majority, from a day on.

    Raises:
        Refused: it can be no rule.
    """
    fault = (
        fault_of_majority(rule)
        if isinstance(rule, events.MajorityRuleSet)
        else fault_of_rights(rule)
    )
    if fault:
        raise Refused(fault)
    recording.record(body, rule, on)


SetTimeZone = act(
    "taskforce time-zone",
    TimeZoneSet,
    "The days and hours of the body are in this time zone.",
    repeats=True,
    stage=Stage.BODIES,
    examples="taskforce time-zone Europe/Lisbon --on 2026-01-01",
)
SetVotingRights = act(
    "taskforce voting-rights",
    events.VotingRightsRuleSet,
    "The rule for which members may vote at a meeting; it replaces the one before.",
    rule=set_rule,
    repeats=True,
    stage=Stage.BODIES,
    examples=(
        "taskforce voting-rights all_active --on 2026-01-01",
        (
            "taskforce voting-rights present_at_meetings --attended 2 --of-last 3 "
            "--on 2027-01-01 --text 'Present at two of the last three meetings.'"
        ),
    ),
)
SetMajority = act(
    "taskforce majority",
    events.MajorityRuleSet,
    "A majority rule that votes can name; one of the same name replaces the one before.",
    rule=set_rule,
    keys=("rule",),
    repeats=True,
    stage=Stage.BODIES,
    examples=(
        "taskforce majority ORDINARY more_than_half --casting-vote --on 2026-01-01",
        "taskforce majority WRITING two_thirds --base all --silence assent --on 2026-01-01",
        "taskforce majority CONSENSUS consensus --on 2026-01-01",
    ),
)


class SuspendVotingRights(
    Act,
    name="member suspend-voting-rights",
    makes=(VotingRightsSuspended, VotingRightsRestored),
    ends={"until": VotingRightsRestored},
    repeats=True,
    stage=Stage.MEMBERS,
    examples="member suspend-voting-rights ATL --on 2026-08-01 --reason 'Its contribution is due.'",
):
    """The member may attend and not vote, until its voting rights are restored."""

    member: Member
    reason: WhySuspended | None = None
    until: Until | None = None
    on: On

    def decide(self, recording: Recording, body: str) -> None:
        """Suspend the voting rights, and end that where its end is known.

        Raises:
            Contradicted: it was no member on that day, or its voting rights are suspended already.
        """
        member = recording.member(body, self.member)
        member.must_be_active(self.on, worded("have its voting rights suspended"))
        recording.record_span(body, self.event(VotingRightsSuspended), self.on, self.until)
        rule = rule_of_rights(recording.taskforce(body).history, self.on).rights
        if rule != "rights_not_suspended":
            recording.remark(
                worded(
                    "By the rule of that day, {rule}, {member} may vote as before: a suspension of "
                    "voting rights has effect only under rights_not_suspended (depositary "
                    "taskforce voting-rights rights_not_suspended).",
                    rule=rule,
                    member=self.member,
                )
            )


class RestoreVotingRights(
    Act,
    name="member restore-voting-rights",
    makes=(VotingRightsRestored,),
    uncompared={"ends": BY_NAME},
    repeats=True,
    stage=Stage.MEMBERS,
    examples="member restore-voting-rights ATL --on 2026-09-01",
):
    """The member may vote again."""

    member: Member
    ends: Ends = ()
    on: On

    def decide(self, recording: Recording, body: str) -> None:
        """End the suspensions of its voting rights that began before, or those that are named.

        Raises:
            Refused: a name is of none, or the dates do not tell which one is meant.
        """
        closed = recording.member(body, self.member).restore_voting_rights(self.on, self.ends)
        must_be_clear([closed])
        recording.record(body, closed.event, self.on)
