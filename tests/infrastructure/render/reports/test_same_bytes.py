"""The same inputs give the same bytes: whatever the machine is set to, whatever came later."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import chdir
from datetime import UTC, datetime
from pathlib import Path

import pytest

from infrastructure.bootstrap import open_log
from infrastructure.cli.main import run
from infrastructure.render.forms import FORMS
from infrastructure.store import sqlite_recorder
from tests.infrastructure.cli.given import must
from tests.infrastructure.render.reports.every import BEGINNING, EVERY, FILES, LATER

pytestmark = pytest.mark.slow
MAKE = """
import json, sys
from infrastructure.cli.main import run
codes = [run(arguments) for arguments in json.load(sys.stdin)]
assert not any(codes), codes
"""
HERE = {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"}
PAST = "2026-03-01"
PAST_US = int(datetime(2026, 3, 1, 12, tzinfo=UTC).timestamp()) * 1_000_000
THERE = {"PYTHONHASHSEED": "2", "TZ": "Pacific/Pago_Pago", "LC_ALL": "C"}


def file_of(name: str, form: str) -> str:
    return f"{name}{FORMS[form].endings[0]}"


def make(known: str, into: Path, variables: Mapping[str, str]) -> None:
    """Make every report in every form in a process of its own."""
    into.mkdir()
    lines = [
        [*shlex.split(f"report {line} --known {known} --output"), str(into / file_of(name, form))]
        for name, line in EVERY.items()
        for form in FORMS
    ]
    subprocess.run(
        [sys.executable, "-c", MAKE],
        input=json.dumps(lines),
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=True,
        timeout=600,
    )


@pytest.fixture(scope="module")
def twice(
    told_for_reports: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path, Path]:
    """Make all twice as known at the same position, with more recorded in between."""
    folder = tmp_path_factory.mktemp("bytes")
    shutil.copytree(told_for_reports, folder, dirs_exist_ok=True)
    with chdir(folder):
        with open_log(folder / "register.db") as log:
            head = len(log.read(0, 10_000))
        make(f"@{head}", folder / "here", HERE)
        must(*LATER)
        make(f"@{head}", folder / "there", THERE)
        make(f"@0{head}", folder / "otherwise", HERE)
    return folder / "here", folder / "there", folder / "otherwise"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", EVERY)
def test_is_equal_byte_for_byte(name: str, form: str, twice: tuple[Path, Path, Path]) -> None:
    """Who is asked what the register said then must be able to show the same file."""
    here, there, otherwise = (folder / file_of(name, form) for folder in twice)

    assert here.read_bytes() == there.read_bytes()
    assert here.read_bytes() == otherwise.read_bytes()


@pytest.fixture(scope="module")
def on_a_past_day(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Make all twice as known on a day that is long over, with more recorded in between."""
    folder = tmp_path_factory.mktemp("past")
    with chdir(folder):
        for file, content in FILES.items():
            Path(file).write_text(content, encoding="utf-8")
        with pytest.MonkeyPatch.context() as then:
            then.setattr(sqlite_recorder, "system_clock", lambda: PAST_US)
            must(*BEGINNING)
        make(PAST, folder / "here", HERE)
        must(*LATER)
        make(PAST, folder / "there", THERE)
    return folder / "here", folder / "there"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", EVERY)
def test_is_equal_for_a_past_day(name: str, form: str, on_a_past_day: tuple[Path, Path]) -> None:
    """A day that is over is told by its date more often than by a position."""
    here, there = (folder / file_of(name, form) for folder in on_a_past_day)

    assert here.read_bytes() == there.read_bytes()


def test_differs_once_more_is_known(told: Path) -> None:
    """Otherwise the test above would hold for a report of nothing."""
    run(["report", "status", "MISSION", "--on", "2026-06-30", "--output", "before.json"])
    must(*LATER)

    run(["report", "status", "MISSION", "--on", "2026-06-30", "--output", "after.json"])

    assert (told / "before.json").read_bytes() != (told / "after.json").read_bytes()
