"""The notes of entries that are shown to more people than before, which go with their entries."""

from collections.abc import Sequence

from application.entries.named import entry_of
from application.entries.selection import places
from application.recording.recording import Recording
from domain.names import AsSaid
from domain.values import Visibility
from domain.words import worded

_QUOTED = 5  # notes


def remark_notes(
    recording: Recording, body: str, names: Sequence[str], visibility: Visibility
) -> None:
    """Say which notes more people will see, before entries are shown to them.

    Those of its corrections are shown with an entry, too.
    """
    entries = (entry_of(recording, each)[1] for each in names)
    shown = {e.first.position for e in entries if visibility.rank < e.visibility.rank}
    found: dict[str, dict[int, None]] = {}
    for row in recording.audience.log(body) if shown else ():
        if row.note and row.entry in shown:
            found.setdefault(row.note, {})[row.entry] = None
    for note in list(found)[:_QUOTED]:
        sentence = "Shown to {visibility}, too, is the note of {entries}: {note}"
        recording.remark(
            worded(
                sentence, visibility=visibility, entries=places([*found[note]]), note=AsSaid(note)
            )
        )
    if more := sorted({number for note in list(found)[_QUOTED:] for number in found[note]}):
        sentence = "Shown to {visibility}, too, are the notes of {count:,} more: {entries}"
        recording.remark(
            worded(sentence, visibility=visibility, count=len(more), entries=places(more))
        )
