"""Consents, confirmations, statements, withdrawals and reports, and closing a text."""

from functools import partial

import pytest

from application.recording import Recording
from application.use_cases import bodies, progress, signatures, withdrawals
from domain.errors import Refused, UnknownReference
from domain.events.bodies import ScaleRegistered, ScaleValue
from domain.events.texts import (
    Closed,
    Consented,
    EnteredIntoForce,
    SignatureConfirmed,
    Split,
    StatementMade,
    Superseded,
)
from tests.application.given import BODY, Office, day
from tests.application.use_cases.test_commitments import REPORT, close, ready


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

    receipt = office.act(signatures.consent, "ATL", "T", "ratification", day("2021"))

    assert [type(r.event) for r in receipt.records] == [Consented, Consented]
    assert len({r.envelope.correlation_id for r in receipt.records}) == 1
    assert receipt.records[0].envelope.correlation_id is not None
    with pytest.raises(UnknownReference, match="commitment 'U'"):
        office.act(signatures.consent, "ATL", "U", "ratification", day("2021"))


@pytest.mark.parametrize("act", ["consent", "withdraw"])
def test_nothing_is_done_about_a_text_without_commitments(office: Office, act: str) -> None:
    """It would record nothing and say nothing."""
    ready(office)
    office.adopt_text("U", commitments_of_it=())

    def use_case(recording: Recording) -> None:
        if act == "consent":
            signatures.consent(recording, BODY, "ATL", "U", "ratification", day("2021"))
        else:
            withdrawals.withdraw(recording, BODY, "ATL", "U", "participation", day("2021"))

    with pytest.raises(Refused, match="U has no commitments yet"):
        office.record(use_case)


def test_a_signature_ad_referendum_is_confirmed(office: Office) -> None:
    """Once."""
    ready(office)
    office.act(signatures.sign, "ATL", "T", day("2021-01-01"), kind="signature_ad_referendum")

    office.act(signatures.confirm, "ATL", "T-1", day("2021-06-01"))

    assert office.last().event == SignatureConfirmed(commitment="T-1", member="ATL")
    with pytest.raises(Refused, match="no unconfirmed signature"):
        office.act(signatures.confirm, "ATL", "T", day("2021-06-01"))


def test_a_consent_takes_effect_on_a_day_that_is_known_later(office: Office) -> None:
    """There must be a consent."""
    ready(office)
    with pytest.raises(Refused, match="has not consented"):
        office.act(signatures.enter_into_force, "ATL", "T", day("2022"))
    office.consent()

    office.act(signatures.enter_into_force, "ATL", "T", day("2022-01-01"))

    assert office.last().event == EnteredIntoForce(commitment="T-1", member="ATL")


def test_a_statement_is_made_by_a_member_about_a_commitment(office: Office) -> None:
    """Both must be there."""
    ready(office)
    made = StatementMade(commitment="T-1", member="ATL", kind="reservation", text="Not 3.")

    office.act(signatures.make_statement, made, day("2021"))

    assert office.last().event == made
    for wrong in ({"member": "ZUB"}, {"commitment": "T-9"}):
        other = made.model_copy(update=wrong)
        with pytest.raises(UnknownReference):
            office.record(
                partial(signatures.make_statement, taskforce=BODY, statement=other, on=day("2021"))
            )


def test_progress_is_reported_on_a_registered_scale(office: Office) -> None:
    """Scales are never mixed silently."""
    ready(office)
    with pytest.raises(UnknownReference, match="scale 'ogp 1'"):
        office.record(lambda r: progress.report_progress(r, BODY, REPORT, day("2022")))
    scale = ScaleRegistered(
        scale="ogp", version="1", title="A scale", values=(ScaleValue(value="low", label="Low"),)
    )
    office.record(lambda r: bodies.record(r, BODY, scale))

    office.record(lambda r: progress.report_progress(r, BODY, REPORT, day("2022")))

    assert office.last().event == REPORT
    high = REPORT.model_copy(update={"assessment": "high"})
    with pytest.raises(Refused, match=r"'high' is no value of ogp 1: low\."):
        office.record(lambda r: progress.report_progress(r, BODY, high, day("2022")))
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
