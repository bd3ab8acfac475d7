"""What nobody foresaw ends in one sentence and exit code 3, never in a traceback or a finding."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from infrastructure.cli import open_register
from tests.infrastructure.cli.given import must, typed, words
from tests.often import every, slowly

DEPOSITARY = str(Path(sys.executable).with_name("depositary"))
SAID = "Ada Example said so"
SETTINGS = (
    *("store", "actor", "taskforce", "templates", "authority"),
    *("[checkpoints] key", "[checkpoints] copies"),
    *("[mail] from", "[mail] folder", "[mail] host", "[mail] port", "[mail] security"),
    "[mail] user",
)


def shell(line: str, unbuffered: str = "") -> subprocess.CompletedProcess[str]:
    """Type a line in a shell, where an output can be closed, full, or read by nobody."""
    command = f"set -o pipefail; {line.replace('depositary', DEPOSITARY)}"
    return subprocess.run(
        ["bash", "-c", command],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
    )


def tampered(store: Path) -> None:
    """Cut a byte out of the log, so that there is a finding."""
    data = store.read_bytes()
    assert b"Mission statement" in data
    store.write_bytes(data.replace(b"Mission statement", b"Mission Statement"))


class TestMistake:
    @pytest.fixture(autouse=True)
    def broken(self, register: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """Return a register, with a mistake in the program."""

        def members(*_: object, **__: object) -> None:
            raise KeyError(SAID)

        monkeypatch.setattr(open_register, "pieces", members)
        return register

    def test_is_one_sentence_with_how_to_report_it(self) -> None:
        """A report must reach those who can correct it, and no name of a person with it."""
        said = typed("members")

        assert (said.code, said.out) == (3, "")
        assert said.err.startswith(
            "depositary: An unexpected error stopped the command (KeyError at "
        )
        assert "infrastructure/cli/" in said.err
        assert "leave out names of persons and recorded texts.\n" in said.err
        assert said.err.count("\n") == 1
        assert SAID not in said.err

    def test_too_little_memory_is_no_mistake(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Nobody is asked to report it."""

        def members(*_: object, **__: object) -> None:
            raise MemoryError

        monkeypatch.setattr(open_register, "pieces", members)

        said = typed("members")

        assert said.code == 3
        assert said.err == "depositary: There is not enough memory here for that.\n"

    @pytest.mark.parametrize("line", ["--debug members", "members --debug"])
    def test_shows_where_it_arose_when_asked(self, line: str) -> None:
        """Whoever corrects it needs the whole way there."""
        said = typed(line)

        assert said.code == 3
        assert said.err.startswith("Traceback ")
        assert said.err.splitlines()[-1].startswith(
            "depositary: An unexpected error stopped the command"
        )


