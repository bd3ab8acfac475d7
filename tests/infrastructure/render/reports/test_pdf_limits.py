"""What a template of one's own may do to set a PDF: it ends soon, and fits in memory."""

import os
import pickle
import resource
import sys
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper
from pathlib import Path
from socket import create_server

import pytest

from domain.errors import Malformed
from infrastructure.render.apart import TOO_MUCH, made_apart, main
from infrastructure.render.forms import SHIPPED, ReportStyle, render
from infrastructure.render.pdf import set_with
from tests.infrastructure.made_here import made_here
from tests.infrastructure.render.reports.odd import odd

ENDLESS = "#for a in range(99999) { for b in range(99999) { let c = a * b } }\n"
HUGE = "#let a = range(3000000000)\n"
TITLED = '#set document(title: "A")\n'


@pytest.fixture
def limits() -> Iterator[None]:
    """What this process may use is as it was, after the test."""
    kinds = (resource.RLIMIT_CPU, resource.RLIMIT_DATA, resource.RLIMIT_CORE)
    before = [resource.getrlimit(kind) for kind in kinds]
    yield
    for kind, limit in zip(kinds, before, strict=True):
        resource.setrlimit(kind, limit)


def setting(folder: Path, text: str) -> Path:
    place = folder / "report.typ"
    place.write_text(text, encoding="utf-8")
    return place


def made(setting: Path) -> bytes:
    return made_apart(setting.name, set_with, setting, [], "{}", 0)


@pytest.mark.slow
def test_a_template_that_needs_too_much_is_given_up(tmp_path: Path) -> None:
    """It would take the memory of the machine, and with it other programs."""
    setting(tmp_path, TITLED + HUGE)

    with pytest.raises(Malformed) as caught:
        render(odd(), "pdf", ReportStyle(templates=tmp_path))

    assert str(caught.value) == (
        "The template report.typ does too much: more than 120 seconds of work, 4,000 MB of "
        "memory, or a file of 200 MB."
    )


@pytest.mark.slow
def test_a_template_that_never_ends_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for ever; the run of the hour goes on."""
    monkeypatch.setattr("infrastructure.render.apart.SECONDS", 2)

    with pytest.raises(Malformed, match=r"^The template report\.typ does too much: "):
        made(setting(tmp_path, TITLED + ENDLESS))


@pytest.mark.slow
def test_a_template_that_waits_for_ever_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To wait for a pipe is no work, but takes as long."""
    monkeypatch.setattr("infrastructure.render.apart.SECONDS", 1)
    os.mkfifo(tmp_path / "pipe.txt")

    with pytest.raises(Malformed, match=r"^The template report\.typ does too much: "):
        made(setting(tmp_path, TITLED + '#read("pipe.txt")'))


@pytest.mark.slow
@pytest.mark.parametrize("space", ["local", "preview"])
def test_a_template_takes_no_packages(
    space: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands in the home folder, or came from elsewhere, is in no copy of the templates."""
    for home in ("XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(home, str(tmp_path))
    package = tmp_path / "typst" / "packages" / space / "a" / "0.1.0"
    package.mkdir(parents=True)
    (package / "typst.toml").write_text(
        '[package]\nname = "a"\nversion = "0.1.0"\nentrypoint = "a.typ"\n'
    )
    (package / "a.typ").write_text("#let said = [Said]")

    with create_server(("127.0.0.1", 0)) as network:
        network.settimeout(0.1)
        for name in ("HTTPS_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{network.getsockname()[1]}")
        asking = setting(tmp_path, f'{TITLED}#import "@{space}/a:0.1.0": said\n#said')
        with pytest.raises(Malformed, match="asks for a package"):
            made(asking)
        with pytest.raises(TimeoutError):  # nobody was asked for it
            network.accept()


@pytest.mark.parametrize("space", ["local", "preview"])
def test_a_template_that_asks_for_a_package_is_told_what_to_do(
    space: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """“Failed to download” sounds as if it could be had another time."""
    monkeypatch.setattr("infrastructure.render.pdf.made_apart", made_here)
    text = f'{TITLED}#import "@{space}/a:0.1.0": said\n'
    (tmp_path / "report.typ").write_text(text, encoding="utf-8")

    with pytest.raises(Malformed, match=r"^Line \d .* asks for a package\. Put its files"):
        render(odd(), "pdf", ReportStyle(templates=tmp_path))


@pytest.mark.slow
def test_ours_as_somebodys_own_gives_the_same_file(tmp_path: Path) -> None:
    """Where a PDF is made is not seen in it."""
    (tmp_path / "report.typ").write_bytes((SHIPPED / "report.typ").read_bytes())

    assert render(odd(), "pdf", ReportStyle(templates=tmp_path)) == render(odd(), "pdf")


def told(asked: object, monkeypatch: pytest.MonkeyPatch, code: int = 0) -> bytes:
    """Return what the process writes when it is asked, and ends with this code."""
    streams = [TextIOWrapper(BytesIO(each)) for each in (pickle.dumps(asked), b"")]
    for name, stream in zip(("stdin", "stdout"), streams, strict=True):
        monkeypatch.setattr(sys, name, stream)

    assert main() == code

    streams[1].seek(0)
    return streams[1].buffer.read()


@pytest.mark.usefixtures("limits")
def test_the_process_says_how_it_went(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file, or what is wrong with the template and where."""
    for text in (f"{TITLED}A", f"{TITLED}#nothing"):
        given: object = (setting(tmp_path, text), [], "{}", 0)
        written = told((set_with, given, 100, 4_000_000_000, 10**6), monkeypatch)

        assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0
        made = pickle.loads(written)  # noqa: S301  # what was written here
        assert made[:4] == b"%PDF" if isinstance(made, bytes) else "unknown variable" in str(made)


@pytest.mark.usefixtures("limits")
def test_a_file_that_is_too_large_is_not_handed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who waits for it would have to take all of it into memory first."""
    assert told((bytes, (100,), 100, 4_000_000_000, 99), monkeypatch, code=TOO_MUCH) == b""


def test_a_failure_that_nobody_expected_is_told_as_such() -> None:
    """Whoever maintains the program needs to know it; the template is not at fault."""
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        made_apart("report.typ", divmod, 1, 0)


@pytest.mark.slow
def test_a_damaged_font_ends_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says that it holds four thousand million fonts; the hourly letters waited for ever."""
    monkeypatch.setattr("infrastructure.render.apart.SECONDS", 1)
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "odd.ttc").write_bytes(b"ttcf\0\1\0\0" + b"\xff" * 4)

    with pytest.raises(Malformed, match="The template fonts does too much: "):
        render(odd(), "pdf", ReportStyle(templates=tmp_path))
