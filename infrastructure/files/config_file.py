"""Find `depositary.toml`; light to load."""

from os.path import lexists
from pathlib import Path

CONFIG = "depositary.toml"


def find_config(folder: Path) -> Path | None:
    """Return the nearest `depositary.toml` from a folder upwards, whatever it is."""
    places = (place / CONFIG for place in (folder, *folder.parents))
    return next(filter(lexists, places), None)
