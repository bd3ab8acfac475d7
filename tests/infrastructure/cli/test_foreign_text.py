"""Text from files, folders, the environment and other people controls no terminal."""

import csv
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import unicodedata
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrastructure.audit.proofs.keys import SECRET
from infrastructure.cli import open_register
from infrastructure.files.terminal_text import escape_controls
from tests.infrastructure.cli.given import Said, must, typed, words
from tests.often import every

ODD = (
    *("\x1b[8m", "\x1b]0;x\x07", "\x9b31m", "\x08\x08", "\x7f", "\r", "\x85"),
    *("\u202e", "\u2066", "\u2069", "\u2028", "\u2029", "\u200b", "\u2060", "\ufeff", "\xad"),
)
LINE = "\nFaked."
HIDING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b\u2028-\u202e\u2060-\u206f\ufeff]")
READABLE = (
    "Česko, Ελλάδα, Россия",
    "\u0627\u0644\u0643\u0648\u064a\u062a",  # in Arabic
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # in Persian, with a joiner
    "\u0e44\u0e17\u0e22 \u4e2d\u56fd \ud55c\uad6d",
    "a\tb",
    "\\x1b",
)


def must_hide_nothing(said: Said) -> None:
    """Require that a terminal shows all that was printed, and each line as one of ours."""
    assert not HIDING.search(said.out + said.err), said
    assert LINE not in said.out + said.err, said


@pytest.mark.parametrize("text", READABLE)
def test_other_scripts_stay_readable(text: str) -> None:
    """Names are in all the scripts of the world."""
    assert escape_controls(text) == text


@pytest.mark.parametrize("text", ["a\u200db", "a\u200fb", "\u200db", "a\u200d\u200db", "\udcff"])
def test_what_no_script_needs_there_is_shown(text: str) -> None:
    """Two references that look the same must not be two."""
    assert escape_controls(text) != text
    assert escape_controls(text).isascii()


@given(st.text())
def test_nothing_is_hidden_and_all_on_one_line(text: str) -> None:
    """A line that a name makes up looks like one of the program's."""
    shown = escape_controls(text)

    assert len(shown.splitlines()) <= 1
    assert {unicodedata.category(letter) for letter in shown} & {"Cs", "Zl", "Zp"} == set()
    assert not HIDING.search(shown)
    assert escape_controls(shown) == shown


