"""A member that changed its code is the member that it would be, had it always had that one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from application.model_rows import MemberRow, StandingRow
from domain.codes import Codes
from domain.event import EPOCH, Recorded
from domain.events.entries import Retracted, VisibilityChanged
from domain.events.members import Joined, MemberEvent, Recoded
from domain.values import Visibility
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from tests.infrastructure.read_model.given import BODY, Writer, as_of, opened, stream_of
from tests.infrastructure.read_model.histories import COMMITMENTS, Step, steps, write
from tests.infrastructure.read_model.test_equals_the_fold import QUESTIONS, THOROUGH

OLD, NEW = "OLD", "BRB"
BACK = Codes.after([(NEW, OLD)])
CAME = Step(
    act="join",
    member=NEW,
    commitment=COMMITMENTS[0],
    effective_on="2022",
    other_on=None,
    back=(0,),
    pick=1,
    visibility=Visibility.MEMBERS,
    pause=0,
)
HIDDEN = replace(CAME, act="apply", effective_on=None, pick=0)
SHOWN = replace(HIDDEN, visibility=Visibility.PUBLIC)
ELSEWHERE = replace(SHOWN, member="KEN")
NAMED_LATER = [HIDDEN, HIDDEN, ELSEWHERE, ELSEWHERE, replace(SHOWN, act="sign"), SHOWN]
"""A member signs for all to see before its name is shown to them, and then changes its code."""
LEFT = [replace(CAME, act=act, effective_on="2023-08-01", back=()) for act in ("sign", "leave")]
"""It signs and leaves under the new code, and what ends is told by the day and not by name."""
Question = tuple[date, int, Visibility]
Told = tuple[list[MemberRow], list[StandingRow], list[str]]


def write_with_a_change(writer: Writer, records: Sequence[Recorded], cut: int) -> None:
    """Write the same again, with the old code in what was begun before a place."""
    entries = {r.envelope.event_id for r in records[:cut]}
    for number, record in enumerate(records):
        if number == cut:
            change(writer)
        writer.now = record_time(record)
        old = record.entry_id in entries
        event = BACK.in_event(record.event) if old else record.event
        stream = record.stream_id
        if isinstance(event, MemberEvent):
            stream = stream_of(event)
        elif isinstance(event, Retracted | VisibilityChanged):
            stream = writer.about(event.entry_id)
        envelope = record.envelope.model_dump(exclude={"effective_on"})
        day = record.envelope.effective_on
        writer.append(event, str(day) if day else None, stream=stream, envelope=envelope)
    if cut == len(records):
        change(writer)


def change(writer: Writer) -> None:
    """Record the change of code, under an id that no other event has."""
    envelope = {"event_id": UUID(int=1)}
    writer.append(Recoded(member=OLD, code=NEW), "2022-06-15", envelope=envelope)


def record_time(record: Recorded) -> datetime:
    return EPOCH + timedelta(microseconds=record.recorded_us)


def told(model: SQLiteReadModel, question: Question) -> Told:
    """What the tables say of all members and texts, and of all that a body knows."""
    day, known, who = question
    at = as_of(day.isoformat(), known, who)
    entries = model.entries(BODY, [Joined.TOPIC, "commitment.signed"], at)
    return (
        list(model.members(BODY, at)),
        list(model.standings(BODY, COMMITMENTS, at)),
        [entry.event for entry in entries],
    )


def under(code: str, told: Told) -> Told:
    """The same with the old code in the place of the new one, in the order of codes."""
    members, standings, entries = told
    rows = [r._replace(member=code) if r.member == NEW else r for r in members]
    acts = [
        r._replace(member=code, name=code if r.name == NEW else r.name) if r.member == NEW else r
        for r in standings
    ]
    return (
        sorted(rows, key=lambda row: row.member),
        sorted(acts, key=lambda row: (row.commitment, row.member)),
        [event.replace(f'"{NEW}"', f'"{code}"') for event in entries],
    )


def check(given_steps: list[Step], questions: list[Question], cut: int, batch: int) -> None:
    with (
        TemporaryDirectory() as name,
        opened(Path(name) / "all-along.db") as first,
        opened(Path(name) / "changed.db") as second,
    ):
        along, changed = Writer(first), Writer(second)
        write(along, [CAME, *given_steps])
        cut = min(cut, len(along.records))
        write_with_a_change(changed, along.records, cut)
        with (
            SQLiteReadModel(first, Path(name) / "one") as one,
            SQLiteReadModel(second, Path(name) / "two", batch_size=batch) as two,
        ):
            for day, known, who in questions:
                expected = told(one, (day, known, who))
                if known <= cut:
                    assert told(two, (day, known, who)) == under(OLD, expected)
                else:
                    assert told(two, (day, known + 1, who)) == expected


@pytest.mark.slow
@THOROUGH
@given(steps, QUESTIONS, st.integers(4, 30), st.sampled_from([1, 7, 1000]))
@example(NAMED_LATER, [(date(2022, 1, 1), 9, Visibility.PUBLIC)], 9, 1)
@example(LEFT, [(date(2024, 1, 1), 6, Visibility.MEMBERS)], 4, 1)
def test_a_code_is_a_label(
    given_steps: list[Step], questions: list[Question], cut: int, batch: int
) -> None:
    """From the change on as if it had always been so, and before as it was."""
    check(given_steps, questions, cut, batch)
