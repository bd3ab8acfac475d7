"""What people changed in an office program is not replaced by what it was made from."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from tests.infrastructure.cli.given import must, typed


@pytest.mark.slow
@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(("form", "what"), [("docx", "a Word document"), ("xlsx", "an Excel work")])
def test_replaces_nothing_that_people_changed(form: str, what: str) -> None:
    """Draft minutes are corrected in Word; the same command a day later took that away."""
    line = f"report status MISSION --output file.{form}"
    must(line, line)
    written = Path(f"file.{form}").read_bytes()
    for day in (b"2026-05-04", None):
        saved_again(Path(f"file.{form}"), written, day)
        before = Path(f"file.{form}").read_bytes()

        said = typed(line)

        assert (said.code, Path(f"file.{form}").read_bytes()) == (1, before)
        assert f"file.{form} is {what}" in said.err
        assert "that was saved by another program; it is not replaced." in said.err


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("name", ["letter.txt", "report.typ", "report.css", "report.html"])
def test_replaces_no_template_of_another_register(name: str) -> None:
    """The settings of this one do not name the folder; its letters would all be that report."""
    must(f"report template {name} --output ../other/looks/{name}")
    before = Path(f"../other/looks/{name}").read_bytes()

    for form in ("markdown", "html"):
        said = typed(f"report annual 2026 --format {form} --output ../other/looks/{name}")

        assert (said.code, Path(f"../other/looks/{name}").read_bytes()) == (1, before)
        assert f"{name} is a template" in said.err


def saved_again(path: Path, written: bytes, day: bytes | None) -> None:
    """Save a file as another program does: with the day, or without saying of itself when."""
    with zipfile.ZipFile(BytesIO(written)) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            if name != "docProps/core.xml":
                new.writestr(name, old.read(name))
            elif day:
                new.writestr(name, old.read(name).replace(b"2000-01-01", day))
