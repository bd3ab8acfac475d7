"""What the columns of other people's tables are called, in the six UN languages."""

import csv
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from domain.names import normal

SIGNED, JOINED, LEFT, SUSPENDED, ADOPTED, STATED = (
    *("signed", "joined", "left", "suspended", "adopted", "stated"),
)
CONSENTS = ("ratification", "acceptance", "approval", "accession")
"""Columns that hold the day on which such a consent was deposited."""
DATES = (SIGNED, JOINED, LEFT, SUSPENDED, ADOPTED, STATED, *CONSENTS, "in_force")


@lru_cache
def _kinds() -> Mapping[str, str]:
    folder = resources.files("infrastructure.importers") / "names"
    lines = (folder / "headers.csv").read_text(encoding="utf-8").splitlines()
    return {normal(row["header"]): row["kind"] for row in csv.DictReader(lines)}


def kind_of(header: str) -> str | None:
    """Return what a column is about by its name, None where that is not clear."""
    return _kinds().get(normal(header))


def kind_name(kind: str) -> str:
    """Return what a column is about as a person says it."""
    return "as of" if kind == STATED else kind.replace("_", " ")
