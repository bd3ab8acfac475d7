"""The mark of a removed text stands where one was removed, and nowhere else."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import events, must, typed
from tests.infrastructure.cli.upkeep.given_expunging import WHY, tell_and_enter


@pytest.fixture
def told(once: Once) -> Path:
    """A register in which the claim @13 must never have been entered."""
    return once(tell_and_enter)


@pytest.mark.usefixtures("told")
def test_a_text_that_looks_removed_is_refused() -> None:
    """Else nobody could tell what was taken out, on record, from what was never said."""
    before = events()

    typed_so = (
        typed("taskforce claim founders '[removed]' --source 'A letter'"),
        typed("taskforce claim founders 'Twenty.' --source 'A letter' --note '[Removed] '"),
        typed("correct @13 'claim=[removed]'"),
    )

    for said in typed_so:
        assert said.code == 1
        assert "which stands only where a text was removed" in said.err
    assert events() == before


@pytest.mark.usefixtures("told")
def test_an_entry_with_a_removed_text_can_be_corrected() -> None:
    """Its other fields may be wrong, and the mark stays in its place."""
    must(f"expunge @13 {WHY} --field claim --yes", "correct @13 about=members")

    assert '"claim":"[removed]"' in str(events()[-1][-1])
