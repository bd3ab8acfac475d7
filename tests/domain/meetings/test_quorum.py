"""A quorum is counted from who came, the rule of the day, and who was a member then."""

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.events.meetings import Presence, QuorumRuleSet
from domain.meetings.quorum import Count, count, enough, fault_of

MEMBERS = [f"M{n}" for n in range(8)]
PRESENCES: Sequence[Presence] = ("present", "represented", "observer", "excused", "absent")


@pytest.mark.parametrize(
    ("rule", "members", "needed"),
    [
        (QuorumRuleSet(number=12), 20, 12),
        (QuorumRuleSet(number=12), 5, 12),
        (QuorumRuleSet(numerator=1, denominator=2), 20, 10),
        (QuorumRuleSet(numerator=1, denominator=2), 21, 11),
        (QuorumRuleSet(numerator=1, denominator=2, more_than=True), 20, 11),
        (QuorumRuleSet(numerator=1, denominator=2, more_than=True), 21, 11),
        (QuorumRuleSet(numerator=2, denominator=3), 20, 14),
        (QuorumRuleSet(numerator=1, denominator=1), 20, 20),
        (QuorumRuleSet(numerator=2, denominator=3), 0, 0),
    ],
)
def test_how_many_are_needed(rule: QuorumRuleSet, members: int, needed: int) -> None:
    """Half of twenty-one are eleven, and more than half of twenty too."""
    assert enough(rule, members) == needed


RULES = st.one_of(
    st.builds(QuorumRuleSet, number=st.integers(1, 9)),
    st.builds(
        QuorumRuleSet,
        numerator=st.integers(1, 3),
        denominator=st.integers(4, 7),
        more_than=st.booleans(),
        counting=st.lists(st.sampled_from(PRESENCES[:3]), min_size=1, unique=True).map(tuple),
    ),
)
CAME = st.dictionaries(st.sampled_from([*MEMBERS, "OUT"]), st.sampled_from(PRESENCES))


@given(rule=RULES, came=CAME, active=st.sets(st.sampled_from(MEMBERS)))
def test_equals_a_count_by_hand(
    rule: QuorumRuleSet, came: dict[str, Presence], active: set[str]
) -> None:
    """Whoever counts the list with a pencil must come to the same."""
    found = count(rule, came, active)

    by_hand = 0
    for code in active:
        if came.get(code) in rule.counting:
            by_hand += 1
    if rule.number:
        reached = by_hand >= rule.number
    else:
        share = Fraction(rule.numerator or 0, rule.denominator or 1) * len(active)
        reached = by_hand > share if rule.more_than else by_hand >= share
    assert (found.counted, found.members, found.reached) == (by_hand, len(active), reached)


def test_says_whether_enough_took_part() -> None:
    """Just enough is enough."""
    assert Count(counted=3, needed=3, members=5).reached
    assert not Count(counted=2, needed=3, members=5).reached


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        ({"number": 12}, None),
        ({"numerator": 1, "denominator": 1}, None),
        ({"numerator": 1, "denominator": 2, "more_than": True, "counting": ["observer"]}, None),
        ({}, "number of members, such as 12, or a share"),
        ({"number": 1, "numerator": 1, "denominator": 2}, "or a share of them"),
        ({"number": 1, "denominator": 2}, "or a share of them"),
        ({"numerator": 1}, "or a share of them"),
        ({"number": 3, "more_than": True}, "a quorum of the next number"),
        ({"numerator": 3, "denominator": 2}, "can never be reached"),
        ({"numerator": 2, "denominator": 2, "more_than": True}, "can never be reached"),
        ({"number": 3, "counting": []}, "some of present, represented, observer"),
        ({"number": 3, "counting": ["present", "absent"]}, "some of present, represented"),
    ],
)
def test_says_why_a_rule_can_be_none(rule: dict[str, object], fault: str | None) -> None:
    """A rule that no meeting can meet would stop the body for ever."""
    found = fault_of(QuorumRuleSet.model_validate(rule))

    assert (found or "") == "" if fault is None else fault in (found or "")


@pytest.mark.parametrize("number", [0, -1])
def test_nobody_is_no_quorum(number: int) -> None:
    """The event itself takes no such number."""
    with pytest.raises(ValidationError):
        QuorumRuleSet(number=number)
