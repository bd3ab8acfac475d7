"""What one act recorded is corrected, retracted and shown together, unless one entry is meant."""

import json
from pathlib import Path

import pytest

from tests.infrastructure.cli.acts.given_entries import asked, refused, rows, stored
from tests.infrastructure.cli.given import events, must, typed


def days(*positions: int) -> list[str | None]:
    """Return the day that each entry has now."""
    rows = json.loads(typed("log --format json").out)["rows"]
    latest = {row["entry"]: row["effective_on"] for row in rows}
    return [latest[each] for each in positions]


def texts_of(commitment: str) -> list[str]:
    """Return the text of a commitment as it stands now, and before."""
    found = json.loads(typed(f"history {commitment} --format json").out)["rows"]
    return [row["content"]["text"] for row in reversed(found) if "text" in row["content"]]


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

    @pytest.mark.slow
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


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    "line", ["correct @99 on=2026", "retract @99 --reason x", "show-to 99 public"]
)
def test_an_entry_that_is_not_there_is_said(line: str) -> None:
    """Nothing is done, not even to the others that are named."""
    said = "depositary: There is no entry '@99' in this register. All that there are: "
    assert refused(line) == f"{said}depositary log\n"
    assert "There is no entry '@99'" in refused("correct @8 on=2026-01-20 @99 on=2026")


@pytest.mark.usefixtures("register")
class TestAnEnd:
    def test_is_retracted_without_its_beginning(self) -> None:
        """Who never left was a member all the same."""
        must("member join ZUB --name Zubrowka --on 2022 --until 2023")

        must("retract @14 --reason 'It never left.'")

        members = json.loads(typed("members --on 2024-01-01 --format json").out)["rows"]
        assert {row["member"]: row["standing"] for row in members}["ZUB"] == "active"

    def test_goes_with_its_beginning(self) -> None:
        """An end of what never was would end nothing."""
        must("member join ZUB --name Zubrowka --on 2022 --until 2023")

        must("retract @13 --reason 'It never joined.'")

        assert "ZUB" not in typed("members --on 2022-12-31").out


@pytest.mark.usefixtures("register")
def test_a_body_whose_name_was_corrected_is_one_body() -> None:
    """It was told twice where the register says which body is meant."""
    must("correct @1 name='The taskforce'")

    assert "It is not said which body is meant" not in typed("doctor").out


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("named", [0, 1])
def test_a_member_that_left_and_came_back_did_neither(named: int) -> None:
    """Its new membership rests on the end of the first, so neither is taken back alone."""
    must("member withdraw ATL --on 2026-02-01 --rejoined 2026-03-01")
    position = len(events()) - 1 + named

    assert stored(f"retract @{position} --reason 'It never left.'") == 2
