"""Events of a body after a day, as sentences in groups, for a brief."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from application.questions.asking.answer import Column, Row
from application.questions.asking.fact import Fact
from application.questions.asking.sentences import sentence
from application.questions.meetings.sessions import held_sessions
from application.reports.body_context import Body
from application.reports.document import Block, Paragraph, Points, Section, Table
from domain.event import Event
from domain.events import bodies, meetings
from domain.events.table import EVENTS, NEVER_PUBLIC
from domain.events.texts import Signed
from domain.events.voting import SessionSet
from domain.values import Visibility
from domain.words import worded

_GROUPS = (
    ("members", "members", "Members"),
    ("texts", "texts", "Texts and signatures"),
    ("progress", "progress", "Progress"),
    ("meetings", "meetings", "Meetings and decisions"),
    ("laws", "laws", "Laws and practices"),
    ("others", "work", "Work with others"),
    ("body", "bodies", "The body"),
)
"""The key, the module of `domain.events` and the heading of each group."""
_ELSEWHERE: Mapping[type[Event], str] = {
    bodies.ChairAppointed: "members",
    bodies.ViceChairAppointed: "members",
    bodies.InstrumentAdopted: "texts",
    bodies.InitiativeRecognised: "work",
    bodies.ReferenceGroupLinked: "work",
    meetings.MeetingConvened: "",  # a call for a meeting is no act
}
"""The events that do not belong to the group of their module."""


def _module_of(event: type[Event]) -> str:
    name = event.__module__.rpartition(".")[2]
    return "meetings" if name in ("voting", "minutes", "zones") else name


def _events_of(module: str) -> Sequence[type[Event]]:
    return [event for event in EVENTS if _ELSEWHERE.get(event, _module_of(event)) == module]


GROUPS = {key: (title, _events_of(module)) for key, module, title in _GROUPS}
"""By key: the heading, and the kinds of events under it."""


def since(body: Body, after: date | None) -> Iterator[Section]:
    """Yield a section for each group with events after a day, until the day asked for.

    Without a day all is told. What is of an unknown day comes last; after a day, what was recorded
    since then of an unknown one stands apart. What a member signed on one day is one line. A
    session is told on the day on which it was, once its meeting was opened. The day is one of a
    meeting, so the body is not founded since then.
    """
    hidden = NEVER_PUBLIC if body.at.audience is Visibility.PUBLIC else ()
    left_out = {*hidden, bodies.Established} if after else {*hidden}
    for key, (title, kinds) in GROUPS.items():
        shown = [kind for kind in kinds if kind not in left_out]
        found = [
            fact
            for kind in shown
            for fact in _known(body, kind)
            if after is None or fact.by > after
        ]
        undated = [fact for fact in found if after and not fact.on.latest]
        dated = [fact for fact in found if not after or fact.on.latest]
        blocks: list[Block] = []
        if dated:
            caption = worded("What happened, in the order of days")
            columns = [Column("on", "On"), Column("what", "What")]
            blocks.append(Table(f"since-{key}", caption, columns, _rows(dated)))
        if undated:
            blocks.append(Paragraph(worded("Recorded since then, of an unknown day:")))
            blocks.append(Points([str(row["what"]) for row in _rows(undated)]))
        if blocks:
            yield Section(f"new-{key}", title, blocks)


def _known(body: Body, kind: type[Event]) -> Sequence[Fact[Event]]:
    """Return what of a kind happened by the day, or on an unknown one."""
    if kind is SessionSet:
        return held_sessions(body.facts)
    known = body.facts.known(kind)
    return [fact for fact in known if not fact.on.latest or fact.by <= body.at.on]


def _rows(found: Sequence[Fact[Event]]) -> list[Row]:
    rows: list[Row] = []
    signed: dict[tuple[str, str], list[str]] = {}
    for fact in sorted(found, key=lambda each: (each.on.latest or date.max, each.entry)):
        event = fact.event
        if isinstance(event, Signed):
            commitments = signed.setdefault((event.member, str(fact.on)), [])
            commitments.append(event.commitment)
            if len(commitments) > 1:
                continue
            rows.append({"on": str(fact.on), "what": "", "signed_by": event.member})
        else:
            said = sentence(event.TOPIC, event.model_dump(mode="json"))
            rows.append({"on": str(fact.on), "what": said, "signed_by": None})
    return [_told(row, signed) for row in rows]


def _told(row: Row, signed: Mapping[tuple[str, str], Sequence[str]]) -> Row:
    member, on = row["signed_by"], row["on"]
    if member is None:
        return {"on": on, "what": row["what"]}
    commitments = ", ".join(signed[str(member), str(on)])
    said = worded("{member} signed {commitment}", member=member, commitment=commitments)
    return {"on": on, "what": said}
