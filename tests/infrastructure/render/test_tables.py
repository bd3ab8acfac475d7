"""An answer looks the same every time, and no text in it can break its form."""

import csv
import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from io import StringIO

import pytest

from application.model_rows import AsOf
from application.questions.asking.answer import Answer, Column, Row, dated
from domain.values import ImpreciseDate, Visibility
from infrastructure.files.csv_files import unescape_cell
from infrastructure.render.tables import FORMS, render

AS_OF = AsOf(
    on=date(2026, 1, 16),
    position=42,
    recorded_at=datetime(2026, 1, 15, 12, tzinfo=UTC),
    known="2026-03-05",
    audience=Visibility.MEMBERS,
)
ARABIC = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER BEH} 2026-01-15"
ODD = (
    "a | b",
    "two\nlines\r\nand\ttabs",
    "\"quoted\", and 'quoted'",
    "=SUM(A1)",
    "+1",
    "-1",
    "@sum",
    "\tindented",
    ARABIC,
    "*bold* _under_ `code` [link](x) <b> #1 \\",
    "",
)


def answer(
    *rows: Row,
    as_of: AsOf = AS_OF,
    counts: Mapping[str, int] | None = None,
    banners: Sequence[str] = (),
    notes: Sequence[str] = (),
) -> Answer:
    return Answer(
        title="Odd things",
        as_of=as_of,
        columns=[Column("name", "Name"), Column("standing", "Standing")],
        rows=rows,
        facts={"taskforce": "GTF"},
        counts=counts,
        banners=banners,
        notes=notes,
    )


ROWS = [{"name": text, "standing": "former_signatory"} for text in ODD]


def test_text_keeps_to_the_width_of_a_screen() -> None:
    """Cells, notes and the head go over several lines."""
    told = answer({"name": "a " * 60, "standing": "none"}, notes=["note " * 40])

    lines = render(told, "text", 60).splitlines()

    assert max(map(len, lines)) <= 60
    assert sum(line.count("note") for line in lines) == 40


@pytest.mark.parametrize("form", FORMS)
class TestEveryForm:
    def test_gives_the_same_bytes_for_the_same_answer(self, form: str) -> None:
        """Two people who print the same answer must be able to compare the files."""
        assert render(answer(*ROWS), form) == render(answer(*ROWS), form)

    def test_says_for_when_it_is(self, form: str) -> None:
        """A table without its days and position is a rumour."""
        text = render(answer(*ROWS), form).replace("\\", "")

        assert "2026-01-16" in text
        assert "2026-03-05" in text
        assert "42" in text

    @pytest.mark.parametrize("rows", [[], ROWS])
    def test_carries_the_banners(self, form: str, rows: list[Row]) -> None:
        """An exercise that loses its banner becomes a false statement about governments."""
        banners = ["EXERCISE: members are made up.", "Political commitment, not a treaty."]

        text = render(answer(*rows, banners=banners), form)

        if rows or form != "csv":  # without a row there is nothing in CSV that could be copied
            assert all(banner in text for banner in banners)

    def test_ends_with_one_line_end(self, form: str) -> None:
        """Files are compared line by line."""
        text = render(answer(*ROWS), form)

        assert text.endswith("\n")
        assert not text.endswith("\n\n")


class TestText:
    def test_aligns_and_says_values_in_words(self) -> None:
        """People read `former signatory`; a reference keeps its underscore."""
        text = render(
            answer(
                {"name": "A_B", "standing": "former_signatory"},
                {"name": "Republic of Zubrowka", "standing": None},
                counts={"former_signatory": 1, "none": 0},
                notes=["A note."],
            ),
            "text",
        )

        assert text == (
            "Odd things\n"
            "Position on 2026-01-16, as recorded on 2026-03-05 (entry 42). For members.\n"
            "\n"
            "Name                  Standing\n"
            "--------------------  ----------------\n"
            "A_B                   former signatory\n"
            "Republic of Zubrowka\n"
            "\n"
            "1 former signatory, 0 none\n"
            "\n"
            "A note.\n"
        )

    def test_keeps_each_row_on_one_line(self) -> None:
        """A line end in a name must not make a row of its own."""
        lines = render(answer(*ROWS), "text").splitlines()

        assert len(lines) == 5 + len(ODD)
        assert "two lines and tabs" in lines[6]

    def test_says_that_there_are_no_rows(self) -> None:
        """Emptiness is an answer as well."""
        assert render(answer(), "text").endswith("\n\n(no rows)\n")

    def test_shows_lists_numbers_and_truths(self) -> None:
        """Cells hold more than text."""
        row: Row = {"name": ["A", "B"], "standing": {"assessment": "not_started", "n": 7}}
        flags: Row = {"name": True, "standing": False}

        lines = render(answer(row, flags), "text").splitlines()

        assert lines[5].split("  ")[0].rstrip() == "A, B"
        assert lines[5].endswith("not started 7")
        assert lines[6].split() == ["yes", "no"]

    @pytest.mark.parametrize(
        ("audience", "words"),
        [
            (Visibility.PUBLIC, "For the public."),
            (Visibility.MEMBERS, "For members."),
            (Visibility.SECRETARIAT, "For the secretariat."),
        ],
    )
    def test_says_for_whom_it_is(self, audience: Visibility, words: str) -> None:
        """A table for the secretariat must not be sent on by mistake."""
        at = AsOf(on=AS_OF.on, position=1, recorded_at=None, known="@1", audience=audience)

        assert words in render(answer(as_of=at), "text")

    def test_says_that_the_day_is_not_over(self) -> None:
        """More may be recorded by its end."""
        at = AsOf(
            on=AS_OF.on,
            position=1,
            recorded_at=None,
            known="2026-03-05",
            audience=Visibility.MEMBERS,
            unfinished=True,
        )

        assert "as recorded on 2026-03-05, a day that is not over (entry 1)" in render(
            answer(as_of=at), "text"
        )


