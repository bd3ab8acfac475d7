"""What a document shows of a report: names for codes, and no part that has nothing to say."""

from dataclasses import replace

import pytest

from application.questions.asking.answer import Column, Row
from application.reports.document import Chart, Paragraph, Points, Section, Table
from application.reports.paper.paper import on_paper
from domain.values import ImpreciseDate, Visibility
from domain.words import Words, worded
from tests.application.reports.given import keys, lines, section
from tests.application.reports.paper.given_paper import AT, shown, table, told


class TestNames:
    def test_stand_for_codes_in_cells(self) -> None:
        """A minister knows no codes."""
        report = told(
            table("name", "member", "commitment", name="Atlantis", member="ATL", commitment="P-1"),
            table("commitments", "about", commitments="P-1, P-2", about=["P-2", "ATL", "Hosting"]),
        )

        first, second = shown(report)

        assert [column.key for column in first.columns] == ["name", "commitment"]
        assert first.rows[0]["commitment"] == "1. Answer"
        assert second.rows[0] == {
            "commitments": "1. Answer; 2. Meet",
            "about": "Commitment 2: Meet; Atlantis; Hosting",
        }

    def test_stand_in_the_column_of_codes_where_there_is_no_other(self) -> None:
        """Else nobody would be named."""
        (made,) = shown(told(table("member", "state", member="ATL", state="open")))

        assert [column.label for column in made.columns] == ["Member", "State"]
        assert made.rows[0]["member"] == "Atlantis"

    def test_are_numbers_beside_the_whole_wording(self) -> None:
        """What stands there once is not said again."""
        (made,) = shown(told(table("commitment", "text", commitment="P-2", text="Meet twice.")))

        assert made.rows[0]["commitment"] == "2"

    def test_are_short_on_a_status_page(self) -> None:
        """It has the words of each commitment at its top."""
        (made,) = shown(told(table("except", **{"except": ["P-1", "P-2"]}), name="status"))

        assert made.rows[0]["except"] == "Commitment 1; Commitment 2"

    def test_say_of_a_treaty_that_there_are_two_ways_to_be_bound(self) -> None:
        """A party that acceded did not sign, either."""
        names = {"standing": {"none": "has not signed"}, "treaty_standing": {"none": "neither"}}
        political = table("name", "standing", name="Atlantis", standing="none")
        treaty = table("name", "standing", "consent", name="Atlantis", standing="none")

        first, second = shown(replace(told(political, treaty), names=names))

        assert first.rows[0]["standing"] == "has not signed"
        assert second.rows[0]["standing"] == "neither"

    def test_head_columns_and_charts(self) -> None:
        """Of a table with a column for each commitment, as of a bar for each."""
        chart = Chart(
            key="c",
            caption="C",
            categories=["P-1", "P-9"],
            whole=[1, 0],
            silence="no report",
            series=[],
        )

        made = on_paper(
            told(table("name", "says.P-1", name="A", says={"P-1": "none"}), chart), grouped=True
        )

        matrix, bars = section(made, "one").blocks
        assert isinstance(matrix, Table)
        assert isinstance(bars, Chart)
        assert [column.label for column in matrix.columns] == ["Name", "1. Answer"]
        assert bars.categories == ["1. Answer", "P-9"]

    def test_stand_for_codes_in_sentences(self) -> None:
        """And days that were put into them are days, which each language says in its way."""
        said = worded(
            "{member} reported {commitment} due on {due_on}: {text}",
            member="ATL, ERE",
            commitment="P-1",
            due_on="<=2026-07-31",
            text="ATL",
        )
        inner = worded("It said: {said}", said=said)

        made = on_paper(told(Paragraph(inner), title=said), grouped=True)

        assert made.title == "Atlantis and Erewhon reported commitment 1 due on <=2026-07-31: ATL"
        (paragraph,) = section(made, "one").blocks
        assert isinstance(paragraph, Paragraph)
        assert paragraph.text == f"It said: {made.title}"
        assert isinstance(made.title, Words)
        assert made.title.values["due_on"] == ImpreciseDate.parse("<=2026-07-31")

    @pytest.mark.parametrize(
        ("template", "values", "said"),
        [
            ("{member} joined as {name}", {"name": "Atlantis"}, "Atlantis joined"),
            ("{member} joined as {name}", {"name": "Atlas"}, "Atlantis joined as Atlas"),
            (
                "commitment {commitment} adopted: {text}",
                {"commitment": "P-1", "text": "Answer."},
                "commitment 1 adopted: Answer.",
            ),
            (
                "{member} designated {person} as focal point ({role})",
                {"person": "p-focal", "role": "main"},
                "Atlantis designated a person as focal point (main)",
            ),
        ],
    )
    def test_say_nothing_twice_and_no_reference_of_a_person(
        self, template: str, values: dict[str, str], said: str
    ) -> None:
        """“Commitment commitment 1”, “Atlantis joined as Atlantis” and p-… tell nobody anything."""
        told_of = {"member": "ATL"} if "{member}" in template else {}
        sentence = worded(template, **told_of, **values)

        made = on_paper(told(Paragraph(sentence)), grouped=True)

        assert section(made, "one").blocks == [Paragraph(said)]

    def test_are_left_where_nothing_has_them(self) -> None:
        """What an audience may not see has no name for it."""
        said = worded("{member} of {number}", member="LIL", number=3)

        (made,) = shown(told(table("task", "what", task="OTHER", what=said)))

        assert made.rows[0] == {"task": "OTHER", "what": "LIL of 3"}


