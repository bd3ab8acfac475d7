"""Mistakes that people type, each with the answer in full: one sentence and what to do next."""

import tomllib
from pathlib import Path

import pytest

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import events, tell, typed

FILE = Path(__file__).parents[2] / "data" / "mistakes.toml"
MISTAKES = tomllib.loads(FILE.read_text(encoding="utf-8"))["mistake"]


def test_there_are_sixty() -> None:
    """And none twice."""
    assert len({each["typed"] for each in MISTAKES}) == len(MISTAKES) >= 60


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda each: str(each["typed"]))
def test_is_answered_so(mistake: dict[str, object], once: Once) -> None:
    """Nothing is recorded, and nothing is printed but the answer."""
    once(
        tell,
        "taskforce task WORK 'To work.'",
        "taskforce scale OGP limited complete --high complete --on 2026-01-01",
        "progress schedule MISSION quarterly --due-on 2026-04-30 --period-from 2026-01-15 "
        "--period-until 2026-03-31 --on 2026-01-15",
        "meeting convene M1 ordinary_session --on 2026-04-14 --agenda Plan --agenda Budget",
        "meeting open M1 --on 2026-04-14 --attendance KEN --attendance ATL:excused",
    )
    known = len(events())

    said = typed(str(mistake["typed"]))

    lines = [line for line in said.err.split("\n") if not line.startswith(("Usage: ", "Try '"))]
    assert "\n".join(lines).strip() == mistake["answer"]
    assert (said.code, said.out, len(events())) == (mistake["exit"], "", known)
