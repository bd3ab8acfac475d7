"""Texts are removed once and on record; where they stand again is told by place alone."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest

from application.entries import expunging, log_acts
from application.entries.expunging import RemovalRequest
from application.event_store.stored_events import encode
from application.event_store.streams import Conflict, EventLog
from application.register import ATTEMPTS
from domain.errors import (
    AlreadyExpunged,
    Malformed,
    Refused,
    Unavailable,
    UnfitText,
    UnknownReference,
)
from domain.event import Recorded
from domain.events.bodies import TaskAdopted
from domain.events.log import ClockConfirmed, Expunged
from domain.log.expunging import REMOVED
from domain.values import Visibility
from infrastructure.bootstrap import EXPUNGER
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from tests.application.given import ANYBODY, Office, open_log
from tests.application.given_expunging import (
    KEEPER,
    WANTED,
    WORDS,
    adopt,
    at_place,
    by_the_door,
    expunge,
)


@pytest.fixture
def office(path: Path) -> Iterator[Office]:
    """A register, opened by the separate door, whose second event must not have been entered."""
    with by_the_door(path) as office:
        yield office


def refused(
    office: Office, kind: type[Exception], match: str, wanted: RemovalRequest = WANTED
) -> None:
    before = office.records

    with pytest.raises(kind, match=match):
        expunge(office, wanted)

    assert office.records == before


def test_removes_the_texts_and_records_that(office: Office) -> None:
    """Both hashes are on record, so that the leaf is accounted for."""
    found = office.log.stored(2)
    assert found is not None
    _, before = found

    at = expunge(office)

    (_, changed, record) = office.records
    after = encode(changed.envelope, changed.event)
    assert changed.event == TaskAdopted(reference="T-1", text=REMOVED)
    assert (changed.envelope.note, changed.position, at) == (REMOVED, 2, 3)
    assert record.stream_id == log_acts.LOG.id
    assert record.event == Expunged(
        expunged=2,
        before=sha256(before).hexdigest(),
        after=sha256(after).hexdigest(),
        fields=("note", "text"),
        reason="personal_data",
        authority="Keeper of the register",
    )


def test_draws_another_salt(office: Office) -> None:
    """With the old one, whoever guesses the text could confirm it by the hash on record."""
    old = office.records[1].envelope.salt

    expunge(office)

    assert office.records[1].envelope.salt != old


def test_nothing_of_the_text_is_in_the_record(office: Office) -> None:
    """A record that names what was removed removes nothing."""
    expunge(office)

    record = office.records[-1]

    assert b"Mudskipper" not in encode(record.envelope, record.event)


def test_is_done_once(office: Office) -> None:
    """A leaf is accounted for by one record; the sentence names it."""
    expunge(office, replace(WANTED, fields=["note"]))

    refused(office, AlreadyExpunged, "Texts of @2 were removed already, as @3 says.")


def test_tells_which_texts_stay(office: Office) -> None:
    """There is no second time, so whoever removes a part must know what is left."""
    made = expunging.plan(office.register, replace(WANTED, fields=["note"]))

    assert made.staying == ["text"]
    assert expunging.plan(office.register, WANTED).staying == []


@pytest.mark.parametrize("position", [0, 3, 99])
def test_refuses_a_place_where_nothing_is(office: Office, position: int) -> None:
    """A slip of a digit must not go to the next event that there is."""
    refused(office, UnknownReference, f"no event '@{position}'", at_place(position))


def test_refuses_where_there_is_no_such_text(office: Office) -> None:
    """The fields that there are may be named, their texts not."""
    refused(office, Malformed, "only in: note, text", replace(WANTED, fields=["narrative"]))


def test_refuses_to_remove_on_whose_authority(office: Office) -> None:
    """Else a removal could be hidden behind another."""
    refused(office, Refused, "stays on record for ever", at_place(expunge(office)))


@pytest.mark.parametrize("authority", ["ada@example.org", "Ada Example", "Docket no. 12/2026"])
def test_refuses_an_authority_that_must_not_be_entered(office: Office, authority: str) -> None:
    """It is the one text that can never be removed."""
    office.names = ["Ada Example"]

    refused(office, UnfitText, "authority", replace(WANTED, authority=authority))


def test_a_public_number_may_stand_in_the_authority(office: Office) -> None:
    """A published ruling is honestly named by its number."""
    wanted = replace(WANTED, authority="Ruling, docket no. 12/2026")
    context = KEEPER._replace(public_reference="It is published.")

    _, at = expunging.expunge(office.register, wanted, context)

    assert office.records[at - 1].envelope.public_reference == "It is published."


@pytest.mark.parametrize("visibility", Visibility)
def test_is_told_to_those_who_may_see_the_event(office: Office, visibility: Visibility) -> None:
    """That something hidden was removed would tell that it was there."""
    at = adopt(office, "T-2", WORDS, ANYBODY._replace(visibility=visibility))

    expunge(office, at_place(at))

    assert office.last().envelope.visibility is visibility


def test_what_tells_of_the_log_can_hold_such_texts_too(office: Office) -> None:
    """A reason is free text, whoever writes it."""
    instant = "2026-01-01T12:00:00.000000Z"
    event = ClockConfirmed(clock=instant, last=instant, reason=WORDS)
    at = office.record(lambda r: log_acts.record(r, event)).last

    expunge(office, at_place(at))

    assert office.records[at - 1].event == ClockConfirmed(
        clock=instant, last=instant, reason=REMOVED
    )


class Busy(EventLog):
    """A log in which others are faster, a number of times."""

    faster: Callable[[], object] | None = None
    times = 1

    def expunge(
        self,
        position: int,
        states: tuple[bytes, bytes],
        record: Recorded,
        expect: Mapping[UUID, int],
    ) -> int:
        if self.faster and self.times:
            self.times -= 1
            self.faster()
        return super().expunge(position, states, record, expect)


@pytest.fixture
def busy(path: Path, office: Office, tmp_path: Path) -> Iterator[tuple[Office, Busy]]:
    """The same register, seen by somebody who is slower."""
    log = Busy(
        {
            "PERSISTENCE_MODULE": "eventsourcing.sqlite",
            "SQLITE_DBNAME": str(path),
            "APPLICATION_RECORDER_TOPIC": EXPUNGER,
        }
    )
    with SQLiteReadModel(log, tmp_path / "tables") as read_model:
        slower = Office(log, read_model, office.counter)
        slower.set_clock("2026-01-01T12:00:00")
        yield slower, log
    log.close()


def test_decides_again_when_the_log_has_grown(office: Office, busy: tuple[Office, Busy]) -> None:
    """The number within the stream of the log is taken by then."""
    slower, log = busy
    at = adopt(office, "T-2", WORDS)
    log.faster = lambda: expunge(office, at_place(at))

    assert expunge(slower) == at + 2

    assert [r.event.expunged for r in office.records if isinstance(r.event, Expunged)] == [at, 2]


def test_two_who_remove_the_same_do_it_once(office: Office, busy: tuple[Office, Busy]) -> None:
    """The second must not put its own salt where the first one's is on record."""
    slower, log = busy
    log.faster = lambda: expunge(office)

    with pytest.raises(AlreadyExpunged, match="as @3 says"):
        expunge(slower)

    assert len(office.records) == 3


def test_gives_up_when_others_are_always_faster(office: Office, busy: tuple[Office, Busy]) -> None:
    """It ends with a sentence, and nothing was removed."""
    slower, log = busy

    def conflict() -> None:
        raise Conflict

    log.faster, log.times = conflict, ATTEMPTS

    with pytest.raises(Unavailable, match="Others kept recording in between"):
        expunge(slower)

    assert len(office.records) == 2


def test_removes_nothing_where_it_must_not_write(office: Office, path: Path) -> None:
    """An auditor's copy stays as it is, and the sentence says why."""
    log = open_log(Path(f"file:{path}?mode=ro"), EXPUNGER)
    reader = Office(log, office.read_model)

    with pytest.raises(Unavailable, match="Nothing was recorded: attempt to write a readonly"):
        expunge(reader)

    log.close()
    assert len(office.records) == 2
