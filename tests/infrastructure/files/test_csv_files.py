"""CSV files are opened in spreadsheets, which run what begins as a formula does."""

import csv
import re
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.disguise import FORMULA_SIGNS, head
from infrastructure.files.csv_files import escape_cell, unescape_cell, write_csv

FULL_WIDTH = ("\uff1d1+1", "\uff0b1+1", "\uff0d2+3", "\uff20SUM(A1)")
RUN = (
    *("=1+1", "+ HYPERLINK(1)", "- 2+3", "+$A$1", "@SUM(A1)", "-", "=", *FULL_WIDTH),
    *(" =1", '"=1', "\u00a0=1", "\u3000=1", "\ufeff=1", "\u200b=1", "\0=1"),
)
QUOTED = ("'", "''", "'s-Hertogenbosch", "'=1+1")
LEFT = ("", "A", "a=b", "-1", "+1", "-1.5e+3", "@9", "2026-01-15", "1'", "\u2018quoted\u2019")
TEXTS = st.text() | st.from_regex(r"[0-9A-Za-z]\W*") | st.text("'=+-@ \t\r\n\uff1d\uff0d\ufeff1A")


@pytest.mark.parametrize("text", [*RUN, *QUOTED])
def test_what_would_run_or_be_mistaken_gets_an_apostrophe(text: str) -> None:
    """An apostrophe that was there before must not be taken for ours."""
    assert escape_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", LEFT)
def test_what_is_harmless_stays(text: str) -> None:
    """Numbers and positions are to be counted and looked up."""
    assert escape_cell(text) == text


@given(st.lists(TEXTS, min_size=1))
def test_every_text_can_be_had_back(texts: list[str]) -> None:
    """Data that cannot be had back as it was is lost."""
    target = StringIO(newline="")

    write_csv(target, [["", *texts]])

    (cells,) = csv.reader(StringIO(target.getvalue(), newline=""))
    assert cells == ["", *map(escape_cell, texts)]
    assert [unescape_cell(cell) for cell in cells] == ["", *texts]
    assert [re.sub(r"(^|[;\t\r\n])'", r"\1", cell) for cell in cells] == ["", *texts]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("x;=1+1;y", "x;'=1+1;y"),
        ("x\t=1\t'y", "x\t'=1\t''y"),
        ("x\n- y\r-1", "x\n'- y\r'-1"),
        ('x; "=1&";y', 'x;\' "=1&";y'),
        ("\t=1", "\t'=1"),
        ("-1;@2;b - c;", "'-1;'@2;b - c;"),
        ("a;b\tc\nd", "a;b\tc\nd"),
    ],
)
def test_what_other_separators_would_make_a_formula_gets_one_too(text: str, cell: str) -> None:
    """In half of Europe a spreadsheet divides a CSV file at semicolons."""
    assert (escape_cell(text), unescape_cell(cell)) == (cell, text)


@given(st.lists(TEXTS | st.text("';\"=+ \n\t,1A"), min_size=1), st.sampled_from(";\t"))
def test_no_separator_makes_a_formula(texts: list[str], separator: str) -> None:
    """Quotation marks do not hold a cell together that another separator divides."""
    target = StringIO(newline="")

    write_csv(target, [["A", *texts]] * 2)

    lines = csv.reader(StringIO(target.getvalue(), newline=""), delimiter=separator)
    starts = {head(cell.replace('"', ""))[:1] for line in lines for cell in line}
    assert starts.isdisjoint(FORMULA_SIGNS)


@pytest.mark.parametrize("text", ["'s-Hertogenbosch", "'quoted'", "'", "'-1", "'s;'=1", "a;'b"])
def test_what_others_wrote_is_left_alone(text: str) -> None:
    """An apostrophe before a word is a letter of it."""
    assert unescape_cell(text) == text
