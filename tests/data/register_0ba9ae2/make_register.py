"""Made the register beside it, once, with the commands of version 0ba9ae2; see README.md.

It was run in a copy of that version, in an empty folder: `python make_register.py REPOSITORY`.
It is kept as a record. It need not run on any later version.
"""

# ruff: noqa: INP001  # a record beside its data, no package
import os
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import xlsxwriter

BESIDE = Path(__file__).parent
sys.path.insert(0, sys.argv[1])


class Clock:
    """Shows the time that the list of acts says, and a second more after each act."""

    now = datetime(2026, 1, 5, tzinfo=UTC)

    def time(self) -> datetime:
        """Return the time."""
        return self.now

    def today(self) -> date:
        """Return the day."""
        return self.now.date()

    def microseconds(self) -> int:
        """Return the time as the store wants it."""
        return int(self.now.timestamp()) * 1_000_000


def set_the_clock(clock: Clock) -> None:
    """Let every part of that version ask this script for the time."""
    from infrastructure import bootstrap  # noqa: PLC0415  # its repository is known only now
    from infrastructure.store import sqlite_recorder  # noqa: PLC0415  # as above

    patch = pytest.MonkeyPatch()
    patch.setattr(bootstrap, "utc_now", clock.time)
    patch.setattr(bootstrap, "utc_today", clock.today)
    patch.setattr(sqlite_recorder, "system_clock", clock.microseconds)


PHRASE = "a passphrase for the exercise"
SETTINGS = """store = "register.db"
actor = "p-keeper"
taskforce = "EXT"

[checkpoints]
key = "../outside/log.key"
copies = "../outside/copies"
"""
LIST = (
    ("Country", "Text", "Signed", "Ratified", "In force", "Denounced"),
    ("Atlantis", "Charter", date(2005, 6, 1), date(2006, 6, 1), date(2006, 9, 1), None),
    ("Atlantis", "Letters", "03/10/2005", None, None, None),
    ("Erewhon", "Charter", date(2005, 6, 2), "2007-03", "2007-06", date(2013, 6, 1)),
    ("Zubrowka", "Charter", date(2005, 7, 1), None, None, date(2011, 1, 1)),
    ("Ruritania", "Charter", None, date(2006, 1, 9), date(2006, 4, 9), None),
    ("Grand Fenwick", "Charter", "2005", None, None, None),
    ("Grand Fenwick", "Letters", "unknown", date(2009, 4, 1), date(2009, 7, 1), None),
)
"""The spreadsheet of a partner: real days, days as text, coarse days and blanks."""


def write_the_list(name: str, in_force: date | None) -> None:
    """Write the spreadsheet of the partner, as it was at first, or with a blank filled."""
    with xlsxwriter.Workbook(name) as book:
        sheet = book.add_worksheet("Parties")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        rows = [
            *LIST,
            ("Ruritania", "Letters", date(2005, 11, 1), date(2006, 1, 9), in_force, None),
        ]
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value, day)
                elif value:
                    sheet.write_string(number, column, value)


def commands(clock: Clock) -> Iterator[tuple[str, str]]:
    """Yield each command with the name for its first entry; set the clock in between."""
    for line in (BESIDE / "acts.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("at "):
            clock.now = datetime.fromisoformat(line[3:]).replace(tzinfo=UTC)
        elif line and not line.startswith("#"):
            named = re.match(r"(\w+): (.*)", line)
            yield (named[1], named[2]) if named else ("", line)


def record(clock: Clock) -> None:
    """Type all commands, in the folder where we are."""
    from tests.infrastructure.cli.given import words  # noqa: PLC0415  # as above

    assert words("init", ".").code == 0
    Path("depositary.toml").write_text(SETTINGS, encoding="utf-8")
    entries: dict[str, str] = {}
    for name, line in commands(clock):
        said = words(*shlex.split(line.format(**entries)))
        clock.now += timedelta(seconds=1)
        if said.code:
            sys.exit(f"{line}\n{said}")
        if name:
            entries[name] = said.out.split()[0]


def main() -> None:
    """Make all, in `register` and `outside` of the folder where we are."""
    clock = Clock()
    set_the_clock(clock)
    os.environ["DEPOSITARY_PASSPHRASE"] = PHRASE
    made = shutil.ignore_patterns("register.*", "*.xlsx", "depositary.toml")
    shutil.copytree(BESIDE / "register", "register", ignore=made)
    Path("outside/kept").mkdir(parents=True)
    Path("outside/copies").mkdir()
    os.chdir("register")
    write_the_list("signed_before.xlsx", None)
    write_the_list("signed.xlsx", date(2006, 4, 9))
    record(clock)


if __name__ == "__main__":
    main()
