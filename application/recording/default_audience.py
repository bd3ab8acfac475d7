"""Who sees a new entry where nobody says it: no more than see what it is about."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from uuid import UUID

from application.aggregates import AGGREGATES
from application.context import Context, Stream
from application.model_rows import AsOf, LogEntry
from application.read_model import ReadModel
from domain.aggregate import Aggregate
from domain.entry import Entry
from domain.event import Event, Recorded, marked_texts
from domain.events.meetings import MeetingConvened
from domain.events.members import Applied, Joined
from domain.events.texts import Adopted
from domain.laws.gaps import FOUND
from domain.members.member import Member
from domain.names import AsSaid
from domain.values import MEMBER_CODE, OfMember, OfText, Visibility
from domain.words import Words, worded
from domain.work.resting import fields_of_body, seen_by_fewer

_CODE = re.compile(MEMBER_CODE)
_RANK = attrgetter("rank")


class DefaultAudience:
    """Who sees what the acts of a unit decide, where nobody says it.

    `load` returns an aggregate, `remark` tells the author a sentence; `pending` is what the unit
    decided so far.
    """

    def __init__(
        self,
        load: Callable[[Stream, type[Aggregate]], Aggregate],
        remark: Callable[[Words], object],
        read_model: ReadModel,
        pending: Sequence[Recorded],
    ) -> None:
        self._load, self._remark = load, remark
        self._read_model, self._pending = read_model, pending
        self._context: Context | None = None
        self._known_to: dict[Stream, Visibility] = {}  # members that the act in this context names
        self._logs: dict[str, Sequence[LogEntry]] = {}

    def log(self, body: str) -> Sequence[LogEntry]:
        """Return all that was recorded of a body before this unit; it is read once."""
        if body not in self._logs:
            everything = AsOf.everything(self._read_model.head())
            self._logs[body] = self._read_model.log(body, everything, None)
        return self._logs[body]

    def fewer(self, context: Context, stream: Stream, event: Event) -> Visibility | None:
        """Return who sees an event, and say so; None if it is as usual, or said in the context."""
        if context.visibility or context.by_default is Visibility.SECRETARIAT:
            return None
        about = self._about(context, stream, event)
        return self._if_fewer(about.values(), context.shown_to(event))

    def of_one_act(
        self, context: Context, body: str, events: Sequence[Event]
    ) -> Sequence[Visibility | None]:
        """Return who sees each of the signatures, one a commitment, of one act.

        Where somebody sees a commitment, and may not see its signature, the others of the act are
        not shown either: the member would seem to have excepted it.
        """
        streams = [Stream.of(body, event) for event in events]
        fewer = [self.fewer(context, *each) for each in zip(streams, events, strict=True)]
        hidden = [
            each
            for each, stream in zip(fewer, streams, strict=True)
            if each and any(e.visibility.rank < each.rank for e in self._adopted(stream))
        ]
        return [max(filter(None, [each, *hidden]), key=_RANK, default=None) for each in fewer]

    def _adopted(self, stream: Stream) -> Iterator[Entry]:
        history = self._load(stream, AGGREGATES[stream.kind]).history
        return (entry for entry, _ in history.each(Adopted))

    def corrected(self, context: Context, stream: Stream, event: Event, entry: Entry) -> Visibility:
        """Return who sees an entry that says this now, and say so where it is no more as it was.

        Whoever showed what it names already, such as a member, to more people meant it.
        """
        if context.visibility or entry.visibility is Visibility.SECRETARIAT:
            return entry.visibility
        nobody = context._replace(actor="", on_behalf_of=None)
        before = self._about(nobody, stream, entry.event)
        now = self._about(context, stream, event)
        anew = [seen_by for name, seen_by in now.items() if name not in before]
        return self._if_fewer(anew, entry.visibility) or entry.visibility

    def remark_words_before(self, entry: Entry, visibility: Visibility) -> None:
        """Tell the author if more will see what a corrected entry said before: the log keeps it."""
        if visibility.rank < entry.visibility.rank:
            sentence = worded(
                "What @{number} said before it was corrected is shown to {visibility}, too. If it "
                "is not for them: depositary show-to @{number} {before}, retract it, and record it "
                "anew.",
                visibility=visibility,
                number=entry.number,
                before=AsSaid(entry.visibility),
            )
            self._remark(sentence)

    def _if_fewer(self, about: Iterable[Visibility], otherwise: Visibility) -> Visibility | None:
        fewer = max(about, key=_RANK, default=Visibility.PUBLIC)
        if otherwise.rank >= fewer.rank:
            return None
        sentence = "Its visibility is {fewer}, as that of what it is about."
        self._remark(worded(sentence, fewer=fewer))
        return fewer

    def _about(
        self, context: Context, stream: Stream, event: Event
    ) -> Mapping[UUID | str, Visibility]:
        """Return who sees what an event in a stream is about, or for whom it is recorded.

        That is by the id of an entry, or the code of a member, of which not everybody may know.
        """
        streams = [stream, *_elsewhere(stream, event)]
        if isinstance(event, MeetingConvened) and any(item.gaps for item in event.agenda):
            streams += [Stream("member", stream.taskforce, c) for c in self._finders(stream)]
        histories = [self._load(each, AGGREGATES[each.kind]).history for each in streams]
        about = seen_by_fewer(histories, event)
        own = {event.member} if isinstance(event, Joined | Applied) else set[str]()
        codes = {*marked_texts(event, OfMember), context.actor, context.on_behalf_of or ""} - own
        for code in filter(_CODE.fullmatch, codes):
            if self._known(context, stream.taskforce, code) is Visibility.SECRETARIAT:
                about[code] = Visibility.SECRETARIAT
        return about

    def _finders(self, stream: Stream) -> set[str]:
        """Return the codes of members in whose laws gaps were found."""
        read = self._read_model.references
        known = {code for kind in FOUND for code in read(stream.taskforce, kind.TOPIC)}
        return known | {it.event.member for it in self._pending if isinstance(it.event, FOUND)}

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
