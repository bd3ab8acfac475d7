"""What cannot be true together about a member's gaps, practices, engagement and focal points.

These are the rules of the subject `laws`, which has no module `rules`.
"""

from collections.abc import Iterator, Mapping

from domain.contradictions import Contradiction, contradiction, possibly_holds
from domain.entry import Entry
from domain.errors import UnknownReference
from domain.events.laws import (
    EngagementRecorded,
    GapFound,
    LegislativeGapAnswered,
    LegislativeGapClosed,
    LegislativeGapIdentified,
    LegislativeHelpOffered,
    LegislativeOpportunityIdentified,
    PracticeShowcased,
)
from domain.events.members import FocalPointDesignated, Joined
from domain.history import History
from domain.suggestions import near
from domain.values import Visibility, surely_before
from domain.words import worded

GapReply = LegislativeHelpOffered | LegislativeGapAnswered
FOUND = (LegislativeGapIdentified, LegislativeOpportunityIdentified)
OF_MEMBERS = (*FOUND, EngagementRecorded, PracticeShowcased, FocalPointDesignated)
"""What is recorded of members only, of a day on which it is one."""


def must_be_found(history: History, member: str, gap: str) -> None:
    """Refuse to say something of a gap that is not on record; `history` is of the member.

    Raises:
        UnknownReference: there is no such gap of this member.
    """
    found = [event.gap for _, event in gaps(history)]
    if gap not in found:
        raise UnknownReference(worded("gap of {member}", member=member), gap, near(gap, found))


def legislation_contradictions(history: History) -> Iterator[Contradiction]:
    """Yield gaps that are recorded twice, and replies about none, about a closed one, or too early.

    Also what is recorded of days on which it surely was no member, and open gaps that the public
    would see. `history` is of one member.
    """
    found: dict[str, Entry] = {}
    for entry, gap in gaps(history):
        first = found.setdefault(gap.gap, entry)
        if first is not entry:
            sentence = worded(
                "{gap} is recorded already; give this one another reference.", gap=gap.gap
            )
            yield contradiction("gap-twice", sentence, first, entry)
    closed: dict[str, Entry] = {}
    for entry, closing in history.each(LegislativeGapClosed):
        first = closed.setdefault(closing.gap, entry)
        if first is not entry:
            sentence = worded(
                "{gap} was closed already; to correct that, correct the entry.", gap=closing.gap
            )
            yield contradiction("gap-closed-twice", sentence, first, entry)
        yield from _gap_not_found(entry, closing.gap, found)
    for entry, reply in _replies(history):
        yield from _gap_not_found(entry, reply.gap, found)
        end = closed.get(reply.gap)
        if end and surely_before(end.begins, entry.begins):
            sentence = worded(
                "{gap} was closed by then, so nothing is left to be said about it.", gap=reply.gap
            )
            yield contradiction("gap-said-after-closing", sentence, end, entry)
        if isinstance(reply, LegislativeHelpOffered) and reply.by == reply.member:
            sentence = worded(
                "{member} cannot offer help to itself; what it plans is its answer: depositary gap "
                "answer {member} {gap}",
                member=reply.member,
                gap=reply.gap,
            )
            yield contradiction("gap-helps-itself", sentence, entry)
    yield from _public_while_open(history, closed)
    yield from _practices_twice(history)
    yield from _outside_memberships(history)


def _public_while_open(history: History, closed: Mapping[str, Entry]) -> Iterator[Contradiction]:
    for entry, event in (*gaps(history), *_replies(history)):
        if entry.visibility is Visibility.PUBLIC and event.gap not in closed:
            sentence = worded(
                "{gap} is open, and the public never sees an open gap: a list of them leads to "
                "safe havens. Show it to members or the secretariat only.",
                gap=event.gap,
            )
            yield contradiction("gap-open-to-all", sentence, entry)


def _practices_twice(history: History) -> Iterator[Contradiction]:
    shown: dict[str, Entry] = {}
    for entry, practice in history.each(PracticeShowcased):
        first = shown.setdefault(practice.practice, entry)
        if first is not entry:
            sentence = worded(
                "{practice} is recorded already; give this one another reference.",
                practice=practice.practice,
            )
            yield contradiction("practice-twice", sentence, first, entry)


def _gap_not_found(entry: Entry, gap: str, found: Mapping[str, Entry]) -> Iterator[Contradiction]:
    first = found.get(gap)
    if first is None:
        sentence = worded(
            "It is about {gap}, which is no gap of {subject} on record.",
            gap=gap,
            subject=entry.event.subject,
        )
        yield contradiction("gap-not-found", sentence, entry)
    elif surely_before(entry.begins, first.begins):
        sentence = worded("{gap} was found on {begins} only.", gap=gap, begins=first.begins)
        yield contradiction("gap-not-yet-found", sentence, first, entry)


def _outside_memberships(history: History) -> Iterator[Contradiction]:
    memberships = [entry for entry, _ in history.each(Joined)]
    of_members = (pair for kind in OF_MEMBERS for pair in history.each(kind))
    for entry, event in of_members:
        if not any(possibly_holds(history, each, entry.begins) for each in memberships):
            sentence = worded(
                "{subject} was not a member on {begins}; gaps, engagement, practices and focal "
                "points are recorded of members only.",
                subject=event.subject,
                begins=entry.begins,
            )
            yield contradiction("done-outside", sentence, *memberships, entry)


def gaps(history: History) -> Iterator[tuple[Entry, GapFound]]:
    """Yield gaps, then opportunities, each in the order of entry."""
    yield from history.each(LegislativeGapIdentified)
    yield from history.each(LegislativeOpportunityIdentified)


def _replies(history: History) -> Iterator[tuple[Entry, GapReply]]:
    yield from history.each(LegislativeHelpOffered)
    yield from history.each(LegislativeGapAnswered)
