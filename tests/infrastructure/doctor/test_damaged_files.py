"""`doctor` is asked when a file is damaged, and then has to answer, not to fail."""

from pathlib import Path
from random import Random

import pytest

from infrastructure.doctor.doctor import HEALTHY, NOT_EXAMINED, PROBLEMS
from tests.infrastructure.backup.given import used_tables
from tests.infrastructure.cli.given import typed
from tests.infrastructure.doctor.harms import sql
from tests.infrastructure.read_model.test_damage import damage

pytestmark = pytest.mark.slow
SEED, FLIPS, PAGE = 20261125, 100, 4096


def flipped(content: bytes, random: Random) -> bytes:
    """Change one bit somewhere."""
    changed = bytearray(content)
    changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


@pytest.mark.parametrize("what", ["log", "tables", "contacts", "checkpoint"])
def test_answers_whatever_bit_was_flipped(what: str, healthy: Path) -> None:
    """A traceback on the worst day of the year helps nobody."""
    path = {
        "log": healthy,
        "tables": used_tables(),
        "contacts": healthy.with_suffix(".contacts"),
        "checkpoint": next(healthy.with_suffix(".checkpoints").iterdir()),
    }[what]
    content, random = path.read_bytes(), Random(SEED)  # noqa: S311  # the same places each time

    for number in range(FLIPS):
        path.write_bytes(flipped(content, random))
        said = typed("doctor")
        assert said.code in (HEALTHY, PROBLEMS, NOT_EXAMINED), (number, said)
        assert said.err == "", (number, said)


@pytest.mark.usefixtures("healthy")
def test_says_that_the_tables_are_damaged_inside() -> None:
    """They can be opened, and the question that meets the place fails."""
    damage(used_tables(), "membership")

    said = typed("doctor")

    assert said.code == PROBLEMS
    assert "The tables are damaged: " in said.out


@pytest.mark.parametrize("what", ["log", "tables"])
def test_answers_wherever_a_file_is_cut(what: str, healthy: Path) -> None:
    """A disk that was full, or a copy that was stopped."""
    path = {"log": healthy, "tables": used_tables()}[what]
    content = path.read_bytes()

    for size in range(0, len(content) - PAGE, 3571):  # anywhere within a page
        path.write_bytes(content[:size])
        said = typed("doctor")
        assert said.code in (PROBLEMS, NOT_EXAMINED), (size, said)
        assert said.err == "", (size, said)


@pytest.mark.parametrize("position", [-5, 0])
@pytest.mark.usefixtures("healthy")
def test_answers_of_a_last_entry_at_a_position_that_there_cannot_be(position: int) -> None:
    """Whoever read on to it never came to an end, or answered from nothing."""
    seventh = "FROM stored_events WHERE rowid = 7"
    last = f"SELECT max(idx) + 1, {position}, max(recorded_us), zeroblob(32) FROM log_leaf"
    sql(
        f"INSERT INTO stored_events (rowid, originator_id, originator_version, topic, state)"
        f" SELECT {position}, originator_id, 1000, topic, state {seventh}",
        f"INSERT INTO log_leaf {last}",
    )()

    said = typed("doctor")
    join = "member join LAP --name Laputa --on 2026-02-01"
    asked = [typed(words) for words in ("members", "rebuild", join)]

    assert said.code == PROBLEMS
    assert f"An entry stands at position {position}, and" in said.out
    for each in asked:
        assert each.code == NOT_EXAMINED
        assert f"its last entry is at position {position}" in each.err
