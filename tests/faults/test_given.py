"""What the tests of faults start from must itself be sound, or they would prove nothing."""

import pytest

from infrastructure.audit.log.findings import NOT_COMPARED, PASSED
from tests.faults.given import Place, contents


def test_the_office_is_sound(place: Place) -> None:
    """Some forty events, which are those of the checkpoint that was kept."""
    kept = (place.kept / "whole.checkpoint").read_bytes()

    events, leaves = contents(place.store)

    assert len(events) == len(leaves) == 41
    assert place.verified().exit_code == NOT_COMPARED
    assert place.verified(whole=kept).exit_code == PASSED


@pytest.mark.slow
def test_a_real_process_works_there(place: Place) -> None:
    """The office's settings, key and policy are those that commands take."""
    policy = ("--checkpoint", "../kept", "--policy", "../our.policy")

    place.run("member", "join", "BLE", "--name", "Blefuscu", "--on", "2025-10").must()
    place.run("audit", "checkpoint", "--output", "../kept/more.checkpoint").must()
    said = place.run("audit", "verify", *policy, "--projections").must()

    assert said.out.endswith("The first 42 of 42 entries are those that were signed.\n")
