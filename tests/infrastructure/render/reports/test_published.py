"""Every report can be published, and be made again: later, elsewhere, in every form."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from infrastructure.audit.published.manifest import Manifest
from infrastructure.cli.main import run
from infrastructure.render.forms import FORMS
from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.render.reports.every import EVERY, LATER
from tests.often import every

SOME = dict([*EVERY.items()][:: every(3)])
TEXTS = [name for name, form in FORMS.items() if not form.binary]
BINARY = [name for name, form in FORMS.items() if form.binary]
MAKE = """
import json, sys
from infrastructure.cli.main import run
sys.exit(max(run(["report", "reproduce", path]) for path in json.load(sys.stdin)))
"""
ELSEWHERE = {"PYTHONHASHSEED": "2", "TZ": "Pacific/Pago_Pago", "LC_ALL": "C"}


def publish(folder: Path, forms: Sequence[str]) -> list[Path]:
    """Publish every report in these forms, record more, and return the folders."""
    typed_forms = " ".join(f"--form {form}" for form in forms)
    must(*(f"report publish {line} --as {name} {typed_forms}" for name, line in SOME.items()))
    must(*LATER)
    return [folder / "register.published" / name for name in SOME]


def elsewhere(folders: Sequence[Path]) -> str:
    """Make all again in a process that is set to other ways, and return what it says."""
    said = subprocess.run(
        [sys.executable, "-c", MAKE],
        input=json.dumps([str(folder) for folder in folders]),
        env={**os.environ, **ELSEWHERE},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert said.returncode == 0, said.stdout + said.stderr
    return said.stdout


@pytest.mark.slow
def test_each_is_made_again_in_every_form_of_text(told: Path) -> None:
    """A reader of any of them may ask in ten years whether it follows from the log."""
    folders = publish(told, TEXTS)

    said = elsewhere(folders)

    assert said.count("Same: the report follows from the log, byte for byte.\n") == len(SOME)
    for name, folder in zip(SOME, folders, strict=True):
        manifest = Manifest.parse((folder / "manifest.json").read_bytes())
        assert (manifest.report, manifest.kind) == (name, EVERY[name].split()[0])
        assert [output.form for output in manifest.outputs] == TEXTS


@pytest.mark.slow
def test_none_is_published_twice(told: Path) -> None:
    """A report in which its own publication stood would never be the same again."""
    lines = [f"report publish {line} --as {name} --form json" for name, line in SOME.items()]
    must(*lines)
    before = typed("query 'SELECT count(*) AS n FROM event'").out

    must(*reversed(lines))

    assert typed("query 'SELECT count(*) AS n FROM event'").out == before
    assert len(list((told / "register.published").iterdir())) == len(SOME)


@pytest.mark.slow
def test_each_is_made_again_in_every_other_form(told: Path) -> None:
    """Workbooks, documents and PDF hold dates, identifiers and fonts that could differ."""
    folders = publish(told, BINARY)

    said = elsewhere(folders)

    assert said.count("Same: the report follows from the log, byte for byte.\n") == len(SOME)


@pytest.mark.slow
def test_each_is_made_again_in_a_copy_of_the_register(told: Path, tmp_path: Path) -> None:
    """An auditor has a copy, and neither our folder nor our settings."""
    folders = publish(told, TEXTS)
    shutil.copy(told / "register.db", tmp_path / "copy.db")

    codes = [
        run(["--store", str(tmp_path / "copy.db"), "report", "reproduce", str(folder)])
        for folder in folders
    ]

    assert codes == [0] * len(SOME)
