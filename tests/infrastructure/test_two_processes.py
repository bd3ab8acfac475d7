"""One process signs for a member while another withdraws it: one of them is refused."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from application.acts.bodies import establish
from application.acts.members.joining import Join
from application.acts.members.leaving import LeaveBody
from application.acts.texts.signatures import SignText
from application.acts.texts.wording import AdoptCommitment
from application.context import Context
from application.recording import body_events
from application.recording.recording import Recording
from application.register import Register
from domain.errors import Refused
from domain.events.bodies import Established, InstrumentAdopted
from domain.values import ImpreciseDate, LegalNature
from infrastructure.bootstrap import open_register, utc_today
from tests.infrastructure.read_model.given import as_of

BODY, TEXT = "RACE", "PLEDGE"
CONTEXT = Context(actor="p-race")
SIGNED = ImpreciseDate.parse("2026-06-15")
LEFT = (ImpreciseDate.parse("2026-06-15"), ImpreciseDate.parse("2026-02-01"))


def code(number: int) -> str:
    return f"M{number}"


@contextmanager
def register_with(store: Path, rounds: int) -> Iterator[Register]:
    def prepare(recording: Recording) -> None:
        event = Established(code=BODY, name="Race", nature="exercise")
        day = ImpreciseDate.parse("2026-01-01")
        establish(recording, event.code, event, day)
        text = InstrumentAdopted(reference=TEXT, title="Pledge", legal_nature=LegalNature.POLITICAL)
        body_events.record(recording, BODY, text, day)
        AdoptCommitment(instrument=TEXT, commitment=TEXT, text="We race.", on=day).record(
            recording, BODY
        )
        for number in range(rounds):
            Join(member=code(number), on=day, name=f"Member {number}").record(recording, BODY)

    with open_register(store, create=True) as register:
        register.record(prepare, CONTEXT)
        yield register


SIGN_FIRST, WITHDRAW_FIRST = 0, 2  # rounds, modulo 4, in which one waits for the other


def sign(store: Path, rounds: int, barrier: Barrier) -> None:
    with open_register(store) as register:
        for number in range(rounds):
            attempt = partial(signing, member=code(number))
            in_turn(register, attempt, barrier, waits=number % 4 == WITHDRAW_FIRST)


def withdraw(store: Path, rounds: int, barrier: Barrier) -> None:
    with open_register(store) as register:
        for number in range(rounds):
            attempt = partial(leaving, member=code(number), on=LEFT[number // 2 % 2])
            in_turn(register, attempt, barrier, waits=number % 4 == SIGN_FIRST)


def in_turn(
    register: Register, use_case: Callable[[Recording], None], barrier: Barrier, *, waits: bool
) -> None:
    """Do it at once, or after the other has done its part; both rounds begin together."""
    barrier.wait()
    if waits:
        barrier.wait()
    with suppress(Refused):
        register.record(use_case, CONTEXT)
    if not waits:
        barrier.wait()


def signing(recording: Recording, member: str) -> None:
    SignText(member=member, instrument=TEXT, on=SIGNED).record(recording, BODY)


def leaving(recording: Recording, member: str, on: ImpreciseDate) -> None:
    LeaveBody(member=member, on=on).record(recording, BODY)


@pytest.mark.slow
def test_never_a_signature_by_a_withdrawn_member(tmp_path: Path) -> None:
    """Stream versions alone cannot see this; the withdrawal rests on the head of the log."""
    store, rounds = tmp_path / "register.db", 1500
    spawn = get_context("spawn")
    barrier = spawn.Barrier(2, timeout=60)

    with register_with(store, rounds) as register:
        workers = [
            spawn.Process(target=work, args=(store, rounds, barrier)) for work in (sign, withdraw)
        ]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        at = as_of(utc_today().isoformat())
        signed = {row.member for row in register.read_model.standings(BODY, [TEXT], at)}
        left = {r.member for r in register.read_model.members(BODY, at) if r.standing != "active"}

    assert [worker.exitcode for worker in workers] == [0, 0]
    assert not signed & left
    assert len(signed) + len(left) == rounds
    assert signed
    assert left
