"""The notes of entries that are shown to more people than before, which go with their entries."""

from collections.abc import Sequence

from application.entries.named import entry_of
from application.entries.selection import places
from application.recording.recording import Recording
from domain.names import AsSaid
from domain.values import Visibility
from domain.words import worded

_QUOTED = 5  # notes


def remark_notes(recording: Recording, names: Sequence[str], visibility: Visibility) -> None:
    """Say which notes more people will see, before entries are shown to them."""
    found: dict[str, list[str]] = {}
    for _, entry in (entry_of(recording, each) for each in names):
        versions = (each.envelope.note for each in (entry.first, entry.latest))
        if visibility.rank < entry.visibility.rank:
            for note in dict.fromkeys(filter(None, versions)):
                found.setdefault(note, []).append(entry.number)
    for note in list(found)[:_QUOTED]:
        sentence = "Shown to {visibility}, too, is the note of {entries}: {note}"
        recording.remark(
            worded(sentence, visibility=visibility, entries=places(found[note]), note=AsSaid(note))
        )
    if more := [number for note in list(found)[_QUOTED:] for number in found[note]]:
        sentence = "Shown to {visibility}, too, are the notes of {count:,} more: {entries}"
        recording.remark(
            worded(sentence, visibility=visibility, count=len(more), entries=places(more))
        )
