"""Endings that end nothing that is recorded, or other entries than in an earlier version."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from application.questions.log.quorum_conflicts import Conflict
from domain.endings import left_open
from domain.entry import Entry, is_covered
from domain.event import Ending
from domain.grouping import grouped
from domain.history import History
from domain.words import worded

Found = tuple[str, History, Entry]
"""Where an ending is recorded, the history of its member there, and the ending."""


def unclear_endings(histories: Mapping[str, History]) -> Iterator[Conflict]:
    """Yield what an ending leaves open, with the commands that resolve it.

    `histories` are of members and commitments, by reference.
    """
    found = [
        (reference, own, entry)
        for reference, history in histories.items()
        for own in map(history.about, history.subjects)
        for entry, event in own.each(Ending)
        if not event.by_name_only
    ]
    yield from _without_effect(found)
    for reference, history, ending in found:
        yield from _changed_since_schema_1(reference, history, ending)


def _without_effect(found: Sequence[Found]) -> Iterator[Conflict]:
    """Yield acts that end nothing, and acts whose dates leave open what they end."""
    acts = grouped((each[2].first.envelope.correlation_id or each[2].id, each) for each in found)
    for act_of in acts.values():
        reference = act_of[0][0]
        open_in = {end.id: left_open(history, end) for _, history, end in act_of}
        asked = [(history, end, open_in[end.id]) for _, history, end in act_of if open_in[end.id]]
        if asked:
            told = [e.description for _, end, acts_open in asked for e in (end, *acts_open)]
            yield reference, _question(asked), told
        elif all(history.ends_nothing(end) for _, history, end in act_of):
            before = {
                entry.id: entry
                for _, history, end in act_of
                for act in history.ended_by(end)
                if (entry := history.end_of(act))
            }
            problem = worded(
                "This ends nothing: what it would end had ended before. If it is the same fact, "
                "retract it; if something began in between, record that."
                if before
                else "This ends nothing that is recorded. Record what it ended, or retract it."
            )
            described = [act_of[0][2].description, *(e.description for e in before.values())]
            yield reference, problem, described


def _question(asked: Sequence[tuple[History, Entry, Sequence[Entry]]]) -> str:
    """Ask whether endings end what they may end, with both commands."""
    ends = " ".join(_added(*each, field="ends") for each in asked)
    kept = " ".join(_added(*each, field="excepting") for each in asked)
    return worded(
        "The dates do not say whether this ends what began on the same day, or on a "
        "day too coarse to tell. If it does: depositary correct {ends}. If not: "
        "depositary correct {kept}.",
        ends=ends,
        kept=kept,
    )


def _added(history: History, ending: Entry, acts: Iterable[Entry], field: str) -> str:
    """Return the change that adds acts to those that an ending names or excepts already."""
    named: tuple[UUID, ...] = getattr(ending.event, field)
    known = (history.entries[each] for each in named if each in history.entries)
    places = ";".join(f"@{each.first.position}" for each in (*known, *acts))
    return f"@{ending.first.position} {field}={places}"


def _changed_since_schema_1(reference: str, history: History, ending: Entry) -> Iterator[Conflict]:
    """Yield what an ending of schema 1 did not name, but ends now or would end today."""
    event = ending.event
    if not isinstance(event, Ending) or event.closes == "earlier":
        return
    today = history.with_event(ending, event.model_copy(update={"closes": "earlier"}))
    now: list[Entry] = []
    then: list[Entry] = []
    for entry in history.entries.values():
        if not entry.retracted and entry.id not in event.ends:
            if history.end_of(entry) == ending and is_covered(entry, ending):
                now.append(entry)
            elif (end := today.end_of(entry)) and end.id == ending.id:
                then.append(entry)
    for entries, template in (
        (
            now,
            (
                "What began earlier was not ended by it in the version that recorded it, and is "
                "now. If it ended: depositary correct @{position} closes=earlier. If it went on: "
                "depositary correct {went_on}."
            ),
        ),
        (
            then,
            (
                "What began earlier is not ended by it, and would be if it were recorded today. "
                "If it ended: depositary correct @{position} closes=earlier. If it went on: "
                "depositary correct {went_on}."
            ),
        ),
    ):
        if entries:
            went_on = _added(history, ending, entries, "excepting")
            problem = worded(template, position=ending.first.position, went_on=went_on)
            yield reference, problem, [ending.description, *(e.description for e in entries)]
