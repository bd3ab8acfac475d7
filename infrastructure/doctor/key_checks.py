"""Health check of where private keys are."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from domain.errors import Malformed
from infrastructure.backup.copying import is_secret
from infrastructure.doctor.finding import HealthFinding, Installation, problem

SMALL, LONGEST_KEY = 100_000, 1_000
"""Bytes of a file that is looked into beside a register, and below: a key has a few hundred."""


def check_keys(installation: Installation) -> Iterator[HealthFinding]:
    """Check that no private key is in the folder of the register, or in one below it."""
    folder, own = installation.store.absolute().parent, f"{installation.store.stem}."
    # what belongs to the register is never opened: SQLite may have it
    beside = [path for path in sorted(folder.iterdir()) if not path.name.startswith(own)]
    for path in (*beside, *_below(beside)):
        most = SMALL if path.parent == folder else LONGEST_KEY
        with suppress(Malformed, OSError):  # what we may not read is no key that we could lose
            if path.is_file() and path.stat().st_size <= most and is_secret(path):
                yield problem(
                    "{path} is a private key: whoever can change the register can sign with it.",
                    "Move it elsewhere, with its .vkey and .signed, and name the new place.",
                    path=path,
                )


def _below(beside: list[Path]) -> Iterator[Path]:
    """Yield the files in folders, however deep; there may be many letters among them."""
    for folder in beside:
        for place, _, files in os.walk(folder):
            yield from (Path(place, name) for name in sorted(files))
