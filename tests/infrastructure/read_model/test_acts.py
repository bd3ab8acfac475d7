"""What one act recorded, and how every member stood on all days."""

from datetime import date, timedelta
from uuid import UUID

from domain.values import Visibility
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from tests.infrastructure.read_model.given import (
    BODY,
    Writer,
    adopted,
    as_of,
    joined,
    signed,
    withdrawn,
)

ACT = {"correlation_id": UUID(int=7)}


def test_an_act_is_what_first_events_share(model: SQLiteReadModel, writer: Writer) -> None:
    """What was corrected or retracted together was not recorded by one act."""
    alone = writer.append(adopted())
    one, other = (writer.append(joined(code), envelope=ACT) for code in ("KEN", "ATL"))
    writer.append(joined("KEN"), "2022-07-01", corrects=one, envelope=ACT)
    writer.append(adopted(), corrects=alone, envelope=ACT)
    writer.retract(other)

    assert (
        model.entries_of_act(str(one)) == model.entries_of_act(str(other)) == [str(one), str(other)]
    )
    assert model.entries_of_act(str(alone)) == [str(alone)]


def test_stretches_are_what_is_answered_day_by_day(model: SQLiteReadModel, writer: Writer) -> None:
    """They must not be a second opinion on where members stand."""
    writer.append(adopted(), "2022-01-01")
    writer.append(joined(), "2022-01-02")
    entry = writer.append(signed(), "2022-01-05", visibility=Visibility.SECRETARIAT)
    writer.append(withdrawn(entry), "2022-01-09", visibility=Visibility.SECRETARIAT)
    writer.append(signed(), "2022-01-06", corrects=entry, visibility=Visibility.SECRETARIAT)

    for audience in Visibility:
        for known in range(1, len(writer.records) + 1):
            for number in range(12):
                day = date(2022, 1, 1) + timedelta(days=number)
                asked = as_of(day.isoformat(), known, audience)
                found = {
                    (each.member, each.commitment, each.standing)
                    for each in model.standing_periods(BODY, asked)
                    if each.from_day <= day and (each.until_day is None or day < each.until_day)
                }
                assert found == {
                    *((row.member, None, row.standing) for row in model.members(BODY, asked)),
                    *(
                        (row.member, row.commitment, row.standing)
                        for row in model.standings(BODY, ["C-1"], asked)
                    ),
                }
