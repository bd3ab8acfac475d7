"""Answers about the log: when, where, whose, and what was imported."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from application.event_store.stored_events import content
from application.event_store.streams import stream_id
from domain.errors import UnknownReference
from domain.events import bodies as t
from domain.events import members as m
from domain.events.entries import Retracted
from domain.values import LegalNature, Visibility
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from tests.infrastructure.read_model.given import (
    BODY,
    SOURCE,
    START,
    Writer,
    adopted,
    as_of,
    established,
    joined,
    on,
    signed,
)

INSTRUMENT = t.InstrumentAdopted(reference="I-1", title="Pact", legal_nature=LegalNature.TREATY)
MICROSECOND = timedelta(microseconds=1)


def test_an_empty_log_has_no_positions(model: SQLiteReadModel) -> None:
    """The first questions come before the first entry."""
    assert model.head() == 0
    assert model.position_at(START) == 0
    assert model.recorded_at(0) is None
    assert model.taskforces() == []
    assert model.rebuild() == 0


def test_a_moment_is_before_what_was_recorded_at_it(model: SQLiteReadModel, writer: Writer) -> None:
    """What was known on Monday must not hold what came at Tuesday's first microsecond."""
    writer.append(joined())
    writer.now += timedelta(days=1)
    writer.append(adopted())

    assert model.position_at(START) == 0
    assert model.position_at(START + MICROSECOND) == 2
    assert model.position_at(START + timedelta(days=1)) == 2
    assert model.position_at(START + timedelta(days=1) + MICROSECOND) == 3
    assert model.position_at(datetime(9999, 1, 1, tzinfo=UTC)) == 3


def test_a_position_has_a_time(model: SQLiteReadModel, writer: Writer) -> None:
    """Where a position is missing, the last one before it counts."""
    writer.now += timedelta(hours=1, microseconds=5)
    writer.append(joined())

    assert model.recorded_at(0) is None
    assert model.recorded_at(1) == START
    assert model.recorded_at(2) == START + timedelta(hours=1, microseconds=5)
    assert model.recorded_at(99) == model.recorded_at(2)
    assert model.query("SELECT recorded_at FROM event")[1] == [
        ("2022-01-01T12:00:00.000000Z",),
        ("2022-01-01T13:00:00.000005Z",),
    ]


def test_bodies_come_in_the_order_of_their_founding(model: SQLiteReadModel, writer: Writer) -> None:
    """The first is the default, so it must not change when another one comes."""
    writer.append(established("AAA"))

    assert model.taskforces() == [BODY, "AAA"]


def test_the_same_code_in_two_bodies_is_two_members(model: SQLiteReadModel, writer: Writer) -> None:
    """Streams do not say whose they are; their ids do."""
    writer.append(established("TF2"))
    writer.append(joined())
    writer.append(joined(), stream=stream_id("member", "TF2", "KEN"))
    writer.append(joined("PER"), stream=stream_id("member", "TF2", "PER"))

    assert [row.member for row in model.members(BODY, as_of())] == ["KEN"]
    assert [row.member for row in model.members("TF2", as_of())] == ["KEN", "PER"]
    assert model.where_is("KEN") == [(BODY, "member"), ("TF2", "member")]


def test_where_something_is(model: SQLiteReadModel, writer: Writer) -> None:
    """People type a reference; they need not know what it is of."""
    writer.append(INSTRUMENT)
    writer.append(adopted("I-1"))

    assert model.where_is("I-1") == [(BODY, "instrument"), (BODY, "commitment")]
    assert model.where_is("I-9") == []


def test_an_instruments_commitments(model: SQLiteReadModel, writer: Writer) -> None:
    """In the order of adoption, without those that were never adopted."""
    for commitment in ("C-2", "C-1", "C-3"):
        entry = writer.append(adopted(commitment))
    writer.append(adopted("C-4", "I-2"))
    writer.retract(entry)
    writer.append(adopted("C-2"), corrects=writer.records[1].envelope.event_id)

    assert model.commitments_of(BODY, "I-1") == ["C-2", "C-1"]
    assert model.commitments_of(BODY, "I-9") == []


