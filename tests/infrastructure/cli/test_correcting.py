"""What one act recorded is corrected, retracted and shown together, and shown before and after."""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from application.questions.schemas import HEAD
from application.questions.schemas_of_tools import AMENDING
from tests.infrastructure.cli.given import events, must, typed


def days(*positions: int) -> list[str | None]:
    """Return the day that each entry has now."""
    rows = json.loads(typed("log --format json").out)["rows"]
    latest = {row["entry"]: row["effective_on"] for row in rows}
    return [latest[each] for each in positions]


def stored(line: str) -> int:
    """Type a command that has to succeed, and return how many events it recorded."""
    before = len(events())
    must(line)
    return len(events()) - before


def asked(line: str) -> Mapping[str, object]:
    said = typed(f"{line} --format json")
    assert said.code == 0, said
    told: Mapping[str, object] = json.loads(said.out)
    return told


def rows(told: Mapping[str, object]) -> Sequence[Mapping[str, object]]:
    found = told["rows"]
    assert isinstance(found, list)
    return found


def refused(line: str) -> str:
    """Type a command that records nothing, and return why."""
    before = events()
    said = typed(line)
    assert (said.code, said.out) == (1, "")
    assert events() == before
    return said.err


@pytest.mark.usefixtures("register")
class TestAnAct:
    def test_is_corrected_as_one(self) -> None:
        """A text that was signed once has one day of signature, not two."""
        assert stored("correct @9 on=2026-01-20") == 3

        assert days(8, 9, 10, 11) == ["2026-01-20"] * 3 + ["2026-01-15"]
        statuses = json.loads(typed("status MISSION --format json").out)["rows"]
        assert [row["signed_on"] for row in statuses if row["member"] == "KEN"] == ["2026-01-20"]

    def test_is_left_alone_but_for_one_entry(self) -> None:
        """One page of three may have been signed later."""
        assert stored("correct @9 on=2026-01-20 --only") == 1

        assert days(8, 9, 10) == ["2026-01-15", "2026-01-20", "2026-01-15"]

    def test_is_no_unit_where_several_of_it_are_named(self) -> None:
        """Whoever names two of three has seen that there are three."""
        assert stored("correct @8 on=2026-01-20 @9 on=2026-01-21") == 2

        assert days(8, 9, 10) == ["2026-01-20", "2026-01-21", "2026-01-15"]

    def test_is_a_unit_for_each_entry_that_is_named_alone(self) -> None:
        """Two acts that are named in one command stay two acts."""
        assert stored("correct @8 on=2026-01-20 @12 on=2026-01-21") == 5

        assert days(10, 11) == ["2026-01-20", "2026-01-21"]

    def test_keeps_apart_what_was_never_the_same(self) -> None:
        """The texts of three commitments are three texts."""
        must("retract @8 @9 @10 @11 @12 --reason 'Nobody signed it.'")

        assert stored("correct @6 'text=We share all that works.' on=2026-01-11") == 3

        assert days(4, 5, 6, 7) == ["2026-01-10"] + ["2026-01-11"] * 3
        texts = [texts_of(each)[0] for each in ("MISSION-1", "MISSION-2")]
        assert texts == ["We will act together.", "We share all that works."]

    def test_of_several_kinds_is_corrected_in_one(self) -> None:
        """The day of joining is not the day of leaving."""
        must("member join ERE --name Erewhon --on 2020 --until 2022")

        said = typed("correct @13 on=2021")

        assert days(13, 14) == ["2021", "2022"]
        assert said.out.endswith("The same act recorded this too, and it stays as it is: @14.\n")

    def test_that_says_different_things_now_needs_a_choice(self) -> None:
        """Nobody knows whether the one that was corrected is meant."""
        must("correct @9 on=2026-01-20 --only")

        said = refused("correct @8 on=2026-01-21")

        assert "do not say the same any more" in said
        assert "@9 commitment.signed of KEN on 2026-01-20 (on: 2026-01-20)" in said
        assert said.endswith("Change one alone with --only, or name each with its new value.\n")
        assert stored("correct @8 on=2026-01-21 --only") == 1
        assert stored("correct @8 on=2026-01-22 @9 on=2026-01-22 @10 on=2026-01-22") == 3
        assert stored("correct @8 on=2026-01-23") == 3

    def test_is_retracted_as_one(self) -> None:
        """A signature that was never given was given for no commitment."""
        assert stored("retract @9 --reason 'Another country.'") == 3

        assert refused("retract @9 --reason x").endswith("was retracted already.\n")

    def test_of_several_kinds_is_retracted_as_one(self) -> None:
        """A membership that never was has neither a beginning nor an end."""
        must("member join ERE --name Erewhon --on 2020 --until 2022")

        assert stored("retract @13 --reason x") == 2

    def test_is_retracted_as_far_as_it_stands(self) -> None:
        """What was retracted before is not retracted twice."""
        assert stored("retract @9 --only --reason x") == 1

        assert stored("retract @8 --reason x") == 2
        assert refused("retract @10 --reason x").endswith("was retracted already.\n")

    def test_that_was_retracted_stands_again_as_one(self) -> None:
        """A correction after a retraction makes it hold; what stands is left as it is."""
        must("retract @9 @10 --reason x")

        told = asked("correct @9 on=2026-01-20")

        assert [(row["entry"], row["changes"]) for row in rows(told)] == [
            (8, []),
            *(
                (
                    entry,
                    [
                        {"field": "entry", "before": "never true", "after": "stands"},
                        {"field": "on", "before": "2026-01-15", "after": "2026-01-20"},
                    ],
                )
                for entry in (9, 10)
            ),
        ]

    def test_is_shown_as_one(self) -> None:
        """Who may see that a text was signed may see that each part of it was."""
        assert stored("show-to @9 public --only") == 1

        assert stored("show-to @8 public") == 2
        assert refused("show-to @9 public").endswith("is shown to public already.\n")

    def test_is_what_was_recorded_together_and_not_what_was_corrected_together(self) -> None:
        """Two members that joined on their own were corrected in one command."""
        must("correct @2 on=2022-07 @3 on=2022-07")

        assert stored("correct @2 on=2022-08") == 1
        assert stored("correct @13 on=2022-09") == 1  # which is the correction of @2

    def test_is_one_row_of_a_file(self) -> None:
        """A file is no act: its rows are by many."""
        Path("rows.csv").write_text(
            "act,member,name,instrument,on\n"
            "join,ERE,Erewhon,,2022\njoin,ZUB,Zubrowka,,2022\nsign,ERE,,MISSION,2026-01-16\n",
            encoding="utf-8",
        )
        must("import rows.csv")

        assert stored("correct @13 on=2021") == 1
        assert stored("correct @15 on=2026-01-17") == 3

    def test_is_asked_for_once(self) -> None:
        """The second value would undo the first without a word."""
        said = typed("correct @8 on=2026-01-20 @8 on=2026-01-21")

        assert (said.code, "is named twice" in said.err) == (2, True)
        assert len(events()) == 12


