"""A new version of a text: commitments in other words are amended, those that are gone closed."""

from hashlib import sha256

import pytest

from application.acts.texts import wording
from application.acts.texts.signatures import SignText
from application.acts.texts.text_files import TextFiles
from application.acts.texts.wording import AdoptCommitment, AmendCommitment
from application.recording import body_events
from domain.errors import Contradicted, Refused
from domain.events.bodies import InstrumentAdopted
from domain.events.texts import Adopted, Amended, Closed, Signed
from domain.values import LegalNature
from tests.application.given import BODY, Office, day


@pytest.fixture
def second(office: Office) -> Office:
    """A text of two commitments, of which ATL signed the first version, and its second version."""
    office.adopt_text(nature=LegalNature.POLITICAL, commitments_of_it=("T-1", "T-2"))
    office.join()
    office.sign("ATL", "2021-01-01")
    words = b"1. Wording of T-1.\n\n3. New.\n"
    office.act(files("2", ("en", words), reference="T").adopt, day("2022-01-01"))
    return office


def test_what_is_gone_is_closed_and_what_is_new_adopted(second: Office) -> None:
    """Signatures stay bound to the words that were signed."""
    new = [each.event for each in second.records[-2:]]

    assert [type(event) for event in new] == [Adopted, Closed]
    assert isinstance(new[1], Closed)
    assert (new[1].commitment, new[1].reason) == ("T-2", "Not in version 2 of the text")


def test_other_words_are_amended_under_the_version_of_the_text(second: Office) -> None:
    """A commitment is the same promise in other words."""
    words = b"1. Other.\n\n3. New.\n"
    second.act(files("3", ("en", words), reference="T").adopt, day("2023"))

    event = second.last().event
    assert isinstance(event, Amended)
    assert (event.version, event.text) == ("3", "Other.")


def test_who_signed_before_signs_only_what_is_new(second: Office) -> None:
    """The words that it signed already bind it already."""
    second.sign("ATL", "2022-02-01")

    event = second.last().event
    assert isinstance(event, Signed)
    assert event.commitment == "T-3"
    assert sum(isinstance(each.event, Signed) for each in second.records) == 3


def test_a_late_entry_signs_what_was_open_on_its_day(second: Office) -> None:
    """What was adopted later was not there to sign, and what was closed later was."""
    second.join("ZUB", "2020-01-01")

    receipt = second.sign("ZUB", "2021-06-01")

    signed = [e.event.commitment for e in receipt.records if isinstance(e.event, Signed)]
    assert signed == ["T-1", "T-2"]


def test_only_a_definitive_signature_takes_effect_by_itself(second: Office) -> None:
    """Any other waits for a consent."""
    definitive = SignText(member="ATL", instrument="T", in_force_on=day("2023"), on=day("2022-02"))

    with pytest.raises(Refused, match="record a consent"):
        second.act(definitive.record)


def test_what_was_closed_does_not_come_back_under_its_number(second: Office) -> None:
    """Who signs the text would else sign less than it says, without a word."""
    with pytest.raises(Refused, match="T-2 was closed on 2022-01-01"):
        second.act(files("3", ("en", b"2. Again.\n"), reference="T").adopt, day("2023"))


def test_a_text_keeps_its_nature(second: Office) -> None:
    """A political text that became a treaty would bind those who never consented."""
    treaty = InstrumentAdopted(
        reference="T", title="T", legal_nature=LegalNature.TREATY, version="3"
    )

    with pytest.raises(Contradicted, match="it cannot be both"):
        second.record(lambda r: body_events.record(r, BODY, treaty, day("2023")))


def test_words_are_not_amended_before_they_were_adopted(second: Office) -> None:
    """A version of 2019 of a text of 2020 is a slip of the pen."""
    with pytest.raises(Contradicted, match="not yet adopted"):
        second.act(
            AmendCommitment(commitment="T-1", version="0", text="Old.", on=day("2000")).record
        )


def files(version: str, *said: tuple[str, bytes], reference: str = "F") -> TextFiles:
    return TextFiles(
        reference=reference,
        title="F",
        nature=LegalNature.POLITICAL,
        files=said,
        words=said[0][1].decode(),
        version=version,
    )


@pytest.mark.parametrize(("adopted", "signed"), [("2021", "2022-01-01"), ("2022", "2022-03-01")])
def test_a_signature_binds_the_document_of_its_day(
    office: Office, adopted: str, signed: str
) -> None:
    """One that is entered late was not put under the file of a later version."""
    office.join()
    first, second = b"1. We act.\n", b"1. We act at once.\n"
    office.act(files("1", ("en", first)).adopt, day(adopted))
    office.act(files("2", ("en", second)).adopt, day("2023"))

    office.sign("ATL", signed, "F")

    event = office.last().event
    assert isinstance(event, Signed)
    assert (event.version, event.document_sha256) == ("1", sha256(first).hexdigest())


def test_of_several_languages_the_signed_one_is_said(office: Office) -> None:
    """Each file is a document of its own, from whichever door the signature comes."""
    office.join()
    both = files("1", ("en", b"1. We act.\n"), ("fr", b"1. Nous agissons.\n"))
    office.act(both.adopt, day("2021"))

    with pytest.raises(Refused, match="say in which language: en, fr"):
        office.sign("ATL", "2022-01-01", "F")
    with pytest.raises(Refused, match="no authentic text in the language 'de', only: en, fr"):
        sign_in(office, "de")
    sign_in(office, "fr")

    event = office.last().event
    assert isinstance(event, Signed)
    assert event.document_sha256 == sha256(both.files[1][1]).hexdigest()


def sign_in(office: Office, language: str) -> None:
    signed = SignText(member="ATL", instrument="F", language=language, on=day("2022-01-01"))
    office.act(signed.record)


def test_what_was_excepted_before_is_not_signed_without_a_word(office: Office) -> None:
    """A register that signs more than it was told would put a promise into a government's mouth."""
    office.adopt_text(commitments_of_it=("T-1", "T-2"))
    office.join()
    office.act(
        SignText(member="ATL", instrument="T", on=day("2021-01-01"), excepting=("T-2",)).record
    )

    with pytest.raises(Refused, match=r"but not T-2.*name in excepting what it signed: T-1"):
        office.sign("ATL", "2021-02-01")
    office.act(
        SignText(member="ATL", instrument="T", on=day("2021-02-01"), excepting=("T-1",)).record
    )

    signed = [each.event.commitment for each in office.records if isinstance(each.event, Signed)]
    assert signed == ["T-1", "T-2"]


def test_an_earlier_version_is_not_adopted_after_a_later_one(second: Office) -> None:
    """It would close what the later one has, and give old words to a later day."""
    text = TextFiles(
        reference="T",
        title="T",
        nature=LegalNature.TREATY,
        files=[("en", b"Old words.")],
        words="Old words.",
        version="0",
    )
    before = second.head

    with pytest.raises(Refused, match="Version 2 of T is of a later day"):
        second.act(text.adopt, day("2021-06-01"))

    assert second.head == before


def test_no_commitment_is_older_than_its_text(second: Office) -> None:
    """Nor is it closed before it was adopted."""
    with pytest.raises(Refused, match=r"text T was adopted on 2019-06-01 only, not by 2019-05"):
        second.act(
            AdoptCommitment(
                instrument="T", commitment="T-9", text="Words.", on=day("2019-05")
            ).record
        )
    with pytest.raises(Contradicted, match="not yet adopted on that day"):
        second.act(wording.close, Closed(commitment="T-3", reason="x"), day("2021-01-01"))
