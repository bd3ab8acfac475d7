"""How much is read for an answer: as much as it tells, whatever else the register has."""

from datetime import date

from application.questions.across.overdue import overdue
from application.questions.asking.ask import Ask
from application.streams import stream_id
from domain.events.bodies import RecordKeptFrom
from domain.events.progress import DueDate, ReportingExempted, ReportingScheduled
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from tests.infrastructure.read_model.counting import counted, facts_read
from tests.infrastructure.read_model.given import (
    BODY,
    Writer,
    adopted,
    as_of,
    consented,
    joined,
    signed,
)

DAY, TODAY = date(2023, 6, 30), date(2023, 9, 1)


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


def test_what_is_settled_is_not_read_for_what_is_overdue(
    model: SQLiteReadModel, writer: Writer
) -> None:
    """After the first time, which keeps of which commitments something is due."""
    due = DueDate(due_on=DAY, period_from=DAY, period_until=DAY)
    writer.append(RecordKeptFrom(), "2021-01-01")
    writer.append(joined())

    def adopt(commitment: str) -> None:
        scheduled = ReportingScheduled(commitment=commitment, frequency="yearly", first=due)
        writer.append(adopted(commitment))
        writer.append(consented(commitment, in_force_on="2022-01-01"))
        stream = stream_id("commitment", BODY, commitment)
        writer.append(scheduled, stream=stream)

    def read() -> int:
        overdue(model, Ask(taskforce=BODY), None, TODAY)
        with facts_read() as topics:
            rows = overdue(model, Ask(taskforce=BODY), None, TODAY).rows
        assert [row["about"] for row in rows] == ["C-1"]
        return len(topics)

    adopt("C-1")
    alone = read()
    for number in range(2, 12):
        adopt(f"C-{number}")
        freed = ReportingExempted(
            commitment=f"C-{number}", member="KEN", due_from=DAY, reason="It has none."
        )
        writer.append(freed, "2022-06-02")
    assert read() == alone
