"""What a reference means on a day: its words, and the commitments that it had by then."""

from application.acts.texts.wording import AmendCommitment
from application.questions.members.standings import status
from tests.application.questions.given import PLEDGE, TODAY, Clerk, ask, on, row_of


def test_a_status_is_of_the_text_as_it_was_on_the_day(clerk: Clerk) -> None:
    """Words and commitments of later are not what was asked about."""
    clerk.act(
        AmendCommitment(
            commitment="PLEDGE-1", version="2", text="We do more.", on=on("2026-03")
        ).record
    )
    clerk.add(PLEDGE, "PLEDGE-9", "New.", "2026-03-01")
    clerk.sign("ATL", PLEDGE, "2026-01-15")

    def title(day: str) -> str:
        return status(clerk.tables, ask(day), "PLEDGE-1", TODAY).title

    assert (title("2026-02-01"), title("2026-04-01")) == (
        "PLEDGE-1: We do PLEDGE-1.",
        "PLEDGE-1: We do more.",
    )
    before = status(clerk.tables, ask("2026-02-01"), PLEDGE, TODAY)
    after = status(clerk.tables, ask("2026-04-01"), PLEDGE, TODAY)
    assert row_of(before, "ATL")["except"] == []
    assert "PLEDGE-9" in str(row_of(after, "ATL")["except"])
