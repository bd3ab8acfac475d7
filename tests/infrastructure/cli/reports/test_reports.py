"""`report`: its forms, where it goes, its templates, and what it refuses."""

import subprocess
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from infrastructure.cli.main import run
from tests.infrastructure.cli.given import must, typed

pytestmark = pytest.mark.usefixtures("register")
DEPOSITARY = str(Path(sys.executable).with_name("depositary"))


class Terminal(TextIOWrapper):
    """A screen."""

    def isatty(self) -> bool:
        return True


def test_no_checkpoint_keeps_anybody_from_a_report(folder: Path) -> None:
    """What lies beside the register may be broken; what it says is still asked for."""
    without = typed("report status MISSION")
    (folder / "register.checkpoints").mkdir()
    (folder / "register.checkpoints/1.checkpoint").write_bytes(b"\xff")

    assert typed("report status MISSION") == without
    assert without.code == 0


@pytest.mark.slow
@pytest.mark.in_part(1)
@pytest.mark.parametrize("points", ["@1 @12", "@11 2190-01-01", "2026-01-01 @12", "M1 @13"])
@pytest.mark.parametrize("form", ["text", "docx"])
def test_a_period_may_begin_with_a_day_an_entry_or_a_meeting(form: str, points: str) -> None:
    """Every form had to tell the day, and only days have one."""
    must("meeting convene M1 ordinary_session --on 2026-02-01")

    said = typed(f"report changes {points} --format {form} --output o.{form}")

    assert said.code == 0, said.err


@pytest.mark.slow
def test_a_brief_does_not_tell_of_the_founding_after_a_meeting() -> None:
    """Who begins a register gives no day for it, and it was told as news of an unknown day."""
    must("meeting convene M1 inaugural --on 2026-02-01")
    assert "Global Taskforce established (exercise)" in typed("report brief").out
    must("meeting open M1 --on 2026-02-01 --attendance KEN", "meeting close M1 --on 2026-02-01")
    must("taskforce time-zone Europe/Zurich --on unknown", "taskforce task WORK 'To work.'")

    said = typed("report brief").out

    assert "of an unknown day: - time zone Europe/Zurich " in " ".join(said.split())
    assert "- task 1 adopted: To work.\n" in said
    assert "established" not in said


@pytest.mark.parametrize("report", ["annual 2199", "publish annual 2199"])
def test_a_report_of_a_day_in_the_future_says_so(report: str) -> None:
    """A year that is not over yet looks as if it were."""
    ahead = typed(f"report {report} --on 2199-12-31")

    assert ahead.code == 0
    assert ahead.err.startswith("Note: 2199-12-31 is in the future. What will be recorded until")
    assert "future" not in typed(f"report {report} --on 2026-06-30").err


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("report annual 2199 --format html", "</time></bdi>, a day that has not come, as recorded"),
        ("--language fr report annual 2199", "Situation au 31 décembre 2199, jour encore à venir,"),
        ("overdue", "Position on 2199-12-31, a day that has not come,"),
        ("report overdue --known @12", "Position on 31 December 2199, a day that has not come,"),
    ],
)
def test_a_document_of_a_day_in_the_future_says_so(line: str, words: str) -> None:
    """Whoever gets the document sees no terminal, and would take what is not due yet as late."""
    assert words in " ".join(typed(f"{line} --on 2199-12-31").out.split())
    assert words not in " ".join(typed(f"{line} --on 2026-06-30").out.split())


