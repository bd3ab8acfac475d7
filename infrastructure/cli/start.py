"""Where the program starts: it loads nothing that takes long before a person can stop it."""

import sys


def main() -> None:
    """Load the command line, and run it."""
    begun = False
    try:
        from infrastructure.cli.interrupts import INTERRUPTS  # noqa: PLC0415  # it takes a moment

        with INTERRUPTS.leaving():
            from infrastructure.cli.main import main as run  # noqa: PLC0415  # it takes long
        with INTERRUPTS.raising():
            begun = True
            run()
    except KeyboardInterrupt:  # a command that has begun says it better itself
        from domain.words import worded  # noqa: PLC0415  # not before a person can stop it
        from infrastructure.cli.outcomes import NOTHING, PERHAPS  # noqa: PLC0415  # as above

        done = PERHAPS if begun else NOTHING
        sys.stderr.write(worded("\ndepositary: stopped; {done}\n", done=done))
        sys.exit(3)
