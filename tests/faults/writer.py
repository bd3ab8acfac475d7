"""A process that records one task after another, by the command that people type."""

import os
import sys

from infrastructure.cli.main import run


def write(folder: str, name: str, number: int) -> int:
    """Record `number` tasks under a name; the receipts on stdout say what is on record."""
    os.chdir(folder)
    for each in range(number):
        words = ("taskforce", "task", f"{name}-{each}", f"Do task {each} of {name}.")
        if code := run(words):
            return code
    return 0


if __name__ == "__main__":
    sys.exit(write(sys.argv[1], sys.argv[2], int(sys.argv[3])))
