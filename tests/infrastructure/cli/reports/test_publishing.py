"""`report publish`: files, a manifest and a record of it, all of them or none."""

from hashlib import sha256
from pathlib import Path

import click
import pytest

from infrastructure.cli.main import cli
from infrastructure.cli.reports.report_kinds import REPORT_KINDS
from tests.infrastructure.audit.given import tampering
from tests.infrastructure.cli.given import events, must, typed
from tests.infrastructure.cli.reports.given_published import FOLDER, LINE, NAME, last, manifest

pytestmark = pytest.mark.usefixtures("register")


class TestPublishing:
    def test_writes_files_and_says_on_record_how_they_were_made(self) -> None:
        """Whoever has the folder has all that is needed to ask the log about it."""
        said = typed(f"{LINE} --as {NAME} --audience secretariat --form csv --form text --form csv")

        assert said.code == 0
        assert (
            said.out == f"@13  report {NAME} published: Status of signatures: Mission statement\n"
        )
        assert said.err.endswith(
            f"register.published/{NAME}: {NAME}.csv, {NAME}.txt, manifest.json\n"
        )
        told = manifest()
        assert {path.name for path in FOLDER.iterdir()} == {
            "manifest.json",
            f"{NAME}.csv",
            f"{NAME}.txt",
        }
        for output in told.outputs:
            content = (FOLDER / output.file).read_bytes()
            assert (output.sha256, output.size) == (sha256(content).hexdigest(), len(content))
        assert last() == {
            "topic": "report.published",
            "visibility": "secretariat",
            "report": NAME,
            "taskforce": "GTF",
            "manifest_sha256": told.sha256,
            "content_sha256": told.content_sha256,
            "size": 12,
            "title": "Status of signatures: Mission statement",
        }

    def test_says_what_it_rests_on(self) -> None:
        """Both clocks, the audience, and what was asked for; nothing of the machine."""
        must(f"{LINE} --known @9")

        told = manifest()
        assert (told.report, told.kind, told.taskforce) == (NAME, "status", "GTF")
        assert (str(told.on), told.known, told.audience) == ("2026-06-30", "@9", "members")
        assert (told.prefix.position, told.prefix.size) == (12, 12)
        assert told.parameters == {"instrument": "MISSION"}
        assert [output.form for output in told.outputs] == ["html", "json"]
        assert set(told.versions) == {
            *("depositary", "jinja2", "markdown-it-py", "markupsafe", "python")
        }
        assert set(told.templates) == {"report.html", "report.css"}
        assert (told.authority, told.checkpoint) == (None, None)
        assert str(FOLDER.absolute()).encode() not in bytes(told)

    def test_keeps_the_words_of_a_preface(self) -> None:
        """The file with them may be gone in ten years."""
        Path("preface.md").write_text("We met twice.", encoding="utf-8")

        must("report publish annual 2026 --preface preface.md --on 2026-12-31 --form text")

        assert manifest(FOLDER.with_name("GTF-annual-2026")).parameters == {
            "year": "2026",
            "preface": "We met twice.",
        }

    @pytest.mark.slow
    def test_says_the_same_as_the_report_that_is_only_printed(self) -> None:
        """To publish is to keep, not to write another report."""
        must(f"{LINE} --form json --form text")

        for form, ending in (("json", "json"), ("text", "txt")):
            printed = typed(f"report status MISSION --on 2026-06-30 --known @12 --format {form}")
            assert printed.out == (FOLDER / f"{NAME}.{ending}").read_text(encoding="utf-8")

    def test_leaves_a_title_out_that_only_its_entry_may_hold(self) -> None:
        """A number in it was public there, for a reason that is on record there."""
        must(
            "text adopt mission.md --reference OTHER --title 'Case no. 123/2024' --on 2026-01-10 "
            "--public-reference 'Printed in a journal'",
            "report publish status OTHER --form csv",
        )

        assert (last()["report"], last().get("title")) == ("GTF-status-OTHER", None)
        assert "123/2024" in manifest(FOLDER.with_name("GTF-status-OTHER")).title

    def test_is_called_only_what_may_be_on_record(self) -> None:
        """A name stays for ever."""
        must("contacts add 'Ada Example' --email ada@example.org --ref p-7kq2mzx4ab")

        said = typed(f"{LINE} --as Ada-Example")

        assert (said.code, len(events()), list(FOLDER.parent.iterdir())) == (1, 12, [])

    def test_goes_where_it_is_told_to(self) -> None:
        """A web server has folders of its own."""
        must(f"{LINE} --as status-of-june --output site/june")

        assert manifest(Path("site/june")).report == "status-of-june"
        assert not FOLDER.parent.exists()

    @pytest.mark.parametrize(
        ("line", "name"),
        [
            ("changes 2026-01-01 @12", "GTF-changes-2026-01-01-12"),
            ("progress", "GTF-progress"),
            ("progress --about MISSION-3.1", "GTF-progress-MISSION-3.1"),
            ("profile KEN", "GTF-profile-KEN"),
            ("progress --audience public", "GTF-progress-public"),
        ],
    )
    def test_is_called_by_what_it_is_about(self, line: str, name: str) -> None:
        """Nobody has to think of a name."""
        must(f"report publish {line} --form csv")

        assert manifest(FOLDER.with_name(name)).report == name

    @pytest.mark.parametrize("name", REPORT_KINDS)
    def test_every_kind_shows_how_it_is_typed(self, name: str) -> None:
        """The example is made from that of the report, and must still be read."""
        Path("preface.md").write_text("We met twice.", encoding="utf-8")
        group = cli.get_command(click.Context(cli), "report")
        assert isinstance(group, click.Group)
        publish = group.commands["publish"]
        assert isinstance(publish, click.Group)
        command = publish.commands[name]

        example = str(command.epilog).splitlines()[-1].strip()

        assert example.startswith(f"depositary report publish {name}")
        assert command.make_context(name, example.split()[4:])


