"""Names of months in seven languages, in full and short."""

import csv
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from domain.names import normal


@lru_cache
def _months() -> Mapping[str, int]:
    folder = resources.files("infrastructure.customary_names")
    lines = (folder / "months.csv").read_text(encoding="utf-8").splitlines()
    return {row["name"]: int(row["month"]) for row in csv.DictReader(lines)}


def month_of(name: str) -> int | None:
    """Return the number of a month, None where this is no name of one."""
    return _months().get(normal(name))
