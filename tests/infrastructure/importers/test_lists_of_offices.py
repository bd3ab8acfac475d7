"""Lists as offices keep them: marks beside days, running numbers, regions, reports on progress."""

import pytest

from infrastructure.importers.answers.mapping_answers import answered, chosen
from infrastructure.importers.answers.open_values import open_values
from infrastructure.importers.mapping_proposal import propose
from infrastructure.importers.rows.mapped_file import MappedFile
from infrastructure.importers.rows.mapping import read_mapping
from infrastructure.importers.workbooks.known_references import DUE_DAYS, EXTRAORDINARY, OF_DUE
from tests.infrastructure.importers.given import file
from tests.infrastructure.importers.test_proposing import KNOWN, asked, proposed

DUE = ("2025-07-31", "2026-07-31", EXTRAORDINARY)
REPORTS = "Country,Commitment,Status,Reporting date,What was done,Evidence (link)\n"
REPORT = "Kenya,I-1,all,2025-07-20,Done,https://example.org/a\n"


@pytest.mark.parametrize("head", ["I", "Signed", "Joined"])
def test_a_plain_yes_among_days_is_an_act_of_an_unknown_day(head: str) -> None:
    """It was asked of each, and `nothing` was the likely answer."""
    text = f"Country,{head}\nKenya,Yes\nAtlantis,2025-03-12\nX,x\nUtopia,no\n"
    political = {"(political texts)": ("I",)}
    made = proposed(text, **political)

    assert f"'{head}': 'Yes' or 'x' counts as done on an unknown day." in made.understood
    assert f"'{head}': nothing is recorded of 'no'." in made.understood
    mapping = read_mapping(made.toml, "m")
    assert mapping.cells == {head: {"Yes": "unknown", "x": "unknown", "no": ""}}
    assert not [each for each in asked(text, **political) if "no date" in each]


@pytest.mark.parametrize(
    ("cell", "likely"),
    [
        ("see letter", ("unknown",)),
        ("pending", ("nothing", "unknown")),
        ("refused", ("nothing", "unknown")),
    ],
)
def test_an_answer_is_likely_for_what_is_no_day(cell: str, likely: tuple[str, ...]) -> None:
    table = file(f"Country,Signed\nKenya,{cell}\nAtlantis,2025-03-12\n")
    mapping = read_mapping(propose(table, KNOWN).toml, "m")

    about = next(e for e in open_values(MappedFile(mapping, table), KNOWN) if e.value == cell)

    assert about.choices == likely
    assert chosen(about, "UNKNOWN") == "unknown"


def test_no_number_of_rows_tells_them_apart_and_no_total_hides_that_it_is_one() -> None:
    """Next month the rows have other numbers; a row that stands twice is one."""
    numbered = (
        "No.,Country,Joined,File\n1,Kenya,2025,a\n2,Atlantis,2025,b\n3,Kenya,2025,c\nTotal,,,\n"
    )

    assert 'key = ["Country"]' in proposed(numbered).toml


@pytest.mark.parametrize(
    "heads",
    [
        *("Signed (x = not signed),Note", "Signed,Not signed", "Signed,Has not joined"),
        *("Signed (x if announced),Note", "Signed (x: later),Note"),
    ],
)
def test_marks_are_asked_about_where_a_head_says_what_they_mean(heads: str) -> None:
    """Who had not signed was recorded as having signed."""
    head = heads.partition(",")[0]
    rows = "Kenya,2026-02-01,\nAtlantis,x,x\nX,2026-03-01,\n"

    assert [each for each in asked(f"Country,{heads}\n{rows}") if f"'x' in '{head}'" in each]


def test_marks_beside_a_column_of_days_are_asked_about() -> None:
    """Their days may stand there, and would be lost."""
    text = (
        "Country,Signed,Date\nKenya,x,2026-02-01\nAtlantis,2026-03-03,2026-02-01\nX,x,2026-03-01\n"
    )

    assert [each for each in asked(text) if "'x' in 'Signed' is no date" in each]


def test_a_word_of_a_state_counts_below_any_head() -> None:
    """Observers joined as members, since their column is called after languages."""
    rows = "Kenya,Observers,2025\nAtlantis,Members,2025\nX,Observers,2025\nY,Members,2025\n"

    for head in ("Language", "#", "Group"):
        assert [each for each in asked(f"Country,{head},Joined\n{rows}") if "Observers" in each]


@pytest.mark.parametrize("head", ["Charter signed", "Day of signing", "Signed by the minister"])
def test_days_below_a_head_of_signing_are_of_signatures(head: str) -> None:
    """Of who withdrew, the day of its signature was taken for that of the withdrawal."""
    rows = "Kenya,2025-02-01,Signed\nAtlantis,2025-02-02,Withdrawn\n"

    toml = proposed(f"Country,{head},Status\n{rows}").toml

    assert f'on = "unknown"\nends = {{ column = "{head}" }}' in toml