@pytest.mark.usefixtures("register")
class TestNamedCauses:
    @pytest.mark.parametrize("line", ["doctor", "contacts add Ada", "audit verify", "members"])
    def test_the_root_of_all_folders_is_no_register(self, line: str) -> None:
        """Nothing can have its place beside it."""
        said = typed(f"{line} --store /")

        assert said.code == 3
        assert "/ is no file; name the file of a register with --store" in said.out + said.err
        assert "unexpected error" not in said.err

    @pytest.mark.parametrize("line", ["doctor", "contacts add Ada", "audit verify", "members"])
    def test_a_pipe_is_no_register(self, line: str, register: Path) -> None:
        """From a pipe there may never come anything, and the command would wait for ever."""
        os.mkfifo(register.parent / "pipe")

        said = typed(f"{line} --store pipe")

        assert said.code == 3
        assert "pipe is no file; name the file of a register" in said.out + said.err

    @pytest.mark.parametrize("sign", ["\\u0000", "\\u001b", "\\u0085"])
    @pytest.mark.parametrize("setting", SETTINGS)
    def test_a_setting_holds_readable_text(self, setting: str, sign: str) -> None:
        """No path and no name has such a sign, and no program takes it."""
        table, _, key = setting.rpartition(" ")
        Path("depositary.toml").write_text(f'{table}\n{key} = "a{sign}b"\n', encoding="utf-8")

        said = typed("run-due")

        assert (said.code, said.out) == (2, "")
        assert said.err.startswith(f"depositary: Expected readable text as {setting} in depositary")

    def test_a_key_in_the_root_is_a_key_that_is_not_there(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A variable that a script left empty makes a path of what follows it."""
        monkeypatch.setenv("DEPOSITARY_KEY", "/")

        monkeypatch.setenv("DEPOSITARY_PASSPHRASE", "a passphrase for the exercise")

        for line in ("run-due", "doctor", "audit checkpoint"):
            said = typed(line)
            assert said.code in {1, 2, 3}, said
            assert "unexpected error" not in said.err

    @pytest.mark.parametrize("depth", [800, *slowly(5000)])
    def test_a_policy_may_be_nested_as_deep_as_it_likes(
        self, depth: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A limit of the program's own is no finding about the log."""
        monkeypatch.setenv("DEPOSITARY_PASSPHRASE", "a passphrase for the exercise")
        must(
            "audit keygen ../log.key --name example.org/register",
            "audit keygen ../w.key --name atlantis.example/w --kind witness",
            "audit checkpoint --key ../log.key --output ../one.checkpoint",
            "audit policy ../log.key.vkey --witness W ../w.key.vkey -o ../our.policy",
            "audit witness ../one.checkpoint --key ../w.key --policy ../our.policy "
            "--output ../two.checkpoint",
        )
        *lines, _ = Path("../our.policy").read_text(encoding="utf-8").splitlines()
        lines += ["group g0 all witnesses"]
        lines += [f"group g{n} all g{n - 1}" for n in range(1, depth)]
        deep = "\n".join([*lines, f"quorum g{depth - 1}"])
        Path("../deep.policy").write_text(f"{deep}\n", encoding="utf-8")

        unsigned = typed("audit verify --checkpoint ../one.checkpoint --policy ../deep.policy")
        signed = typed("audit verify --checkpoint ../two.checkpoint --policy ../deep.policy")

        assert (unsigned.code, signed.code) == (1, 0)
        assert "witness" in unsigned.out


@pytest.mark.slow
@pytest.mark.usefixtures("register")
class TestOutputs:
    """A verdict is in the exit code, whatever becomes of what is printed."""

    @pytest.mark.parametrize(
        ("rest", "code"),
        [("| true", 4), (">&-", 4), ("> /dev/full", 3), *slowly(("", 4), ("2>&1 | true", 4))],
    )
    def test_a_sound_log_is_no_finding(self, rest: str, code: int) -> None:
        """Exit code 1 is taken for proof that somebody changed the log."""
        for unbuffered in ("", "1")[:: every(2) if rest == ">&-" else 1]:
            done = shell(f"depositary audit verify {rest}", unbuffered)

            assert (done.returncode, "Traceback" in done.stderr) == (code, False)

    @pytest.mark.parametrize("rest", ["| true", ">&-", *slowly("", "| head -c1 >/dev/null")])
    def test_a_finding_is_one_where_nobody_reads(self, rest: str, register: Path) -> None:
        """It was 0 where the reader had gone: all is well."""
        tampered(register)

        assert shell(f"depositary audit verify {rest}").returncode == 1

    @pytest.mark.parametrize("rest", ["2>/dev/full", "2>&-", *slowly("2> >(true)")])
    @pytest.mark.parametrize(("line", "code"), [("members --store nowhere.db", 3), ("mambers", 2)])
    def test_a_sentence_that_cannot_be_said_changes_no_code(
        self, line: str, code: int, rest: str
    ) -> None:
        """The exit code of what failed is that of its error; that of a usage error was 1."""
        done = shell(f"depositary {line} {rest}")

        assert (done.returncode, done.stdout) == (code, "")

    @pytest.mark.parametrize(
        "line", ["export calendar", "schema events", *slowly("report status MISSION")]
    )
    def test_data_that_nobody_takes_is_no_mistake(self, line: str) -> None:
        """A closed output takes nothing."""
        done = shell(f"depositary {line} >&-")

        assert (done.returncode, done.stderr) == (0, "")


def test_a_stopped_command_is_unfinished(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever stops a verification has proved nothing."""

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(open_register, "pieces", stop)

    assert words("members").code == 3
    assert register.exists()
