"""What an act is about, by its day or by name, typed and imported."""

import json
from pathlib import Path

import pytest

from tests.infrastructure.cli.acts.test_late_facts import body, row, standing
from tests.infrastructure.cli.given import events, must, typed

__all__ = ["body"]  # which every test here uses


@pytest.mark.parametrize(
    ("acts", "end", "again"),
    [
        (
            ("member join LAP --name Laputa --on 2000-01-01", "member withdraw LAP --on unknown"),
            "member withdraw LAP --on 2011-05-05",
            "member join LAP --on 2010-01-01",
        ),
        (
            ("sign ATL PA --on 2000-01-01", "withdraw ATL PA --on unknown"),
            "withdraw ATL PA --on 2011-05-05",
            "sign ATL PA --on 2010-01-01",
        ),
    ],
)
def test_an_end_of_an_unknown_day_before_another_act_is_to_be_told_better(
    acts: tuple[str, ...], end: str, again: str
) -> None:
    """It was advised to record the end that was on record already."""
    must(*acts, again)

    said = typed(end)

    assert said.code == 1
    advice = said.err.partition("or with: depositary ")[2].partition(".")[0]
    assert advice.endswith("'on=<=2010-01-01'")
    must(advice, end)


class TestByDay:
    """What an act is about stood on that day, whatever was entered last."""

    def test_a_confirmation_is_of_the_signature_of_its_day(self) -> None:
        must(
            "sign ATL PA --on 2010-01-01 --kind signature_ad_referendum",
            "withdraw ATL PA --of signature --on 2005-01-01",
            "sign ATL PA --on 2000-01-01 --kind signature_ad_referendum",
            "confirm ATL PA --on 2001-01-01",
        )

        assert standing("PA", "2001-01-01") == "signatory"
        assert standing("PA", "2005-01-01") == "former_signatory"
        assert standing("PA", "2010-06-01") == "former_signatory"

    def test_an_entry_into_force_is_of_the_consent_of_its_day(self) -> None:
        must(
            "consent ATL PA accession --deposited-on 2010-01-01",
            "withdraw ATL PA --of consent --on 2005-01-01",
            "consent ATL PA accession --deposited-on 2000-01-01",
            "in-force ATL PA --on 2001-01-01",
        )

        assert standing("PA", "2002-01-01") == "party"
        assert standing("PA", "2010-06-01") == "contracting_party"

    @pytest.mark.slow
    def test_a_revocation_says_by_its_day_which_withdrawal_it_revokes(self) -> None:
        must(
            "sign ATL PA --on 2000-01-01",
            "withdraw ATL PA --on 2002-01-01",
            "sign ATL PA --on 2004-01-01",
            "withdraw ATL PA --on 2006-01-01",
        )

        refused = typed("withdraw ATL PA --of withdrawal --on 2007-01-01")
        must("withdraw ATL PA --of withdrawal --revokes 2006-01-01 --on 2007-01-01")

        assert refused.code == 1
        assert "name one in revokes: @9" in refused.err
        days = ("2001-01-01", "2003-01-01", "2005-01-01", "2006-06-01", "2007-01-01")
        assert [standing("PA", day) for day in days] == [
            "signatory",
            "former_signatory",
            "signatory",
            "former_signatory",
            "signatory",
        ]

    @pytest.mark.parametrize(
        ("line", "sentence"),
        [
            ("withdraw ATL PA --of withdrawal --ends 2000 --on 2007", "is named in revokes"),
            ("withdraw ATL PA --revokes 2000 --on 2007", "Only a withdrawal of a withdrawal"),
            ("withdraw ATL PA --ends yesterday --on 2007", "the day it began, or nothing"),
            ("withdraw ATL PA --excepting '1 2 3' --on 2007", "such as @5, or the day it began"),
            ("withdraw ATL PA --ends 2001-01-01 --on 2007", "None is on record"),
        ],
    )
    def test_a_name_of_nothing_is_refused(self, line: str, sentence: str) -> None:
        before = events()

        said = typed(line)

        assert said.code in (1, 2)
        assert sentence in said.err
        assert events() == before


