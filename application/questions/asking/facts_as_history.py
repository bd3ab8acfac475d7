"""The facts of a question as a history, so that the domain's rules can be asked of any past day."""

from collections.abc import Iterable
from datetime import UTC, datetime, time
from uuid import UUID

from application.questions.asking.fact import Fact
from application.questions.asking.facts import Facts
from domain.entry import Entry
from domain.event import Envelope, Event, Recorded
from domain.events.members import Joined, MemberEvent
from domain.history import History
from domain.members.member import Member

_NOWHERE = UUID(int=0)


def history_of(facts: Facts, kinds: Iterable[type[Event]]) -> History:
    """Return what was known of these kinds at the position, as it may be seen, as a history.

    What was retracted by then is not in it. Of the envelope it has the days and the visibility.
    """
    entries = [_entry(fact) for kind in kinds for fact in facts.known(kind)]
    return History({entry.id: entry for entry in sorted(entries, key=lambda each: each.order)})


def members_of(facts: Facts, kinds: Iterable[type[MemberEvent]]) -> dict[str, Member]:
    """Return all members that ever joined, by code, with the entries of these kinds."""
    history = history_of(facts, kinds)
    joined = dict.fromkeys(event.member for _, event in history.each(Joined))
    return {code: Member(history.about(code)) for code in joined}


def _entry(fact: Fact[Event]) -> Entry:
    moment = datetime.combine(fact.by, time(), tzinfo=UTC)
    record = Recorded(
        stream_id=_NOWHERE,
        version=1,
        envelope=Envelope(
            event_id=fact.id,
            salt="0" * 32,
            actor="p-none",
            visibility=fact.visibility,
            effective_on=fact.on,
        ),
        event=fact.event,
        position=fact.entry,
        recorded_us=int(moment.timestamp()) * 1_000_000,
    )
    return Entry(first=record, latest=record, visibility=fact.visibility)
