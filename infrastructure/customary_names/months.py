"""Names of months in seven languages, in full and short."""

from collections.abc import Mapping
from functools import lru_cache

from domain.names import normal
from infrastructure.customary_names.tables import rows


@lru_cache
def _months() -> Mapping[str, int]:
    return {row["name"]: int(row["month"]) for row in rows("months.csv")}


def month_of(name: str) -> int | None:
    """Return the number of a month, None where this is no name of one."""
    return _months().get(normal(name))