def test_that_an_entry_was_retracted_is_shown_to_all_who_saw_it(
    model: SQLiteReadModel, writer: Writer
) -> None:
    """The reason only to those to whom it was said: else a public entry would vanish unsaid."""
    entry = writer.append(joined(), visibility=Visibility.PUBLIC)
    writer.retract(entry, Visibility.SECRETARIAT)

    def last(audience: Visibility) -> tuple[str, str]:
        found = model.log(BODY, as_of(audience=audience), "KEN")[-1]
        return found.topic, found.content

    assert last(Visibility.PUBLIC) == ("record.retracted", "{}")
    assert last(Visibility.MEMBERS) == ("record.retracted", "{}")
    assert "never so" in last(Visibility.SECRETARIAT)[1]


def test_references_of_a_topic(model: SQLiteReadModel, writer: Writer) -> None:
    """A mistyped code is compared with these."""
    for member in ("KEN", "BRB", "KEN"):
        writer.append(joined(member))

    assert model.references(BODY, "member.joined") == ["KEN", "BRB"]
    assert model.references(BODY, "commitment.adopted") == []


def test_the_log_tells_all_of_an_event(model: SQLiteReadModel, writer: Writer) -> None:
    """An entry must be readable without the store."""
    envelope = {
        "notified_on": on("2022-07-01"),
        "on_behalf_of": "KEN",
        "source": SOURCE,
        "note": "In the presence of the chair.",
    }
    event_id = writer.append(signed(), envelope=envelope, visibility=Visibility.PUBLIC)
    writer.append(signed(), "2022-06", corrects=event_id, visibility=Visibility.PUBLIC)

    first, second = model.log(BODY, as_of(), "KEN")

    assert (first.position, first.recorded_at, first.event_id) == (2, START, str(event_id))
    assert (first.topic, first.taskforce, first.stream) == ("commitment.signed", BODY, "C-1")
    assert (first.member, first.visibility, first.entry) == ("KEN", "public", 2)
    assert (first.effective_on, first.notified_on) == (on("2022-06-01"), on("2022-07-01"))
    assert (first.actor, first.on_behalf_of) == ("p-registrar", "KEN")
    assert (first.source, first.basis) == (SOURCE.title, "stated")
    assert (first.note, first.because) == ("In the presence of the chair.", None)
    assert first.content == content(signed())
    assert (second.entry, second.because, second.effective_on) == (2, "error", on("2022-06"))


def test_the_log_of_a_reference(model: SQLiteReadModel, writer: Writer) -> None:
    """Of an instrument with all its commitments, of a commitment, or of a member."""
    instrument = writer.append(INSTRUMENT)
    writer.append(INSTRUMENT.model_copy(update={"reference": "I-2"}))
    for commitment in ("C-1", "C-2"):
        writer.append(adopted(commitment))
    writer.append(adopted("C-3", "I-2"))
    entry = writer.append(signed())
    writer.append(joined())
    writer.retract(entry)
    writer.retract(instrument)

    def positions(
        reference: str | None, taskforce: str | None = BODY, known: int = 99
    ) -> list[int]:
        rows = model.log(taskforce, as_of(position=known), reference)
        return [row.position for row in rows]

    assert positions("I-1") == [2, 4, 5, 7, 9, 10]
    assert positions("C-1") == [4, 7, 9]
    assert positions("KEN") == [7, 8, 9]
    assert positions("KEN", known=7) == [7]
    assert positions("I-9") == []
    assert positions(None) == list(range(1, 11))
    assert positions(None, taskforce=None) == list(range(1, 11))
    assert positions(None, taskforce="TF9") == []
    assert [row.entry for row in model.log(BODY, as_of(), "KEN")] == [7, 8, 7]


