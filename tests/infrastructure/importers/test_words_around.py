"""Words around a name and around a table that say otherwise than the rows record."""

import pytest

from infrastructure.customary_names.headers import kind_of
from infrastructure.importers.answers.mapping_answers import answered
from infrastructure.importers.answers.open_value import NOTHING, SKIP
from infrastructure.importers.answers.open_values import open_values
from infrastructure.importers.mapping_proposal import propose
from infrastructure.importers.rows.mapped_file import MappedFile
from infrastructure.importers.rows.mapping import read_mapping
from infrastructure.importers.workbooks.known_references import OFFICIAL
from tests.infrastructure.importers.given import file

JOINING = """
name = "list"
key = ["Code"]
[[act]]
record = "join"
when = ["Joined"]
[act.with]
member = { column = "Code" }
name = { column = "Name" }
on = { column = "Joined" }
"""
KNOWN = {"member": ("KEN",)}


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Brobdingnag (left 30 June, 2026)", "Brobdingnag"),
        ("Brobdingnag (left 30 June 2026)", "Brobdingnag"),
        ("Utopia [ausgetreten]", "Utopia"),
        ("Freedonia \N{EN DASH} left", "Freedonia"),
        ("Kenya (suspended)", "Kenya"),
        ("Kenya (observer)", "Kenya"),
        ("Laputa, candidate", "Laputa"),
        ("Freedonia (hasta 2025)", "Freedonia"),
        ("Atlantis [obs.]", "Atlantis"),
        ("Laputa (not a member)", "Laputa"),
        ("Korea, Republic of (not yet signed)", "Korea, Republic of"),
    ],
)
def test_a_state_behind_a_name_is_asked_about(cell: str, name: str) -> None:
    """It was a part of the name, and who had left was a member."""
    rows = f'Code,Name,Joined\nKEN,"{cell}",2026-01-01\nATL,Atlantis,2026-01-01\n'
    table = file(rows)

    (about,) = open_values(MappedFile(read_mapping(JOINING, "m"), table), KNOWN)

    assert about.question.startswith(f"{cell!r} in 'Name' (row 2) may say that a party left")
    assert about.choices == (SKIP, name)
    for answer in about.choices:
        told, _ = answered(JOINING, "m", [(about, answer)])
        assert not open_values(MappedFile(read_mapping(told, "m"), table), KNOWN)


@pytest.mark.parametrize(
    "name",
    [
        "Bolivia (Plurinational State of)",
        "Korea, Republic of",
        "The former Yugoslav Republic of Macedonia",
        "Kenya (Chair)",
        "Atlantis - the Northern Isles",
    ],
)
def test_other_words_behind_a_name_are_a_part_of_it(name: str) -> None:
    """Nobody is asked about the names of states."""
    table = file(f'Code,Name,Joined\nKEN,"{name}",2026-01-01\n')

    assert not open_values(MappedFile(read_mapping(JOINING, "m"), table), KNOWN)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Former members,,\n", ""),
        ("Candidates (not yet admitted),,\n", ""),
        ("States that did not join,,\n", ""),
        ("States that have withdrawn from the Taskforce since 2020,,\n", ""),
        ("", "* withdrew on 1 June 2026,,\n"),
        ("", "** observer only,,\n"),
    ],
)
def test_words_above_and_below_a_table_are_asked_about(before: str, after: str) -> None:
    """All rows below “Former members” were members."""
    rows = "KEN,Kenya,2026-01-01\nATL,Atlantis*,2026-01-01\nERE,Erewhon,2026-01-01\n"
    table = file(f"{before}Code,Name,Joined\n{rows}{after}")
    mapping = read_mapping(JOINING, "m")

    (about,) = open_values(MappedFile(mapping, table), KNOWN)

    assert about.choices == (SKIP,)
    told, _ = answered(JOINING, "m", [(about, SKIP)])
    mapped = MappedFile(read_mapping(told, "m"), table)
    assert not open_values(mapped, KNOWN)
    assert len(mapped.rows) == 3


@pytest.mark.parametrize("column", ["Rejoined", "Wiedereintritt am", "Date de réadmission"])
def test_a_column_of_returns_is_asked_about(column: str) -> None:
    """Who had come back was no member."""
    left = '[[act]]\nrecord = "leave"\nwhen = ["Left"]\n[act.with]\nmember = { column = "Code" }\n'
    mapping = read_mapping(f'{JOINING}{left}on = {{ column = "Left" }}\n', "m")
    rows = "KEN,Kenya,2026-01-01,2026-03-01,2026-05-01\nATL,Atlantis,2026-01-01,,\n"
    table = file(f"Code,Name,Joined,Left,{column}\n{rows}")

    (about,) = open_values(MappedFile(mapping, table), KNOWN)

    assert about.question.startswith(
        f"Nothing is recorded from {column!r}, where '2026-05-01' (row 2)"
    )
    assert about.choices == (NOTHING, SKIP)


