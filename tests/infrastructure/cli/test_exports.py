"""`export`: files for others, whole or not at all, and never over the register."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from contextlib import chdir
from pathlib import Path

import pytest

from tests.infrastructure.cli.given import events, must, typed

pytestmark = pytest.mark.usefixtures("register")


class TestExport:
    @pytest.mark.parametrize(
        ("target", "what"),
        [
            ("register.db-wal", "a part of register.db"),
            ("register.contacts", "the register's file of contacts"),
            ("register.expunging", "a mark of the register"),
            ("depositary.toml", "the file of settings"),
            ("below/depositary.toml", "a file of settings"),
            ("register.read/more.csv", "belongs to the register"),
        ],
    )
    def test_takes_no_place_that_the_register_has(
        self, register: Path, target: str, what: str
    ) -> None:
        """Nothing may be there yet; what is put there would be taken for a part of it."""
        before = events(register)
        Path("below").mkdir()

        said = typed(f"export --output {target}")

        assert (said.code, what in said.err) == (1, True), said
        assert events(register) == before

    def test_writes_over_an_earlier_export(self, folder: Path) -> None:
        """Whoever exports every month writes the same file every month."""
        assert typed("export --output out.csv").code == 0
        assert typed("export --output out.csv").code == 0

        assert [path.name for path in folder.iterdir() if path.name.startswith((".", "out"))] == [
            "out.csv"
        ]

    def test_writes_through_a_link_and_into_a_pipe(self, folder: Path) -> None:
        """A link stays one, and whoever reads a pipe gets the file."""
        (folder / "real.csv").touch()
        (folder / "link.csv").symlink_to("real.csv")
        pipe = folder / "pipe"
        os.mkfifo(pipe)
        with ThreadPoolExecutor() as reader:
            piped = reader.submit(pipe.read_text, encoding="utf-8")
            assert typed(f"export --output {pipe}").code == 0

        assert typed("export --output link.csv").code == 0
        assert (folder / "link.csv").is_symlink()
        assert (folder / "real.csv").read_text(encoding="utf-8") == piped.result()
        assert stat.S_ISFIFO(pipe.stat().st_mode)

    def test_prints_where_no_file_is_named(self) -> None:
        """What is printed can be piped into another program."""
        must("export --output out.csv")

        assert typed("export").out == Path("out.csv").read_text(encoding="utf-8")


class TestEvents:
    def test_goes_on_from_a_position(self) -> None:
        """A follower asks for what it has not, and names a position as everywhere."""
        must("export events --output all.jsonl", "export events --from @11 --output some.jsonl")

        lines = Path("all.jsonl").read_text(encoding="utf-8").splitlines()
        assert Path("some.jsonl").read_text(encoding="utf-8").splitlines() == lines[10:]
        assert typed("export events --from @11").out.splitlines() == lines[10:]
        for wrong in ("11", "@0", "@x", "@"):
            assert "a position such as @42" in typed(f"export events --from {wrong}").err


class TestCalendar:
    def test_says_what_is_left_out(self) -> None:
        """A meeting of which only the year is known stands on no day."""
        must("meeting convene M-1 ordinary_session --on 2027")

        said = typed("export calendar --output gtf.ics")

        assert said.code == 0
        assert "Left out: meeting M-1, whose day is not known." in said.err
        assert Path("gtf.ics").read_bytes() == typed("export calendar").out.encode()

    def test_of_a_member_is_without_what_others_have_to_do(self) -> None:
        """Forty members owe ten reports each on one day, and a ministry looks for its own."""
        actions = (
            "--actions 'A-1 | ATL | Ask. | 2090-06-01' --actions 'A-2 | KEN | Tell. | 2090-06-01'"
        )
        must(
            "taskforce task WORK 'To work.'",
            "meeting convene M-1 inaugural --on 2026-02-01",
            "meeting open M-1 --on 2026-02-01 --attendance KEN --attendance ATL",
            f"meeting decide D-1 M-1 --title A --text B --task WORK --on 2026-02-01 {actions}",
        )

        everyone, own = typed("export calendar").out, typed("export calendar --member Atlantis").out

        assert [each in everyone for each in ("A-1", "A-2", "Inaugural")] == [True, True, True]
        assert [each in own for each in ("A-1", "A-2", "Inaugural")] == [True, False, True]
        said = typed("export calendar --member ATX")
        assert said.code == 1
        assert "There is no member 'ATX' in this register. Did you mean ATL?" in said.err
        assert typed("export calendar --member ''").code != 0

    @pytest.mark.slow
    def test_others_that_join_later_or_joined_after_the_day_are_others_too(self) -> None:
        """A report by one that is to join next month stood in the calendars of all members."""
        must(
            "taskforce scale OGP Completion limited complete --high complete",
            "member join NEW --name Newland --on 2026-05-10",
            "progress schedule MISSION-1 quarterly --due-on 2026-07-31 --period-from 2026-04-01 "
            "--period-until 2026-06-30 --on 2026-01-20",
            "sign NEW MISSION --on 2026-05-20",
        )

        asked = "export calendar --on 2026-05-02"
        assert "Newland" in typed(asked).out
        assert "Newland" not in typed(f"{asked} --member KEN").out
        assert "Newland" in typed(f"{asked} --member NEW").out


@pytest.mark.parametrize("line", ["members", "doctor", "init new", "demo"])
def test_of_a_folder_that_was_removed_it_is_said(line: str, folder: Path) -> None:
    """It was said that the output is not there."""
    (folder / "gone").mkdir()
    with chdir(folder / "gone"):
        (folder / "gone").rmdir()
        said = typed(line)

    assert said.code == 3
    assert said.err == "depositary: The folder in which you work was removed; go to another.\n"


@pytest.mark.parametrize(
    "line",
    [
        *(f"export {each} --output told.xlsx" for each in ("entries", "events", "calendar")),
        "export analysis told.xlsx",
        "export entries --format csv --output told.json",
        "export entries --format csv --output told.md",
        "export events --output told.csv",
        "report status MISSION --format markdown --output told.PDF",
    ],
)
def test_writes_nothing_under_the_ending_of_another_form(line: str, register: Path) -> None:
    """No spreadsheet would open it."""
    said = typed(line)

    name = line.rsplit(maxsplit=1)[-1]
    assert (said.code, Path(name).exists()) == (2, False)
    assert f"{name} would be a file of another form than its ending says" in said.err
    assert register.exists()
