"""Leaving and suspension against what a member did, and against the end of its membership."""

import pytest

from application.acts.members.leaving import LeaveBody, Suspend
from application.acts.texts.consents import WithdrawFromText
from domain.errors import Contradicted, Refused
from tests.application.given import Office, day


def test_who_signed_and_withdrew_that_later_was_a_member_when_it_signed(office: Office) -> None:
    """What became of an act does not change who did it."""
    office.adopt_text()
    office.join()
    office.sign("ATL", "2021-01-01")
    office.act(
        WithdrawFromText(member="ATL", commitment="T", of="signature", on=day("2022-01-01")).record
    )

    with pytest.raises(Contradicted, match="acted as a member after that day"):
        office.leave("ATL", "2020-06-01")


def test_a_past_suspension_is_entered_with_its_end(office: Office) -> None:
    """Without one it ends with the membership."""
    office.join("ATL", "2020-01-01", until="2021-01-01")

    office.act(Suspend(member="ATL", on=day("2020-06-01"), until=day("2020-09-01")).record)
    office.join("ATL", "2022-01-01")

    assert len({r.envelope.correlation_id for r in office.records[-3:-1]}) == 1


def test_nobody_comes_back_before_it_left(office: Office) -> None:
    """The two days were exchanged."""
    office.join("ATL", "2020-01-01")

    with pytest.raises(Refused, match="cannot come back on 2021-01-01, before it left"):
        office.act(LeaveBody(member="ATL", on=day("2022"), rejoined=day("2021-01-01")).record)
