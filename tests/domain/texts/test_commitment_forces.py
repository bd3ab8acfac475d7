"""When a consent takes effect: once, and not before its deposit unless it looks back."""

import pytest

from domain.errors import Contradicted
from domain.events.texts import EnteredIntoForce
from domain.texts.commitment import Commitment
from tests.domain.given import after, id_of
from tests.domain.texts.test_commitment import consent, with_acts


def force(treaty: Commitment, on: str) -> Commitment:
    return after(treaty, EnteredIntoForce(commitment="T-1", member="ATL", act=id_of(2)), on)


def test_a_consent_enters_into_force_once() -> None:
    """A second day would be a correction of the first."""
    treaty = force(with_acts((consent(), "2021-01-01")), "2021-06-01")

    with pytest.raises(Contradicted, match="entered into force already"):
        force(treaty, "2021-07-01")


def test_a_ratification_takes_no_effect_before_its_deposit() -> None:
    """A succession does: the state says that it never ceased to be bound."""
    ratified = with_acts((consent(on="2021-01-01"), "2021-01-01"))
    succeeded = with_acts((consent("succession", "2021-01-01"), "2021-01-01"))

    with pytest.raises(Contradicted, match="deposited only on 2021-01-01"):
        force(ratified, "1991-01-01")
    assert force(succeeded, "1991-01-01")
