"""`run-due --preview` shows what would go out; it sends nothing and remembers nothing."""

from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.cli.upkeep.given_letters import mail


def the_letter() -> Path:
    (folder,) = Path("look").iterdir()
    return folder


def test_writes_each_letter_with_what_goes_with_it(
    due: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A secretary opens a folder, and reads before anybody else does."""
    monkeypatch.setenv("DEPOSITARY_PASSPHRASE", "a passphrase for the exercise")
    mail('folder = "letters"')
    must("audit keygen ../log.key --name example.org/register", "audit checkpoint --key ../log.key")

    said = typed("run-due --preview look")

    folder = the_letter()
    assert folder.name.startswith("GTF-reminder-2")
    assert said.out == (
        f"Wrote {folder}: EXERCISE: Milestone “The bill.” was due by 1 March 2026\n"
    )
    assert sorted(path.name for path in folder.iterdir()) == [
        "checkpoint.txt",
        "letter.eml",
        "letter.txt",
    ]
    read = message_from_bytes((folder / "letter.eml").read_bytes(), policy=default)
    assert read["To"].addresses[0].addr_spec == "ada@example.org"
    shown = (folder / "letter.txt").read_text(encoding="utf-8")
    assert shown.startswith(f"{read['Subject']}\n\nEXERCISE: members and acts")
    assert "The file checkpoint.txt is the newest checkpoint" in " ".join(shown.split())
    (part,) = read.iter_attachments()
    assert part.get_payload(decode=True) == (folder / "checkpoint.txt").read_bytes()
    assert due.exists()


def test_sends_and_remembers_nothing(due: Path) -> None:
    """Nor is the log signed: that is no letter to look at."""
    mail('folder = "letters"')
    with Path("depositary.toml").open("a", encoding="utf-8") as file:
        file.write('[checkpoints]\nkey = "../log.key"\n')

    assert typed("run-due --preview look").code == 0

    assert not Path("letters").exists()
    assert not due.with_suffix(".sent").exists()
    assert not due.with_suffix(".checkpoints").exists()


def test_is_the_same_each_time_but_for_the_hour(due: Path) -> None:
    """What is looked at is what goes out."""
    mail('folder = "letters"')
    must("run-due --preview look", "run-due")

    (went,) = Path("letters").glob("*.eml")
    assert went.stem == the_letter().name
    first, second = (
        [line for line in path.read_bytes().splitlines() if not line.startswith(b"Date: ")]
        for path in (the_letter() / "letter.eml", went)
    )
    assert first == second
    assert due.exists()


def test_needs_no_way_to_send(due: Path) -> None:
    """It is looked at before a mail server is named; who writes has to be."""
    unnamed = typed("run-due --preview look")
    mail("")

    assert unnamed.code == 1
    assert "Letters are due. Say who writes, and how: [mail] with from" in unnamed.err
    assert typed("run-due --preview look").code == 0
    assert due.exists()


def test_takes_a_new_folder_only(due: Path) -> None:
    """Letters of another day would be looked at as if they were of this one."""
    mail("")
    must("run-due --preview look")

    again, own = typed("run-due --preview look"), typed("run-due --preview register.read")

    assert (again.code, own.code) == (1, 1)
    assert "look is not empty; name a new folder. Nothing was made." in again.err
    assert due.exists()


def test_takes_no_folder_that_is_handed_on(due: Path) -> None:
    """It has addresses in it, which templates in a backup have not."""
    mail("")
    settings = Path("depositary.toml").read_text()
    Path("depositary.toml").write_text(f'templates = "looks"\n{settings}')
    Path("looks").mkdir()

    said = typed("run-due --preview looks/letters")

    assert said.code == 3
    assert "would be copied into each backup with the templates" in said.err
    assert not Path("looks/letters").exists()
    assert due.exists()


def test_says_who_would_get_none(due: Path) -> None:
    """A letter without an address is no letter."""
    mail("")
    must("contacts erase p-7kq2mzx4ab --yes")

    said = typed("run-due --preview look")

    assert said.out.endswith("The contacts have no address of that person.\n")
    assert not Path("look").exists()
    assert due.exists()


def test_says_that_nothing_is_due(register: Path) -> None:
    mail("")

    assert typed("run-due --preview look").err.endswith("Nothing is due.\n")
    assert register.exists()


@pytest.mark.slow
def test_names_members_of_which_nobody_gets_letters(due: Path) -> None:
    """A look shows it; what runs every hour does not repeat it."""
    mail('folder = "letters"\nsince = "2026-02-01"')

    looks = [typed("run-due --dry-run"), typed("run-due --preview look")]

    note = (
        "Note: Nobody gets letters for ATL in GTF: no main or alternate focal point is recorded. "
        "Record one: depositary member focal-point CODE P-REF --on DAY\n"
    )
    assert [each.err for each in looks] == [note, note]
    assert typed("run-due").err == ""
    assert due.exists()
