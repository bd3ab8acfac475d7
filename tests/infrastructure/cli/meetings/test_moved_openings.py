"""A meeting whose call is corrected after it was opened: what is odd about it is told."""

import json

import pytest

from tests.infrastructure.cli.conftest import Once
from tests.infrastructure.cli.given import must, tell, typed

ODD = "M1 was called for {called}, and not for {opened}."


@pytest.fixture(autouse=True)
def met(once: Once) -> None:
    """Begin a register in which M1 was called for a day (@4) and opened on it (@5)."""
    once(
        tell,
        "meeting convene M1 ordinary_session --on 2026-03-02",
        "meeting open M1 --attendance KEN --on 2026-03-02",
    )


def position(topic: str) -> str:
    said = typed("log --format json")
    assert said.code == 0, said
    rows = json.loads(said.out)["rows"]
    (found,) = [row["position"] for row in rows if row["topic"] == f"taskforce.meeting-{topic}"]
    return f"@{found}"


@pytest.mark.parametrize(
    ("topic", "called", "opened"),
    [("convened", "2025-03-02", "2026-03-02"), ("opened", "2026-03-02", "2027-03-02")],
)
def test_is_remarked_and_listed_until_both_agree(topic: str, called: str, opened: str) -> None:
    """The year told it as held a year before anybody who was there had joined."""
    changed = position(topic)
    day = called if topic == "convened" else opened

    said = typed(f"correct {changed} on={day}")

    assert ODD.format(called=called, opened=opened) in said.err
    assert ODD.format(called=called, opened=opened) in typed("conflicts").out
    must(f"correct {changed} on=2026-03-02")
    assert "Nothing contradicts anything else." in typed("conflicts").out
