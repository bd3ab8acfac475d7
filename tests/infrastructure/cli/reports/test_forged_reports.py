"""What somebody could forge who can record and owns the file: none of it passes for published."""

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from application.context import Context
from application.entries import log_acts
from application.event_store.stored_events import decode
from domain.events.log import Expunged
from domain.values import Visibility
from infrastructure.audit.proofs.files import to_base64
from infrastructure.audit.published.manifest import Manifest, Output
from infrastructure.bootstrap import EXPUNGER, open_register
from tests.infrastructure.audit.given import tampering
from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.cli.reports.given_published import FOLDER, LINE, NAME, found, manifest
from tests.infrastructure.cli.reports.test_verifying_reports import ALONE, FOUND, findings, verified

CONTEXT = Context(actor="p-tester")
PAGE = b"<p>Atlantis never signed.</p>"
EXPUNGE = "expunge @13 --reason child_protection --authority 'Our board' --yes"
DIFFERS = "report @16: forged: What it says is not what was published."
FORGED = FOLDER.with_name("forged")


def paged(told: Manifest) -> Manifest:
    """Return a manifest of a page that says something else, and cannot be compared here."""
    page = Output(form="html", file="forged.html", sha256=sha256(PAGE).hexdigest(), size=len(PAGE))
    versions = {**told.versions, "python": "3.0"}
    return told.model_copy(update={"report": "forged", "outputs": (page,), "versions": versions})


def record(store: Path, told: Manifest, **changes: object) -> None:
    """Put a manifest in a folder, with its page, and on record."""
    FORGED.mkdir()
    (FORGED / "manifest.json").write_bytes(bytes(told))
    (FORGED / "forged.html").write_bytes(PAGE)
    event = told.record().model_copy(update=changes)
    with open_register(store) as register:
        register.record(lambda r: log_acts.report_published(r, event, Visibility.MEMBERS), CONTEXT)


@pytest.mark.slow
class TestARemoval:
    @pytest.fixture
    def removed(self, register: Path) -> Path:
        """Texts were removed, and only then a report is published that nobody could make."""
        must("taskforce task RESPONSE 'Help Ann.'", EXPUNGE, LINE)
        record(register, paged(manifest()).model_copy(update={"content_sha256": "ab" * 32}))
        return register

    def test_excuses_no_report_that_was_published_after_it(self, removed: Path) -> None:
        """It was made of what was left, so it must be what is made now."""
        del removed

        said = verified()
        told = found(FORGED)

        assert [each[: len(DIFFERS)] for each in findings(said)] == [DIFFERS]
        assert (len(told["findings"]), told["accounted"]) == (1, [])
        assert (told["prefix"]["expunged"], found()["exit_code"]) == ([], 0)

    def test_excuses_no_folder_that_is_gone_of_a_later_report(self, removed: Path) -> None:
        """Nothing in it had to go."""
        del removed
        shutil.rmtree(FOLDER.parent)

        assert len(findings(verified())) == len(("@15", "@16"))

    def test_excuses_no_report_that_rests_on_entries_before_it(self, register: Path) -> None:
        """Else one would only have to claim an older state of the log."""
        must("taskforce task RESPONSE 'Help Ann.'", LINE, EXPUNGE)
        record(register, paged(manifest()).model_copy(update={"content_sha256": "ab" * 32}))

        assert [each[: len(DIFFERS)] for each in findings(verified())] == [DIFFERS]

    def test_excuses_no_report_that_tells_nothing_of_what_was_removed(self, register: Path) -> None:
        """Else any note would do as a pretext, to be removed after a forged report."""
        must("taskforce task RESPONSE 'Help Ann.'", LINE)
        record(register, paged(manifest()).model_copy(update={"content_sha256": "ab" * 32}))
        must(EXPUNGE)

        told = found(FORGED)

        assert [each[:12] for each in findings(verified())] == ["report @15: "]
        assert told["accounted"] == []
        assert "It tells nothing of @13, so what is gone is not why." in told["findings"][0]

    def test_of_the_title_leaves_no_record(self, published: Path) -> None:
        """What is left of the record proves nothing, so a new hash can be put into it."""
        told = manifest()
        forged = paged(told).model_copy(update={"report": told.report})
        (FOLDER / "manifest.json").write_bytes(bytes(forged))
        (FOLDER / "forged.html").write_bytes(PAGE)
        title = json.dumps(told.title).encode()

        with open_register(published, recorder=EXPUNGER) as register:
            there = register.log.stored(13)
            assert there is not None
            stored, state = there
            after = state.replace(told.sha256.encode(), forged.sha256.encode())
            after = after.replace(title, b'"[removed]"')
            decode(stored.event.TOPIC, after)
            event = Expunged(
                expunged=13,
                before=sha256(state).hexdigest(),
                after=sha256(after).hexdigest(),
                fields=("title",),
                reason="court_order",
                authority="Our board",
            )
            recording = register.prepare(
                lambda r: log_acts.record(r, event, Visibility.PUBLIC), CONTEXT
            )
            register.log.expunge(
                13, (state, after), recording.pending[0], recording.expect_versions
            )

        sentence = "The entry @13 that records it had texts removed, so it proves nothing any more."
        assert found()["findings"] == [sentence]
        assert findings(verified()) == [f"report @13: {NAME}: {sentence}"]
        assert typed("audit verify").code == ALONE
        must(LINE)
        assert manifest(FOLDER.with_name(f"{NAME}_2")).report == f"{NAME}_2"


