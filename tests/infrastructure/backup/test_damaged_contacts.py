"""Contacts in which a bit was flipped are told as damaged, and are in no backup."""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from tests.infrastructure.backup.given import BACKUP
from tests.infrastructure.cli.given import typed

DAMAGED = "The contacts are damaged: one of them cannot be read. Take the contacts of a backup:"
DAMAGES = {
    "day": (b"2026-", b"20r6-"),
    "reference": (b"p-bb4xx", b"p+bb4xx"),
    "name": (b"Bo Example", b"Bo\x00Example"),
}


def damage(was: bytes, becomes: bytes) -> None:
    """Change some bits wherever these bytes are in the contacts."""
    path = Path("register.contacts")
    content = path.read_bytes()
    assert was in content
    path.write_bytes(content.replace(was, becomes))


@pytest.mark.usefixtures("furnished")
@pytest.mark.parametrize(
    "line", ["contacts list", f"backup {BACKUP}", "member rename KEN Kenia --on 2026"]
)
@pytest.mark.parametrize("bits", DAMAGES.values(), ids=list(DAMAGES))
def test_says_that_they_are_damaged(line: str, bits: Sequence[bytes]) -> None:
    """An unexpected error tells nobody to look for a backup."""
    damage(*bits)

    said = typed(line)

    assert said.code == 3
    assert f"{DAMAGED} depositary restore BACKUP --store NEW" in said.err
    assert not BACKUP.exists()


@pytest.mark.usefixtures("furnished")
@pytest.mark.parametrize(
    "line", ["contacts erase p-aa7k1 --yes", "contacts list", f"backup {BACKUP}", "doctor"]
)
@pytest.mark.parametrize(
    "code",
    [
        "CREATE TRIGGER t BEFORE DELETE ON contact BEGIN SELECT raise(IGNORE); END",
        "CREATE VIEW people AS SELECT * FROM contact",
    ],
)
def test_says_that_they_run_what_somebody_else_put_there(line: str, code: str) -> None:
    """Who was erased would stay, and the command would say that nobody does."""
    with closing(sqlite3.connect("register.contacts")) as db, db:
        db.execute(code)

    said = typed(line)

    assert said.code == (1 if line == "doctor" else 3)
    assert "has triggers or views, which this program never makes." in said.out + said.err
    assert not BACKUP.exists()


@pytest.mark.usefixtures("furnished")
@pytest.mark.parametrize("value", [b"\xff", 7, None])
def test_says_it_of_what_is_no_text(value: object) -> None:
    """A file in which a header was flipped may hold bytes where a text belongs."""
    with closing(sqlite3.connect("register.contacts")) as db, db:
        db.execute("PRAGMA writable_schema = ON")
        for was, becomes in (("STRICT", ""), ("name TEXT NOT NULL", "name")):
            db.execute("UPDATE sqlite_schema SET sql = replace(sql, ?, ?)", (was, becomes))
    with closing(sqlite3.connect("register.contacts")) as db, db:
        db.execute("UPDATE contact SET name = ?", (value,))

    said = typed("contacts list")

    assert (said.code, DAMAGED in said.err) == (3, True)


@pytest.mark.usefixtures("furnished")
def test_makes_a_backup_without_them() -> None:
    """Who leaves them out has the log at least."""
    damage(*DAMAGES["day"])

    assert typed(f"backup {BACKUP} --without-contacts").code == 0


@pytest.mark.slow
@pytest.mark.usefixtures("healthy")
@pytest.mark.parametrize("actor", ["p-tester", "GTF"])
def test_doctor_says_it_once(actor: str) -> None:
    """Whoever records."""
    settings = Path("depositary.toml")
    settings.write_text(settings.read_text().replace("p-tester", actor))
    damage(*DAMAGES["day"])

    said = typed("doctor")

    assert said.code == 1
    assert said.out.count("The contacts are damaged") == 1


@pytest.mark.usefixtures("healthy")
def test_doctor_asks_for_the_right_to_read_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """No backup has to be restored where a right is missing."""
    path = Path("register.contacts").absolute()
    path.write_bytes(b"?" * 900)  # stands for what cannot be opened
    may = os.access
    monkeypatch.setattr(os, "access", lambda it, how, **rest: it != path and may(it, how, **rest))

    said = typed("doctor")

    assert f"\u2192 Let its owner permit it: chmod u+rw {path}" in said.out
