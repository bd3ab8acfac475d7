"""Which keys are the log's: the one that signs, and those that it replaced."""

from itertools import pairwise
from pathlib import Path
from uuid import UUID

from eventsourcing.persistence import StoredEvent

from application.event_store.stored_events import encode
from application.event_store.streams import stream_id
from domain.event import Envelope
from domain.events.log import KeyRotated
from infrastructure.audit.log import log_file
from infrastructure.audit.log.key_history import line_of
from tests.infrastructure.audit.given import office, signer
from tests.infrastructure.store.given import NOON_US, opened

NO_KEY = f"example.org/register+00000000+{'A' * 43}="


def rotate(store: Path, number: int, old: str, new: str) -> None:
    envelope = Envelope(event_id=UUID(int=100 + number), salt="0" * 32, actor="p-keeper")
    event = StoredEvent(
        originator_id=stream_id("log", "log"),
        originator_version=number,
        topic=KeyRotated.TOPIC,
        state=encode(envelope, KeyRotated(old_key=old, new_key=new)),
    )
    with opened(store) as log:
        log.clock = lambda: NOON_US * 2
        log.insert_events([event])


def test_goes_back_from_key_to_key(tmp_path: Path) -> None:
    """What an earlier key signed is still evidence; what is no key can have signed nothing."""
    store = office(tmp_path).store
    first, second, third, stranger = (signer(tmp_path, seed=seed).verifier for seed in range(1, 5))
    keys = [NO_KEY, str(first), str(second), str(third), str(second), str(third)]
    for number, (old, new) in enumerate(pairwise(keys), 1):
        rotate(store, number, old, new)

    with log_file.opened(store) as log:
        of_third, of_stranger = line_of(log, third), line_of(log, stranger)

    assert set(of_third) == {third, second, first}
    assert of_third[0] == third
    assert of_stranger == [stranger]
