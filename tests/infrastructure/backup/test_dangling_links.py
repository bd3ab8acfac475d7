"""A link that leads nowhere is refused before anything is written: what it led to may come back."""

import shutil
from pathlib import Path

import pytest

from tests.infrastructure.backup.given import BACKUP, NEW
from tests.infrastructure.cli.given import must, typed

RESTORE = f"restore {BACKUP} --store {NEW}"


@pytest.fixture(autouse=True)
def backed_up(furnished: Path) -> None:
    assert furnished.exists()
    must(f"backup {BACKUP}")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("register.db", 1),
        ("register.db-wal", 1),
        ("register.contacts", 1),
        ("register.contacts-journal", 1),
        ("register.sent", 1),
        ("register.checkpoints", 1),
        ("register.published", 1),
        ("register.read", 1),
        ("register.expunging", 1),
        ("templates", 3),
        ("depositary.toml", 3),
    ],
)
def test_a_restore_goes_over_no_link(name: str, code: int) -> None:
    """It replaced some in silence, and stopped at others with half of the register in its place."""
    NEW.parent.mkdir()
    NEW.with_name(name).symlink_to("gone")

    said = typed(RESTORE)

    assert (said.code, said.err.count("\n")) == (code, 1), said
    assert f"{NEW.with_name(name)} is " in said.err
    assert "a link that leads nowhere" in said.err
    assert [path.name for path in NEW.parent.iterdir()] == [name]
    assert NEW.with_name(name).is_symlink()


@pytest.mark.parametrize("name", ["templates", "depositary.toml"])
def test_a_restore_takes_nothing_else_for_settings_or_templates(name: str) -> None:
    """Settings are a file, and templates a folder: else they would stay, and be of no use."""
    NEW.parent.mkdir()
    place = NEW.with_name(name)
    place.touch() if name == "templates" else place.mkdir()

    said = typed(RESTORE)

    assert (said.code, said.err.count("\n")) == (3, 1), said
    assert f"{place} is no {'folder' if name == 'templates' else 'file'}." in said.err
    assert [path.name for path in NEW.parent.iterdir()] == [name]


def test_a_mark_of_another_removal_of_texts_is_not_taken_over() -> None:
    """The restored register would be said to have a removal that was begun."""
    must(RESTORE)
    for path in NEW.parent.glob("register.*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    NEW.with_suffix(".expunging").write_text("3", encoding="ascii")

    said = typed(RESTORE)

    assert said.code == 1
    assert "register.expunging is there already; nothing was restored." in said.err


@pytest.mark.parametrize("command", [RESTORE, f"backup {NEW.parent}/new"])
def test_a_folder_may_be_no_such_link(command: str) -> None:
    """It was said to be there already, and cannot be seen by whoever looks."""
    NEW.parent.symlink_to("gone")

    said = typed(command)

    assert (said.code, said.err.count("\n")) == (3, 1), said
    assert f"{NEW.parent} is a link that leads nowhere." in said.err
    assert not Path("../gone").exists()


@pytest.mark.parametrize(
    "command", ["backup ../new", "export datapackage ../new --audience secretariat"]
)
def test_no_new_folder_takes_the_place_of_one(command: str) -> None:
    """The sentence named a folder that was gone by then."""
    Path("../new").symlink_to("gone")

    said = typed(command)

    assert (said.code, said.err.count("\n")) == (1, 1), said
    assert "../new is a link that leads nowhere; it is not replaced." in said.err
    assert not Path("../gone").exists()


@pytest.mark.parametrize(
    "command",
    [
        "backup /proc/new",
        f"restore {BACKUP} --store /proc/r.db",
        "export datapackage /proc/new --audience secretariat",
        "demo /proc/new",
    ],
)
def test_names_no_folder_that_is_gone(command: str) -> None:
    """Where nothing can be written, the sentence names the folder in which it was to be."""
    said = typed(command)

    assert (said.code, said.err.count("\n")) == (3, 1), said
    assert "/proc" in said.err
    assert ".depositary-" not in said.err


@pytest.mark.parametrize("name", ["register.db", "depositary.toml"])
def test_no_register_is_begun_over_one(name: str) -> None:
    """The link was gone."""
    Path("../new").mkdir()
    Path("../new", name).symlink_to("gone")

    said = typed("init ../new --code OTF --name 'Our taskforce' --nature exercise")

    assert (said.code, said.err.count("\n")) == (1, 1), said
    assert f"../new/{name} exists already; nothing was changed." in said.err
    assert Path("../new", name).is_symlink()
