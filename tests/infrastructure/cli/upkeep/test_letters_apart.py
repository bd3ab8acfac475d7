"""One letter that cannot go out holds no other up, and what hinders it is told beforehand."""

from pathlib import Path

import pytest

from tests.faults.permissions import obeyed
from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.cli.upkeep.given_letters import SETTINGS, mail, sent, text

SUBJECT = "Draft minutes: ordinary session, 2026-02-14"


@pytest.fixture
def papers(busy: Path) -> Path:
    """The folder in which the minutes should be, as their file is on record."""
    assert busy.exists()
    Path("draft.txt").write_bytes(b"Draft of the minutes.")
    must("meeting circulate 2026-1 --on 2026-02-21 --file-sha256 draft.txt")
    mail(f'{SETTINGS}\ndocuments = "papers"')
    folder = Path("papers").absolute()
    folder.mkdir()
    return folder


def test_a_file_that_may_not_be_read_keeps_back_one_letter(papers: Path) -> None:
    """All others went unsent with it, every hour."""
    hidden = papers / "a.txt"
    hidden.touch()
    hidden.chmod(0)

    with obeyed():
        tried, checked, done = typed("run-due --dry-run"), typed("doctor"), typed("run-due")

    why = f"The minutes are on record as a file, which is perhaps {hidden}. It cannot be read."
    assert f"Would not send to p-7kq2mzx4ab: {SUBJECT}. {why}" in tried.out
    assert f"Not sent to p-7kq2mzx4ab: {SUBJECT}. {why}" in done.out
    assert "2 letters did not go out" in done.err
    assert {*sent()} == {"invitation", "notification", "reminder"}
    assert checked.code == 1
    assert f"You may not read {hidden}. → Let its owner permit it: chmod u+r" in checked.out


def test_a_closed_folder_is_not_taken_for_an_empty_one(papers: Path) -> None:
    """The file is there; "put it there" would mislead."""
    inside = papers / "drafts"
    inside.mkdir()
    inside.chmod(0)

    with obeyed():
        checked, done = typed("doctor"), typed("run-due")

    inside.chmod(0o700)
    assert f"which is perhaps {inside}. It cannot be read." in done.out
    assert (checked.code, f"{inside} cannot be read" in checked.out) == (1, True)


def test_a_trial_says_what_would_not_go_out(papers: Path) -> None:
    """It said that the letter would be sent."""
    assert papers.is_dir()

    tried = typed("run-due --dry-run")

    assert f"Would not send to p-7kq2mzx4ab: {SUBJECT}. The minutes are on record as a" in tried.out
    assert "Would send to p-7kq2mzx4ab: Invitation" in tried.out


def test_a_name_for_the_secretariat_alone_stands_in_no_letter(busy: Path) -> None:
    """Letters go out by mail, and say what members may see."""
    assert busy.exists()
    must("member rename KEN 'Hidden Name' --on 2026-02-10 --visibility secretariat")
    mail(SETTINGS)

    must("run-due")

    assert len(sent()) == 4
    assert [kind for kind, letter in sent().items() if "Hidden" in letter.as_string()] == []
    assert "invites Kenya" in text(sent()["invitation"])
