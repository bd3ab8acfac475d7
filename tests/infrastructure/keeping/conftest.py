"""The told register of the command line, from which everything is exported."""

from tests.infrastructure.cli.conftest import folder, register, told_once

__all__ = ["folder", "register", "told_once"]
