"""A list that goes on: a member joins again, a text is signed again, the next reports are due."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.given import events, must, typed
from tests.infrastructure.cli.lists import LIST, must_import, proposed, written

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("register")]


class TestWhoJoinsAgain:
    HEAD = "Code,Country,Joined,Left"
    GONE = "UTO,Utopia,2026-02-01,2026-06-01"
    BACK = "UTO,Utopia,2026-08-01,"

    def test_is_a_member_anew_where_that_is_said(self) -> None:
        """The end of before was to be retracted, though it was true."""
        proposed(self.HEAD, self.GONE, "LIL,Lilliput,2026-02-01,")
        written(self.HEAD, self.BACK, "LIL,Lilliput,2026-02-01,")

        asked = typed(LIST)
        assert asked.code == 1
        ended = "'2026-02-01' and is now '2026-08-01'; by what is on record it ended on 2026-06-01."
        assert ended in asked.err
        assert ended in typed(f"{LIST} --changed error").err
        assert "recorded 1 join;" in must_import(f"{LIST} --changed new").out
        assert "recorded nothing; 2 unchanged" in must_import(LIST).out

        members = typed("members --format csv").out
        assert "UTO,Utopia,state,active,,,,2026-08-01," in members, members

    def test_is_known_where_it_was_typed(self) -> None:
        proposed(self.HEAD, self.GONE, "LIL,Lilliput,2026-02-01,")
        must("member join UTO --name Utopia --on 2026-08-01")
        known = len(events())
        written(self.HEAD, self.BACK, "LIL,Lilliput,2026-02-01,")

        assert "recorded nothing; 2 unchanged" in must_import(LIST).out
        assert len(events()) == known

    def test_is_known_where_all_but_the_end_was_typed(self) -> None:
        must("member join UTO --name Utopia --on 2026-02-01")
        proposed(self.HEAD, self.GONE, "LIL,Lilliput,2026-02-01,")
        must("member join UTO --name Utopia --on 2026-08-01")
        written(self.HEAD, self.BACK, "LIL,Lilliput,2026-02-01,")
        assert "recorded nothing; 2 unchanged" in must_import(LIST).out

        must("member withdraw UTO --on 2026-10-01")
        written(self.HEAD, f"{self.BACK}2026-10-01", "LIL,Lilliput,2026-02-01,")
        assert "recorded nothing; 2 unchanged" in must_import(LIST).out

    def test_that_left_by_hand_since_is_as_the_list_says(self) -> None:
        """A list comes late; it was called a member still, and to be withdrawn once more."""
        must("member join UTO --name Utopia --on 2026-02-01")
        proposed(self.HEAD, "UTO,Utopia,2026-02-01,", "LIL,Lilliput,2026-02-01,")
        must("member withdraw UTO --on 2026-06-01")

        assert "recorded nothing; 2 unchanged" in must_import(LIST).out

    def test_has_left_once_also_in_another_list(self) -> None:
        """It was told that it is a member already, and to retract its joining."""
        must("member join UTO --name Utopia --on 2026-02-01", "member withdraw UTO --on 2026-06-01")
        must("withdraw KEN MISSION --on 2026-05-01")
        known = len(events())

        assert "recorded nothing; 1 unchanged" in proposed(self.HEAD, self.GONE).out
        of_signatures = ("Country,Signed on,Withdrawn on", "Kenya,2026-01-15,2026-05-01")
        Path("l.csv.mapping.toml").unlink()
        assert "recorded nothing; 1 unchanged" in proposed(*of_signatures).out
        assert len(events()) == known


def test_a_second_withdrawal_that_was_typed_is_known() -> None:
    head = "Country,Status,Date"
    proposed(head, "Kenya,Signed,2026-01-15", "Peru,Withdrawn,2026-01-20")
    written(head, "Kenya,Withdrawn,2026-03-01", "Peru,Withdrawn,2026-01-20")
    must_import(LIST)
    must("sign KEN MISSION --on 2026-05-01", "withdraw KEN MISSION --on 2026-06-01")
    written(head, "Kenya,Withdrawn,2026-06-01", "Peru,Withdrawn,2026-01-20")

    assert "recorded nothing; 2 unchanged" in must_import(LIST).out


def test_no_correction_moves_a_signature_behind_its_end() -> None:
    """With --changed error it did, without a word, and its withdrawal ended nothing."""
    head, kenya = "Country,Status,Date", "Kenya,Withdrawn,2026-01-20"
    proposed(head, "Peru,Signed,2026-02-01", kenya)
    written(head, "Peru,Withdrawn,2026-03-01", kenya)
    must_import(LIST)
    written(head, "Peru,Signed,2026-04-01", kenya)

    refused = typed(f"{LIST} --changed error")

    assert refused.code == 1
    assert (
        "by what is on record it ended on 2026-03-01. If it began anew: --changed new."
        in refused.err
    )
    assert "recorded 1 sign;" in must_import(f"{LIST} --changed new").out


def test_a_second_signature_that_was_typed_is_known() -> None:
    """Each way was refused, and told to retract a true entry."""
    proposed("Country,Signed on", "Kenya,2026-01-15")
    must("withdraw KEN MISSION --on 2026-05-01", "sign KEN MISSION --on 2026-08-01")
    known = len(events())
    written("Country,Signed on", "Kenya,2026-08-01")

    assert "recorded nothing; 1 unchanged" in must_import(LIST).out
    assert len(events()) == known


@pytest.mark.parametrize("odd", ["03/14/2026", "03/14/26"])
def test_another_order_of_day_and_month_is_asked_about(odd: str) -> None:
    """Days that can be read both ways were read as last month."""
    must("member join ITA --name Italy --on 2026-01-01", "member join PER --name Peru --on unknown")
    proposed("Country,Signed on", "Italy,25/02/2026")
    written("Country,Signed on", "Italy,25/02/2026", "Peru,02/03/2026", f"Atlantis,{odd}")

    asked = typed(LIST)

    assert asked.code == 1
    assert "'02/03/2026' in 'Signed on' can be 2026-03-02 or 2026-02-03: does" in asked.err
    assert f"'{odd}' in 'Signed on' is no date (row 4)" in asked.err
    answers = f"question,answer,column,value\n,day first,Signed on,\n,unknown,Signed on,{odd}\n"
    Path("a.csv").write_text(answers, encoding="utf-8")
    said = typed(f"{LIST} --answers a.csv")
    assert "can be 2026" not in said.err


def test_days_that_are_not_read_or_were_answered_are_told() -> None:
    """A new column was passed over, and the day of one letter given to another member."""
    must("member join ITA --name Italy --on 2026-01-01", "member join PER --name Peru --on unknown")
    written("Country,Signed on", "Italy,see letter", "Kenya,2026-01-15")
    typed("import l.csv")
    answer = "question,answer,column,value\n,2026-02-07,Signed on,see letter\n"
    Path("a.csv").write_text(answer, encoding="utf-8")
    must_import(f"{LIST} --answers a.csv")
    written("Country,Signed on,New pact", "Peru,see letter,2026-09-01", "Kenya,2026-01-15,")

    said = must_import(f"{LIST} --dry-run")

    assert "These columns hold days, and nothing is recorded from them: 'New pact'." in said.err
    assert "'see letter' in 'Signed on' (row 2) was taken for 2026-02-07, as was" in said.err


def test_a_second_signature_may_take_the_place_of_one_that_ended() -> None:
    """In our columns; it was told to take the true end back."""
    head = "act,member,on,until,instrument"
    must("withdraw KEN MISSION --on 2026-02-01")
    written(head, "sign,KEN,2026-02-06,2026-05-01,MISSION")
    must("import l.csv")
    written(head, "sign,KEN,2026-09-06,,MISSION")

    for changed in ("ask", "error", "completed"):
        refused = typed(f"import l.csv --changed {changed}")
        assert refused.code == 1
        assert "If the row tells of another act, which began later: --changed new." in refused.err
    assert "recorded 1 sign;" in must_import("import l.csv --changed new").out
    assert "KEN,Kenya,signatory,2026-09-06," in typed("status MISSION --format csv").out


class TestReports:
    @pytest.fixture(autouse=True)
    def due(self, register: Path) -> None:
        del register
        must(
            "taskforce scale OGP Completion not_started limited complete --high complete "
            "--on 2026-01-10",
            "progress schedule MISSION half_yearly --due-on 2026-04-30 --period-from 2025-10-01 "
            "--period-until 2026-03-31 --on 2026-01-20",
        )

    HEAD = "Country,Commitment,Due,Status,Reporting date"

    def test_of_the_next_due_day_are_others(self) -> None:
        """Rows of the same member and commitment were refused, or taken for known."""
        april = "Kenya,MISSION-1,2026-04-30,limited,2026-04-20"
        july = "Kenya,MISSION-1,2026-10-31,complete,2026-10-20"
        assert "recorded 1 report;" in proposed(self.HEAD, april).out

        written(self.HEAD, april, july)

        assert "recorded 1 report; 1 unchanged" in must_import(LIST).out

    def test_that_are_all_of_one_due_day_are_others_for_the_next(self) -> None:
        """Two of three were "unchanged", and stayed overdue."""
        rows = ["Member,Commitment,Assessment", "KEN,MISSION-1,limited", "ATL,MISSION-1,limited"]
        written(*rows)
        typed("import l.csv")
        for due in ("2026-04-30", "2026-10-31"):
            written(*rows, "")  # another file
            rows.append("")
            answer = f"question,answer,column,value\nWhich?,{due},,due_on\n"
            Path("a.csv").write_text(answer, encoding="utf-8")
            assert "recorded 2 report; 0 unchanged" in must_import(f"{LIST} --answers a.csv").out
        assert "recorded nothing; 2 unchanged" in must_import(LIST).out
        assert ",overdue," not in typed("reports MISSION-1 --format csv").out

    def test_of_which_the_mapping_says_the_due_day_are_others_for_the_next(self) -> None:
        written("Member,Commitment,Assessment", "KEN,MISSION-1,limited")
        typed("import l.csv")
        mapping = Path("l.csv.mapping.toml")
        for before, due in (("FILL-IN", "2026-04-30"), ("2026-04-30", "2026-10-31")):
            said = mapping.read_text("utf-8").replace(f'due_on = "{before}"', f'due_on = "{due}"')
            mapping.write_text(said, encoding="utf-8")
            assert "recorded 1 report;" in must_import(LIST).out

    def test_whose_due_day_changes_are_not_the_same(self) -> None:
        """It was taken for unchanged, in our columns even with --changed error."""
        head = "row_id,act,member,commitment,assessment,scale,due_on,on"
        row = "r1,report,KEN,MISSION-1,limited,OGP,{},2026-04-20"
        written(head, row.format("2026-04-30"))
        must("import l.csv")
        for other, told in (("2026-10-31", "2026-10-31"), ("", "no day"), ("2026-04", "2026-04")):
            written(head, row.format(other))
            for changed in ("ask", "error", "completed"):
                refused = typed(f"import l.csv --changed {changed}")
                wanted = f"imported as the report due on 2026-04-30, and is now that due on {told}."
                assert refused.code == 1
                assert wanted in refused.err, refused
        written(head, row.format("2026-10-31"))
        assert "recorded 1 report;" in must_import("import l.csv --changed new").out
        assert "recorded nothing;" in must_import("import l.csv").out
        schedule = typed("log").out.partition("reports on MISSION-1 due")[0].splitlines()[-1]
        typed(f"retract @{schedule.split()[0]} --reason mistyped")
        written(head, row.format("2026-04-30"))
        assert (
            "report due on no day, and is now that due on 2026-04-30." in typed("import l.csv").err
        )
