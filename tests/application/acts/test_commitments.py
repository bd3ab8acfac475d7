"""What can be recorded of commitments: their wording, and all that members do about them."""

import pytest

from application.acts.texts import wording
from application.acts.texts.consents import Confirm, WithdrawFromText
from application.acts.texts.signatures import SignText
from application.acts.texts.wording import AdoptCommitment, AmendCommitment
from application.event_store.streams import stream_id
from domain.errors import Contradicted, Refused, UnknownReference
from domain.event import Event
from domain.events.progress import ProgressReported
from domain.events.texts import Closed, Signed, Split, Superseded, WithdrawnWhat
from domain.texts.commitment import Commitment
from domain.texts.wording import text_digest
from domain.values import LegalNature, MemberKind
from tests.application.given import BODY, Office, day

REPORT = ProgressReported(
    commitment="T-1", member="ATL", scale="ogp", scale_version="1", assessment="low"
)


def adopt(office: Office, reference: str, instrument: str = "T", text: str = "Wording.") -> None:
    office.act(
        AdoptCommitment(
            instrument=instrument, commitment=reference, text=text, on=day("2020"), theme="Theme"
        ).record
    )


def close(office: Office, event: Closed | Superseded | Split, on: str = "2022-01-01") -> None:
    office.act(wording.close, event, day(on))


def withdraw(
    office: Office, of: WithdrawnWhat, on: str = "2023-01-01", text: str = "T-1", who: str = "ATL"
) -> Event:
    office.act(WithdrawFromText(member=who, commitment=text, of=of, on=day(on)).record)
    return office.last().event


def ready(office: Office, *references: str, nature: LegalNature = LegalNature.TREATY) -> None:
    """The member ATL and the text T."""
    office.join()
    office.adopt_text(nature=nature, commitments_of_it=references or ("T-1",))


def test_a_commitment_takes_its_nature_from_its_instrument(office: Office) -> None:
    """The digest is that of the wording without blanks around it."""
    office.adopt_text(nature=LegalNature.POLITICAL, commitments_of_it=())

    adopt(office, "T-1", text="  Members will report. ")

    adopted = office.log.load(stream_id("commitment", BODY, "T-1"), Commitment).adopted
    assert adopted is not None
    assert adopted.legal_nature is LegalNature.POLITICAL
    assert adopted.text_sha256 == text_digest(adopted.text) == text_digest("Members will report.")


def test_a_commitment_is_adopted_once_and_in_an_instrument(office: Office) -> None:
    """Also if another instrument would have it."""
    ready(office)

    with pytest.raises(Refused, match="T-1 was adopted already"):
        adopt(office, "T-1")
    with pytest.raises(UnknownReference, match="instrument 'U'"):
        adopt(office, "U-1", instrument="U")


def test_a_wording_is_amended_and_the_new_one_is_signed(office: Office) -> None:
    """Who signed the old one stays bound to it, and may sign the new one too."""
    ready(office)
    office.sign("ATL", "2021-01-01")

    office.act(
        AmendCommitment(commitment="T-1", version="2", text="New.", on=day("2022-01-01")).record
    )
    office.sign("ATL", "2022-06-01")

    signed = office.last().event
    assert isinstance(signed, Signed)
    assert (signed.version, signed.text_sha256) == ("2", text_digest("New."))
    with pytest.raises(Refused, match="Version 2 exists already"):
        office.act(
            AmendCommitment(commitment="T-1", version="2", text="Newer.", on=day("2023")).record
        )


def test_a_member_signs_every_commitment_of_a_text_in_one_act(office: Office) -> None:
    """In one transaction, with one correlation id."""
    ready(office, "T-1", "T-2", "T-3")

    receipt = office.act(
        SignText(member="ATL", instrument="T", on=day("2021"), excepting=("T-2",)).record
    )

    signed = [r.event for r in receipt.records if isinstance(r.event, Signed)]
    assert [each.commitment for each in signed] == ["T-1", "T-3"]
    assert len({r.envelope.correlation_id for r in receipt.records}) == 1
    assert receipt.records[0].envelope.correlation_id is not None


def test_one_signature_needs_no_correlation(office: Office) -> None:
    """There is nothing that it goes with."""
    ready(office)

    assert office.sign().records[0].envelope.correlation_id is None


