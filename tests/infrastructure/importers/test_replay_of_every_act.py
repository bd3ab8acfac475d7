"""A replay compares only what an event can change, and finds all that the whole state shows."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from types import FrameType

import pytest

from application.questions.across.replay import ReplayRange, replay
from application.questions.across.state_changes import state, state_changes
from application.questions.asking.ask import Ask
from application.questions.asking.facts import Facts
from domain.values import Visibility
from tests.infrastructure.importers.every import EVERY
from tests.infrastructure.importers.given import Office, office
from tests.infrastructure.importers.rows.test_own_columns import rows
from tests.often import every

TODAY = date(2026, 11, 25)
MORE = (
    {"act": "record_kept_from", "on": "2020-01-01"},
    {"act": "suspend", "member": "ERE", "on": "2025-01-01"},
    {"act": "leave", "member": "KEN", "on": "2026-03-01"},
    {"act": "retract", "entry": "@30", "reason": "Typed twice"},
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A register with every act, one after the other, and what came of some of them later."""
    with office(tmp_path_factory.mktemp("every-act")) as opened:
        opened.set_up()
        opened.do(rows(*EVERY))
        for act in MORE:
            opened.do(rows(act), skip_bad_rows=True)
        for position in range(10, opened.head(), 7):
            act = {"act": "retract", "entry": f"@{position}", "reason": "It was never true"}
            opened.do(rows(act), skip_bad_rows=True)
        yield opened


@pytest.mark.slow
@pytest.mark.in_part(1)
@pytest.mark.parametrize(
    ("on", "audience"),
    [
        (None, Visibility.SECRETARIAT),
        (date(2026, 8, 15), Visibility.SECRETARIAT),
        (date(2022, 8, 1), Visibility.MEMBERS),
        (None, Visibility.PUBLIC),
    ],
)
def test_each_step_changes_what_the_whole_state_does(
    told: Office, on: date | None, audience: Visibility
) -> None:
    """Whatever the event is about, on whatever day it is looked at, and for whom."""
    asked = Ask(taskforce="TF", on=on, audience=audience)
    found = replay(told.read_model, asked, ReplayRange(), TODAY)

    for step in [*found.steps][:: every(4)]:
        at = replace(found.as_of, on=step.on, position=step.position)
        before = state(Facts(told.read_model, "TF", replace(at, position=step.position - 1)))
        whole = state_changes(before, state(Facts(told.read_model, "TF", at)))
        assert [each.as_json() for each in step.changes] == [each.as_json() for each in whole]


@pytest.mark.slow
@pytest.mark.in_part(1)
@pytest.mark.parametrize("reference", ["KEN", "N1"])
def test_a_replay_of_one_thing_does_not_miss_what_others_did_in_between(
    told: Office, reference: str
) -> None:
    """What it holds of the last step is not what stands before the next one."""
    asked = Ask(taskforce="TF", on=date(2026, 8, 15), audience=Visibility.SECRETARIAT)
    found = replay(told.read_model, asked, ReplayRange(reference=reference), TODAY)

    for step in [*found.steps][:: every(4)]:
        at = replace(found.as_of, on=step.on, position=step.position)
        before = state(Facts(told.read_model, "TF", replace(at, position=step.position - 1)))
        assert list(step.changes) == state_changes(before, state(Facts(told.read_model, "TF", at)))


@pytest.mark.slow
def test_a_step_about_a_commitment_reads_nothing_of_the_others(ready: Office) -> None:
    """However many there are, and however much is reported on them."""

    def read(position: int) -> int:
        """Count the entries that are read for the step of one event."""
        counted, asked = [0], Ask(taskforce="TF", audience=Visibility.SECRETARIAT)
        within = ReplayRange(begin=f"@{position}", end=f"@{position}")
        found = replay(ready.read_model, asked, within, TODAY)

        def count(frame: FrameType, event: str, _: object) -> None:
            counted[0] += event == "call" and frame.f_code is Facts.fact.__code__

        sys.setprofile(count)
        try:
            assert len(list(found.steps)) == 1
        finally:
            sys.setprofile(None)
        return counted[0]

    signed = {"act": "sign", "member": "KEN", "instrument": "T", "on": "2022-01-01"}
    ready.do(rows({"act": "record_kept_from", "on": "2020-01-01"}, signed))
    alone = read(ready.head())
    others = [f"M{number}" for number in range(30)]
    ready.do(rows(*({"act": "adopt", "commitment": c, **_OF_I} for c in others)))
    ready.do(rows(*({"act": "report", "commitment": c, **_REPORT} for c in others)))
    again = {**signed, "on": "2023-01-01", "row_id": "again"}
    ready.do(rows({"act": "withdraw", "member": "KEN", "commitment": "T", "on": "2022-05-01"}))
    ready.do(rows(again))

    assert 0 < read(ready.head()) <= alone + 8


_OF_I = {"instrument": "I", "text": "We act", "on": "2021-01-01"}
_REPORT = {
    "member": "KEN",
    "scale": "S",
    "scale_version": "1",
    "assessment": "some",
    "on": "2023-01-01",
}
