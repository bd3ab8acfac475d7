"""`init` and `demo`: beginning something must never touch what is there."""

import subprocess
import sys
import time
import tomllib
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from domain.errors import Refused
from infrastructure.cli.main import run
from infrastructure.cli.upkeep.init import made_aside
from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import Terminal, events, must, typed, words

BODY = "--code GTF --name 'Global Taskforce' --nature real"


def demo() -> None:
    must("demo")


class TestInit:
    def test_makes_a_register_with_somebody_who_records(self, folder: Path) -> None:
        """After it, the next command works without any option."""
        said = typed(f"init mine {BODY} --on 2022-06")

        config = (folder / "mine" / "depositary.toml").read_text(encoding="utf-8")
        assert (said.code, said.out) == (0, "")
        assert "Next: cd mine and then: depositary member join " in said.err
        assert config.startswith('store = "register.db"\nactor = "p-')
        assert len(events(folder / "mine" / "register.db")) == 1

    def test_takes_the_actor_that_is_named(self, folder: Path) -> None:
        """Whoever has a reference keeps it."""
        must("--actor p-clerk-1 init .")

        assert 'actor = "p-clerk-1"' in (folder / "depositary.toml").read_text(encoding="utf-8")

    def test_keeps_who_sees_new_entries_and_who_issues_documents(self, folder: Path) -> None:
        """Both hold from the first entry on, and stand where they can be changed."""
        said = typed(f"init . {BODY} --visibility public --authority 'Bureau \"A\"'")

        assert said.code == 0
        assert "New entries are shown to public where nothing else is said" in said.err
        told = tomllib.loads((folder / "depositary.toml").read_text(encoding="utf-8"))
        assert (told["visibility"], told["authority"]) == ("public", 'Bureau "A"')
        assert "Global Taskforce" in typed("log --audience public").out

    @pytest.mark.parametrize("authority", ["one\ntwo", "  ", "a\x07"])
    def test_takes_one_line_as_the_authority(self, folder: Path, authority: str) -> None:
        """It stands in one line of every document."""
        said = words("init", ".", "--authority", authority)

        assert (said.code, list(folder.iterdir())) == (2, [])
        assert "Expected one line as the setting authority, such as an office" in said.err

    @pytest.mark.parametrize(
        ("answers", "told"),
        [
            ("\n\n", {"visibility": "members"}),
            ("public\nThe bureau\n", {"visibility": "public", "authority": "The bureau"}),
            ("all\nsecretariat\n\n", {"visibility": "secretariat"}),
        ],
    )
    def test_asks_for_both_at_a_terminal(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, answers: str, told: dict[str, str]
    ) -> None:
        """What nobody is asked for, nobody sets."""
        monkeypatch.setattr("sys.stdin", Terminal(answers))
        with redirect_stderr(Terminal()), redirect_stdout(StringIO()):
            code = run(("init", "."))

        settings = tomllib.loads((folder / "depositary.toml").read_text(encoding="utf-8"))
        assert code == 0
        assert {key: settings[key] for key in settings if key not in ("store", "actor")} == told

    def test_asks_in_the_language_of_the_screen(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It spoke French, and asked in English."""
        del folder
        monkeypatch.setenv("DEPOSITARY_LANGUAGE", "fr")
        monkeypatch.setattr("sys.stdin", Terminal("\n\n"))
        with redirect_stderr(Terminal()) as asked, redirect_stdout(StringIO()) as said:
            run(("init", "."))

        shown = asked.getvalue() + said.getvalue()
        assert "Who may see" not in shown
        assert "Who issues" not in shown
        assert "Qui " in shown

    def test_asks_for_nothing_that_was_said(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A script at a terminal is not kept waiting."""
        monkeypatch.setattr("sys.stdin", Terminal(""))
        with redirect_stderr(Terminal()), redirect_stdout(StringIO()):
            code = run(("init", ".", "--visibility", "public", "--authority", ""))

        assert code == 0
        assert "authority" not in (folder / "depositary.toml").read_text(encoding="utf-8")

    def test_twice_changes_nothing(self, folder: Path) -> None:
        """A second `init` must not begin again over what was recorded."""
        must(f"init . {BODY}")
        before = events(folder / "register.db")

        said = typed(f"init . {BODY}")

        assert (said.code, said.out) == (1, "")
        assert said.err == "depositary: depositary.toml exists already; nothing was changed.\n"
        (folder / "depositary.toml").unlink()
        assert typed(f"init . {BODY}").code == 1  # the store is there as well
        assert events(folder / "register.db") == before

    @pytest.mark.parametrize(
        "line",
        [
            "init mine --store other.db",
            "--store other.db init mine",
            "init mine --taskforce GTF",
            "demo mine --store other.db",
            "demo mine --actor p-clerk-1",
        ],
    )
    def test_takes_no_option_that_it_would_not_heed(self, folder: Path, line: str) -> None:
        """Whoever names a file would look for the register there."""
        said = typed(line)

        assert (said.code, list(folder.iterdir())) == (2, [])
        assert " takes no --" in said.err


class TestDemo:
    @pytest.mark.slow
    def test_is_no_place_for_a_register(self, folder: Path, once: Once) -> None:
        """Facts between made-up entries would be lost for ever."""
        once(demo)
        before = events(folder / "depositary-demo" / "demo.db")

        said = typed(f"init depositary-demo {BODY}")

        assert (said.code, said.out) == (1, "")
        assert "is the demonstration; begin your register in another folder." in said.err
        assert events(folder / "depositary-demo" / "demo.db") == before

    @pytest.mark.slow
    def test_holds_nothing_that_contradicts_itself(self, folder: Path, once: Once) -> None:
        """What we show must be sound."""
        once(demo)
        for body in ("GTF", "EXERCISE", "WIPO"):
            store = folder / "depositary-demo" / "demo.db"
            said = typed(f"--store {store} --taskforce {body} conflicts")
            assert said.code == 0, said.out

    def test_removes_nothing_that_it_did_not_make(self, folder: Path) -> None:
        """A folder of somebody's own files is no place for it, whatever they are called."""
        mine = folder / "mine"
        (mine / "demo.photos").mkdir(parents=True)
        (mine / "demo.mp4").write_text("Mine", encoding="utf-8")

        assert typed("demo mine").code == 1
        assert sorted(path.name for path in mine.iterdir()) == ["demo.mp4", "demo.photos"]

    @pytest.mark.slow
    def test_leaves_nothing_behind_when_it_is_killed(self, folder: Path) -> None:
        """It is made aside, so that running it again is fine."""
        command = [str(Path(sys.executable).with_name("depositary")), "demo"]
        killed = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
        time.sleep(0.3)
        killed.kill()
        killed.wait()

        assert typed("demo").code == 0

    @pytest.mark.slow
    def test_is_made_in_its_folder_where_there_is_one(self, folder: Path) -> None:
        """The folder may be another disk, and the one above it nobody's to write to."""
        mine = folder / "mine"
        (mine / ".depositary-left-by-a-killed-one").mkdir(parents=True)

        with made_aside(mine) as aside:
            assert aside.parent == mine
        assert typed("demo mine").code == 0

        assert (mine / "demo.db").exists()

    def test_replaces_nothing_that_came_meanwhile(self, folder: Path) -> None:
        """Two that begin at once: the second finds what the first made, and leaves it."""
        with ExitStack() as making:
            aside = making.enter_context(made_aside(folder))
            (aside / "demo.db").write_text("second", encoding="utf-8")
            (folder / "demo.db").write_text("first", encoding="utf-8")
            with pytest.raises(Refused, match="exists already"):
                making.close()

        assert [path.name for path in folder.iterdir()] == ["demo.db"]
        assert (folder / "demo.db").read_text(encoding="utf-8") == "first"


class TestActor:
    def test_must_be_a_reference(self, folder: Path) -> None:
        """A name would stand in every entry from then on."""
        said = typed("--actor 'Ada Example' init .")

        assert said.code == 2
        assert not (folder / "depositary.toml").exists()


class TestBody:
    def test_leaves_nothing_when_it_is_refused(self, folder: Path) -> None:
        """A second, corrected `init` must find the folder as it was."""
        refused = typed("init . --code AB --name ada@example.org --nature real")

        assert refused.code == 1
        assert list(folder.iterdir()) == []
        must("init . --code AB --name Ours --nature real")


@pytest.mark.parametrize(
    "left",
    ["db", "db-wal", "db-journal", "contacts", "contacts-journal", "sent", "published", "read"],
)
def test_begins_nothing_beside_what_another_register_left(left: str) -> None:
    """SQLite read the entries of the old one out of its write-ahead log, and ours were gone."""
    Path("new").mkdir()
    Path(f"new/register.{left}").write_bytes(b"here")

    said = typed("init new --code OTF --name 'Our taskforce' --nature exercise")

    assert (said.code, said.err.count("\n")) == (1, 1), said
    assert f"new/register.{left} exists already; nothing was changed." in said.err
    assert [path.name for path in Path("new").iterdir()] == [f"register.{left}"]
