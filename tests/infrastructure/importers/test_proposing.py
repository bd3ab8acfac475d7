"""Mappings proposed for other people's tables: what is clear is written, the rest is said."""

import pytest

from infrastructure.importers.column_detection import PLACEHOLDER
from infrastructure.importers.mapping_proposal import Proposal, propose
from infrastructure.importers.names.headers import kind_of
from infrastructure.importers.rows.mapped_file import MappedFile
from infrastructure.importers.rows.mapping import read_mapping
from infrastructure.importers.tables.date_formats import formats_of
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


def told(made: Proposal) -> str:
    return "\n".join(made.open)


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
        made = proposed(
            "Country,Commitment,Status,As of,Details\n"
            "KEN,C1,Not Started,2026-05,Begun\nATL,C1,Done,2026-05,\n"
        )

        assert made.acts == ["report"]
        assert '"Not Started" = "not_started"' in made.toml
        assert f'"Done" = "{PLACEHOLDER}"' in made.toml
        assert "'Done' is no value of a scale" in told(made)
        assert "[member]" not in made.toml

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

    def test_names_that_are_nobodys_are_listed(self) -> None:
        """They would be bad rows; whoever knows them mends them first."""
        names = ["Congo", *(f"Nowhere {letter}" for letter in "ABCDEF")]
        made = proposed("Country,Signed\n" + "".join(f"{n},2022-06-02\n" for n in names))

        assert "'Congo' is not the name of exactly one member. It may be COD" in told(made)
        assert "2 more names are not those of exactly one member." in told(made)

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
            "'Status' looks like assessment, but is not used.",
            "'Joined' looks like joined, but not all of its cells are dates, such as 'soon'.",
            "'Left' looks like left, but it is blank.",
        ):
            assert sentence in made.open
            assert f"# To be decided: {sentence}" in made.toml

    def test_a_text_that_nobody_can_tell_is_left_open(self) -> None:
        """With two texts in the body, either may be meant."""
        made = proposed("Country,Signed\nKenya,2022-06-02\n", instrument=("I", "T"))

        assert f'instrument = "{PLACEHOLDER}"' in made.toml
        assert f"No column gives the instrument: write it for {PLACEHOLDER}: I, T." in made.open
        none = proposed("Country,Signed\nKenya,2022-06-02\n", instrument=())
        assert f"No column gives the instrument: write it for {PLACEHOLDER}." in none.open

    def test_the_key_is_as_short_as_it_can_be(self) -> None:
        """What is in the key cannot be mended later."""
        once = proposed("Country,Signed\nKenya,2022-06-02\nAtlantis,2022-06-02\n")
        again = proposed("Country,Signed\nKenya,2022-06-02\nKenya,2022-06-03\n")
        twice = proposed("Country,Signed,X\nKenya,2022-06-02,1\nKenya,2022-06-02,1\n")

        assert 'key = ["Country"]' in once.toml
        assert 'key = ["Country", "Signed"]' in again.toml
        assert 'key = ["Country", "Signed", "X"]' in twice.toml


class TestDates:
    @pytest.mark.parametrize(
        ("cells", "forms"),
        [
            (["25/04/2022", "03/04/2022"], [("%d/%m/%Y",)]),
            (["04/25/2022"], [("%m/%d/%Y",)]),
            (["03/04/2022"], [("%d/%m/%Y",), ("%m/%d/%Y",)]),
            (["04/04/2022"], [("%d/%m/%Y",)]),
            (["2 June 2022"], [("%d %B %Y",)]),
            (["2022-06", "2022", ""], [()]),
            (["2022年6月2日"], [("%Y年%m月%d日",)]),
            (["soon"], None),
            ([""], None),
        ],
    )
    def test_have_the_forms_that_read_all_of_them(
        self, cells: list[str], forms: list[tuple[str, ...]] | None
    ) -> None:
        """The day and the month are never guessed."""
        assert formats_of(cells) == forms

    def test_that_can_be_read_in_two_ways_are_left_open(self) -> None:
        """A wrong month would never be found again."""
        made = proposed("Country,Signed\nKenya,03/04/2022\n")

        assert "date_formats = []" in made.toml
        assert "'Signed' can be read as %d/%m/%Y or %m/%d/%Y" in told(made)

    def test_that_are_none_among_many_are_left_to_a_person(self) -> None:
        """The cells are named that are no dates, and the form of the others is known."""
        days = [f"{day}/04/2022" for day in range(20, 28)]
        odd = ["soon", "later", "?", "x", "y", "z"]
        made = proposed("Country,Signed\n" + "".join(f"Kenya,{each}\n" for each in days + odd))

        assert made.acts == ["sign"]
        assert f'on = "{PLACEHOLDER}"' in made.toml
        assert 'date_formats = ["%d/%m/%Y"]' in made.toml
        assert "dates: 'soon', 'later', '?', 'x', 'y' …. Correct them" in told(made)
        assert proposed("Country,Signed\nKenya,2022\nKenya,x\nKenya,y\n").acts == []

    def test_of_two_orders_in_one_table_are_not_mixed(self) -> None:
        """The first form would misread the second column in silence."""
        made = proposed("Country,Signed,Joined\nKenya,25/04/2022,03/04/2022\n")
        mixed = proposed(
            "Country,Signed,Joined\nKenya,25/04/2022,03/25/2022\nAtlantis,25/04/2022,03/04/2022\n"
        )

        assert made.acts == ["join", "sign"]
        assert mixed.acts == ["sign"]
        assert "'Joined' has its days in another order than an earlier column" in told(mixed)


def test_a_proposal_can_be_imported(ready: Office) -> None:
    """That is what it is for."""
    text = "Pays,Date de signature,Note\nRépublique du Kenya,25/04/2022,ScannedCells\n"

    report = ready.do(text, proposed(text).toml)

    assert dict(report.acts) == {"sign": 1}


def test_headers_mean_the_same_in_any_case() -> None:
    """And with or without accents."""
    assert kind_of("ETAT MEMBRE") == kind_of("état membre") == "member"
    assert kind_of("whatever") is None
