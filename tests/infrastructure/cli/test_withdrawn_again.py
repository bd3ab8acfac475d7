"""A list in which who withdrew has signed again, and withdraws again."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.given import events, must, typed
from tests.infrastructure.cli.lists import LIST, must_import, proposed, written

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("register")]


class TestWithItsStateInTheKey:
    HEAD = "Country,Text,Status,Signed on,Withdrawn on"
    FIRST = "Utopia,MISSION,signed,2026-02-01,"
    OVER = "Utopia,MISSION,withdrawn,2026-02-01,2026-03-01"
    OTHER = "Lilliput,MISSION,withdrawn,2026-02-05,2026-02-20"

    @pytest.fixture(autouse=True)
    def signed_anew(self, register: Path) -> None:
        del register
        must(
            "member join UTO --name Utopia --on 2026-01-20",
            "member join LIL --name Lilliput --on 2026-01-20",
        )
        proposed(self.HEAD, self.FIRST, self.OTHER)
        written(self.HEAD, self.OVER, self.OTHER)
        must_import(LIST)
        written(self.HEAD, self.FIRST.replace("02-01", "04-01"), self.OTHER)
        must_import(f"{LIST} --changed new")
        written(self.HEAD, self.OVER.replace("02-01", "04-01").replace("03-01", "05-01"))

    def test_the_withdrawal_alone_is_recorded(self) -> None:
        """The signature that another row had made was recorded again, and so refused."""
        assert "recorded 1 withdraw;" in must_import(f"{LIST} --changed new").out
        status = typed("status MISSION --format csv").out
        assert "UTO,Utopia,former_signatory,2026-04-01," in status, status

    def test_by_hand_all_of_it_is_known(self) -> None:
        """What was right was to be corrected, or retracted."""
        must("withdraw UTO MISSION --on 2026-05-01")

        said = must_import(LIST)

        assert "recorded nothing; 1 unchanged" in said.out
        assert "Recorded already, by hand or from another file: row 2." in said.err
        assert "was not recorded" not in said.err


def test_a_list_without_states_records_the_end_of_what_was_signed_by_hand() -> None:
    """The signature that was typed was recorded again, and so refused."""
    head = "Country,Text,Signed on,Withdrawn on"
    must(
        "member join UTO --name Utopia --on 2026-01-20",
        "member join LIL --name Lilliput --on 2026-01-20",
    )
    other = "Lilliput,MISSION,2026-02-05,2026-02-20"
    proposed(head, "Utopia,MISSION,2026-02-01,", other)
    must(
        "withdraw UTO MISSION --on 2026-03-01",
        "sign UTO MISSION --on 2026-06-01",
    )
    written(head, "Utopia,MISSION,2026-06-01,2026-07-01", other)

    assert typed(LIST).code == 1
    assert "recorded 1 withdraw;" in must_import(f"{LIST} --changed new").out
    status = typed("status MISSION --format csv").out
    assert "UTO,Utopia,former_signatory,2026-06-01," in status, status


def test_a_party_may_come_back_to_a_treaty() -> None:
    """The row was refused, and the true withdrawal was to be retracted."""
    Path("treaty.md").write_text("1. We act.\n", encoding="utf-8")
    must("text adopt treaty.md --reference T --title T --legal-nature treaty --on 2026-01-01")
    head = 'Participant,Text,Signature,"Ratification, Accession(a)",Withdrawal'
    proposed(
        head, "Kenya,T,2026-02-03,2026-03-04,2026-05-05", "Atlantis,T,,2026-04-01 a,2026-06-01"
    )

    must("consent KEN T accession --deposited-on 2026-09-01")
    written(head, "Kenya,T,2026-02-03,2026-09-01 a,", "Atlantis,T,,2026-08-08 a,")
    asked = typed(LIST)
    assert "Row 3" in asked.err
    assert "Row 2" not in asked.err
    assert "2026-04-01' and is now '2026-08-08'" in asked.err
    assert "recorded 1 consent; 1 unchanged" in must_import(f"{LIST} --changed new").out


def test_what_a_list_has_as_over_may_have_begun_anew() -> None:
    """The list was refused each month, and what began anew was to be given the day of before."""
    must(
        "member join UTO --name Utopia --on 2026-01-20", "member join LIL --name Lilliput --on 2026"
    )
    rows = ["Utopia,MISSION,withdrawn,2026-02-05", "Kenya,MISSION,signed,2026-01-15"]
    proposed("Country,Text,Status,Signed on", *rows, "Lilliput,MISSION,not signed,")
    must("sign UTO MISSION --on 2026-06-01")

    said = must_import(LIST)
    assert "recorded nothing;" in said.out
    assert said.err.count("If it is over, too, record its end by hand.") == 1
    Path("l.csv.mapping.toml").rename("other.toml")
    assert "recorded nothing;" in must_import("import l.csv --mapping other.toml").out


@pytest.mark.parametrize(
    ("end", "day"), [("03-01", "03-01"), ("03", "03-15"), ("03-10", "03"), ("03-01", "04-01")]
)
def test_no_correction_moves_an_act_where_its_end_ends_it_no_more(end: str, day: str) -> None:
    """Who had withdrawn was a signatory again, in silence."""
    head = "Country,Text,Signed on,Withdrawn on"
    must("member join UTO --name Utopia --on 2026-01-20")
    proposed(head, "Utopia,MISSION,2026-02-01,", "Kenya,MISSION,2026-01-15,2026-05-05")
    must(f"withdraw UTO MISSION --on 2026-{end}")
    written(head, f"Utopia,MISSION,2026-{day},", "Kenya,MISSION,2026-01-15,2026-05-05")

    said = typed(f"{LIST} --changed error")

    assert said.code == 1
    assert f"by what is on record it ended on 2026-{end}. If it began anew" in said.err


@pytest.mark.parametrize(
    ("head", "row", "other"),
    [
        ("Country,Text,Signed on", "Utopia,MISSION,x", "Kenya,MISSION,2026-01-15"),
        ("Country,Text,Status", "Utopia,MISSION,signed", "Lilliput,MISSION,not signed"),
        ("Member,Joined", "Utopia,unknown", "Lilliput,2026-01-20"),
    ],
)
def test_a_late_list_without_a_day_lets_nothing_stand_again(
    head: str, row: str, other: str
) -> None:
    """Who had withdrawn or left by hand was a signatory or a member again, in silence."""
    must(
        "member join UTO --name Utopia --on 2026-01-20",
        "member join LIL --name Lilliput --on 2026-01-20",
        "sign UTO MISSION --on 2026-02-01",
        "withdraw UTO MISSION --on 2026-03-01",
        "member withdraw UTO --on 2026-04-01",
    )
    known = len(events())

    said = proposed(head, row, other)

    assert "Row 2 has no day. What it says is on record, and over: @" in said.err
    assert "If it began anew, record that by hand." in said.err
    assert len(events()) == known


def test_a_row_of_two_acts_is_known_where_one_of_them_began_anew() -> None:
    """It was refused for ever, whatever was said of it."""
    head = "Code,Member,Joined,Mission signed"
    proposed(head, "UTO,Utopia,2026-01-05,2026-02-01", "LIL,Lilliput,2026-01-05,2026-02-02")
    must("withdraw UTO MISSION --on 2026-03-01", "sign UTO MISSION --on 2026-06-01")
    written(head, "UTO,Utopia,2026-01-05,2026-06-01", "LIL,Lilliput,2026-01-05,2026-02-02")

    said = must_import(LIST)

    assert "recorded nothing; 2 unchanged" in said.out


def test_a_day_that_says_less_lets_no_end_of_before_end_what_began_anew() -> None:
    """Who had signed again was a former signatory, in silence."""
    head = "Country,Text,Signed on"
    must("member join UTO --name Utopia --on 2026-01-20")
    proposed(head, "Utopia,MISSION,2026-02-01", "Kenya,MISSION,2026-01-15")
    must("withdraw UTO MISSION --on 2026-03-01")
    written(head, "Utopia,MISSION,2026-04-01", "Kenya,MISSION,2026-01-15")
    must_import(f"{LIST} --changed new")
    written(head, "Utopia,MISSION,2026-02", "Kenya,MISSION,2026-01-15")

    said = typed(f"{LIST} --changed error")

    assert said.code == 1
    assert "by what is on record it ended on 2026-03-01." in said.err


def test_a_day_that_is_not_known_any_more_makes_nothing_stand_again() -> None:
    head = "Country,Text,Signed on"
    must("member join UTO --name Utopia --on 2026-01-20")
    proposed(head, "Utopia,MISSION,2026-02-01", "Kenya,MISSION,2026-01-15")
    must("withdraw UTO MISSION --on 2026-03-01")
    written(head, "Utopia,MISSION,unknown", "Kenya,MISSION,2026-01-15")

    said = typed(LIST)

    assert "former_signatory" in typed("status MISSION --format csv").out
    assert "ended on 2026-03-01" in said.err or "and over" in said.err, said
