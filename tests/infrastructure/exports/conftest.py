"""The told register of the command line, from which everything is exported."""

from tests.infrastructure.cli.conftest import done, folder, once, register, told_once

__all__ = ["done", "folder", "once", "register", "told_once"]
