"""The workbook of one member: its commitments and outstanding reports, with cells to fill in.

It comes back by an import: a report in which nothing was filled in records nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from application.questions.asking.ask import banners_of
from application.questions.asking.cited_commitments import cited_commitments
from application.questions.asking.fact import Fact
from application.questions.asking.facts import Facts
from application.questions.progress.bound_members import bound
from application.questions.progress.obligations import OUTSTANDING, Obligation, obligations
from domain.errors import Refused, UnknownReference
from domain.events.bodies import Established, ScaleRegistered
from domain.events.members import Joined, Renamed
from domain.events.progress import ProgressReported
from domain.suggestions import near
from domain.values import Visibility
from infrastructure.importers.rows.standard_columns import WORKBOOK
from infrastructure.importers.workbooks.as_shown import written_for
from infrastructure.importers.workbooks.filled_form import BODY
from infrastructure.importers.workbooks.member_forms import (
    AskedReport,
    CommitmentForm,
    forms_sheet,
    instructions,
)
from infrastructure.importers.workbooks.sheet_writer import workbook


def member_workbook(facts: Facts, member: str) -> bytes:
    """Return the workbook of a member: the same bytes for the same register and day.

    Raises:
        UnknownReference: it never was a member.
        Refused: there is no scale to report on, or nothing to report about.
    """
    if facts.at.audience is Visibility.PUBLIC:
        raise Refused("A workbook shows what is owed and was returned, so it is never public.")
    names = _names(facts)
    if member not in names:
        raise UnknownReference("member", member, near(member, names))
    if not facts.known(ScaleRegistered):
        raise Refused("There is no scale to report on. Register one: depositary taskforce scale")
    forms = list(_MemberForms(facts, member).forms())
    if not forms:
        raise Refused(
            "{member} is bound by no commitment, so there is nothing to report about.",
            member=member,
        )
    established = facts.known(Established)
    body = established[-1].event.name if established else facts.taskforce
    banners = banners_of(facts.read_model, facts.taskforce, facts.at)
    told = instructions(names[member], body, forms, banners)
    return workbook(told, forms_sheet(forms, banners))


@dataclass(frozen=True)
class _MemberForms:
    facts: Facts
    member: str

    def forms(self) -> Iterator[CommitmentForm]:
        """Yield what is owed and was returned by commitment; one report anew where it is neither.

        Commitments stand in the order of their texts.
        """
        facts, member = self.facts, self.member
        cited = cited_commitments(facts, member)
        asked = [each for each in obligations(facts) if each.member == member and _is_open(each)]
        binding = {text for text, who in bound(facts, cited) if who == member}
        reports = [f for f in facts.standing(ProgressReported) if f.event.member == member]
        for commitment, named in cited.items():
            mine = [each for each in asked if each.commitment == commitment]
            if not mine and commitment not in binding:
                continue
            about = [fact for fact in reports if fact.event.commitment == commitment]
            last = about[-1] if about else None
            scale = self._scale(commitment, last)
            yield CommitmentForm(
                heading=named.heading,
                words=named.words,
                reports=[self._asked(commitment, each, last, scale) for each in mine or (None,)],
            )

    def _asked(
        self,
        commitment: str,
        each: Obligation | None,
        last: Fact[ProgressReported] | None,
        scale: ScaleRegistered,
    ) -> AskedReport:
        """Return what is asked for an obligation, or for a report that nobody asked for."""
        due_on = str(each.due_on or "") if each else ""
        if each and each.report and each.state == "returned":
            mark = f"returned-{each.returns[-1].entry}"
            scale = self._registered(each.report.event) or scale
            last, act, entry, due_on = each.report, "correct_report", f"@{each.report.entry}", ""
        else:
            mark = f"due-{due_on}" if due_on else f"after-{last.entry if last else 0}"
            act, entry = "report", ""
        named = {"scale": scale.scale, "scale_version": scale.version} if act == "report" else {}
        about = {
            "row_id": f"{WORKBOOK}{self.member}/{commitment}/{mark}",
            "act": act,
            "member": self.member,
            "commitment": commitment,
            "due_on": due_on,
            **({} if entry or not each else _period(each)),
            "entry": entry,
            **named,
            BODY: written_for(self.facts),
        }
        said = self._registered(last.event) if last else None
        return AskedReport(about=about, asked=each, last=last, said_on=said, scale=scale)

    def _registered(self, event: ProgressReported) -> ScaleRegistered | None:
        named = (event.scale, event.scale_version)
        return next((s for s in self._scales() if (s.scale, s.version) == named), None)

    def _scales(self) -> Sequence[ScaleRegistered]:
        return [fact.event for fact in self.facts.known(ScaleRegistered)]

    def _scale(self, commitment: str, last: Fact[ProgressReported] | None) -> ScaleRegistered:
        """Return the newest version of the scale that was reported on last for a commitment.

        It is that of the member itself, else of anybody, else of another commitment of the same
        text; if there is none, the scale that was registered last.
        """
        text = self._text_of(commitment)
        said = [fact.event for fact in self.facts.standing(ProgressReported)]
        same = [event for event in said if self._text_of(event.commitment) == text]
        mine = [event for event in same if event.commitment == commitment]
        used = [event.scale for event in (*same, *mine, *([last.event] if last else []))]
        scales = self._scales()
        of_text = [scale for scale in scales if used and scale.scale == used[-1]]
        return (of_text or scales)[-1]

    def _text_of(self, commitment: str) -> str:
        cited = cited_commitments(self.facts).get(commitment)
        return cited.text if cited else ""


def _is_open(each: Obligation) -> bool:
    return each.state == "returned" or (each.owed and each.state in OUTSTANDING)


def _names(facts: Facts) -> dict[str, str]:
    joined = {f.event.member: f.event.name for f in facts.known(Joined) if f.event.name}
    return joined | {fact.event.member: fact.event.name for fact in facts.begun(Renamed)}


def _period(asked: Obligation) -> Mapping[str, str]:
    """Return the days of the period that a form names, which must be that of the report."""
    days = {"period_from": asked.period_from, "period_until": asked.period_until}
    return {name: str(day) for name, day in days.items() if day}
