"""The context of a report: the body, the day, the position, and the names of members."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Self

from application.answers import AsOf, MemberRow
from application.questions.asking.answer import Json
from application.questions.asking.ask import Ask, as_of, banners_of
from application.questions.asking.completeness import complete_from
from application.questions.asking.facts import Facts
from application.read_model import ReadModel
from application.reports.document import Report, Section
from application.reports.paper.cited import cited
from domain.events.bodies import Established
from domain.values import Visibility
from domain.words import listed, worded

NOTHING_PUBLIC = worded("Nothing that the public may see is recorded.")


@dataclass(frozen=True)
class Body:
    """One body, on a day, as recorded up to a position, for one audience."""

    read_model: ReadModel
    ask: Ask
    at: AsOf
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
        facts = Facts(read_model, ask.taskforce, at)
        return cls(read_model, ask, at, facts, banners_of(read_model, ask.taskforce, at))

    @property
    def pinned(self) -> Ask:
        """The same question with the day and the position that were found for it."""
        return replace(self.ask, on=self.at.on, known=f"@{self.at.position}")

    @property
    def public(self) -> bool:
        """Whether the report is for the public."""
        return self.at.audience is Visibility.PUBLIC

    @property
    def code(self) -> str:
        """The code of the body."""
        return self.ask.taskforce

    @cached_property
    def name(self) -> str:
        """Its name, or its code if this audience may not see the name."""
        established = self.facts.known(Established)
        return established[-1].event.name if established else self.code

    @cached_property
    def members(self) -> Sequence[MemberRow]:
        """All that ever applied or belonged, by name."""
        found = self.read_model.members(self.code, self.at)
        return sorted(found, key=lambda row: (row.name.casefold(), row.member))

    @cached_property
    def belonging(self) -> Sequence[MemberRow]:
        """Those that belong on the day, by name; a suspended member still belongs."""
        return [row for row in self.members if row.belongs]

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The official name on that day of every member, by its code."""
        return {row.member: row.name for row in self.members}

    def called(self, owner: str) -> str:
        """Return the name of a member; a text that is no member's code is returned as it is."""
        return self.names.get(owner, owner)

    @cached_property
    def kept_from(self) -> date | None:
        """The day from which the record is said to be complete, if any."""
        return complete_from(self.facts)

    def report(  # keyword-only facts of one report
        self,
        name: str,
        title: str,
        sections: Sequence[Section],
        *,
        scales: Sequence[str] = (),
        facts: Mapping[str, Json] | None = None,
        banners: Sequence[str] = (),
        notes: Sequence[str] = (),
        corrected: Iterable[int] = (),
    ) -> Report:
        """Return a report of this body; `banners` stand after those of every report of it.

        `corrected` are positions of entries that it was made from beside those in `facts`.
        """
        return Report(
            name=name,
            title=title,
            taskforce=self.code,
            body=self.name,
            as_of=self.at,
            sections=sections,
            banners=(*self.banners, *banners),
            scales=scales,
            facts=facts or {},
            notes=list(dict.fromkeys([*notes, *self._corrected(corrected)])),
            names=cited(self.read_model, self.code, self.at),
        )

    def _corrected(self, more: Iterable[int]) -> list[str]:
        """List the corrected entries that the report uses."""
        entries = [str(entry) for entry in sorted({*self.facts.mended, *more})]
        found = ", ".join(f"@{entry}" for entry in entries)  # as earlier versions list them
        if len(entries) == 1:
            return [worded("Includes corrected entry {entries}.", entries=entries[0], found=found)]
        told = worded("Includes corrected entries {entries}.", entries=listed(entries), found=found)
        return [told] if found else []
