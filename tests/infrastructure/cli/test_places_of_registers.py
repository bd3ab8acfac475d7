"""A register begins, and what it sends out goes, only where nothing else of a register is."""

from contextlib import chdir
from itertools import product
from pathlib import Path

import pytest

from infrastructure import bootstrap
from infrastructure.files.store_path import ENDS
from tests.faults.permissions import obeyed
from tests.infrastructure.backup.conftest import furnished, furnished_once, healthy, settled_once
from tests.infrastructure.backup.given import BACKUP, inside
from tests.infrastructure.cli.given import must, typed

__all__ = ["furnished", "furnished_once", "healthy", "settled_once"]


def test_every_place_beside_a_register_is_known() -> None:
    """A register that is called as one of them would be taken for it."""
    store = Path("x.db")
    folders = (
        bootstrap.checkpoints_folder,
        bootstrap.published_folder,
        bootstrap.read_model_folder,
    )
    files = (bootstrap.contacts_path, bootstrap.ledger_path, bootstrap.expunging_path)

    assert {each(store).suffix for each in (*files, *folders)} == set(ENDS)


CHECKPOINT = "audit checkpoint"
PLACES = (
    "register.read",
    "register.read/x",
    "register.published",
    "register.published/MISSION/x",
    "register.checkpoints",
    f"{BACKUP}",
    f"{BACKUP}/x",
    f"{BACKUP}/published/x",
)


@pytest.mark.parametrize("line", ["init {}", "demo {}", "restore ../other --store {}/x.db"])
def test_no_register_begins_in_a_folder_of_another(line: str, healthy: Path) -> None:
    """Tables are removed when they are made anew, and a backup is not whole with more in it."""
    must(f"backup {BACKUP}", "backup ../other")
    before = {name: (Path("..") / name).read_bytes() for name in inside(Path(".."))}

    for place in PLACES:
        said = typed(line.format(place))
        assert (said.code, said.out) == (1, ""), said
        assert " belongs to the register " in said.err or " is in the backup monday" in said.err
    assert {name: (Path("..") / name).read_bytes() for name in inside(Path(".."))} == before
    assert healthy.exists()


@pytest.mark.parametrize("line", ["init {}", "demo {}"])
@pytest.mark.parametrize("place", ["letters", "our-looks/x", "elsewhere/x/y"])
def test_no_register_begins_where_another_puts_things(line: str, place: str, healthy: Path) -> None:
    """What is in these folders is sent, or copied into each backup, or read by others."""
    put('folder = "../letters"', 'folder = "letters"')
    put('copies = "../elsewhere"', 'copies = "elsewhere"')

    said = typed(line.format(place))

    assert (said.code, said.out) == (1, ""), said
    own, *_ = Path(place).parts
    assert f"{place} belongs to the register, as all in {own} does" in said.err
    must("init apart")
    put('actor = "', 'actor == "')
    must("init apart-too")
    assert healthy.exists()


NAMES = [f"x{end}" for end in (*ENDS, "-wal", "-journal")]


def test_no_register_is_called_as_what_is_beside_one(healthy: Path) -> None:
    """It was restored, and then no question could be asked."""
    must(f"backup {BACKUP}")

    for name, line in product(NAMES, (f"restore {BACKUP}", "status MISSION")):
        said = typed(f"{line} --store ../re/{name}")

        assert said.code in {2, 3}, said
        assert not list(Path("..").glob("re/*"))
    assert healthy.exists()


def test_settings_are_no_register(healthy: Path) -> None:
    """The settings in the backup were lost then, in silence."""
    must(f"backup {BACKUP}")

    said = typed(f"restore {BACKUP} --store ../re/depositary.toml")

    assert (said.code, Path("../re/depositary.toml").exists()) == (1, False)
    assert "depositary.toml is a file of settings; it is not replaced." in said.err
    assert healthy.exists()


def put(old: str, new: str) -> None:
    """Change a setting."""
    settings = Path("depositary.toml")
    text = settings.read_text(encoding="utf-8")
    assert old in text
    settings.write_text(text.replace(old, new), encoding="utf-8")


def let_letters_be_due() -> None:
    """Let a focal point have something to be reminded of."""
    must(
        "taskforce record-kept-from --on 2026-01-01",
        "member focal-point KEN p-7kq2mzx4ab --on 2026-02-01",
        "progress milestone MISSION-1 BILL 'The bill.' --due-on 2026-03-01 --owner KEN"
        " --on 2026-02-01",
    )


@pytest.mark.slow
@pytest.mark.parametrize("where", ["register.checkpoints", "register.read", "./register.published"])
def test_copies_go_out_of_the_register(where: str, healthy: Path) -> None:
    """They were called copied, and nothing had left the folder."""
    put('copies = "../elsewhere"', f'copies = "{where}"')
    before = inside(Path(where))

    ran, made, looked = typed("run-due"), typed("audit checkpoint"), typed("doctor")

    assert (ran.code, made.code, looked.code) == (3, 3, 1)
    sentence = "belongs to a register, so nothing is put there: correct depositary.toml."
    assert sentence in ran.err
    assert "but could not copy it." in made.err
    assert sentence in looked.out
    made_here = where == "register.checkpoints"  # two of one second have one name
    assert made_here or inside(Path(where)) == before
    assert healthy.exists()


