"""Forty votes worked out by hand: who may vote, the quorum, the counts, the result, and why."""

import pytest

from domain.members.member import Member
from domain.values import ImpreciseDate
from domain.voting.counting import VoteResult, Voting
from domain.voting.rights import Right
from tests.domain.given import joined
from tests.domain.voting import told
from tests.domain.voting.corrections import corrected
from tests.domain.voting.rooms import history
from tests.domain.voting.table import CASES, CODES, Case, Expected

AFTER = [case for case in CASES if case.expect_after]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_vote_comes_to_what_was_worked_out(case: Case) -> None:
    """Whoever counts by hand from the minutes gets the same."""
    assert _told(_result(case)) == _worked_out(case.expect)


@pytest.mark.parametrize("case", AFTER, ids=lambda case: case.id)
def test_a_corrected_fact_gives_what_was_worked_out(case: Case) -> None:
    """An arrival ten minutes later can change who decided what."""
    assert case.expect_after
    assert _told(_result(corrected(case))) == _worked_out(case.expect_after)


def _result(case: Case) -> VoteResult:
    vote, on = told.voted(case), ImpreciseDate.parse(case.day)
    body = [
        *told.rules(case),
        *(said for earlier in case.last_meetings for said in told.earlier_meeting(earlier)),
        *told.room(case),
        *told.replies(case),
        *told.casting(case),
    ]
    members = {
        told.code(party.name): Member(
            history(
                (joined(told.code(party.name), party.name), party.joined), *told.standing(party)
            )
        )
        for party in case.members
    }
    return Voting(history(*body), members).count(vote, on)


def _told(found: VoteResult) -> dict[str, object]:
    seats = {voter.member: voter for voter in found.voters}
    able = [voter for voter in found.voters if voter.right.may_vote]
    refused = bool(found.faults)
    counts = found.tally and {
        "for": found.tally.in_favour,
        "against": found.tally.against,
        "abstained": found.tally.abstained,
        "not_voting": found.not_voting,
    }
    impossible = any(fault.kind == "more_votes_than_rights" for fault in found.faults)
    return {
        "outcome": found.outcome,
        "reason": found.why,
        "with_right": sum(voter.right.may_vote for voter in found.voters),
        "there": (
            sum(voter.seat == "present" for voter in able),
            sum(voter.seat == "represented" for voter in able),
        ),
        "quorum": found.quorum
        and (found.quorum.reached, found.quorum.counted, found.quorum.needed, found.quorum.members),
        "counts": None if impossible else counts,
        "majority": None
        if impossible or found.tally is None or not found.needed
        else (found.majority_reached, found.tally.in_favour, found.needed, found.of),
        "faults": sorted((fault.kind, fault.member) for fault in found.faults) if refused else [],
        "members": {
            code: (voter.right.may_vote, _reason(voter.right), voter.can_vote)
            for code, voter in seats.items()
        },
    }


def _worked_out(expected: Expected) -> dict[str, object]:
    quorum, struck = expected.quorum, expected.if_struck
    majority = struck.majority if struck else expected.majority
    return {
        "outcome": expected.outcome,
        "reason": expected.reason,
        "with_right": expected.with_right,
        "there": (expected.present_in_person, expected.represented)
        if expected.present_in_person is not None
        else (expected.with_right, 0),
        "quorum": None
        if quorum == "none asked"
        else (quorum.reached, quorum.have, quorum.needed, quorum.of),
        "counts": struck.counts if struck else expected.counts,
        "majority": majority
        and (majority.reached, majority.votes_for, majority.needed, majority.of),
        "faults": sorted(
            (each.kind, told.code(each.member) if each.member else "") for each in expected.refused
        ),
        "members": {
            told.code(each.name): (each.right, each.reason, each.may_vote)
            for each in expected.members
            if each.name in CODES
        },
    }


def _reason(right: Right) -> str:
    if right.reason in ("attended", "attended_too_few"):
        return f"attended {right.attended} of {right.of}"
    return right.reason.replace("_", " ").replace("not yet a member", "not yet a member")
