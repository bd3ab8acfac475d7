"""Why a member has no right to vote, as far as an audience may see it."""

from collections.abc import Mapping

from application.questions.asking.facts_as_history import history_of, members_of
from application.questions.meetings.voting import OF_BODY, OF_MEMBERS
from application.reports.body import Body
from domain.values import ImpreciseDate
from domain.voting.counting import Voting
from domain.voting.rights import Right, rights
from domain.words import worded


def seen_by_audience(body: Body) -> Voting:
    """Return what a count needs, of what this audience may see."""
    return Voting(history_of(body.facts, OF_BODY), members_of(body.facts, OF_MEMBERS))


def reasons(
    body: Body, meeting: str, on: ImpreciseDate, found: Mapping[str, Right]
) -> dict[str, str]:
    """Return the reason for each right that follows from what the audience may see, by code.

    A reason that rests on what it may not see is left out.
    """
    seen = seen_by_audience(body)
    known = rights(seen.history, seen.members, meeting, on)
    return {code: right.said for code, right in found.items() if known.get(code) == right}


def no_right(reason: str | None) -> str:
    """Say in a table that a member had no right to vote, and why where that may be said."""
    return worded("no right to vote: {reason}", reason=reason) if reason else NO_RIGHT


NO_RIGHT = worded("no right to vote")
