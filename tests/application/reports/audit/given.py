"""What the tests of the auditor's report share: asking for it, and what was recorded before."""

from uuid import UUID

from application.context import Context
from application.entries import amending
from application.entries.amending import Amendment
from application.questions.asking.ask import Ask
from application.reports.audit.audit import audit
from application.reports.document import Report
from domain.event import Because
from domain.values import Visibility
from tests.application.questions.given import PLEDGE, TODAY, Clerk, ask
from tests.application.reports.given import rows

ALL = Visibility.SECRETARIAT
OTHER = Context(actor="p-clerk-2")


def told(clerk: Clerk) -> Clerk:
    """ATL has signed (@9, @10), LAP has joined on a day that is not known (@11), in January."""
    clerk.on_day("2026-01-20")
    clerk.sign("ATL", PLEDGE, "2026-01-15")
    clerk.join("LAP", "Laputa", "unknown")
    return clerk


def of(
    clerk: Clerk,
    begin: str = "@1",
    end: str = "2026-12-01",
    *,
    sample: str = "3",
    seed: str = "7421",
    asked: Ask | None = None,
) -> Report:
    question = asked or ask(audience=ALL)
    return audit(clerk.tables, question, TODAY, begin=begin, end=end, sample=sample, seed=seed)


def amend(clerk: Clerk, entry: int, because: Because, **values: str) -> int:
    amendment = Amendment(f"@{entry}", values)
    return clerk.record(lambda r: amending.correct(r, [amendment], because))


def places(report: Report, table: str) -> list[object]:
    return [row["position"] for row in rows(report, table)]


def id_of(clerk: Clerk, position: int) -> UUID:
    records = clerk.register.log.read(0, 1000)
    return next(each.envelope.event_id for each in records if each.position == position)
