"""The context of a report: the body, the day, the position, and the names of members."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from application.questions.asking.answer import Json
from application.questions.asking.ask import Ask
from application.questions.asking.completeness import complete_from
from application.questions.asking.question_context import QuestionContext
from application.read_model import ReadModel
from application.reports.document import Block, Points, Report, Section
from application.reports.paper.cited import cited
from domain.events.bodies import Established
from domain.names import alphabetical
from domain.words import listed, worded

NOTHING_PUBLIC = worded("Nothing that the public may see is recorded.")


@dataclass(frozen=True)
class Body(QuestionContext):
    """One body, on a day, as recorded up to a position, for one audience."""

    @property
    def read_model(self) -> ReadModel:
        """What it is read from."""
        return self.facts.read_model

    @property
    def pinned(self) -> Ask:
        """The same question with the day and the position that were found for it."""
        return self.ask._replace(on=self.at.on, known=f"@{self.at.position}")

    @property
    def code(self) -> str:
        """The code of the body."""
        return self.ask.taskforce

    @cached_property
    def name(self) -> str:
        """Its name, or its code if this audience may not see the name."""
        established = self.facts.known(Established)
        return established[-1].event.name if established else self.code

    def called(self, owner: str) -> str:
        """Return the name of a member; a text that is no member's code is returned as it is."""
        return self.names.get(owner) or self.all_names.get(owner, owner)

    def summary(
        self, told: Block, shown: Sequence[tuple[int, str]], *more: Block, none: str = ""
    ) -> list[Section]:
        """Return the summary of a report: `told`, or for the public those `shown` that count any.

        A zero would call nothing what may be hidden; where all are zero, the public is told `none`.
        `more` stands below.
        """
        lines = [line for number, line in shown if number] or [none] * bool(none)
        first = [told] if not self.public else [Points(lines)] if lines else []
        blocks = [*first, *more]
        return [Section("summary", "Summary", blocks)] if blocks else []

    def by_name(self, codes: Iterable[str]) -> list[str]:
        """Return codes of members in the order of their names."""
        return sorted(codes, key=lambda code: (alphabetical(self.called(code)), code))

    @cached_property
    def complete_from(self) -> date | None:
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
            names=cited(self.facts.of(None)),
        )

    def _corrected(self, more: Iterable[int]) -> list[str]:
        """List the corrected entries that the report uses."""
        entries = [str(entry) for entry in sorted({*self.facts.corrected, *more})]
        found = ", ".join(f"@{entry}" for entry in entries)  # as earlier versions list them
        if len(entries) == 1:
            return [worded("Includes corrected entry {entries}.", entries=entries[0], found=found)]
        told = worded("Includes corrected entries {entries}.", entries=listed(entries), found=found)
        return [told] if found else []
