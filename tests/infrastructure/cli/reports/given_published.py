"""What the tests of published reports start from: a line, its folder, its manifest."""

import json
from pathlib import Path
from typing import TypedDict

from infrastructure.audit.published.manifest import Manifest
from tests.infrastructure.cli.given import Said, events, typed

LINE = "report publish status MISSION --on 2026-06-30"
NAME = "GTF-status-MISSION"
FOLDER = Path("register.published") / NAME
FILE = f"{NAME}.html"


def manifest(folder: Path = FOLDER) -> Manifest:
    return Manifest.parse((folder / "manifest.json").read_bytes())


def last() -> dict[str, object]:
    """Return the last event that was recorded, with its topic and visibility."""
    *_, row = events()
    told = json.loads(row[-1])  # type: ignore[arg-type]  # it is the state
    return {**told["event"], "topic": row[-2], "visibility": told["envelope"]["visibility"]}


class Told(TypedDict):
    """What `report reproduce --format json` prints, as far as tests ask for it."""

    exit_code: int
    prefix: dict[str, object]
    content: dict[str, object]
    words: dict[str, int]
    rules: dict[str, int]
    findings: list[str]
    accounted: list[str]
    notes: list[str]


def reproduced(more: str = "") -> Said:
    """Make the report again."""
    return typed(f"report reproduce {FOLDER} {more}")


def found(folder: Path = FOLDER) -> Told:
    """Make a report again, and return what is told to programs."""
    told: Told = json.loads(typed(f"report reproduce {folder} --format json").out)
    return told
