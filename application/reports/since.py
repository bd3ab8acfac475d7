"""Events of a body after a day, as sentences in groups, for a brief."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from application.questions.asking.answer import Column, Row
from application.questions.asking.facts import Fact
from application.questions.asking.sentences import sentence
from application.reports.body import Body
from application.reports.document import Section, Table
from domain.event import Event
from domain.events import EVENTS, NEVER_PUBLIC, bodies, meetings
from domain.events.texts import Signed
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
    return "meetings" if name in ("voting", "minutes") else name


def _events_of(module: str) -> Sequence[type[Event]]:
    return [event for event in EVENTS if _ELSEWHERE.get(event, _module_of(event)) == module]


GROUPS = {key: (title, _events_of(module)) for key, module, title in _GROUPS}
"""By key: the heading, and the kinds of events under it."""


def since(body: Body, after: date | None) -> Iterator[Section]:
    """Yield a section for each group with events after a day, until the day asked for.

    Without a day all is told, else nothing of an unknown day. What a member signed on one day is
    one line.
    """
    public = body.at.audience is Visibility.PUBLIC
    for key, (title, kinds) in GROUPS.items():
        shown = [kind for kind in kinds if not (public and kind in NEVER_PUBLIC)]
        found = [
            fact
            for kind in shown
            for fact in body.facts.begun(kind)
            if after is None or (fact.on.latest and fact.by > after)
        ]
        if found:
            table = Table(
                f"since-{key}",
                worded("What happened, in the order of days"),
                [Column("on", "On"), Column("what", "What")],
                _rows(found),
            )
            yield Section(f"new-{key}", title, [table])


def _rows(found: Sequence[Fact[Event]]) -> list[Row]:
    rows: list[Row] = []
    signed: dict[tuple[str, str], list[str]] = {}
    for fact in sorted(found, key=lambda each: (each.by, each.entry)):
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
