"""The entry point of the program, which handles Ctrl-C while modules load."""

import sys

from domain.words import worded
from infrastructure.cli.interruption import NOTHING, PERHAPS


def main() -> None:
    """Load the command line, and run it."""
    done = NOTHING
    try:
        from infrastructure.cli.main import main as run  # noqa: PLC0415  # it takes long

        done = PERHAPS
        run()
    except KeyboardInterrupt:  # one during a command is handled by `run`
        sys.stderr.write("\n{}\n".format(worded("depositary: stopped; {done}", done=done)))
        sys.exit(3)