class TestRefusals:
    @pytest.mark.parametrize(
        ("line", "code", "words"),
        [
            ("status NOTHING", 1, "There is no instrument or commitment 'NOTHING'"),
            ("status MISSION --as a/b", 2, "Expected a reference of up to 50"),
            ("status MISSION --as .a", 2, "Expected a reference of up to 50"),
            ("status MISSION --output .", 1, "is there already"),
            ("status MISSION --output register.read", 1, "belongs to the register"),
            ("status MISSION --form paper", 2, "Invalid value for '--form'"),
            ("annual 1999 --on 1998-01-01", 1, "There is nothing to report on 1999"),
        ],
    )
    def test_says_what_is_wrong(self, line: str, code: int, words: str) -> None:
        """One sentence; nothing is recorded and no folder is left behind."""
        said = typed(f"report publish {line}")

        assert (said.code, said.out) == (code, "")
        assert words in said.err
        assert (len(events()), FOLDER.parent.exists()) == (12, False)

    def test_needs_somebody_who_records(self, folder: Path) -> None:
        """As every command that records does."""
        (folder / "depositary.toml").write_text('store = "register.db"\n', encoding="utf-8")

        assert "Say who records" in typed(LINE).err

    def test_publishes_nothing_from_a_log_that_was_changed(self, register: Path) -> None:
        """It would give a changed event the look of a published one."""
        with tampering(register) as db:
            db.execute(
                "UPDATE stored_events SET state = CAST(state || ' ' AS BLOB) WHERE rowid = 7"
            )

        said = typed(LINE)

        assert said.code == 1
        assert "Nothing was published: @7 is not what was recorded." in said.err

    def test_writes_over_no_report_by_other_commands(self) -> None:
        """What is on record stays as it is."""
        must(LINE)

        said = typed(f"report status MISSION --output {FOLDER}/{NAME}.html")

        assert said.code == 1
        assert "belongs to the register" in said.err

    @pytest.mark.slow
    def test_refuses_a_preface_that_no_manifest_holds(self) -> None:
        """A manifest must be a file that everybody reads."""
        Path("preface.md").write_text("We met. " * 130_000, encoding="utf-8")

        said = typed("report publish annual 2026 --preface preface.md --form json")

        assert said.code == 2
        assert "shorten the preface" in said.err
        assert list(FOLDER.parent.glob("*")) == []


class TestList:
    @pytest.mark.slow
    def test_names_what_was_published_for_the_audience(self) -> None:
        """Who cites a report cites its reference."""
        must(LINE, "report publish gaps --audience secretariat --form csv")

        mine = typed("report list --audience secretariat --format csv").out.splitlines()
        theirs = typed("report list --format csv").out.splitlines()

        assert [line.split(",")[4] for line in mine] == ["report", NAME, "GTF-gaps-secretariat"]
        assert [line.split(",")[4] for line in theirs] == ["report", NAME]

    def test_is_of_one_body(self) -> None:
        """Two bodies may keep one register."""
        must(LINE, "taskforce establish OTF --name Other --nature exercise --on 2026")

        assert NAME not in typed("--taskforce OTF report list").out
        assert "No report is published." in typed("--taskforce OTF report list").out
