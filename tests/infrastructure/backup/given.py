"""What the tests of keeping start from: an office with a key and all beside its register."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.infrastructure.cli.given import must

WORDS = "a passphrase for the exercise"
BACKUP = Path("../backups/monday")
NEW = Path("../anew/register.db")


def furnish() -> None:
    """Make everything that may lie beside the register in which we are, and keep a checkpoint."""
    must(
        "contacts add 'Ada Example' --email ada@example.org --member KEN --ref p-7kq2mzx4ab",
        "contacts add 'Bo Example' --ref p-bb4xx",
        "reminders stop p-bb4xx",
        "audit keygen ../log.key --name example.org/register",
        "audit policy ../log.key.vkey -o ../our.policy",
        "audit checkpoint --key ../log.key",
    )
    for file in ("register.published/MISSION/manifest.json", "our-looks/report.css"):
        Path(file).parent.mkdir(parents=True)
        Path(file).write_text(f"{file}\n", encoding="utf-8")
    with Path("depositary.toml").open("a", encoding="utf-8") as settings:
        settings.write('templates = "our-looks"\nauthority = "The secretariat"\n')


def settle() -> None:
    """Set the rest of the office up, so that nothing is wrong in it."""
    Path().chmod(0o700)
    Path("../elsewhere").mkdir()
    settings('[checkpoints]\nkey = "../log.key"\ncopies = "../elsewhere"')
    settings('[mail]\nfrom = "office@example.org"\nfolder = "../letters"')
    must("contacts add 'Cem Example' --ref p-tester", "members", "run-due")


def settings(text: str) -> None:
    """Add lines to the settings."""
    with Path("depositary.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n{text}\n")


def used_tables() -> Path:
    """Return the file of the tables that are in use here."""
    return Path("register.read") / Path("register.read/current").read_text("ascii").strip()


def inside(folder: Path) -> set[str]:
    """Return the name of every file in a folder, with those of its folders."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


@contextmanager
def smallest_files(most: int) -> Iterator[None]:
    """Let no file grow beyond a number of bytes, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
