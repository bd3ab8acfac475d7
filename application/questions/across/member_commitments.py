"""One row a member and commitment: names, words, standing, last statements, and what is due."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from application.model_rows import StandingRow
from application.questions.across.still_due import OPEN
from application.questions.asking.answer import Row, dated, dates, values
from application.questions.asking.ask import Ask
from application.questions.asking.fact import Fact
from application.questions.asking.facts import Facts
from application.questions.asking.question_context import QuestionContext
from application.questions.progress.obligations import Obligation, obligations
from application.questions.progress.reports import stated
from application.questions.progress.reviews import shown_reports
from application.read_model import ReadModel
from domain.events.bodies import InstrumentAdopted, ScaleRegistered
from domain.events.progress import ProgressAssessed, ProgressReported
from domain.events.texts import Adopted, Amended, Closed, MemberAct, Split, Superseded
from domain.texts.standing_kinds import Standing

M = TypeVar("M", bound=MemberAct)
Key = tuple[str, str]


def member_commitments(read_model: ReadModel, ask: Ask, today: date) -> Iterator[Row]:
    """Yield a row for each commitment of the day and each member, by commitment, then by code.

    A member that does not belong, or a commitment that is closed, has a row where something was
    signed or consented to. The public is not told what is due.

    Raises:
        UnknownReference: there is no such body.
    """
    context = QuestionContext.of(read_model, ask, today)
    yield from _Sheet(context.facts, is_public=context.public).rows()


@dataclass(frozen=True)
class _Sheet:
    facts: Facts
    is_public: bool

    def rows(self) -> Iterator[Row]:
        facts = self.facts
        members = {row.member: row for row in facts.members}
        adopted = {fact.event.commitment: fact.event for fact in facts.begun(Adopted)}
        closed = {
            *(fact.event.commitment for fact in facts.standing(Closed)),
            *(fact.event.commitment for fact in facts.standing(Superseded)),
            *(fact.event.commitment for fact in facts.standing(Split)),
        }
        found = facts.read_model.standings(facts.taskforce, sorted(adopted), facts.at)
        standings = {(row.commitment, row.member): row for row in found}
        active = {code for code, row in members.items() if row.belongs}
        open_ = {(c, m) for c in adopted.keys() - closed for m in active}
        for commitment, member in sorted(open_ | standings.keys()):
            standing = standings.get((commitment, member))
            known = members.get(member)
            yield {
                "taskforce": facts.taskforce,
                "on_day": facts.at.on.isoformat(),
                "member": member,
                "name": known.name if known else standing.name if standing else member,
                **values(known, "kind"),
                "membership": known.standing if known else None,
                **self._words(adopted[commitment]),
                **_stands(standing),
                **self._told((commitment, member)),
            }

    def _words(self, adopted: Adopted) -> Row:
        title = self._titles.get(adopted.instrument)
        return {
            **values(adopted, "instrument"),
            "text_title": title,
            **values(adopted, "commitment", "theme"),
            "words": self._amended.get(adopted.commitment, adopted.text),
        }

    def _told(self, key: Key) -> Row:
        """Return what was reported and assessed last, and what is due."""
        report, judged, due = self._reports.get(key), self._judged.get(key), self._due.get(key)
        said, found = stated(report), stated(judged)
        return {
            "reported": said["assessment"],
            "reported_label": self._label(report),
            "reported_scale": said["scale"],
            "reported_scale_version": said["scale_version"],
            **dated("reported_on", report.on if report else None),
            "report_from": values(report and report.event, "period_from")["period_from"],
            "report_until": values(report and report.event, "period_until")["period_until"],
            "narrative": said["narrative"],
            "report_evidence": said["evidence"] if report else None,
            "assessed": found["assessment"],
            "assessed_label": self._label(judged),
            "assessed_scale": found["scale"],
            "assessed_scale_version": found["scale_version"],
            "assessed_by": judged.event.assessor if judged else None,
            **dated("assessed_on", judged.on if judged else None),
            "assessment_evidence": found["evidence"] if judged else None,
            **values(due, "due_by"),
            "due_state": due.state if due else None,
        }

    def _label(self, fact: Fact[ProgressReported] | Fact[ProgressAssessed] | None) -> str | None:
        """Return what a scale calls what was said, None for what is beside all scales."""
        said = fact.event if fact else None
        value = (said.scale, said.scale_version, said.assessment) if said else None
        return self._labels.get(value) if value else None

    @cached_property
    def _labels(self) -> Mapping[tuple[str, str, str], str]:
        scales = [fact.event for fact in self.facts.known(ScaleRegistered)]
        return {(s.scale, s.version, each.value): each.label for s in scales for each in s.values}

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        return {f.event.reference: f.event.title for f in self.facts.begun(InstrumentAdopted)}

    @cached_property
    def _amended(self) -> Mapping[str, str]:
        return {fact.event.commitment: fact.event.text for fact in self.facts.begun(Amended)}

    @cached_property
    def _reports(self) -> Mapping[Key, Fact[ProgressReported]]:
        return _last(shown_reports(self.facts))

    @cached_property
    def _judged(self) -> Mapping[Key, Fact[ProgressAssessed]]:
        return _last(self.facts.standing(ProgressAssessed))

    @cached_property
    def _due(self) -> Mapping[Key, Obligation]:
        """The earliest report that is owed and not there, by commitment and member."""
        found = [] if self.is_public else obligations(self.facts)
        owed = [each for each in found if each.owed and each.state in OPEN]
        owed.sort(key=lambda each: str(each.due_by), reverse=True)
        return {(each.commitment, each.member): each for each in owed}


def _last(facts: list[Fact[M]]) -> Mapping[Key, Fact[M]]:
    """Return the last of facts in order, by commitment and member."""
    return {(fact.event.commitment, fact.event.member): fact for fact in facts}


def _stands(row: StandingRow | None) -> Row:
    none = StandingRow(commitment="", member="", name="", standing=Standing.NONE.value)
    shown = row or none
    return {
        **values(shown, "standing", "signature", "version", "consent", "withdrawn", "provisional"),
        **dates(shown, "signed_on", "deposited_on", "in_force_on", "withdrawn_on"),
    }
