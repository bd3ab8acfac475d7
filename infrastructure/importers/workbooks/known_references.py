"""The members, texts and other references of a body by column, to choose from in a workbook."""

from collections.abc import Iterable

from application.questions.asking.facts import Facts
from domain.events.bodies import InstrumentAdopted, ScaleRegistered, TaskAdopted
from domain.events.members import Joined, Renamed
from domain.events.progress import OUTSIDE_SCALES, MilestoneSet
from domain.events.texts import Adopted

OFFICIAL = "(official names)"
"""Where the official names of members stand, of today and before."""


def known_references(facts: Facts) -> dict[str, tuple[str, ...]]:
    """Return the words by column, in the order in which they were recorded."""
    scales = [fact.event for fact in facts.known(ScaleRegistered)]
    members = _once(fact.event.member for fact in facts.known(Joined))
    found = {
        **dict.fromkeys(("member", "chair", "vice_chair"), members),
        OFFICIAL: _once(
            [
                *(fact.event.name for fact in facts.known(Joined) if fact.event.name),
                *(fact.event.name for fact in facts.known(Renamed)),
            ]
        ),
        "instrument": _once(fact.event.reference for fact in facts.known(InstrumentAdopted)),
        "commitment": _once(fact.event.commitment for fact in facts.known(Adopted)),
        "task": _once(fact.event.reference for fact in facts.known(TaskAdopted)),
        "milestone": _once(fact.event.milestone for fact in facts.known(MilestoneSet)),
        "scale": _once(scale.scale for scale in scales),
        "scale_version": _once(scale.version for scale in scales),
        "assessment": _once(each.value for scale in scales for each in scale.values)
        + (OUTSIDE_SCALES if scales else ()),
    }
    return {column: words for column, words in found.items() if words}


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
