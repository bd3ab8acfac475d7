"""Prints on stderr what is said while a command is at work, such as what it waits for."""

import logging

import click

from infrastructure.files.locks import LOG


class _OnStderr(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        click.echo(f"depositary: {record.getMessage()}", err=True)


def tell_on_stderr() -> None:
    """Print warnings of this program as commands print what went wrong."""
    if not any(isinstance(each, _OnStderr) for each in LOG.handlers):
        LOG.addHandler(_OnStderr())
