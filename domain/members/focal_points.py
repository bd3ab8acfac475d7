"""Who a member's focal points are, by reference only; the names are in the contacts."""

from collections.abc import Iterator

from domain.contradictions import Contradiction, bad_endings, overlaps
from domain.errors import Refused
from domain.events.members import FocalPointDesignated, FocalPointReleased, FocalRole
from domain.history import History
from domain.values import ImpreciseDate, surely_before
from domain.words import worded


def release(
    history: History, member: str, person: str, role: FocalRole | None, on: ImpreciseDate
) -> FocalPointReleased:
    """Decide to release a person from a role, or from all that it had by a day if none is named.

    Raises:
        Refused: it has none; the sentence names those who have one.
    """
    standing = [
        (entry, event)
        for entry, event in history.each(FocalPointDesignated)
        if history.end_of(entry) is None and not surely_before(on, entry.begins)
    ]
    meant = [e for e, d in standing if d.person == person and role in (None, d.role)]
    if not meant:
        known = ", ".join(f"{d.person} ({d.role.replace('_', ' ')})" for _, d in standing)
        raise Refused(
            "{person} is no {role} of {member}. On record: {known}.",
            person=person,
            role=(role or "focal_point").replace("_", " "),
            member=member,
            known=known or worded("nobody"),
        )
    return FocalPointReleased(member=member, ends=tuple(entry.id for entry in meant))


def focal_point_contradictions(history: History) -> Iterator[Contradiction]:
    """Yield two main focal points at a time, a role held twice by one person, bad endings."""
    designations = list(history.each(FocalPointDesignated))
    main = [entry for entry, event in designations if event.role == "main"]
    sentence = worded("There is a main focal point already; release that one first.")
    yield from overlaps(history, main, "main-twice", sentence)
    for person, role in sorted({(d.person, d.role) for _, d in designations if d.role != "main"}):
        same = [entry for entry, d in designations if (d.person, d.role) == (person, role)]
        sentence = worded("{person} has that role already.", person=person)
        yield from overlaps(history, same, "role-twice", sentence)
    yield from bad_endings(history, FocalPointReleased, (FocalPointDesignated,))
