"""Four-eyes checks: pairs of entries that should come from two persons."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from application.model_rows import LogEntry
from application.questions.asking import answer_fields as fields
from application.questions.asking.answer import Column, Json, Row
from application.reports.audit.period import BY, Period, said
from application.reports.document import Section, Table
from domain.event import Event
from domain.events import laws, meetings, members, progress
from domain.words import worded

Content = Mapping[str, Json]
GAPS = (laws.LegislativeGapIdentified, laws.LegislativeOpportunityIdentified)
_PERSON = "p-"
_FLAGGED = (
    *(fields.POSITION, fields.RECORDED, BY, fields.WHAT),
    *(Column("first", "First @"), Column("of", "Of what"), Column("state", "State")),
)
_COUNTED = (
    Column("title", "Pair"),
    Column("count", "In the period"),
    Column("one", "By one person"),
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two kinds of entries, of which the second judges, answers or ends what the first says.

    They belong together by the values of `fields`, or by the id of the first, which the second has
    in `refers`. `inside` is a list in the first whose items have the fields. With `own`, one member
    should not make both either: whose act the first is, and for whom each was recorded.
    """

    title: str
    first: tuple[type[Event], ...]
    second: tuple[type[Event], ...]
    fields: tuple[str, ...] = ()
    refers: str = ""
    inside: str = ""
    own: bool = False

    def keys(self, content: Content, entry_id: str) -> list[str]:
        """Return the keys of a first entry; one with a list has several."""
        if self.refers:
            return [entry_id]
        inner = content.get(self.inside) if self.inside else [content]
        assert isinstance(inner, Sequence)
        return [self._key(each) for each in inner if isinstance(each, Mapping)]

    def key(self, content: Content) -> str:
        """Return the key by which a second entry finds its first."""
        return str(content[self.refers]) if self.refers else self._key(content)

    def _key(self, content: Content) -> str:
        return "/".join(str(content[field]) for field in self.fields)


FOUR_EYES_PAIRS: Mapping[str, Pair] = MappingProxyType(
    {
        "report": Pair(
            worded("A report, and its approval or return"),
            (progress.ProgressReported,),
            (progress.ReportApproved, progress.ReportReturned),
            refers="report",
            own=True,
        ),
        "assessment": Pair(
            worded("An independent assessment, and the member's answer"),
            (progress.ProgressAssessed,),
            (progress.AssessmentAnswered,),
            refers="assessed",
        ),
        "minutes": Pair(
            worded("Draft minutes, and their approval"),
            (meetings.MinutesCirculated,),
            (meetings.MinutesApproved,),
            ("meeting",),
        ),
        "admission": Pair(
            worded("An application, and the admission"),
            (members.Applied,),
            (members.Joined,),
            ("member",),
        ),
        "gap": Pair(
            worded("A gap or an opportunity in a law, and its closing"),
            GAPS,
            (laws.LegislativeGapClosed,),
            ("member", "gap"),
        ),
        "gap-answer": Pair(
            worded("A gap or an opportunity in a law, and the member's answer"),
            GAPS,
            (laws.LegislativeGapAnswered,),
            ("member", "gap"),
        ),
        "milestone": Pair(
            worded("A milestone that was set, and that it was reached"),
            (progress.MilestoneSet,),
            (progress.MilestoneReached,),
            ("commitment", "milestone"),
        ),
        "action": Pair(
            worded("An action that was decided on, and its completion"),
            (meetings.DecisionAdopted,),
            (meetings.ActionItemCompleted,),
            ("action",),
            inside="actions",
        ),
    }
)
"""By a short word: every pair that a body may want two people to make."""


def pairs_section(period: Period) -> Section:
    """Return the number of pairs whose second is of the period, and those that one person made.

    They are reported, not refused: a small secretariat may have one person only.
    """
    counted: list[Row] = []
    flagged: list[Row] = []
    for name, pair in FOUR_EYES_PAIRS.items():
        found = list(_found(period, name, pair))
        alone = [row for row in found if row["by"]]
        counted.append({"pair": name, "title": pair.title, "count": len(found), "one": len(alone)})
        flagged += alone
    flagged.sort(key=lambda row: int(str(row["position"])))
    pairs = Table(
        key="pairs",
        caption="Pairs of entries that two people should make",
        columns=_COUNTED,
        rows=counted,
    )
    by_one = Table(
        key="one-person",
        caption="Both by one person, or a report approved by its member: told, not refused",
        columns=_FLAGGED,
        rows=flagged,
    )
    return Section(
        key="part-pairs",
        title="Entered and approved",
        blocks=[by_one],
        sections=[
            Section(key="part-pairs-counted", title="Pairs that are looked at", blocks=[pairs])
        ],
    )


def _found(period: Period, name: str, pair: Pair) -> Iterator[Row]:
    """Yield a row for each second entry whose first is known, with who made both."""
    firsts = _firsts(period, pair)
    topics = {kind.TOPIC for kind in pair.second}
    for event in (each for each in period.recorded if each.topic in topics):
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
