"""How much is read for an answer: as much as it tells, whatever else the register has."""

from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from tests.infrastructure.read_model.counting import counted
from tests.infrastructure.read_model.given import BODY, Writer, as_of, joined, signed


def test_names_are_read_of_those_who_stand_somewhere(
    model: SQLiteReadModel, writer: Writer
) -> None:
    """Who else is in the body makes no question about a commitment longer."""
    writer.append(joined("M00"))
    writer.append(signed(member="M00"))

    def steps() -> int:
        with counted(model) as work:
            assert [row.name for row in model.standings(BODY, ["C-1"], as_of())] == ["Country M00"]
        return work.steps

    few = steps()
    for number in range(1, 50):
        writer.append(joined(f"M{number:02}"))
    model.head()
    assert steps() <= 1.1 * few
