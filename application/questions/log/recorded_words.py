"""The words of texts as they are on record, for comparing a file with them."""

from collections.abc import Sequence
from dataclasses import dataclass

from application.questions.asking.fact import Fact
from application.questions.asking.facts import Facts
from application.questions.members.open_then import closings
from domain.events.bodies import InstrumentAdopted
from domain.events.texts import Adopted, Amended
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

    def outside(self, words: str) -> Sequence[str]:
        """Return the paragraphs of a file that cannot be compared: they are in no commitment.

        Raises:
            Malformed: a number occurs twice in it.
        """
        if self.is_one:
            return ()
        told = [line for part in numbered(words).outside for line in paragraphs(part)]
        return [line for line in told if comparable(line)]

    def has_words_of(self, lines: Sequence[str]) -> bool:
        """Say whether lines have the same words, however they are broken."""
        return comparable(" ".join(lines)) == comparable(" ".join(self.lines))


def texts_on_record(facts: Facts, reference: str | None = None) -> Sequence[RecordedText]:
    """Return every version of one text, or of all, whose words are on record, by day."""
    adopted = sorted(facts.known(InstrumentAdopted), key=lambda fact: (fact.by, fact.entry))
    found = (
        _on_record(facts, fact) for fact in adopted if reference in (None, fact.event.reference)
    )
    return [each for each in found if each.lines]


def _on_record(facts: Facts, version: Fact[InstrumentAdopted]) -> RecordedText:
    """Return the words of a version, as they were on its day."""
    text = version.event
    closed = {fact.event.commitment for fact in closings(facts) if fact.by <= version.by}
    said: list[Fact[Adopted] | Fact[Amended]] = [*facts.known(Adopted), *facts.known(Amended)]
    said.sort(key=lambda fact: (fact.by, fact.entry))
    words = {
        fact.event.commitment: fact.event.text
        for fact in said
        if fact.by <= version.by and fact.event.commitment not in closed
    }
    own = [f.event.commitment for f in facts.known(Adopted) if f.event.instrument == text.reference]
    items = [(each, words[each]) for each in own if each in words]
    is_one = [each for each, _ in items] == [text.reference]
    if not is_one:
        start = f"{text.reference}-"
        numbers = [(each.removeprefix(start), said) for each, said in items]
        lines = lines_of(text.preamble, numbers) if numbers else ()
    else:
        lines = () if items[0][1] == text.title else paragraphs(items[0][1])
    return RecordedText(text.reference, text.version, is_one, lines)
