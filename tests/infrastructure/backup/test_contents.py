"""What goes into a backup, whatever files are called and wherever links lead."""

import os
import shutil
from pathlib import Path

import pytest

from tests.infrastructure.backup.given import BACKUP, NEW, inside
from tests.infrastructure.cli.given import must, typed

NAMES = (
    "Kopie\N{NO-BREAK SPACE}von logo.png",
    "a\\b.png",
    "a\x1bb.png",
    "a\u202eb.png",
    "a\nb.png",
    os.fsdecode(b"caf\xe9.png"),
)
LOOKS, PUBLISHED = Path("our-looks"), Path("register.published/MISSION")


@pytest.mark.slow
@pytest.mark.parametrize("where", [LOOKS, PUBLISHED, Path("our-looks/odd\x1bfolder")])
@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_name_stops_no_backup(name: str, where: Path, healthy: Path) -> None:
    """One picture that somebody had copied kept the whole register from being backed up."""
    where.mkdir(exist_ok=True)
    (where / name).write_bytes(b"picture")
    said, looked = typed(f"backup {BACKUP}"), typed("doctor")

    assert (said.code, looked.code) == (0, 1), said
    assert "is not in the backup: its name has a character" in said.err
    assert "names: " in looked.out
    must(f"restore {BACKUP} --store {NEW}")
    assert (NEW.parent / "templates/report.css").exists()
    assert healthy.exists()


def settle_templates(folder: str) -> None:
    """Name another folder as that of the templates."""
    settings = Path("depositary.toml")
    text = settings.read_text(encoding="utf-8").replace('"our-looks"', f'"{folder}"')
    settings.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("around", [".", ".."])
@pytest.mark.parametrize("rest", ["", "--without-contacts"])
def test_a_folder_of_templates_around_the_register_takes_nothing_of_it_along(
    around: str, rest: str, healthy: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Names and addresses were in a backup that said that they were left out."""
    place = tmp_path_factory.mktemp("elsewhere") / "monday"
    settle_templates(around)
    shutil.copy("our-looks/report.css", f"{around}/report.css")
    Path("../letters").mkdir(exist_ok=True)
    Path("../letters/1.eml").write_text("To: ada@example.org\n", encoding="utf-8")

    said, looked = typed(f"backup {place} {rest}"), typed("doctor")

    assert said.code == 0, said
    taken = {name for name in inside(place) if name.startswith("templates/")}
    assert "templates/report.css" in taken
    assert {Path(name).suffix for name in taken} <= {".css", ".html"}
    contents = [path for path in place.rglob("*") if path.is_file()]
    with_names = [path.name for path in contents if b"ada@example.org" in path.read_bytes()]
    assert with_names == ([] if rest else ["contacts.db"])
    assert "which is named as the folder of templates." in looked.out
    assert healthy.exists()


@pytest.mark.parametrize("where", [LOOKS, PUBLISHED])
@pytest.mark.parametrize("how", ["link", "hard link", "copy"])
def test_nobody_brings_contacts_along_by_another_name(how: str, where: Path, healthy: Path) -> None:
    """Whoever erased a person must know which copies there are."""
    place = where / "people.png"
    if how == "link":
        place.symlink_to(Path("register.contacts").absolute())
    elif how == "hard link":
        place.hardlink_to("register.contacts")
    else:
        shutil.copy("register.contacts", place)

    said = typed(f"backup {BACKUP} --without-contacts")

    assert said.code == 0
    if where == PUBLISHED or how != "link":
        assert "people.png is a file of contacts, and is not in the backup" in said.err
    contents = [path for path in BACKUP.rglob("*") if path.is_file()]
    assert [path for path in contents if b"ada@example.org" in path.read_bytes()] == []
    assert healthy.exists()


@pytest.mark.parametrize("number", range(0, 4096, 199))
def test_a_damaged_file_of_contacts_gets_a_sentence(number: int, healthy: Path) -> None:
    """SQLite quotes what it cannot read, and that need not be text."""
    path = Path("register.contacts")
    data = bytearray(path.read_bytes())
    for place in range(number, min(number + 199, len(data))):
        data[place] ^= 0x80
    path.write_bytes(data)

    said = typed(f"backup {BACKUP}")

    assert said.code in {0, 3}
    assert "unexpected" not in said.err
    assert healthy.exists()


def test_names_what_a_killed_command_left(healthy: Path) -> None:
    """Half a backup stayed beside the whole ones for ever, with names in it."""
    left = BACKUP.parent / ".depositary-abc"
    left.mkdir(parents=True)
    (BACKUP.parent / ".depositary-now").mkdir()
    os.utime(left, (0, 0))

    said = typed(f"backup {BACKUP}")

    assert said.code == 0
    assert ".depositary-abc was left by a command that was killed; remove it: rm -r " in said.err
    assert ".depositary-now" not in said.err
    assert healthy.exists()


def test_says_that_a_linked_folder_of_templates_stays_behind(healthy: Path) -> None:
    """After a restore, pages would be set in another font, and nobody would know why."""
    Path("fonts").mkdir()
    (LOOKS / "fonts").symlink_to(Path("fonts").absolute())

    said = typed(f"backup {BACKUP}")

    assert said.code == 0
    assert "looks/fonts is a link to a folder, and so in no backup." in said.err
    assert healthy.exists()


def test_an_output_called_as_a_manifest_makes_no_backup(healthy: Path) -> None:
    """Whoever calls an export so would record nothing any more."""
    Path("backup.json").write_text("{}", encoding="utf-8")

    must("member join LAP --name Laputa --on 2026-03-01")

    assert healthy.exists()


def test_says_that_the_folder_of_templates_is_not_there(healthy: Path) -> None:
    """A nightly backup may be made while the share with the templates is away."""
    LOOKS.rename("away")

    said = typed(f"backup {BACKUP}")

    assert said.code == 0
    assert "our-looks of templates, and so none is in the backup." in said.err
    assert healthy.exists()


def test_a_backup_of_which_the_log_was_renamed_stays_one(healthy: Path) -> None:
    """Its manifest says what it is."""
    must(f"backup {BACKUP}")
    (BACKUP / "log.db").rename(BACKUP / "register.db")

    said = typed(f"--store {BACKUP}/register.db member join LAP --name Laputa --on 2026-03-01")

    assert (said.code, "is a backup, and nothing is recorded in it" in said.err) == (1, True)
    assert healthy.exists()
