"""How people number what they promise, and what is no part of a promise."""

import pytest

from domain.errors import Malformed
from domain.texts.numbered import missing_number, numbered


def items(wording: str) -> list[tuple[str, str]]:
    return list(numbered(wording).items)


@pytest.mark.parametrize(
    "wording",
    [
        "1. We act.\n2. We meet.",
        "1) We act.\n2) We meet.",
        "(1) We act.\n(2) We meet.",
        "1 We act.\n2 We meet.",
        "1: We act.\n\n2: We meet.",
        "1.\nWe act.\n\n2.\tWe meet.",
        "**1.** We act.\n\n**2.** We meet.",
        "### 1. We act.\n\n### 2. We meet.",
        "        1. We act.\n        2. We meet.",
    ],
)
def test_finds_numbers_as_people_write_them(wording: str) -> None:
    """A dot, brackets, nothing at all, in bold or as a heading."""
    assert items(wording) == [("1", "We act."), ("2", "We meet.")]


@pytest.mark.parametrize(
    "line",
    [
        "2024. The members met.",
        "14 April 2026 was the day.",
        "3.5 per cent of all",
        "2.1 per cent of all",
        "10:00 was the hour.",
        "        1. An inner list.",
    ],
)
def test_takes_no_line_for_an_item_that_happens_to_begin_with_digits(line: str) -> None:
    """A program wraps lines where it likes."""
    assert items(f"1. We act in\n{line}\n2. We meet.") == [
        ("1", f"We act in {line.strip()}"),
        ("2", "We meet."),
    ]


def test_numbers_of_several_levels_are_items() -> None:
    """Each can be excepted from a signature."""
    found = items("1. Laws\n1.1 We review.\n1.2 We report.\n2. Work\n2.1 We train.")

    assert [number for number, _ in found] == ["1", "1.1", "1.2", "2", "2.1"]
    assert [number for number, _ in items("1.1 We act.\n1.2 We meet.")] == ["1.1", "1.2"]
    chapters = "1.1 We act.\n1.2 We meet.\n2.1 We tell.\n3.1.1 We ask.\n3.1.2 We do."
    assert [number for number, _ in items(chapters)] == ["1.1", "1.2", "2.1", "3.1.1", "3.1.2"]


@pytest.mark.parametrize("end", ["\n\f", "\f", "\v", "\x85", "\u2028", "\u2029", "\r\n"])
def test_an_item_begins_behind_any_end_of_a_line(end: str) -> None:
    """Programs that take the text out of a PDF begin each page with a form feed."""
    assert items(f"1. We act.{end}2. We{end}meet.") == [("1", "We act."), ("2", "We meet.")]


def test_chapters_are_numbered_as_the_program_says() -> None:
    """The first item of the second chapter became a part of the last one of the first."""
    wording = "1.1 We act.\n1.2 We meet.\n2.1 We share.\n2.2 We ask.\n"

    assert [number for number, _ in items(wording)] == ["1.1", "1.2", "2.1", "2.2"]


@pytest.mark.parametrize("end", ["\f", "\n\f", "\v", "\x85", "\u2028"])
def test_a_page_begins_a_line(end: str) -> None:
    """What makes a text of a PDF writes one at each page; two commitments became one."""
    assert items(f"1. We act.{end}2. We meet.") == [("1", "We act."), ("2", "We meet.")]


@pytest.mark.parametrize(
    ("told", "numbers"),
    [
        ("1.1 We act.\n1.2 We meet.\n1.4 We tell.\n1.5 We do.", ["1.1", "1.2", "1.4", "1.5"]),
        ("1 We act.\n2 We meet;\n4 We tell.\n5 We do.", ["1", "2", "4", "5"]),
        ("3 members wrote this.\n1 We act with\n3 partners.\n2 We meet.", ["1", "2"]),
        ("1 We act.\n3 members help.\n2 We meet.", ["1", "2"]),
    ],
)
def test_a_number_that_is_left_out_puts_nothing_into_the_one_before(
    told: str, numbers: list[str]
) -> None:
    """All that came behind it was a part of it, without a word."""
    assert [number for number, _ in items(told)] == numbers


@pytest.mark.parametrize(
    "told",
    [
        "1.1 We act\n1.2 We meet\n2.1 We tell\n2.2 We do",
        "1.1 we act;\n1.2 we meet; and\n2.1 we tell;\n2.2 we do.",
        "1.1 We act.\n1.2 We meet.\nCHAPTER II\n2.1 We tell\n2 members.\n2.2 We do with\n1 more.",
    ],
)
def test_chapters_are_found_without_points_and_behind_headings(told: str) -> None:
    """All of the next chapter was a part of the last item of the one before, without a word."""
    assert [number for number, _ in items(told)] == ["1.1", "1.2", "2.1", "2.2"]


