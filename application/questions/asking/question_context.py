"""What most questions need: both days, the facts, the banners, and the names of members."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Self

from application.model_rows import AsOf, MemberRow
from application.questions.asking.answer import Answer, Column, Json, Row, shown_counts
from application.questions.asking.ask import Ask, as_of, banners_of
from application.questions.asking.facts import Facts
from application.questions.asking.references import RowFilter, row_filter
from application.read_model import ReadModel
from application.reading import code_at
from domain.errors import UnknownReference
from domain.events.bodies import TaskAdopted
from domain.events.members import Joined
from domain.names import alphabetical
from domain.suggestions import near
from domain.values import Visibility
from domain.words import worded


@dataclass(frozen=True)
class QuestionContext:
    """One body, on the day and as known at the position that a question asks for."""

    ask: Ask
    facts: Facts
    banners: Sequence[str]

    @classmethod
    def of(cls, read_model: ReadModel, ask: Ask, today: date) -> Self:
        """Resolve both clocks.

        Raises:
            UnknownReference: there is no such body.
            Malformed, Refused: `known` is no day or position of the log.
        """
        at = as_of(read_model, ask, today)
        banners = banners_of(read_model, ask.taskforce, at)
        return cls(ask, Facts(read_model, ask.taskforce, at), banners)

    @property
    def at(self) -> AsOf:
        """Both days, and the audience."""
        return self.facts.at

    @property
    def public(self) -> bool:
        """Whether the audience is the public, which may not see all."""
        return self.at.audience is Visibility.PUBLIC

    @cached_property
    def members(self) -> Sequence[MemberRow]:
        """All that ever applied or belonged, by name."""
        return sorted(self.facts.members, key=lambda row: (alphabetical(row.name), row.member))

    @cached_property
    def belonging(self) -> Sequence[MemberRow]:
        """Those that belong on the day, by name; a suspended member still belongs."""
        return [row for row in self.members if row.belongs]

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The official name on that day of every member, by its code."""
        return {row.member: row.name for row in self.members}

    @cached_property
    def all_names(self) -> Mapping[str, str]:
        """The name of every member, by its code, also of those that joined on no known day."""
        return called_members(self.facts.read_model, self.facts.taskforce, self.at)

    def member_code(self, member: str | None) -> str | None:
        """Return the code of today of a member, None where none is named.

        A code that no member has is refused: an empty answer would hide a typing error.

        Raises:
            UnknownReference: with those that look alike.
        """
        if member is None:
            return None
        code = code_at(self.facts.read_model, self.at, self.facts.taskforce, member)
        if code not in self.names:
            raise UnknownReference("member", member, near(member, self.names))
        return code

    def task_reference(self, task: str | None) -> str | None:
        """Return the reference of a task that is asked for, None where none is named.

        Raises:
            UnknownReference: the body has no such task, so that nothing can name it.
        """
        known = [fact.event.reference for fact in self.facts.known(TaskAdopted)] if task else []
        if task is not None and task not in known:
            raise UnknownReference(worded("task"), task, near(task, known))
        return task

    def row_filter(self, reference: str | None) -> RowFilter:
        """Return the filter for a member, instrument or commitment; None means all.

        Raises:
            UnknownReference: it is the reference of nothing that can be filtered by.
        """
        return row_filter(self.facts.read_model, self.facts.taskforce, reference, self.at)

    def answer(
        self,
        title: str,
        columns: Sequence[Column],
        rows: Sequence[Row],
        *,
        facts: Mapping[str, Json] | None = None,
        counts: Mapping[str, int] | None = None,
        counted: str = "",
        banners: Sequence[str] = (),
        notes: Sequence[str] = (),
    ) -> Answer:
        """Return an answer of this body; `banners` stand after those of every answer of it."""
        return Answer(
            title=title,
            as_of=self.at,
            columns=columns,
            rows=rows,
            facts={"taskforce": self.facts.taskforce, **(facts or {})},
            counts=shown_counts(counts, self.at),
            counted=counted,
            banners=(*self.banners, *banners),
            notes=notes,
        )


def called_members(read_model: ReadModel, taskforce: str, at: AsOf) -> Mapping[str, str]:
    """Return the names of members on a day by their codes, also of who joined on no known day."""
    events = [fact.event for fact in Facts(read_model, taskforce, at).known(Joined)]
    joined = {event.member: event.name for event in events if event.name}
    ever = read_model.members(taskforce, replace(at, on=date.max))
    told = (*ever, *read_model.members(taskforce, at))
    return joined | {row.member: row.name for row in told}
