"""Tables in the width of a screen: nothing is lost, and nothing is wider than it."""

from hypothesis import given
from hypothesis import strategies as st

from infrastructure.render.fitting import fitted

WORDS = st.text("abc -", max_size=60).map(lambda text: " ".join(text.split()))
TABLES = st.integers(1, 8).flatmap(
    lambda columns: st.lists(
        st.lists(WORDS, min_size=columns, max_size=columns), min_size=2, max_size=5
    )
)
ROWS = [["Atlantis", "signed", "not signed"], ["Erewhon", "signed", "withdrawn"]]


def test_a_table_that_has_room_is_as_wide_as_it_is() -> None:
    """Nothing is broken without need, and never in a pipe."""
    labels = ["Member", "A", "B"]
    lines = list(fitted(labels, ROWS))

    assert lines[2:] == ["Atlantis  signed  not signed", "Erewhon   signed  withdrawn"]
    assert list(fitted(labels, ROWS, 80)) == lines


def test_long_cells_go_over_several_lines() -> None:
    """A sentence is read in its column."""
    rows = [["KEN", "one two three four five six seven eight nine ten eleven twelve thirteen"]]

    lines = list(fitted(["Code", "What"], rows, 50))

    assert lines[2] == "KEN   one two three four five six seven eight nine"
    assert lines[3] == "      ten eleven twelve thirteen"


def test_a_column_without_a_word_takes_no_room() -> None:
    """A table of a foreign query may have such a column."""
    lines = list(fitted(["", "Name"], [["", " ".join(["long"] * 30)]], 50))

    assert max(map(len, lines)) <= 50
    assert "".join(lines).count("long") == 30


def test_columns_without_room_stand_below_with_the_first_one() -> None:
    """Who reads the second part knows of whom it is."""
    labels = ["Member", *(f"TEXT-{n}" for n in range(8))]
    rows = [[name, *["not recorded"] * 8] for name in ("Atlantis", "Erewhon")]

    lines = list(fitted(labels, rows, 60))

    assert [line.split()[:2] for line in lines if line.startswith("Member")] == [
        ["Member", "TEXT-0"],
        ["Member", "TEXT-3"],
        ["Member", "TEXT-6"],
    ]
    assert sum(line.count("not recorded") for line in lines) == 16


def test_as_many_columns_are_repeated_as_tell_rows_apart() -> None:
    """One member has several commitments, and each row is about one of them."""
    labels = ["Member", "Commitment", "Theme", *(f"COLUMN-{n}" for n in range(6))]
    rows = [
        [member, f"MISSION-{n}", "Any", *["not recorded"] * 6]
        for member in ("Atlantis", "Erewhon")
        for n in (1, 2)
    ]

    lines = list(fitted(labels, rows, 60))

    for row in rows:
        assert [line.split()[:2] for line in lines].count(row[:2]) == 3
    assert sum(line.count("not recorded") for line in lines) == 24


def test_the_first_column_stands_alone_where_those_that_tell_apart_have_no_room() -> None:
    """A part has to say something of each row."""
    labels = ["Member", *(f"COLUMN-{n}" for n in range(4))]
    rows = [["Atlantis", *["x" * 20] * 3, end * 20] for end in "ab"]

    lines = list(fitted(labels, rows, 60))

    assert [line.split() for line in lines if line.startswith("Member")] == [
        ["Member", "COLUMN-0", "COLUMN-1"],
        ["Member", "COLUMN-2", "COLUMN-3"],
    ]


@given(TABLES, st.integers(50, 120))
def test_nothing_is_wider_and_nothing_is_lost(table: list[list[str]], width: int) -> None:
    """Whatever stands in a register."""
    labels, *rows = table

    lines = list(fitted(labels, rows, width))

    assert max(map(len, lines)) <= width
    letters = "".join("".join(lines).split())
    assert all(
        letters.count(letter) >= sum("".join(r).count(letter) for r in table) for letter in "abc"
    )
