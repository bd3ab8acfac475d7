"""The words of texts as they are on record, for comparing a file with them."""

from collections.abc import Sequence
from dataclasses import dataclass

from application.recording import Recording
from domain.entry import Entry
from domain.events.bodies import InstrumentAdopted
from domain.texts.numbered import numbered
from domain.texts.wording import comparable, lines_of, paragraphs


@dataclass(frozen=True, slots=True)
class RecordedText:
    """One version of a text; `lines` are the paragraphs of its preamble, and its commitments.

    `is_one` says that the text is one commitment. The words are those of the first language.
    """

    instrument: str
    version: str
    is_one: bool
    lines: Sequence[str]

    def lines_in(self, words: str) -> Sequence[str]:
        """Return the lines of a file in the same way.

        Raises:
            Malformed: a number occurs twice in it.
        """
        if self.is_one:
            return paragraphs(words)
        found = numbered(words)
        return lines_of(found.preamble, found.items) if found.items else paragraphs(words)

    def has_words_of(self, lines: Sequence[str]) -> bool:
        """Say whether lines have the same words, however they are broken."""
        return comparable(" ".join(lines)) == comparable(" ".join(self.lines))


def texts_on_record(
    recording: Recording, taskforce: str, reference: str | None = None
) -> Sequence[RecordedText]:
    """Return every version of one text, or of all, whose words are on record, oldest first."""
    adopted = recording.taskforce(taskforce).history.each(InstrumentAdopted)
    found = (
        _on_record(recording, taskforce, entry, event)
        for entry, event in sorted(adopted, key=lambda pair: pair[0].recency)
        if reference in (None, event.reference)
    )
    return [each for each in found if each.lines]


def _on_record(
    recording: Recording, taskforce: str, entry: Entry, text: InstrumentAdopted
) -> RecordedText:
    words: list[tuple[str, str]] = []
    for reference in recording.commitments_of(taskforce, text.reference):
        commitment = recording.commitment(taskforce, reference)
        if commitment.may_be_open_on(entry.begins):
            words.append((reference, commitment.wording_on(entry.begins).text))
    is_one = [reference for reference, _ in words] == [text.reference]
    if not is_one:
        start = f"{text.reference}-"
        items = [(reference.removeprefix(start), said) for reference, said in words]
        lines = lines_of(text.preamble, items) if items else ()
    else:
        lines = () if words[0][1] == text.title else paragraphs(words[0][1])
    return RecordedText(text.reference, text.version, is_one, lines)
