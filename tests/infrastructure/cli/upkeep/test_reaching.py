"""`run-due` tells whom it cannot write to, and fails where somebody has to correct that."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from infrastructure.cli.upkeep.making_letters import NO_ADDRESS
from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.cli.upkeep.given_letters import letters, mail

SUBJECT = "Milestone “The bill.” was due by 2026-03-01"
pytestmark = pytest.mark.usefixtures("due")


def test_says_who_cannot_be_written_to() -> None:
    """Somebody who was erased is not written to, and the others are."""
    mail('folder = "letters"')
    must("contacts erase p-7kq2mzx4ab --yes")

    tried, said = typed("run-due --dry-run"), typed("run-due")

    assert (tried.code, tried.out) == (
        0,
        f"Would not send to p-7kq2mzx4ab: {SUBJECT}. {NO_ADDRESS}\n",
    )
    assert (said.code, said.out) == (0, f"Not sent to p-7kq2mzx4ab: {SUBJECT}. {NO_ADDRESS}\n")
    assert not Path("letters").exists()


def spoil(register: Path, mail: str = "ada,example@example.org") -> None:
    """Put an address into the contacts as an older version took it."""
    with closing(sqlite3.connect(register.with_suffix(".contacts"))) as db, db:
        db.execute("UPDATE contact SET email = ?", (mail,))


def test_fails_where_an_address_is_none(due: Path) -> None:
    """A timer tells of exit codes only, and nobody would know that a member hears nothing."""
    mail('folder = "letters"')
    spoil(due)
    must("contacts add 'Bo Example' --email bo@example.org --ref p-bb4xx")
    must("member focal-point KEN p-bb4xx --on 2026-02-01 --role alternate")

    tried, said = typed("run-due --dry-run"), typed("run-due")

    told = f"p-7kq2mzx4ab: {SUBJECT}. No letter can be sent to that address.\n"
    assert (tried.code, said.code) == (0, 3)
    assert tried.out.startswith(f"Would not send to {told}Would send to p-bb4xx: ")
    assert said.out.startswith(f"Not sent to {told}Wrote for p-bb4xx: ")
    assert said.err == (
        "depositary: No letter can be sent to p-7kq2mzx4ab; correct each address: depositary "
        "contacts change.\n"
    )
    assert len(letters()) == 1
    must("contacts change p-7kq2mzx4ab --email ada@example.org", "run-due")
    assert len(letters()) == 2


def test_fails_not_where_somebody_has_no_address() -> None:
    """Some have none, or want to give none; the dry run says so, and so does doctor."""
    mail('folder = "letters"')
    must("contacts add 'Bo Example' --ref p-bb4xx")
    must("member focal-point KEN p-bb4xx --on 2026-02-01 --role alternate")

    said = typed("run-due")

    assert said.code == 0
    assert f"Not sent to p-bb4xx: {SUBJECT}. The contacts have no address" in said.out
