"""Consents, confirmations, statements, withdrawals and reports, and closing a text."""

import pytest

from application.acts.progress.reports import record_report
from application.acts.texts.consents import (
    Confirm,
    Consent,
    InForce,
    MakeStatement,
    WithdrawFromText,
)
from application.acts.texts.signatures import SignText
from application.recording import body_events
from application.recording.recording import Recording
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
from tests.application.acts.test_commitments import REPORT, close, ready
from tests.application.given import BODY, Office, day


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

    receipt = office.act(
        Consent(member="ATL", commitment="T", kind="ratification", deposited_on=day("2021")).record
    )

    assert [type(r.event) for r in receipt.records] == [Consented, Consented]
    assert len({r.envelope.correlation_id for r in receipt.records}) == 1
    assert receipt.records[0].envelope.correlation_id is not None
    with pytest.raises(UnknownReference, match="commitment 'U'"):
        office.act(
            Consent(
                member="ATL", commitment="U", kind="ratification", deposited_on=day("2021")
            ).record
        )


@pytest.mark.parametrize("act", ["consent", "withdraw"])
def test_nothing_is_done_about_a_text_without_commitments(office: Office, act: str) -> None:
    """It would record nothing and say nothing."""
    ready(office)
    office.adopt_text("U", commitments_of_it=())

    def use_case(recording: Recording) -> None:
        if act == "consent":
            Consent(
                member="ATL", commitment="U", kind="ratification", deposited_on=day("2021")
            ).record(recording, BODY)
        else:
            WithdrawFromText(
                member="ATL", commitment="U", of="participation", on=day("2021")
            ).record(recording, BODY)

    with pytest.raises(Refused, match="U has no commitments yet"):
        office.record(use_case)


def test_a_signature_ad_referendum_is_confirmed(office: Office) -> None:
    """Once."""
    ready(office)
    office.act(
        SignText(
            member="ATL", instrument="T", on=day("2021-01-01"), kind="signature_ad_referendum"
        ).record
    )

    office.act(Confirm(member="ATL", commitment="T-1", on=day("2021-06-01")).record)

    assert office.last().event == SignatureConfirmed(commitment="T-1", member="ATL")
    with pytest.raises(Refused, match="no unconfirmed signature"):
        office.act(Confirm(member="ATL", commitment="T", on=day("2021-06-01")).record)


def test_a_consent_takes_effect_on_a_day_that_is_known_later(office: Office) -> None:
    """There must be a consent."""
    ready(office)
    with pytest.raises(Refused, match="has not consented"):
        office.act(InForce(member="ATL", commitment="T", on=day("2022")).record)
    office.consent()

    office.act(InForce(member="ATL", commitment="T", on=day("2022-01-01")).record)

    assert office.last().event == EnteredIntoForce(commitment="T-1", member="ATL")


def test_a_statement_is_made_by_a_member_about_a_commitment(office: Office) -> None:
    """Both must be there."""
    ready(office)
    made = MakeStatement(
        member="ATL", commitment="T-1", kind="reservation", text="Not 3.", on=day("2021")
    )

    office.act(made.record)

    assert office.last().event == made.event(StatementMade)
    for wrong in ({"member": "ZUB"}, {"commitment": "T-9"}):
        with pytest.raises(UnknownReference):
            office.act(made.model_copy(update=wrong).record)


def test_progress_is_reported_on_a_registered_scale(office: Office) -> None:
    """Scales are never mixed silently."""
    ready(office)
    with pytest.raises(UnknownReference, match="scale 'ogp 1'"):
        office.record(lambda r: record_report(r, BODY, REPORT, day("2022")))
    scale = ScaleRegistered(
        scale="ogp", version="1", title="A scale", values=(ScaleValue(value="low", label="Low"),)
    )
    office.record(lambda r: body_events.record(r, BODY, scale))

    office.record(lambda r: record_report(r, BODY, REPORT, day("2022")))

    assert office.last().event == REPORT
    high = REPORT.model_copy(update={"assessment": "high"})
    with pytest.raises(Refused, match=r"'high' is no value of ogp 1: low\."):
        office.record(lambda r: record_report(r, BODY, high, day("2022")))
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