def cells(line: str) -> list[str]:
    """Return what stands in a line of a table."""
    return re.split(r" {2,}", line)


def signed(number: int) -> str:
    return f"ATL signed MISSION-{number} version 1 (endorsement)"


def texts_of(commitment: str) -> list[str]:
    """Return the text of a commitment as it stands now, and before."""
    found = json.loads(typed(f"history {commitment} --format json").out)["rows"]
    return [row["content"]["text"] for row in reversed(found) if "text" in row["content"]]


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

    def test_is_a_list_as_it_is_stored(self) -> None:
        """Nothing that is corrected is left out, whatever its form."""
        must("meeting convene M-1 inaugural --on 2026-02-01")
        must("meeting open M-1 --on 2026-02-01 --present KEN")

        said = typed("correct @14 attendance=KEN:present,ATL:present").out

        assert '[{"member": "KEN", "presence": "present"}]' in said

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

        assert set(told) == {key for key in {**HEAD, **AMENDING} if "." not in key}
        assert {f"rows.{key}" for key in rows(told)[0]} == {k for k in AMENDING if "." in k}
        assert (told["first"], told["last"], told["dry_run"]) == (13, 15, False)
        assert told["effects"] is None
        assert [row["named"] for row in rows(told)] == [False, True, False]

    def test_of_a_command_that_was_sent_before_is_where_it_is(self) -> None:
        """A script that lost the answer gets one that it can read."""
        must("correct @9 on=2026-01-20 --command-key k-1")

        again = typed("correct @9 on=2026-01-20 --command-key k-1")
        told = asked("correct @9 on=2026-01-20 --command-key k-1")

        assert (again.out, again.err) == ("", "Recorded before, at @13 to @15.\n")
        assert (told["first"], told["last"], told["rows"]) == (13, 15, [])
        assert "--command-key is empty" in typed("correct @9 on=2026 --command-key ''").err


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    "line", ["correct @99 on=2026", "retract @99 --reason x", "show-to 99 public"]
)
def test_an_entry_that_is_not_there_is_said(line: str) -> None:
    """Nothing is done, not even to the others that are named."""
    assert refused(line) == "depositary: There is no entry '@99' in this register.\n"
    assert "There is no entry '@99'" in refused("correct @8 on=2026-01-20 @99 on=2026")
