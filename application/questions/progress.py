"""What members reported last about a commitment, on a day, as known on another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from application.answers import AsOf, ReadModel
from application.questions.asking import begun_by, contents
from domain.values import UNKNOWN, ImpreciseDate

REPORTED, WITHDRAWN = "commitment.progress-reported", "commitment.withdrawn"


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
    ended: set[str] = set()
    for row, event in reversed(contents(read_model, taskforce, WITHDRAWN, at)):
        ends = event["ends"]
        begun = begun_by(read_model, row) <= at.on
        if begun and row.event_id not in ended and isinstance(ends, Sequence):
            ended.update(map(str, ends))  # a later one may have revoked it, and came first here
    found: dict[str, tuple[date, int, Reported]] = {}
    for row, event in contents(read_model, taskforce, REPORTED, at):
        by = begun_by(read_model, row)
        if event["commitment"] != commitment or by > at.on or row.event_id in ended:
            continue
        report = Reported(
            str(event["assessment"]),
            str(event["scale"]),
            str(event["scale_version"]),
            row.effective_on or UNKNOWN,
        )
        member, place = str(event["member"]), (by, row.entry_position)
        if member not in found or found[member][:2] <= place:
            found[member] = (*place, report)
    return {member: report for member, (_, _, report) in found.items()}
