"""Clocks go back and forward; the log never does, and what was known on a day stays what it was."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from application.acts.bodies import establish
from application.entries import log_acts
from application.recording.recording import Recording
from application.register import Register
from domain.errors import ClockWentBack
from domain.events.bodies import Established
from domain.events.log import ClockConfirmed
from infrastructure.audit.log.findings import NOT_COMPARED, PASSED
from infrastructure.audit.log.verify import verify
from infrastructure.bootstrap import open_register
from tests.faults.given import BODY, CLERK, JOINED, SECOND, Place, add_task
from tests.infrastructure.cli.given import events, must, typed
from tests.infrastructure.store.given import NOON_US

DAY = 86_400 * SECOND
REASON = "It was a day wrong."
COMMANDS = (
    "member join ZEN --name Zenda --on 2026",
    "taskforce task T-99 'One more.' --on 2026",
    "withdraw ERE PLEDGE --on 2026",
    "correct @2 name=Atlantia",
    "retract @41 --reason 'It was never true.'",
    "show-to @2 public",
)


@dataclass
class Clock:
    """Shows what it was set to."""

    now: int = NOON_US + DAY

    def __call__(self) -> int:
        return self.now


def task(register: Register, number: int) -> int:
    """Record one more task, and return its position."""
    return register.record(partial(add_task, number=number), CLERK).last


def confirm(register: Register) -> None:
    event = log_acts.clock_confirmed(register, REASON)
    if event:
        register.record(partial(log_acts.record, event=event), CLERK)


def a_day_ahead() -> int:
    return int(time()) * SECOND + DAY


def test_a_clock_that_ran_ahead_stops_what_records(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody records or signs with a wrong time unseen; everybody may still ask and verify."""
    monkeypatch.chdir(place.data)
    monkeypatch.setenv("DEPOSITARY_PASSPHRASE", place.environment()["DEPOSITARY_PASSPHRASE"])
    with open_register(place.store, clock=a_day_ahead) as register:
        task(register, 13)
    before = events(place.store)

    for line in COMMANDS:
        said = typed(line)
        assert (said.code, said.out) == (3, ""), line
        assert "depositary audit confirm-clock --reason …" in said.err
    must("members", "status PLEDGE", "rebuild")
    signing = typed("audit checkpoint --key ../log.key")

    assert (signing.code, "depositary audit confirm-clock --reason …" in signing.err) == (1, True)
    assert events(place.store) == before


def test_records_again_once_the_clock_is_confirmed(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What follows carries the time of the last entry, and the log says why."""
    monkeypatch.chdir(place.data)
    with open_register(place.store, clock=a_day_ahead) as register:
        ahead = task(register, 13)
        time_of = register.read_model.recorded_at(ahead)

    must(f"audit confirm-clock --reason '{REASON}'", *COMMANDS)

    with open_register(place.store) as register:
        records = register.log.read(ahead, 100)
        times = {register.read_model.recorded_at(each.position) for each in records}
    assert isinstance(records[0].event, ClockConfirmed)
    assert times == {time_of}
    assert verify(place.store).exit_code == NOT_COMPARED


def test_confirms_one_clock_and_not_every_other(place: Place) -> None:
    """One that later shows less than was confirmed is wrong anew."""
    clock = Clock(NOON_US + 10 * DAY)
    with open_register(place.store, clock=clock) as register:
        task(register, 13)
        clock.now = NOON_US + 5 * DAY
        confirm(register)
        last = task(register, 14)

        clock.now -= DAY
        with pytest.raises(ClockWentBack):
            task(register, 15)
        clock.now = NOON_US + 11 * DAY
        later = task(register, 16)

        assert register.log.rows.head() == (later, clock.now)
        assert later == last + 1


def test_a_witness_shows_that_a_clock_ran_ahead(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It saw an entry before the day that the entry gives; the confirmation explains it."""
    monkeypatch.chdir(place.data)
    monkeypatch.setenv("DEPOSITARY_PASSPHRASE", place.environment()["DEPOSITARY_PASSPHRASE"])
    must(
        "audit keygen ../atlantis.key --name atlantis.example/witness --kind witness",
        "audit policy ../log.key.vkey --witness ATL ../atlantis.key.vkey -o ../careful.policy",
    )
    with open_register(place.store, clock=a_day_ahead) as register:
        ahead = task(register, 13)
    must(
        f"audit confirm-clock --reason '{REASON}'",
        "audit checkpoint --key ../log.key --output ../1.checkpoint",
        "audit witness ../1.checkpoint --key ../atlantis.key --policy ../our.policy"
        " --output ../2.checkpoint",
    )

    said = typed(
        "audit verify --checkpoint ../2.checkpoint --policy ../careful.policy --format json"
    )

    told = json.loads(said.out)
    assert (said.code, told["findings"]) == (PASSED, [])
    assert [each["position"] for each in told["notices"]] == [ahead + 1]
    assert f"by a clock that ran ahead, as @{ahead + 1} says" in told["notices"][0]["sentence"]
    assert len(told["compared"]) == 1


steps = st.lists(
    st.tuples(st.sampled_from(("record", "record", "confirm")), st.integers(-3 * DAY, 3 * DAY)),
    max_size=12,
)


@contextmanager
def begun(clock: Callable[[], int]) -> Iterator[Register]:
    def found(recording: Recording) -> None:
        body = Established(code=BODY, name="Ours", nature="exercise")
        establish(recording, body.code, body, JOINED)

    with (
        TemporaryDirectory() as folder,
        open_register(Path(folder) / "register.db", create=True, clock=clock) as register,
    ):
        register.record(found, CLERK)
        yield register


@pytest.mark.slow
@settings(max_examples=40)
@given(steps)
def test_what_was_known_by_a_moment_is_the_beginning_of_the_log(
    given_steps: list[tuple[str, int]],
) -> None:
    """Whatever clocks do in between: nothing that is recorded later is ever known earlier."""
    clock, positions = Clock(), dict[int, int]()
    with begun(clock) as register:
        moments = [clock.now + shift for shift in range(-9 * DAY, 10 * DAY, DAY // 2)]
        for number, (act, shift) in enumerate(given_steps):
            clock.now += shift
            head, before = register.log.rows.head() or (0, 0), positions
            try:
                confirm(register) if act == "confirm" else task(register, number)
            except ClockWentBack:
                assert register.log.rows.head() == head
            positions = {each: register.read_model.position_at(at(each)) for each in moments}
            over = [each for each in before if each <= head[1]]
            assert [positions[each] for each in over] == [before[each] for each in over]
        times = [each.recorded_us for each in register.log.read(0, 100)]

    assert times == sorted(times)
    for moment, position in positions.items():
        assert all(each < moment for each in times[:position])
        assert all(each >= moment for each in times[position:])


def at(microseconds: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)
