"""Where the program starts: it loads nothing that takes long before a person can stop it."""

import sys


def main() -> None:
    """Load the command line, and run it."""
    try:
        from infrastructure.cli.main import main as run  # noqa: PLC0415  # it takes long
    except KeyboardInterrupt:
        sys.stderr.write("\ndepositary: stopped; nothing was recorded.\n")
        sys.exit(3)
    run()