@pytest.mark.parametrize("sign", [*ODD[:: every(8)], LINE])
class TestDoor:
    """The same for every way by which a text comes in."""

    @pytest.fixture(autouse=True)
    def office(self, register: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """Return a register whose key can be opened."""
        monkeypatch.setenv("DEPOSITARY_PASSPHRASE", "a passphrase for the exercise")
        return register

    @pytest.mark.slow
    def test_names_of_folders_and_files(self, sign: str, office: Path) -> None:
        """Whoever sends a file has chosen its name."""
        place = office.parent / f"a{sign}b"
        place.mkdir()
        (place / "x.csv").write_text("act,member\njoin,NO ONE\n", encoding="utf-8")
        shutil.copy("mission.md", place / f"m{sign}.md")
        lines = (
            ("import", f"{place}/x.csv"),
            ("import", f"{place}/none.csv"),
            ("text", "check", f"{place}/m{sign}.md"),
            ("document", "check", f"{place}/m{sign}.md"),
            ("export", "--output", f"{place}/out.csv"),
            ("report", "status", "MISSION", "--output", f"{place}/out.md"),
            ("report", "status", "MISSION", "--output", f"{place}/none/out.md"),
            ("backup", f"{place}/copy"),
            ("doctor", "--store", f"{place}/copy/log.db"),
            ("members", "--store", f"{place}/none.db"),
            ("--store", f"{place}/copy/log.db"),
            ("init", f"{place}/new"),
            ("audit", "keygen", f"../k{sign}.key", "--name", "example.org/register"),
            ("audit", "policy", f"../k{sign}.key.vkey", "-o", f"{place}/our.policy"),
            (
                "audit",
                "checkpoint",
                "--key",
                f"../k{sign}.key",
                "--output",
                f"{place}/1.checkpoint",
            ),
            ("audit", "verify", "--checkpoint", f"{place}", "--policy", f"{place}/our.policy"),
            ("audit", "verify", "--checkpoint", f"{place}/none", "--policy", f"{place}/our.policy"),
            ("audit", "checkpoint", "--key", f"{place}/none"),
        )

        for line in lines:
            said = words(*line)
            must_hide_nothing(said)
            assert "unexpected error" not in said.err, (line, said)

    def test_names_in_what_is_typed(self, sign: str) -> None:
        """A command is copied from a letter, with all that is in it."""
        text = f"a{sign}b"
        lines = (
            ("status", text),
            ("status", "MISSION", "--on", text),
            ("members", "--format", text),
            (text,),
            ("members", f"--{text}"),
            ("member", "join", text, "--name", "Lilliput", "--on", "2023"),
            ("member", "join", "LIL", "--name", text, "--on", "2023"),
            ("contacts", "add", text, "--ref", "p-lil", "--office", "Office"),
            ("contacts", "list"),
            ("audit", "keygen", "../log.key", "--name", text),
            ("search", text),
        )

        for line in lines:
            must_hide_nothing(words(*line))

    def test_settings(self, sign: str) -> None:
        """They come from whoever set up the folder."""
        text = json.dumps(f"a{sign}b")
        for setting in ("actor", "taskforce", "templates", "[mail]\nhost", "[mail]\nfrom", "x"):
            Path("depositary.toml").write_text(f"{setting} = {text}\n", encoding="utf-8")
            for line in ("members --store register.db", "doctor --store register.db", "run-due"):
                must_hide_nothing(typed(line))

    def test_key_names_of_a_checkpoint_from_elsewhere(self, sign: str) -> None:
        """A note is written by whoever sends it."""
        must("audit keygen ../log.key --name example.org/register")
        must("audit checkpoint --key ../log.key --output ../1.checkpoint")
        must("audit policy ../log.key.vkey -o our.policy")
        note = Path("../1.checkpoint").read_text(encoding="utf-8")
        for old in ("example.org/register", "\u2014 example.org/register"):
            changed = note.replace(old, f"{old}{sign}")
            Path("other.checkpoint").write_text(changed, encoding="utf-8", newline="")
            must_hide_nothing(
                typed("audit verify --checkpoint other.checkpoint --policy our.policy")
            )
        vkey = Path("../log.key.vkey").read_text(encoding="utf-8")
        Path("odd.policy").write_text(f"log a{sign}{vkey}\nquorum none\n", encoding="utf-8")
        must_hide_nothing(typed("audit verify --checkpoint ../1.checkpoint --policy odd.policy"))

    def test_what_an_older_program_let_in(self, sign: str) -> None:
        """The tables show what is recorded, which may be older than a rule."""
        line = f"query \"SELECT 'a' || x'{sign.encode().hex()}' || 'b' AS name\""

        must_hide_nothing(typed(line))
        must_hide_nothing(typed(f"{line} --audience"))

    def test_data_stays_as_it_is(self, sign: str) -> None:
        """A program that reads it must get what is recorded, byte for byte."""
        text = f"a{sign}b"
        line = f"query \"SELECT CAST(x'{text.encode().hex()}' AS TEXT) AS name\" --format"

        (row,) = json.loads(typed(f"{line} json").out)["rows"]
        (cells,) = csv.DictReader(StringIO(typed(f"{line} csv").out, newline=""))

        assert row["name"] == cells["name"] == text


@pytest.mark.slow
def test_a_terminal_is_spared_the_letters_of_data(register: Path) -> None:
    """What is printed without an output named goes to the screen, also as CSV."""
    name = "a\u202eb\x9b31m"
    line = [
        str(Path(sys.executable).with_name("depositary")),
        "query",
        f"SELECT CAST(x'{name.encode().hex()}' AS TEXT) AS name",
        "--format",
        "csv",
    ]
    script = "import pty, sys; sys.exit(pty.spawn(sys.argv[1:]))"

    done = subprocess.run(
        [sys.executable, "-c", script, *line],
        capture_output=True,
        check=False,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONUTF8": "1"},
    )

    assert b"a\\u202eb\\x9b31m" in done.stdout
    assert register.exists()


def test_contacts_of_old_are_shown(register: Path) -> None:
    """A name was typed by whoever had it, maybe into an older program."""
    must("contacts add 'Ada Example' --ref p-x7qmzb3a")
    with closing(sqlite3.connect(register.with_suffix(".contacts"))) as db:
        db.execute("UPDATE contact SET name = 'Ada\u202eelpmaxE'")
        db.commit()

    assert "Ada\\u202eelpmaxE" in typed("contacts list").out


def test_a_name_that_is_no_text_stops_nothing(register: Path) -> None:
    """A disk may have been written by a system with another code for letters."""
    odd = register.parent / os.fsdecode(b"k\xff.key")
    odd.write_text(SECRET.decode(), encoding="ascii")

    told = json.loads(typed("doctor --format json").out)

    assert any("k\udcff.key is a private key" in each["sentence"] for each in told["to_do"])


@pytest.mark.slow
def test_a_folder_whose_name_is_no_text_takes_tables(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is exported there is as complete as anywhere."""
    odd = register.parent / os.fsdecode(b"f\xff")
    odd.mkdir()
    monkeypatch.chdir(odd)

    must("export analysis a.db", "export datapackage package")

    with closing(sqlite3.connect("a.db")) as db:
        assert db.execute("SELECT count(*) FROM event").fetchone() == (12,)
    assert Path("package/datapackage.json").is_file()


def test_where_an_error_arose_is_shown_as_all_else(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever looks for a cause sees what the program read, and is not led astray by it."""

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("odd \x1b[8m text")

    monkeypatch.setattr(open_register, "pieces", fail)

    said = typed("--debug members")

    assert "RuntimeError: odd \\x1b[8m text" in said.err
    assert "Traceback" in said.err
    assert "\x1b" not in said.err
    assert register.exists()
