"""A list in which who withdrew has signed again, and withdraws again."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.given import must, typed
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
