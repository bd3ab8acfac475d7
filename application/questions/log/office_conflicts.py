"""Chairs and vice-chairs that were, by what is known now, no active members when they began."""

from collections.abc import Iterator, Mapping

from application.questions.log.quorum_conflicts import Conflict
from domain.bodies.taskforce import Taskforce
from domain.events.bodies import ChairAppointed, ViceChairAppointed
from domain.members.active import CHAIRING, VICE_CHAIRING, why_not_active
from domain.members.member import Member


def held_by_no_members(body: Taskforce, members: Mapping[str, Member]) -> Iterator[Conflict]:
    """Yield who took an office of the body on a day on which it surely was no active member."""
    chairs = [(entry, it.chair, CHAIRING) for entry, it in body.history.each(ChairAppointed)]
    vice_chairs = [
        (entry, it.vice_chair, VICE_CHAIRING) for entry, it in body.history.each(ViceChairAppointed)
    ]
    known = [each for each in (*chairs, *vice_chairs) if each[1] in members]
    for entry, code, to in known:
        if refusal := why_not_active(members[code].history, code, entry.begins, to):
            yield code, str(refusal.sentence), [entry.description, *refusal.entries]
