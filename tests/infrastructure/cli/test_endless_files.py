"""No command waits for ever for a file that is none: a pipe, a device, a folder."""

import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from domain.errors import Malformed
from infrastructure.files import locks, reading
from infrastructure.files.reading import piece_of
from tests.faults.permissions import obeyed
from tests.infrastructure.cli.given import typed


@pytest.fixture
def pipe(register: Path) -> Path:
    """Return a pipe beside a register, into which nobody writes."""
    os.mkfifo(register.parent / "pipe")
    return register.parent / "pipe"


class TestTextsThatAreRead:
    @pytest.mark.parametrize(
        "line",
        [
            *("report annual 2026 --preface", "report publish annual 2026 --preface"),
            *("document check", "document compare mission.md"),
            "taskforce claim founders 'Two states.' --source X --source-file",
            "sign ATL MISSION-3.1 --on 2026 --document-sha256",
        ],
    )
    @pytest.mark.parametrize("file", ["pipe", "/dev/zero"])
    def test_is_a_file_with_an_end(self, line: str, file: str, pipe: Path) -> None:
        """A command without an answer tells nobody what is wrong, and memory ends before zeros."""
        said = typed(f"{line} {file}")

        assert (said.code, said.out) == (2, "")
        assert f"{file} is no file, so it cannot be read." in said.err
        assert pipe.exists()

    def test_is_not_larger_than_a_text(self, pipe: Path) -> None:
        """Somebody who names the wrong file must learn it before the memory is full."""
        Path("film.mkv").write_bytes(b"a" * 5_000_001)

        said = typed("report annual 2026 --preface film.mkv")

        assert (said.code, said.out) == (2, "")
        assert "film.mkv is larger than 5,000,000 bytes." in said.err
        assert pipe.exists()

    def test_may_have_any_ends_of_lines(self, pipe: Path) -> None:
        """An editor on another system writes others, and the report is the same."""
        Path("a.md").write_bytes("\ufeffOne\r\n\r\nTwo\n".encode())
        Path("b.md").write_bytes(b"One\n\nTwo\n")

        first, second = (
            typed(f"report annual 2026 --on 2026-12-31 --preface {name}.md --format markdown")
            for name in "ab"
        )

        assert first.code == 0
        assert first.out == second.out
        assert pipe.exists()


class TestOutput:
    def test_is_not_waited_for_where_nobody_reads(
        self, pipe: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A reader may come a moment later, but a command without one hung for ever."""
        monkeypatch.setattr(locks, "TELL_AFTER", 0.05)
        monkeypatch.setattr(locks, "LONGEST", 0.3)

        for line in ("export entries --output pipe", "report status MISSION --output pipe"):
            said = typed(f"{line} --format markdown" if "report" in line else line)

            assert (said.code, said.out) == (3, "")
            assert said.err == (
                "depositary: Waiting for somebody to read pipe.\n"
                "depositary: Nobody reads pipe, so nothing was written into it.\n"
            )
        assert pipe.is_fifo()

    def test_says_why_a_pipe_cannot_be_opened(self, pipe: Path) -> None:
        """It is not for us to write into every pipe."""
        pipe.chmod(0o400)

        with obeyed():
            said = typed("export entries --output pipe")

        assert (said.code, "pipe cannot be written: Permission denied." in said.err) == (3, True)

    @pytest.mark.parametrize("file", ["pipe", "/dev/null", "/dev/stdout", "/dev/fd/1"])
    def test_of_tables_is_a_file(self, file: str, pipe: Path) -> None:
        """A database cannot be written from its beginning to its end."""
        said = typed(f"export analysis {file}")

        assert (said.code, said.out) == (2, "")
        assert f"{file} is a pipe, a device or an output; a database needs a file." in said.err
        assert pipe.is_fifo()

    @pytest.mark.parametrize("name", ["a.metadata.json", "a.datasette.yaml"])
    def test_beside_tables_is_a_file_or_is_read(
        self, name: str, pipe: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Both are written after the tables."""
        monkeypatch.setattr(locks, "LONGEST", 0.3)
        pipe.rename(name)

        assert typed("export analysis a.db").code == 3


class TestSettings:
    @pytest.mark.parametrize("what", ["pipe", "folder", "device", "dangling"])
    def test_are_a_file(self, what: str, pipe: Path) -> None:
        """It was said that there is no register, and to begin one."""
        Path("depositary.toml").unlink()
        if what == "pipe":
            pipe.rename("depositary.toml")
        elif what == "folder":
            Path("depositary.toml").mkdir()
        else:
            Path("depositary.toml").symlink_to("/dev/zero" if what == "device" else "gone")

        for line in ("members", "doctor", "run-due"):
            said = typed(line)
            words = "a link that leads nowhere" if what == "dangling" else "no file"
            assert said.code == 3
            assert f"depositary.toml is {words}. Move it away" in said.out + said.err


class TestWithoutAnEnd:
    """The system shows its messages as a file, from which more comes for ever."""

    LOG = "/proc/kmsg"

    @pytest.mark.parametrize(
        "line", ["report annual 2026 --preface {}", "document check {}", "import {} --dry-run"]
    )
    def test_is_not_read(self, line: str, pipe: Path) -> None:
        """Who has no right to read them is told that instead."""
        said = typed(line.format(self.LOG))

        assert said.code in {2, 3}
        assert f"{self.LOG} " in said.err
        assert "unexpected" not in said.err.lower()
        assert pipe.exists()

    @pytest.mark.parametrize("content", [b"", b"<5>[ 0.1] Linux, version 6\n"])
    def test_is_told_of_what_began(
        self, content: bytes, pipe: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The messages since the system was started were read as a table of one row."""
        monkeypatch.setattr(reading, "stat", SimpleNamespace(S_ISREG=bool))
        with pipe.open("r+b", buffering=0) as log:
            log.write(content)
            said = typed("import pipe --dry-run")

        assert (said.code, said.out) == (2, "")
        assert "pipe has no end, so it cannot be read." in said.err

    @pytest.mark.parametrize("line", ["members", "doctor", "run-due"])
    def test_is_no_register(self, line: str, pipe: Path) -> None:
        """Every command waited for more of it."""
        said = typed(f"--store {self.LOG} {line}")

        assert said.code == 3
        assert f"{self.LOG} is no file; name the file of a register" in said.out + said.err
        assert pipe.exists()

    def test_does_not_keep_the_health_check(self, pipe: Path) -> None:
        """It looks for private keys in all files beside the register."""
        Path("messages").symlink_to(self.LOG)

        assert typed("doctor").code == 0
        assert pipe.exists()

    def test_is_known_when_nothing_comes(self) -> None:
        """Nothing yet is not the end of a file."""
        reading, writing = os.pipe()
        os.set_blocking(reading, False)
        with os.fdopen(reading, "rb") as file, os.fdopen(writing, "wb", 0) as more:
            more.write(b"ab")
            assert piece_of(file, 2) == b"ab"
            with pytest.raises(Malformed, match="has no end"):
                piece_of(file, 2)
            more.write(b"c")
            with pytest.raises(Malformed, match="has no end"):
                piece_of(file, 2)


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("line", ["text check {}", "document check {}"])
def test_a_disk_that_fails_is_told_with_the_file(line: str) -> None:
    """It was said of the output."""
    said = typed(line.format("/proc/self/mem"))

    assert said.code == 3
    assert said.err == "depositary: Input/output error: /proc/self/mem.\n"
