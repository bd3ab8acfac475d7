"""Consents, confirmations, statements, withdrawals and reports, and closing a text."""

from datetime import date
from functools import partial

import pytest

from application.context import Stream
from application.recording import Recording
from application.use_cases import commitments
from application.use_cases.taskforces import register_scale
from domain.commitment import SignatureDetails
from domain.errors import Refused, UnknownReference
from domain.events.commitment import (
    Closed,
    Consented,
    EnteredIntoForce,
    SignatureConfirmed,
    Split,
    StatementMade,
    Superseded,
    Withdrawn,
)
from domain.events.taskforce import ScaleRegistered, ScaleValue
from domain.standing import Standing, commitment_standing
from tests.application.given import BODY, Office, day
from tests.application.use_cases.test_commitments import REPORT, close, ready, withdraw


@pytest.mark.parametrize(
    ("deposited", "in_force", "begins"),
    [
        ("2021-01-01", None, "2021-01-01"),
        ("2021-01-01", "2021-06-01", "2021-01-01"),
        ("2021-06-01", "2021-01-01", "2021-01-01"),
        ("2021-01-01", "unknown", "2021-01-01"),
        ("unknown", "2021-01-01", "2021-01-01"),
        ("unknown", None, "unknown"),
        ("2021", "2021-06-01", "2021-06-01"),
        ("2021-06-01", "2021", "2021-06-01"),
    ],
)
def test_a_consent_begins_on_the_earlier_of_its_days(
    office: Office, deposited: str, in_force: str | None, begins: str
) -> None:
    """A succession may take effect before its deposit; an unknown day counts as last."""
    ready(office)

    office.consent("ATL", deposited, in_force, "succession")

    assert office.last().envelope.effective_on == day(begins)


def test_a_text_of_several_commitments_is_consented_to_in_one_act(office: Office) -> None:
    """By the reference of the instrument; a single one by its own."""
    ready(office, "T-1", "T-2")

    receipt = office.record(
        lambda r: commitments.consent(r, BODY, "ATL", "T", "ratification", day("2021"))
    )

    assert [type(r.event) for r in receipt.records] == [Consented, Consented]
    assert len({r.envelope.correlation_id for r in receipt.records}) == 1
    assert receipt.records[0].envelope.correlation_id is not None
    with pytest.raises(UnknownReference, match="commitment 'U'"):
        office.record(
            lambda r: commitments.consent(r, BODY, "ATL", "U", "ratification", day("2021"))
        )


@pytest.mark.parametrize("act", ["consent", "withdraw"])
def test_nothing_is_done_about_a_text_without_commitments(office: Office, act: str) -> None:
    """It would record nothing and say nothing."""
    ready(office)
    office.adopt_text("U", commitments_of_it=())

    def use_case(recording: Recording) -> None:
        if act == "consent":
            commitments.consent(recording, BODY, "ATL", "U", "ratification", day("2021"))
        else:
            commitments.withdraw(recording, BODY, "ATL", "U", "participation", day("2021"))

    with pytest.raises(Refused, match="U has no commitments yet"):
        office.record(use_case)


def test_a_signature_ad_referendum_is_confirmed(office: Office) -> None:
    """Once."""
    ready(office)
    office.record(
        lambda r: commitments.sign(
            r, BODY, "ATL", "T", day("2021-01-01"), kind="signature_ad_referendum"
        )
    )

    office.record(lambda r: commitments.confirm(r, BODY, "ATL", "T-1", day("2021-06-01")))

    assert office.last().event == SignatureConfirmed(commitment="T-1", member="ATL")
    with pytest.raises(Refused, match="no unconfirmed signature"):
        office.record(lambda r: commitments.confirm(r, BODY, "ATL", "T", day("2021-06-01")))


def test_a_consent_takes_effect_on_a_day_that_is_known_later(office: Office) -> None:
    """There must be a consent."""
    ready(office)
    with pytest.raises(Refused, match="has not consented"):
        office.record(lambda r: commitments.enter_into_force(r, BODY, "ATL", "T", day("2022")))
    office.consent()

    office.record(lambda r: commitments.enter_into_force(r, BODY, "ATL", "T", day("2022-01-01")))

    assert office.last().event == EnteredIntoForce(commitment="T-1", member="ATL")


def test_a_statement_is_made_by_a_member_about_a_commitment(office: Office) -> None:
    """Both must be there."""
    ready(office)
    made = StatementMade(commitment="T-1", member="ATL", kind="reservation", text="Not 3.")

    office.record(lambda r: commitments.make_statement(r, BODY, made, day("2021")))

    assert office.last().event == made
    for wrong in ({"member": "ZUB"}, {"commitment": "T-9"}):
        other = made.model_copy(update=wrong)
        with pytest.raises(UnknownReference):
            office.record(
                partial(commitments.make_statement, taskforce=BODY, statement=other, on=day("2021"))
            )