@pytest.mark.parametrize(
    "header",
    ["Signed (planned)", "Signed? (draft)", "Unterzeichnet (voraussichtlich)", "Joined (geplant)"],
)
def test_a_column_of_what_is_planned_is_no_act(header: str) -> None:
    """What was planned was recorded."""
    assert kind_of(header.partition(" (")[0]) is not None
    assert kind_of(header) is None


def test_the_head_of_a_column_of_yes_and_no_is_not_asked_about() -> None:
    """It denies nothing."""
    head = "Joined (yes/no)"
    mapping = read_mapping(JOINING.replace('"Joined"', f'"{head}"'), "m")
    table = file(f"Code,Name,{head}\nKEN,Kenya,2026-01-01\nATL,Atlantis,2026-01-01\n")

    assert [*open_values(MappedFile(mapping, table), KNOWN)] == []


@pytest.mark.parametrize(
    "head", ["Former members", "Candidates", "Observers", "Ehemalige Mitglieder"]
)
def test_the_head_of_a_column_of_names_is_asked_about(head: str) -> None:
    """All that stood below it were members."""
    table = file(f"Code,{head},Joined\nKEN,Kenya,2026-01-01\n")
    mapping = read_mapping(JOINING.replace('"Name"', f'"{head}"'), "m")

    (about,) = open_values(MappedFile(mapping, table), KNOWN)

    assert about.question.startswith(
        f"{head!r} (the head of a column) may say of rows that they left"
    )


def test_a_long_sentence_above_a_table_is_not_asked_about() -> None:
    """Most notes explain what a list is, and say nothing of its rows."""
    note = "This list is kept by the secretariat and names no observers."
    table = file(f"{note},,\nCode,Name,Joined\nKEN,Kenya,2026-01-01\nERE,Erewhon,2026-01-01\n")

    assert [*open_values(MappedFile(read_mapping(JOINING, "m"), table), KNOWN)] == []


@pytest.mark.parametrize(
    ("beside", "asked"),
    [
        *((("PER", "CUB"), ["State"]), (("KEN", "GHA"), [])),
        *((("Nairobi", "Accra"), []), (("PER", "Accra"), [])),
    ],
)
def test_two_tables_side_by_side_are_asked_about(beside: tuple[str, str], asked: list[str]) -> None:
    """What was said of Peru was recorded of Kenya."""
    rows = f"KEN,Kenya,2026-01-01,{beside[0]}\nGHA,Ghana,2026-01-02,{beside[1]}\n"
    table = file(f"Code,Name,Joined,State\n{rows}")

    found = [*open_values(MappedFile(read_mapping(JOINING, "m"), table), KNOWN)]

    assert [each.value for each in found] == asked


@pytest.mark.parametrize(
    ("beside", "asked"), [(("KEN", "UTO"), []), (("Utopia", "Laputa"), ["Member"])]
)
def test_only_names_of_our_own_show_a_second_table(
    beside: tuple[str, str], asked: list[str]
) -> None:
    """Codes beside their names were said to be of other parties."""
    rows = f"Kenya,2026-01-01,{beside[0]}\nUtopia,2026-01-02,{beside[1]}\n"
    mapping = read_mapping(JOINING.replace('"Name"', '"Code"'), "m")
    known = {"member": ("KEN", "UTO"), OFFICIAL: ("Kenya", "Utopia", "Laputa")}

    found = open_values(MappedFile(mapping, file(f"Code,Joined,Member\n{rows}")), known)

    assert [each.value for each in found] == asked


@pytest.mark.parametrize(
    "column",
    ["Until", "Date of departure", "Membership ends", "Active until (date)", "Fin d'adhésion"],
)
@pytest.mark.parametrize("cell", ["2026-02-01", "01.02.26", "spring 2026", "x"])
def test_a_day_in_a_column_of_ends_is_asked_about(column: str, cell: str) -> None:
    """Who had left was a member."""
    table = file(f"Code,Name,Joined,{column}\nKEN,Kenya,2026-01-01,{cell}\n")

    (about,) = open_values(MappedFile(read_mapping(JOINING, "m"), table), KNOWN)

    assert about.value == cell


@pytest.mark.parametrize(("column", "cell"), [("Term ends", "2026-02-01"), ("Until", "today")])
def test_other_ends_are_not_asked_about(column: str, cell: str) -> None:
    """Whose chair has a term belongs all the same."""
    table = file(f"Code,Name,Joined,{column}\nKEN,Kenya,2026-01-01,{cell}\n")

    assert [*open_values(MappedFile(read_mapping(JOINING, "m"), table), KNOWN)] == []


@pytest.mark.parametrize("head", ["Country\n", "Country,Note\n"])
def test_names_that_stand_alone_in_their_rows_are_no_titles(head: str) -> None:
    """Nobody in a list of nothing but names had a name."""
    rows = "".join(f"{name}{',' * head.count(',')}\n" for name in ("Kenya", "Atlantis"))

    assert 'name = { column = "Country" }' in propose(file(head + rows), {}).toml
