"""Health check of who owns the files and folders of a register."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from pwd import getpwuid

from infrastructure.bootstrap import contacts_path, expunging_path, ledger_path
from infrastructure.doctor.deciding_places import deciding, folders_above
from infrastructure.doctor.finding import HealthFinding, Installation, problem
from infrastructure.files.store_path import BESIDE


def check_owners(installation: Installation) -> Iterator[HealthFinding]:
    """Find what belongs to another user than root and the one who looks.

    Of a folder that does, what is in it is not told, too. Where letters and copies go is left out:
    it may belong to a program for mail, or to an auditor.
    """
    ours, told = {0, os.geteuid()}, set[Path]()
    for path in dict.fromkeys(map(Path.absolute, _owned(installation))):
        others = owners_of(path) - ours
        if others and told.isdisjoint(path.parents):
            told.add(path)
            yield problem(
                "{path} belongs to another user ({owner}), who may change it whatever its "
                "permissions are.",
                "Work as the user of the register, or let root give it to that user: "
                "chown -h USER {path}",
                path=path,
                owner=_name(min(others)),
            )


def _owned(installation: Installation) -> Iterator[Path]:
    store, key = installation.store, installation.settings.checkpoints.key
    yield from folders_above(installation)
    yield from deciding(installation)
    yield from (contacts_path(store), ledger_path(store), expunging_path(store))
    yield from (store.with_name(f"{store.name}{end}") for end in BESIDE)
    yield from filter(None, [key])


def owners_of(path: Path) -> set[int]:
    """Return the numbers of the users to whom a place belongs: of a link, and where it leads."""
    found = set[int]()
    with suppress(OSError):  # nothing is there, or another check says what is wrong with it
        found.add(path.lstat().st_uid)
        found.add(path.stat().st_uid)
    return found


def _name(user: int) -> str:
    with suppress(KeyError):
        return getpwuid(user).pw_name
    return str(user)
