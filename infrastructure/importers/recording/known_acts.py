"""Whether what a row tells of is on record already, by hand or from another file."""

from collections.abc import Sequence

from application.recording.recording import Recording
from domain.endings import Lasting
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
    acts = [each for each in before if isinstance(each.entry.event, Lasting)]
    begins_something = any(day_of_end([each]) is None for each in requests)
    if any(each.stands for each in acts) or (begins_something and not acts):
        return False
    mine = {each.entry.id for each in before}
    known = [recorded_as(recording, taskforce, each, requests) for each in requests]
    return all(known) and any(each.entry.id not in mine for found in known for each in found)


def recorded_as(
    recording: Recording, taskforce: str, request: ActRequest, of_row: Sequence[ActRequest] = ()
) -> Sequence[ImportedEntry]:
    """Return what stands in the register, from before this file, as a row has it; else nothing.

    Of an act on all commitments of a text, each has to stand. An act that has ended does where the
    row has its day, or where another act `of_row` ends it on that day: a list comes late. How else
    a member is called says nothing new, nor does an unknown day of what has not ended.
    """
    topic, *ends = made = amendable(request.act)
    if not request.act.MAKES or any(request.get(name) for end in ends for name in made[end]):
        return ()
    codes, fields, member = recording.codes(taskforce), made[topic], request.get("member") or ""
    found: list[ImportedEntry] = []
    for stream in streams_in(recording, taskforce, request):
        standing = standing_before(recording, stream, member, day_of_end(of_row), request.get(DAY))
        ended = any(e.record.event.TOPIC in ends and e.says("member", member) for e in standing)
        alike = [
            each
            for each in standing
            if same_entries(recording, taskforce, request, topic, [each])
            and not any(due_changes(recording, taskforce, each, request))
            and not any(
                _says_more(d, ended=ended) for d in differences_of(each, request, fields, codes)
            )
        ]
        if not alike:
            return ()
        found.extend(alike)
    return found


def _says_more(change: CellChange, *, ended: bool) -> bool:
    is_name = change.parameter == "name" and change.request.act.BEGINS == "member"
    return not is_name and (ended or change.parameter != DAY or change.new not in BLANK)
