"""Which reports were published: of this body, for this audience, by then."""

from application.context import Context
from application.entries import log_acts
from application.questions.log.publications import list_reports
from application.reports.changes import changes
from domain.events.log import ReportPublished
from domain.values import Visibility
from tests.application.questions.conftest import begin, once
from tests.application.questions.given import BODY, CLERK, PLEDGE, TODAY, Clerk, ask
from tests.application.reports.given import rows

SHA = "ab" * 32


def publish(
    clerk: Clerk,
    report: str,
    audience: Visibility = Visibility.MEMBERS,
    taskforce: str | None = BODY,
    title: str | None = None,
    context: Context = CLERK,
) -> int:
    event = ReportPublished(
        report=report,
        taskforce=taskforce,
        manifest_sha256=SHA,
        content_sha256=SHA,
        size=8,
        title=title,
    )
    return clerk.record(lambda r: log_acts.report_published(r, event, audience), context)


@once(begin)
def published(clerk: Clerk) -> None:
    clerk.on_day("2026-02-01")
    publish(clerk, "annual", Visibility.PUBLIC, title="Annual report")
    publish(clerk, "gaps", Visibility.SECRETARIAT)
    publish(clerk, "of-another", taskforce="OTF")
    publish(clerk, "of-none", taskforce=None)
    clerk.sign("ATL", PLEDGE, "2026-02-01")


def listed(clerk: Clerk, audience: Visibility, known: str | None = None) -> list[object]:
    answer = list_reports(clerk.tables, ask(audience=audience, known=known), TODAY)
    return [row["report"] for row in answer.rows]


def test_are_those_of_the_body_and_the_audience(published: Clerk) -> None:
    """That there is a report for the secretariat is not for everybody to know."""
    assert listed(published, Visibility.PUBLIC) == ["annual"]
    assert listed(published, Visibility.MEMBERS) == ["annual"]
    assert listed(published, Visibility.SECRETARIAT) == ["annual", "gaps"]


def test_are_those_that_were_known(published: Clerk) -> None:
    """Asked as of a day before, there were none, and the answer says so."""
    answer = list_reports(published.tables, ask(known="@8"), TODAY)

    assert (answer.rows, answer.notes) == ([], ["No report is published."])


def test_have_their_titles(published: Clerk) -> None:
    """Web pages are made from them."""
    answer = list_reports(published.tables, ask(), TODAY)

    assert answer.rows[0]["title"] == "Annual report"


def test_are_told_among_the_changes(published: Clerk) -> None:
    """Members want to know which report came out since the last meeting."""
    first = published.tables.head() - 6
    report = changes(published.tables, ask(), TODAY, a=f"@{first}", b=f"@{published.tables.head()}")
    later = changes(
        published.tables, ask(), TODAY, a=f"@{first + 1}", b=f"@{published.tables.head()}"
    )

    assert [row["report"] for row in rows(report, "published")] == ["annual"]
    assert rows(later, "published") == []
