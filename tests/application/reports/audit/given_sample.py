"""What the tests of the sample share: some signatures, and the figures of a report on them."""

from application.context import Context
from application.questions.asking.answer import Row
from application.reports.audit.audit import audit
from application.reports.document import Report
from domain.events.members import Applied
from domain.values import MemberKind, Source, Visibility
from tests.application.questions.given import CLERK, PLEDGE, TODAY, Clerk, ask
from tests.application.reports.given import rows, tell

LETTER = Source(
    title="Letter", reference="page 2", url="https://example.org/letter", sha256="a" * 64
)


def told(clerk: Clerk) -> Clerk:
    """By letter ATL has signed (@9, @10), ERE one commitment (@11); UTO has only applied (@12)."""
    clerk.context = CLERK._replace(source=LETTER)
    clerk.sign("ATL", PLEDGE, "2026-01-15")
    clerk.context = Context(actor="p-clerk-2")
    clerk.sign("ERE", PLEDGE, "2026-01-16", excepting=("PLEDGE-2",))
    tell(clerk, Applied(member="UTO", name="Utopia", kind=MemberKind.STATE), "2026-01-17")
    return clerk


def sampled(clerk: Clerk, sample: int = 999, seed: str = "7421", day: str | None = None) -> Report:
    asked = ask(day, audience=Visibility.SECRETARIAT)
    return audit(
        clerk.tables,
        asked,
        TODAY,
        begin="2026-01-01",
        end="2026-12-01",
        sample=str(sample),
        seed=seed,
    )


def counts(report: Report) -> dict[str, int]:
    """Return the figures as reported, all of which the entries must confirm."""
    found = rows(report, "population")
    assert [row["figure"] for row in found if row["agrees"] != "yes"] == []
    return {str(row["figure"]): int(str(row["value"])) for row in found}


def traced(report: Report, figure: str) -> list[Row]:
    return [row for row in rows(report, "traced") if row["figure"] == figure]


def places(report: Report, figure: str) -> list[object]:
    return [row["position"] for row in traced(report, figure)]
