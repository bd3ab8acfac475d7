"""Who may have joined, left or withdrawn by a day, on some reading of an imprecise date."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from application.questions.asking.fact import Fact
from application.questions.asking.facts import Facts
from domain.event import Event
from domain.events.members import Joined, MemberEvent, Suspended, Withdrew
from domain.events.texts import Consented, MemberAct, Signed, Withdrawn
from domain.values import ImpreciseDate
from domain.words import Words, joined, worded


def uncertain_members(facts: Facts) -> list[str]:
    """Return notes on those that may have been members, or may have left, by the day."""
    listed, at = {row.member: row.name for row in facts.members}, facts.at
    perhaps = [
        worded("{member} (joined {joined_on})", member=row.name, joined_on=str(row.joined_on))
        for row in facts.read_model.members(facts.taskforce, replace(at, on=date.max))
        if row.member not in listed
        and row.joined_on is not None
        and _may_have_begun(row.joined_on, at.on)
    ]
    left = _counted(_doubtful(facts.of(()), Withdrew, (Joined, Suspended)), listed)
    if not perhaps:
        return left
    told = joined(", ", perhaps)
    return [worded("Not certain on that day, and not counted: {perhaps}.", perhaps=told), *left]


def perhaps_withdrawn(
    facts: Facts, commitments: Sequence[str], called: Mapping[str, str]
) -> list[str]:
    """Return a note on those whose acts stand, and that may have withdrawn them by the day."""
    return _counted(_doubtful(facts.of(commitments), Withdrawn, (Signed, Consented)), called)


def _doubtful(
    facts: Facts, kind: type[MemberAct | MemberEvent], acts: Sequence[type[Event]]
) -> Sequence[Fact[MemberAct | MemberEvent]]:
    """Return what may have ended by the day an act that is counted, and was never revoked."""
    on = facts.at.on
    found = [fact for fact in facts.known(kind) if fact.by > on and _may_have_begun(fact.on, on)]
    if not found:
        return ()
    ends, revoked = facts.ended_with(), facts.ended_by(date.max)
    standing = {fact.entry_id for act in acts for fact in facts.standing(act)}
    return [f for f in found if f.entry_id not in revoked and ends[f.entry] & standing]


def _counted(
    found: Sequence[Fact[MemberAct | MemberEvent]], called: Mapping[str, str]
) -> list[str]:
    if not found:
        return []
    told = joined(", ", sorted({_withdrew(fact, called) for fact in found}))
    return [worded("Not certain on that day, and counted: {perhaps}.", perhaps=told)]


def _withdrew(fact: Fact[MemberAct | MemberEvent], called: Mapping[str, str]) -> Words:
    name = called.get(fact.event.member, fact.event.member)
    if fact.on.text == "unknown":
        return worded("{member} (withdrew on an unknown day)", member=name)
    return worded("{member} (withdrew {withdrew_on})", member=name, withdrew_on=fact.on.text)


def _may_have_begun(day: ImpreciseDate, on: date) -> bool:
    return day.earliest is None or day.earliest <= on
