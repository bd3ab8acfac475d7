"""What comes back governs only itself, and reaches nobody before somebody says so."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.infrastructure.backup.given import BACKUP, NEW, inside
from tests.infrastructure.cli.given import must, typed, words

pytestmark = pytest.mark.usefixtures("backed_up")
RESTORE = ("restore", str(BACKUP), "--store", str(NEW))


LIVE = """[checkpoints]
key = "../log.key"
copies = "../elsewhere"

[mail]
from = "office@example.org"
folder = "../letters"
"""


@pytest.mark.parametrize(
    "written",
    [
        LIVE,
        'mail = {from = "office@example.org"}\n',
        'checkpoints.key = "../log.key"\n',
        'mail_host = "mail.example.org"\n',
    ],
)
def test_neither_signs_nor_writes_letters(written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A drill must not put checkpoints among those that auditors keep, nor remind anybody."""
    with Path("depositary.toml").open("a", encoding="utf-8") as settings:
        settings.write(written)
    must("backup ../backups/live")

    said = typed(f"restore ../backups/live --store {NEW}")

    assert said.code == 0
    assert f"yet: what {NEW.parent}/depositary.toml says of checkpoints and mail is" in said.err
    monkeypatch.chdir(NEW.parent)
    text = Path("depositary.toml").read_text(encoding="utf-8")
    assert all(f"# {line}" in text for line in written.splitlines())
    assert typed("members").code == 0
    assert typed("audit checkpoint").err.startswith("depositary: Say which key signs: ")


@pytest.mark.slow
def test_members_are_written_to_in_their_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workbooks and letters would go out in another one, and nothing would say so."""
    with Path("depositary.toml").open("a", encoding="utf-8") as settings:
        settings.write(f'{LIVE}\n[languages]\nATL = "fr"\n"K E" = \'en\'\n')
    must("backup ../backups/live", f"restore ../backups/live --store {NEW}")
    monkeypatch.chdir(NEW.parent)

    text = Path("depositary.toml").read_text(encoding="utf-8")

    assert '\n[languages]\nATL = "fr"\n"K E" = "en"\n# ' in text
    assert text.count('ATL = "fr"') == 1
    assert "# [languages]" not in text
    must(
        "taskforce scale OGP Completion no full --high full", "export workbook ATL --output a.xlsx"
    )
    with ZipFile("a.xlsx") as parts:
        assert b"Mode d" in parts.read("xl/workbook.xml")


def test_says_so_again_when_it_was_stopped() -> None:
    """Who saw nothing of the first try must still hear that nothing is signed from here."""
    with Path("depositary.toml").open("a", encoding="utf-8") as settings:
        settings.write(LIVE)
    must("backup ../backups/live", f"restore ../backups/live --store {NEW}")
    NEW.unlink()

    said = typed(f"restore ../backups/live --store {NEW}")

    assert said.code == 0
    assert "Nothing is signed, copied or sent from here yet" in said.err


def test_names_a_file(backed_up: Path) -> None:
    """Who means a folder gets settings above it, which then govern all that is beside it."""
    before = inside(backed_up.parent.parent)

    said = typed(f"restore {BACKUP} --store ../drill")

    assert said.code == 2
    assert said.err == (
        "depositary: Expected a file for the register, such as ../drill/register.db, not "
        "'../drill'.\n"
    )
    assert inside(backed_up.parent.parent) == before


def test_governs_nothing_else(backed_up: Path) -> None:
    """Settings are found from all folders below them."""
    before = inside(backed_up.parent.parent)

    said = typed(f"restore {BACKUP} --store ../drill.db")

    assert said.code == 1
    assert f"{backed_up.parent}/.. has other files, and settings there are found from" in said.err
    assert inside(backed_up.parent.parent) == before


def test_takes_a_folder_that_is_empty() -> None:
    """Somebody made it for this; or templates were put there first, or a try was killed."""
    for name in ("templates", ".depositary-x"):
        (NEW.parent / name).mkdir(parents=True)

    said = words(*RESTORE)

    assert said.code == 0


def test_brings_no_settings_where_there_were_none() -> None:
    """Then nothing is governed."""
    Path("depositary.toml").rename("../moved.toml")
    must("--store register.db --actor p-tester backup ../backups/plain")

    assert typed("restore ../backups/plain --store ../drill.db").code == 0
