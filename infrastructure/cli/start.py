"""Where the program starts: it loads nothing that takes long before a person can stop it."""

import sys

from domain.words import worded
from infrastructure.cli.stopping import NOTHING, PERHAPS


def main() -> None:
    """Load the command line, and run it."""
    done = NOTHING
    try:
        from infrastructure.cli.main import main as run  # noqa: PLC0415  # it takes long

        done = PERHAPS
        run()
    except KeyboardInterrupt:  # a command that has begun says it better itself
        sys.stderr.write(worded("\ndepositary: stopped; {done}\n", done=done))
        sys.exit(3)