def test_finds_an_entry(model: SQLiteReadModel, writer: Writer) -> None:
    """By position or the beginning of an id, of its first event or of any that changed it."""
    entry = writer.append(signed())
    amendment = writer.append(signed(), "2022-06-02", corrects=entry)
    retraction = writer.retract(entry)

    for given in (
        *("@2", "@3", "@4", " @2 "),
        *(str(entry), str(entry)[:8], str(entry)[:11], entry.hex, str(entry).upper()),
        *(str(amendment)[:8], str(retraction)),
    ):
        found = model.locate(given)
        assert (found.kind, found.taskforce, found.reference) == ("commitment", BODY, "C-1")
        assert (found.entry_id, found.position) == (str(entry), 2)
    assert model.locate("@1").reference == BODY


@pytest.mark.parametrize(
    "given", ["@0", "@5", "@", "@x", "@" + "9" * 30, "ffffffff", "abc", "", "KEN", "1234567g"]
)
@pytest.mark.usefixtures("writer")
def test_finds_no_entry(model: SQLiteReadModel, given: str) -> None:
    """A mistyped id must never be taken for another entry."""
    with pytest.raises(UnknownReference, match="no entry"):
        model.locate(given)


def test_names_the_entries_that_begin_alike(model: SQLiteReadModel, writer: Writer) -> None:
    """Two ids may share their first digits; then more of them are needed."""
    ids = [UUID(f"aaaaaaaa-0000-4000-8000-00000000000{digit}") for digit in range(2)]
    for event_id in ids:
        writer.append(joined(), envelope={"event_id": event_id})

    with pytest.raises(UnknownReference) as refusal:
        model.locate("aaaaaaaa")

    assert refusal.value.near == tuple(map(str, ids))
    assert model.locate(str(ids[1])).position == 3


def test_what_speaks_of_no_entry_is_none(model: SQLiteReadModel, writer: Writer) -> None:
    """Nothing can be corrected where nothing was said."""
    entry = writer.append(joined())
    writer.append(writer.records[0].event.model_copy(), stream=stream_id("taskforce", BODY))
    writer.retract(entry)
    lost = writer.append(_retraction(UUID(int=1)), None, stream=stream_id("member", BODY, "KEN"))
    elsewhere = writer.append(_retraction(entry), None, stream=stream_id("taskforce", BODY))

    for event_id in (lost, elsewhere):
        with pytest.raises(UnknownReference):
            model.locate(str(event_id))
    assert [row.entry for row in model.log(BODY, as_of(), None)] == [1, 2, 3, 2, 5, 6]


def _retraction(entry: UUID) -> Retracted:
    return Retracted(entry_id=entry, reason="never so")


def test_an_amendment_of_nothing_stands_for_itself(model: SQLiteReadModel, writer: Writer) -> None:
    """As in the domain's fold: what was recorded is not lost because it names a stranger."""
    writer.append(joined("KEN", "Kenya"), corrects=UUID(int=1))
    writer.append(joined("KEN", "Republic of Kenya"), corrects=UUID(int=1))

    (row,) = model.members(BODY, as_of())

    assert row.name == "Republic of Kenya"
    assert [entry.entry for entry in model.log(BODY, as_of(), "KEN")] == [2, 2]


def test_a_stream_of_no_known_body_is_kept_aside(model: SQLiteReadModel, writer: Writer) -> None:
    """It is in the log, so it is shown there; it becomes somebody's once the body is known."""
    stream = stream_id("member", "TF2", "KEN")
    writer.append(joined(), stream=stream)
    writer.append(_retraction(UUID(int=1)), None, stream=UUID(int=5))
    writer.append(established("TF2"))
    writer.append(m.Renamed(member="KEN", name="Kenya"), stream=stream)

    assert [row.taskforce for row in model.log(None, as_of(), None)] == [BODY, "", "", "TF2", "TF2"]
    assert model.where_is("KEN") == [("TF2", "member")]
