"""Files that commands write: whole or not at all, and never over the register; or the screen."""

import sys
from collections.abc import Iterable
from io import TextIOWrapper
from pathlib import Path

import click

from domain.errors import Malformed, Refused
from infrastructure.bootstrap import (
    CONFIG,
    checkpoints_folder,
    contacts_path,
    ledger_path,
    published_folder,
    read_model_folder,
)
from infrastructure.cli.session import Session
from infrastructure.files import whole


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


def put(content: bytes, *, binary: bool) -> None:
    """Print what was made, byte for byte; a terminal gets text only.

    Raises:
        Malformed: it is no text, and would only upset the terminal.
    """
    terminal = sys.stdout.isatty()
    if binary and terminal:
        raise Malformed("This form is no text for a screen: say where it goes, with --output FILE.")
    if isinstance(sys.stdout, TextIOWrapper) and not terminal:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        click.echo(content.decode(), nl=False)
