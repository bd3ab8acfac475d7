"""`depositary` alone: how to begin, or what is here and what needs attention."""

import shlex
from pathlib import Path

from infrastructure.read_model.catching_up import ProjectionAccess
from tests.infrastructure.cli.given import MISSION, must, typed, words
from tests.infrastructure.read_model.counting import calls_of


class TestNothing:
    def test_shows_how_to_begin(self, folder: Path) -> None:
        """The first thing that a new user types must help."""
        said = words()

        assert said.code == 0
        assert said.out.startswith("There is no register here yet.\n  depositary demo ")
        assert list(folder.iterdir()) == []

    def test_says_which_store_is_gone(self, folder: Path) -> None:
        """A setting may name a file that was moved; "nothing here" would hide that."""
        (folder / "depositary.toml").write_text('store = "gone.db"\n', encoding="utf-8")

        said = words()

        assert said.code == 3
        assert "There is no register at" in said.err
        assert "gone.db" in said.err


class TestEmpty:
    def test_shows_the_first_command(self) -> None:
        """A register without a body can do nothing else."""
        must("init .")

        said = words()

        assert said.out.startswith("register.db is an empty register. Begin with:\n")


class TestBody:
    def test_shows_what_needs_attention_with_commands_that_work(self) -> None:
        """A hint that is refused when it is typed is worse than none."""
        must("--actor p-tester init . --code GTF --name Taskforce --nature real")
        Path("mission.md").write_text(MISSION, encoding="utf-8")
        hints = [
            line.strip().removeprefix("depositary ")
            for line in words().out.splitlines()
            if line.startswith("    depositary")
        ]

        assert len(hints) == 3
        for hint in hints:
            assert words(*shlex.split(hint)).code == 0

        after = words().out
        assert "1 joined on an unknown day (KEN).\n    depositary history KEN" in after
        assert after.startswith("Taskforce (GTF), REAL\nPosition on ")

    def test_shows_members_texts_and_meetings(self, register: Path) -> None:
        """One look must say what register this is."""
        must(
            "taskforce chair KEN --on 2026-01-10",
            "meeting convene 2026-1 inaugural --on 2026-04-14",
            "taskforce record-kept-from --on 2026-01-01",
        )

        said = words()

        assert said.out.splitlines()[0] == (
            "Global Taskforce (GTF), EXERCISE: members and acts are made up"
        )
        assert "Members: 2 active; chair KEN\n" in said.out
        assert "Texts:\n  MISSION Mission statement: 2 signatories\n" in said.out
        assert "Meetings:\n  2026-04-14 inaugural, not recorded as held\n" in said.out
        assert said.out.endswith(
            "Needs attention:\n"
            "  Meeting 2026-1 of 2026-04-14 is not recorded as held.\n    depositary meetings\n"
        )
        assert register.exists()

    def test_looks_into_the_log_as_often_whatever_there_is(self, register: Path) -> None:
        """Each of its small queries would look again whether something was recorded."""

        def looks() -> int:
            words()
            with calls_of(ProjectionAccess._follow.__code__) as calls:
                assert words().code == 0
            return calls.count

        few = looks()
        must(*(f"meeting convene 2026-{n} ordinary_session --on 2026-0{n}-14" for n in range(1, 6)))
        assert looks() == few <= 5
        assert register.exists()

    def test_asks_which_of_several_bodies(self, register: Path) -> None:
        """With several bodies it shows how to see one, and then names the others."""
        must("taskforce establish OTHER --name Other --nature exercise --on 2026")

        assert "  depositary --taskforce OTHER\n" in words().out
        assert "Also in this register (--taskforce CODE): OTHER\n" in typed("--taskforce GTF").out
        assert register.exists()

    def test_is_found_from_a_folder_below(self, register: Path, folder: Path) -> None:
        """People work in subfolders."""
        (folder / "below").mkdir()
        inside = words()
        (folder / "depositary.toml").rename(folder.parent / "depositary.toml")
        register.rename(folder.parent / "register.db")

        assert words().out == inside.out


class TestAttention:
    def test_tells_of_conflicts_and_names_the_vice_chair(self, folder: Path) -> None:
        """A correction may contradict another stream; somebody has to mend that."""
        must("init . --code OTF --name Ours --nature exercise")
        must("member join ATL --name Atlantis --on 2020-01-01")
        must("taskforce vice-chair ATL --on 2020-02-01")
        (folder / "pledge.txt").write_text("1. We keep our word.\n", encoding="utf-8")
        must("text adopt pledge.txt --reference PLEDGE --title Pledge --on 2020-01-01")
        must("sign ATL PLEDGE --on 2020-03-01")
        must("correct @2 on=2020-06-01")

        said = words()

        assert "vice-chair ATL" in said.out
        assert "Entries contradict each other in 2 place(s)." in said.out
        assert "    depositary conflicts\n" in said.out
