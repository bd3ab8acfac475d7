"""Files that commands write: whole or not at all, and never over the register."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from domain.errors import Refused
from infrastructure.bootstrap import (
    CONFIG,
    checkpoints_folder,
    contacts_path,
    ledger_path,
    published_folder,
    read_model_folder,
)
from infrastructure.cli.session import Session


def write(output: Path, content: str | bytes) -> None:
    """Write a file whole, so that whoever reads it meanwhile never reads half of it."""
    data = content.encode() if isinstance(content, str) else content
    with whole(output) as aside:
        aside.write_bytes(data)


def write_lines(output: Path, lines: Iterable[str]) -> int:
    """Write a file of lines whole, one line in memory at a time; return how many there were."""
    number = 0
    with whole(output) as aside, aside.open("w", encoding="utf-8", newline="") as file:
        for line in lines:
            file.write(f"{line}\n")
            number += 1
    return number


@contextmanager
def whole(output: Path) -> Iterator[Path]:
    """Give a place to write a file to, which takes its own place when it is complete."""
    target = output.resolve()
    if target.exists() and not target.is_file():  # a pipe or a device: there is nothing to replace
        yield target
        return
    try:
        with TemporaryDirectory(prefix=".depositary-", dir=target.parent) as made:
            aside = Path(made) / target.name
            yield aside
            aside.replace(target)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(output)) from error


def must_not_be_ours(session: Session, output: Path) -> None:
    """Refuse to write a file over the register itself, or over anything beside it.

    Raises:
        Refused: the file belongs to the register.
    """
    store, target = session.store.resolve(), output.resolve()
    kept = (store, contacts_path(store), ledger_path(store))
    ours = {f"{path}{end}" for path in kept for end in ("", "-wal", "-shm", "-journal")}
    folders = {read_model_folder(store), published_folder(store), checkpoints_folder(store)}
    inside = folders & {target, *target.parents}
    if str(target) in ours or inside or target.name == CONFIG:
        raise Refused(f"{output} belongs to the register; choose another file for the export.")
