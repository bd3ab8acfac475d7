"""What people call commitments: by number and first words."""

from collections.abc import Mapping
from dataclasses import dataclass

from application.questions.asking.fact import Fact
from application.questions.asking.facts import Facts
from domain.events.bodies import InstrumentAdopted
from domain.events.texts import Adopted, Amended, Signed
from domain.grouping import grouped
from domain.words import worded

FIRST_WORDS = 48
"""Letters of a text by which it is recognised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedCommitment:
    """A commitment in the wording of the day: its text, and its number there.

    `alone` says that its text has no other, `only_text` that the body has no other text with any,
    `amended` that members may have acted on another wording.
    """

    reference: str
    text: str
    number: str
    words: str
    alone: bool
    only_text: bool
    amended: bool

    @property
    def by_words(self) -> str:
        """Its number and first words."""
        if self.alone:
            return self.text
        words = first_words(self.words)
        if self.only_text:
            return worded("{number}. {words}", number=self.number, words=words)
        return worded("{text}, {number}. {words}", text=self.text, number=self.number, words=words)

    @property
    def as_subject(self) -> str:
        """Its number, as what members acted on, and its first words where there were no others."""
        return self.by_number if self.amended else self.by_words

    @property
    def by_number(self) -> str:
        """Its number, as within a sentence."""
        if self.alone:
            return self.text
        if self.only_text:
            return worded("commitment {number}", number=self.number)
        return worded("commitment {number} of {text}", number=self.number, text=self.text)

    @property
    def in_full(self) -> str:
        """Its number and first words, as within a sentence."""
        if self.alone:
            return self.text
        return worded(
            "{commitment} ({words})", commitment=self.by_number, words=first_words(self.words)
        )

    @property
    def heading(self) -> str:
        """Its number, as a heading."""
        if self.alone:
            return self.text
        if self.only_text:
            return worded("Commitment {number}", number=self.number)
        return worded("{text}, commitment {number}", text=self.text, number=self.number)

    @property
    def by_kind(self) -> str:
        """Its heading and first words, as in a list that has other things, too."""
        if self.alone:
            return self.text
        return worded("{heading}: {words}", heading=self.heading, words=first_words(self.words))


def first_words(text: str, most: int = FIRST_WORDS) -> str:
    """Return the first words of a text in at most so many letters, "…" where there are more.

    It has no full stop, since it stands within lists and heads.
    """
    whole = " ".join(text.split()).removesuffix(".")
    if len(whole) <= most:
        return whole
    return f"{whole[: most - 1].rsplit(' ', 1)[0].rstrip(' ,;:.')}…"


def cited_commitments(facts: Facts, member: str = "") -> Mapping[str, CitedCommitment]:
    """Return all commitments by reference, in the order of entry, in the wording of the day.

    To a `member`, those that it signed are cited in the words that it signed. The number is that
    of the reference (`MISSION-3`), or else that of the place in the text.
    """
    titles = text_titles(facts)
    adopted = {fact.event.commitment: fact.event for fact in facts.known(Adopted)}
    amended = {fact.event.commitment: fact.event for fact in facts.begun(Amended)}
    later = {reference: event.text for reference, event in amended.items()}
    words = {**later, **words_signed(facts, member)}
    of_text = grouped((event.instrument, reference) for reference, event in adopted.items())
    return {
        reference: CitedCommitment(
            reference=reference,
            text=titles.get(text, text),
            number=reference[len(text) + 1 :] if reference.startswith(f"{text}-") else str(place),
            words=words.get(reference) or adopted[reference].text,
            alone=len(references) == 1,
            only_text=len(of_text) == 1,
            amended=reference in amended,
        )
        for text, references in of_text.items()
        for place, reference in enumerate(references, start=1)
    }


def words_signed(facts: Facts, member: str) -> Mapping[str, str]:
    """Return by commitment the words that a member signed, where there are several versions.

    A signature stays bound to the version that was signed.
    """
    if not (member and facts.begun(Amended)):
        return {}
    versions: list[Fact[Adopted] | Fact[Amended]] = [*facts.known(Adopted), *facts.known(Amended)]
    texts = {(f.event.commitment, f.event.text_sha256): f.event.text for f in versions}
    signed = [fact.event for fact in facts.standing(Signed) if fact.event.member == member]
    found = {each.commitment: texts.get((each.commitment, each.text_sha256)) for each in signed}
    return {commitment: text for commitment, text in found.items() if text}


def text_titles(facts: Facts) -> Mapping[str, str]:
    """Return the titles of all texts, by reference."""
    return {fact.event.reference: fact.event.title for fact in facts.known(InstrumentAdopted)}
