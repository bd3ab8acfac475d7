"""What the tests of published reports start from: a line, its folder, its manifest."""

import json
from pathlib import Path

from infrastructure.audit.manifest import Manifest
from tests.infrastructure.cli.given import events

LINE = "report publish status MISSION --on 2026-06-30"
NAME = "GTF-status-MISSION"
FOLDER = Path("register.published") / NAME


def manifest(folder: Path = FOLDER) -> Manifest:
    return Manifest.parse((folder / "manifest.json").read_bytes())


def last() -> dict[str, object]:
    """Return the last event that was recorded, with its topic and visibility."""
    *_, row = events()
    told = json.loads(row[-1])  # type: ignore[arg-type]  # it is the state
    return {**told["event"], "topic": row[-2], "visibility": told["envelope"]["visibility"]}
