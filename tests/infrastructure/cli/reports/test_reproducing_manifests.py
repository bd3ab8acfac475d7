"""A manifest or a file that is not what was published, or was made by other versions."""

import json
from pathlib import Path

import pytest

from application.context import Context
from application.entries import log_acts
from domain.events.log import ReportPublished
from domain.values import Visibility
from infrastructure.bootstrap import open_register
from infrastructure.render import provenance
from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.cli.reports.given_published import (
    FILE,
    FOLDER,
    NAME,
    found,
    manifest,
    reproduced,
)


def rewritten(**changes: object) -> None:
    """Change the manifest as somebody who knows its form."""
    path = FOLDER / "manifest.json"
    told = {**json.loads(path.read_bytes()), **changes}
    path.write_text(json.dumps(told, sort_keys=True, separators=(",", ":")), encoding="utf-8")


PREFIX = 12
UNAVAILABLE = 3
ANOTHER = "The log records another manifest of GTF-status-MISSION (@13): this one was changed, or"
"""How the finding begins, whatever was changed."""
EDITED: dict[str, object] = {
    "kind": "gaps",
    "title": "Another",
    "taskforce": "OTF",
    "prefix": {"position": 11, "size": 12, "root": "A" * 43 + "="},
    "on": None,
    "known": "@11",
    "audience": "public",
    "made_on": "2020-01-01",
    "parameters": {"instrument": "NOTHING"},
    "content_sha256": "ab" * 32,
    "versions": {"depositary": "9.9"},
    "templates": {"report.css": "ab" * 32},
    "authority": "Authentic.",
    "checkpoint": "example.org/register\n12\n",
}


@pytest.mark.usefixtures("published")
class TestTheManifest:
    @pytest.mark.parametrize("key", EDITED)
    def test_shows_that_it_was_edited(self, key: str) -> None:
        """Every key counts: the hash of the whole is on record."""
        rewritten(**{key: EDITED[key]})

        told = found()

        assert told["exit_code"] == 1
        assert told["findings"][0].startswith(ANOTHER)

    def test_shows_a_record_that_tells_of_another_report(self, published: Path) -> None:
        """Who can record can record any hash, but not what the manifest says with it."""
        rewritten(title="Another")
        event = ReportPublished(
            report="other",
            manifest_sha256=manifest().sha256,
            content_sha256=manifest().content_sha256,
            size=PREFIX,
        )
        with open_register(published) as register:
            register.record(
                lambda r: log_acts.report_published(r, event, Visibility.PUBLIC),
                Context(actor="p-tester"),
            )

        assert found()["findings"] == ["The entry @14 that records it tells of another report."]

    @pytest.mark.parametrize(
        ("parameters", "words"),
        [
            ({}, "The report status has other parameters: instrument is wrong."),
            ({"instrument": "MISSION", "x": "1"}, "other parameters: x is wrong."),
        ],
    )
    def test_shows_parameters_of_another_kind(self, parameters: dict[str, str], words: str) -> None:
        """They are handed to a function, which must get no others."""
        rewritten(parameters=parameters)

        assert any(words in each for each in found()["findings"])

    @pytest.mark.parametrize(
        ("content", "code", "words"),
        [
            (b"", 2, "It is no manifest of a report"),
            (b"{}", 2, "It is no manifest of a report"),
            (b"x" * 1_000_001, 2, "is larger than 1,000,000 bytes"),
        ],
    )
    def test_says_when_it_is_none(self, content: bytes, code: int, words: str) -> None:
        """One sentence, never a traceback."""
        (FOLDER / "manifest.json").write_bytes(content)

        said = reproduced()

        assert (said.code, said.out) == (code, "")
        assert words in said.err

    def test_reads_no_file_elsewhere(self) -> None:
        """A path in a manifest would let it ask for any file of the machine."""
        outputs = [{**each.model_dump(), "file": "../../mission.md"} for each in manifest().outputs]
        rewritten(outputs=outputs[:1])

        assert (reproduced().code, reproduced().out) == (2, "")

    def test_of_a_register_elsewhere_needs_no_files(self, tmp_path: Path) -> None:
        """A manifest came by mail; the files did not."""
        (FOLDER / "manifest.json").rename(tmp_path / "by-mail.json")

        said = typed(f"report reproduce {tmp_path / 'by-mail.json'}")

        assert said.code == 0
        assert f"note: {FILE} is not beside the manifest.\n" in said.out
        assert "Same: the report follows from the log" in said.out


