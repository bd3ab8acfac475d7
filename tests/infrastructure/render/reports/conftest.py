"""A register that holds something for every report, told once, and copied for each test."""

import shutil
from collections.abc import Mapping
from contextlib import chdir
from pathlib import Path

import pytest

from application.reports.document import Report
from infrastructure.render.forms import render
from tests.infrastructure.cli.given import must
from tests.infrastructure.render.reports.every import BEGINNING, FILES
from tests.infrastructure.render.reports.given_versions import every_report
from tests.infrastructure.render.reports.odd import odd


@pytest.fixture(scope="session")
def told_for_reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("reports")
    with chdir(place):
        for file, content in FILES.items():
            Path(file).write_text(content, encoding="utf-8")
        must(*BEGINNING)
    return place


@pytest.fixture
def told(told_for_reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go into a folder with a register of the test's own."""
    folder = tmp_path / "told"
    shutil.copytree(told_for_reports, folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Report]:
    """Return every report by its name."""
    with every_report(tmp_path_factory.mktemp("made")) as found:
        return found


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with a letterhead, which is a report."""
    (tmp_path / "report.docx").write_bytes(render(odd(), "docx"))
    return tmp_path
