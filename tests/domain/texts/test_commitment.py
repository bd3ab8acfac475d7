"""What a member may do about a text, and what is refused."""

import pytest

from domain.errors import Contradicted, Refused
from domain.event import Event
from domain.events.progress import ProgressReported
from domain.events.texts import (
    Amended,
    Closed,
    Consented,
    ConsentKind,
    SignatureKind,
    Signed,
    Split,
    StatementMade,
    Superseded,
    Withdrawn,
)
from domain.texts.commitment import Commitment
from domain.values import LegalNature
from tests.domain.given import SHA, adopted, after, day, entered, id_of

OTHER = "b" * 64
RESERVATION = StatementMade(
    commitment="T-1", member="ATL", kind="reservation", text="Not article 3."
)
REPORT = ProgressReported(
    commitment="T-1", member="ATL", scale="ogp", scale_version="1", assessment="limited"
)
AMENDED = Amended(commitment="T-1", version="2", text="Twice a year.", text_sha256=OTHER)


def treaty() -> Commitment:
    return entered(Commitment(), adopted(), "2020-01-01")


def political() -> Commitment:
    return entered(Commitment(), adopted(LegalNature.POLITICAL), "2020-01-01")


def signature(kind: SignatureKind = "signature", version: str = "1") -> Signed:
    return Signed(commitment="T-1", member="ATL", kind=kind, version=version, text_sha256=SHA)


def consent(kind: ConsentKind = "ratification", on: str = "2021-01-01") -> Consented:
    return Consented(commitment="T-1", member="ATL", kind=kind, deposited_on=day(on))


def with_acts(*acts: tuple[Event, str]) -> Commitment:
    """A treaty after acts; the first act has the id of number 2."""
    commitment = treaty()
    for event, on in acts:
        commitment = after(commitment, event, on)
    return commitment


def test_a_text_that_was_not_adopted_has_no_wording() -> None:
    """There is nothing to sign."""
    nothing = Commitment()

    assert nothing.adopted is None
    with pytest.raises(Refused, match="was not adopted, or its adoption was retracted"):
        nothing.sign("ATL", None)


def test_a_signature_binds_the_wording_in_force_last() -> None:
    """Both hashes and the version say for ever what was signed."""
    signed = treaty().sign(
        "ATL",
        "definitive_signature",
        document_sha256=OTHER,
        in_force_on=day("2022"),
        spelling="Rep. Atlantis",
        office="Minister",
    )

    assert signed == Signed(
        commitment="T-1",
        member="ATL",
        kind="definitive_signature",
        version="1",
        text_sha256=SHA,
        document_sha256=OTHER,
        in_force_on=day("2022"),
        spelling="Rep. Atlantis",
        office="Minister",
    )


@pytest.mark.parametrize(
    ("on", "version"),
    [("2020-12-31", "1"), ("2021-01-01", "2"), ("2021", "2"), ("2020", "1"), ("unknown", "2")],
)
def test_a_signature_is_of_the_wording_of_its_own_day(on: str, version: str) -> None:
    """A signature that is entered late was not of a wording that came later."""
    amended = entered(treaty(), AMENDED, "2021-01-01")

    signed = amended.sign("ATL", None, day(on))

    assert (signed.version, signed.text_sha256) == (version, OTHER if version == "2" else SHA)


@pytest.mark.parametrize("version", ["1", "2"])
def test_a_version_is_given_only_once(version: str) -> None:
    """Who signed version 2 must not be found to have signed another."""
    amended = entered(treaty(), AMENDED, "2021-01-01")

    with pytest.raises(Refused, match=f"Version {version} exists already"):
        after(amended, AMENDED.model_copy(update={"version": version}), "2021-02-01")


@pytest.mark.parametrize(
    ("commitment", "kind", "becomes"),
    [
        (treaty(), None, "signature"),
        (treaty(), "signature_ad_referendum", "signature_ad_referendum"),
        (treaty(), "endorsement", "endorsement"),
        (political(), None, "endorsement"),
        (political(), "signature", "signature"),
    ],
)
def test_kinds_of_signature_that_fit_the_text(
    commitment: Commitment, kind: SignatureKind | None, becomes: str
) -> None:
    """A political text is endorsed unless somebody says that it was signed."""
    assert commitment.sign("ATL", kind).kind == becomes


@pytest.mark.parametrize("kind", ["definitive_signature", "signature_ad_referendum"])
def test_a_political_text_cannot_be_signed_as_a_treaty(kind: SignatureKind) -> None:
    """Nobody may read that it binds in law."""
    signed = political().sign("ATL", kind)

    with pytest.raises(Refused, match=f"political text.*{kind} is for treaties"):
        after(political(), signed, "2021-01-01")


def test_a_political_text_cannot_be_consented_to() -> None:
    """The sentence says what to do instead."""
    with pytest.raises(Refused, match=r"political text.*Use sign"):
        after(political(), consent("ratification", "2021"), "2021")