@pytest.mark.slow
@pytest.mark.parametrize("where", ["register.checkpoints", "register.read", "../backups/monday"])
def test_letters_go_out_of_the_register(where: str, healthy: Path) -> None:
    """Names and addresses were put where backups and tables are made of all that is there."""
    must(f"backup {BACKUP}")
    let_letters_be_due()
    put('folder = "../letters"', f'folder = "{where}"')

    ran, looked = typed("run-due"), typed("doctor")

    assert (ran.code, looked.code) == (3, 1)
    assert "belongs to a register, so nothing is put there" in ran.err
    assert list(Path(where).rglob("*.eml")) == []
    assert healthy.exists()


@pytest.mark.slow
@pytest.mark.parametrize("where", [".", "./", "../here", "{folder}", "../link", "out/.."])
def test_copies_leave_the_folder_of_the_register(where: str, healthy: Path) -> None:
    """Whoever loses or changes the register would lose or change them with it."""
    Path("out").mkdir()
    Path("../link").symlink_to(healthy.parent)
    where = where.format(folder=healthy.parent)
    put('copies = "../elsewhere"', f'copies = "{where}"')

    tried, ran, made, looked = map(typed, ("run-due --dry-run", "run-due", CHECKPOINT, "doctor"))

    assert (tried.code, ran.code, made.code, looked.code) == (3, 3, 3, 1)
    sentence = "is the folder of the register itself, so a copy there would save nothing: name"
    assert sentence in tried.err
    assert sentence in ran.err
    assert "but could not copy it." in made.err
    assert looked.out.count("opies") == looked.out.count(sentence) + 1 == 2, looked.out
    assert list(Path().glob("*.checkpoint")) == []


def test_copies_leave_a_register_that_a_link_leads_to(healthy: Path) -> None:
    """The link is in one folder, and all that it leads to in another."""
    Path("../mine").mkdir()
    Path("../mine/register.db").symlink_to(healthy)
    Path("../mine/depositary.toml").write_text(
        f'store = "register.db"\n[checkpoints]\ncopies = "{healthy.parent}"\n', encoding="utf-8"
    )
    with chdir("../mine"):
        looked = typed("doctor")

    assert "is the folder of the register itself" in looked.out


def test_copies_in_a_folder_beside_the_register_are_made_with_advice(healthy: Path) -> None:
    """It may be what somebody takes away each evening, and it is the same disk."""
    Path("out").mkdir()
    put('copies = "../elsewhere"', 'copies = "out"')

    ran, looked = typed("run-due"), typed("doctor")

    assert (ran.code, looked.code) == (0, 0)
    assert "out are in the folder of the register: who can change it can change them" in looked.out
    assert len(list(Path("out").glob("*.checkpoint"))) == 1
    assert healthy.exists()


def test_a_disk_for_copies_has_a_closed_folder_of_its_own(healthy: Path) -> None:
    """Each disk of Linux has one in which nothing of ours is, and which nobody else may enter."""
    Path("../elsewhere/lost+found").mkdir(mode=0)
    Path("register.checkpoints/lost+found").mkdir(mode=0)
    must("audit policy ../log.key.vkey -o ../p.policy")

    with obeyed():
        ran = typed("run-due")
        checked = typed("audit verify --checkpoint ../elsewhere --policy ../p.policy")
        looked = typed("doctor")

    assert (ran.code, checked.code) == (0, 0)
    assert "elsewhere" not in looked.out
    assert healthy.exists()


@pytest.mark.slow
@pytest.mark.in_part(1)
@pytest.mark.parametrize(
    ("old", "new", "letters", "why"),
    [
        ("", "", "../elsewhere", "where others read the copies of checkpoints"),
        ("", "", "../elsewhere/letters", "where others read the copies of checkpoints"),
        ("../elsewhere", "../letters/copies", "../letters", "where others read the copies"),
        ("", "", "our-looks", "would be copied into each backup with the templates"),
        ("", "", "our-looks/letters", "would be copied into each backup with the templates"),
    ],
)
def test_letters_are_apart_from_what_is_handed_on(
    old: str, new: str, letters: str, why: str, healthy: Path
) -> None:
    """Who may read a copy, or restores a backup without contacts, must not get addresses by it."""
    Path("../letters/copies").mkdir(parents=True)
    let_letters_be_due()
    put(f'copies = "{old}', f'copies = "{new}')
    put('folder = "../letters"', f'folder = "{letters}"')

    tried, ran, looked = typed("run-due --dry-run"), typed("run-due"), typed("doctor")

    assert (tried.code, ran.code, looked.code) == (3, 3, 1)
    for said in (tried.err, ran.err, looked.out):
        assert why in said
    assert list(healthy.parents[1].rglob("*.eml")) == []


def test_a_file_that_is_only_called_so_makes_no_backup(folder: Path) -> None:
    """Other programs have a backup.json, too."""
    (folder / "backup.json").write_text("{}", encoding="utf-8")

    must("init mine")
