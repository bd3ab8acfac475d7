"""Who sees a new entry where nobody says it: no more than see what it is about."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from application.aggregates import AGGREGATES
from application.context import Context, Stream
from domain.aggregate import Aggregate
from domain.event import Event
from domain.events.members import Applied, Joined
from domain.members.member import Member
from domain.values import Visibility
from domain.words import Words
from domain.work.resting import fewer_see, fields_of_body


class DefaultAudience:
    """Who sees what the acts of a unit decide, where nobody says it.

    `load` returns an aggregate, `remark` tells the author a sentence.
    """

    def __init__(
        self,
        load: Callable[[Stream, type[Aggregate]], Aggregate],
        remark: Callable[[Words], object],
    ) -> None:
        self._load, self._remark = load, remark
        self._context: Context | None = None
        self._known_to: dict[Stream, Visibility] = {}  # members that the act in this context names

    def fewer(self, context: Context, stream: Stream, event: Event) -> Visibility | None:
        """Return who sees an event, and say so; None if it is as usual, or said in the context."""
        if context.visibility or context.by_default is Visibility.SECRETARIAT:
            return None
        names_member, elsewhere = _naming(type(event))
        streams = [stream]
        if elsewhere:
            streams += _elsewhere(stream.taskforce, event, elsewhere)
        histories = [self._load(each, AGGREGATES[each.kind]).history for each in streams]
        known_to = self._known(context, stream.taskforce, event) if names_member else None
        return fewer_see(histories, known_to, event, context.shown_to(event), self._remark)

    def _known(self, context: Context, body: str, event: Event) -> Visibility | None:
        """Return who may know of the member that an event names."""
        if context is not self._context:
            self._context = context
            self._known_to.clear()
        stream = Stream("member", body, getattr(event, "member", None) or "")
        if stream not in self._known_to:
            member = self._load(stream, Member)
            assert isinstance(member, Member)
            self._known_to[stream] = member.known_to
        return self._known_to[stream]


@cache
def _naming(kind: type[Event]) -> tuple[bool, Sequence[str]]:
    """Say whether events of a kind name a member, and by which fields what is in other streams."""
    names_member = "member" in kind.model_fields and not issubclass(kind, Joined | Applied)
    if kind.TOPIC.startswith("taskforce."):
        return names_member, ()
    return names_member, [*fields_of_body(kind), *kind.model_fields.keys() & {"commitments"}]


def _elsewhere(body: str, event: Event, fields: Sequence[str]) -> Iterator[Stream]:
    """Yield the streams other than its own in which what an event names began."""
    for field in fields:
        if field == "commitments":
            yield from (Stream("commitment", body, each) for each in getattr(event, field))
        elif getattr(event, field):
            yield Stream("taskforce", body)
