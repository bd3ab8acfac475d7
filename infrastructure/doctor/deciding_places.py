"""Files and folders that decide what is recorded or goes out, and the folders above them."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from infrastructure.audit.proofs.keys import last_checkpoint_of, public_of
from infrastructure.bootstrap import (
    checkpoints_folder,
    contacts_path,
    ledger_path,
    published_folder,
    read_model_folder,
)
from infrastructure.doctor.finding import Installation
from infrastructure.files.folders import may

_LINKS = 40
"""At most so many ways to a file are gone, as systems go through so many links."""


def deciding(installation: Installation) -> Iterator[Path]:
    """Yield what decides what is recorded or goes out, and the folders in which that stands."""
    store, settings = installation.store.absolute(), installation.settings
    key, looks = settings.checkpoints.key, settings.templates
    yield from (store.parent, store)
    yield from filter(None, [settings.config])
    yield from (key.absolute().parent, last_checkpoint_of(key), public_of(key)) if key else ()
    ours = (read_model_folder, checkpoints_folder, published_folder)
    for folder in filter(None, (looks, *(each(store) for each in ours))):
        yield from (folder, *sorted(folder.rglob("*")))


def folders_above(installation: Installation) -> list[Path]:
    """Return the folders above all that decides or goes out, as named and where links lead.

    The outermost come first. That of the register itself is none of them.
    """
    store, settings = installation.store.absolute(), installation.settings
    ours = (contacts_path, ledger_path, read_model_folder, checkpoints_folder, published_folder)
    named = [store, settings.config, settings.checkpoints.key, settings.templates]
    named += [settings.mail.folder, settings.checkpoints.copies, *(each(store) for each in ours)]
    above = {each for path in filter(None, named) for way in _ways(path) for each in way.parents}
    return sorted(each for each in above - {store.parent} if may(each, os.F_OK))


def _ways(path: Path) -> Iterator[Path]:
    """Yield a path as it is named, as its links name it one after the other, and as it is."""
    seen, left = set[Path](), [path.absolute(), Path(os.path.realpath(path))]
    while left and len(seen) < _LINKS:
        way = left.pop()
        if way not in seen:
            seen.add(way)
            yield way
            for each in (way, *way.parents):
                with suppress(OSError):  # it is no link, or nobody may look
                    left.append(each.parent / each.readlink() / way.relative_to(each))
