"""What people call texts and commitments: by title and number, never by reference."""

from collections.abc import Sequence
from functools import cache, partial

from application.questions.asking.cited_commitments import cited_commitments, words_signed
from application.questions.asking.fact import Fact
from application.questions.asking.facts import Facts
from application.questions.members.open_then import not_open
from domain.event import Event
from domain.events.bodies import InstrumentAdopted
from domain.events.texts import Adopted
from domain.words import listed, worded


class TextNames:
    """The titles of the texts of a body, the numbers of their commitments, and their words."""

    def __init__(self, facts: Facts) -> None:
        self._signed = cache(partial(words_signed, facts))
        self._titles = {
            fact.event.reference: fact.event.title for fact in facts.known(InstrumentAdopted)
        }
        self._text_of = {f.event.commitment: f.event.instrument for f in facts.known(Adopted)}
        self._cited = cited_commitments(facts)
        self._not_open = not_open(facts)

    def text_of(self, commitment: str) -> str:
        """Return the reference of the text that a commitment belongs to."""
        return self._text_of.get(commitment, commitment)

    def commitments_of(self, text: str) -> Sequence[str]:
        """Return the references of the commitments of a text, in the order of adoption."""
        return [commitment for commitment, of in self._text_of.items() if of == text]

    def title(self, text: str) -> str:
        """Return the title of a text, in quotation marks."""
        return worded("“{title}”", title=self._titles.get(text, text))

    def words(self, commitment: str, member: str) -> str:
        """Return the words of a commitment to a member, on one line; "" if they are not shown.

        They are those that it signed, or else those of the day.
        """
        cited = self._cited.get(commitment)
        words = self._signed(member).get(commitment) or (cited.words if cited else "")
        return " ".join(words.split())

    def called(self, commitment: str) -> str:
        """Return how a commitment is called in a sentence, such as: commitment 2."""
        cited = self._cited.get(commitment)
        return cited.by_number if cited else commitment

    def heading(self, commitment: str) -> str:
        """Return how a commitment is called at the beginning of a line, such as: Commitment 2."""
        cited = self._cited.get(commitment)
        return cited.heading if cited else commitment

    def all_called(self, text: str, commitments: Sequence[str], act: Fact[Event]) -> str:
        """Return how the commitments of a text are called together that an act was on.

        All that were open for it are the text.
        """
        beside = {*commitments, *self._not_open(act)}
        missing = [each for each in self.commitments_of(text) if each not in beside]
        title = self.title(text)
        if not missing:
            return title
        if len(missing) == 1 and len(commitments) > 1:
            number = self._cited[missing[0]].number
            return worded("{title}, except commitment {number},", title=title, number=number)
        if len(missing) < len(commitments):
            numbers = self._listed(missing)
            return worded("{title}, except commitments {numbers},", title=title, numbers=numbers)
        if len(commitments) == 1:
            number = self._cited[commitments[0]].number
            return worded("commitment {number} of {title}", number=number, title=title)
        numbers = self._listed(commitments)
        return worded("commitments {numbers} of {title}", numbers=numbers, title=title)

    def _listed(self, commitments: Sequence[str]) -> str:
        return listed([self._cited[each].number for each in commitments])
