"""What a replay compares, which is a part of the state, changes as the whole state does."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from application.event_store.streams import stream_id
from application.questions.across.replay import ReplayRange, replay
from application.questions.across.state_changes import state, state_changes
from application.questions.asking.ask import Ask, as_of
from application.questions.asking.facts import Facts
from domain.events import progress as p
from domain.events.bodies import RecordKeptFrom
from domain.values import Visibility
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from tests.infrastructure.read_model.counting import counted
from tests.infrastructure.read_model.given import (
    BODY,
    Writer,
    adopted,
    consented,
    established,
    joined,
    opened,
    signed,
)
from tests.infrastructure.read_model.histories import COMMITMENTS, Step
from tests.infrastructure.read_model.test_kept import _WRITTEN, TODAY, Work, _write
from tests.often import often

LAST = TODAY[-1]


def compare(model: SQLiteReadModel, ask: Ask, reference: str | None) -> None:
    at = as_of(model, ask, LAST)
    for step in replay(model, ask, ReplayRange(reference=reference), LAST).steps:
        before, now = (
            state(Facts(model, BODY, replace(at, on=step.on, position=position)))
            for position in (step.position - 1, step.position)
        )
        said = [(each.kind, each.about, each.before, each.after) for each in step.changes]
        whole = state_changes(before, now)
        assert Counter(said) == Counter((e.kind, e.about, e.before, e.after) for e in whole)


def _is_consistent(writer: Writer, each: Step | Work) -> Step | Work:
    """Return a review of a report as one of the member that made it, which acts see to."""
    if not isinstance(each, Work) or each.act not in ("approve", "return"):
        return each
    reports = [r.event for r in writer.records if isinstance(r.event, p.ProgressReported)]
    mine = [event for event in reports if event.commitment == each.commitment]
    return replace(each, member=mine[-1 - each.back % len(mine)].member) if mine else each


@pytest.mark.slow
@given(_WRITTEN, st.sampled_from([None, *TODAY]), st.sampled_from(Visibility))
@settings(max_examples=often(100, part=50))
def test_each_event_changes_what_it_changes_in_the_whole_state(
    written: Sequence[Step | Work], on: date | None, audience: Visibility
) -> None:
    with TemporaryDirectory() as name, opened(Path(name) / "register.db") as log:
        writer = Writer(log)
        writer.append(established())
        for commitment in COMMITMENTS:
            writer.append(adopted(commitment))
        for each in written:
            _write(writer, _is_consistent(writer, each))
        with SQLiteReadModel(log, Path(name) / "register.read") as model:
            ask = Ask(taskforce=BODY, on=on, audience=audience)
            compare(model, ask, None)
            if audience is not Visibility.PUBLIC:  # which may not see that it was adopted
                compare(model, ask, "C-1")


@pytest.mark.slow
def test_an_event_costs_the_same_however_long_the_history(
    model: SQLiteReadModel, writer: Writer
) -> None:
    """A replay takes as long as it has events, not as long as the register is at each."""
    ask = Ask(taskforce=BODY)

    def statements(number: int) -> int:
        writer.append(adopted(f"C-{number}"))
        for member in members:
            writer.append(signed(f"C-{number}", member))
        last = len(writer.records)
        within = ReplayRange(begin=f"@{last - 9}", end=f"@{last}")
        model.head()
        with counted(model) as work:
            assert len(list(replay(model, ask, within, LAST).steps)) == 10
        return len(work.statements)

    members = [f"M{number:02}" for number in range(10)]
    for member in members:
        writer.append(joined(member))
    first = statements(1)
    assert [statements(number) for number in range(2, 12)] == [first] * 10


@pytest.mark.slow
def test_others_are_left_out_of_what_a_report_changes(
    model: SQLiteReadModel, writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two owe a report on the first commitment; nobody does on the second."""
    monkeypatch.setattr("application.questions.across.replay.TOGETHER", 2)
    writer.append(RecordKeptFrom(), "2021-01-01")
    day = TODAY[1]
    due = p.DueDate(due_on=day, period_from=day, period_until=day)
    for commitment in COMMITMENTS:
        writer.append(adopted(commitment))
    scheduled = p.ReportingScheduled(commitment="C-1", frequency="yearly", first=due)
    writer.append(scheduled, stream=stream_id("commitment", BODY, "C-1"))
    for member in ("KEN", "PER"):
        writer.append(joined(member), "2021-01-01")
        for commitment in COMMITMENTS:
            writer.append(consented(commitment, member, in_force_on="2022-01-01"))
    said = {"scale": "S", "scale_version": "1", "assessment": "done", "occasion": "scheduled"}
    period = {"period_from": day, "period_until": day}
    for commitment, member in (("C-1", "KEN"), ("C-2", "KEN"), ("C-2", "PER")):
        mine = {"commitment": commitment, "member": member}
        writer.append(p.ProgressReported.model_validate(mine | said | period), "2022-06-02")

    for audience in (Visibility.MEMBERS, Visibility.SECRETARIAT):
        compare(model, Ask(taskforce=BODY, on=LAST, audience=audience), None)
