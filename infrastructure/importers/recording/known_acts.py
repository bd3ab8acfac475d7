"""Whether what a row tells of is on record already, by hand or from another file."""

from collections.abc import Iterator, Sequence

from application.recording.recording import Recording
from domain.endings import Lasting
from domain.entry import descriptions
from domain.words import Words, worded
from infrastructure.importers.recording.cell_changes import (
    BLANK,
    DAY,
    CellChange,
    differences_of,
)
from infrastructure.importers.recording.due_changes import due_changes
from infrastructure.importers.recording.earlier_imports import (
    ImportedEntry,
    same_entries,
    streams_in,
)
from infrastructure.importers.recording.entries_on_record import day_of_end, standing_before
from infrastructure.importers.rows.act_request import ActRequest, amendable


def is_known_since(
    recording: Recording,
    taskforce: str,
    requests: Sequence[ActRequest],
    before: Sequence[ImportedEntry],
) -> bool:
    """Say whether what a row told of is over, and all that it tells of now holds beside that."""
    begins_something = any(day_of_end([each]) is None for each in requests)
    if begins_something and not any(isinstance(e.entry.event, Lasting) for e in before):
        return False
    known = [recorded_as(recording, taskforce, each, requests) for each in requests]
    mine = {each.entry.id for each in before}
    since = [
        request
        for request, found in zip(requests, known, strict=True)
        if any(each.entry.id not in mine for each in found)
    ]
    return bool(since and all(known)) and not any(
        each.stands and isinstance(each.entry.event, Lasting)
        for request in since
        for topic in amendable(request.act)
        for each in same_entries(recording, taskforce, request, topic, before)
    )


def recorded_as(
    recording: Recording, taskforce: str, request: ActRequest, of_row: Sequence[ActRequest] = ()
) -> Sequence[ImportedEntry]:
    """Return what stands in the register, from before this file, as a row has it; else nothing.

    Of an act on all commitments of a text, each has to stand. An act that has ended does where the
    row has its day or none, or where another act `of_row` ends it on that day: a list comes late.
    How else a member is called says nothing new, nor does an unknown day.
    """
    topic, *ends = made = amendable(request.act)
    if not request.act.MAKES or any(request.get(name) for end in ends for name in made[end]):
        return ()
    codes, fields, member = recording.codes(taskforce), made[topic], request.get("member") or ""
    found: list[ImportedEntry] = []
    for stream in streams_in(recording, taskforce, request):
        standing = standing_before(recording, stream, member, day_of_end(of_row), request.get(DAY))
        alike = [
            each
            for each in standing
            if same_entries(recording, taskforce, request, topic, [each])
            and not any(due_changes(recording, taskforce, each, request))
            and not any(map(_says_more, differences_of(each, request, fields, codes)))
        ]
        if not alike:
            return ()
        found.extend(alike)
    return found


def over_by_now(
    number: int, request: ActRequest, of_row: Sequence[ActRequest], found: Sequence[ImportedEntry]
) -> Iterator[Words]:
    """Tell that what a row says without a day, and not that it is over, is over on record."""
    ends = [end for each in found if (end := each.history.end_of(each.entry))]
    says_less = request.get(DAY) in (None, *BLANK) and day_of_end(of_row) is None
    if ends and len(ends) == len(found) and says_less:
        yield worded(
            "Row {number} has no day. What it says is on record, and over: {entries}. If it began "
            "anew, record that by hand.",
            number=number,
            entries=descriptions(list({each.id: each for each in ends}.values())),
        )


def _says_more(change: CellChange) -> bool:
    is_name = change.parameter == "name" and change.request.act.BEGINS == "member"
    return not is_name and (change.parameter != DAY or change.new not in BLANK)
