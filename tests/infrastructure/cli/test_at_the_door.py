"""What the door itself must get right: wordings, audiences, bodies, and readers that are gone."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.infrastructure.cli.given import events, must, typed
from tests.often import slowly

pytestmark = pytest.mark.usefixtures("register")

JOIN = "member join ERE --name Erewhon --on 2022"


class TestWording:
    def test_keeps_whole_items_and_the_preamble(self, folder: Path) -> None:
        """What stands in a second paragraph of an item is part of the promise."""
        text = "We, the members,\n\n1. Promise this.\n\nAnd that.\n\n2. And more.\n"
        (folder / "long.md").write_text(text, encoding="utf-8")
        must("text adopt long.md --reference LONG --title Long --on 2022")

        rows = json.loads(typed("history LONG --format json").out)["rows"]

        contents = [row["content"] for row in rows]
        assert contents[0]["preamble"] == "We, the members,"
        assert [each["text"] for each in contents[1:]] == ["Promise this. And that.", "And more."]

    def test_binds_the_wording_of_a_treaty(self, folder: Path) -> None:
        """The title alone would bind nobody to anything."""
        (folder / "treaty.txt").write_text("1. The parties agree.\n", encoding="utf-8")
        (folder / "huge.txt").write_text("x" * 50_001, encoding="utf-8")
        must("text adopt treaty.txt --reference TR --title T --legal-nature treaty --on 2022")
        must("text adopt huge.txt --reference HUGE --title Huge --on 2022 --as-one-commitment")

        told = [json.loads(typed(f"history {r} --format json").out) for r in ("TR", "HUGE")]

        assert [each["rows"][1]["content"]["text"] for each in told] == [
            "1. The parties agree.",
            "Huge",
        ]

    def test_says_when_a_day_is_to_come(self) -> None:
        """Most days in the future are slips of the pen."""
        said = typed("member join LAP --name Laputa --on 2199-01-01")

        assert said.code == 0
        assert said.err == "Note: 2199-01-01 is in the future.\n"
        assert typed("meeting convene M-9 inaugural --on 2199-01-01").code == 0
        assert "2199-01-01 inaugural, to come" in typed("").out

    def test_says_so_of_rows_too(self, folder: Path) -> None:
        """A wrong year in a spreadsheet is a slip as well; of many days the first are told."""
        days = [f"L{number:02},{2100 + number}-01-01" for number in range(14)]
        rows = "\n".join(f"join,Laputa {day.partition(',')[0]},{day}" for day in days)
        (folder / "in.csv").write_text(f"act,name,member,on\n{rows}\n", encoding="utf-8")

        said = typed("import in.csv")

        assert said.code == 0, said
        told = ", ".join(f"{2100 + number}-01-01" for number in range(12))
        assert f"Note: {told}, … is in the future.\n" in said.err


class TestPublic:
    def test_is_told_what_was_recorded_and_not_by_whom(self, register: Path) -> None:
        """Nor does a reason become public with the entry that it hid."""
        must(f"{JOIN} --visibility public")
        position = len(events(register))
        must(f"show-to {position} secretariat --reason 'They asked us to.'")
        must(f"show-to @{position} public")

        said = typed("history ERE --audience public --format json")

        rows = json.loads(said.out)["rows"]
        assert "They asked us to" not in said.out
        assert [row["actor"] for row in rows] == [None]
        assert "They asked us to" in typed("history ERE --audience secretariat").out


class TestBody:
    def test_is_the_one_that_is_named(self, register: Path) -> None:
        """An entry of another body is not touched by a slip of the finger."""
        assert "There is no taskforce 'NOSUCH'" in typed("--taskforce NOSUCH members").err
        must("init other --code OTH --name Other --nature exercise")
        before = events(register)
        must("taskforce establish SEC --name Second --nature exercise --on 2022")

        said = typed("--taskforce SEC retract @2 --reason x")

        assert said.code == 1
        assert "@2 member.joined of KEN on 2022-06 is an entry of GTF, not of SEC." in said.err
        assert len(events(register)) == len(before) + 1
        assert typed("--taskforce SEC correct @13 short_name=Two").code == 0

    @pytest.mark.parametrize(
        "line", ["correct @13 short_name=Two", "show-to @13 public", "retract @13 --reason x"]
    )
    def test_of_an_entry_must_be_meant(
        self, register: Path, line: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A position is easily mistaken, and then something else of another body is changed."""
        must("taskforce establish SEC --name Second --nature exercise --on 2022")
        before = events(register)

        unsaid = typed(line)
        monkeypatch.setenv("DEPOSITARY_TASKFORCE", "GTF")
        said = typed(line)

        assert "Say which body is meant, with --taskforce" in unsaid.err
        assert (unsaid.code, said.code, said.out) == (1, 1, "")
        assert said.err == (
            "depositary: @13 taskforce.established on 2022 is an entry of SEC, not of GTF. If you "
            "mean it, name its body before the command: depositary --taskforce SEC\n"
        )
        assert events(register) == before
        assert typed(f"--taskforce SEC {line}").code == 0

    def test_takes_each_value_once(self) -> None:
        """Of two days for one field, neither is meant for certain."""
        said = typed("correct @2 on=2026 on=2025")

        assert (said.code, "given twice" in said.err) == (2, True)


