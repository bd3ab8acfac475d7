"""A mapping is written by people, so each mistake in one is told with its place."""

import unicodedata
from pathlib import Path

import pytest

from domain.errors import Malformed
from infrastructure.importers.rows.mapping import load_mapping, read_mapping
from infrastructure.importers.tables.date_formats import day_text
from tests.infrastructure.importers.given import HEADER, MAPPING, Office, file

ACT = '[[act]]\nrecord = "sign"\nwhen = "a"\n'


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("name =", "The mapping m is no TOML: "),
        ('name = "m"\nkey = ["a"]\n', "The mapping m cannot be used, at act: Field required."),
        (f'name = "m"\nkey = []\n{ACT}', "at key: Tuple should have at least 1 item"),
        (f'name = "m"\nkey = ["a"]\ncolour = 1\n{ACT}', "at colour: Extra inputs"),
        (
            f'name = "m"\nkey = ["a"]\ndate_formats = ["%d/%m"]\n{ACT}',
            "the date format '%d/%m' does not give a day: it needs %d, %m and %Y",
        ),
        (f'name = "m"\nkey = ["a"]\ndate_formats = ["%Y-%m-%d %Q"]\n{ACT}', "does not give a day"),
        (f'name = "m"\nkey = ["a"]\ndate_formats = ["%y-%m-%d"]\n{ACT}', "does not give a day"),
        (f'name = "m"\nkey = ["a"]\nvisibility = "all"\n{ACT}', "the visibility is one of public"),
        (
            f'name = "m"\nkey = ["a"]\n{ACT}with = {{ on = {{ column = "a", map = "x" }} }}',
            "there is no value map [values.x].",
        ),
        (
            'name = "m"\nkey = ["a"]\n[[act]]\nrecord = "signs"\nwhen = "a"\n',
            "at act > 1: 'signs' is no act: ",
        ),
        ('name = "m"\nkey = ["a"]\nnothing = 3\n', "at nothing: "),
        ('name = "m"\nkey = ["a"]\nnothing = { a = "(" }\n', "the pattern '(' cannot be read"),
        (
            f'name = "m"\nkey = ["a"]\ndates.a = {["%d/%m/%Y"] * 201}\n{ACT}with.on = "2022"',
            "a mapping has at most 1,000 acts and 200 date formats.",
        ),
        (
            f'name = "m"\nkey = ["a"]\n{ACT * 1_001}',
            "a mapping has at most 1,000 acts and 200 date formats.",
        ),
        (
            f'name = "m"\nkey = ["a"]\n{ACT}with = {{ day = "2020" }}',
            "sign takes member, instrument, on, excepting",
        ),
        (
            f'name = "m"\nkey = ["a"]\n{ACT}with = {{ on = {{ value = "1", column = "a" }} }}',
            "at act > 1 > with > on: give one of value, column and template.",
        ),
        (
            f'name = "m"\nkey = ["a"]\n{ACT}with = {{ on = {{ value = "1", map = "x" }} }}',
            "map and patterns need a column.",
        ),
        (
            f'name = "m"\nkey = ["a"]\n{ACT}with.on = {{ column = "a", patterns = {{"(" = ""}} }}',
            "the pattern '(' cannot be read",
        ),
        (
            f'name = "m"\nkey = ["a"]\n{ACT}with.on = {{ column = "a", patterns.a = "{{2}}" }}',
            "the pattern 'a' has no group {2}.",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place(content: str, sentence: str) -> None:
    """Whoever writes a mapping is no programmer."""
    with pytest.raises(Malformed) as malformed:
        read_mapping(content, "m")

    assert sentence in str(malformed.value)


def test_a_mapping_is_a_file_or_one_that_ships(tmp_path: Path) -> None:
    """A name without a file names those that ship."""
    path = tmp_path / "mine.toml"
    path.write_text(MAPPING, encoding="utf-8")

    assert load_mapping(str(path)).name == "table"
    assert load_mapping("wipo").taskforce == "WIPO"
    with pytest.raises(Malformed, match=r"There is no mapping 'no'\. These ship with it: us_ogp"):
        load_mapping("no")
    with pytest.raises(Malformed, match="is no file"):
        load_mapping(str(tmp_path))
    path.write_bytes(b"\xff")
    with pytest.raises(Malformed, match="cannot be read as a text in UTF-8"):
        load_mapping(str(path))


def test_a_column_that_the_file_does_not_have(ready: Office) -> None:
    """A renamed column must not silently mean that nothing was signed."""
    with pytest.raises(
        Malformed, match=r"has no column 'deposited', which the mapping table needs"
    ):
        ready.do("party,text,signed\n", MAPPING)


def test_a_template_that_comes_out_blank(ready: Office) -> None:
    """What no sentence was written for is still told with its place."""
    mapping = MAPPING.replace('office = { column = "office" }', 'office = { template = " " }')
    problem = ready.do(HEADER + "Kenya,T,2022,,,\n", mapping, dry_run=True).problems[0]

    assert str(problem) == "Row 2, column 'office', value ' ': It is empty."


def test_a_file_whose_name_cannot_be_a_source(ready: Office) -> None:
    """The name is stored with every act, and can never be erased."""
    with pytest.raises(Malformed, match="The field 'name of the file' begins with '='"):
        ready.do(file(HEADER, "=list.csv"), MAPPING)


def test_dates_in_the_formats_of_the_mapping(ready: Office) -> None:
    """Formats come first, our own forms after them, and a wrong day is told with its cell."""
    rows = "Kenya,T,02/06/2022,,2022-06,\n"
    report = ready.do(HEADER + rows, MAPPING, dry_run=True)
    moments = [str(r.envelope.effective_on) for r in report.records]
    assert moments == ["2022-06-02", "2022-06"]

    report = ready.do(HEADER + "Kenya,T,31/02/2022,,,\n", MAPPING, dry_run=True)
    assert report.problems[0].reason == "Expected a day that exists, not '31/02/2022'."

    only = MAPPING.replace("[source]", "only_date_formats = true\n[source]", 1)
    report = ready.do(HEADER + "Kenya,T,2022-06,,,\n", only, dry_run=True)
    assert report.problems[0].reason == "Expected a date in the form day/month/year, not '2022-06'."


def test_an_unknown_value_lists_what_looks_alike(ready: Office) -> None:
    """No guesses: staff choose, the importer does not."""
    strict = MAPPING.replace('map = "party" }', 'map = "party", only_map = true }')
    passed = ready.do(HEADER + "Kennya,T,2022,,,\n", MAPPING, dry_run=True)
    report = ready.do(HEADER + "Kennya,T,2022,,,\n", strict, dry_run=True)

    assert "No one member has this name. Did you mean KEN (Kenya)" in str(passed.problems[0])
    assert str(report.problems[0]) == (
        "Row 2, column 'party', value 'Kennya': It is not in the value map 'party'. "
        "Did you mean 'Kenya'?"
    )


def test_patterns_templates_and_defaults(ready: Office) -> None:
    """A path becomes a reference; a blank becomes what the mapping says."""
    mapping = r"""
name = "m"
key = ["path"]
note = { template = "From {path}" }
[[act]]
record = "sign"
when = { path = ["docs/t.md", "x"], more = [""] }
unless = "skip"
[act.with]
member = { column = "who", default = "KEN" }
on = "2022"
[act.with.instrument]
column = "path"
map = "up"
patterns = { 'docs/(\w)(x)?\.md' = "{1}{2}", 'docs/(\w+)' = "{1}" }
[values.up]
t = "T"
"""
    header = "path,who,more,skip\n"
    report = ready.do(header + "docs/t.md,,,\n", mapping, dry_run=True)
    assert report.acts == {"sign": 1}
    assert report.records[0].envelope.note == "From docs/t.md"

    for row, reason in [
        ("x,,,\n", "This is in no form that the mapping knows for this column."),
        ("docs/t.md,,,1\n", "A rule of the mapping leaves this row out."),
        ("docs/u.md,,,\n", "The row has no act. Did you mean 'docs/t.md'?"),
    ]:
        problem = ready.do(header + row, mapping, dry_run=True).problems[0]
        assert problem.reason == reason


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ('["signed"]', "This row has no signature date."),
        ('["signed", "left"]', "This row has no signed or left."),
        ('"seal"', "This row has no seal."),
    ],
)
def test_says_what_a_row_has_not(ready: Office, columns: str, said: str) -> None:
    """The secretariat looks for a date, and not for an act."""
    mapping = f"""
name = "m"
key = ["who"]
[[act]]
record = "sign"
when = {columns}
[act.with]
member = "who"
on = "signed"
instrument = "who"
"""
    report = ready.do("who,signed,left,seal\nKEN,,,\n", mapping, dry_run=True)

    assert [problem.reason for problem in report.problems] == [said]


def test_words_are_read_in_one_normal_form() -> None:
    """Words of a PDF, or of a Mac, are written in another way, and look the same."""
    word = unicodedata.normalize("NFD", "retir\u00e9")
    read = read_mapping(f'name = "m"\nkey = ["a"]\nskip.a = ["{word}"]\n{ACT}', "m")

    assert read.skip == {"a": ("retir\u00e9",)}


def test_days_may_have_another_sign_between_their_parts() -> None:
    """Next month's list had full stops, and plain dates were refused."""
    text = f'name = "m"\nkey = ["a"]\n[dates]\nin = ["%d/%m/%Y"]\nus = ["%m-%d-%Y"]\n{ACT}'
    read = read_mapping(text, "m")
    only = read_mapping(text.replace("[dates]", "only_date_formats = true\n[dates]"), "m")

    assert day_text("25.11.2026", read.formats_of("in")) == "2026-11-25"
    assert day_text("11/25/2026", read.formats_of("us")) == "2026-11-25"
    assert only.formats_of("in") == ("%d/%m/%Y",)
    with pytest.raises(Malformed):
        day_text("11.25.2026", read.formats_of("in"))
