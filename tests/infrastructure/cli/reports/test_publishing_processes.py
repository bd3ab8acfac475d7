"""`report publish` by several processes at once, and by processes that are killed."""

import subprocess
import sys
from pathlib import Path
from time import sleep

import pytest

from tests.infrastructure.cli.given import events, must, typed
from tests.infrastructure.cli.reports.given_published import FOLDER, LINE, NAME

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("register")]
DEPOSITARY = str(Path(sys.executable).with_name("depositary"))
ALONE = 4  # it fits itself, and nothing outside was compared


def start(line: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [DEPOSITARY, *line.split()], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_processes_that_publish_the_same_publish_it_once() -> None:
    """Two people press the button; there is one report."""
    started = [start(LINE) for _ in range(4)]

    said = [process.communicate(timeout=120) for process in started]

    assert [process.returncode for process in started] == [0] * 4, said
    assert (len(events()), [path.name for path in FOLDER.parent.iterdir()]) == (13, [NAME])
    assert sum("There is nothing new to say" in err for _, err in said) == 3


def test_others_may_record_meanwhile() -> None:
    """A busy register must not keep anybody from publishing, nor get into the report."""
    writers = [start(f"taskforce task T-{n} Task-{n}") for n in range(4)]
    publishers = [start(f"{LINE} --as of-{n} --form html --form xlsx") for n in range(4)]

    said = [process.communicate(timeout=120) for process in (*writers, *publishers)]

    assert {process.returncode for process in (*writers, *publishers)} == {0}, said
    for n in range(4):
        assert typed(f"report reproduce register.published/of-{n}").code == 0
    assert typed("audit verify --reports").code == ALONE


def test_a_process_that_is_killed_leaves_what_the_next_makes_good() -> None:
    """Whatever it had done by then: what looks published is on record, and the other way round."""
    for number in range(12):
        process = start(f"{LINE} --as of-{number} --form html --form xlsx --form docx")
        sleep(0.35 + number * 0.05)
        process.kill()
        process.communicate(timeout=60)
        visible = [path for path in FOLDER.parent.glob(f"of-{number}") if path.is_dir()]
        recorded = f"of-{number}" in typed("report list --format csv").out
        assert not visible or recorded

        must(f"{LINE} --as of-{number} --form html --form xlsx --form docx")

    names = {path.name for path in FOLDER.parent.iterdir()}
    assert names == {f"of-{number}" for number in range(12)}
    assert typed("audit verify --reports").code == ALONE
