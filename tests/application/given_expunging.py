"""What the tests of expunging start from: a register whose second event must not be there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from application.context import Context
from application.entries import expunging
from application.entries.expunging import RemovalRequest
from application.recording import body_events
from domain.events.bodies import TaskAdopted
from infrastructure.bootstrap import EXPUNGER
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from tests.application.given import ANYBODY, BODY, Office, day, open_log

KEEPER = Context(actor="p-keeper-1")
WORDS = "Mudskipper told us of it."
WANTED = RemovalRequest(position=2, reason="personal_data", authority="Keeper of the register")


@contextmanager
def by_the_door(path: Path) -> Iterator[Office]:
    """Open a register by the separate door, and enter what must never have been entered."""
    log = open_log(path, EXPUNGER)
    with SQLiteReadModel(log, path.with_name("tables")) as read_model:
        office = Office(log, read_model)
        office.set_clock("2026-01-01T12:00:00")
        office.establish()
        adopt(office, "T-1", WORDS, Context(actor="p-clerk-1", note="Heard from Mudskipper."))
        yield office
    log.close()


def adopt(office: Office, reference: str, text: str, context: Context = ANYBODY) -> int:
    event = TaskAdopted(reference=reference, text=text)
    return office.record(lambda r: body_events.record(r, BODY, event, day("unknown")), context).last


def expunge(office: Office, wanted: RemovalRequest = WANTED) -> int:
    _, at = expunging.expunge(office.register, wanted, KEEPER)
    return at


def at_place(position: int) -> RemovalRequest:
    return replace(WANTED, position=position)
