"""Where removed texts stand again is told by place alone."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from application.acts.members.joining import Join
from application.entries import expunging, log_acts
from domain.events.log import ReportPublished
from tests.application.given import Office, day
from tests.application.given_expunging import WANTED, WORDS, adopt, at_place, by_the_door, expunge

DIGEST = "a" * 64


@pytest.fixture
def office(path: Path) -> Iterator[Office]:
    """A register, opened by the separate door, whose second event must not have been entered."""
    with by_the_door(path) as office:
        yield office


def test_names_the_places_of_texts_that_stand_again(office: Office) -> None:
    """An amendment carries the whole content, and a clerk copies a note."""
    office.correct("@2", text=f"{WORDS} And more.")
    adopt(office, "T-2", "mudskipper  told us OF it.")
    adopt(office, "T-3", "Something else.")

    found = found_in(office)

    assert found.again == {"note": [3], "text": [3, 4]}
    assert found.versions == []


def test_names_other_versions_of_the_entry(office: Office) -> None:
    """A shortened text may still hold the name."""
    office.correct("@2", text="Mudskipper told.")

    found = found_in(office, replace(WANTED, fields=["text"]))

    assert (found.again, found.versions) == ({}, [3])


def test_leaves_out_versions_without_such_a_text(office: Office) -> None:
    """A retraction is about the entry, but repeats nothing of it."""
    office.retract("@2")

    found = found_in(office, replace(WANTED, fields=["text"]))

    assert (found.again, found.versions) == ({}, [])


def test_a_short_text_is_looked_for_only_whole(office: Office) -> None:
    """A text such as "No" stands in half of all others."""
    at = adopt(office, "T-2", "Us")
    adopt(office, "T-3", "us")

    found = found_in(office, at_place(at))

    assert found.again == {"text": [4]}


def test_names_reports_that_were_published_since(office: Office) -> None:
    """They left the house with the text in them, perhaps."""
    before = publish(office, "BEFORE")
    at = adopt(office, "T-2", "Another text.")
    after = publish(office, "AFTER")

    found = found_in(office, at_place(at))

    assert (before, found.reports) == (3, [(after, "AFTER")])


def test_names_members_that_were_named_so(office: Office) -> None:
    """Text is looked for in every field, whatever it is called."""
    office.act(Join(member="MUD", on=day("2020"), name=WORDS).record)

    assert found_in(office).again == {"text": [3]}


def test_after_a_removal_its_fields_still_lead_to_versions_and_reports(office: Office) -> None:
    """The list was lost with the terminal, and the texts are gone: this much can be told."""
    office.correct("@2", text=f"{WORDS} And more.")
    expunge(office, replace(WANTED, fields=["text"]))
    after = publish(office, "AFTER")

    of, found = expunging.removed_before(office.log, 2)

    assert of.position == 2
    assert found == expunging.OtherOccurrences(again={}, versions=[3], reports=[(after, "AFTER")])


def test_where_nothing_was_removed_there_are_no_fields(office: Office) -> None:
    """A mistyped position leads nowhere."""
    office.correct("@2", text=f"{WORDS} And more.")

    _, found = expunging.removed_before(office.log, 2)

    assert found == expunging.OtherOccurrences(again={}, versions=[], reports=[])


def found_in(
    office: Office, wanted: expunging.RemovalRequest = WANTED
) -> expunging.OtherOccurrences:
    made = expunging.plan(office.register, wanted)
    return expunging.traces(office.log, made.record, made.removal.texts)


def publish(office: Office, reference: str) -> int:
    event = ReportPublished(report=reference, manifest_sha256=DIGEST, content_sha256=DIGEST, size=1)
    return office.record(lambda r: log_acts.record(r, event)).last
