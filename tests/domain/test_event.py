"""The envelope, and that no text gets into an event around the guard."""

import types
from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Annotated, Literal, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import pytest
from pydantic import BaseModel, StringConstraints, ValidationError

from domain.event import Ending, Envelope, free_texts
from domain.events.bodies import ScaleRegistered, ScaleValue
from domain.events.entries import Retracted
from domain.events.meetings import AgendaItem, MeetingConvened
from domain.events.members import Suspended
from domain.events.progress import Evidence, ProgressReported
from domain.events.table import EVENTS
from domain.values import FreeText, ImpreciseDate, Source
from tests.domain.given import Log, id_of, joined, recorded


def test_free_texts_are_found_at_any_depth() -> None:
    """A telephone number in the publisher of the second piece of evidence must be found too."""
    report = ProgressReported(
        commitment="T-1",
        member="ATL",
        scale="ogp",
        scale_version="1",
        assessment="limited",
        narrative="A law was adopted.",
        evidence=(
            Evidence(direction="context", type="legislation", title="First"),
            Evidence(
                direction="mixed",
                type="media",
                title="Second",
                publisher="A newspaper",
                url="https://example.org/2",
            ),
        ),
    )

    found = {(name, text, mark.link) for name, text, mark in free_texts(report)}

    assert found == {
        ("commitment", "T-1", False),
        ("scale", "ogp", False),
        ("scale_version", "1", False),
        ("assessment", "limited", False),
        ("narrative", "A law was adopted.", False),
        ("evidence.title", "First", False),
        ("evidence.title", "Second", False),
        ("evidence.publisher", "A newspaper", False),
        ("evidence.url", "https://example.org/2", True),
    }


def test_free_texts_in_tuples_of_lines_are_found() -> None:
    """The items of an agenda are written by people, and so is what a meeting is called."""
    agenda = (AgendaItem(item="1", title="Opening"), AgendaItem(item="2", title="Closing"))
    meeting = MeetingConvened(meeting="M1", kind="inaugural", agenda=agenda)

    assert [text for _, text, _ in free_texts(meeting)] == ["M1", "1", "Opening", "2", "Closing"]


def test_free_texts_in_tuples_of_values_are_found() -> None:
    """A reference is short, and long enough for an address or a number."""
    scale = ScaleRegistered(
        scale="ogp", version="1", title="Scale", values=(ScaleValue(value="low", label="Low"),)
    )

    assert [text for _, text, _ in free_texts(scale)] == ["ogp", "1", "Scale", "low", "Low"]


def test_free_texts_of_an_envelope_are_note_source_and_public_reference() -> None:
    """Notes and sources come from the same hands as events."""
    envelope = Envelope(
        event_id=id_of(1),
        salt="0" * 32,
        actor="ATL",
        note="A note",
        source=Source(title="A page", reference="p. 3", url="https://example.org"),
        public_reference="Printed in EX/1",
    )

    names = [name for name, _, _ in free_texts(envelope)]

    assert names == ["source.title", "source.reference", "source.url", "note", "public_reference"]


def models() -> Iterator[type[BaseModel]]:
    waiting: list[type[BaseModel]] = [Envelope, *EVENTS]
    seen: set[type[BaseModel]] = set()
    while waiting:
        model = waiting.pop()
        if model not in seen:
            seen.add(model)
            yield model
            for hint in get_type_hints(model).values():
                waiting.extend(part for part in parts(hint) if issubclass(part, BaseModel))


def parts(hint: object) -> Iterator[type]:
    """Every class inside a hint."""
    if isinstance(hint, type) and not get_args(hint):
        yield hint
    for argument in get_args(hint):
        yield from parts(argument)


def loose(hint: object) -> bool:
    """Whether a hint lets through text that no guard reads and no pattern holds."""
    if get_origin(hint) is Annotated:
        inner, *marks = get_args(hint)
        bound = any(isinstance(m, FreeText) for m in marks) or any(
            isinstance(m, StringConstraints) and m.pattern for m in marks
        )
        return loose(inner) and not bound
    if get_origin(hint) in (Union, types.UnionType, tuple):
        return any(loose(argument) for argument in get_args(hint) if argument is not Ellipsis)
    if get_origin(hint) is Literal:
        return False
    if isinstance(hint, type) and issubclass(hint, Enum | BaseModel):
        return False
    return hint not in (bool, int, date, UUID, ImpreciseDate, type(None))


def test_every_text_is_read_by_the_guard_or_held_by_a_pattern() -> None:
    """One plain `str` field would be a way around the guard, for ever."""
    found = [
        f"{model.__name__}.{name}"
        for model in models()
        for name, hint in get_type_hints(model, include_extras=True).items()
        if name in model.model_fields and loose(hint)
    ]

    assert found == []


@pytest.mark.parametrize("hint", [str, str | None, tuple[str, ...], Annotated[str, "no mark"]])
def test_the_rule_itself_finds_plain_texts(hint: object) -> None:
    """A rule that finds nothing anywhere would be of no use."""
    assert loose(hint)


def test_events_are_frozen_and_refuse_what_they_do_not_know() -> None:
    """A misspelt field would else be lost without a word."""
    for event in EVENTS:
        assert event.model_config.get("frozen"), event
        assert event.model_config.get("extra") == "forbid", event


def test_an_event_cannot_be_changed() -> None:
    """What happened, happened."""
    event = joined()

    with pytest.raises(ValidationError, match="frozen"):
        event.name = "Lemuria"


def test_a_plain_event_ends_nothing_and_is_about_nothing() -> None:
    """Only acts that say so end, target or date anything."""
    meeting = MeetingConvened(meeting="M1", kind="inaugural")

    assert (meeting.subject, meeting.ended, meeting.target, meeting.days) == ("", (), None, ())


def test_an_event_belongs_to_the_entry_that_it_begins_amends_or_is_about() -> None:
    """Three ways in, and one entry."""
    first = recorded(1, Suspended(member="ATL"))
    amendment = recorded(2, Suspended(member="ATL", reason="Arrears"), corrects=id_of(1))
    retraction = recorded(3, Retracted(entry_id=id_of(1), reason="Never"))

    assert {each.entry_id for each in (first, amendment, retraction)} == {id_of(1)}


def test_the_day_of_recording_is_that_of_universal_time() -> None:
    """A register kept in many places has one day."""
    log = Log(today="2026-02-10")
    log.add(joined(), "2026-01-15")

    assert log.records[0].recorded_on == date(2026, 2, 10)


def test_each_kind_of_ending_says_what_it_ends() -> None:
    """One that does not must not end everything, or nothing, without a word."""
    with pytest.raises(NotImplementedError):
        Ending().covers(joined())
