"""What can be recorded of inputs, advice, contributions and a body's end; who may join."""

import pytest

from application.acts.bodies import establish
from application.acts.members.joining import Apply, Join
from application.recording import body_events
from domain.errors import Contradicted, Refused, UnknownReference
from domain.events.bodies import Dissolved, Established, InitiativeRecognised
from domain.events.members import Applied, Joined
from domain.events.work import InitiativeInputReceived
from domain.values import ImpreciseDate, MemberKind
from tests.application.given import BODY, Office, day

INPUT = InitiativeInputReceived(input="IN-1", initiative="G7", title="A text")
APPLIED = Applied(member="ERE", name="Erewhon", kind=MemberKind.STATE)


@pytest.fixture
def choosy(empty: Office) -> Office:
    """A body of 2019 that takes allies only."""
    event = Established(code=BODY, name="X", nature="exercise", eligibility="Allies of the pact")
    empty.record(lambda r: establish(r, event.code, event, day("2019-01-01")))
    return empty


def apply(office: Office, evidence: str | None, on: ImpreciseDate) -> None:
    event = APPLIED.model_copy(update={"evidence": evidence})
    office.act(Apply(**event.model_dump(), on=on).record)


def join(office: Office, on: str, *, founding: bool = False) -> None:
    office.act(Join(member="ERE", on=day(on), name="Erewhon", founding=founding).record)


def test_an_input_is_of_a_recognised_initiative(office: Office) -> None:
    """Others may send papers too, but they are no initiatives of the body."""
    with pytest.raises(UnknownReference, match="no initiative 'G7'"):
        office.record(lambda r: body_events.record(r, BODY, INPUT, day("2026-01-01")))
    office.record(lambda r: body_events.record(r, BODY, InitiativeRecognised(name="G7")))

    office.record(lambda r: body_events.record(r, BODY, INPUT, day("2026-01-01")))

    assert office.last().event == INPUT


def test_a_body_ends_once_and_takes_nobody_after(office: Office) -> None:
    """Its record stays."""
    office.record(
        lambda r: body_events.record(r, BODY, Dissolved(reason="Done."), day("2026-01-01"))
    )

    assert office.last().event == Dissolved(reason="Done.")
    with pytest.raises(Contradicted, match="It is recorded already"):
        office.record(lambda r: body_events.record(r, BODY, Dissolved(), day("2026-02-01")))
    with pytest.raises(Refused, match="was dissolved on 2026-01-01"):
        join(office, "2026-01-02")
    with pytest.raises(Refused, match="was dissolved on 2026-01-01"):
        apply(office, None, day("2026-01-02"))
    join(office, "2025-01-01")


def test_who_applies_shows_that_it_is_eligible(choosy: Office) -> None:
    """The refusal says who may be a member, and what to bring."""
    with pytest.raises(Refused, match=r"can be: Allies of the pact\. Give as evidence"):
        apply(choosy, None, day("2026-01-01"))
    apply(choosy, "Listed on the pact's page.", day("2026-01-01"))
    apply(choosy, None, day("2026-02-01"))

    assert choosy.head == 3


def test_who_joins_later_has_shown_evidence(choosy: Office) -> None:
    """Founders need none, and of the time before the record nobody can be asked."""
    with pytest.raises(Refused, match="depositary member apply ERE"):
        join(choosy, "2026-02-01")
    apply(choosy, "Listed on the pact's page.", day("2026-02-01"))
    with pytest.raises(Refused, match="ERE has not shown by 2026-01-31 that it is eligible"):
        join(choosy, "2026-01-31")

    join(choosy, "2026-02-01")

    assert isinstance(choosy.last().event, Joined)


def test_who_is_a_member_is_not_asked_to_apply(choosy: Office) -> None:
    """It would be refused, as a member already, and so in a circle."""
    join(choosy, "2026-01-01", founding=True)

    with pytest.raises(Refused, match="ERE is a member already"):
        join(choosy, "2026-02-01")


@pytest.mark.parametrize("on", ["2019", "unknown", "2026-01-01"])
def test_founders_and_parties_of_old_are_not_asked(choosy: Office, on: str) -> None:
    """They came before there was anybody to show anything to."""
    join(choosy, on, founding=on == "2026-01-01")

    assert isinstance(choosy.last().event, Joined)