class TestTies:
    """Of one day, or of dates too coarse to tell, only their author knows what ended."""

    def test_is_asked_and_answered_by_name(self) -> None:
        must("sign ATL PA --on 2016-03")

        asked = typed("withdraw ATL PA --on 2016-03-20")
        must("withdraw ATL PA --on 2016-03-20 --ends 2016-03")

        assert "name it (--ends 2016-03); if not, say so" in asked.err
        assert standing("PA", "2016-04-01") == "former_signatory"

    def test_out_and_in_on_one_day(self) -> None:
        must(
            "member withdraw ATL --on 1995-01-01 --rejoined 1995-01-01",
            "sign ATL PA --on 1995-06-01",
        )

        assert row("members --on 1995-01-01")["standing"] == "active"

    def test_what_goes_on_is_excepted(self) -> None:
        must("sign ATL PA --on 2016-03-01", "withdraw ATL PA --on 2017 --excepting 2016-03-01")

        assert standing("PA", "2018-01-01") == "signatory"

    def test_rows_name_in_columns_of_their_own(self, body: Path) -> None:
        rows = [
            "act,member,instrument,commitment,on,of,ends,revokes,excepting,until",
            "sign,ATL,PA,,2016-03,,,,,",
            "withdraw,ATL,,PA,2016-03-20,signature,2016-03,,,",
            "withdraw,ATL,,PA,2016-05-01,withdrawal,,2016-03-20,,",
            "suspend,ATL,,,2000-01-01,,,,,2001-01-01",
        ]
        (body / "rows.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")

        must("import rows.csv")

        assert standing("PA", "2016-04-02") == "former_signatory"
        assert standing("PA", "2016-06-01") == "signatory"
        assert row("members --on 2000-06-01")["standing"] == "suspended"
        assert row("members --on 2001-01-01")["standing"] == "active"

    def test_a_row_that_names_in_the_wrong_column_is_told_the_right_one(self, body: Path) -> None:
        rows = "act,member,commitment,on,of,ends\nwithdraw,ATL,PA,2016,withdrawal,2015\n"
        (body / "rows.csv").write_text(rows, encoding="utf-8")

        said = typed("import rows.csv")

        assert said.code == 1
        assert "column 'ends', value '2015': The withdrawal that is" in said.err
        assert "is named in revokes." in said.err


class TestSettled:
    """What `conflicts` asks is settled by the command that it names."""

    def test_what_began_on_the_same_day_is_named_afterwards(self) -> None:
        must("withdraw ATL PA --on 2016-03-20", "sign ATL PA --on 2016-03-20")
        told = conflicts()

        must("correct @8 ends=@9")

        problem = str(told[0]["problem"])
        assert "correct @8 ends=@9. If not: depositary correct @8 excepting=@9." in problem
        assert "@9 commitment.signed of ATL on 2016-03-20" in str(told[0]["entries"])
        assert standing("PA", "2016-03-20") == "former_signatory"
        assert conflicts() == []

    @pytest.mark.slow
    def test_what_went_on_is_excepted_afterwards_and_again_not(self) -> None:
        must("sign ATL PA --on 2016-03-01", "withdraw ATL PA --on 2017")

        must("correct @9 excepting=@8")
        went_on = standing("PA", "2018-01-01")
        must("correct @9 excepting=")

        assert went_on == "signatory"
        assert standing("PA", "2018-01-01") == "former_signatory"

    def test_what_is_not_named_any_more_is_said_as_a_person_names_it(self) -> None:
        """Nobody types an id."""
        must("sign ATL PA --on 2016-03-20", "withdraw ATL PA --on 2016-03-20 --ends @8")

        said = typed("correct @9 ends=")

        assert "It no longer has: @8 commitment.signed of ATL on 2016-03-20." in said.err

    def test_a_confirmation_names_its_signature_afterwards(self) -> None:
        must(
            "sign ATL PA --on 2000-01-01 --kind signature_ad_referendum",
            "confirm ATL PA --on 2001-01-01",
            "correct @9 act=@8",
        )

        assert standing("PA", "2001-06-01") == "signatory"

    @pytest.mark.parametrize("value", ["@99", "@8;@99"])
    def test_an_entry_that_is_not_there_is_named_in_the_refusal(self, value: str) -> None:
        must("sign ATL PA --on 2016-03-01", "withdraw ATL PA --on 2017")

        said = typed(f"correct @9 'excepting={value}'")

        assert said.code == 1
        assert "@99" in said.err

    def test_an_ending_closes_in_one_of_two_ways(self) -> None:
        must("sign ATL PA --on 2016-03-01", "withdraw ATL PA --on 2017")

        said = typed("correct @9 closes=everything")

        assert said.code == 2
        assert "closes: Expected earlier or recorded_later, not 'everything'." in said.err

    def test_what_waits_is_told_when_it_is_recorded(self) -> None:
        must("member suspend ATL --on 2001-01-01 --until 2002-01-01")

        said = typed("member withdraw ATL --on 2000-01-01")

        assert said.code == 0
        assert "Only a member can be suspended" in said.err
        assert "Only a member can be suspended" in str(conflicts()[0]["problem"])


def conflicts() -> list[dict[str, object]]:
    said = typed("conflicts --format json")
    rows = json.loads(said.out)["rows"]
    assert isinstance(rows, list)
    return rows
