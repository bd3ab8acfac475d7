"""Who sees a new entry where nobody says it: no more than see what it is about."""

import re
from collections.abc import Callable, Iterator
from json import loads

from application.aggregates import AGGREGATES
from application.context import Context, Stream
from application.model_rows import AsOf
from application.read_model import ReadModel
from domain.aggregate import Aggregate
from domain.entry import Entry
from domain.event import Event, marked_texts
from domain.events.meetings import MeetingConvened
from domain.events.members import Applied, Joined
from domain.laws.gaps import FOUND
from domain.members.member import Member
from domain.values import MEMBER_CODE, OfMember, OfText, Visibility
from domain.words import Words, worded
from domain.work.resting import fields_of_body, seen_by

_CODE = re.compile(MEMBER_CODE)


class DefaultAudience:
    """Who sees what the acts of a unit decide, where nobody says it.

    `load` returns an aggregate, `remark` tells the author a sentence, `tables` have what was
    recorded before the unit.
    """

    def __init__(
        self,
        load: Callable[[Stream, type[Aggregate]], Aggregate],
        remark: Callable[[Words], object],
        tables: ReadModel,
    ) -> None:
        self._load, self._remark, self._tables = load, remark, tables
        self._context: Context | None = None
        self._known_to: dict[Stream, Visibility] = {}  # members that the act in this context names

    def fewer(self, context: Context, stream: Stream, event: Event) -> Visibility | None:
        """Return who sees an event, and say so; None if it is as usual, or said in the context."""
        if context.visibility or context.by_default is Visibility.SECRETARIAT:
            return None
        return self._if_fewer(self._about(context, stream, event), context.shown_to(event))

    def corrected(self, context: Context, stream: Stream, event: Event, entry: Entry) -> Visibility:
        """Return who sees an entry that says this now, and say so where it is no more as it was.

        Whoever showed what it names already, such as a member, to more people meant it.
        """
        if context.visibility or entry.visibility is Visibility.SECRETARIAT:
            return entry.visibility
        about = self._about(context, stream, event)
        if about.rank <= self._about(context, stream, entry.event).rank:
            return entry.visibility
        return self._if_fewer(about, entry.visibility) or entry.visibility

    def _if_fewer(self, about: Visibility, otherwise: Visibility) -> Visibility | None:
        if otherwise.rank >= about.rank:
            return None
        sentence = "Its visibility is {fewer}, as that of what it is about."
        self._remark(worded(sentence, fewer=about))
        return about

    def _about(self, context: Context, stream: Stream, event: Event) -> Visibility:
        """Return who sees all that an event in a stream is about."""
        streams = [stream, *_elsewhere(stream, event), *self._gaps(stream.taskforce, event)]
        histories = [self._load(each, AGGREGATES[each.kind]).history for each in streams]
        codes = () if isinstance(event, Joined | Applied) else marked_texts(event, OfMember)
        known = [self._known(context, stream.taskforce, c) for c in codes if _CODE.fullmatch(c)]
        return seen_by(histories, known, event)

    def _gaps(self, body: str, event: Event) -> Iterator[Stream]:
        """Yield the members of the gaps that an agenda names."""
        agenda = event.agenda if isinstance(event, MeetingConvened) else ()
        named = {gap for item in agenda for gap in item.gaps}
        if named:
            everything = AsOf.everything(self._tables.head())
            for row in self._tables.entries(body, [kind.TOPIC for kind in FOUND], everything):
                if loads(row.event)["gap"] in named:
                    yield Stream("member", body, row.stream)

    def _known(self, context: Context, body: str, code: str) -> Visibility:
        """Return who may know of a member."""
        if context is not self._context:
            self._context = context
            self._known_to.clear()
        stream = Stream("member", body, code)
        if stream not in self._known_to:
            member = self._load(stream, Member)
            assert isinstance(member, Member)
            self._known_to[stream] = member.known_to
        return self._known_to[stream]


def _elsewhere(stream: Stream, event: Event) -> Iterator[Stream]:
    """Yield the streams other than its own in which what an event names began."""
    own = (stream.reference, getattr(event, "instrument", None))
    for text in marked_texts(event, OfText):
        if text not in own:
            yield Stream("commitment", stream.taskforce, text)
    if stream.kind != "taskforce" and any(getattr(event, f) for f in fields_of_body(type(event))):
        yield Stream("taskforce", stream.taskforce)
