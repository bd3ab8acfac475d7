"""What documents call members, texts, commitments, tasks, gaps and practices."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import attrgetter

from application.questions.asking import answer_fields as fields
from application.questions.asking.cited_commitments import (
    CitedCommitment,
    cited_commitments,
    first_words,
    text_titles,
)
from application.questions.asking.facts import Facts
from application.questions.asking.question_context import called_members
from application.questions.asking.sentences import SEATS
from application.questions.members.counted import told_in_part
from application.reports.document import Names
from application.reports.paper.scale_labels import scale_labels
from domain.events.bodies import TaskAdopted
from domain.events.laws import (
    GapFound,
    LegislativeGapAnswered,
    LegislativeGapClosed,
    LegislativeGapIdentified,
    LegislativeHelpOffered,
    LegislativeOpportunityIdentified,
    PracticeShowcased,
)
from domain.events.progress import MilestoneSet
from domain.events.work import AdviceForwarded, InitiativeInputReceived, ProductContributionMade
from domain.values import Visibility
from domain.words import worded

FIELDS: Mapping[str, str] = {
    **{
        each.key: worded(each.label)
        for each in vars(fields).values()
        if isinstance(each, fields.AnswerField) and each.label
    },
    "on": worded("Day"),
}
"""What fields of entries are called, as the heads of answers call them."""


class _Called(Mapping[str, str]):
    """What commitments are called in one way, each worded when it is asked for: few of many are."""

    def __init__(
        self, commitments: Mapping[str, CitedCommitment], say: Callable[[CitedCommitment], str]
    ) -> None:
        self._commitments, self._say = commitments, say

    def __getitem__(self, code: str) -> str:
        return self._say(self._commitments[code])

    def __iter__(self) -> Iterator[str]:
        return iter(self._commitments)

    def __len__(self) -> int:
        return len(self._commitments)


def cited(facts: Facts, member: str = "") -> Names:
    """Return by kind and by code what documents call things; codes without a name are left out.

    Members have their names of the day, also those that joined later. Of commitments and tasks,
    `commitment` and `task` are for sentences, `commitments` and `tasks` for lists, `subject` for
    acts of several members, and `heading` and `number` stand beside the whole wording. To a
    `member`, what it signed is cited in the words that it signed.
    """
    commitments = cited_commitments(facts, member)
    tasks = {
        f.event.reference: (n, f.event.text) for n, f in enumerate(facts.known(TaskAdopted), 1)
    }
    gaps = _gaps(facts)
    members = called_members(facts.read_model, facts.taskforce, facts.at)
    steps = [fact.event for fact in facts.known(MilestoneSet)]
    given = [fact.event for fact in facts.known(ProductContributionMade)]
    shown = {fact.event.practice: fact.event.title for fact in facts.known(PracticeShowcased)}
    return {
        "member": members,
        "text": text_titles(facts),
        "commitment": _Called(commitments, attrgetter("by_number")),
        "commitments": _Called(commitments, attrgetter("by_words")),
        "subject": _Called(commitments, attrgetter("as_subject")),
        "commitment_in_full": _Called(commitments, attrgetter("in_full")),
        "heading": _Called(commitments, attrgetter("heading")),
        "number": _Called(commitments, attrgetter("number")),
        **_of_tasks(tasks),
        "about": _by_kind(tasks, gaps, members),
        "about_commitment": _Called(commitments, attrgetter("by_kind")),
        **_of_gaps(gaps, _mentioned(facts) - gaps.keys()),
        **_of_standings(facts),
        **scale_labels(facts),
        "field": FIELDS,
        "presence": SEATS,
        "withdrawn": {"participation": worded("all that it had agreed to")},
        "practice": shown,
        "practice_in_sentence": _numbered(shown),
        "milestone": _numbered(step.milestone for step in steps),
        "milestone_title": {f"{step.milestone}: {step.title}": step.title for step in steps},
        "input": _numbered(f.event.input for f in facts.known(InitiativeInputReceived)),
        "advice": _numbered(f.event.advice for f in facts.known(AdviceForwarded)),
        "contribution": _numbered(each.contribution for each in given),
    }


def _of_standings(facts: Facts) -> Names:
    """Return what is said of a member without an act; others may not see that there is one."""
    if facts.once(told_in_part):
        return {
            "standing": {"none": worded("no signature shown")},
            "treaty_standing": {"none": worded("no signature or consent shown")},
        }
    if facts.at.audience is Visibility.PUBLIC:
        return {
            "standing": {"none": worded("no public signature")},
            "treaty_standing": {"none": worded("no public signature or consent")},
        }
    return {
        "standing": {"none": worded("has not signed")},
        "treaty_standing": {"none": worded("neither signed nor consented")},
    }


def _of_tasks(tasks: Mapping[str, tuple[int, str]]) -> Names:
    return {
        "task": {code: worded("task {number}", number=n) for code, (n, _) in tasks.items()},
        "task_in_full": {
            code: worded("task {number} ({words})", number=n, words=first_words(text))
            for code, (n, text) in tasks.items()
        },
        "tasks": {
            code: worded("{number}. {words}", number=number, words=first_words(text))
            for code, (number, text) in tasks.items()
        },
    }


def _by_kind(
    tasks: Mapping[str, tuple[int, str]],
    gaps: Mapping[str, tuple[int, GapFound]],
    members: Mapping[str, str],
) -> dict[str, str]:
    """Return tasks and gaps as in a list that has things of several kinds."""
    return {
        code: worded("Task {number}: {words}", number=number, words=first_words(text))
        for code, (number, text) in tasks.items()
    } | {code: _gap_by_kind(*each, members) for code, each in gaps.items()}


def _of_gaps(gaps: Mapping[str, tuple[int, GapFound]], hidden: Iterable[str]) -> Names:
    """Return names of gaps; those of which this audience sees no more than the end have none."""
    return {
        "gap": {code: first_words(gap.text) for code, (_, gap) in gaps.items()},
        "gap_number": {code: str(number) for code, (number, _) in gaps.items()},
        "gap_in_sentence": {
            code: worded("gap no. {number}", number=number)
            if isinstance(gap, LegislativeGapIdentified)
            else worded("opportunity no. {number}", number=number)
            for code, (number, gap) in gaps.items()
        }
        | {code: worded("a gap or opportunity") for code in hidden},
    }


def _gap_by_kind(number: int, gap: GapFound, members: Mapping[str, str]) -> str:
    """Return a gap with its number, its member and its first words."""
    return worded(
        "Gap no. {number}, {member}: {words}"
        if isinstance(gap, LegislativeGapIdentified)
        else "Opportunity no. {number}, {member}: {words}",
        number=number,
        member=members.get(gap.member, gap.member),
        words=first_words(gap.text),
    )


def _gaps(facts: Facts) -> Mapping[str, tuple[int, GapFound]]:
    """Return gaps and opportunities by their codes, each with its number in the order of entry."""
    kinds = (LegislativeGapIdentified, LegislativeOpportunityIdentified)
    found = sorted(
        (fact for kind in kinds for fact in facts.known(kind)), key=lambda fact: fact.entry
    )
    return {fact.event.gap: (number, fact.event) for number, fact in enumerate(found, start=1)}


def _mentioned(facts: Facts) -> set[str]:
    return {
        *(fact.event.gap for fact in facts.known(LegislativeGapAnswered)),
        *(fact.event.gap for fact in facts.known(LegislativeHelpOffered)),
        *(fact.event.gap for fact in facts.known(LegislativeGapClosed)),
    }


def _numbered(codes: Iterable[str]) -> Mapping[str, str]:
    """Return numbers for codes, in the order of entry, as within a sentence."""
    return {
        code: worded("no. {number}", number=number)
        for number, code in enumerate(dict.fromkeys(codes), start=1)
    }