class TestForm:
    def test_is_told_by_the_ending_of_the_file(self, folder: Path) -> None:
        """Nobody should have to say it twice; case does not matter."""
        must("report status MISSION --output status.HTM")

        assert (folder / "status.HTM").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")

    def test_may_be_said_instead(self, folder: Path) -> None:
        """A file may be called as others want it."""
        must("report status MISSION --format json --output status.dat")

        assert (folder / "status.dat").read_text(encoding="utf-8").startswith("{")

    def test_is_asked_for_where_the_ending_says_nothing(self, folder: Path) -> None:
        """A guess would be wrong for somebody."""
        said = typed("report status MISSION --output status.doc")

        assert said.code == 2
        assert said.err == (
            "depositary: The ending of status.doc is not one of .txt, .md, .html, .json, .csv, "
            ".xlsx, .docx, .pdf; or say --format.\n"
        )
        assert not (folder / "status.doc").exists()

    def test_is_text_on_the_screen(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """What is read at once needs no file, and what is no text upsets a terminal."""
        written = BytesIO()
        screen = Terminal(written, "utf-8")
        monkeypatch.setattr(sys, "stdout", screen)

        shown = run(["report", "status", "MISSION"])
        refused = run(["report", "status", "MISSION", "--format", "xlsx"])
        screen.flush()

        assert (shown, refused) == (0, 2)
        assert written.getvalue().startswith(b"Status of signatures: Mission statement\n")

    @pytest.mark.slow
    def test_goes_through_a_pipe_byte_for_byte(self, register: Path, folder: Path) -> None:
        """Programs hand workbooks on to programs."""
        must("report status MISSION --on 2026-06-01 --known @12 --output status.xlsx")
        line = [
            "report",
            "status",
            "MISSION",
            "--on",
            "2026-06-01",
            "--known",
            "@12",
            "--format",
            "xlsx",
        ]

        piped = subprocess.run(
            [DEPOSITARY, "--store", register, *line], capture_output=True, check=True
        )

        assert piped.stdout == (folder / "status.xlsx").read_bytes()

    @pytest.mark.parametrize(
        ("form", "package", "extra"), [("pdf", "typst", "pdf"), ("docx", "docx", "word")]
    )
    def test_needs_its_part(
        self, form: str, package: str, extra: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The parts are extras; who lacks one is told what to type."""
        for name in {package, *sys.modules}:
            if name.partition(".")[0] == package:
                monkeypatch.setitem(sys.modules, name, None)
        for name in ("pdf", "office.word"):
            monkeypatch.delitem(sys.modules, f"infrastructure.render.{name}", raising=False)

        said = typed(f"report status MISSION --output status.{form}")

        assert said.code == 3
        assert said.err == (
            f"depositary: Reports as {form.upper()} need a part that is not installed. In the "
            f"folder of Depositary: uv tool install '.[pdf,texts,word]' -c docs/constraints.txt, "
            f"or, in the virtual environment that it is in: pip install '.[{extra}]' "
            f"-c docs/constraints.txt\n"
        )

    def test_hides_no_other_missing_part(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A broken installation is no missing extra."""
        monkeypatch.setitem(sys.modules, "jinja2", None)
        monkeypatch.delitem(sys.modules, "infrastructure.render.page", raising=False)

        said = typed("report status MISSION --format html")

        assert said.code == 3
        assert said.err.startswith(
            "depositary: An unexpected error stopped the command (ModuleNotFound"
        )


class TestRefusals:
    def test_refuses_to_write_over_the_register(self) -> None:
        """A slip of the finger must not cost the record."""
        said = typed("report status MISSION --format text --output register.db")

        assert said.code == 1
        assert "is the log of the register" in said.err

    @pytest.mark.parametrize(
        ("line", "code", "words"),
        [
            ("report", 2, "Usage:"),
            ("report statu MISSION", 2, "Did you mean report status?"),
            ("report status", 2, "INSTRUMENT|COMMITMENT is missing."),
            ("report status NOTHING", 1, "There is no instrument or commitment 'NOTHING'"),
            ("report status MISSION --known @99", 1, "There is no entry @99"),
            ("report status MISSION --on 2026", 2, "Expected a day such as 2022-06-02"),
            ("report annual 2026 --preface none.txt", 2, "does not exist"),
            ("report annual 2026 --preface picture.png", 2, "Expected a text in UTF-8"),
            ("report status MISSION --output none/status.html", 3, "No such file"),
        ],
    )
    def test_says_what_is_wrong(self, line: str, code: int, words: str, folder: Path) -> None:
        """One sentence, and nothing half-done."""
        (folder / "picture.png").write_bytes(b"\x89PNG\xff")

        said = typed(line)

        assert (said.code, said.out) == (code, "")
        assert words in said.err

    @pytest.mark.parametrize("mark", ["\0", "\x07", "\x1b[31m", "\x9b", "\u202e", "\ufffe"])
    @pytest.mark.parametrize("line", ["report annual", "report publish annual"])
    def test_a_preface_is_what_everybody_can_see(self, line: str, mark: str) -> None:
        """It controlled the terminal of whoever read the text, and made no Word file at all."""
        Path("preface.md").write_text(f"1. We met{mark}.\n", encoding="utf-8")

        said = typed(f"{line} 2026 --preface preface.md --on 2026-12-31")

        assert (said.code, said.out) == (2, "")
        assert "The field '--preface' holds " in said.err
        assert f"(U+{ord(mark[0]):04X})" in said.err

    def test_finds_the_body_that_has_the_text(self) -> None:
        """Who names a text has named its body, too."""
        must("taskforce establish OTF --name Other --nature exercise --on 2026")

        assert "\nGlobal Taskforce\n" in typed("report status MISSION").out
        assert "Say which body is meant" in typed("report annual 2026").err


class TestTemplates:
    def test_are_written_to_be_changed_and_then_used(self, folder: Path) -> None:
        """A secretariat prints its own letterhead."""
        must("report template report.css --output looks/report.css")
        (folder / "looks" / "report.css").write_text("h1 { color: teal }", encoding="utf-8")
        with (folder / "depositary.toml").open("a", encoding="utf-8") as config:
            config.write('templates = "looks"\nauthority = "The authentic record of the body."\n')

        page = typed("report status MISSION --format html").out

        assert "h1 { color: teal }" in page
        assert '<p class="head">The authentic record of the body.</p>' in page
        assert "No issuer is named" not in page
        assert typed("report template report.css").out == "h1 { color: teal }"

    def test_a_name_of_who_issues_it_stands_below_the_title(self, folder: Path) -> None:
        """A ministry wants to know first whose paper it is."""
        unnamed = typed("report status MISSION").out
        with (folder / "depositary.toml").open("a", encoding="utf-8") as config:
            config.write('authority = "the secretariat of the taskforce"\n')

        issued = typed("report status MISSION").out

        above = issued.partition("\n\n")[0].splitlines()
        assert "Issued by the secretariat of the taskforce." in above
        assert "No issuer is named" not in issued
        assert "No issuer is named. This is not an authentic record of" in unnamed

    def test_must_be_where_they_are_said_to_be(self, folder: Path) -> None:
        """A folder that was moved must not silently change how a report looks."""
        with (folder / "depositary.toml").open("a", encoding="utf-8") as config:
            config.write('templates = "looks"\n')

        said = typed("report status MISSION --format html")

        assert said.code == 2
        assert said.err.endswith("looks, which is named as templates.\n")

    @pytest.mark.parametrize("name", ["report.html", "report.css", "report.typ"])
    def test_are_shipped(self, name: str) -> None:
        """Whoever wants another look begins with ours."""
        assert len(typed(f"report template {name}").out.splitlines()) > 30


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("way", [None, "symlink_to", "hardlink_to"])
def test_writes_over_no_file_that_it_reads(way: str | None) -> None:
    """Whoever mistypes the name of the report keeps what they wrote."""
    preface, output = Path("preface.md"), Path("preface.md" if way is None else "other.md")
    preface.write_text("We met.\n", encoding="utf-8")
    if way:
        getattr(output, way)(preface)

    said = typed(f"report annual 2026 --preface preface.md --output {output}")

    assert said.code == 1
    assert f"{output} is read by this command; it is not replaced." in said.err
    assert preface.read_text(encoding="utf-8") == "We met.\n"


def test_a_profile_has_each_membership(register: Path) -> None:
    """It said nothing of the first one, and had a signature from before the second."""
    must("member withdraw KEN --on 2026-04-03 --rejoined 2026-09-01")

    said = " ".join(typed("report profile KEN --format text").out.split())

    assert "withdrawn state June 2022 3 April 2026 active state 1 September 2026" in said
    assert register.exists()