def test_a_treaty_is_consented_to_with_both_its_days() -> None:
    """Deposit and entry into force are two days."""
    consented = Consented(
        commitment="T-1",
        member="ATL",
        kind="acceptance",
        deposited_on=day("2021"),
        in_force_on=day("2022"),
    )

    assert after(treaty(), consented, "2021").version == 2


def test_a_signature_of_a_political_text_cannot_be_amended_into_one_of_a_treaty() -> None:
    """It would make a party to a text that binds nobody."""
    signed = after(political(), signature("endorsement"), "2021-01-01")

    with pytest.raises(Contradicted, match="definitive_signature is for treaties"):
        after(signed, signature("definitive_signature"), "2021-01-01", corrects=id_of(2))


def test_one_version_is_signed_once_by_one_member() -> None:
    """The refusal names the signature that stands; other members and versions are free."""
    signed = with_acts((signature(), "2020-02-01"))

    with pytest.raises(Contradicted, match="signed this version of the text already") as refusal:
        after(signed, signature(), "2020-03-01")

    assert "[00000002]" in refusal.value.entries[0]
    amended = after(signed, AMENDED.model_copy(update={"text_sha256": SHA}), "2020-03-01")
    assert after(amended, signature(version="2"), "2020-03-01")
    with pytest.raises(Contradicted, match="Version 3 was signed, and would not have been"):
        after(amended, signature(version="3"), "2020-03-01")
    assert after(signed, signature().model_copy(update={"member": "ZUB"}), "2020-03-01")


def test_who_withdrew_its_signature_may_sign_again_from_that_day_on() -> None:
    """Spans touch and do not overlap."""
    ending = Withdrawn(commitment="T-1", member="ATL", of="signature", ends=(id_of(2),))
    gone = with_acts((signature(), "2020-02-01"), (ending, "2021-01-01"))

    assert after(gone, signature(), "2021-01-01")
    with pytest.raises(Contradicted, match="signed this version"):
        after(gone, signature(), "2020-12-31")


def test_one_consents_once() -> None:
    """A second ratification is a copy of the first, or a mistake."""
    with pytest.raises(Contradicted, match="consented to be bound already"):
        after(with_acts((consent(), "2021-01-01")), consent("accession"), "2022-01-01")


def test_a_treaty_that_is_applied_provisionally_can_be_ratified() -> None:
    """Provisional application is there to bridge the time until then; it cannot begin twice."""
    provisional = consent("provisional_application")
    applied = with_acts((provisional, "2021-01-01"))

    assert after(applied, consent(), "2022-01-01").version == 3
    with pytest.raises(Contradicted, match="already"):
        after(applied, provisional, "2022-01-01")


@pytest.mark.parametrize("act", [signature(), consent(on="2019-12-31")])
@pytest.mark.parametrize(
    ("on", "possible"),
    [("2019-12-31", False), ("2020-01-01", True), ("2020", True), ("unknown", True)],
)
def test_nobody_acts_on_a_text_before_it_was_adopted(
    act: Event, on: str, *, possible: bool
) -> None:
    """It did not exist."""
    if possible:
        assert after(treaty(), act, on).version == 2
    else:
        with pytest.raises(Contradicted, match="not yet adopted"):
            after(treaty(), act, on)


@pytest.mark.parametrize(
    "closing",
    [
        Closed(commitment="T-1"),
        Superseded(commitment="T-1", by="T-2"),
        Split(commitment="T-1", into=("T-2", "T-3")),
    ],
)
def test_nobody_signs_from_the_day_on_which_a_text_is_closed(closing: Event) -> None:
    """From that day on it is no longer open; consent to what was signed stays possible."""
    closed = entered(treaty(), closing, "2021-01-01")

    days = ("2020-12-31", "2021-01-01", "<=2021", "unknown", "2021")
    assert [closed.may_be_open_on(day(on)) for on in days] == [True, False, True, True, False]
    assert after(closed, signature(), "2020-12-31")
    assert after(closed, signature(), "<=2021-06")
    assert after(closed, consent(), "2022-01-01")
    with pytest.raises(Contradicted, match="no longer open"):
        after(closed, signature(), "2021-01-01")


@pytest.mark.parametrize(("on", "possible"), [("2020-02-01", False), ("2020-02-02", True)])
def test_a_text_is_not_closed_before_it_was_signed(on: str, *, possible: bool) -> None:
    """A back-dated closing would make a signature impossible; the refusal names it."""
    signed = with_acts((signature(), "2020-02-01"))

    if possible:
        assert after(signed, Closed(commitment="T-1"), on).version == 3
    else:
        with pytest.raises(Contradicted, match="no longer open") as refusal:
            after(signed, Closed(commitment="T-1"), on)
        assert "commitment.signed of ATL" in refusal.value.entries[0]
