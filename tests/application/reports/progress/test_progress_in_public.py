"""The progress report tells the public what it may see, and never calls what is hidden nothing."""

import re

from application.acts.texts.wording import AmendCommitment
from application.context import Context
from application.model_rows import AsOf
from application.questions.members.standings import status
from application.reports.document import Paragraph
from domain.events.bodies import InstrumentAdopted
from domain.events.members import Joined
from domain.events.texts import Adopted
from domain.values import Visibility
from infrastructure.render.charts import described
from tests.application.questions.given import BODY, PLEDGE, TODAY, Clerk, ask, on
from tests.application.questions.given_progress import FIRST, PUBLIC, SECOND, Secretary, a_year
from tests.application.reports.given import rows, section
from tests.application.reports.progress.test_progress import charts, said, told


def signed_in_public(clerk: Clerk) -> Secretary:
    """Let two members sign for all to see, of which the public does not see that they joined."""
    clerk.context = PUBLIC
    secretary = a_year(clerk)
    clerk.context = Context(actor="p-clerk-1")
    texts = [InstrumentAdopted.TOPIC, Adopted.TOPIC]
    for row in clerk.tables.entries(BODY, texts, AsOf.everything(clerk.tables.head())):
        clerk.show(row.entry_position, Visibility.PUBLIC)
    return secretary


def bound(clerk: Clerk) -> list[object]:
    """Return how many the public is told to be bound, by commitment."""
    return [row["bound"] for row in rows(told(clerk, audience=Visibility.PUBLIC), "bound")]


def test_who_signed_in_public_is_bound_whether_or_not_its_joining_is_public(clerk: Clerk) -> None:
    """The same signatures are counted in the summary, the status and the chart."""
    secretary = signed_in_public(clerk)
    secretary.hand_in("ATL", "2026-04-30", "2026-04-20", context=PUBLIC)

    public = ask("2026-06-15", audience=Visibility.PUBLIC)
    (chart,) = charts(told(clerk, audience=Visibility.PUBLIC))

    assert status(clerk.tables, public, PLEDGE, TODAY).counted == "2 signatories"
    assert (bound(clerk), list(chart.whole), list(chart.silent)) == ([2, 2], [2, 2], [1, 2])


def test_who_left_in_public_is_not_bound_from_that_day(clerk: Clerk) -> None:
    """Of a member whose joining is public, all of it counts."""
    signed_in_public(clerk)
    (joined,) = clerk.tables.entries(
        BODY, [Joined.TOPIC], AsOf.everything(clerk.tables.head()), streams=["ERE"]
    )
    clerk.show(joined.entry_position, Visibility.PUBLIC)
    clerk.context = PUBLIC
    before = bound(clerk)
    clerk.leave("ERE", "2026-06-01")

    assert (before, bound(clerk)) == ([2, 2], [1, 1])


def test_a_chart_for_the_public_has_no_zero(clerk: Clerk) -> None:
    """What is not counted may be hidden: neither the table nor the picture calls it nothing."""
    secretary = signed_in_public(clerk)
    for member in ("ATL", "ERE"):
        secretary.hand_in(member, "2026-04-30", "2026-04-20", context=PUBLIC)

    report = told(clerk, audience=Visibility.PUBLIC)
    (chart,) = charts(report)

    assert list(chart.categories) == [FIRST, SECOND]
    assert rows(report, chart.key) == [
        {"category": FIRST, "limited": 2, "silent": None, "bound": 2},
        {"category": SECOND, "limited": None, "silent": 2, "bound": 2},
    ]
    assert described(chart) == (
        f"{FIRST}: 2 limited, reports shown: 2 of 2. {SECOND}: 2 no report shown, no report shown."
    )
    assert not re.search(r"[\[ ]0[,\]}]", str(report.as_json()))


def test_a_chart_for_the_public_calls_what_is_hidden_not_shown(clerk: Clerk) -> None:
    """Whether a member was silent, or its report is not public, is not for the public."""
    secretary = a_year(clerk)
    secretary.hand_in("ATL", "2026-04-30", "2026-04-20", context=PUBLIC)

    (chart,) = charts(told(clerk, audience=Visibility.PUBLIC))

    assert chart.silence == "no report shown"
    assert min(chart.silent) >= 0


def test_the_public_is_told_only_what_was_reported_in_public(clerk: Clerk) -> None:
    """Silence, returns and lateness are never public, nor is a report that was sent back."""
    secretary = a_year(clerk)
    clerk.context = PUBLIC
    secretary.hand_in("ERE", "2026-04-30", "2026-04-20")
    clerk.context = Context(actor="p-clerk-1")
    secretary.send_back("ERE", "2026-05-01")
    secretary.set_milestone("BILL", "2026-05-30")
    clerk.context = PUBLIC
    secretary.hand_in("ATL", "2026-04-30", "2026-04-25")

    report = told(clerk, audience=Visibility.PUBLIC)

    assert [row["member"] for row in rows(report, "matrix")] == ["ATL"]
    assert rows(report, "bound") == []
    assert rows(report, "milestones") == []
    assert isinstance(section(report, "asked").blocks[0], Paragraph)
    (row,) = rows(report, "commitment-1")
    assert row["remark"] is None


def test_the_public_is_not_told_who_is_silent_on_public_texts(clerk: Clerk) -> None:
    """Even where it may see who signed, it is not told who did not report."""
    clerk.scale()
    clerk.context = PUBLIC
    clerk.join("LAP", "Laputa")
    clerk.adopt("CHARTER", "CHARTER-1")
    amended = {"commitment": "CHARTER-1", "version": "2", "text": "We do more."}
    clerk.act(AmendCommitment(**amended, on=on("2026-02-01")).record)
    clerk.sign("LAP", "CHARTER", "2026-02-15")

    public = told(clerk, audience=Visibility.PUBLIC)

    assert said(public, "LAP") == {"CHARTER-1": "no report shown"}
    assert rows(public, "bound") == [{"commitment": "CHARTER-1", "bound": 1, "reported": None}]
    assert rows(public, "commitment-1") == []
    assert section(public, "on-1").blocks[0] == Paragraph("We do more.")
