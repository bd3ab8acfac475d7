"""The entry point of the program, which handles Ctrl-C while modules load."""

import os
import sys

from domain.words import worded
from infrastructure.cli.interruption import NOTHING, PERHAPS


def main() -> None:
    """Load the command line, and run it."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # 10 ms, and none is asked for
    done = NOTHING
    try:
        from infrastructure.cli.main import main as run  # noqa: PLC0415  # it takes long

        done = PERHAPS
        run()
    except KeyboardInterrupt:  # one during a command is handled by `run`
        sys.stderr.write(worded("\ndepositary: stopped; {done}\n", done=done))
        sys.exit(3)
