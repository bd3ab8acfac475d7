"""How many members have each standing, in words, and of which of them that is not certain."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from application.questions.asking.fact import Fact
from application.questions.asking.facts import Facts
from domain.event import Event
from domain.events.members import Joined, MemberEvent, Suspended, Withdrew
from domain.events.texts import Consented, MemberAct, Signed, Withdrawn
from domain.texts.standing import MemberStanding, Standing
from domain.values import ImpreciseDate
from domain.words import Words, joined, worded

MEMBERS: Mapping[str, tuple[str, str]] = {
    MemberStanding.APPLICANT: ("{number} applicant", "{number} applicants"),
    MemberStanding.ACTIVE: ("{number} active", "{number} active"),
    MemberStanding.SUSPENDED: ("{number} suspended", "{number} suspended"),
    MemberStanding.WITHDRAWN: ("{number} withdrawn", "{number} withdrawn"),
}
"""By standing in the body: how one member that has it is counted, and how others are."""
COUNTED: Mapping[str, tuple[str, str]] = {
    Standing.SIGNATORY: ("{number} signatory", "{number} signatories"),
    Standing.CONTRACTING_PARTY: ("{number} contracting party", "{number} contracting parties"),
    Standing.PARTY: ("{number} party", "{number} parties"),
    Standing.FORMER_SIGNATORY: ("{number} former signatory", "{number} former signatories"),
    Standing.FORMER_PARTY: ("{number} former party", "{number} former parties"),
}
"""By standing: how one member that has it is counted, and how others are."""
WITHOUT: Mapping[tuple[bool, bool], str] = {
    (False, False): "{standings}; 1 has not signed",
    (False, True): "{standings}; {others} have not signed",
    (True, False): "{standings}; 1 has neither signed nor consented",
    (True, True): "{standings}; {others} have neither signed nor consented",
}
"""By whether it is a treaty, to which parties need not have signed, and whether there are several:
how members without a standing are counted."""
GONE = "No longer members of the body; what they signed stands: {gone}."


def standings_in_words(counts: Mapping[str, int], *, public: bool) -> str:
    """Return how many members have each standing, in words: 1 signatory, 20 parties."""
    found = [(name, number) for name, number in counts.items() if name in COUNTED and number]
    if found:
        return joined(", ", [worded(COUNTED[name][n > 1], number=n) for name, n in found])
    if public:
        return worded("no signature that the public may see is recorded")
    return worded("no signature is recorded")


def standings_of_all(counts: Mapping[str, int], *, public: bool) -> str:
    """Return how many have each standing, and how many have not signed, as far as may be told."""
    standings, others = standings_in_words(counts, public=public), counts.get("none", 0)
    if not others:
        return standings
    template = WITHOUT[Standing.PARTY in counts, others > 1]
    return worded(template, standings=standings, others=others)


def members_in_words(counts: Mapping[str, int]) -> str:
    """Return how many members have each standing in their body, in words; "" for none."""
    found = [(name, number) for name, number in counts.items() if number]
    return joined(", ", [worded(MEMBERS[name][n > 1], number=n) for name, n in found])


def left_the_body(facts: Facts, standing: Collection[str]) -> list[str]:
    """Return a note on those with a signature or consent that stands that left by the day."""
    gone = [
        worded("{member} (left on {on})", member=row.name, on=row.withdrew_on)
        for row in facts.members
        if row.member in standing and row.standing == MemberStanding.WITHDRAWN
    ]
    return [worded(GONE, gone=joined(", ", gone))] if gone else []


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
    if facts.once(_perhaps_withdrawn_from).isdisjoint(commitments):
        return []
    return _counted(_doubtful(facts.of(commitments), Withdrawn, (Signed, Consented)), called)


def _perhaps_withdrawn_from(facts: Facts) -> set[str]:
    """Return the commitments from which somebody may have withdrawn by the day; one query."""
    on = facts.at.on
    return {
        each.event.commitment for each in facts.later(Withdrawn) if _may_have_begun(each.on, on)
    }


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
