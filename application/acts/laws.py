"""Acts about gaps and opportunities in members' laws."""

from collections.abc import Iterable
from json import loads

from application.declarations.act import act
from application.recording.body_events import record
from application.recording.recording import Recording
from domain.errors import Refused
from domain.events.laws import (
    LegislativeGapAnswered,
    LegislativeGapClosed,
    LegislativeGapIdentified,
    LegislativeHelpOffered,
    LegislativeOpportunityIdentified,
    PracticeShowcased,
)
from domain.events.members import MemberEvent
from domain.laws.gaps import FOUND, must_be_found
from domain.values import ImpreciseDate
from domain.words import worded


def record_of_member(
    recording: Recording, body: str, event: MemberEvent, on: ImpreciseDate
) -> None:
    """Record a gap in a member's law, what is said of it, engagement, or a practice.

    Raises:
        UnknownReference: there is no such member, gap, task, commitment or meeting.
        Refused: another gap or practice of the body has that reference.
        Contradicted: it was not a member on that day, or the gap was closed by then.
    """
    member = recording.member(body, event.member)
    match event:
        case LegislativeGapIdentified() | LegislativeOpportunityIdentified():
            _must_be_new(recording, body, FOUND, "gap", event.gap)
        case LegislativeHelpOffered():
            must_be_found(member.history, member.code, event.gap)
            recording.must_be_active(body, event.by, on, worded("offer help"))
        case LegislativeGapAnswered() | LegislativeGapClosed():
            must_be_found(member.history, member.code, event.gap)
        case PracticeShowcased():
            _must_be_new(recording, body, (PracticeShowcased,), "practice", event.practice)
        case _:
            pass
    record(recording, body, event, on)


def _must_be_new(
    recording: Recording,
    body: str,
    kinds: tuple[type[MemberEvent], ...],
    field: str,
    reference: str,
) -> None:
    """Refuse a reference that means something already: agendas name it without its member.

    The unit then rests on the head of the log, so that none can be added in between.

    Raises:
        Refused: it does; the sentence names whose it is.
    """
    recording.rest_on_head()
    for kind, member, other in _references(recording, body, kinds, field):
        if other == reference:
            raise Refused(
                "{reference} is {what} of {member} already; give this one another reference.",
                reference=reference,
                what=_NOUNS[kind],
                member=member,
            )


_NOUNS = {
    LegislativeGapIdentified.TOPIC: worded("a gap"),
    LegislativeOpportunityIdentified.TOPIC: worded("an opportunity"),
    PracticeShowcased.TOPIC: worded("a practice"),
}


def _references(
    recording: Recording, body: str, kinds: tuple[type[MemberEvent], ...], field: str
) -> Iterable[tuple[str, str, str]]:
    """Yield topic, member and reference of all that is recorded, and of what this unit records."""
    for row in recording.entries(body, kinds):
        content = loads(row.event)
        yield row.topic, content["member"], content[field]
    for each in recording.pending:
        event = each.event
        if isinstance(event, kinds):
            yield event.TOPIC, event.member, str(getattr(event, field))


FindGap = act(
    "gap find",
    LegislativeGapIdentified,
    "A gap in the member's law was found.\n\nThe public never sees an open gap.",
    rule=record_of_member,
    row="gap",
    arguments=("member", "gap", "area"),
    keys=("member", "gap"),
    begins="gap",
    thing="gap",
    examples=(
        "gap find KEN KEN-1 hosting --text 'No duty to remove.' --law 'Act 5 of 2018' "
        "--help-asked 'A model law.' --on 2026-02-01"
    ),
)
FindOpportunity = act(
    "gap opportunity",
    LegislativeOpportunityIdentified,
    "The member's law is about to change or could be bettered; it is followed like a gap.",
    rule=record_of_member,
    arguments=("member", "gap", "area"),
    keys=("member", "gap"),
    begins="gap",
    thing="gap",
    examples=(
        "gap opportunity ATL ATL-1 reporting_duty --text 'A bill on platforms is before "
        "parliament.' --on 2026-02-01"
    ),
)
OfferHelp = act(
    "gap offer-help",
    LegislativeHelpOffered,
    "Another member offered the member help with its gap.",
    rule=record_of_member,
    arguments=("member", "gap"),
    keys=("member", "gap", "by"),
    repeats=True,
    examples="gap offer-help KEN KEN-1 --by ATL --text 'Our law and its notes.' --on 2026-02-15",
)
AnswerGap = act(
    "gap answer",
    LegislativeGapAnswered,
    "The member replied about its gap, and said what it plans.",
    rule=record_of_member,
    row="answer_gap",
    arguments=("member", "gap"),
    repeats=True,
    examples=(
        "gap answer KEN KEN-1 --text 'A bill is being drafted.' "
        "--planned-measure 'A bill in autumn.' --on 2026-03-01"
    ),
)
CloseGap = act(
    "gap close",
    LegislativeGapClosed,
    "A law closed the gap, or took the opportunity, on the day on which it took effect.",
    rule=record_of_member,
    row="close_gap",
    arguments=("member", "gap"),
    examples="gap close KEN KEN-1 --law 'Online Safety Act 2026, s. 4' --on 2026-10-01",
)