@pytest.mark.parametrize("head", ["Significant date", "Signature status since", "Date"])
def test_days_below_a_head_of_changes_are_of_what_happened(head: str) -> None:
    """The day of a withdrawal was recorded as that of a signature."""
    rows = "Kenya,2025-02-01,Signed\nAtlantis,2025-05-02,Withdrawn\n"

    toml = proposed(f"Country,{head},Status\n{rows}").toml

    assert 'record = "withdraw"\nwhen = { "Status" = ["Withdrawn", "withdrawn"] }' in toml
    assert "ends" not in toml


@pytest.mark.parametrize("head", ["Region", "Continent", "Región", "Language"])
def test_a_column_of_regions_says_nothing_of_a_membership(head: str) -> None:
    """It was asked of each region whether its members had not joined."""
    rows = "Kenya,South,2025\nAtlantis,North,2025\nX,South,2025\nY,North,2025\n"

    assert not [each for each in asked(f"Country,{head},Joined\n{rows}") if head in each]
    assert [each for each in asked(f"Country,Rank,Joined\n{rows}") if "Rank" in each]


def test_a_list_of_reports_is_read_with_day_words_and_evidence() -> None:
    made = proposed(REPORTS + REPORT)

    for line in (
        'on = { column = "Reporting date" }',
        'narrative = { column = "What was done" }',
        'evidence = { column = "Evidence (link)" }',
    ):
        assert line in made.toml
    assert "due_on" not in made.toml
    other = proposed(REPORTS + REPORT.replace("https://", "see "))
    assert "'Evidence (link)' looks like evidence, but is not used." in other.unused


def test_it_is_asked_once_which_reports_these_are() -> None:
    """Those of a list were extraordinary, and their members overdue, without a word."""
    table, known = file(REPORTS + REPORT), {**KNOWN, DUE_DAYS: DUE, OF_DUE: ("I-1",)}
    toml = propose(table, known).toml
    (about,) = open_values(MappedFile(read_mapping(toml, "m"), table), known)

    assert str(about.question).endswith(
        "those that are due on a day such as 2025-07-31, 2026-07-31, or extraordinary ones?"
    )
    for answer, kept in (("2025-07-31", "2025-07-31"), ("Extraordinary", "")):
        mapping = read_mapping(answered(toml, "m", [(about, answer)])[0], "m")
        assert mapping.constants == {"due_on": kept, "of_file": table.sha256}
        assert not [*open_values(MappedFile(mapping, table), known)]
        later = file(REPORTS + REPORT.replace("2025", "2026"))
        (again,) = open_values(MappedFile(mapping, later), known)
        assert (again.question, again.is_silent) == (about.question, True)
        (alone,) = open_values(MappedFile(mapping, later), KNOWN)  # the schedule was retracted
        assert "none is due on any day now: are they extraordinary ones?" in alone.question
        assert alone.choices == (EXTRAORDINARY,)


def test_a_column_of_days_says_which_report_is_due_where_reports_are_due_then() -> None:
    """A deadline of the commitment itself is another day."""
    known: dict[str, tuple[str, ...]] = {DUE_DAYS: DUE, OF_DUE: ("I-1",)}
    with_days = REPORTS.replace("Reporting date", "Deadline")
    due, other = REPORT.replace("2025-07-20", "31/07/2025"), REPORT.replace("2025-07", "2030-12")

    assert 'due_on = { column = "Deadline" }' in proposed(with_days + due, **known).toml
    assert 'due_on = "FILL-IN"' in proposed(with_days + other, **known).toml
    half = due + other.replace("31/07/2025", "2030-12-20")
    assert 'due_on = { column = "Deadline" }' in proposed(with_days + half, **known).toml
    beside = due + due.replace("I-1", "I-2").replace("31/07/2025", "")
    assert 'due_on = { column = "Deadline" }' in proposed(with_days + beside, **known).toml
    of_another = proposed(with_days + due.replace("I-1", "I-2"), **known)
    assert "due_on" not in of_another.toml
    without = proposed(with_days + other)
    assert "due_on" not in without.toml
    assert "'Deadline' looks like due on, but is not used." in without.unused


def test_a_scale_that_is_not_on_record_is_asked_for_alone() -> None:
    known = {name: words for name, words in KNOWN.items() if not name.startswith("scale")}
    table = file(REPORTS + REPORT)
    mapping = read_mapping(propose(table, known).toml, "m")

    (about,) = [e for e in open_values(MappedFile(mapping, table), known) if not e.column]

    assert about.value == "scale"
    assert not about.can_be_answered
