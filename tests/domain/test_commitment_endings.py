"""What ends on a text, what is confirmed or takes effect, and what is refused."""

import pytest

from domain.commitment import Commitment
from domain.errors import Contradicted, Refused
from domain.event import Event
from domain.events.commitment import (
    EnteredIntoForce,
    SignatureConfirmed,
    Withdrawn,
    WithdrawnWhat,
)
from domain.events.record import Retracted
from tests.domain.given import adopted, after, id_of
from tests.domain.test_commitment import REPORT, RESERVATION, consent, signature, treaty, with_acts


def test_the_adoption_of_a_text_that_was_signed_cannot_be_retracted() -> None:
    """Everything about it would hang in the air."""
    signed = with_acts((signature(), "2020-02-01"))

    with pytest.raises(Contradicted, match="not adopted"):
        after(signed, Retracted(entry_id=id_of(1), reason="Never"))


def test_the_adoption_of_a_text_that_was_signed_cannot_move_behind_the_signature() -> None:
    """A correction is judged as everything else."""
    signed = with_acts((signature(), "2020-02-01"))

    with pytest.raises(Contradicted, match="not yet adopted"):
        after(signed, adopted(), "2020-03-01", corrects=id_of(1))


def test_a_signature_ad_referendum_is_confirmed_once() -> None:
    """The confirmation names the signature."""
    signed = with_acts((signature("signature_ad_referendum"), "2020-02-01"))
    confirmation = SignatureConfirmed(commitment="T-1", member="ATL", act=id_of(2))

    assert signed.confirm("ATL") == confirmation
    with pytest.raises(Refused, match="no unconfirmed signature"):
        after(signed, confirmation, "2020-03-01").confirm("ATL")


@pytest.mark.parametrize(
    "commitment",
    [
        treaty(),
        with_acts((signature(), "2020-02-01")),
        with_acts(
            (signature("signature_ad_referendum"), "2020-02-01"),
            (
                Withdrawn(commitment="T-1", member="ATL", of="signature", ends=(id_of(2),)),
                "2020-03-01",
            ),
        ),
    ],
    ids=["nothing", "ordinary", "withdrawn"],
)
def test_without_an_open_signature_ad_referendum_there_is_nothing_to_confirm(
    commitment: Commitment,
) -> None:
    """An ordinary signature needs no confirmation, and a withdrawn one can have none."""
    with pytest.raises(Refused, match="no unconfirmed signature"):
        commitment.confirm("ATL")


def test_nothing_is_confirmed_before_it_was_signed() -> None:
    """The order of the two acts is their meaning."""
    signed = with_acts((signature("signature_ad_referendum"), "2020-02-01"))

    with pytest.raises(Contradicted, match="not yet signed"):
        after(signed, signed.confirm("ATL"), "2020-01-31")


@pytest.mark.parametrize("of", ["confirmation", "entry into force"])
def test_what_others_rest_on_cannot_be_retracted(of: str) -> None:
    """They would say something about what never was."""
    act = signature("signature_ad_referendum") if of == "confirmation" else consent()
    signed = with_acts((act, "2021-01-01"))
    event = signed.confirm("ATL") if of == "confirmation" else signed.enter_into_force("ATL")

    with pytest.raises(Contradicted, match="rests on an act that does not stand"):
        after(after(signed, event, "2022-01-01"), Retracted(entry_id=id_of(2), reason="Never"))


@pytest.mark.parametrize("act", [consent(), signature("definitive_signature")])
def test_a_consent_or_definitive_signature_enters_into_force(act: Event) -> None:
    """Both bind."""
    entering = with_acts((act, "2021-01-01")).enter_into_force("ATL")

    assert entering == EnteredIntoForce(commitment="T-1", member="ATL", act=id_of(2))


@pytest.mark.parametrize("act", [signature(), consent("provisional_application"), RESERVATION])
def test_nothing_else_enters_into_force(act: Event) -> None:
    """Provisional application never is entry into force."""
    with pytest.raises(Refused, match="has not consented to be bound"):
        with_acts((act, "2021-01-01")).enter_into_force("ATL")


FULL = with_acts(
    (signature(), "2021-01-01"),
    (consent(), "2021-01-01"),
    (RESERVATION, "2021-01-01"),
    (REPORT, "2021-01-01"),
    (REPORT, "2022-01-01"),
)


@pytest.mark.parametrize(
    ("of", "ends"),
    [
        ("signature", (2,)),
        ("consent", (3,)),
        ("participation", (2, 3)),
        ("reservation", (4,)),
        ("report", (6,)),
    ],
)
def test_a_withdrawal_names_what_it_ends(of: WithdrawnWhat, ends: tuple[int, ...]) -> None:
    """Who withdrew its ratification may still be a signatory, as Russia is."""
    assert FULL.withdraw("ATL", of).ends == tuple(map(id_of, ends))


@pytest.mark.parametrize("of", ["interpretative_declaration", "objection"])
def test_each_kind_of_statement_is_withdrawn_by_its_name(of: WithdrawnWhat) -> None:
    """Who withdraws a reservation still objects to another's."""
    statement = RESERVATION.model_copy(update={"kind": of})
    treaty_with_both = with_acts((RESERVATION, "2021-01-01"), (statement, "2021-01-01"))

    assert treaty_with_both.withdraw("ATL", of).ends == (id_of(3),)
    assert treaty_with_both.withdraw("ATL", "reservation").ends == (id_of(2),)


def test_a_withdrawal_is_revoked_and_the_revocation_too() -> None:
    """The latest one that stands is meant."""
    left = after(FULL, FULL.withdraw("ATL", "participation"), "2023-01-01")
    back = after(left, left.withdraw("ATL", "withdrawal"), "2023-06-01")

    assert left.withdraw("ATL", "withdrawal").ends == (id_of(7),)
    assert back.withdraw("ATL", "withdrawal").ends == (id_of(8),)
    assert back.withdraw("ATL", "participation").ends == (id_of(2), id_of(3))


@pytest.mark.parametrize(
    "of", ["signature", "consent", "participation", "reservation", "withdrawal", "report"]
)
def test_what_does_not_stand_cannot_be_withdrawn(of: WithdrawnWhat) -> None:
    """The sentence says where to look."""
    with pytest.raises(Refused, match=f"ATL has no {of} on T-1 .*depositary history T-1"):
        treaty().withdraw("ATL", of)


def test_a_text_unknown_to_the_register_is_named_by_a_question_mark() -> None:
    """A refusal must not fail for want of a name."""
    with pytest.raises(Refused, match=r"on \? that stands"):
        Commitment().withdraw("ATL", "signature")


@pytest.mark.parametrize("on", ["2022-06-01", "2023-01-01", "2023-06-01"])
def test_a_withdrawal_is_revoked_before_on_or_after_the_day_for_which_it_was_announced(
    on: str,
) -> None:
    """Most revocations come before: the member thought better of it."""
    left = after(FULL, FULL.withdraw("ATL", "participation"), "2023-01-01")

    assert after(left, left.withdraw("ATL", "withdrawal"), on).version == left.version + 1
