"""Parts of a report on paper: what lies on its side, and columns in which no word is broken."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from application.questions.asking.answer import Column, Json, Row
from application.reports.document import Block, Paragraph, Section, Table
from domain.words import worded
from infrastructure.render.layout import LOOKED_AT, column_widths, paper_cell, paper_parts
from tests.infrastructure.render.reports.odd import WIDE, odd


def table(*columns: str, **texts: str) -> Table:
    row: Mapping[str, Json] = texts
    return Table("one", "One", [Column(key, key.capitalize()) for key in columns], [row])


class TestWidths:
    def test_are_those_of_the_longest_texts_where_these_fit(self) -> None:
        """A narrow table is read more easily than one that is pulled over the page."""
        assert column_widths(table("a", "b", a="four", b="two words"), 80) == [4, 10]

    def test_have_room_for_every_word_before_any_text_gets_more(self) -> None:
        """“Decisio/n” is no word."""
        long = "a " * 100

        decision, text = column_widths(table("decision", "text", decision="", text=long), 30)

        assert decision == 9  # capitals and heads in bold are wider
        assert decision + text == 30

    def test_have_room_for_the_longest_word_of_all_rows(self) -> None:
        """Only lines are counted in the first rows of a long table."""
        short = table("a", "b", a="one", b="word " * 60)
        late: Row = {"a": "consensus", "b": ""}

        wide = column_widths(replace(short, rows=[*short.rows, *[{"a": ""}] * LOOKED_AT, late]), 30)

        assert wide[0] == 10

    def test_are_those_of_the_longest_words_where_not_even_these_fit(self) -> None:
        """Then the letters are made smaller, and no word is broken for it."""
        wide = table("a", "b", a="consensus or", b="consensus")

        assert column_widths(wide, 10) == [10, 10]

    def test_long_texts_share_what_nobody_else_needs(self) -> None:
        """A wording in ten lines beside an empty half of the page is hard to read."""
        assert column_widths(table("a", "b", a="one", b="word " * 12), 90) == [4, 65]

    def test_a_text_is_not_squeezed_beside_columns_that_need_less(self) -> None:
        """Seven lines of one word each beside an empty half of a day's column are no table."""
        act = "Hosting Services (Amendment) Act 2026"
        law = "No law says by when a hosting service must act on a notice."

        _, text, by = column_widths(
            table("closed_on", "text", "by", closed_on="2026-10-26", text=law, by=act), 50
        )

        assert min(text, by) > 16

    def test_one_long_text_does_not_squeeze_the_columns_beside_it(self) -> None:
        """Many rows count more than a single one."""
        rows: list[Row] = [{"a": "two short words", "b": "short"}] * 20
        columns = [Column("a", "A"), Column("b", "B")]

        wide = column_widths(Table("t", "T", columns, [*rows, {"a": "", "b": "word " * 60}]), 40)

        assert wide[0] >= 15

    def test_a_table_that_nearly_fills_the_page_fills_it(self) -> None:
        """Edges of tables are in one line."""
        assert sum(column_widths(table("a", "b", a="one", b="w" * 4 + " " + "o" * 20), 30)) == 30

    def test_of_days_are_those_of_whole_days(self) -> None:
        """Half a day at the end of a line is read as another one."""
        assert column_widths(table("on", "text", on="2026-09-18", text="a " * 90), 50)[0] >= 17

    def test_of_days_may_be_narrower_where_room_is_short(self) -> None:
        """Three whole days leave a text one word a line, in letters that nobody can read."""
        days = dict.fromkeys(("due_on", "as_of", "seen_on"), "2026-09-18")
        tight = table(*days, "text", **days, text="word " * 20)

        *wide, _ = column_widths(tight, 60)

        assert max(wide) < 17
        column = Column("due_on", "Due on")
        assert paper_cell("2026-09-18", column, wide[0]) == "18\u00a0September 2026"
        assert paper_cell("2026-09-18", column, 20) == "18\u00a0September\u00a02026"

    def test_of_a_range_keep_each_day_whole(self) -> None:
        """A period on four lines beside a day on one is not read as two days."""
        column = Column("period", "Period")
        begin, end = date(2026, 9, 1), date(2027, 8, 31)
        whole = "1\u00a0September\u00a02026 to 31\u00a0August\u00a02027"

        assert paper_cell(f"{begin} to {end}", column) == whole
        assert paper_cell(worded("{begin} to {end}", begin=begin, end=end), column) == whole
        said = worded("due by {day}, {state}", day=begin, state="open")
        assert paper_cell(said, column) == "due by 1 September 2026, open"

    def test_of_a_digest_are_bounded(self) -> None:
        """It is no word, and would take the room of all others."""
        assert column_widths(table("a", a="f" * 64), 20) == [24]

    def test_of_no_columns_are_none(self) -> None:
        """A table may be hidden column by column."""
        assert column_widths(table(), 20) == []


class TestParts:
    def test_wide_tables_lie_on_their_side_and_all_else_stands(self) -> None:
        """More than seven columns do not fit on a page that stands."""
        report = replace(
            odd(),
            sections=[
                Section("one", "One", [Paragraph("Words."), WIDE]),
                Section("two", "Two", sections=[Section("in", "In", [WIDE, Paragraph("End.")])]),
                Section("none", "None", [replace(WIDE, rows=[])]),
                Section("bare", "Bare"),
            ],
        )

        assert [part.aside for part in paper_parts(report)] == [
            *(False, False, True),
            *(True, True, True, False),
            *(False, False, False),
        ]

    def test_a_table_of_many_columns_stands_where_it_fits(self) -> None:
        """A page that is turned for two short rows leaves two others half empty."""
        columns = ["on", "item", "meeting", "about", "text", "task", "state", "by"]
        short = table(*columns, **dict.fromkeys(columns, "two words"))
        deep = table(*columns, **{"text": "word " * 99} | dict.fromkeys(columns[:4], "w" * 12))
        report = replace(odd(), sections=[Section("one", "One", [short, deep])])

        assert [part.aside for part in paper_parts(report)] == [False, False, True]

    def test_what_is_between_two_wide_tables_lies_as_they_do(self) -> None:
        """Seven pages with a line each are no document."""
        blocks: list[Block] = [
            Paragraph("One."),
            WIDE,
            Paragraph("Two."),
            WIDE,
            Paragraph("Three."),
        ]
        report = replace(odd(), sections=[Section("one", "One", blocks)])

        assert [part.aside for part in paper_parts(report)] == [
            *(False, False, True, True, True, False)
        ]

    def test_says_which_level_each_is_of(self) -> None:
        """A heading in a heading is one of the next level."""
        report = replace(
            odd(),
            sections=[
                Section("two", "Two", sections=[Section("in", "In", [Paragraph("End.")])]),
                Section("bare", "Bare"),
            ],
        )

        assert [part.level for part in paper_parts(report)] == [1, 2, 2, 1]
