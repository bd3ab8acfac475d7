"""What people call texts and commitments: by title and number, never by reference."""

from collections.abc import Sequence
from textwrap import shorten

from application.questions.asking.facts import Facts
from domain.events.bodies import InstrumentAdopted
from domain.events.texts import Adopted, Amended
from domain.words import joined, worded

FIRST_WORDS = 60  # letters


class TextNames:
    """The titles of the texts of a body, the numbers of their commitments, and their words."""

    def __init__(self, facts: Facts) -> None:
        self._titles = {
            fact.event.reference: fact.event.title for fact in facts.known(InstrumentAdopted)
        }
        self._text_of = {f.event.commitment: f.event.instrument for f in facts.known(Adopted)}
        self._words = {fact.event.commitment: fact.event.text for fact in facts.begun(Adopted)}
        self._words |= {fact.event.commitment: fact.event.text for fact in facts.begun(Amended)}

    def text_of(self, commitment: str) -> str:
        """Return the reference of the text that a commitment belongs to."""
        return self._text_of.get(commitment, commitment)

    def commitments_of(self, text: str) -> Sequence[str]:
        """Return the references of the commitments of a text, in the order of adoption."""
        return [commitment for commitment, of in self._text_of.items() if of == text]

    def title(self, text: str) -> str:
        """Return the title of a text, in quotation marks."""
        return worded("“{title}”", title=self._titles.get(text, text))

    def words(self, commitment: str) -> str:
        """Return the words of a commitment on the day, on one line; "" if they are not shown."""
        return " ".join(self._words.get(commitment, "").split())

    def number(self, commitment: str) -> str:
        """Return the number that a commitment has in its text, or its first words."""
        text = self.text_of(commitment)
        if commitment.startswith(f"{text}-"):
            return commitment.removeprefix(f"{text}-")
        first = shorten(self.words(commitment), FIRST_WORDS, placeholder=" …")
        return worded("“{title}”", title=first or commitment)

    def called(self, commitment: str) -> str:
        """Return how a commitment is called in a sentence, such as: commitment 2."""
        text = self.text_of(commitment)
        if len(self.commitments_of(text)) <= 1:
            return self.title(text)
        if len(set(self._text_of.values())) == 1:
            return worded("commitment {number}", number=self.number(commitment))
        number, title = self.number(commitment), self.title(text)
        return worded("commitment {number} of {title}", number=number, title=title)

    def heading(self, commitment: str) -> str:
        """Return how a commitment is called at the beginning of a line, such as: Commitment 2."""
        text = self.text_of(commitment)
        if len(self.commitments_of(text)) <= 1:
            return self.title(text)
        number, title = self.number(commitment), self.title(text)
        if len(set(self._text_of.values())) == 1:
            return worded("Commitment {number}", number=number)
        return worded("Commitment {number} of {title}", number=number, title=title)

    def all_called(self, text: str, commitments: Sequence[str]) -> str:
        """Return how some commitments of a text are called together; all of them are the text."""
        missing = [each for each in self.commitments_of(text) if each not in commitments]
        title = self.title(text)
        if not missing:
            return title
        if len(missing) == 1 and len(commitments) > 1:
            number = self.number(missing[0])
            return worded("{title}, except commitment {number},", title=title, number=number)
        if len(missing) < len(commitments):
            numbers = self._listed(missing)
            return worded("{title}, except commitments {numbers},", title=title, numbers=numbers)
        if len(commitments) == 1:
            number = self.number(commitments[0])
            return worded("commitment {number} of {title}", number=number, title=title)
        numbers = self._listed(commitments)
        return worded("commitments {numbers} of {title}", numbers=numbers, title=title)

    def _listed(self, commitments: Sequence[str]) -> str:
        return joined(", ", map(self.number, commitments))
