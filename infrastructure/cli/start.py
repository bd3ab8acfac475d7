"""Where the program starts: it loads nothing that takes long before a person can stop it."""

import sys

NOTHING = "nothing was recorded."
PERHAPS = "see whether it was recorded before, with: depositary log"


def main() -> None:
    """Load the command line, and run it."""
    done = NOTHING
    try:
        from infrastructure.cli.main import main as run  # noqa: PLC0415  # it takes long

        done = PERHAPS
        run()
    except KeyboardInterrupt:  # a command that has begun says it better itself
        sys.stderr.write(f"\ndepositary: stopped; {done}\n")
        sys.exit(3)
