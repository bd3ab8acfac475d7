"""The told register of the command line, from which everything is exported."""

from tests.infrastructure.cli.conftest import deeds, folder, once, register, told_once

__all__ = ["deeds", "folder", "once", "register", "told_once"]
