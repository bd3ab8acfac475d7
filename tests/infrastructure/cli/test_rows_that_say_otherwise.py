"""A row of a list that says no of what stands on record is a bad one, never a silent one."""

from pathlib import Path

import pytest

from tests.infrastructure.cli.given import events, must, typed

LIST = "import l.csv --mapping l.csv.mapping.toml"
pytestmark = pytest.mark.slow
STATES = "import s.csv --mapping s.csv.mapping.toml"
HEAD = "Member State,Signed on,Status\nGhana,20/02/2026,Signed"
LAST = "Brazil,,Not signed"
FIRST = 14
"""The first entry of the signature of Italy, on one of seven commitments."""


def given(row: str) -> None:
    Path("l.csv").write_text(f"{HEAD}\n{row}\n{LAST}\n", encoding="utf-8")


@pytest.fixture(autouse=True)
def imported(register: Path) -> None:
    del register
    given("Italy,15/02/2026,Signed")
    typed("import l.csv")
    must(LIST)


@pytest.mark.parametrize("day", ["05/02/2026", "25/02/2026"])
def test_what_is_over_from_another_day_does_not_go_on_to_hold(day: str) -> None:
    """A second signature was recorded and ended, and the member stayed a signatory in silence."""
    known = len(events())
    given(f"Italy,{day},Withdrawn")

    said = typed(LIST)

    assert (said.code, len(events())) == (1, known)
    wanted = "-".join(reversed(day.split("/")))
    assert f"depositary correct @{FIRST} on={wanted}." in said.err
    must(f"correct @{FIRST} on={wanted}")
    assert "recorded 1 withdraw;" in typed(LIST).out
    assert ",former_signatory," in typed("status MISSION --format csv").out


def test_not_signed_after_signed_is_no_row_that_says_nothing() -> None:
    known = len(events())
    given("Italy,,Not signed")

    said = typed(LIST)

    assert (said.code, len(events())) == (1, known)
    assert "Row 3, column 'Status', value 'Not signed': By what is on record" in said.err
    assert f"(depositary retract @{FIRST} --reason WHY)" in said.err
    must(f"retract @{FIRST} --reason typed-by-mistake")
    assert "Nothing to record in rows 3 to 4: nothing is said there yet." in typed(LIST).err


def test_not_signed_is_no_row_that_says_nothing_of_what_was_typed() -> None:
    must("member join BRA --name Brazil --on 2026-02-01", "sign BRA MISSION --on 2026-03-01")

    said = typed(LIST)

    assert said.code == 1
    assert "Row 4, column 'Status', value 'Not signed': By what is on record" in said.err


def test_not_signed_goes_on_to_say_nothing_of_what_is_over() -> None:
    given("Italy,15/02/2026,Withdrawn")
    must(LIST)
    given("Italy,,Not signed")

    said = typed(LIST)

    assert said.code == 0
    assert "Nothing to record in rows 3 to 4: nothing is said there yet." in said.err


def test_whom_nobody_knows_has_not_signed() -> None:
    given("Nowhere,,Not signed")

    assert "Nothing to record in rows 3 to 4: nothing is said there yet." in typed(LIST).err


def test_a_state_that_comes_back_is_not_unchanged() -> None:
    """The row of March says what it said; that of April, which is gone, says that it was over."""
    given("Italy,15/02/2026,Withdrawn")
    must(LIST)
    known = len(events())
    given("Italy,15/02/2026,Signed")

    said = typed(LIST)

    assert (said.code, len(events())) == (1, known)
    assert "Row 3, column 'Status', value 'Signed': The row says what was imported" in said.err
    assert "but a row that said otherwise came between: @" in said.err
    must("sign ITA MISSION --on 2026-08-01")
    assert "recorded nothing; 2 unchanged" in typed(LIST).out

    given("Italy,15/02/2026,Withdrawn")
    again = typed(LIST)
    assert again.code == 0
    told = "Row 3 says that it is over, as is on record. What was recorded by hand beside that"
    assert told in again.err


def test_a_list_may_keep_the_row_of_the_state_before() -> None:
    given("Italy,15/02/2026,Signed\nItaly,15/02/2026,Withdrawn")

    assert "recorded 1 withdraw; " in typed(LIST).out
    assert "recorded nothing; " in typed(LIST).out


def test_what_a_row_ends_is_of_that_row_whoever_recorded_it() -> None:
    """With another day of signing, it signed anew, and was a signatory though the list says no."""
    given("Italy,15/02/2026,Withdrawn")
    must(LIST)
    known = len(events())
    given("Italy,25/02/2026,Withdrawn")

    said = typed(LIST)

    assert (said.code, len(events())) == (1, known)
    assert "It was imported as '2026-02-15' and is now '2026-02-25'" in said.err
    assert "1 amended" in typed(f"{LIST} --changed error").out
    assert ",former_signatory,2026-02-25," in typed("status MISSION --format csv").out


