"""Pairs of entries that two people should have made: what one person entered and approved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from application.answers import LogEntry
from application.questions.asking.answer import Column, Json, Row
from application.reports.audit.period import PLACE, RECORDED, Period, said
from application.reports.document import Section, Table
from domain.event import Event
from domain.events import laws, meetings, members, progress

Content = Mapping[str, Json]
GAPS = (laws.LegislativeGapIdentified, laws.LegislativeOpportunityIdentified)
_PERSON = "p-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two kinds of entries, of which the second judges, answers or ends what the first says.

    They belong together by the values of `fields`, or where the second names the first's id in
    `refers`, by that. `inside` is a list in the first whose items have the fields. With `own`, a
    member is not to make both either: whose act the first is, and for whom each was recorded.
    """

    title: str
    first: tuple[type[Event], ...]
    second: tuple[type[Event], ...]
    fields: tuple[str, ...] = ()
    refers: str = ""
    inside: str = ""
    own: bool = False

    def keys(self, content: Content, entry_id: str) -> list[str]:
        """Return by what a first one is found; an entry with a list has several."""
        if self.refers:
            return [entry_id]
        inner = content.get(self.inside) if self.inside else [content]
        assert isinstance(inner, Sequence)
        return [self._key(each) for each in inner if isinstance(each, Mapping)]

    def key(self, content: Content) -> str:
        """Return by what a second one finds its first."""
        return str(content[self.refers]) if self.refers else self._key(content)

    def _key(self, content: Content) -> str:
        return "/".join(str(content[field]) for field in self.fields)


PAIRS: Mapping[str, Pair] = MappingProxyType(
    {
        "report": Pair(
            title="A report, and its approval or return",
            first=(progress.ProgressReported,),
            second=(progress.ReportApproved, progress.ReportReturned),
            refers="report",
            own=True,
        ),
        "assessment": Pair(
            title="An independent assessment, and the member's answer",
            first=(progress.ProgressAssessed,),
            second=(progress.AssessmentAnswered,),
            refers="assessed",
        ),
        "minutes": Pair(
            title="Draft minutes, and their approval",
            first=(meetings.MinutesCirculated,),
            second=(meetings.MinutesApproved,),
            fields=("meeting",),
        ),
        "admission": Pair(
            title="An application, and the admission",
            first=(members.Applied,),
            second=(members.Joined,),
            fields=("member",),
        ),
        "gap": Pair(
            title="A gap or an opportunity in a law, and its closing",
            first=GAPS,
            second=(laws.LegislativeGapClosed,),
            fields=("member", "gap"),
        ),
        "gap-answer": Pair(
            title="A gap or an opportunity in a law, and the member's answer",
            first=GAPS,
            second=(laws.LegislativeGapAnswered,),
            fields=("member", "gap"),
        ),
        "milestone": Pair(
            title="A milestone that was set, and that it was reached",
            first=(progress.MilestoneSet,),
            second=(progress.MilestoneReached,),
            fields=("commitment", "milestone"),
        ),
        "action": Pair(
            title="An action that was decided on, and its completion",
            first=(meetings.DecisionAdopted,),
            second=(meetings.ActionItemCompleted,),
            fields=("action",),
            inside="actions",
        ),
    }
)
"""By a short word: every pair of which a body may want that two people make it."""


def pairs_section(period: Period) -> Section:
    """Return how many pairs there are whose second is of the period, and which are one person's.

    They are told and not refused: a small secretariat may have one person only.
    """
    counted: list[Row] = []
    flagged: list[Row] = []
    for name, pair in PAIRS.items():
        found = list(_found(period, name, pair))
        alone = [row for row in found if row["by"]]
        counted.append({"pair": name, "title": pair.title, "count": len(found), "one": len(alone)})
        flagged += alone
    flagged.sort(key=lambda row: int(str(row["position"])))
    looked = Section(
        key="part-pairs-counted", title="Pairs that are looked at", blocks=[_counted(counted)]
    )
    return Section(
        key="part-pairs",
        title="Entered and approved",
        blocks=[_flagged(flagged)],
        sections=[looked],
    )


def _flagged(rows: Sequence[Row]) -> Table:
    return Table(
        key="one-person",
        caption="Both by one person, or a report approved by its member: told, not refused",
        columns=[
            PLACE,
            RECORDED,
            Column("by", "By"),
            Column("what", "What"),
            Column("first", "First @"),
            Column("of", "Of what"),
            Column("state", "State"),
        ],
        rows=rows,
        empty="None.",
    )


def _counted(rows: Sequence[Row]) -> Table:
    return Table(
        key="pairs",
        caption="Pairs of entries that two people should make",
        columns=[
            Column("title", "Pair"),
            Column("count", "In the period"),
            Column("one", "By one person"),
        ],
        rows=rows,
    )


def _found(period: Period, name: str, pair: Pair) -> Iterator[Row]:
    """Yield a row for each second one whose first is known, with who made both."""
    firsts = _firsts(period, pair)
    topics = {kind.TOPIC for kind in pair.second}
    for event in period.recorded:
        if event.topic in topics:
            content = period.content(event)
            before = [each for each in firsts.get(pair.key(content), ()) if each < event.entry]
            if before:
                of = [e for e in period.by_entry[before[-1]] if e.position < event.position]
                made = {one for each in of for one in _people(period, pair, each, {})}
                owner = {period.codes.of(of[0].member)} if pair.own else set()
                both = _people(period, pair, event, content) & (made | owner)
                yield {
                    **period.row(event),
                    "pair": name,
                    "by": ", ".join(sorted(both)),
                    "first": before[-1],
                    "of": said(of[0]),
                    "state": period.states.of(event),
                }


def _firsts(period: Period, pair: Pair) -> Mapping[str, Sequence[int]]:
    """Return the positions of entries that come first, by their keys, in the order of the log."""
    topics = {kind.TOPIC for kind in pair.first}
    found: dict[str, list[int]] = {}
    for entry, events in period.by_entry.items():
        if events[0].topic in topics:
            for key in pair.keys(period.content(events[-1]), events[0].event_id):
                found.setdefault(key, []).append(entry)
    return found


def _people(period: Period, pair: Pair, event: LogEntry, content: Content) -> set[str]:
    """Return who made an entry: who recorded it, the person for whom, and who reviewed."""
    named = [str(one) for one in (event.on_behalf_of, content.get("reviewer")) if one]
    made = {event.actor, *(one for one in named if pair.own or one.startswith(_PERSON))}
    return set(map(period.codes.of, made))
