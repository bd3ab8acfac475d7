"""What the acts of rows about progress do: one use case each, called with what the row gives."""

from datetime import date
from typing import Literal

from pydantic import TypeAdapter

from application.recording import Recording
from application.use_cases import commitments, progress
from domain.errors import Malformed, UnfitText
from domain.events.progress import (
    Confidence,
    DueDate,
    Evidence,
    Frequency,
    MilestoneSet,
    ProgressAssessed,
    ProgressReported,
    ReportingScheduled,
)
from domain.evidence import read_evidence
from infrastructure.importers.given import Given

FREQUENCIES: TypeAdapter[Frequency] = TypeAdapter(Frequency)
CONFIDENCES: TypeAdapter[Confidence] = TypeAdapter(Confidence)
STAGES: TypeAdapter[Literal["interim", "final"]] = TypeAdapter(Literal["interim", "final"])
DUE = TypeAdapter(DueDate)
_PERIOD = ("period_from", "period_until")


def report(recording: Recording, taskforce: str, given: Given) -> None:
    """Report progress; with a due date it is the scheduled report on that period."""
    member, commitment = given.text("member"), given.text("commitment")
    begins, ends = given.exact_day("period_from"), given.exact_day("period_until")
    due_on = given.exact_day("due_on")
    if due_on:
        due = progress.due_period(recording, taskforce, commitment, due_on)
        for name, day, meant in zip(_PERIOD, (begins, ends), due, strict=True):
            if day not in (None, meant):
                reason = f"The period follows from due_on; leave out {name}."
                raise given.fault(name, reason)
        begins, ends = due
    made = ProgressReported(
        commitment=commitment,
        member=member,
        scale=given.text("scale"),
        scale_version=given.text("scale_version"),
        assessment=given.text("assessment"),
        occasion="scheduled" if due_on else "extraordinary",
        stage=given.get_word("stage", STAGES) or "interim",
        period_from=begins,
        period_until=ends,
        narrative=given.get("narrative"),
        evidence=evidence_of(given),
    )
    commitments.report_progress(recording, taskforce, made, given.day("on"))


def set_milestone(recording: Recording, taskforce: str, given: Given) -> None:
    """Set a step on the way."""
    step = MilestoneSet(
        commitment=given.text("commitment"),
        milestone=given.text("milestone"),
        title=given.text("title"),
        due_on=_day(given, "due_on"),
        owner=given.get("owner"),
    )
    progress.set_milestone(recording, taskforce, step, given.day("on"))


def reach_milestone(recording: Recording, taskforce: str, given: Given) -> None:
    """Reach a step on the way."""
    commitment, milestone = given.text("commitment"), given.text("milestone")
    on, outcome = given.day("on"), given.get("outcome")
    progress.reach_milestone(recording, taskforce, commitment, milestone, on, outcome)


def schedule(recording: Recording, taskforce: str, given: Given) -> None:
    """Say when reports are due."""
    first = DueDate(
        due_on=_day(given, "due_on"),
        period_from=_day(given, "period_from"),
        period_until=_day(given, "period_until"),
    )
    planned = ReportingScheduled(
        commitment=given.text("commitment"),
        frequency=given.word("frequency", FREQUENCIES),
        first=first,
        more=_further(given),
        until=given.exact_day("until"),
    )
    progress.schedule(recording, taskforce, planned, given.day("on"))


def _further(given: Given) -> tuple[DueDate, ...]:
    """Read due dates that are written as DAY=FROM..UNTIL, with semicolons between them."""
    found: list[DueDate] = []
    for part in filter(None, (given.get("further_dues") or "").replace(" ", "").split(";")):
        due_on, _, period = part.partition("=")
        begins, _, ends = period.partition("..")
        try:
            found.append(
                DUE.validate_strings(
                    {"due_on": due_on, "period_from": begins, "period_until": ends}
                )
            )
        except ValueError:
            reason = "Expected due dates such as 2026-12-15=2026-05-01..2026-11-30; …"
            raise given.fault("further_dues", reason) from None
    return tuple(found)


def extend(recording: Recording, taskforce: str, given: Given) -> None:
    """Give a member more time."""
    progress.extend(
        recording,
        taskforce,
        given.text("member"),
        given.text("commitment"),
        _day(given, "due_on"),
        _day(given, "extended_to"),
        given.text("reason"),
        given.day("on"),
    )


def exempt(recording: Recording, taskforce: str, given: Given) -> None:
    """Exempt a member."""
    progress.exempt(
        recording,
        taskforce,
        given.text("member"),
        given.text("commitment"),
        _day(given, "due_from"),
        given.exact_day("due_until"),
        given.text("reason"),
        given.day("on"),
    )


def send_back(recording: Recording, taskforce: str, given: Given) -> None:
    """Return a report."""
    progress.send_back(
        recording,
        taskforce,
        given.text("member"),
        given.text("commitment"),
        given.text("reason"),
        given.day("on"),
        report=given.get("entry") or given.exact_day("due_on"),
        reviewer=given.get("reviewer"),
    )


def approve(recording: Recording, taskforce: str, given: Given) -> None:
    """Approve a report."""
    progress.approve(
        recording,
        taskforce,
        given.text("member"),
        given.text("commitment"),
        given.day("on"),
        report=given.get("entry") or given.exact_day("due_on"),
        reviewer=given.get("reviewer"),
        remark=given.get("remark"),
    )


def remind(recording: Recording, taskforce: str, given: Given) -> None:
    """Remind a member."""
    member, commitment = given.text("member"), given.text("commitment")
    due_on = _day(given, "due_on")
    progress.remind(recording, taskforce, member, commitment, due_on, given.day("on"))


def assess(recording: Recording, taskforce: str, given: Given) -> None:
    """Note an independent assessment."""
    made = ProgressAssessed(
        commitment=given.text("commitment"),
        member=given.text("member"),
        assessor=given.text("assessor"),
        scale=given.text("scale"),
        scale_version=given.text("scale_version"),
        assessment=given.text("assessment"),
        confidence=given.word("confidence", CONFIDENCES),
        method=given.text("method"),
        method_version=given.text("method_version"),
        period_from=given.exact_day("period_from"),
        period_until=given.exact_day("period_until"),
        narrative=given.get("narrative"),
        evidence=evidence_of(given),
    )
    progress.assess(recording, taskforce, made, given.day("on"))


def answer(recording: Recording, taskforce: str, given: Given) -> None:
    """Answer an assessment."""
    progress.answer(
        recording,
        taskforce,
        given.text("member"),
        given.text("commitment"),
        given.text("text"),
        given.day("on"),
        assessed=given.get("entry"),
    )


def evidence_of(given: Given) -> tuple[Evidence, ...]:
    """Read evidence, of which each piece stands on a line of its own or behind a bar."""
    pieces = (given.get("evidence") or "").replace("|", "\n").splitlines()
    try:
        return tuple(read_evidence(piece) for piece in pieces if piece.strip())
    except (Malformed, UnfitText) as error:
        raise given.fault("evidence", str(error)) from error


def _day(given: Given, name: str) -> date:
    """Return a day that was checked to be there.

    Raises:
        RowFaults: it is known less precisely.
    """
    day = given.exact_day(name)
    assert day is not None  # the act needs it
    return day