@pytest.mark.parametrize(
    "changes",
    [
        {"size": 3},
        {"title": "Atlantis is no member"},
        {"taskforce": "OTF"},
        {"content_sha256": "ab" * 32},
        {"report": "another"},
    ],
)
def test_a_record_tells_what_the_manifest_tells(
    published: Path, changes: dict[str, object]
) -> None:
    """`report list` shows the record, and people cite it."""
    record(published, paged(manifest()), **changes)

    assert found(FORGED)["findings"] == ["The entry @14 that records it tells of another report."]


def test_a_record_may_be_without_its_title(published: Path) -> None:
    """It may be of what only its entry may hold."""
    record(published, paged(manifest()), title=None)

    assert found(FORGED)["findings"] == []


@pytest.mark.parametrize("changes", [{"audience": Visibility.PUBLIC}, {"title": ""}])
def test_a_record_is_for_whom_the_manifest_says(
    published: Path, changes: dict[str, object]
) -> None:
    """A report for members that calls itself public would be shown to everybody."""
    forged = paged(manifest()).model_copy(update=changes)
    told = (
        manifest()
        .record()
        .model_copy(update={"report": "forged", "manifest_sha256": forged.sha256})
    )
    record(published, paged(manifest()), **told.model_dump())
    (FORGED / "manifest.json").write_bytes(bytes(forged))

    assert "The entry @14 that records it tells of another report." in found(FORGED)["findings"]


@pytest.mark.slow
def test_what_was_not_compared_is_told(published: Path) -> None:
    """A page that claims another version could say anything."""
    record(published, paged(manifest()))

    said = verified()

    assert said.code == ALONE
    assert "note @14: forged: Not compared byte for byte: forged.html (It was made otherwise" in (
        said.out
    )


class TestTheCheckpointAtItsEnd:
    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("size", "root", "finding"),
        [
            (12, "A" * 43 + "=", "The checkpoint at its end is not one of this log. See: depo"),
            (40, "A" * 43 + "=", "The checkpoint at its end was signed for 40 entries, and it r"),
            (12, "x", "What is printed at its end as a checkpoint is not one."),
        ],
    )
    def test_is_one_of_the_log(self, published: Path, size: int, root: str, finding: str) -> None:
        """People copy it from the page to compare the log with it."""
        record(published, paged(manifest()).model_copy(update={"checkpoint": note(size, root)}))

        assert [each[: len(finding)] for each in found(FORGED)["findings"]] == [finding]
        assert verified().code == FOUND

    def test_is_no_finding_where_it_is(self, published: Path) -> None:
        """Whose signature it has is for `audit verify --policy` to say."""
        root = manifest().prefix.root
        record(published, paged(manifest()).model_copy(update={"checkpoint": note(12, root)}))

        assert found(FORGED)["findings"] == []

    def test_of_nothing_says_nothing(self, published: Path) -> None:
        """An empty log has a root, too."""
        empty = to_base64(sha256(b"").digest())
        record(published, paged(manifest()).model_copy(update={"checkpoint": note(0, empty)}))

        assert found(FORGED)["findings"] == []

    def test_of_a_log_that_was_cut_is_told_once(self, published: Path) -> None:
        """That entries are missing says it already."""
        root = manifest().prefix.root
        record(published, paged(manifest()).model_copy(update={"checkpoint": note(12, root)}))
        with tampering(published) as db:
            db.execute("DELETE FROM stored_events WHERE rowid = 12")
            db.execute("DELETE FROM log_leaf WHERE position > 11")

        assert not [each for each in found(FORGED)["findings"] if "checkpoint" in each]


def note(size: int, root: str) -> str:
    signature = to_base64(b"y" * 68)
    name = "example.org/register"
    return f"{name}\n{size}\n{root}\n\n\N{EM DASH} {name} {signature}\n"
