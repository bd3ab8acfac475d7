"""The views of progress answer what analysts ask, and hold every topic of it."""

import json
from datetime import date

from domain.events import progress as p
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from infrastructure.read_model.views.progress import VIEWS
from tests.infrastructure.read_model.given import Writer

WHO = {"commitment": "C-1", "member": "KEN"}
SCALE = {"scale": "OGP", "scale_version": "1", "assessment": "limited"}
DUE = p.DueDate(
    due_on=date(2026, 4, 30), period_from=date(2026, 1, 1), period_until=date(2026, 3, 31)
)


def asked_for(writer: Writer) -> None:
    """Record what is asked of members: a schedule, exceptions, a reminder, milestones."""
    writer.append(p.ReportingScheduled(commitment="C-1", frequency="quarterly", first=DUE))
    writer.append(
        p.ReportingExtended(
            commitment="C-1",
            member="KEN",
            due_on=DUE.due_on,
            extended_to=date(2026, 5, 31),
            reason="Elections",
        )
    )
    writer.append(
        p.ReportingExempted(
            commitment="C-1", member="PER", due_from=DUE.due_on, reason="No such law"
        )
    )
    writer.append(p.ReminderSent(commitment="C-1", member="KEN", due_on=DUE.due_on))
    writer.append(
        p.MilestoneSet(commitment="C-1", milestone="BILL", title="Tabled", due_on=date(2026, 9, 30))
    )
    writer.append(p.MilestoneSet(commitment="C-1", milestone="LAW", title="Law", due_on=DUE.due_on))
    writer.append(p.MilestoneReached(commitment="C-1", milestone="BILL"), "2026-09-12")


def a_year(writer: Writer) -> None:
    """Record one event of every topic of progress; the report was corrected after its return."""
    asked_for(writer)
    law = p.Evidence(direction="supports_progress", type="legislation", title="Act 12")
    said = {**WHO, **SCALE, "occasion": "scheduled", "evidence": (law,)}
    report = writer.append(p.ProgressReported.model_validate(said), "2026-06-01")
    writer.append(
        p.ReportReturned(
            commitment="C-1", member="KEN", report=report, reviewer="p-rev-1", reason="Which?"
        )
    )
    better = p.ProgressReported.model_validate({**said, "narrative": "Act 12."})
    writer.append(better, "2026-06-01", corrects=report)
    writer.append(
        p.ReportApproved(commitment="C-1", member="KEN", report=report, reviewer="p-rev-1")
    )
    judged = {**WHO, **SCALE, "assessor": "University", "confidence": "low"}
    assessed = writer.append(
        p.ProgressAssessed.model_validate({**judged, "method": "Desk", "method_version": "2"})
    )
    for text in ("We disagree.", "The budget follows."):
        writer.append(
            p.AssessmentAnswered(commitment="C-1", member="KEN", assessed=assessed, text=text)
        )


def test_views_show_what_analysts_ask(model: SQLiteReadModel, writer: Writer) -> None:
    """Each view is one question of an analyst; a correction takes the place of what was wrong."""
    a_year(writer)

    def rows(columns: str, view: str) -> list[tuple[object, ...]]:
        return list(model.query(f"SELECT {columns} FROM {view} ORDER BY entry")[1])

    assert rows("frequency, first, until", "reporting_schedules") == [
        ("quarterly", DUE.model_dump_json(), None)
    ]
    assert rows("member, extended_to", "reporting_extensions") == [("KEN", "2026-05-31")]
    assert rows("member, due_from, due_until", "reporting_exemptions") == [
        ("PER", "2026-04-30", None)
    ]
    assert rows("member, due_on", "reminders") == [("KEN", "2026-04-30")]
    ((entry, narrative, evidence),) = rows("entry, narrative, evidence", "progress_reports")
    assert narrative == "Act 12."
    assert json.loads(str(evidence))[0]["title"] == "Act 12"
    assert rows("outcome, report, reviewer, said", "report_reviews") == [
        ("returned", entry, "p-rev-1", "Which?"),
        ("approved", entry, "p-rev-1", None),
    ]
    assert rows("assessor, confidence, method_version, answers", "progress_assessments") == [
        ("University", "low", "2", '["We disagree.","The budget follows."]')
    ]
    assert rows("text", "assessment_answers") == [("We disagree.",), ("The budget follows.",)]
    assert rows("milestone, due_on, reached_on", "milestones") == [
        ("BILL", "2026-09-30", "2026-09-12"),
        ("LAW", "2026-04-30", None),
    ]


def test_every_view_has_the_columns_that_it_says(model: SQLiteReadModel, writer: Writer) -> None:
    """Analysts write their questions against the list of columns."""
    a_year(writer)

    for view in VIEWS:
        columns, found = model.query(f"SELECT * FROM {view.name}")
        assert list(columns) == [name for name, _ in view.columns]
        assert list(found)
