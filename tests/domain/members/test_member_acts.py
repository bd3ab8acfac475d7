"""Whether a member may act on a day, and memberships that would overlap."""

import pytest

from domain.errors import Contradicted
from domain.events.entries import Retracted
from domain.events.members import Joined
from domain.members.member import Member
from domain.values import MemberKind
from tests.domain.given import after, day, entered, id_of, is_in, joined
from tests.domain.members.test_member import SUSPENDED, left, member


@pytest.mark.parametrize(
    ("since", "on"),
    [
        ("2022-06", "2022-06-02"),
        ("2022", "2022-01-01"),
        ("<=2022-06-02", "1990-01-01"),
        ("unknown", "1990-01-01"),
        ("2022-06-02", "2022-06-02"),
        ("2022-06-02", "2022-06"),
        ("2022-06-02", "<=2022-12-31"),
        ("2022-06-02", "unknown"),
        ("2022-06-02", "2199-12-31"),
    ],
)
def test_who_may_have_been_a_member_may_act(since: str, on: str) -> None:
    """Rules refuse only what is impossible on every reading."""
    member(since).must_be_active(day(on))


@pytest.mark.parametrize(
    ("since", "on"),
    [
        ("2022-06-02", "2022-06-01"),
        ("2022-06", "2022-05-31"),
        ("2022", "2021"),
        ("2022-06-02", "<=2022-06-01"),
    ],
)
def test_who_surely_was_no_member_may_not_act(since: str, on: str) -> None:
    """The refusal names the joining, and what was to be done."""
    with pytest.raises(Contradicted, match="only an active member can take the chair") as refusal:
        member(since).must_be_active(day(on), "take the chair")

    assert len(refusal.value.entries) == 1


@pytest.mark.parametrize(
    ("until", "on", "possible"),
    [
        ("2021-01-01", "2020-12-31", True),
        ("2021-01-01", "2021-01-01", False),
        ("2021-01", "2021-01-30", True),
        ("2021-01", "2021-01-31", False),
        ("2021", "2020-06-01", True),
        ("unknown", "2030-01-01", True),
        ("<=2021-01-01", "2020-06-01", True),
        ("<=2021-01-01", "2021-01-01", False),
        ("2021-01-01", "unknown", True),
        ("2021-01-01", "2021", False),
    ],
)
def test_who_left_may_act_until_the_day_on_which_it_took_effect(
    until: str, on: str, *, possible: bool
) -> None:
    """[begin, end), on at least one reading."""
    if possible:
        left(until).must_be_active(day(on))
    else:
        with pytest.raises(Contradicted, match="was not a member on") as refusal:
            left(until).must_be_active(day(on))
        assert len(refusal.value.entries) == 2


@pytest.mark.parametrize(
    ("since", "until", "on", "possible"),
    [
        ("2020-02-01", None, "2020-01-31", True),
        ("2020-02-01", None, "2020-02-01", False),
        ("2020-02-01", "2020-03-01", "2020-02-29", False),
        ("2020-02-01", "2020-03-01", "2020-03-01", True),
        ("2020-02-01", "2020-03", "2020-02-29", False),
        ("2020-02-01", "2020-03", "2020-03-01", True),
        ("2020-02", None, "2020-02-15", True),
        ("2020-02", None, "2020-02-29", False),
        ("unknown", None, "2025-01-01", True),
        ("2020-02-01", None, "2020", True),
        ("2020-02-01", None, "unknown", True),
        ("2020-02-01", "unknown", "2025-01-01", True),
    ],
)
def test_who_surely_was_suspended_may_not_act(
    since: str, until: str | None, on: str, *, possible: bool
) -> None:
    """Back-dated acts are judged by the suspension of their own day."""
    suspended = entered(member(), SUSPENDED, since)
    if until:
        suspended = entered(suspended, suspended.reinstate(day(until)).event, until)

    if possible:
        suspended.must_be_active(day(on))
    else:
        with pytest.raises(Contradicted, match=r"was suspended on .* can sign") as refusal:
            suspended.must_be_active(day(on))
        assert len(refusal.value.entries) == 1


def test_nobody_is_a_member_twice_at_once() -> None:
    """The sentence says how to enter an earlier time."""
    with pytest.raises(Contradicted, match=r"is a member already\. .*its end"):
        after(member(), joined(), "1990-01-01")


@pytest.mark.parametrize(
    ("on", "possible"),
    [("2020-12-31", False), ("2021-01-01", True), ("2020-12", False), ("2021", True)],
)
def test_who_left_may_join_again_from_that_day_on(on: str, *, possible: bool) -> None:
    """A member may leave and return any number of times, and on the same day."""
    if possible:
        assert is_in(after(left(), joined(), on))
    else:
        with pytest.raises(Contradicted, match="member already"):
            after(left(), joined(), on)


@pytest.mark.parametrize("until", ["2020", "unknown", "<=2021-06-01"])
def test_memberships_that_may_not_overlap_are_not_refused(until: str) -> None:
    """Left some day of 2020, it may have been in January."""
    assert is_in(after(left(until), joined(), "2020-06-01"))


def test_an_amendment_may_move_the_joining_only_to_before_the_leaving() -> None:
    """A correction is judged as everything else."""
    amended = joined(name="Atlantida")

    assert after(left(), amended, "2020-12-31", corrects=id_of(1)).name == "Atlantida"
    with pytest.raises(Contradicted, match="It would end on 2021-01-01, before it began"):
        after(left(), amended, "2021-01-02", corrects=id_of(1))


def test_a_joining_that_was_ended_cannot_be_retracted_alone() -> None:
    """The leaving would end what never was."""
    with pytest.raises(Contradicted, match="does not stand, or was retracted"):
        after(left(), Retracted(entry_id=id_of(1), reason="Never"))


def test_a_leaving_cannot_be_retracted_once_it_came_back() -> None:
    """It would be a member twice."""
    back = entered(left(), joined(), "2022-01-01")

    with pytest.raises(Contradicted, match="member already"):
        after(back, Retracted(entry_id=id_of(2), reason="Never"))


def test_a_founding_member_says_so() -> None:
    """Founding is claimed, and stays with the joining."""
    founding = Joined(member="ATL", name="Atlantis", kind=MemberKind.STATE, founding=True)

    assert entered(Member(), founding, "2020-01-01").kind is MemberKind.STATE
