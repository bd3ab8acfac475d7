"""Find and read `depositary.toml`; light to load."""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from errno import ENOENT, ENOTDIR
from os.path import lexists, realpath
from pathlib import Path
from types import MappingProxyType

from domain.errors import Malformed, Refused, Unavailable
from domain.words import worded
from infrastructure.files.backup_marker import TEMPLATES
from infrastructure.files.read_only import read_only_reason
from infrastructure.files.reading import read_text
from infrastructure.files.store_path import must_fit, why_no_file

CONFIG = "depositary.toml"
TABLES: Mapping[str, Sequence[str]] = MappingProxyType(
    {"mail": (), "checkpoints": ("key", "copies"), "languages": ()}
)
"""The tables of the file, and those of their keys that no part of the program names itself."""
KEYS = frozenset(
    {"store", "actor", "taskforce", "templates", "authority", "language", "visibility"}
    | {f"{table}_{key}" for table, keys in TABLES.items() for key in keys}
)
OUTSIDE = ("mail_", "checkpoints_")
"""Before what a register sends, signs and copies."""
LANGUAGES = "languages_"
"""Before the codes of members that have a language of their own."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def find_config(folder: Path) -> Path | None:
    """Return the nearest `depositary.toml` from a folder upwards, whatever it is.

    Where one may not look, it may be there, so that place is returned: what is above it is not
    meant.
    """
    places = (place / CONFIG for place in (folder, *folder.parents))
    return next(filter(_may_be_there, places), None)


def governing_config(folder: Path, *, named: bool) -> Path | None:
    """Return the settings for a folder; none where one may not look and the register is `named`.

    Raises:
        Unavailable: one may not look, so nobody can say which register is meant.
    """
    config = find_config(folder)
    if config is None or lexists(config):
        return config
    if named:
        return None
    raise Unavailable(
        "{folder} cannot be looked into by this user, so nobody can say which register is meant. "
        "Go to another folder, or name the register: --store FILE.",
        folder=config.parent,
    )


def _may_be_there(path: Path) -> bool:
    try:
        path.lstat()
    except OSError as error:
        return error.errno not in (ENOENT, ENOTDIR)
    return True


def must_be_trusted(config: Path, store: Path) -> None:
    """Refuse settings of another user for a register that is named elsewhere.

    They would say where its letters go. One's own settings, those of the administrator, and those
    of whoever has the register are trusted.

    Raises:
        Refused: they belong to somebody else.
    """
    owners = {os.geteuid(), 0, *(each.stat().st_uid for each in (store,) if each.exists())}
    if not owners.issuperset((config.stat().st_uid, config.lstat().st_uid)):  # of a link, too
        raise Refused(
            "{config} belongs to another user, and is not read for {store}. Work in another "
            "folder, or let its owner remove it.",
            config=config,
            store=store,
        )


def settings_of(
    store: Path, config: Path | None, told: dict[str, str], more: Iterable[str]
) -> tuple[Path | None, dict[str, str]]:
    """Return the file that says how a named store is kept, and what it says.

    It is the one that governs here, `config`, which says what is `told`, if it names the store.
    Else it is the one that governs where the store is, as if one had gone there; where that names
    another store, nothing is sent or signed by it. Who acts is still said by that of here, and the
    language where there is no other.

    Raises:
        Refused: the file stands above the store, and belongs to another user.
        Malformed, Unavailable: as of `read_config`.
    """
    home = Path(realpath(store)).parent
    there = governing_config(home, named=True)
    of_each = "store" not in told and there in (None, config)
    if config and (of_each or _names(store, config, told)):
        return config, told
    if there is None:
        return None, {key: told[key] for key in ("actor", "language") if key in told}
    if there.parent != home:
        must_be_trusted(there, store)
    own = read_config(there, more)
    if "store" in own and not _names(store, there, own):
        own = {key: own[key] for key in own if not key.startswith(OUTSIDE)}
    if read_only_reason(store) and "templates" in own:  # they are in the backup, too
        own["templates"] = TEMPLATES
    return there, own | ({"actor": told["actor"]} if "actor" in told else {})


def _names(store: Path, config: Path, told: Mapping[str, str]) -> bool:
    """Say whether settings name a store."""
    return "store" in told and realpath(config.parent / told["store"]) == realpath(store)


def read_config(config: Path, more: Iterable[str]) -> dict[str, str]:
    """Return what the file says; a key of a table has its name and an underscore before it.

    It may have `more` keys than ours.

    Raises:
        Malformed: it is not TOML, or has an unknown key or a value that is no readable text.
        Unavailable: it is a folder or a pipe, or cannot be read.
    """
    from infrastructure.files.toml import parsed  # noqa: PLC0415  # help does without

    must_fit(why_no_file(config))
    try:
        told = parsed(read_text(config))
    except ValueError as error:
        sentence = "{config} cannot be read as TOML: {error}."
        raise Malformed(sentence, config=CONFIG, error=error) from error
    for table in TABLES:
        inner = told.pop(table, {})
        prefixed = isinstance(inner, dict)
        told |= {f"{table}_{key}": inner[key] for key in inner} if prefixed else {table: inner}
    if type(told.get("mail_port")) is int:
        told["mail_port"] = str(told["mail_port"])
    keys = {*KEYS, *more}
    for key, value in told.items():
        if key not in keys and not key.startswith(LANGUAGES):
            known = sorted(keys, key=lambda each: ("_" in each, each))
            raise Malformed(
                "{config} has {key}; it may have these: {known}.",
                config=CONFIG,
                key=_as_written(key),
                known=", ".join(map(_as_written, known)),
            )
        if not isinstance(value, str):
            sentence = "{config} has {key} not as text; put it into quotes."
            raise Malformed(sentence, config=CONFIG, key=_as_written(key))
        if _CONTROL.search(value):
            sentence = "readable text as {key} in {config}"
            raise Malformed.expected(worded(sentence, key=_as_written(key), config=CONFIG), value)
    return told


def _as_written(key: str) -> str:
    """Return a key as it is written in the file: of a table, with its name before it."""
    table, _, inner = key.partition("_")
    return f"[{table}] {inner}".strip() if table in TABLES else key
