"""What is shown of a correction, a retraction and a new audience: each entry before and after."""

import re

import pytest

from application.questions.across.schemas import answer_keys
from tests.infrastructure.cli.acts.given_entries import asked, rows
from tests.infrastructure.cli.given import must, typed


def cells(line: str) -> list[str]:
    """Return what stands in a line of a table."""
    return re.split(r" {2,}", line)


def signed(number: int) -> str:
    return f"ATL signed MISSION-{number} version 1 (endorsement)"


@pytest.mark.usefixtures("register")
class TestWhatIsShown:
    def test_is_each_entry_before_and_after(self) -> None:
        """A slip is seen at once by whoever reads what stood there."""
        said = typed("correct @11 on=2026-01-20")

        receipt, table = said.out.split("\n\n", 1)
        assert receipt.splitlines() == [
            "@13  ATL signed MISSION-1 version 1 (endorsement), 2026-01-20",
            "@14  ATL signed MISSION-2 version 1 (endorsement), 2026-01-20",
        ]
        assert table.startswith(
            "Entries of GTF, before and after\nEXERCISE: members and acts are made up.\n"
        )
        assert [cells(line) for line in table.splitlines() if line[:2] in ("En", "@1")][1:] == [
            ["Entry", "What it said", "Holds from", "Field", "Before", "After"],
            ["@11", signed(1), "2026-01-15", "on", "2026-01-15", "2026-01-20"],
            ["@12", signed(2), "2026-01-15", "on", "2026-01-15", "2026-01-20"],
        ]
        assert table.endswith(
            "\nChanged too, as the same act recorded it: @12. To leave it, add --only.\n"
        )

    def test_calls_a_member_by_its_code_of_today(self) -> None:
        """A new code is no correction: nothing of the entry changes by it."""
        must("member recode ATL ATN --on 2026-02-01")

        told = asked("correct @11 on=2026-01-20")

        assert [row["changes"] for row in rows(told)] == [
            [{"field": "on", "before": "2026-01-15", "after": "2026-01-20"}]
        ] * 2

    def test_says_what_is_unknown(self) -> None:
        """A blank could be taken for an empty text."""
        told = asked("correct @2 on=")
        said = typed("correct @2 on=2022-05")

        assert rows(told)[0]["changes"] == [{"field": "on", "before": "2022-06", "after": None}]
        assert "on     unknown  2022-05" in said.out

    def test_is_the_piece_of_a_long_text_that_changes(self) -> None:
        """A table that no screen can hold is not read; programs get all of it."""
        long = "word " * 40
        must("retract @8 --reason x", "retract @11 --reason x", f"correct @5 'text={long}end.'")

        said = typed(f"correct @5 'text={long}ending.'").out

        row = next(line for line in said.splitlines() if line.startswith("@5"))
        assert "commitment MISSION-1 adopted: word word" in row
        assert "word end.  " in row
        assert row.endswith("word ending.")
        assert (row.count("…"), len(row) < 300) == (3, True)

    def test_is_a_list_as_it_is_typed(self) -> None:
        """Nothing that is corrected is left out, and nobody reads JSON."""
        must("meeting convene M-1 inaugural --on 2026-02-01")
        must("meeting open M-1 --on 2026-02-01 --attendance KEN")

        said = typed("correct @14 attendance=KEN:present,ATL:present").out

        assert "attendance  KEN:present  KEN:present; ATL:present\n" in said

    def test_is_who_may_see_it(self) -> None:
        """A correction may be for others than the entry was."""
        told = asked("correct @2 on=2022-05 --visibility public")

        assert rows(told)[0]["changes"] == [
            {"field": "on", "before": "2022-06", "after": "2022-05"},
            {"field": "visibility", "before": "members", "after": "public"},
        ]

    def test_of_a_retraction_is_what_was_said(self) -> None:
        """The sentence that was never true is the one to check."""
        said = typed("retract @12 --only --reason x").out

        assert "@11    ATL signed MISSION-1 version 1 (endorsement)  2026-01-15" in said
        assert "@12    ATL signed MISSION-2 version 1 (endorsement)  2026-01-15  entry" in said
        assert "left as it is" in said

    def test_of_an_audience_is_who_saw_it_and_who_sees_it(self) -> None:
        """The word alone does not say whether it was wider or narrower."""
        assert "visibility  members  public\n" in typed("show-to @2 public").out

    @pytest.mark.parametrize(
        "line", ["correct @9 on=2026-01-20", "retract @9 --reason x", "show-to @9 public"]
    )
    def test_has_just_its_keys(self, line: str) -> None:
        """The keys are published names."""
        told = asked(line)

        declared = {key for name in ("every", "correct") for key in answer_keys()[name]}
        assert set(told) == {key for key in declared if "." not in key}
        assert {f"rows.{key}" for key in rows(told)[0]} == {k for k in declared if "." in k}
        assert (told["first"], told["last"], told["dry_run"]) == (13, 15, False)
        assert told["effects"] is None
        assert [row["named"] for row in rows(told)] == [False, True, False]

    def test_of_a_command_that_was_sent_before_is_where_it_is(self) -> None:
        """A script that lost the answer gets one that it can read."""
        must("correct @9 on=2026-01-20 --command-key k-1")

        again = typed("correct @9 on=2026-01-20 --command-key k-1")
        told = asked("correct @9 on=2026-01-20 --command-key k-1")

        assert (again.out, again.err) == ("", "Recorded before, at @13 to @15.\n")
        assert typed("correct @9 on=2026-01-20 --command-key k-1 --dry-run") == again
        assert (told["first"], told["last"], told["rows"]) == (13, 15, [])
        assert "--command-key is empty" in typed("correct @9 on=2026 --command-key ''").err
