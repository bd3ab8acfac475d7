"""The same facts in any order, as commands or as the rows of one file: the same answers."""

from collections.abc import Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from application.acts.bodies import establish
from application.acts.members.joining import Join
from application.acts.texts.wording import AdoptCommitment
from application.recording import body_events
from application.recording.recording import Recording
from domain.events.bodies import Established, InstrumentAdopted
from domain.values import UNKNOWN, LegalNature
from tests.infrastructure.importers.any_order import (
    MEMBERS,
    Fact,
    membership_stories,
    texts_stories,
)
from tests.infrastructure.importers.given import CLERK, Office, day, office
from tests.infrastructure.importers.two_doors import answers, by_commands, by_file
from tests.often import often
from tests.standing_rows import denials

MANY = settings(max_examples=often(30, part=15), suppress_health_check=list(HealthCheck))
SEEDS = st.integers(0, 2**32)


def begin(opened: Office) -> None:
    """Establish TF with the treaties T and I, and two members that have been there since 1980."""

    def use_case(recording: Recording) -> None:
        body = Established(code="TF", name="Force", nature="exercise")
        establish(recording, body.code, body, UNKNOWN)
        for code in MEMBERS:
            Join(member=code, on=day("1980"), name=f"Land of {code}").record(recording, "TF")
        for reference, references in (("I", ("C1", "C2")), ("T", ("T",))):
            instrument = InstrumentAdopted(
                reference=reference, title=reference, legal_nature=LegalNature.TREATY
            )
            body_events.record(recording, "TF", instrument, day("1980"))
            for text in references:
                AdoptCommitment(
                    instrument=reference, commitment=text, text=f"Text {text}", on=day("1980")
                ).record(recording, "TF")

    opened.register.record(use_case, CLERK)


def told(facts: Sequence[Fact], seed: int | None, *, as_file: bool) -> dict[str, object]:
    """Return the answers after facts were entered, shuffled where a seed is given."""
    order = list(facts)
    if seed is not None:
        Random(seed).shuffle(order)  # noqa: S311  # an order of entry, no secret
    with TemporaryDirectory() as folder, office(Path(folder)) as opened:
        begin(opened)
        if as_file:
            by_file(opened, order)
        else:
            assert by_commands(opened, order) == []
        found = answers(opened, facts)
        assert list(denials(Path(folder))) == []
        return found


def hold(facts: Sequence[Fact], seed: int) -> None:
    as_it_happened = told(facts, None, as_file=False)

    assert told(facts, seed, as_file=False) == as_it_happened
    assert told(facts, seed, as_file=True) == as_it_happened


@pytest.mark.slow
@MANY
@given(texts_stories(), SEEDS)
def test_what_members_did_about_texts_is_the_same_in_any_order(
    facts: Sequence[Fact], seed: int
) -> None:
    """The heart of the register: a fact that is found out late changes no other answer."""
    hold(facts, seed)


@pytest.mark.slow
@MANY
@given(membership_stories(), SEEDS)
def test_memberships_are_the_same_in_any_order(facts: Sequence[Fact], seed: int) -> None:
    """Who was in when decides who may sign, vote and must report."""
    hold(facts, seed)
