"""Texts that must never have been entered are taken out, and everything else stays as it was."""

import json
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from pydantic import BaseModel

from application.event_store.stored_events import decode, encode, is_as_written
from domain.errors import AlreadyExpunged, Malformed, Refused
from domain.event import Envelope, Event, free_texts
from domain.events.log import Expunged
from domain.events.meetings import AgendaItem, MeetingConvened
from domain.events.members import Suspended
from domain.events.table import EVENTS, TOPICS
from domain.log.expunging import NO_ROW, REMOVED, REMOVED_LINK, is_without, removable, remove
from domain.values import Source
from tests.domain.given import expunged

GOLDEN = sorted((Path(__file__).parents[2] / "golden").glob("*.json"))
SALT, NEW_SALT = "1" * 32, "2" * 32
WORDS = "Mudskipper"
RECORD = expunged(4, "note")


def envelope(**more: object) -> Envelope:
    told = {"event_id": UUID(int=7), "salt": SALT, "actor": "p-keeper", **more}
    return Envelope.model_validate(told)


WRITTEN = envelope(
    note=f"{WORDS} said so.",
    public_reference=f"It is the number of {WORDS}.",
    source=Source(
        title=f"Letter of {WORDS}",
        reference=f"Page of {WORDS}",
        url=f"https://example.org/{WORDS}",
        sha256="c" * 64,
    ),
    row_key="d" * 64,
    row_sha256="e" * 64,
    correlation_id=UUID(int=8),
)
MEETING = MeetingConvened(
    meeting="M-1",
    kind="inaugural",
    place=f"House of {WORDS}",
    agenda=(
        AgendaItem(item="1", title=f"On {WORDS}", initiatives=(WORDS, "Others"), gaps=("G-1",)),
        AgendaItem(item="2", title="Opening"),
    ),
)


