"""Who is in, who may act, and what is refused to whom."""

import pytest

from domain.endings import must_be_clear
from domain.errors import Contradicted, Refused
from domain.events.entries import Retracted
from domain.events.members import Applied, Reinstated, Renamed, Suspended, Withdrew
from domain.members.member import Member
from domain.values import UNKNOWN, MemberKind
from tests.domain.given import after, all_contradictions, day, entered, id_of, is_in, joined
from tests.domain.texts.test_commitment import signature, with_acts

SUSPENDED = Suspended(member="ATL")


def member(on: str = "2020-01-01") -> Member:
    return entered(Member(), joined(), on)


def left(on: str = "2021-01-01", since: str = "2020-01-01") -> Member:
    return entered(member(since), Withdrew(member="ATL", ends=(id_of(1),)), on)


def test_a_member_that_is_not_there_has_no_name_and_kind() -> None:
    """An empty stream is nobody."""
    nobody = Member()

    assert (nobody.exists, is_in(nobody), nobody.code) == (False, False, "")
    assert (nobody.name, nobody.kind) == ("", None)


def test_an_applicant_exists_and_is_not_in() -> None:
    """Interest is no membership."""
    applicant = entered(
        Member(), Applied(member="ATL", name="Atlantis", kind=MemberKind.TREATY_BODY), "2019-01-01"
    )

    assert (applicant.exists, is_in(applicant)) == (True, False)
    assert (applicant.name, applicant.kind) == ("Atlantis", MemberKind.TREATY_BODY)


def test_a_member_whose_joining_was_retracted_is_not_there() -> None:
    """It was never true."""
    gone = entered(member(), Retracted(entry_id=id_of(1), reason="Another body"))

    assert (gone.exists, is_in(gone), gone.code, gone.name) == (False, False, "ATL", "ATL")


def test_the_name_is_the_one_given_last() -> None:
    """A member that comes back under a new name is not called by the old one."""
    renamed = entered(member(), Renamed(member="ATL", name="Atlantida"), "2020-06-01")
    gone = entered(renamed, Withdrew(member="ATL", ends=(id_of(1),)), "2021-01-01")
    back = entered(gone, joined(name="New Atlantis"), "2022-01-01")

    assert [each.name for each in (member(), renamed, gone, back)] == [
        "Atlantis",
        "Atlantida",
        "Atlantida",
        "New Atlantis",
    ]


def test_a_member_is_renamed() -> None:
    """The secretariat's official name changes; the signature keeps its spelling."""
    assert member().rename("Atlantida", day("2021")) == Renamed(member="ATL", name="Atlantida")


def test_a_name_that_it_has_is_no_new_name() -> None:
    """An event must say something."""
    with pytest.raises(Refused, match="'Atlantis' already"):
        member().rename("Atlantis", day("2021"))


def test_a_member_is_suspended_and_reinstated() -> None:
    """The reinstatement ends what began earlier, without naming it."""
    suspended = after(member(), Suspended(member="ATL", reason="Arrears"), "2020-02-01")

    closed = suspended.reinstate(day("2020-03-01"))

    assert closed.event == Reinstated(member="ATL")
    assert [entry.id for entry in closed.ends] == [id_of(2)]


def test_a_suspension_may_be_entered_after_its_end() -> None:
    """The reinstatement ends nothing until the suspension is found out."""
    free = entered(member(), member().reinstate(day("2020-03-01")).event, "2020-03-01")
    late = after(free, SUSPENDED, "2020-02-01")

    assert free.reinstate(day("2020-02-01")).ends == ()
    assert late.history.end_of(late.history.entries[id_of(3)]) is not None


@pytest.mark.parametrize(
    ("on", "possible"),
    [
        ("2019-12-31", False),
        ("2020-01-01", True),
        ("2020-12-31", True),
        ("2021-01-01", False),
        ("2019", False),
        ("<=2019", False),
        ("2020", True),
        ("<=2020-01-01", True),
        ("unknown", True),
        ("2021", False),
    ],
)
def test_only_a_member_can_be_suspended(on: str, *, possible: bool) -> None:
    """Judged by the day, whatever was entered first; a span is [begin, end).

    It ends with the membership, where it surely began earlier; else its end must be given.
    """
    if on == "unknown":
        with pytest.raises(Contradicted, match="ends with the membership at the latest"):
            after(left(), SUSPENDED, on)
    elif possible:
        history = after(left(), SUSPENDED, on).history
        assert history.end_of(history.entries[id_of(3)]) == history.entries[id_of(2)]
    else:
        with pytest.raises(Contradicted, match="Only a member can be suspended"):
            after(left(), SUSPENDED, on)


