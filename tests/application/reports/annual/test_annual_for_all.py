"""What the annual report tells the public of reports that were shown to it."""

from domain.events.meetings import ActionItemCompleted
from domain.events.progress import ReportApproved
from domain.values import Visibility
from tests.application.questions.given import PLEDGE, Clerk, ask
from tests.application.reports.given import lines, tell
from tests.application.reports.year import CALLED, DECISION, OPENED, of, told


def test_tells_of_reports_that_were_approved(clerk: Clerk) -> None:
    """A report is for members, unless somebody shows it and its approval."""
    clerk.scale()
    clerk.sign("ATL", PLEDGE, "2026-02-01")
    clerk.context = clerk.context._replace(visibility=Visibility.PUBLIC)
    position = clerk.report("ATL", "PLEDGE-1", "done", "2026-05-31")
    entry = clerk.tables.locate(f"@{position}").entry_id
    given = {"commitment": "PLEDGE-1", "member": "ATL", "report": entry, "reviewer": "p-clerk"}
    tell(clerk, ReportApproved.model_validate(given), "2026-06-03")

    public = lines(of(clerk, asked=ask(audience=Visibility.PUBLIC)), "summary")

    assert "1 progress report approved." in public


def test_tells_of_actions_that_were_completed(clerk: Clerk) -> None:
    """What is still to be done is for members."""
    clerk.context = clerk.context._replace(visibility=Visibility.PUBLIC)
    told(clerk, CALLED, OPENED, DECISION, ActionItemCompleted(action="A-1"))

    public = lines(of(clerk, asked=ask(audience=Visibility.PUBLIC)), "summary")

    assert "1 action item completed." in public
