"""Who may take which code, and what stands twice when two members become one."""

import pytest

from domain.codes import NO_CODES, Codes
from domain.errors import Refused
from domain.events.members import Recoded
from domain.events.progress import ProgressReported
from domain.members.member import Member
from domain.members.recoding import must_not_be_used_since, recode, reported_twice
from domain.values import MemberKind
from tests.domain.given import Log, entered, exactly, joined

ATL = entered(Member(), joined("ATL"), "2020-01-01")
ERE = entered(Member(), joined("ERE", "Erewhon"), "2020-01-01")
BODY = entered(
    Member(), joined("ERE").model_copy(update={"kind": MemberKind.TREATY_BODY}), "2020-01-01"
)


class TestRecode:
    def test_takes_a_code_that_nobody_has(self) -> None:
        """The code is the body's own choice."""
        assert recode(NO_CODES, ATL, "ATS", Member()) == Recoded(member="ATL", code="ATS")

    def test_takes_the_code_of_a_member_that_is_the_same_party(self) -> None:
        """Both were entered; what stands twice then is no reason to refuse."""
        assert recode(NO_CODES, ATL, "ERE", ERE) == Recoded(member="ATL", code="ERE")

    def test_takes_a_code_back(self) -> None:
        """It is its own."""
        codes = Codes.after([("ATS", "ATL")])

        assert recode(codes, ATL, "ATS", ATL) == Recoded(member="ATL", code="ATS")

    def test_refuses_the_code_that_it_has(self) -> None:
        """Nothing would change."""
        with pytest.raises(Refused, match="ATL is the code of Atlantis already"):
            recode(NO_CODES, ATL, "ATL", ATL)

    def test_refuses_a_code_that_another_member_had(self) -> None:
        """What was recorded under it would be two members' acts."""
        codes = Codes.after([("OLD", "ERE")])

        with pytest.raises(Refused, match=r"OLD was a code of ERE.*member recode ATL ERE"):
            recode(codes, ATL, "OLD", ERE)

    def test_refuses_a_member_of_another_kind(self) -> None:
        """A state and an organisation are two parties, or one of them is recorded wrongly."""
        with pytest.raises(Refused, match="ATL is recorded as state and ERE as treaty_body"):
            recode(NO_CODES, ATL, "ERE", BODY)


def test_a_change_on_which_nothing_rests_may_be_retracted() -> None:
    """It was never true, and nobody has acted under the code; or who had it before has it still."""
    change = Recoded(member="ATL", code="ATS")

    must_not_be_used_since(change, [], was_known=False)
    must_not_be_used_since(change, ["@9 member.renamed"], was_known=True)
    with pytest.raises(Refused, match=r"1 entries.*such as @9 member.renamed.*recode ATS ATL"):
        must_not_be_used_since(change, ["@9 member.renamed"], was_known=False)


def report(month: int, *, period: bool = True) -> ProgressReported:
    return ProgressReported(
        commitment="C",
        member="ATL",
        scale="S",
        scale_version="1",
        assessment="some",
        period_from=exactly("2026-01-01") if period else None,
        period_until=exactly(f"2026-{month:02}-28") if period else None,
    )


def test_two_reports_on_one_period_under_two_codes_are_told() -> None:
    """One of them was entered for the other code; a member may well report twice on its own."""
    log = Log()
    first, again = log.add(report(3), "2026-04-01"), log.add(report(3), "2026-04-02")
    other, none = log.add(report(6), "2026-07-01"), log.add(report(6, period=False), "2026-07-02")
    history = log.history()

    two = {first: "ATL", again: "OLD", other: "OLD", none: "ATL"}
    (found,) = reported_twice(history, two)

    assert found.entries == {first, again}
    assert "ATL reported twice on one period" in found.sentence
    assert list(reported_twice(history, dict.fromkeys(two, "ATL"))) == []