@pytest.mark.parametrize("line", ["5 million in 2026.", "5 EUR.", "4 working days.", "5 May 2026"])
def test_what_begins_with_an_amount_or_a_day_is_no_item(line: str) -> None:
    """Nobody promises "May 2026"."""
    told = f"1 We act.\n2 We pay each year:\n{line}"

    assert [number for number, _ in items(told)] == ["1", "2"]
    assert [number for number, _ in items(told.replace("year:", "year."))] == ["1", "2"]


@pytest.mark.parametrize("foot", ["2", "- 2 -", "Our pledge, page 2 of 3", "2 / 3"])
def test_the_number_of_a_page_is_in_no_item(foot: str) -> None:
    """It was a part of the item on which the page ends."""
    told = f"1. We keep one thing\n{foot}\n\f\n2. We meet.\n3. We end in\n4\n\nrooms."

    assert items(told)[:2] == [("1", "We keep one thing"), ("2", "We meet.")]


def test_a_year_before_a_new_page_stays() -> None:
    """The last line of a page may be the year of a day by which something is promised."""
    assert items("1. We act by May\n2027\n\f2. We meet.")[0] == ("1", "We act by May 2027")


def test_a_wrapped_number_is_no_chapter() -> None:
    """The chapter goes on below, or a sentence goes on."""
    told = "1.1 We help.\n1.2 We reached\n2.1 million children.\n{}"

    for rest in ("1.3 We meet.", ""):
        found = items(told.format(rest))
        assert ("1.2", "We reached 2.1 million children.") in found
    assert "2.1" not in dict(items("1.1 We help.\n1.2 We meet.\n2.1 per cent.\n1.3 We go."))


def test_what_stands_behind_the_last_item_is_left_out() -> None:
    """Nobody promises that a text was adopted in a city."""
    found = numbered("We gather.\n\n1. We act.\n\n2. We meet:\n\n- here.\n\nAdopted in Amaurot.\n")

    assert found.preamble == "We gather."
    assert found.items == [("1", "We act."), ("2", "We meet: - here.")]
    assert found.left_out == ["Adopted in Amaurot."]


def test_where_items_have_several_paragraphs_so_has_the_last() -> None:
    """Nothing of a promise is lost without a word."""
    found = numbered("1. We act.\n\nAnd soon.\n\n2. We meet.\n\nAnd often.\n")

    assert found.items == [("1", "We act. And soon."), ("2", "We meet. And often.")]
    assert not found.left_out


@pytest.mark.parametrize(
    "closing",
    [
        "Done in Amaurot, 3 May 2022.",
        "Adopted by the members on 3 May 2022, in two copies.\nThe chair",
        "Fait à Genève, le 3 mai 2022.",
        "Hecho en Ginebra, el 3 de mayo de 2022.",
        "Geschehen zu Amaurot am 3. Mai 2022.",
        "Совершено в Женеве 3 мая 2022 года.",
        "In witness whereof, the representatives have signed.",
        "订于日内瓦",
        "حررت في جنيف",
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n  \n\n   "])
@pytest.mark.parametrize("more", ["", "\n\nAnd soon."])
def test_a_line_that_says_where_it_was_made_is_no_promise(
    closing: str, gap: str, more: str
) -> None:
    """Typed right below the last item, or where the items have several paragraphs, too."""
    found = numbered(f"1. We act.{more}\n2. We meet.{gap}{closing}\n")

    assert found.items[-1] == ("2", "We meet.")
    assert found.left_out == [closing]


def test_a_line_that_a_program_wrapped_is_part_of_the_promise() -> None:
    """It goes on with a sentence, or does not begin as such a line does."""
    wrapped = "1. We act.\n2. We publish what is\nAdopted in the meeting.\nDone well, it helps."

    assert items(wrapped)[-1][1] == (
        "We publish what is Adopted in the meeting. Done well, it helps."
    )


def test_a_heading_ends_an_item_and_is_no_promise() -> None:
    """With what is said below it, until the next number."""
    found = numbered("1. We act.\n\n## Work\n\nBelow is how.\n\n2. We meet.\n\n## Signed\n\n---\n")

    assert found.items == [("1", "We act."), ("2", "We meet.")]
    assert found.left_out == ["Below is how."]


def test_no_number_is_there_twice() -> None:
    """Two promises under one reference could not be told apart."""
    with pytest.raises(Malformed, match="The number 1 occurs twice"):
        numbered("1. We act.\n\n1. Again.\n")


def test_names_a_number_that_is_not_there() -> None:
    """It may be a slip, or a promise that was not found."""
    assert missing_number(items("1. We act.\n3. We meet.")) == "2"
    assert missing_number(items("1. We act.\n2.1 We meet.")) is None
    assert missing_number(()) is None
