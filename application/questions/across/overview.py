"""Overview of a register: counts, and items that need attention."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from application.model_rows import AsOf
from application.questions.across.attention import AttentionItem, attention
from application.questions.asking.answer import Json
from application.questions.asking.ask import Ask, as_of, contents
from application.questions.asking.facts import Facts
from application.questions.asking.facts_as_history import history_of
from application.questions.asking.references import texts_of
from application.questions.asking.sentences import plain
from application.questions.meetings.meeting_states import meeting_records
from application.questions.members.counted import (
    perhaps_begun,
    standings_of_all,
    uncertain_acts,
    uncertain_members,
)
from application.questions.members.offices import holder
from application.questions.members.standing_counts import counts_by_text
from application.questions.members.standings import counts_of
from application.read_model import ReadModel
from domain.events.bodies import ChairAppointed, ViceChairAppointed
from domain.events.meetings import MeetingOpened
from domain.events.voting import MemberArrived, MemberDeparted, ProxyGiven
from domain.meetings.presence import Room
from domain.values import Visibility
from domain.words import worded


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """One body at a glance. `texts` and `meetings` are lines, one each.

    `uncertain` are lines on members of which it is not certain that they belong.
    """

    code: str
    name: str
    nature: str
    as_of: AsOf
    members: Mapping[str, int]
    chair: str | None
    vice_chair: str | None
    uncertain: Sequence[str]
    texts: Sequence[str]
    meetings: Sequence[str]
    attention: Sequence[AttentionItem]
    others: Sequence[str]


def overview(read_model: ReadModel, ask: Ask, today: date, conflicting: int = 0) -> Overview:
    """Answer what is in the register, for one body; `conflicting` is how many conflicts it has."""
    at = as_of(read_model, ask, today)
    facts = Facts(read_model, ask.taskforce, at)
    established = contents(read_model, ask.taskforce, "taskforce.established", at)
    body: Mapping[str, Json] = established[-1][1] if established else {}
    return Overview(
        code=ask.taskforce,
        name=str(body.get("name", ask.taskforce)),
        nature=str(body.get("nature", "real")),
        as_of=at,
        members={k: n for k, n in counts_of(facts.members).items() if n},
        chair=holder(facts, ChairAppointed, at.on),
        vice_chair=holder(facts, ViceChairAppointed, at.on),
        uncertain=uncertain_members(facts),
        texts=list(_texts(facts)),
        meetings=list(_meetings(facts)),
        attention=attention(facts, conflicting),
        others=[code for code in read_model.taskforces() if code != ask.taskforce],
    )


def _texts(facts: Facts) -> Iterator[str]:
    at, counted = facts.at, counts_by_text(facts)
    for reference, event in texts_of(facts.read_model, facts.taskforce, at).items():
        counts = counted[reference]
        if counts is None:
            said: str = worded("signatories not recorded")
        else:
            said = standings_of_all(counts, public=at.audience is Visibility.PUBLIC)
        yield worded(
            "{reference} {title}: {standings}",
            reference=reference,
            title=event["title"],
            standings=said,
        )
        if facts.once(perhaps_begun):
            commitments = facts.read_model.commitments_of(facts.taskforce, reference, at.position)
            yield from uncertain_acts(facts, commitments)


_END = (date.max, "24:00")


def _meetings(facts: Facts) -> Iterator[str]:
    history = history_of(facts, (MeetingOpened, MemberArrived, MemberDeparted, ProxyGiven))
    for each in meeting_records(facts):
        state = plain(each.state)
        if each.opened:
            room = Room(history, each.meeting)
            moments = [(each.opened.by, ""), *room.gains, _END]
            seats = [seat for when in moments for seat in room.part_taken(when).items()]
            acted_for = {code for code, how in seats if how == "represented"}
            state = (
                worded("attendance not recorded")
                if each.opened.event.attendance is None
                else worded(
                    "{came} of {listed} in the attendance list were there or represented",
                    came=len(room.attended() | acted_for),
                    listed=len({code for code, _ in seats}),
                )
            )
        yield worded(
            "{begins_on} {kind}, {state}",
            begins_on=each.begins_on,
            kind=plain(each.kind),
            state=state,
        )
