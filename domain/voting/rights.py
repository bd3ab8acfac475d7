"""Which members may vote at a meeting, by the body's rule, and why each may or may not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from domain.entry import Entry
from domain.events.meetings import MeetingOpened
from domain.events.members import Joined, Suspended, VotingRightsSuspended
from domain.events.voting import MemberArrived, SessionSet, VotingRightsRuleSet
from domain.history import History
from domain.meetings.in_force import day_of_meeting, held_on
from domain.meetings.presence import Room
from domain.members.active import surely_holds
from domain.members.member import Member
from domain.values import ImpreciseDate, surely_before
from domain.words import Words, worded

Reason = Literal[
    "active",
    "rights_not_suspended",
    "attended",
    "not_yet_a_member",
    "withdrawn",
    "suspended",
    "voting_rights_suspended",
    "attended_too_few",
    "not_shown",
]


_SAID: Mapping[Reason, str] = {
    "active": "active member",
    "rights_not_suspended": "active member, voting rights not suspended",
    "attended": "present at {attended} of the last {of} meetings",
    "not_yet_a_member": "not yet a member",
    "withdrawn": "no longer a member",
    "suspended": "suspended",
    "voting_rights_suspended": "voting rights suspended",
    "attended_too_few": "present at only {attended} of the last {of} meetings",
    "not_shown": "not shown",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """Whether a member may vote, and why; of the last `of` meetings it attended `attended`."""

    may_vote: bool
    reason: Reason
    attended: int = 0
    of: int = 0

    @property
    def is_shown(self) -> bool:
        """Whether it is told of, and does not rest on what an audience may not see."""
        return self.reason != "not_shown"

    @property
    def listed(self) -> bool:
        """Whether a party is told of: a member, or one that may vote all the same."""
        return self.may_vote or self.reason not in ("not_yet_a_member", "withdrawn")

    @property
    def said(self) -> Words:
        """The reason in words."""
        if self.reason == "attended" and not self.of:
            return worded("active member, no meeting was held before")
        return worded(_SAID[self.reason], attended=self.attended, of=self.of)


def listed(found: Mapping[str, Right]) -> Mapping[str, Right]:
    """Return the rights of those that are told of."""
    return {code: right for code, right in found.items() if right.listed}


def as_shown(seen: Mapping[str, Right], whole: Mapping[str, Right]) -> Mapping[str, Right]:
    """Return rights as an audience sees them, or that none is shown, if one is really another.

    Were that told of the one alone, it would tell of whom something is hidden.
    """
    if listed(seen).items() <= whole.items():
        return seen
    hidden = Right(may_vote=False, reason="not_shown")
    return {code: hidden if right.listed else right for code, right in seen.items()}


def rule_of_rights(history: History, on: ImpreciseDate) -> VotingRightsRuleSet:
    """Return the rule that held on a day; before there is any, every active member may vote."""
    held = held_on(history.each(VotingRightsRuleSet), on)
    return held[1] if held else VotingRightsRuleSet(rights="all_active")


def rights(
    history: History, members: Mapping[str, Member], meeting: str, on: ImpreciseDate
) -> dict[str, Right]:
    """Return the right of each member at a meeting that is held on a day.

    `history` is that of the body, `members` are all that ever joined, by code.
    """
    on = day_of_meeting(history, meeting, on)
    rule = rule_of_rights(history, on)
    last = (
        _last_meetings(history, meeting, on, rule.of_last)
        if rule.rights == "present_at_meetings"
        else []
    )
    return {code: _right(member, rule, last, code, on) for code, member in members.items()}


def _right(
    member: Member,
    rule: VotingRightsRuleSet,
    last: list[frozenset[str]],
    code: str,
    on: ImpreciseDate,
) -> Right:
    if not member.may_act(on):
        return Right(may_vote=False, reason=_not_active(member, on))
    if rule.rights == "all_active":
        return Right(may_vote=True, reason="active")
    if rule.rights == "rights_not_suspended":
        if any(
            surely_holds(member.history, entry, on)
            for entry, _ in member.history.each(VotingRightsSuspended)
        ):
            return Right(may_vote=False, reason="voting_rights_suspended")
        return Right(may_vote=True, reason="rights_not_suspended")
    attended = sum(code in present for present in last)
    few = len(last) < (rule.of_last or 0)
    enough = attended >= (rule.attended or 0) or (few and attended == len(last))
    return Right(
        may_vote=enough,
        reason="attended" if enough else "attended_too_few",
        attended=attended,
        of=len(last),
    )


def _not_active(member: Member, on: ImpreciseDate) -> Reason:
    if any(surely_holds(member.history, entry, on) for entry, _ in member.history.each(Suspended)):
        return "suspended"
    joined = [entry for entry, _ in member.history.each(Joined)]
    if joined and not all(surely_before(on, entry.begins) for entry in joined):
        return "withdrawn"
    return "not_yet_a_member"


def _last_meetings(
    history: History, meeting: str, on: ImpreciseDate, most: int | None
) -> list[frozenset[str]]:
    """Return who was present themselves at each of the last meetings before this one.

    Of two on one day the one whose sessions begin later is the newer; where that is not recorded,
    the one with the later reference. Present is who came at the opening or later; who was
    represented was not. A written procedure is no meeting, and a meeting of which nobody wrote
    down who came is left out.
    """
    written = {arrived.meeting for _, arrived in history.each(MemberArrived)}
    begun = _hours(history)
    held: list[tuple[Entry, MeetingOpened]] = [
        (entry, opened)
        for entry, opened in history.each(MeetingOpened)
        if opened.meeting != meeting
        and (opened.attendance is not None or opened.meeting in written)
        and (
            surely_before(entry.begins, on)
            or _same_day_before(entry.begins, on, begun.get(opened.meeting), begun.get(meeting))
        )
    ]
    held.sort(
        key=lambda p: (p[0].begins_by, begun.get(p[1].meeting, ""), p[1].meeting), reverse=True
    )
    return [Room(history, opened.meeting).attended() for _, opened in held[:most]]


def _hours(history: History) -> dict[str, str]:
    """Return the hour at which the first session of each meeting began on its first day."""
    sessions = sorted(
        ((entry.begins_by, session.begins_at), session.meeting)
        for entry, session in history.each(SessionSet)
    )
    return {meeting: hour for (_, hour), meeting in reversed(sessions)}


def _same_day_before(
    one: ImpreciseDate, other: ImpreciseDate, hour: str | None, other_hour: str | None
) -> bool:
    """Say whether a meeting of the same day began before another one, by their sessions."""
    same = one.earliest is not None and one.earliest == one.latest and str(one) == str(other)
    return same and hour is not None and other_hour is not None and hour < other_hour