class TestMarkdown:
    def test_keeps_its_columns(self) -> None:
        """A bar in a name must not open a cell."""
        lines = render(answer(*ROWS), "markdown").splitlines()
        table = [line for line in lines if line.startswith("|")]

        assert len(table) == 2 + len(ODD)
        for line in table:
            assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) == 3

    def test_shows_marks_as_they_are(self) -> None:
        """A text must read as it was recorded, not bold or as a link."""
        text = render(answer({"name": ODD[9], "standing": "none"}), "markdown")

        assert r"\*bold\* \_under\_ \`code\` \[link\](x) \<b\> \#1 " + "\\\\" in text

    def test_shows_entities_and_strokes_as_they_are(self) -> None:
        """`&lt;` in a name is four letters, and would read as another name."""
        text = render(answer({"name": "A &lt; B &#66; ~~C~~", "standing": "none"}), "markdown")

        assert r"| A \&lt; B \&\#66; \~\~C\~\~ |" in text

    def test_heads_and_foots_like_the_text(self) -> None:
        """What is said about a table goes with it into a document."""
        text = render(answer(counts={"none": 0}, notes=["A *note*."]), "markdown")

        assert text == (
            "# Odd things\n\n"
            "Position on 2026-01-16, as recorded on 2026-03-05 (entry 42). For members.  \n\n"
            "| Name | Standing |\n| --- | --- |\n\n0 none\n\nA \\*note\\*.\n"
        )


class TestCsv:
    def read(self, text: str) -> list[dict[str, str]]:
        return list(csv.DictReader(StringIO(text, newline="")))

    def test_parses_back(self) -> None:
        """Every cell comes back as it was, without the apostrophes of formulas."""
        rows = self.read(render(answer(*ROWS, banners=["EXERCISE: X.", "Political."]), "csv"))

        names = [row["name"] for row in rows]
        assert [unescape_cell(name) for name in names] == [*ODD]
        assert {"'=SUM(A1)", "'@sum"} <= {*names}
        assert {row["standing"] for row in rows} == {"former_signatory"}
        assert {row["banners"] for row in rows} == {"EXERCISE: X. Political."}
        assert {row["as_of_position"] for row in rows} == {"42"}

    def test_has_every_key_of_every_row(self) -> None:
        """Machines get all keys, in the order in which they first come."""
        rows: list[Row] = [{"name": "A"}, {"name": "B", "more": [1, 2]}, {"name": None}]

        read = self.read(render(answer(*rows), "csv"))

        assert list(read[0])[:2] == ["name", "more"]
        assert [row["more"] for row in read] == ["", "[1, 2]", ""]
        assert read[2]["name"] == ""

    def test_has_a_head_without_rows(self) -> None:
        """A program that reads a table finds its columns even in an empty one."""
        assert render(answer(), "csv") == (
            "name,standing,as_of_position,as_of_on,as_of_known,banners\n"
        )

    def test_has_no_mark_at_its_start(self) -> None:
        """A byte order mark is in the way of every other program than Excel."""
        assert not render(answer(*ROWS), "csv").startswith("\ufeff")


class TestJson:
    def test_parses_back(self) -> None:
        """Nothing is escaped, shortened or put into words."""
        told = json.loads(render(answer(*ROWS, counts={"none": 0}), "json"))

        assert told["rows"] == ROWS
        assert told["counts"] == {"none": 0}
        assert told["recorded_at"] == "2026-01-15T12:00:00Z"
        assert next(iter(told)) == "taskforce"

    def test_leaves_out_what_is_not_counted(self) -> None:
        """That nothing was counted is not 0."""
        at = AsOf(on=AS_OF.on, position=0, recorded_at=None, known="x", audience=AS_OF.audience)
        told = json.loads(render(answer(as_of=at), "json"))

        assert "counts" not in told
        assert told["recorded_at"] is None

    def test_writes_letters_as_they_are(self) -> None:
        """Names are read by people in JSON too."""
        assert ARABIC in render(answer(*ROWS), "json")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, (None, None, None)),
        ("unknown", (None, None, None)),
        ("2022-06", ("2022-06", "2022-06-01", "2022-06-30")),
        ("<=2022-06-02", ("<=2022-06-02", None, "2022-06-02")),
    ],
)
def test_dates_keep_their_precision(text: str | None, told: tuple[str | None, ...]) -> None:
    """A month is a month in every form, and unknown is null."""
    day = None if text is None else ImpreciseDate.parse(text)

    found = dated("on", day)

    assert (found["on"], found["on_earliest"], found["on_latest"]) == told
