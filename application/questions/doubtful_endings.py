"""Endings that end nothing that is recorded, and those of an earlier version that end otherwise."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from application.questions.recounting import Conflict
from domain.entry import Entry, is_covered
from domain.event import Ending
from domain.history import History
from domain.values import surely_before

Found = tuple[str, History, Entry]
"""Where an ending is recorded, the history of its member there, and the ending."""


def doubtful(histories: Mapping[str, History]) -> Iterator[Conflict]:
    """Yield what an ending leaves open, by the command that settles it.

    `histories` are of members and commitments, by reference.
    """
    found = [
        (reference, own, entry)
        for reference, history in histories.items()
        for own in map(history.about, history.subjects)
        for entry, event in own.each(Ending)
        if not event.by_name_only
    ]
    yield from _idle(found)
    for reference, history, ending in found:
        yield from _otherwise(reference, history, ending)


def _idle(found: Sequence[Found]) -> Iterator[Conflict]:
    """Yield acts that end nothing: what they ended is not recorded, or ended before."""
    acts: dict[UUID, list[Found]] = {}
    for each in found:
        act = each[2].first.envelope.correlation_id or each[2].id
        acts.setdefault(act, []).append(each)
    for act_of in acts.values():
        if all(history.ends_nothing(ending) for _, history, ending in act_of):
            reference, _, ending = act_of[0]
            nearby = [e for _, history, end in act_of for e in _same_day(history, end)]
            problem = (
                "This ends nothing that is recorded. Record what it ended, retract it, or, if it "
                f"ended what began on the same day, name that: {_correct(ending)} ends=@POSITION."
            )
            entries = [ending.description, *(entry.description for entry in nearby)]
            yield reference, problem, entries


def _same_day(history: History, ending: Entry) -> Iterator[Entry]:
    """Yield what stands and may have begun before the ending, for all that the dates say."""
    event = ending.event
    for entry in history.entries.values():
        if (
            isinstance(event, Ending)
            and event.covers(entry.event)
            and not entry.retracted
            and history.end_of(entry) is None
            and not surely_before(ending.begins, entry.begins)
        ):
            yield entry


def _otherwise(reference: str, history: History, ending: Entry) -> Iterator[Conflict]:
    """Yield what an ending of schema 1 did not name, and ends now or would end today."""
    event = ending.event
    if not isinstance(event, Ending) or event.closes == "earlier":
        return
    today = history.with_event(ending, event.model_copy(update={"closes": "earlier"}))
    for entry in history.entries.values():
        if entry.retracted or entry.id in event.ends:
            continue
        now, then = history.end_of(entry), today.end_of(entry)
        if now and now.id == ending.id and is_covered(entry, ending):
            said = "was not ended by it in the version that recorded it, and is now"
        elif then and then.id == ending.id:
            said = "is not ended by it, and would be if it were recorded today"
        else:
            continue
        problem = (
            f"What began earlier {said}. If it ended: {_correct(ending)} closes=earlier. If it "
            f"went on: {_correct(ending)} excepting=@{entry.first.position}."
        )
        yield reference, problem, [ending.description, entry.description]


def _correct(entry: Entry) -> str:
    return f"depositary correct @{entry.first.position}"