class TestEmpty:
    def test_rows_of_a_sparse_table_are_left_out(self) -> None:
        """Eight areas of law with nothing beside them hide the two that have something."""
        rows: list[Row] = [{"area": "hosting", "members": {"ATL": "1 open"}}, {"area": "other"}]
        columns = [Column("area", "Area"), Column("members.ATL", "Atlantis")]

        (made,) = shown(told(Table("areas", "By area", columns, rows, sparse=True)))

        assert [row["area"] for row in made.rows] == ["hosting"]

    def test_columns_are_left_out(self) -> None:
        """They take the room of those that say something."""
        rows: list[Row] = [
            {"name": "Atlantis", "left": None, "notes": [], "says": {"P-1": "limited", "P-2": ""}},
            {"name": "Erewhon", "left": "", "notes": [], "says": {"P-1": None}},
        ]
        columns = [Column(key, key) for key in ("name", "left", "notes", "says.P-1", "says.P-2")]

        (made,) = shown(told(Table("t", "A table", columns, rows)))

        assert [column.key for column in made.columns] == ["name", "says.P-1"]

    @pytest.mark.parametrize(
        ("audience", "title"),
        [
            (Visibility.SECRETARIAT, "Nothing was recorded for"),
            (Visibility.MEMBERS, "Nothing that members may see was recorded for"),
            (Visibility.PUBLIC, "Nothing public was recorded for"),
        ],
    )
    def test_parts_are_one_list_at_the_end(self, audience: Visibility, title: str) -> None:
        """Ten headings over nothing hide what there is."""
        none = Table("none", "Statements", [Column("a", "A")], [])
        bars = Chart(
            key="bars", caption="Progress", categories=[], whole=[], silence="no report", series=[]
        )
        report = replace(
            told(Paragraph("Said."), none),
            as_of=replace(AT, audience=audience),
            sections=[
                Section("one", "One", [Paragraph("Said."), none, bars, Points([])]),
                Section("two", "Two", [none], [Section("in", "Inside", [Paragraph("")])]),
                Section("three", "Three", [], [Section("deep", "Deep", [Points(["a"])])]),
                Section(
                    "four",
                    "Four",
                    [],
                    [Section("five", "Five", [Paragraph("x")], [Section("six", "Six")])],
                ),
            ],
        )

        made = on_paper(report, grouped=True)

        assert keys(made) == ["one", "three", "deep", "four", "five", "nothing"]
        assert section(made, "nothing").title == title
        assert lines(made, "nothing") == ["Statements", "Progress", "Two", "Six"]

    def test_reports_have_no_such_list_otherwise(self) -> None:
        """It would be an empty part itself."""
        assert keys(on_paper(told(Paragraph("Said.")), grouped=True)) == ["one"]


def test_digests_stand_in_an_annex() -> None:
    """Whoever compares a file finds them there, and nobody else has to read them."""
    files = table("language", "file_sha256", language="en", file_sha256="ab" * 32)

    made = on_paper(told(Paragraph("Said."), files), grouped=True)

    assert keys(made) == ["one", "annex"]
    assert section(made, "annex").blocks == [files]


def test_groups_are_tables_of_their_own() -> None:
    """A member finds itself once, with all that it owes; in a workbook rows are sorted."""
    rows: list[Row] = [
        {"name": name, "due": n} for n, name in enumerate(["Erewhon", "Atlantis", "Erewhon"])
    ]
    columns = [Column("name", "Member"), Column("due", "Due")]
    report = told(Table("late", "Overdue", columns, rows, group="name"))

    made = shown(report)

    assert [(each.key, each.caption, len(each.rows)) for each in made] == [
        ("late-1", "Erewhon", 2),
        ("late-2", "Atlantis", 1),
    ]
    assert [column.key for column in made[0].columns] == ["due"]
    assert [each.key for each in shown(report, grouped=False)] == ["late"]


class TestTurned:
    """A table of nine columns and one row would need a page of its own that lies on its side."""

    WIDE = Table(
        "gaps",
        "Gaps",
        [
            *(Column("reference", "Reference"), Column("found_on", "Found")),
            *(Column(f"says.P-{n}", f"P-{n}") for n in range(8)),
        ],
        [
            {"reference": "1", "found_on": "2026-03", "says": {f"P-{n}": n for n in range(8)}},
            {"reference": "2", "found_on": "2026-03-04", "says": {f"P-{n}": n for n in range(8)}},
        ],
    )

    def test_has_its_columns_below_each_other(self) -> None:
        ((made,),) = (part.blocks for part in on_paper(told(self.WIDE), grouped=True).sections)

        assert isinstance(made, Table)
        assert [column.label for column in made.columns] == ["Reference", "1", "2"]
        assert [row["item"] for row in made.rows][:2] == ["Found", "P-0"]
        assert [(row["row-0"], row["row-1"]) for row in made.rows][1:] == [(n, n) for n in range(8)]
        first, second = made.rows[0]["row-0"], made.rows[0]["row-1"]
        assert isinstance(first, Words)
        assert isinstance(second, Words)
        assert first.values == {"day": ImpreciseDate.parse("2026-03")}

    def test_but_not_where_it_has_many_rows_nor_in_a_workbook(self) -> None:
        many = replace(self.WIDE, rows=[*self.WIDE.rows, *self.WIDE.rows])
        for report, grouped in ((told(many), True), (told(self.WIDE), False)):
            ((made,),) = (part.blocks for part in on_paper(report, grouped=grouped).sections)

            assert isinstance(made, Table)
            assert len(made.columns) == 10
