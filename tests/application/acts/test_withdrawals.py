"""Withdrawing from a text: what it ends, what it asks, and what is recorded with its end."""

from collections.abc import Sequence
from datetime import date

import pytest

from application.acts.texts.consents import Consent, MakeStatement, WithdrawFromText
from application.acts.texts.signatures import SignText
from application.context import Stream
from application.entries import amending
from application.recording.recording import Recording
from domain.errors import Refused, UnknownReference
from domain.events.texts import StatementKind, Withdrawn
from domain.texts.standing import commitment_standing
from domain.texts.standing_kinds import Standing
from domain.values import Visibility
from tests.application.acts.test_commitments import ready, withdraw
from tests.application.given import BODY, Office, day


def test_a_withdrawal_from_a_text_is_recorded_on_all_that_it_has(office: Office) -> None:
    """What of it was signed before may be found out later."""
    ready(office, "T-1", "T-2")
    office.act(SignText(member="ATL", instrument="T", on=day("2021"), excepting=("T-2",)).record)

    withdraw(office, "signature", text="T")
    office.act(SignText(member="ATL", instrument="T", on=day("2021"), excepting=("T-1",)).record)

    for text in ("T-1", "T-2"):
        history = office.history(Stream("commitment", BODY, text).id).about("ATL")
        standing = commitment_standing(history, date(2023, 1, 1)).standing
        assert standing is Standing.FORMER_SIGNATORY


def test_a_withdrawal_that_ends_nothing_so_far_says_so(office: Office) -> None:
    """It may be early, or a slip of the pen: its author is told."""
    ready(office)
    office.sign("ATL", "2021-01-01")

    early = office.act(
        WithdrawFromText(member="ATL", commitment="T", of="signature", on=day("2020-12-31")).record
    )
    later = office.act(
        WithdrawFromText(member="ATL", commitment="T", of="signature", on=day("2021-12-31")).record
    )

    again = office.act(
        WithdrawFromText(member="ATL", commitment="T", of="signature", on=day("2022-12-31")).record
    )

    assert "nothing that this ends is on record" in early.notices[0]
    assert not later.notices
    assert "what this would end had ended before" in again.notices[0]


def test_a_name_in_one_commitment_withdraws_the_whole_text(office: Office) -> None:
    """The signature of the same day is named where it is; the rest of the text goes with it."""
    ready(office, "T-1", "T-2")
    office.act(
        SignText(member="ATL", instrument="T", on=day("2021-01-01"), excepting=("T-2",)).record
    )

    with pytest.raises(Refused, match=r"name it \(--ends 2021-01-01\); if not, say so"):
        withdraw(office, "signature", "2021-01-01", text="T")
    with pytest.raises(Refused, match="2020-01-01 names nothing that this can be about"):
        office.act(
            WithdrawFromText(
                member="ATL",
                commitment="T",
                of="signature",
                on=day("2021-01-01"),
                ends=("2020-01-01",),
            ).record
        )
    office.act(
        WithdrawFromText(
            member="ATL", commitment="T", of="signature", on=day("2021-01-01"), ends=("2021-01-01",)
        ).record
    )

    one, other = office.records[-2:]
    assert isinstance(one.event, Withdrawn)
    assert isinstance(other.event, Withdrawn)
    assert (len(one.event.ends), other.event.ends) == (1, ())


@pytest.mark.parametrize("act", ["signature", "consent", "statement"])
def test_what_is_over_is_recorded_with_its_end(office: Office, act: str) -> None:
    """One act of two entries; the end names what it ended."""
    ready(office)
    until, since = day("2022-01-01"), day("2021-01-01")

    def decide(recording: Recording) -> None:
        if act == "signature":
            SignText(member="ATL", instrument="T", until=until, on=since).record(recording, BODY)
        elif act == "consent":
            Consent(
                member="ATL", commitment="T", kind="accession", deposited_on=since, until=until
            ).record(recording, BODY)
        else:
            MakeStatement(
                member="ATL",
                commitment="T-1",
                kind="reservation",
                text="Not 3.",
                until=until,
                on=since,
            ).record(recording, BODY)

    office.record(decide)

    began, ended = office.records[-2:]
    assert isinstance(ended.event, Withdrawn)
    assert ended.event.ends == (began.envelope.event_id,)
    assert ended.envelope.correlation_id == began.envelope.correlation_id is not None