class TestNobodyReads:
    @pytest.mark.slow
    @pytest.mark.parametrize("rest", ["> /dev/full", *slowly("| true")])
    def test_a_receipt_that_is_not_read_denies_nothing(self, register: Path, rest: str) -> None:
        """The exit code tells what was recorded, not who looked at it."""
        command = Path(sys.executable).with_name("depositary")
        line = f"set -o pipefail; {command} {JOIN} {rest}"

        done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)

        assert (done.returncode, "Traceback" in done.stderr) == (0, False)
        assert len(events(register)) == 13

    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("line", "done"),
        [
            ("import more.csv", "Recorded; not printed"),
            ("contacts add 'Ada Example'", "Kept as p-"),
            ("audit keygen ../log.key --name example.org/ours", "Wrote ../log.key; not printed"),
        ],
    )
    def test_what_is_done_is_told_where_it_cannot_be_printed(
        self, register: Path, line: str, done: str
    ) -> None:
        """Who reads that it failed would type it again."""
        (register.parent / "more.csv").write_text(
            "act,member,name,on\njoin,NAR,Narnia,2026-01-10\n", encoding="utf-8"
        )
        command = Path(sys.executable).with_name("depositary")
        env = {**os.environ, "DEPOSITARY_PASSPHRASE": "correct horse battery"}

        said = subprocess.run(
            ["bash", "-c", f"{command} {line} > /dev/full"],
            capture_output=True,
            text=True,
            check=False,
            env=env,
        )

        assert (said.returncode, done in said.stderr) == (0, True)

    @pytest.mark.slow
    def test_a_terminal_without_the_letters_stops_nothing(self, register: Path) -> None:
        """Names have letters that an old terminal has not."""
        command = str(Path(sys.executable).with_name("depositary"))
        line = [command, "member", "join", "CES", "--name", "\u010cesko", "--on", "2022"]
        old = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}

        done = subprocess.run(line, capture_output=True, check=False, env=old)

        assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
        assert len(events(register)) == 13

    @pytest.mark.slow
    def test_a_closed_input_answers_nothing(self) -> None:
        """Whoever cannot be asked has not agreed."""
        must("contacts add 'Ada Example' --ref p-7kq2mzx4ab")
        command = Path(sys.executable).with_name("depositary")
        line = f"{command} contacts erase p-7kq2mzx4ab <&-"

        done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)

        assert (done.returncode, "Traceback" in done.stderr) == (3, False)
        assert "p-7kq2mzx4ab" in typed("contacts list").out
