"""A register that holds something for every report, told once, and copied for each test."""

import shutil
from contextlib import chdir
from pathlib import Path

import pytest

from tests.infrastructure.cli.given import must
from tests.infrastructure.render.reports.every import BEGINNING, FILES


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