def test_nobody_is_suspended_twice_at_once() -> None:
    """One reinstatement would have to end both."""
    suspended = entered(member(), SUSPENDED, "2020-02-01")

    with pytest.raises(Contradicted, match="suspended already"):
        after(suspended, SUSPENDED, "2020-03-01")


def test_a_member_may_be_suspended_again_from_the_day_of_its_reinstatement() -> None:
    """Spans touch and do not overlap."""
    suspended = entered(member(), SUSPENDED, "2020-02-01")
    free = entered(suspended, Reinstated(member="ATL"), "2020-03-01")

    assert after(free, SUSPENDED, "2020-03-01").version == 4
    with pytest.raises(Contradicted, match="suspended already"):
        after(after(free, SUSPENDED, "2020-03-01"), SUSPENDED, "2020-02-15")


def test_a_withdrawal_ends_the_membership_and_its_suspension() -> None:
    """A suspension of who has left would await it when it comes back."""
    suspended = entered(member(), SUSPENDED, "2020-02-01")

    closed = suspended.withdraw(day("2020-03-01"))

    assert closed.event == Withdrew(member="ATL")
    assert [entry.id for entry in closed.ends] == [id_of(1), id_of(2)]


def test_a_withdrawal_before_a_suspension_waits_for_the_re_entry() -> None:
    """It was suspended when it was no member, or came back before; the correction may not wait."""
    suspended = entered(member(), SUSPENDED, "2020-06-01")
    ending = suspended.withdraw(day("2020-03-01"))

    assert [entry.id for entry in ending.ends] == [id_of(1)]
    left = after(suspended, ending.event, "2020-03-01")
    (waiting,) = all_contradictions(left)
    said = "Only a member can be suspended, and it was not a member on that day"
    assert said in waiting.sentence
    assert not all_contradictions(after(left, joined(), "2020-05-01"))
    with pytest.raises(Contradicted, match="Only a member can be suspended"):
        after(suspended, joined(), "2020-07-01", corrects=id_of(1))


@pytest.mark.parametrize("on", ["2019-12-31", "2019", "<=2019"])
def test_a_withdrawal_may_be_entered_before_the_membership_that_it_ended(on: str) -> None:
    """An earlier membership may be found out later; the one on record goes on."""
    closed = member().withdraw(day(on))
    left_before = after(member(), closed.event, on)

    assert closed.ends == ()
    assert is_in(left_before)


@pytest.mark.parametrize("on", ["2020-01-01", "2020", "<=2020"])
def test_an_end_that_may_lie_before_or_after_the_beginning_is_asked_for(on: str) -> None:
    """Out and in again on one day is what such dates mostly mean, but not always."""
    closed = member().withdraw(day(on))

    with pytest.raises(Refused, match=r"name it \(--ends 2020-01-01\)"):
        must_be_clear([closed])
    named = member().withdraw(day(on), ["2020-01-01"])
    assert not is_in(after(member(), named.event, on))
    assert is_in(after(member(), member().withdraw(day(on), ["nothing"]).event, on))


@pytest.mark.parametrize("on", ["unknown", "2030"])
def test_a_withdrawal_on_an_unknown_day_ends_what_stands(on: str) -> None:
    """Sources often know that a member left, and not when."""
    assert not is_in(after(member(), member().withdraw(day(on)).event, on))


def test_what_goes_on_is_excepted() -> None:
    """A suspension that outlasts a withdrawal is odd, and for its author to say."""
    signed = with_acts((signature(), "2020-02-01"))

    closed = signed.withdraw("ATL", "signature", day("2021-01-01"), (), ["2020-02-01"])

    assert (closed.event.excepting, closed.ends) == ((id_of(2),), ())


def test_a_withdrawal_is_notified_for_a_later_day_or_for_none() -> None:
    """Notice and effect are two dates, and the second may be unknown."""
    member().must_be_member(day("2021-01-01"))
    member().must_be_member(UNKNOWN)


def test_who_is_no_member_gives_no_notice() -> None:
    """There is nothing to leave."""
    with pytest.raises(Refused, match="cannot withdraw"):
        left().must_be_member(day("2022-01-01"))