@pytest.mark.usefixtures("published")
class TestTheFiles:
    def test_shows_a_file_that_was_edited(self) -> None:
        """The page on the web is what people read."""
        page = (FOLDER / FILE).read_text(encoding="utf-8")
        (FOLDER / FILE).write_text(page.replace("Kenya", "Kenia"), encoding="utf-8")

        assert found()["findings"] == [f"{FILE} beside the manifest is not what was published."]

    def test_does_not_finish_with_a_file_that_cannot_be_read(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Nobody knows whether it is the same."""

        def fail(*_: object) -> None:
            raise OSError(5, "Input/output error")

        monkeypatch.setattr("infrastructure.audit.published.published.sha256_of", fail)

        said = reproduced()

        assert said.code == 3
        assert "cannot be read: Input/output error" in said.out

    def test_writes_over_none(self) -> None:
        """What was published is evidence."""
        Path("out").mkdir()
        said = reproduced("--output out")
        (Path("out") / FILE).unlink()
        again = reproduced("--output out")
        ours = reproduced(f"--output {FOLDER}")

        assert (said.code, again.code, ours.code) == (0, 1, 1)
        assert (again.out, again.err) == (
            "",
            "depositary: out is not empty; name a new folder. Nothing was made.\n",
        )
        assert not (Path("out") / FILE).exists()
        assert "belongs to the register" in ours.err

    def test_says_what_it_found_where_it_cannot_write(self) -> None:
        """The verdict must not be lost because a disk is full."""
        Path("a-file").touch()

        said = reproduced("--output a-file/out")

        assert said.code == UNAVAILABLE
        assert said.out.endswith("Same: the report follows from the log, byte for byte.\n")
        assert f"a-file/out/{FILE} cannot be written" in said.err

    def test_notes_what_is_no_part_of_it(self) -> None:
        """A page that somebody put beside the others looks as published as they do."""
        FOLDER.joinpath(f"{NAME}.pdf").write_bytes(b"%PDF-forged")
        for number in range(30):
            FOLDER.joinpath(f"stray-{number:02}").mkdir()

        (note,) = found()["notes"]

        assert note.startswith(f"Beside the manifest, and no part of the report: {NAME}.pdf, str")
        assert note.endswith("stray-18, ….")

    def test_notes_strange_names_as_they_can_be_shown(self) -> None:
        """Else a name could write over what a terminal shows."""
        FOLDER.joinpath("x\x1b[2K").touch()

        assert found()["notes"] == ["Beside the manifest, and no part of the report: 'x\\x1b[2K'."]


@pytest.mark.usefixtures("published")
class TestOtherVersions:
    def test_does_not_blame_another_template(self, folder: Path) -> None:
        """A new letterhead changes pages, and says so; the content is compared all the same."""
        must("report template report.css --output looks/report.css")
        (folder / "looks" / "report.css").write_text("h1 { color: teal }", encoding="utf-8")
        with (folder / "depositary.toml").open("a", encoding="utf-8") as config:
            config.write('templates = "looks"\n')

        said = reproduced()

        assert said.code == 0
        assert f"{FILE}: not compared (It was made otherwise: another template report.css)" in (
            said.out
        )
        assert said.out.endswith(f"Same content. Not compared byte for byte: {FILE}.\n")

    @pytest.mark.slow
    def test_says_when_a_template_is_broken(self, folder: Path) -> None:
        """It is one sentence in its place, and the rest is compared."""
        (folder / "looks").mkdir()
        (folder / "looks" / "report.html").write_text("{% if %}", encoding="utf-8")
        with (folder / "depositary.toml").open("a", encoding="utf-8") as config:
            config.write('templates = "looks"\n')

        said = reproduced()

        assert said.code == 0
        assert f"{FILE}: not compared (Line 1 of the template report.html has a mistake" in said.out

    def test_does_not_know_every_form(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A form may be given up one day; the content still proves what was said."""
        monkeypatch.setattr("infrastructure.audit.published.comparing.DEPENDENCIES", {})

        assert f"{FILE}: not compared (This version does not know the form)" in reproduced().out

    def test_blames_nothing_else_when_all_is_alike(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A renderer that gives other bytes each time would prove nothing to anybody."""
        monkeypatch.setattr("infrastructure.render.page._LONG", 1)

        assert found()["findings"] == [
            f"{FILE} is made with other bytes, although it says the same and is made alike."
        ]

    def test_names_the_version_that_said_other_things(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Years later the words of a report are others; the old version can be installed again."""
        monkeypatch.setattr("application.questions.asking.ask.OF_THE_PUBLIC", "Other words.")
        must("report publish gaps --audience public --as public")
        monkeypatch.setattr("application.questions.asking.ask.OF_THE_PUBLIC", "Yet other words.")
        monkeypatch.setitem(provenance._BUILT_IN, "python", "9.9")

        said = typed("report reproduce register.published/public")

        assert said.code == 1
        assert "It was made by another version, which may be why: python 3." in said.out
