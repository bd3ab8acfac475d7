"""Mappings proposed for other people's tables: what is clear is written, the rest is said."""

from dataclasses import replace

import pytest

from infrastructure.importers.answers.open_values import open_values
from infrastructure.importers.mapping_lines import Proposal
from infrastructure.importers.mapping_proposal import propose
from infrastructure.importers.rows.mapped_file import MappedFile
from infrastructure.importers.rows.mapping import PLACEHOLDER, read_mapping
from tests.infrastructure.importers.given import Office, file

KNOWN = {
    "member": ("KEN", "ATL"),
    "(official names)": ("Kenya", "Atlantis"),
    "instrument": ("I",),
    "scale": ("S",),
    "scale_version": ("1",),
    "assessment": ("none", "not_started", "all"),
}


def proposed(text: str, **known: tuple[str, ...]) -> Proposal:
    """Propose a mapping, which must always be one that can be used with the table."""
    table = file(text)
    made = propose(table, {**KNOWN, **known})
    if made.acts:
        MappedFile(read_mapping(made.toml, "proposed.toml"), table)
    return made


def asked(text: str, **known: tuple[str, ...]) -> list[str]:
    """Return what is asked of a table with its proposed mapping."""
    table, words = file(text), {**KNOWN, **known}
    mapping = read_mapping(propose(table, words).toml, "proposed.toml")
    return [str(each.question) for each in open_values(MappedFile(mapping, table), words)]


def told(made: Proposal) -> str:
    return "\n".join(made.unused)


class TestActs:
    @pytest.mark.parametrize(
        ("header", "acts"),
        [
            ("Country,Signed", ["sign"]),
            ("Pays,Date de signature,Date de ratification", ["sign", "consent"]),
            ("País,Fecha de adhesión", []),
            ("Страна,Присоединение,Вступление в силу", ["consent"]),
            ("国家,加入日期,退出", ["join", "leave"]),
            ("الدولة,تاريخ الانضمام", ["join"]),
            ("State,Suspended on", ["suspend"]),
        ],
    )
    def test_come_from_headers_in_six_languages(self, header: str, acts: list[str]) -> None:
        """Governments write their tables in their own language."""
        columns = header.count(",")

        assert proposed(f"{header}\nKenya{',2022-06-02' * columns}\n").acts == acts

    def test_of_a_list_of_members_are_joining(self) -> None:
        """A list without days says who belongs, and not since when."""
        made = proposed("Code,Country\nKEN,Kenya\nATL,Atlantis\n")

        assert made.acts == ["join"]
        assert 'on = "unknown"' in made.toml
        assert 'member = { column = "Code" }' in made.toml
        assert 'name = { column = "Country" }' in made.toml

    def test_of_a_list_of_texts_are_adoptions(self) -> None:
        """Their text is the only one of the body, and the day may be unknown."""
        made = proposed("Commitment,Description\nC9,We will act\n")
        dated = proposed("Commitment,Description,Adopted on\nC9,We will act,2022\n")

        assert made.acts == dated.acts == ["adopt"]
        assert 'on = "unknown"' in made.toml
        assert 'on = { column = "Adopted on" }' in dated.toml
        assert "instrument is I in every row, the only one known." in made.understood

    def test_of_a_table_of_progress_are_reports(self) -> None:
        """Words of the scale are found in any spelling; others are left to a person."""
        text = (
            "Country,Commitment,Status,As of,Details\n"
            "KEN,C1,Not Started,2026-05,Begun\nATL,C1,Done,2026-05,\n"
        )
        made = proposed(text)

        assert made.acts == ["report"]
        assert '"Not Started" = "not_started"' in made.toml
        assert asked(text) == ["'Done' in 'Status' is no assessment that is known (row 3)."]
        assert "[member]" not in made.toml

    def test_that_are_all_pending_are_no_signatures(self) -> None:
        """What is pending may be a report as well; only other words show what it is."""
        made = proposed("Country,Commitment,Status\nKEN,C1,Pending\nATL,C1,pending\n")
        signed = proposed("Country,Status\nKEN,Signed\nATL,Pending\n")

        assert made.acts == ["report"]
        assert signed.acts == ["sign", "withdraw"]

    def test_of_reports_without_a_day_are_of_an_unknown_one(self) -> None:
        """Nobody may take today for it."""
        made = proposed("Country,Commitment,Status\nKEN,C1,all\n")

        assert 'on = "unknown"' in made.toml
        assert "narrative" not in made.toml

    def test_of_consents_take_the_commitment_where_there_is_one(self) -> None:
        """A treaty is often told by its commitment alone."""
        made = proposed("Country,Commitment,Ratified,In force\nKenya,C1,2022-06-02,2022-09\n")

        assert 'commitment = { column = "Commitment" }' in made.toml
        assert 'in_force_on = { column = "In force" }' in made.toml

    def test_are_none_where_nothing_is_clear(self) -> None:
        """A mapping of guesses would be worse than none."""
        assert proposed("x,y\n1,2\n").acts == []


