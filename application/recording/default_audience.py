"""Who sees a new entry where nobody says it: no more than see what it is about."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TypeVar

from application.aggregates import AGGREGATES
from application.context import Context, Stream
from domain.aggregate import Aggregate
from domain.event import Event
from domain.events.members import Applied, Joined
from domain.members.member import Member
from domain.values import Visibility
from domain.words import Words
from domain.work.resting import fewer_see, fields_of_body

A = TypeVar("A", bound=Aggregate)
Load = Callable[[Stream, type[A]], A]


def fewer_than_usual(
    load: Load[Aggregate],
    context: Context,
    stream: Stream,
    event: Event,
    remark: Callable[[Words], object],
) -> Visibility | None:
    """Return who sees an event that nobody says it of, and say so; None if it is as usual."""
    if context.visibility or context.by_default is Visibility.SECRETARIAT:
        return None
    names_member, elsewhere = _naming(type(event))
    streams = [stream, *_elsewhere(stream.taskforce, event, elsewhere)] if elsewhere else [stream]
    histories = [load(each, AGGREGATES[each.kind]).history for each in streams]
    known_to = Visibility.PUBLIC
    if names_member and (code := getattr(event, "member", None)):
        member = load(Stream("member", stream.taskforce, code), Member)
        known_to = member.known_to if isinstance(member, Member) else known_to
    return fewer_see(histories, known_to, event, context.shown_to(event), remark)


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
