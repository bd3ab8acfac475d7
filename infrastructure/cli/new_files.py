"""Workbooks that commands write for people to fill in, never over one that is there."""

from pathlib import Path

import click

from domain.errors import Malformed, Refused
from infrastructure.cli.output import write


def must_be_new(output: Path) -> None:
    """Refuse a place for a workbook where something is already, or that has another ending.

    Raises:
        Malformed: the name does not end with .xlsx.
        Refused: there is such a file; somebody may have filled it in.
    """
    if output.suffix.lower() != ".xlsx":
        raise Malformed(f"{output} would be a workbook, so its name must end with .xlsx.")
    if output.exists():
        raise Refused(f"{output} is there already and is not written over; choose another name.")


def write_new(output: Path, content: bytes, what: str) -> None:
    """Write a workbook, and say on stderr what it is."""
    write(output, content)
    click.echo(f"Wrote {what} to {output}.", err=True)