class TestColumns:
    def test_members_are_told_by_their_cells(self) -> None:
        """A header may say anything."""
        made = proposed("Who,Signed\nKenya,2022-06-02\nAtlantis,2022-06-02\n")

        assert made.acts == ["sign"]
        assert "'Who' holds names of members." in made.understood

    def test_names_that_are_nobodys_are_asked_once(self) -> None:
        """Each with its rows, and with what it may be."""
        text = "Country,Signed\nCongo,2022-06-02\nNowhere,2022\nCongo,2022-06-03\n"

        several, none = asked(text)
        assert several.startswith("'Congo' in 'Country' is not the name of one member (rows 2, 4).")
        assert "It may be COD (Congo - Kinshasa), COG (Congo - Brazzaville). A new" in several
        assert none.startswith(
            "'Nowhere' in 'Country' is not the name of one member (row 3). A new"
        )

    def test_offices_are_taken_off_names(self) -> None:
        """The chair is not called so, and it is said."""
        made = proposed("Country,Signed\nEuropean Commission (Chair),2022\nKenya*,2022\n")

        assert "'European Commission (Chair)' is read as 'European Commission'." in made.understood
        assert "'Kenya*' is read as 'Kenya'." in made.understood

    def test_that_are_hidden_are_not_used(self) -> None:
        """Who hid them did not mean to hand them on."""
        table = file("Country,Signed,Joined\nKenya,2022,2022\n")
        table = replace(table, layout=replace(table.layout, hidden=("Joined",)))

        assert propose(table, KNOWN).acts == ["sign"]

    def test_what_is_not_used_is_said(self) -> None:
        """People would think that it was recorded."""
        made = proposed(
            "Country,Pays,Signed,Active,Blank,Date,Odd,Status,Joined,Left,Remarks\n"
            "Kenya,Kenya,2022-06-02,yes,,2022,q,all,soon,,Thanks\n"
        )

        assert made.acts == ["sign"]
        assert 'note = { column = "Remarks" }' in made.toml
        for sentence in (
            "'Pays' seems to say the same as another column.",
            "'Active': it says yes or no, but not to what.",
            "'Blank': it is blank.",
            "'Date': it holds days, but not of what.",
            "'Odd': its name is not known.",
            "'Status': no column names a commitment that it would be of.",
            "'Joined' looks like joined, but has no date with a four-digit year, only 'soon'.",
            "'Left' looks like left, but it is blank.",
        ):
            assert sentence in made.unused
            assert f"# Not used: {sentence}" in made.toml

    def test_a_text_that_nobody_can_tell_is_left_open(self) -> None:
        """With two texts in the body, either may be meant."""
        made = proposed("Country,Signed\nKenya,2022-06-02\n", instrument=("I", "T"))

        assert f'instrument = "{PLACEHOLDER}"' in made.toml
        assert asked("Country,Signed\nKenya,2022-06-02\n", instrument=("I", "T")) == [
            "No column gives the instrument: which one of I, T is it in all rows?"
        ]

    def test_a_mark_says_who_signed_and_not_when(self) -> None:
        """An x in the column is as much as many lists say."""
        made = proposed("Country,Signed\nKenya,x\nGhana,\nPeru,-\n")

        assert made.acts == ["sign"]
        assert 'when = { "Signed" = ["x", "X", "✓", "yes", "Yes"] }' in made.toml
        assert 'nothing = { "Signed" = ["", "-"] }' in made.toml
        assert 'on = "unknown"' in made.toml
        assert "'Signed' says who signed, and not when." in made.understood

    @pytest.mark.parametrize("header", ["Country,Signed,Date", "Country,Signed,Date of signature"])
    def test_the_day_of_a_mark_may_stand_beside_it(self, header: str) -> None:
        """One column says who signed, the other when; a blank day is unknown."""
        made = proposed(f"{header}\nKenya,yes,25/04/2022\nGhana,no,\nPeru,yes,\n")
        days = header.rpartition(",")[2]

        assert 'when = { "Signed" = ["yes", "x", "X", "✓", "Yes"] }' in made.toml
        assert f'on = {{ column = "{days}", default = "unknown" }}' in made.toml
        assert f'"{days}" = ["%d/%m/%Y"]' in made.toml
        assert made.unused == []

    def test_days_of_signature_are_taken_before_days_of_anything(self) -> None:
        """Of several that say nothing of it, nobody knows which is meant."""
        several = proposed("Country,Signed,Date,Jour\nKenya,yes,25/04/2022,26/04/2022\n")
        assert 'on = "unknown"' in several.toml
        assert "'Jour': it holds days, but not of what." in told(several)
        one = proposed("Country,Signed,Jour,Signed on\nKenya,yes,25/04/2022,26/04/2022\n")
        assert 'column = "Signed on", default = "unknown"' in one.toml
        assert "'Jour': it holds days, but not of what." in told(one)

    def test_the_key_is_who_and_what_and_as_short_as_it_can_be(self) -> None:
        """What is in the key cannot be corrected later, and what is blank may be filled."""
        once = proposed("Country,Signed\nKenya,2022-06-02\nAtlantis,2022-06-02\n")
        again = proposed("Country,Signed\nKenya,2022-06-02\nKenya,2022-06-03\n")
        twice = proposed("Country,Signed,X\nKenya,2022-06-02,1\nKenya,2022-06-02,1\n")

        assert 'key = ["Country"]' in once.toml
        assert 'key = ["Country", "Signed"]' in again.toml
        assert 'key = ["Country"]' in twice.toml

    @pytest.mark.parametrize(
        ("text", "key"),
        [
            ("Country,Agreement,Signed\nKenya,P,2022\nGhana,P,2022\n", '["Country", "Agreement"]'),
            ("Country,Agreement,Signed\nKenya,P,2022\nGhana,,2022\n", '["Country"]'),
            ("Country,Signed,No\nKenya,,7\nKenya,2022,8\n", '["Country", "No"]'),
            (
                "Country,Signed,A,B\nKenya,,1,1\nKenya,2022,1,2\nKenya,2023,2,2\n",
                '["Country", "A", "B"]',
            ),
            ("Country,Signed\nKenya,2022\nKenya,\n", '["Country"]'),
            ("Country,A,B,Signed\nKenya,1,1,2022\nKenya,1,1,\n", '["Country"]'),
            ("No.,Country,Signed\n1.,Kenya,\n2.,Kenya,2022\n", '["Country"]'),
            ("Signed,Joined\n2022,2022\n2022,2023\n", '["Joined"]'),
        ],
    )
    def test_the_key_has_no_column_that_is_blank_somewhere(self, text: str, key: str) -> None:
        """A list of next month has the same columns, with more cells filled."""
        table = file(text)

        assert f"key = {key}" in propose(table, {}).toml