def test_a_withdrawal_from_a_text_is_recorded_on_all_that_it_has(office: Office) -> None:
    """What of it was signed before may be found out later."""
    ready(office, "T-1", "T-2")
    office.record(lambda r: commitments.sign(r, BODY, "ATL", "T", day("2021"), excepting=["T-2"]))

    withdraw(office, "signature", text="T")
    office.record(lambda r: commitments.sign(r, BODY, "ATL", "T", day("2021"), excepting=["T-1"]))

    for text in ("T-1", "T-2"):
        history = office.history(Stream("commitment", BODY, text).id).about("ATL")
        standing = commitment_standing(history, date(2022, 6, 1)).standing
        assert standing is Standing.FORMER_SIGNATORY


def test_a_withdrawal_that_ends_nothing_so_far_says_so(office: Office) -> None:
    """It may be early, or a slip of the pen: its author is told."""
    ready(office)
    office.sign("ATL", "2021-01-01")

    early = office.record(
        lambda r: commitments.withdraw(r, BODY, "ATL", "T", "signature", day("2020-12-31"))
    )
    later = office.record(
        lambda r: commitments.withdraw(r, BODY, "ATL", "T", "signature", day("2021-12-31"))
    )

    assert "Nothing that this ends is on record yet" in early.notices[0]
    assert not later.notices


def test_a_name_in_one_commitment_withdraws_the_whole_text(office: Office) -> None:
    """The signature of the same day is named where it is; the rest of the text goes with it."""
    ready(office, "T-1", "T-2")
    office.record(
        lambda r: commitments.sign(r, BODY, "ATL", "T", day("2021-01-01"), excepting=["T-2"])
    )

    with pytest.raises(Refused, match="--ends 2021-01-01; if not, add --ends nothing"):
        withdraw(office, "signature", "2021-01-01", text="T")
    with pytest.raises(Refused, match="Nothing that this can be about is called 2020-01-01"):
        office.record(
            lambda r: commitments.withdraw(
                r, BODY, "ATL", "T", "signature", day("2021-01-01"), ["2020-01-01"]
            )
        )
    office.record(
        lambda r: commitments.withdraw(
            r, BODY, "ATL", "T", "signature", day("2021-01-01"), ["2021-01-01"]
        )
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
    made = StatementMade(commitment="T-1", member="ATL", kind="reservation", text="Not 3.")

    def decide(recording: Recording) -> None:
        if act == "signature":
            details = SignatureDetails(until=until)
            commitments.sign(recording, BODY, "ATL", "T", since, details=details)
        elif act == "consent":
            commitments.consent(recording, BODY, "ATL", "T", "accession", since, until=until)
        else:
            commitments.make_statement(recording, BODY, made, since, until)

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


def test_progress_is_reported_on_a_registered_scale(office: Office) -> None:
    """Scales are never mixed silently."""
    ready(office)
    with pytest.raises(UnknownReference, match="scale 'ogp 1'"):
        office.record(lambda r: commitments.report_progress(r, BODY, REPORT, day("2022")))
    scale = ScaleRegistered(
        scale="ogp", version="1", title="A scale", values=(ScaleValue(value="low", label="Low"),)
    )
    office.record(lambda r: register_scale(r, BODY, scale))

    office.record(lambda r: commitments.report_progress(r, BODY, REPORT, day("2022")))

    assert office.last().event == REPORT
    high = REPORT.model_copy(update={"assessment": "high"})
    with pytest.raises(Refused, match=r"'high' is no value of ogp 1: low\."):
        office.record(lambda r: commitments.report_progress(r, BODY, high, day("2022")))
    with pytest.raises(Refused, match=r"'high' is no value of ogp 1: low\."):
        office.correct(f"@{office.head}", assessment="high")


@pytest.mark.parametrize(
    "event",
    [
        Closed(commitment="T-1", reason="Done"),
        Superseded(commitment="T-1", by="T-2"),
        Split(commitment="T-1", into=("T-2", "T-3")),
    ],
)
def test_a_commitment_is_closed_superseded_or_split(
    office: Office, event: Closed | Superseded | Split
) -> None:
    """What takes its place must be there."""
    ready(office, "T-1", "T-2", "T-3")

    close(office, event)

    assert office.last().event == event


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        (Closed(commitment="T-9"), "commitment 'T-9'"),
        (Superseded(commitment="T-1", by="T-9"), "commitment 'T-9'"),
        (Split(commitment="T-1", into=("T-2", "T-9")), "commitment 'T-9'"),
        (Superseded(commitment="T-1", by="T-1"), "T-1 cannot take its own place"),
        (Split(commitment="T-1", into=("T-2", "T-1")), "T-1 cannot take its own place"),
    ],
)
def test_what_is_not_there_or_itself_takes_no_place(
    office: Office, event: Closed | Superseded | Split, sentence: str
) -> None:
    """The refusal says which."""
    ready(office, "T-1", "T-2")

    with pytest.raises(Refused, match=sentence):
        close(office, event)


def test_a_text_is_not_closed_before_somebody_signed_it(office: Office) -> None:
    """Back-dating a closing must not make a signature impossible."""
    ready(office)
    office.sign("ATL", "2021-01-01")

    with pytest.raises(Contradicted, match="no longer open"):
        close(office, Closed(commitment="T-1"), "2020-12-31")