def test_what_is_excepted_must_be_part_of_the_text(office: Office) -> None:
    """A misspelt exception would sign what was not to be signed."""
    ready(office)

    with pytest.raises(UnknownReference, match=r"commitment of T 'T-9'.*mean T-1"):
        office.act(
            SignText(member="ATL", instrument="T", on=day("2021"), excepting=("T-9",)).record
        )


def test_a_text_without_open_commitments_is_not_signed(office: Office) -> None:
    """None yet, all excepted, or all closed by that day."""
    ready(office)
    office.adopt_text("U", commitments_of_it=())

    with pytest.raises(Refused, match="U has no commitment that is open"):
        office.sign("ATL", "2021-01-01", "U")
    with pytest.raises(Refused, match="T has no commitment that is open"):
        office.act(
            SignText(member="ATL", instrument="T", on=day("2021"), excepting=("T-1",)).record
        )
    close(office, Closed(commitment="T-1"))
    with pytest.raises(Refused, match="no longer open for signature on that day"):
        office.sign("ATL", "2022-01-01")
    assert office.sign("ATL", "2021-12-31")


def test_closed_commitments_are_left_out_of_a_signature(office: Office) -> None:
    """The others stay open."""
    ready(office, "T-1", "T-2")
    close(office, Superseded(commitment="T-1", by="T-2"))

    receipt = office.sign("ATL", "2022-06-01")

    assert [getattr(r.event, "commitment", "") for r in receipt.records] == ["T-2"]


@pytest.mark.parametrize("act", ["sign", "consent"])
def test_who_is_not_eligible_neither_signs_nor_consents(office: Office, act: str) -> None:
    """The text says to which kinds it is open."""
    office.join()
    office.adopt_text(open_to=(MemberKind.TREATY_BODY,))

    with pytest.raises(Refused, match="ATL is not eligible: T is open to treaty_body"):
        office.sign() if act == "sign" else office.consent()


@pytest.mark.parametrize("act", ["sign", "consent"])
@pytest.mark.parametrize(("on", "possible"), [("2019-12-31", False), ("2020-01-01", True)])
def test_only_who_was_a_member_on_the_day_signs_or_consents(
    office: Office, act: str, on: str, *, possible: bool
) -> None:
    """Joined on 2020-01-01, which is its first day."""
    ready(office)
    doing = office.sign if act == "sign" else office.consent

    if possible:
        assert doing("ATL", on)
    else:
        with pytest.raises(Contradicted, match="was not a member on 2019-12-31"):
            doing("ATL", on)
    with pytest.raises(UnknownReference, match="member 'ZUB'"):
        doing("ZUB", on)


def test_a_political_text_is_endorsed_and_not_consented_to(office: Office) -> None:
    """The sentence says what to do instead."""
    ready(office, nature=LegalNature.POLITICAL)
    office.sign()

    signed = office.last().event
    assert isinstance(signed, Signed)
    assert signed.kind == "endorsement"
    with pytest.raises(Refused, match="Use sign"):
        office.consent()


def test_a_signature_that_is_entered_late_is_of_the_wording_of_its_day(office: Office) -> None:
    """Nobody signed in 2021 what was worded in 2022."""
    ready(office)
    office.act(
        AmendCommitment(commitment="T-1", version="2", text="New.", on=day("2022-01-01")).record
    )

    office.sign("ATL", "2021-01-01")

    signed = office.last().event
    assert isinstance(signed, Signed)
    assert (signed.version, signed.text_sha256) == ("1", text_digest("Wording of T-1."))


def test_a_political_signature_is_not_corrected_into_one_that_binds(office: Office) -> None:
    """A correction is judged as everything else."""
    ready(office, nature=LegalNature.POLITICAL)
    position = office.sign().last

    with pytest.raises(Contradicted, match="is a political text"):
        office.correct(f"@{position}", kind="definitive_signature")


def test_what_is_said_of_a_whole_text_is_one_act(office: Office) -> None:
    """A confirmation of two signatures is one act."""
    office.adopt_text(commitments_of_it=("T-1", "T-2"))
    office.join()
    signed = SignText(member="ATL", instrument="T", kind="signature_ad_referendum", on=day("2021"))
    office.act(signed.record)

    said = office.act(Confirm(member="ATL", commitment="T", on=day("2022")).record)

    assert len(said.records) == 2
    assert len({record.envelope.correlation_id for record in said.records}) == 1
    assert said.records[0].envelope.correlation_id is not None