class TestDates:
    def test_are_in_the_forms_of_their_column(self) -> None:
        """Each column by itself: another one may be written in another order."""
        made = proposed(
            "Country,Signed,Joined\nKenya,25/04/2022,03/25/2022\nAtlantis,3.4.2022,03/04/2022\n"
        )

        assert made.acts == ["join", "sign"]
        assert '"Signed" = ["%d/%m/%Y", "%d.%m.%Y"]' in made.toml
        assert '"Joined" = ["%m/%d/%Y"]' in made.toml

    def test_that_can_be_read_in_two_ways_are_asked_once(self) -> None:
        """A wrong month would never be found again."""
        text = "Country,Signed\nKenya,03/04/2022\nGhana,04/05/2022\nPeru,tbc\n"

        assert "[dates]" not in proposed(text).toml
        order, odd = asked(text)
        assert order.startswith("'03/04/2022' in 'Signed' can be 2022-04-03 or 2022-03-04: does")
        assert odd.startswith("'tbc' in 'Signed' is no date (row 4); write what is known")

    def test_that_are_none_are_asked_once(self) -> None:
        """The form of the others is known, and one odd cell hides nothing."""
        text = "Country,Signed\nKenya,25/04/2022\nGhana,tbc\nPeru,tbc\nChile,?\n"

        assert proposed(text).acts == ["sign"]
        assert [each.partition(";")[0] for each in asked(text)] == [
            "'tbc' in 'Signed' is no date (rows 3 to 4)",
            "'?' in 'Signed' is no date (row 5)",
        ]


def test_a_proposal_can_be_imported(ready: Office) -> None:
    """That is what it is for."""
    text = "Pays,Date de signature,Note\nRépublique du Kenya,25/04/2022,ScannedCells\n"

    report = ready.do(text, proposed(text).toml)

    assert dict(report.acts) == {"sign": 1}
