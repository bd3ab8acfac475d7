"""Members and texts in one table: the strongest standing of each."""

from collections.abc import Mapping

import pytest

from application.questions.asking.answer import Answer, Json
from application.questions.members.standings import matrix
from domain.errors import UnknownReference
from domain.values import Visibility
from tests.application.questions.given import (
    BODY,
    PLEDGE,
    TODAY,
    TREATY,
    Clerk,
    ask,
    row_of,
)

PUBLIC, SECRETARIAT = Visibility.PUBLIC, Visibility.SECRETARIAT


def cell(answer: Answer, member: str, text: str) -> Json:
    standings = row_of(answer, member)["standings"]
    assert isinstance(standings, Mapping)
    return standings[text]


class TestMatrix:
    def test_has_a_column_for_each_text(self, clerk: Clerk) -> None:
        """One page must show everything, with the strongest standing on each text."""
        clerk.sign("ATL", PLEDGE, "2026-01-15", excepting=("PLEDGE-2",))
        clerk.sign("ERE", TREATY, "2026-01-15", kind="signature")
        clerk.adopt("BARE")

        answer = matrix(clerk.tables, ask(), None, TODAY)

        assert [column.label for column in answer.columns] == ["Member", PLEDGE, TREATY, "BARE"]
        assert [row["name"] for row in answer.rows] == ["Atlantis", "Erewhon"]
        assert cell(answer, "ATL", PLEDGE) == "signatory"
        assert cell(answer, "ERE", TREATY) == "signatory"
        assert cell(answer, "ERE", "BARE") == "not_recorded"
        assert answer.facts == {"taskforce": BODY, "instrument": None}

    def test_has_a_column_for_each_commitment_of_one_text(self, clerk: Clerk) -> None:
        """Exceptions are seen commitment by commitment."""
        clerk.sign("ATL", PLEDGE, "2026-01-15", excepting=("PLEDGE-2",))

        answer = matrix(clerk.tables, ask(), PLEDGE, TODAY)

        assert [column.key for column in answer.columns] == [
            *("name", "standings.PLEDGE-1", "standings.PLEDGE-2")
        ]
        assert cell(answer, "ATL", "PLEDGE-1") == "signatory"
        assert cell(answer, "ATL", "PLEDGE-2") == "none"
        assert answer.title == "Standings in PLEDGE"

    def test_leaves_out_who_neither_acts_nor_belongs(self, clerk: Clerk) -> None:
        """A member that left without signing is no row."""
        clerk.leave("ERE", "2026-05-01")

        answer = matrix(clerk.tables, ask("2026-06-01"), None, TODAY)

        assert [row["member"] for row in answer.rows] == ["ATL"]

    def test_refuses_what_is_no_text(self, clerk: Clerk) -> None:
        """An empty matrix would say that nobody signed it."""
        with pytest.raises(UnknownReference):
            matrix(clerk.tables, ask(), "NOTHING", TODAY)
