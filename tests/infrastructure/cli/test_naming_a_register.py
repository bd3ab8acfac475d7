"""Which register is meant: what names none is told before anything is read, written or answered."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.permissions import obeyed
from tests.infrastructure.cli.given import must, typed, words

pytestmark = pytest.mark.usefixtures("register")


@pytest.mark.parametrize("option", ["--store", "--actor", "--taskforce"])
def test_takes_no_empty_option(option: str) -> None:
    """A variable of a script that was never set would name another register, or actor."""
    before, after = words(option, "", "members"), words("members", option, " ")

    assert (before.code, after.code, after.err) == (2, 2, before.err)
    assert f"What stands behind {option} is empty; say which one, or leave it out." in before.err


@pytest.mark.parametrize(
    "line",
    [
        "contacts add 'Ada Example' --member KEN",
        "contacts list",
        "contacts list --member KEN",
        "contacts change p-7kq2mzx4ab --email ada@example.org",
        "contacts erase p-7kq2mzx4ab --yes",
        "reminders list",
        "reminders stop p-7kq2mzx4ab",
        "reminders resume p-7kq2mzx4ab",
    ],
)
def test_keeps_and_tells_nothing_of_a_register_that_is_not_there(register: Path, line: str) -> None:
    """A slip in its name would keep a person beside nothing, or say that nobody is known."""
    before = sorted(register.parent.iterdir())

    said = typed(f"{line} --store typo.db")

    assert (said.code, said.out) == (3, "")
    assert "There is no register at" in said.err
    assert sorted(register.parent.iterdir()) == before


def test_where_none_is_those_in_folders_below_are_named(
    register: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """`init r` makes a folder; who goes on without going into it was told to begin another one."""
    folder = tmp_path / "above" / "our body"
    folder.mkdir(parents=True)
    (folder / "depositary.toml").write_text(f'store = "{register}"\n', encoding="utf-8")
    typed(f"backup {folder.parent / 'a copy'} --store {register}")
    monkeypatch.chdir(folder.parent)

    for line in ("members", ""):
        said = typed(line)
        assert "There is no register here, but in our body. Go there first: cd 'our body'" in (
            said.out + said.err
        )


def test_a_folder_is_told_with_the_register_in_it(register: Path) -> None:
    """`init r` makes a folder, so people name that."""
    folder = register.parent
    register.rename(folder / "register.db")

    said = typed(f"members --store {folder}")

    assert said.code == 3
    inside = folder / "register.db"
    assert f"{folder} is a folder. Name the register in it: --store {inside}\n" in said.err


@pytest.mark.parametrize(
    "line",
    [
        "contacts list",
        "members",
        "backup ../copy",
        "export analysis ../tables.db",
        "export datapackage ../tables",
        "export workbook KEN --output ../ken.xlsx",
        "report publish gaps",
        "import rows.csv",
        "audit policy rows.csv -o ../our.policy",
        "audit prove rows.csv rows.csv --output ../grown.proof",
        "audit witness rows.csv --key rows.csv --policy rows.csv --output ../new.checkpoint",
        "audit verify",
    ],
)
@pytest.mark.parametrize("store", ["/", "loop", "loop/register.db"])
def test_says_of_every_command_what_can_be_no_register(
    register: Path, line: str, store: str
) -> None:
    """All ask at one place, so that none meets it later as an unexpected error."""
    register.with_name("rows.csv").write_text("act,member,name,on\n")
    register.with_name("loop").symlink_to("loop")

    said = typed(f"{line} --store {store}")

    assert (said.code, said.out) == (3, "")
    assert "no file; name the file of" in said.err or "Name the file of one with" in said.err
    assert said.err.count("\n") == 1


def test_copes_with_templates_that_lead_nowhere(register: Path) -> None:
    """A link that leads to itself holds no template, and nothing to back up."""
    register.with_name("loop").symlink_to("loop")
    settings = register.with_name("depositary.toml")
    settings.write_text(f'templates = "loop"\n{settings.read_text()}')

    must("backup ../copy")
    said = typed("report status MISSION --output ../status.html")

    assert (said.code, "which is named as templates." in said.err) == (2, True)


def test_a_key_has_its_place_behind_no_link_to_itself(register: Path) -> None:
    """The disk says no, in its words."""
    register.with_name("loop").symlink_to("loop")

    said = typed("audit keygen ../here/loop/log.key --name example.org/register")

    assert said.code == 3
    assert "unexpected" not in said.err


@pytest.mark.parametrize(
    "line", ["export analysis", "export --output", "report status MISSION --format html --output"]
)
def test_takes_no_empty_name_of_a_file(line: str) -> None:
    """It would be the folder where somebody is."""
    said = typed(f"{line} ''")

    name = line.rsplit(maxsplit=1)[-1]
    told = f"What stands behind {name} is empty; say which one, or leave it out."
    assert (said.code, said.err) == (2, f"depositary: {told}\n")


class TestFolderThatOneMayNotLookInto:
    """As for whoever went there as the administrator, and types as another user."""

    @pytest.fixture(autouse=True)
    def below(self, register: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
        """Go into such a folder, in that of a register."""
        below = register.with_name("below")
        below.mkdir()
        monkeypatch.chdir(below)
        below.chmod(0)
        with obeyed():
            yield below
        below.chmod(0o700)

    def test_is_not_passed_over_for_another_register_above_it(self, register: Path) -> None:
        """What is recorded there would stand in the wrong register for ever."""
        before = words("log", "--store", str(register)).out

        said = typed("member join BLE --name Blefuscu --on 2025-10")

        assert (said.code, said.out) == (3, "")
        assert "below cannot be looked into by this user, so nobody can say which" in said.err
        assert words("log", "--store", str(register)).out == before

    def test_is_told_by_the_doctor(self, below: Path) -> None:
        """There are no settings that anybody could correct."""
        said = typed("doctor")

        assert said.code == 3
        assert f"{below} cannot be looked into" in said.out
        assert "Go to the register's folder, or name a register: --store FILE" in said.out

    def test_keeps_nobody_from_naming_a_register(self, register: Path) -> None:
        """Nothing is asked of the folder then."""
        assert words("members", "--store", str(register)).code == 0
