"""`doctor` sees a removal of texts that did not come to its end: they may still be read here."""

from pathlib import Path

import pytest

from application.context import Context
from application.entries import expunging
from application.entries.expunging import RemovalRequest
from infrastructure.bootstrap import EXPUNGER, open_register
from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.doctor.harms import sql

HELD = "The tables contain texts of @13 that were removed from the log."
SENT_AGAIN = "depositary expunge @13 …"

pytestmark = pytest.mark.usefixtures("healthy")


def expunge(position: int) -> None:
    """Remove texts of an event, and stop before anything is cleaned."""
    wanted = RemovalRequest(
        position=position, reason="court_order", authority="High Court of Atlantis"
    )
    with open_register(Path("register.db"), recorder=EXPUNGER) as register:
        expunging.expunge(register, wanted, Context(actor="p-tester"))


def test_sees_that_one_was_begun_and_not_ended() -> None:
    """The log's own file still has the bytes in it, and nothing else tells."""
    Path("register.expunging").write_bytes(b"@13\n")

    said = typed("doctor")

    assert said.code == 1
    assert "something of them is left on this machine." in said.out
    assert "register.expunging says" in said.out


@pytest.mark.slow
def test_sees_tables_that_hold_what_was_removed() -> None:
    """Whoever opens them reads it, until they are asked through the register."""
    must("member join LAP --name Laputa --on 2026-02-01", "members")
    expunge(13)

    said = typed("doctor")

    assert said.code == 1
    assert HELD in said.out
    assert SENT_AGAIN in said.out


@pytest.mark.slow
def test_passes_over_what_the_tables_never_held(healthy: Path) -> None:
    """A removal that cannot be read is for a verification to tell."""
    must("member join LAP --name Laputa --on 2026-02-01", "members")
    must("member join LIL --name Lilliput --on 2026-02-01")
    expunge(13)
    expunge(14)
    sql("UPDATE stored_events SET state = x'00' WHERE rowid = 15")()

    said = typed(f"--store {healthy} doctor")

    assert HELD not in said.out
    assert "The tables end at @13, and the log at @16." in said.out
