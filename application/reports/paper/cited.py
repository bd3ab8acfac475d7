"""What documents call members, texts, commitments, tasks, gaps and practices."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from application.answers import AsOf
from application.questions.asking.facts import Facts
from application.read_model import ReadModel
from application.reports.document import Names
from domain.events.bodies import InstrumentAdopted, TaskAdopted
from domain.events.laws import (
    LegislativeGapIdentified,
    LegislativeOpportunityIdentified,
    PracticeShowcased,
)
from domain.events.progress import MilestoneSet
from domain.events.texts import Adopted, Amended
from domain.events.work import AdviceForwarded, InitiativeInputReceived, ProductContributionMade
from domain.words import worded

FIRST_WORDS = 48
"""Letters of a text by which it is recognised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedCommitment:
    """A commitment in the wording of the day: its text, and its number there.

    `alone` says that its text has no other, `only_text` that the body has no other text with any.
    """

    reference: str
    text: str
    number: str
    words: str
    alone: bool
    only_text: bool

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
    def by_number(self) -> str:
        """Its number, as within a sentence."""
        if self.alone:
            return self.text
        if self.only_text:
            return worded("commitment {number}", number=self.number)
        return worded("commitment {number} of {text}", number=self.number, text=self.text)

    @property
    def heading(self) -> str:
        """Its number, as a heading."""
        if self.alone:
            return self.text
        if self.only_text:
            return worded("Commitment {number}", number=self.number)
        return worded("{text}, commitment {number}", text=self.text, number=self.number)


def first_words(text: str, most: int = FIRST_WORDS) -> str:
    """Return the first words of a text in at most so many letters, "…" where there are more."""
    whole = " ".join(text.split())
    if len(whole) <= most:
        return whole
    return f"{whole[: most - 1].rsplit(' ', 1)[0].rstrip(' ,;:.')}…"


def cited_commitments(facts: Facts) -> Mapping[str, CitedCommitment]:
    """Return all commitments by reference, in the order of entry, in the wording of the day.

    The number is that of the reference (`MISSION-3`), or else that of the place in the text.
    """
    titles = _titles(facts)
    adopted = {fact.event.commitment: fact.event for fact in facts.known(Adopted)}
    amended = {fact.event.commitment: fact.event for fact in facts.begun(Amended)}
    of_text: dict[str, list[str]] = {}
    for reference, event in adopted.items():
        of_text.setdefault(event.instrument, []).append(reference)
    return {
        reference: CitedCommitment(
            reference=reference,
            text=titles.get(text, text),
            number=reference[len(text) + 1 :] if reference.startswith(f"{text}-") else str(place),
            words=amended.get(reference, adopted[reference]).text,
            alone=len(references) == 1,
            only_text=len(of_text) == 1,
        )
        for text, references in of_text.items()
        for place, reference in enumerate(references, start=1)
    }


def _titles(facts: Facts) -> Mapping[str, str]:
    return {fact.event.reference: fact.event.title for fact in facts.known(InstrumentAdopted)}


def cited(read_model: ReadModel, taskforce: str, at: AsOf) -> Names:
    """Return by kind and by code what documents call things; codes without a name are left out.

    Members have their names of the day, also those that joined later. Of commitments and tasks,
    `commitment` and `task` are for sentences, `commitments` and `tasks` for lists, and `heading`
    and `number` stand beside the whole wording.
    """
    facts = Facts(read_model, taskforce, at)
    commitments = cited_commitments(facts)
    tasks = {
        f.event.reference: (n, f.event.text) for n, f in enumerate(facts.known(TaskAdopted), 1)
    }
    kinds = (LegislativeGapIdentified, LegislativeOpportunityIdentified)
    found = [fact for kind in kinds for fact in facts.known(kind)]
    gaps = [fact.event for fact in sorted(found, key=lambda fact: fact.entry)]
    steps = [fact.event for fact in facts.known(MilestoneSet)]
    given = [fact.event for fact in facts.known(ProductContributionMade)]
    shown = {fact.event.practice: fact.event.title for fact in facts.known(PracticeShowcased)}
    return {
        "member": _members(read_model, taskforce, at),
        "text": _titles(facts),
        "commitment": {code: each.by_number for code, each in commitments.items()},
        "commitments": {code: each.by_words for code, each in commitments.items()},
        "heading": {code: each.heading for code, each in commitments.items()},
        "number": {code: each.number for code, each in commitments.items()},
        "task": {code: worded("task {number}", number=n) for code, (n, _) in tasks.items()},
        "tasks": {
            code: worded("{number}. {words}", number=number, words=first_words(text))
            for code, (number, text) in tasks.items()
        },
        "gap": {gap.gap: first_words(gap.text) for gap in gaps},
        "gap_number": {gap.gap: str(number) for number, gap in enumerate(gaps, 1)},
        "gap_in_sentence": _numbered(gap.gap for gap in gaps),
        "presence": {"excused": worded("apologies")},
        "practice": shown,
        "practice_in_sentence": _numbered(shown),
        "milestone": _numbered(step.milestone for step in steps),
        "milestone_title": {f"{step.milestone}: {step.title}": step.title for step in steps},
        "input": _numbered(f.event.input for f in facts.known(InitiativeInputReceived)),
        "advice": _numbered(f.event.advice for f in facts.known(AdviceForwarded)),
        "contribution": _numbered(each.contribution for each in given),
    }


def _numbered(codes: Iterable[str]) -> Mapping[str, str]:
    """Return numbers for codes, in the order of entry, as within a sentence."""
    return {
        code: worded("no. {number}", number=number)
        for number, code in enumerate(dict.fromkeys(codes), start=1)
    }


def _members(read_model: ReadModel, taskforce: str, at: AsOf) -> Mapping[str, str]:
    ever = read_model.members(taskforce, replace(at, on=date.max))
    return {row.member: row.name for row in (*ever, *read_model.members(taskforce, at))}
