"""What the tests of expunging at the command line start from: a claim that must not be there."""

from pathlib import Path

from tests.infrastructure.cli.given import must

CANARY = "Mudskipper"
WHY = "--reason child_protection --authority 'Ombudsman of Utopia'"


def enter() -> None:
    """Enter a claim, as @13, that must never have been entered, and let the tables know it."""
    must(
        f"taskforce claim founders '{CANARY} said so.' --source 'Letter of {CANARY}' --note 'Yes.'",
        f"search {CANARY}",
    )


def bytes_of(store: Path) -> bytes:
    """Return all bytes of all files in the register's folder."""
    files = sorted(file for file in store.parent.rglob("*") if file.is_file())
    return b"".join(file.read_bytes() for file in files)