def test_a_withdrawal_is_revoked(office: Office) -> None:
    """It is a withdrawal of a withdrawal, and names it."""
    ready(office)
    office.sign("ATL", "2021-01-01")
    withdraw(office, "participation")
    first = office.last().envelope.event_id

    revoked = withdraw(office, "withdrawal", "2022-06-01")

    assert isinstance(revoked, Withdrawn)
    assert revoked.ends == (first,)


def test_who_left_the_body_may_still_withdraw_from_a_text(office: Office) -> None:
    """A signature outlives the membership in which it was given."""
    ready(office)
    office.sign("ATL", "2021-01-01")
    office.leave("ATL", "2022-01-01")

    assert withdraw(office, "signature", "2023-01-01")
    with pytest.raises(UnknownReference, match="member 'ZUB'"):
        withdraw(office, "signature", who="ZUB")


def test_an_end_that_not_all_may_see_is_noted(office: Office) -> None:
    """Whichever of both is shown, or hidden, last; one that all see needs no note."""
    ready(office)

    def show(number: int, shown_to: Visibility) -> Sequence[str]:
        return office.record(lambda r: amending.show_to(r, [f"@{number}"], shown_to)).notices

    office.sign("ATL", "2021-01-01")
    signed = office.head
    shown_first = show(signed, Visibility.PUBLIC)
    left = WithdrawFromText(member="ATL", commitment="T", of="signature", on=day("2022-01-01"))
    hidden = office.act(left.record).notices
    end = office.head

    assert not shown_first
    assert list(hidden) == [
        (
            "ATL, 2022-01-01: some who may see what this ends may not see that it ended. To show "
            "them the end, too, by its number: depositary show-to @NUMBER public"
        )
    ]
    assert not show(end, Visibility.PUBLIC)
    assert "depositary show-to @NUMBER public" in show(end, Visibility.SECRETARIAT)[0]
    assert "depositary show-to @NUMBER members" in show(signed, Visibility.MEMBERS)[0]
    assert not office.retract(f"@{end}").notices


def test_that_a_member_left_unseen_is_noted(office: Office) -> None:
    """A membership that the public sees ends for members only."""
    office.join()
    joined = office.head
    office.leave("ATL", "2022-01-01")

    shown = office.record(lambda r: amending.show_to(r, [f"@{joined}"], Visibility.PUBLIC))

    assert "ATL, 2022-01-01: some who may see what this ends" in shown.notices[0]


def test_a_reservation_to_what_was_left_out_is_noted(office: Office) -> None:
    """It may be meant for another commitment, or stand in the place of the exception."""
    ready(office, "T-1", "T-2", "T-3")
    kinds: Sequence[StatementKind] = ("reservation", "interpretative_declaration")

    def notes(text: str) -> list[Sequence[str]]:
        said = {"member": "ATL", "commitment": text, "text": "No.", "on": day("2021")}
        made = [MakeStatement.model_validate({**said, "kind": kind}) for kind in kinds]
        return [office.act(each.record).notices for each in made]

    before = notes("T-3")
    signed = SignText(member="ATL", instrument="T", excepting=("T-3",), on=day("2021-01-01"))
    office.act(signed.record)

    assert before == notes("T-1") == [(), ()]
    told = (
        "ATL signed T-1 and T-2, but not T-3, so there is nothing that a reservation to it could "
        "change."
    )
    assert notes("T-3") == [(told,), ()]
