"""`run-due` tells whom it cannot write to, and fails where somebody has to correct that."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.cli.upkeep.given_letters import letters, mail

pytestmark = pytest.mark.usefixtures("due")


def test_says_who_cannot_be_written_to() -> None:
    """Somebody who was erased is not written to, and the others are."""
    mail('folder = "letters"')
    must("contacts erase p-7kq2mzx4ab --yes")

    tried, said = typed("run-due --dry-run"), typed("run-due")

    assert (tried.code, tried.out) == (
        0,
        "Would not remind p-7kq2mzx4ab. The contacts have no address of that person.\n",
    )
    assert (said.code, said.out) == (
        0,
        "Not reminded: p-7kq2mzx4ab. The contacts have no address of that person.\n",
    )
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

    told = "p-7kq2mzx4ab. No letter can be sent to that address.\n"
    assert (tried.code, said.code) == (0, 3)
    assert tried.out.startswith(f"Would not remind {told}Would remind p-bb4xx of 1 due")
    assert said.out.startswith(f"Not reminded: {told}Reminded p-bb4xx of 1 due in GTF, ")
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
    assert "Not reminded: p-bb4xx. The contacts have no address of that person.\n" in said.out
