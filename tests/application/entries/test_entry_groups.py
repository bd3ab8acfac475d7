"""Which entries are meant by one that is named: all that its act recorded, or itself alone."""

from collections.abc import Sequence

import pytest

from application.entries import amending, groups
from application.entries.groups import EntryGroup
from domain.errors import Malformed, Refused
from tests.application.given import ANYBODY, BODY, Office


def acts(office: Office, *names: int, only: bool = False) -> list[EntryGroup]:
    found: list[EntryGroup] = []
    named = [f"@{name}" for name in names]
    office.register.prepare(
        lambda r: found.extend(groups.groups_of(r, BODY, named, only=only)), ANYBODY
    )
    return found


def positions(acts: Sequence[EntryGroup]) -> list[list[int]]:
    return [[each.first.position for each in act.together] for act in acts]


def test_an_act_is_all_that_was_recorded_together(office: Office) -> None:
    """A membership with its end is one act, a single joining another."""
    span = office.join("ATL", "2020-01-01", until="2021-01-01").first
    single = office.join("ZUB").last

    found = acts(office, span, single)

    assert positions(found) == [[span, span + 1], [single]]
    assert [act.alone for act in found] == [False, False]


def test_entries_that_are_named_together_are_meant_alone(office: Office) -> None:
    """So is one that is asked for."""
    span = office.join("ATL", "2020-01-01", until="2021-01-01").first

    assert [act.alone for act in acts(office, span, span + 1)] == [True, True]
    assert [act.alone for act in acts(office, span, only=True)] == [True]


def test_a_value_is_for_entries_of_one_kind_that_said_the_same(office: Office) -> None:
    """The day on which a member left is not that on which it joined."""
    span = office.join("ATL", "2020-01-01", until="2021-01-01").first
    (act,) = acts(office, span)

    (amendment,) = groups.amendments([act], [{"on": "2019", "name": "Atlantida"}])

    assert amendment.changes == {"on": "2019", "name": "Atlantida"}
    assert amendment.entry == str(act.entry.id)


def test_what_is_taken_back_is_what_stands(office: Office) -> None:
    """What is named is meant in any case, so that it is refused and not passed over."""
    span = office.join("ATL", "2020-01-01", until="2021-01-01").first
    office.retract(f"@{span + 1}")
    standing, gone = acts(office, span)[0], acts(office, span + 1)[0]

    names = [groups.entries_of([a], lambda e: not e.retracted) for a in (standing, gone)]

    assert names == [[str(standing.entry.id)], [str(gone.entry.id)]]
    with pytest.raises(Refused, match="was retracted already"):
        office.record(lambda r: amending.retract(r, names[1], "x"))


def test_another_body_or_a_name_said_twice_is_refused(office: Office) -> None:
    """Both are slips of the finger."""
    position = office.join("ATL").last
    name, found = f"@{position}", list[EntryGroup]()

    with pytest.raises(Malformed, match="is named twice"):
        acts(office, position, position)
    with pytest.raises(Refused, match="is an entry of EXT, not of OTH"):
        office.register.prepare(
            lambda r: found.extend(groups.groups_of(r, "OTH", [name], only=False)), ANYBODY
        )
