"""A backup is read, verified and signed, and nothing is ever recorded in it."""

from pathlib import Path

import pytest

from domain.errors import Refused
from infrastructure.bootstrap import EXPUNGER, open_log
from infrastructure.files.read_only import read_only_reason
from tests.infrastructure.backup.given import BACKUP, inside
from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.doctor.test_doctor import tree

LOG = BACKUP / "log.db"
RECORDING = (
    "member join LAP --name Laputa --on 2026-02-01",
    "member join LAP --name Laputa --on 2026-02-01 --dry-run",
    "taskforce establish EXT --name Another --nature exercise --on 2026-01-01",
    "audit rotate-key --key ../log.key --new ../log-2.key",
    "expunge @2 --reason court_order --authority 'High Court of Atlantis' --yes",
    "report publish status MISSION",
    "contacts add 'Ada Example'",
    "contacts erase p-7kq2mzx4ab --yes",
    "reminders stop p-7kq2mzx4ab",
    "reminders resume p-bb4xx",
    "run-due",
)
READING = (
    "members",
    "log",
    "query 'SELECT count(*) FROM event'",
    "rebuild",
    "export analysis ../tables.db",
    "audit verify --projections --policy ../our.policy --checkpoint ../backups/monday/checkpoints",
    "audit checkpoint --key ../log.key --output ../signed/1.checkpoint",
)


@pytest.fixture(autouse=True)
def another_key(backed_up: Path) -> None:
    assert backed_up.exists()
    must("audit keygen ../log-2.key --name example.org/register")


@pytest.mark.parametrize("line", RECORDING)
def test_is_not_recorded_in(line: str) -> None:
    """The key would sign what the true register never has, and then not the register again."""
    before = tree(BACKUP.parent)

    said = typed(f"--store {LOG} --actor p-tester {line}")

    assert said.code == 1, said
    assert said.out == ""
    assert said.err.startswith(f"depositary: {BACKUP.resolve()} is a backup, and nothing is")
    assert f"depositary restore {BACKUP.resolve()} --store NEW/register.db" in said.err
    assert tree(BACKUP.parent) == before


@pytest.mark.parametrize("line", READING)
def test_is_read_without_a_trace(line: str) -> None:
    """Its files are those that it says it has, and no more."""
    before = inside(BACKUP)

    said = typed(f"--store {LOG} {line}")

    assert said.code == 0, said
    assert inside(BACKUP) == before


def test_takes_nothing_beside_it() -> None:
    """A checkpoint that lies in a backup is in no backup."""
    said = typed(f"--store {LOG} audit checkpoint --key ../log.key")

    assert said.code == 2
    assert said.err == (
        "depositary: This is a backup, which stays as it is: say where to write, --output.\n"
    )


def test_lacks_no_tables() -> None:
    """Nobody makes any for it."""
    said = typed(f"--store {LOG} doctor")

    assert "The tables" not in said.out


def test_is_closed_below_the_commands_too() -> None:
    """A program that uses the register gets the same answer."""
    with open_log(LOG, recorder=EXPUNGER) as log:
        (record,) = log.read(0, 1)

        with pytest.raises(Refused, match="is a backup"):
            log.append([record], expect={})
        with pytest.raises(Refused, match="is a backup"):
            log.expunge(1, (b"", b""), record, {})


def test_the_register_itself_is_open(backed_up: Path) -> None:
    """It lies in a folder of its own."""
    assert read_only_reason(backed_up) == ""
    assert read_only_reason(LOG) != ""


def test_its_parts_are_found_by_their_names_there() -> None:
    """Its reports were called missing, though they lie beside the log."""
    said = typed(f"--store {LOG} audit verify --reports")

    assert "bring it back" not in said.out
