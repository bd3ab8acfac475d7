"""What the tests of expunging at the command line start from: a claim that must not be there."""

from pathlib import Path

from application.context import Context
from application.entries import log_acts
from domain.events.log import ReportPublished
from infrastructure.bootstrap import open_register
from tests.infrastructure.cli.given import must, tell

CANARY = "Mudskipper"
WHY = "--reason child_protection --authority 'Ombudsman of Utopia'"


def tell_and_enter() -> None:
    """Tell a register, enter a claim in it that must not be there, as @13, and make its tables."""
    tell()
    must(
        f"taskforce claim founders '{CANARY} said so.' --source 'Letter of {CANARY}' --note 'Yes.'",
        f"search {CANARY}",
    )


def bytes_of(store: Path) -> bytes:
    """Return all bytes of all files in the register's folder."""
    files = sorted(file for file in store.parent.rglob("*") if file.is_file())
    return b"".join(file.read_bytes() for file in files)


def publish(store: Path) -> None:
    """Record that a report was published, without one."""
    event = ReportPublished(
        report="CHANGES-1", manifest_sha256="a" * 64, content_sha256="b" * 64, size=13
    )
    with open_register(store) as register:
        register.record(lambda r: log_acts.record(r, event), Context(actor="p-keeper"))