def test_what_was_put_right_by_hand_is_not_replaced_for_all_rows() -> None:
    """Nobody was told that another day stood there."""
    must(f"correct @{FIRST} on=2026-02-10")
    known = len(events())
    given("Italy,05/02/2026,Signed")

    for changed in ("ask", "error", "completed"):
        refused = typed(f"{LIST} --changed {changed}")
        assert (refused.code, len(events())) == (1, known)
        assert (
            "It was imported as '2026-02-15', corrected by hand to '2026-02-10', and is now "
            "'2026-02-05'. Say of its row, in a column 'changed'"
        ) in refused.err


class TestStatesAlone:
    """A list with a state and no days."""

    ROWS = "Country,Status\nGhana,Signed\nBrazil,Withdrawn\nPeru,"

    @pytest.fixture(autouse=True)
    def in_june(self) -> None:
        self.proposed("Signed")
        self.written("Withdrawn")
        must(STATES)

    def written(self, state: str) -> None:
        Path("s.csv").write_text(f"{self.ROWS}{state}\n", encoding="utf-8")

    def proposed(self, state: str) -> None:
        self.written(state)
        typed("import s.csv")
        must(STATES)

    def test_what_began_anew_is_not_over_as_before(self) -> None:
        must("sign PER MISSION --on 2026-09-01")

        for state in ("Withdrawn", "withdrawn"):
            self.written(state)
            said = typed(STATES)
            assert said.code == 1
            assert f"'{state}': The row says that it is over; by what is on record it h" in said.err

    def test_what_is_over_is_not_signed_as_before(self) -> None:
        self.written("Signed")

        said = typed(STATES)

        assert said.code == 1
        assert "but a row that said otherwise came between: @" in said.err

    def test_nor_where_it_was_typed_that_it_signed(self) -> None:
        rows = "Country,Status\nBrazil,Withdrawn\nKenya,"
        for state in ("Signed", "Withdrawn"):
            Path("s.csv").write_text(f"{rows}{state}\n", encoding="utf-8")
            must(STATES)
        Path("s.csv").write_text(f"{rows}Signed\n", encoding="utf-8")

        assert "but a row that said otherwise came between: @" in typed(STATES).err

    def test_two_rows_without_days_may_tell_of_one_party(self) -> None:
        self.written("Withdrawn\nPeru,Signed")
        must("sign PER MISSION --on 2026-09-01")

        assert typed(STATES).code == 0


def test_no_row_that_says_that_it_is_over_makes_a_signatory() -> None:
    """Where it is said that the row with another day is a new act, only the signature was new."""
    given("Italy,15/02/2026,Withdrawn")
    must(LIST)
    known = len(events())
    given("Italy,25/02/2026,Withdrawn")

    said = typed(f"{LIST} --changed new")

    assert (said.code, len(events())) == (1, known)
    assert "The row says that it is over; by what is on record it holds" in said.err


def test_a_state_that_comes_back_with_its_day_put_right_is_not_unchanged() -> None:
    given("Italy,15/02/2026,Withdrawn")
    must(LIST, f"correct @{FIRST} on=2026-02-25")
    given("Italy,25/02/2026,Signed")

    said = typed(LIST)

    assert said.code == 1
    assert "but a row that said otherwise came between: @" in said.err


def test_who_left_before_it_joined_is_not_a_member() -> None:
    """Where the whole was typed by hand, a slip in the list made it one, without a word."""
    must("member join UTO --name Utopia --on 2026-02-01", "member withdraw UTO --on 2026-06-01")
    Path("s.csv").write_text(
        "Code,Country,Joined,Left\nUTO,Utopia,2026-06-11,2026-06-01\n", "utf-8"
    )
    typed("import s.csv")

    said = typed(STATES)

    assert said.code == 1
    assert "The row says that it is over; by what is on record it holds" in said.err


def test_a_row_that_names_no_text_has_not_signed() -> None:
    rows = "Country,Text,Status\nGhana,MISSION,Signed\nPeru,{},Not signed\n"
    Path("s.csv").write_text(rows.format("MISSION"), "utf-8")
    typed("import s.csv")
    must(STATES)
    Path("s.csv").write_text(rows.format(""), "utf-8")

    assert "Nothing to record in row 3: nothing is said there yet." in typed(STATES).err


def test_who_withdrew_on_a_day_that_was_typed_stays_as_it_is() -> None:
    """It was told to retract the true signature; with a blank day, to forget the known one."""
    must("withdraw KEN MISSION --on 2026-07-01")
    known = len(events())
    given("Kenya,2026-01-15,Withdrawn\nPeru,2026-01-16,Withdrawn\nItaly,,Withdrawn")

    said = typed(LIST)

    assert said.code == 0, said
    assert "Recorded already, by hand or from another file: row 3." in said.err
    assert "recorded 1 sign, 2 withdraw; " in said.out
    assert len(events()) > known
    status = typed("status MISSION --format csv").out
    assert "ITA,Italy,former_signatory,2026-02-15," in status, status
    assert "KEN,Kenya,former_signatory,2026-01-15," in status


def test_a_list_of_history_may_tell_of_what_was_typed_since() -> None:
    given("Italy,15/02/2026,Withdrawn")
    must(LIST, "sign ITA MISSION --on 2026-09-01")
    given("Italy,15/02/2026,Withdrawn\nItaly,01/09/2026,Signed")

    said = typed(LIST)

    assert said.code == 0, said
    assert "recorded nothing; 3 unchanged" in said.out
