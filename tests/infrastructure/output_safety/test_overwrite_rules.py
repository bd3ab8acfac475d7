"""Nothing that is kept is ever written over, whatever is typed and whatever it is called."""

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.infrastructure.backup.conftest import after
from tests.infrastructure.backup.given import WORDS
from tests.infrastructure.cli.given import Said, words
from tests.infrastructure.output_safety.given import (
    BY_PLACE,
    KEY,
    OURS,
    PLACES,
    found_places,
    report_places,
    tell_of_an_office,
    typed_for,
)
from tests.often import every

REPORTS = dict(report_places())
ALIAS = Path("../alias.xlsx")  # an ending that is good for every command


@pytest.fixture(scope="module")
def office_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    office = tmp_path_factory.mktemp("office")
    (office / "here").mkdir()
    return after(tell_of_an_office, office)


@pytest.fixture
def office(office_once: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go into an office of the test's own."""
    shutil.copytree(office_once, folder.parent, dirs_exist_ok=True)
    monkeypatch.setenv("DEPOSITARY_PASSPHRASE", WORDS)
    return folder


def everything() -> Mapping[str, bytes]:
    """Return every file of the office with its content."""
    return {str(path): path.read_bytes() for path in Path("..").rglob("*") if path.is_file()}


def called(place: str, ways: Iterator[Callable[[Path], object]]) -> Iterator[Path]:
    """Yield a file under its own name, and under another in each way."""
    (path,) = Path().glob(place) if not place.startswith("..") else Path("..").glob(place[3:])
    yield path
    for way in ways:
        way(path)
        yield ALIAS
        ALIAS.unlink()


def a_link(path: Path) -> None:
    ALIAS.symlink_to(path.absolute())


def another_name(path: Path) -> None:
    ALIAS.hardlink_to(path)


def must_name(said: Said, what: str, path: Path) -> None:
    """Require a refusal in one sentence that says what stands in a place."""
    assert said.code == 1, said
    assert re.fullmatch(rf"depositary: .*({what}).*\n", said.err), (path, said)


def test_every_place_that_is_written_to_is_known() -> None:
    """A new command is held to the same by being entered here; none can be forgotten."""
    assert set(found_places()) == {*PLACES, *REPORTS}


@pytest.mark.slow
@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("place", [*PLACES, ("report status", "output")], ids=" ".join)
def test_replaces_nothing_that_is_kept(place: tuple[str, str]) -> None:
    """A slip of the finger must not cost a key, without which the log is never signed again."""
    line, before = {**PLACES, **REPORTS}[place], everything()

    for file, what in [*OURS.items()][len(line) % every(6) :: every(6)]:
        for path in called(file, iter((a_link, another_name))):
            must_name(words(*typed_for(line, str(path))), what, path)
    for file, what in BY_PLACE.items():
        for path in called(file, iter((a_link,))):
            must_name(words(*typed_for(line, str(path))), what, path)

    assert everything() == before


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("place", REPORTS, ids=" ".join)
def test_no_report_replaces_a_key(place: tuple[str, str]) -> None:
    """All kinds go the same way."""
    before = everything()

    must_name(words(*typed_for(REPORTS[place], KEY)), "private key", Path(KEY))

    assert everything() == before