def leaves(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Yield every value inside JSON with its place."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from leaves(each, f"{path}.{name}")
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from leaves(each, f"{path}.{number}")
    else:
        yield path, value


def test_takes_out_all_that_people_wrote() -> None:
    """Who asks for a name to be gone need not know where it was written."""
    removal = remove(WRITTEN, MEETING, salt=NEW_SALT)

    assert WORDS.encode() not in encode(removal.envelope, removal.event)
    assert removal.fields == (
        "source.title",
        "source.reference",
        "source.url",
        "note",
        "public_reference",
        "place",
        "agenda.title",
        "agenda.initiatives",
        "row_sha256",
    )
    assert removal.texts["agenda.title"] == [f"On {WORDS}", "Opening"]
    assert removal.envelope.note == REMOVED
    assert removal.envelope.source is not None
    assert removal.envelope.source.url == REMOVED_LINK


def test_keeps_all_that_others_rest_on() -> None:
    """References, days, hashes of documents, ids and their order stay."""
    removal = remove(WRITTEN, MEETING, salt=NEW_SALT)
    before = dict(leaves(json.loads(encode(WRITTEN, MEETING))))
    after = dict(leaves(json.loads(encode(removal.envelope, removal.event))))

    changed = {place for place, value in after.items() if before[place] != value}

    assert set(after) == set(before)
    assert {after[place] for place in changed} == {REMOVED, REMOVED_LINK, NEW_SALT, NO_ROW}
    assert ".envelope.salt" in changed
    assert not [p for p in changed if p.endswith((".sha256", "row_key", ".item", "gaps.0"))]


def test_takes_out_only_the_fields_that_are_named() -> None:
    """A court may forbid one remark; the rest of the entry is still true and needed."""
    removal = remove(WRITTEN, MEETING, fields=["note", "agenda.title"], salt=NEW_SALT)

    assert removal.fields == ("note", "agenda.title", "row_sha256")
    assert removal.event == MEETING.model_copy(
        update={
            "agenda": tuple(each.model_copy(update={"title": REMOVED}) for each in MEETING.agenda)
        }
    )
    assert removal.envelope == WRITTEN.model_copy(
        update={"note": REMOVED, "salt": NEW_SALT, "row_sha256": NO_ROW}
    )


def test_takes_the_hash_of_a_row_out_of_an_event_without_texts() -> None:
    """Another event of the same row may have held them, and its hash confirms a guess."""
    event, told = Suspended(member="ATL"), envelope(row_key="d" * 64, row_sha256="e" * 64)

    removal = remove(told, event, salt=NEW_SALT)

    assert (removal.fields, removal.event) == (("row_sha256",), event)
    assert removal.envelope.row_sha256 == NO_ROW
    assert is_without(removal.envelope, event, removal.fields)
    assert not is_without(told, event, removal.fields)
    with pytest.raises(Refused, match="no text in it that people wrote"):
        remove(removal.envelope, event, salt=NEW_SALT)


def test_names_the_fields_that_hold_a_text() -> None:
    """A slip of the pen must not remove something else, nor nothing."""
    with pytest.raises(
        Malformed, match="no text in 'notes' that could be removed, only in: source"
    ):
        remove(WRITTEN, Suspended(member="ATL"), fields=["note", "notes"], salt=NEW_SALT)


def test_refuses_where_nobody_wrote_anything() -> None:
    """A removal of nothing would only make readers wonder what it was."""
    with pytest.raises(Refused, match="no text in it that people wrote"):
        remove(envelope(), Suspended(member="ATL"), salt=NEW_SALT)


def test_what_was_taken_out_is_not_there_any_more() -> None:
    """So nothing can be taken out twice, whatever else is asked."""
    removal = remove(WRITTEN, MEETING, salt=NEW_SALT)

    assert removable(removal.envelope, removal.event) == {}


@pytest.mark.parametrize(
    ("fields", "without"),
    [
        (["note"], True),
        (["note", "place"], True),
        (["note", "agenda.title"], False),
        (["agenda.item"], False),
        (["party"], False),
    ],
)
def test_a_field_is_without_texts_if_marks_stand_there(fields: list[str], *, without: bool) -> None:
    """One text that stays, a code, or nothing at all is no removal of it."""
    left = AgendaItem(item="1", title="On words")
    taken = remove(WRITTEN, MEETING, salt=NEW_SALT)
    assert isinstance(taken.event, MeetingConvened)
    event = taken.event.model_copy(update={"agenda": (*taken.event.agenda, left)})

    assert is_without(taken.envelope, event, fields) is without


def test_an_older_state_counts_as_written() -> None:
    """Texts were taken out of it by a version that wrote it so; ours would write it otherwise."""
    older = b'{"schema":1,"envelope":%s,"event":%s}' % (
        envelope().model_dump_json(exclude_none=True).encode(),
        b'{"report":"GTF-1","manifest_sha256":"%s","content_sha256":"%s","size":3}'
        % (b"a" * 64, b"b" * 64),
    )

    assert is_as_written("report.published", older)
    assert not is_as_written("report.published", older.replace(b'"schema":1', b'"schema": 2'))


def test_a_record_of_a_removal_stays() -> None:
    """On whose authority it was done must not be taken out as well."""
    with pytest.raises(Refused, match="stays on record for ever"):
        remove(envelope(note="A note."), RECORD, salt=NEW_SALT)


def test_a_second_time_is_refused_by_name() -> None:
    """One record accounts for one leaf; the sentence says where it is."""
    refused = AlreadyExpunged(4, 9)

    assert str(refused) == "Texts of @4 were removed already, as @9 says."
    assert (refused.position, refused.record) == (4, 9)


def test_every_event_still_reads_without_its_texts() -> None:
    """The mark must fit the field that it stands in, for every topic there is."""
    for path in GOLDEN:
        topic, _, _ = path.stem.rpartition(".")
        told, event = decode(topic, path.read_bytes().strip())
        if isinstance(event, Expunged) or not removable(told, event):
            continue

        removal = remove(told, event, salt=NEW_SALT)
        state = encode(removal.envelope, removal.event)

        assert decode(topic, state) == (removal.envelope, removal.event), path
        assert is_as_written(topic, state), path
        assert is_without(removal.envelope, removal.event, removal.fields), path
        assert not is_without(told, event, removal.fields), path
        assert kept(removal.envelope, removal.event) == kept(told, event), path


def kept(told: Envelope, event: Event) -> list[tuple[str, str]]:
    return [
        (name, text)
        for model in (told, event)
        for name, text, mark in free_texts(model)
        if mark.code
    ]


def test_no_field_of_an_event_is_called_as_one_of_the_envelope() -> None:
    """A field is named by its name alone, so there must be one of that name."""
    texts = {"note", "source", "public_reference"}

    found = {event.TOPIC for event in EVENTS if texts & set(names(event))}

    assert found == set()
    assert texts <= set(Envelope.model_fields)
    assert len(TOPICS) == len(EVENTS)


def names(model: type[BaseModel]) -> list[str]:
    return list(model.model_fields)
