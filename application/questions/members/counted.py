"""How many members have each standing, in words, and of which of them that is not certain."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from application.model_rows import AsOf, MemberRow
from application.questions.asking.answer import shown_counts
from application.questions.asking.fact import Fact
from application.questions.asking.facts import Facts
from domain.event import Event
from domain.events.members import (
    Joined,
    MemberEvent,
    Suspended,
    WithdrawalNotified,
    Withdrew,
)
from domain.events.texts import Consented, MemberAct, SignatureConfirmed, Signed, Withdrawn
from domain.texts.standing_kinds import POLITICAL_STANDINGS, MemberStanding, Standing
from domain.values import UNKNOWN, ImpreciseDate, Visibility, surely_before
from domain.words import joined, worded

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
NOT_COUNTED = "Not certain on that day, and not counted: {perhaps}."
NOT_DONE = "Not certain on that day, and not counted as having done so: {perhaps}."
ARE_COUNTED = "Not certain on that day, and counted: {perhaps}."
TAKEN_FOR_MEMBERS = "Not certain on that day, and taken for members: {perhaps}."
JOINED = ("{member} (joined on an unknown day)", "{member} (joined {day})")
SIGNED = ("{member} (signed on an unknown day)", "{member} (signed {day})")
CONSENTED = ("{member} (consented on an unknown day)", "{member} (consented {day})")
WITHDREW = ("{member} (withdrew on an unknown day)", "{member} (withdrew {day})")
"""What a member may have done by the day, on a day of which nothing is known, or something is."""
SINCE_UNKNOWN = (
    "Signed or consented on an unknown day, so that nothing counts as due before that was "
    "recorded: {members}."
)
LEAVING = "Gave notice of withdrawal, and belongs until it is recorded that it left: {members}."
NOTICED = ("{member} (for an unknown day)", "{member} (for {day})")
SHOWN_IN_PART = worded("More is recorded of who signed, or consented, than may be shown here.")
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


def standing_notices(facts: Facts, of: Facts) -> Mapping[str, ImpreciseDate]:
    """Return by member that belongs the day for which it gave notice to leave.

    A notice of before the membership that holds is not meant. `of` are the facts of the members.
    """
    last = {fact.event.member: fact for fact in facts.begun(WithdrawalNotified)}
    return {
        row.member: notice.event.takes_effect_on or UNKNOWN
        for row in (of.members if last else ())
        if (notice := last.get(row.member)) and row.belongs
        if not (row.joined_on and surely_before(notice.on, row.joined_on))
    }


def leaving(facts: Facts, only: str = "") -> list[str]:
    """Return a note on those that gave notice and are members still, or on one of them."""
    notices = standing_notices(facts, facts)
    called = {row.member: row.name for row in facts.members}
    names = [
        _dated(NOTICED, called[code], day) for code, day in notices.items() if only in ("", code)
    ]
    return [worded(LEAVING, members=joined(", ", names))] if names else []


def perhaps_begun(facts: Facts) -> set[str]:
    """Return the members and commitments of whom it is not certain what had begun; one query."""
    topics = [kind.TOPIC for kind in (Joined, Withdrew, Signed, Consented, Withdrawn)]
    rows = facts.read_model.uncertain(facts.taskforce, topics, facts.at)
    return {row.stream for row in rows}


def uncertain_members(facts: Facts, counted: Collection[str] = ()) -> list[str]:
    """Return notes on those that may have been members, or may have left, by the day.

    Those that are `counted` may have joined, and have signed.
    """
    if not facts.once(perhaps_begun):
        return []
    listed = {row.member: row.name for row in facts.members}
    perhaps = [with_joining(row) for row in facts.once(perhaps_joined) if row.member not in counted]
    left = _doubtful(facts.of(()), Withdrew, (Joined, Suspended))
    return [*_told(NOT_COUNTED, perhaps), *_told(ARE_COUNTED, _named(WITHDREW, left, listed))]


def taken_for_members(facts: Facts, listed: Collection[str], on: ImpreciseDate) -> Iterator[str]:
    """Yield a note on those that are listed as members on a day by which they may have joined.

    Of whom nothing is known but that they are members, it is not told at each meeting.
    """
    latest = on.latest
    perhaps = [
        with_joining(row)
        for row in (*facts.members, *facts.once(perhaps_joined))
        if latest and row.member in listed and row.joined_on and row.joined_on.earliest
        if row.joined_on.earliest <= latest < (row.joined_on.latest or date.max)
    ]
    yield from _told(TAKEN_FOR_MEMBERS, perhaps)


def perhaps_joined(facts: Facts) -> list[MemberRow]:
    """Return those that may have joined by the day, or later."""
    at, listed = facts.at, {row.member for row in facts.members}
    return [
        row
        for row in facts.read_model.members(facts.taskforce, replace(at, on=date.max))
        if row.member not in listed
        and row.joined_on is not None
        and (row.joined_on.earliest or date.min) <= at.on
    ]


def with_joining(row: MemberRow) -> str:
    """Return the name of a member with the day on which it joined, as far as it is known."""
    return _dated(JOINED, row.name, row.joined_on or UNKNOWN)


def uncertain_acts(facts: Facts, commitments: Sequence[str]) -> list[str]:
    """Return notes on those that may have signed, or withdrawn what stands, by the day."""
    if facts.once(perhaps_begun).isdisjoint(commitments):
        return []
    called = {row.member: row.name for row in (*facts.members, *facts.once(perhaps_joined))}
    of_text = facts.of(commitments)
    perhaps = [
        said
        for kind, words in ((Signed, SIGNED), (Consented, CONSENTED))
        for said in _named(words, _not_counted(of_text, kind, called), called)
    ]
    left = _doubtful(of_text, Withdrawn, (Signed, Consented))
    return [*_told(NOT_DONE, perhaps), *_told(ARE_COUNTED, _named(WITHDREW, left, called))]


def bound_since_unknown(
    facts: Facts, is_for: Callable[[str, str], bool] | None = None
) -> list[str]:
    """Return a note on those of whom it is not known since when they are bound by a commitment.

    `is_for` says of which commitments and members, None of all. What is reported rests on none of
    what this looks at.
    """
    apart = Facts(facts.read_model, facts.taskforce, facts.at)
    acts = (fact for kind in (Signed, Consented) for fact in apart.standing(kind))
    bound = [fact.event for fact in acts if fact.on == UNKNOWN]
    found = {e.member for e in bound if is_for is None or is_for(e.commitment, e.member)}
    names = [row.name for row in facts.members if row.member in found]
    return [worded(SINCE_UNKNOWN, members=joined(", ", names))] if names else []


def _not_counted(
    facts: Facts, kind: type[MemberAct], possible: Collection[str]
) -> Sequence[Fact[MemberAct]]:
    """Return what may have begun by the day, of possible members that have none that stands.

    Who consented is counted, whether it had signed or not, and who confirmed its signature.
    """
    standing = (*facts.standing(kind), *facts.standing(Consented))
    counted = {fact.event.member for fact in standing} | set(_confirmed(facts))
    return [
        fact
        for fact in facts.known(kind)
        if facts.is_uncertain(fact) and fact.entry_id not in facts.ended
        if fact.event.member in possible and fact.event.member not in counted
    ]


def _confirmed(facts: Facts) -> Iterator[str]:
    """Yield who had surely confirmed by the day that it signed, on whatever day that was."""
    from application.questions.asking.confirmed_acts import confirmed_acts  # noqa: PLC0415  # few need them
    from domain.texts.confirmed_acts import is_ad_referendum  # noqa: PLC0415  # few need them

    for fact, _ in confirmed_acts(facts, SignatureConfirmed, is_ad_referendum):
        if fact.by <= facts.at.on and fact.entry_id not in facts.ended:
            yield fact.event.member


def _doubtful(
    facts: Facts, kind: type[MemberAct | MemberEvent], acts: Sequence[type[Event]]
) -> Sequence[Fact[MemberAct | MemberEvent]]:
    """Return what may have ended by the day an act that is counted, and was never revoked."""
    found = [fact for fact in facts.known(kind) if facts.is_uncertain(fact)]
    if not found:
        return ()
    ends, revoked = facts.ended_with(), facts.ended_by(date.max)
    standing = {fact.entry_id for act in acts for fact in facts.standing(act)}
    return [f for f in found if f.entry_id not in revoked and ends[f.entry] & standing]


def _told(template: str, perhaps: Sequence[str]) -> list[str]:
    return [worded(template, perhaps=joined(", ", perhaps))] if perhaps else []


def _named(
    words: tuple[str, str],
    found: Sequence[Fact[MemberAct | MemberEvent]],
    called: Mapping[str, str],
) -> list[str]:
    """Return each member with the day of what it may have done by then, as far as it is known."""
    members = ((called.get(fact.event.member, fact.event.member), fact.on) for fact in found)
    return sorted({_dated(words, *each) for each in members})


def _dated(words: tuple[str, str], member: str, day: ImpreciseDate) -> str:
    return worded(words[day != UNKNOWN], member=member, day=day)


def told_in_part(facts: Facts) -> frozenset[str]:
    """Return the commitments on which members are told other standings than there are.

    The public is told always that more may be recorded, and never how many have none.
    """
    if facts.at.audience is not Visibility.MEMBERS:
        return frozenset()
    return frozenset(facts.read_model.shown_in_part(facts.taskforce, facts.at, facts.commitments))


def shown_in_part(facts: Facts) -> list[str]:
    """Return a note for members that more is recorded of who signed, if it is."""
    return [SHOWN_IN_PART] if facts.once(told_in_part) else []


def told_counts(counts: Mapping[str, int], at: AsOf, *, hidden: bool) -> Mapping[str, int] | None:
    """Return the counts as they are told; where some acts are hidden, nobody is counted as idle."""
    shown = {name: n for name, n in counts.items() if not hidden or name != Standing.NONE}
    return shown_counts(shown, at)


def counted_standings(*, political: bool) -> list[str]:
    """Return the standings that are counted although nobody has them."""
    return [standing.value for standing in (POLITICAL_STANDINGS if political else Standing)]
