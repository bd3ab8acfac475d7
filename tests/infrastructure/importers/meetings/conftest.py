"""Sheets of meetings are imported by the command line."""

from tests.infrastructure.cli.conftest import done, folder, once

__all__ = ["done", "folder", "once"]
