"""What members reported last about a commitment, on a day, as known on another."""

from collections.abc import Mapping
from dataclasses import dataclass

from application.answers import AsOf
from application.questions.asking.facts import Facts
from application.questions.members.reviewing import shown_reports
from application.read_model import ReadModel
from domain.values import ImpreciseDate


@dataclass(frozen=True, slots=True)
class Reported:
    """A member's own statement: the assessment, on which scale and version, as of which day."""

    assessment: str
    scale: str
    scale_version: str
    on: ImpreciseDate


def last_reports(
    read_model: ReadModel, taskforce: str, commitment: str, at: AsOf
) -> Mapping[str, Reported]:
    """Return what each member reported last and has not withdrawn by the day, by its code."""
    return {
        fact.event.member: Reported(
            fact.event.assessment, fact.event.scale, fact.event.scale_version, fact.on
        )
        for fact in shown_reports(Facts(read_model, taskforce, at))  # the last one stays
        if fact.event.commitment == commitment
    }
