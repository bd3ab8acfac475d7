"""`audit verify --reports`: each published report is there, and still follows from the log."""

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from application.context import Context
from application.entries import log_acts
from domain.errors import Unavailable
from domain.events.log import ReportPublished
from domain.values import Visibility
from infrastructure.bootstrap import open_register
from tests.infrastructure.audit.given import tampering
from tests.infrastructure.cli.given import Said, must, typed
from tests.infrastructure.cli.reports.given_published import FILE, FOLDER, LINE, NAME, manifest

ALONE, FOUND, UNFINISHED = 4, 1, 3
POLICIES = (
    "audit keygen ../log.key --name example.org/register",
    "audit policy ../log.key.vkey -o our.policy",
    "audit checkpoint --key ../log.key --output 1.checkpoint",
)


def verified(more: str = "") -> Said:
    return typed(f"audit verify --reports {more}")


def findings(said: Said) -> list[str]:
    return [line for line in said.out.splitlines() if line.startswith("report")]


@pytest.mark.usefixtures("published")
class TestReports:
    def test_that_can_be_made_again_are_no_finding(self) -> None:
        """They prove nothing of the log: that takes a checkpoint from outside."""
        must("report publish gaps --form csv")

        said = verified()

        assert (said.code, findings(said)) == (ALONE, [])

    @pytest.mark.slow
    def test_pass_with_a_checkpoint_from_outside(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Then all of it hangs on what somebody else has kept."""
        monkeypatch.setenv("DEPOSITARY_PASSPHRASE", "a passphrase for the exercise")
        must(*POLICIES)

        said = verified("--checkpoint 1.checkpoint --policy our.policy --projections")

        assert (said.code, findings(said)) == (0, [])

    def test_are_not_looked_at_unless_asked_for(self) -> None:
        """They may be many, and elsewhere."""
        shutil.rmtree(FOLDER)

        assert typed("audit verify").code == ALONE

    def test_that_are_nowhere_are_told_with_what_to_do(self) -> None:
        """A published report that nobody can show any more is lost evidence."""
        digest = manifest().sha256
        shutil.move(FOLDER, "elsewhere")

        said = verified()
        there = typed("audit verify --published elsewhere")

        assert said.code == FOUND
        assert findings(said)[0] == (
            f"report @13: {NAME} was published, and its manifest is nowhere to be found: put its "
            f"folder back, or say with --published where it is (SHA-256 {digest})."
        )
        assert (there.code, findings(there)) == (ALONE, [])

    @pytest.mark.slow
    def test_are_looked_for_beside_the_register_too(self) -> None:
        """One that was published into a folder of its own must not hide all others."""
        must("report publish gaps --output ../pub-1")

        assert verified("--published ../pub-1").code == ALONE
        assert verified("").code == FOUND

    @pytest.mark.slow
    @pytest.mark.parametrize("place", ["register.published", "elsewhere"])
    def test_whose_manifest_is_another_are_told(self, place: str) -> None:
        """Somebody put a changed one in its place."""
        must("withdraw KEN MISSION-1 --on 2026-05-01", f"{LINE} --as other")
        shutil.copy(FOLDER.with_name("other") / "manifest.json", FOLDER)
        if place == "elsewhere":
            Path("elsewhere").mkdir()
            shutil.move(FOLDER, "elsewhere")

        said = verified(f"--published elsewhere/{NAME}" if place == "elsewhere" else "")

        assert said.code == FOUND
        assert findings(said)[0].startswith("report @13: The manifest in ")
        assert findings(said)[0].endswith(
            f"{place}/{NAME} is not the one that was recorded for {NAME}."
        )

    def test_whose_files_were_edited_are_told(self) -> None:
        """The page is what people read."""
        (FOLDER / FILE).write_text("<p>Another", encoding="utf-8")

        said = verified()

        assert findings(said) == [
            f"report @13: {NAME}: {FILE} beside the manifest is not what was published."
        ]

    def test_whose_files_are_not_there_are_only_noted(self) -> None:
        """They can be made again at any time."""
        (FOLDER / FILE).unlink()

        said = verified("--format json")

        told = json.loads(said.out)
        assert (said.code, told["findings"]) == (ALONE, [])
        assert told["notices"] == [
            {
                "code": "note",
                "position": 13,
                "sentence": f"{NAME}: {FILE} is not beside the manifest.",
            }
        ]

    def test_that_rest_on_a_changed_event_are_told(self, published: Path) -> None:
        """A reader of the report needs to know, too, not only the auditor of the log."""
        with tampering(published) as db:
            db.execute(
                "UPDATE stored_events SET state = CAST(replace(state, 'Kenya', 'Kenia') AS BLOB)"
            )

        said = verified()

        assert said.code == FOUND
        assert findings(said)[0].endswith("these are not what was recorded: @2.")

    def test_that_only_look_published_are_told(self) -> None:
        """Somebody copied a folder there, and no entry knows of it."""
        shutil.copytree(FOLDER, FOLDER.with_name("forged"))
        other = FOLDER.with_name("forged") / "manifest.json"
        other.write_bytes(other.read_bytes().replace(b'"members"', b'"public"'))
        shutil.copytree(other.parent, FOLDER.with_name(".forged.unfinished"))
        shutil.copytree(FOLDER, FOLDER.with_name("large"))
        (FOLDER.with_name("large") / "manifest.json").write_bytes(b"x" * 1_000_001)

        said = verified()

        assert findings(said) == [
            f"report: {other.absolute()} is of no report that the log says was published."
        ]

    def test_whose_recorded_manifest_is_none_are_told(self, published: Path) -> None:
        """The hash of any file can be put on record."""
        (FOLDER / "manifest.json").write_bytes(b"{}")
        event = ReportPublished(
            report="other",
            manifest_sha256=sha256(b"{}").hexdigest(),
            content_sha256="ab" * 32,
            size=1,
        )
        with open_register(published) as register:
            register.record(
                lambda r: log_acts.report_published(r, event, Visibility.PUBLIC),
                Context(actor="p-tester"),
            )

        said = verified()

        assert (said.code, len(findings(said))) == (FOUND, 2)
        assert "manifest.json: It is no manifest of a report" in findings(said)[1]

    def test_of_a_log_that_cannot_be_read_again_leave_it_unfinished(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A disk that fails in between has passed nothing."""

        def fail(store: Path, *, as_it_is: bool) -> None:
            assert as_it_is
            raise Unavailable(f"{store.name} could not be read to its end: disk I/O error.")

        monkeypatch.setattr("infrastructure.audit.published.verify_reports.opened", fail)

        said = verified()

        assert said.code == UNFINISHED
        assert "disk I/O error" in said.out

    def test_of_a_kind_that_is_not_known_leave_it_unfinished(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What could not be made is not verified."""
        monkeypatch.setattr("infrastructure.cli.reports.making.REPORT_KINDS", {})

        said = verified()

        assert said.code == UNFINISHED
        assert f"{NAME}: This version of Depositary makes no report of the kind" in said.out


@pytest.mark.slow
def test_expunged_texts_are_accounted_for(register: Path) -> None:
    """They were removed by right, so nobody has to look for a forger."""
    del register
    must(
        "taskforce task RESPONSE 'Help Ann, who was seen in Atlantis.'",
        "report publish annual 2026 --on 2026-12-31 --form json --as annual",
        "expunge @13 --reason child_protection --authority 'Our board' --yes",
    )

    said = verified()

    assert (said.code, findings(said)) == (ALONE, [])
    assert "expunged @14: annual: What it says is not what was published. Texts of @13 are" in (
        said.out
    )


@pytest.mark.slow
def test_files_that_had_to_go_with_the_texts_are_accounted_for(register: Path) -> None:
    """Who removes a child's name from the log removes the published page, too."""
    test_expunged_texts_are_accounted_for(register)
    Path("register.published/annual/annual.json").unlink()

    said = verified()

    assert (said.code, findings(said)) == (ALONE, [])
    assert "note @14: annual: annual.json is not beside the manifest." in said.out


@pytest.mark.slow
def test_a_manifest_has_to_stay_when_texts_go(register: Path) -> None:
    """Else a report that somebody would rather not have published vanishes under a pretext."""
    test_expunged_texts_are_accounted_for(register)
    shutil.rmtree("register.published/annual")

    said = verified()

    assert said.code == FOUND
    assert findings(said)[0].endswith(
        " Texts of @13, on which it rests, were removed since: that excuses its files only, so let "
        "the manifest stand."
    )


def test_a_log_that_cannot_be_read_to_its_end_is_not_asked(register: Path) -> None:
    """It is not finished already."""
    register.write_bytes(register.read_bytes()[:1000])

    assert verified().code == UNFINISHED
