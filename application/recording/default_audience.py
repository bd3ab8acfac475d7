"""Who sees a new entry where nobody says it: no more than see what it is about."""

from collections.abc import Callable, Iterator

from application.aggregates import AGGREGATES
from application.context import Context, Stream
from domain.aggregate import Aggregate
from domain.event import Event
from domain.values import Visibility
from domain.words import Words
from domain.work.resting import fewer_see, names_of_body

Load = Callable[[Stream, type[Aggregate]], Aggregate]


def fewer_than_usual(
    load: Load,
    context: Context,
    taskforce: str,
    event: Event,
    remark: Callable[[Words], object],
) -> Visibility | None:
    """Return who sees an event that nobody says it of, and say so; None if it is as usual."""
    if context.visibility or context.by_default is Visibility.SECRETARIAT:
        return None
    histories = [load(each, AGGREGATES[each.kind]).history for each in _told_of(taskforce, event)]
    return fewer_see(histories, event, context.shown_to(event), remark)


def _told_of(body: str, event: Event) -> Iterator[Stream]:
    """Yield the streams of what an event names: its own, the body, a member, commitments."""
    member, commitments = getattr(event, "member", None), getattr(event, "commitments", ())
    named = [Stream.of(body, event)]
    if any(getattr(event, field) is not None for field in names_of_body(type(event))):
        named.append(Stream("taskforce", body))
    named += [Stream("member", body, member)] if member else []
    named += [Stream("commitment", body, each) for each in commitments]
    yield from dict.fromkeys(named)
