"""`doctor` sees what is wrong, says what to do, and leaves everything as it was."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.infrastructure.backup.given import settings
from tests.infrastructure.cli.given import Said, must, typed
from tests.infrastructure.doctor.harms import (
    CHECKPOINTS,
    behind,
    broken_rebuild,
    chmod,
    in_tables,
    key_below,
    key_copied_below,
    key_inside,
    keyless,
    left,
    no_guard,
    no_half,
    no_key,
    no_memory,
    no_pointer,
    nothing_copied,
    older_copy,
    renamed,
    rotated,
    second_body,
    set_to,
    sql,
    touch,
    unfinished,
    without,
)

BACKUP_NOTE = "note, backup: How old the last backup is cannot be seen here, nor whether one was "


pytestmark = pytest.mark.usefixtures("healthy")


def tree(folder: Path) -> dict[str, tuple[int, bytes | None]]:
    """Return every name in a folder, with when it was changed and what it holds."""
    return {
        str(path): (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else None)
        for path in [folder, *folder.rglob("*")]
    }


def test_finds_nothing_and_changes_nothing(healthy: Path) -> None:
    """Whoever looks at a register that is in trouble must not make it worse."""
    before = tree(healthy.parent.parent)

    said = typed("doctor")

    assert said.code == 0
    first, second, last = said.out.splitlines()
    assert first.startswith(BACKUP_NOTE)
    assert second.startswith("note, focal points: Nobody gets letters for ")
    assert last == "Healthy; 2 notes."
    assert tree(healthy.parent.parent) == before


SICK: dict[str, tuple[Callable[[], object], str, str, str]] = {
    "no actor": (without("actor"), "actor", "Nobody is named", 'actor = "p-…"'),
    "no such actor": (set_to("actor", 'actor = "Ada"'), "actor", "'Ada' cannot record", "p-…"),
    "contacts": (touch("register.contacts", b"?" * 900), "contacts", "contacts", "restore BACKUP"),
    "no contacts left": (
        touch("register.contacts", b""),
        "contacts",
        "register.contacts is empty",
        "restore BACKUP",
    ),
    "read contacts": (
        chmod("register.contacts", 0o640),
        "permissions",
        "Others may read ",
        "chmod 600 ",
    ),
    "read ledger": (chmod("register.sent", 0o644), "permissions", "register.sent", "chmod 600"),
    "read key": (chmod("../log.key", 0o604), "permissions", "log.key", "chmod 600 "),
    "write": (chmod("register.db", 0o602), "permissions", "Everybody on this", "chmod o-w "),
    "write settings": (chmod("depositary.toml", 0o666), "permissions", "may change ", "chmod o-w "),
    "key inside": (key_inside, "keys", "inner.key is a private key", "Move it elsewhere"),
    "key below": (key_below, "keys", "keys/log.key is a private key", "Move it elsewhere"),
    "copy below": (key_copied_below, "keys", "old/keys/copy.pem is a private", "Move it elsewhere"),
    "left": (left, "leftovers", ".depositary-x was left", "rm -r "),
    "unfinished": (unfinished, "leftovers", "has not taken its place", "report publish"),
    "left key": (touch("../.depositary-key"), "leftovers", "depositary-key was left", "rm "),
    "left by others": (
        touch("../letters/.depositary-a;touch b"),
        "leftovers",
        "a;touch b was left",
        "rm '",
    ),
    "left letter": (touch("../letters/.depositary-a"), "leftovers", "-a was left", "rm "),
    "no sender": (without("from"), "mail", "does not say who writes", "Put from into [mail]"),
    "no way": (without("folder"), "mail", "how letters go out", "Put folder or host"),
    "no port": (
        lambda: settings('port = "much"'),
        "mail",
        "a number from 1 to 65535 as port",
        "Correct [mail]",
    ),
    "no templates": (
        lambda: shutil.rmtree("our-looks"),
        "templates",
        "our-looks, which is named as templates",
        "take templates out",
    ),
    "damaged": (
        sql(
            "DROP INDEX IF EXISTS none",
            "PRAGMA writable_schema = ON",
            "UPDATE sqlite_schema SET rootpage = 2 WHERE name = 'log_leaf'",
        ),
        "log",
        "The register is damaged: ",
        "restore BACKUP",
    ),
    "cut page": (
        lambda: os.truncate("register.db", Path("register.db").stat().st_size - 89),
        "log",
        "in the middle of a page",
        "restore BACKUP",
    ),
    "unlogged": (
        sql("DELETE FROM log_leaf WHERE position = 12"),
        "log",
        "1 events were never logged, such as @12.",
        "audit verify",
    ),
    "cut": (
        sql(
            "DELETE FROM log_leaf WHERE position = 12", "DELETE FROM stored_events WHERE rowid = 12"
        ),
        "log",
        "Positions up to 12 were given out, 11 is the last.",
        "audit verify",
    ),
    "no guard": (no_guard, "guards", "took guards away: log_leaf_update.", "audit verify"),
    "other body": (
        set_to("taskforce", 'taskforce = "XYZ"'),
        "taskforce",
        "XYZ is named as the body, and is not one of GTF.",
        "Correct taskforce",
    ),
    "pointer": (touch("register.read/current", b"?"), "tables", "not said which", "rebuild"),
    "pointer folder": (no_pointer, "tables", "The tables cannot be used", "rm -r "),
    "rebuild": (broken_rebuild, "tables", "gen-000900.sqlite was left", "depositary rebuild"),
    "other tables": (
        in_tables("PRAGMA user_version = 3"),
        "tables",
        "of another version",
        "depositary rebuild",
    ),
    "a table less": (in_tables("DROP TABLE member"), "tables", "as they were made: ", "rebuild"),
    "an index less": (in_tables("DROP INDEX idx_event_entry"), "tables", "idx_event", "rebuild"),
    "a trigger more": (
        in_tables("CREATE TRIGGER x AFTER INSERT ON member BEGIN DELETE FROM member; END"),
        "tables",
        "Tables, views or triggers are not as they were made: x.",
        "depositary rebuild",
    ),
    "tables ahead": (older_copy, "tables", "The tables know @13, and the log ends", "rebuild"),
    "signed ahead": (older_copy, "checkpoints", "signed for 13 entries, and they are", "verify"),
    "key ahead": (older_copy, "key", "The key signed 13 entries", "audit keygen"),
    "no checkpoint": (
        lambda: shutil.rmtree(CHECKPOINTS),
        "checkpoints",
        "No checkpoint",
        "run-due",
    ),
    "broken checkpoint": (
        touch("register.checkpoints/x.checkpoint"),
        "checkpoints",
        "x.checkpoint is no checkpoint: ",
        "Move it away",
    ),
    "key gone": (no_key, "key", "There is no ", "Bring it back"),
    "half key": (no_half, "key", ".vkey.", "Bring it back"),
    "forgetful key": (no_memory, "key", "no memory of what it signed", "cp "),
    "replaced key": (rotated, "key", "log.key was replaced at @13 by example.org", "Name the new"),
    "broken key": (touch("../log.key.signed"), "key", "does not say what was", "newest checkpoint"),
    "not mounted": (lambda: shutil.rmtree("../elsewhere"), "copies", "no folder", "Mount it."),
    "not copied": (nothing_copied, "copies", "is not in ", "run-due"),
    "other copy": (
        lambda: [path.write_bytes(b"?") for path in Path("../elsewhere").iterdir()],
        "copies",
        "is not what was copied to",
        "audit verify --checkpoint ",
    ),
}
KNOWN: dict[str, tuple[Callable[[], object], str, str, str]] = {
    "stranger": (
        set_to("actor", 'actor = "p-nobody"'),
        "actor",
        "The contacts do not say who p-nobody is.",
        "contacts add NAME --ref p-nobody",
    ),
    "password": (
        lambda: settings('host = "mail.example.org"\nuser = "office"'),
        "mail",
        "The password of the mail server is not set here.",
        "DEPOSITARY_MAIL_PASSWORD",
    ),
    "strange template": (
        touch("our-looks/reprot.css"),
        "templates",
        "reprot.css is used for nothing.",
        "Templates are called report.html",
    ),
    "two bodies": (second_body, "taskforce", "which body is meant: GTF, EXT.", "taskforce"),
    "no tables": (lambda: shutil.rmtree("register.read"), "tables", "no tables yet", "question"),
    "tables behind": (behind, "tables", "The tables end at @12, and the log at @13.", "question"),
    "passphrase": (
        lambda: os.environ.pop("DEPOSITARY_PASSPHRASE"),
        "key",
        "The passphrase of the key is not set here.",
        "DEPOSITARY_PASSPHRASE",
    ),
    "no key": (keyless, "checkpoints", "Nothing proves the log", "audit keygen"),
    "key unnamed": (without("key"), "checkpoints", "newest checkpoint is of 20", "bring what it"),
    "key elsewhere": (renamed, "checkpoints", "newest checkpoint is of 20", "bring what it"),
    "no schedule": (without("key"), "schedule", "cannot be seen without", "run-due"),
}


def told(said: Said, part: str, look: str) -> list[tuple[str, str]]:
    return [
        (each["sentence"], each["step"])
        for each in json.loads(said.out)[part]
        if each["look"] == look
    ]


@pytest.mark.parametrize("name", SICK)
def test_says_what_is_wrong_and_what_to_do(name: str) -> None:
    """Nobody reads a manual while the register is down."""
    harm, look, sentence, step = SICK[name]
    harm()

    said = typed("doctor --format json")

    assert said.code == 1, said
    found = told(said, "to_do", look)
    assert [each for each in found if sentence in each[0] and step in each[1]], found


@pytest.mark.parametrize("name", KNOWN)
def test_says_what_should_be_known(name: str) -> None:
    """It costs nobody the sleep, and no timer its peace."""
    harm, look, sentence, step = KNOWN[name]
    harm()

    said = typed("doctor --format json")

    found = told(said, "notes", look)
    assert [each for each in found if sentence in each[0] and step in each[1]], said
    assert said.code == 0


def test_knows_nothing_to_say_of_what_is_not_wanted(healthy: Path) -> None:
    """A register that was begun today needs no key, no mail and no templates."""
    must("--actor KEN init ../bare")
    Path("../bare").chmod(0o700)

    said = typed("--store ../bare/register.db --actor KEN doctor --format json")

    assert said.code == 0, said
    assert healthy.exists()


@pytest.mark.slow
def test_counts_what_is_to_do() -> None:
    """The last line is what a tired person reads."""
    without("actor")()
    one = typed("doctor")
    Path("register.contacts").chmod(0o666)

    two = typed("doctor")

    assert one.out.splitlines()[0].startswith("actor: Nobody is named as the one who records. → ")
    assert one.out.splitlines()[-1] == "1 thing to do."
    assert two.out.splitlines()[-1] == "2 things to do."
