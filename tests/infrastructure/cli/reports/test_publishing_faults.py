"""`report publish` that is interrupted: what looks published is on record, and is made good."""

from pathlib import Path

import pytest

from domain.errors import Unavailable
from infrastructure.cli import recording
from infrastructure.files.writing import write_new
from tests.infrastructure.cli.given import events, must, typed
from tests.infrastructure.cli.reports.given_published import FOLDER, LINE, NAME, manifest

pytestmark = pytest.mark.usefixtures("register")


class Died(BaseException):
    """What a process does that is killed."""


class TestFaults:
    def test_leaves_no_folder_when_it_cannot_be_recorded(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What looks published must be on record."""

        def record(*_: object) -> None:
            raise Unavailable("Nothing was recorded: the disk is full.")

        monkeypatch.setattr("infrastructure.cli.reports.publishing.record", record)

        said = typed(LINE)

        assert (said.code, len(events())) == (3, 12)
        assert list(FOLDER.parent.iterdir()) == []

    @pytest.mark.slow
    def test_dying_before_the_record_leaves_nothing_that_looks_published(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The next one begins anew."""

        def record(*_: object) -> None:
            raise Died

        with monkeypatch.context() as patch:
            patch.setattr("infrastructure.cli.reports.publishing.record", record)
            with pytest.raises(Died):
                typed(LINE)
        left = [path.name for path in FOLDER.parent.iterdir()]
        must("withdraw KEN MISSION-1 --on 2026-05-01", LINE)

        assert left == [f".{NAME}.unfinished"]
        assert [path.name for path in FOLDER.parent.iterdir()] == [NAME]
        assert manifest().prefix.size == 13

    @pytest.mark.slow
    def test_keeps_what_was_recorded_although_it_was_said_that_it_was_not(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A disk may fail between the record and the word of it."""
        real = recording.record

        def record(*arguments: object) -> None:
            real(*arguments)  # type: ignore[arg-type]  # as they come
            raise Unavailable("Nothing was recorded: disk I/O error.")

        with monkeypatch.context() as patch:
            patch.setattr("infrastructure.cli.reports.publishing.record", record)
            said = typed(LINE)
        must(LINE)

        assert (said.code, len(events()), FOLDER.is_dir()) == (3, 13, True)

    @pytest.mark.slow
    @pytest.mark.parametrize("more", [(), ("withdraw KEN MISSION-1 --on 2026-05-01",)])
    def test_dying_after_the_record_is_made_good_by_the_next(
        self, more: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It is on record, so its folder takes its place, whatever was recorded since."""
        real = recording.record

        def record(*arguments: object) -> None:
            real(*arguments)  # type: ignore[arg-type]  # as they come
            raise Died

        with monkeypatch.context() as patch:
            patch.setattr("infrastructure.cli.reports.publishing.record", record)
            with pytest.raises(Died):
                typed(LINE)
        assert not FOLDER.exists()
        must(*more, LINE)

        names = [NAME, f"{NAME}_2"] if more else [NAME]
        assert sorted(path.name for path in FOLDER.parent.iterdir()) == names
        assert manifest().prefix.size == 12

    @pytest.mark.slow
    def test_says_so_when_the_folder_cannot_take_its_name(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It is on record by then; typing it again is all that is left to do."""

        def busy(self: Path, target: Path) -> None:
            raise OSError(16, "Device or resource busy", str(self), None, str(target))

        with monkeypatch.context() as patch:
            patch.setattr(Path, "rename", busy)
            said = typed(LINE)

        assert (said.code, len(events())) == (3, 13)
        assert "It is recorded, but" in said.err
        must(LINE)
        assert FOLDER.is_dir()

    def test_leaves_nothing_when_a_file_cannot_be_written(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A full disk is no publication."""

        def full(path: Path, content: bytes, mode: int) -> None:
            if path.suffix == ".json":
                raise Unavailable(f"{path} cannot be written: No space left on device.")
            write_new(path, content, mode)

        monkeypatch.setattr("infrastructure.audit.published.publishing.write_new", full)

        said = typed(LINE)

        assert (said.code, len(events())) == (3, 12)
        assert "No space left on device" in said.err
        assert list(FOLDER.parent.iterdir()) == []


def test_nothing_is_recorded_for_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    """A share may be away; what was left over would stop every other report."""
    place = tmp_path / "away"
    place.symlink_to(tmp_path / "share/reports")
    before = events()

    said = typed(f"{LINE} --output {place}")

    assert said.code == 1
    assert "away is a link that leads nowhere; it is not replaced." in said.err
    assert events() == before
    must(f"report publish gaps --output {tmp_path / 'gaps'}")


def test_nothing_is_recorded_where_something_else_is() -> None:
    """It may be a report whose disk is away."""
    FOLDER.parent.mkdir()
    FOLDER.symlink_to("gone")
    before = events()

    said = typed(LINE)

    assert said.code == 1
    assert f"{NAME} is there already, and is not what the log says was published." in said.err
    assert events() == before


def test_a_folder_with_another_published_report_is_said_to_hold_it(tmp_path: Path) -> None:
    """It was said to be none, and to be removed; no backup has it."""
    must(f"report publish gaps --output {tmp_path / 'web'}")
    before = events()

    said = typed(f"{LINE} --output {tmp_path / 'web'}")

    assert said.code == 1
    assert "web holds GTF-gaps, which was published. Name another folder" in said.err
    assert "Remove" not in said.err
    assert events() == before
