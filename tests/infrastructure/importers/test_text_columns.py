"""A table of members and texts: what was signed stands in the heads, when in the cells."""

import pytest

from infrastructure.importers.mapping_lines import Proposal
from infrastructure.importers.mapping_proposal import propose
from tests.infrastructure.importers.given import file

KNOWN = {
    "member": ("KEN", "ATL"),
    "(official names)": ("Kenya", "Atlantis"),
    "instrument": ("MISSION", "CONDUCT", "CONVENTION"),
    "(titles of texts)": ("Mission statement", "Code of conduct", "Convention of Atlantis"),
    "(political texts)": ("MISSION", "CONDUCT"),
}


def proposed(header: str, *rows: str) -> Proposal:
    return propose(file("\n".join((header, *rows)) + "\n"), KNOWN)


@pytest.mark.parametrize(
    "header",
    [
        "Country,Mission statement,Code of conduct",
        "Country,mission,CONDUCT",
        "Country,Mission statement signed,Signature of Code of conduct",
        "Country,Signed / Mission statement,Signed / Code of conduct",
    ],
)
def test_each_text_has_its_signatures(header: str) -> None:
    """They were to be written into a mapping by hand."""
    made = proposed(header, "Kenya,2026-03-01,", "Atlantis,,2026-04-02")

    _, mission, code = header.split(",")
    assert (made.acts, made.unused) == (["sign"], [])
    assert made.toml.count('record = "sign"') == 2
    assert f'instrument = "MISSION"\non = {{ column = "{mission}" }}' in made.toml
    assert f'instrument = "CONDUCT"\non = {{ column = "{code}" }}' in made.toml
    assert f'nothing = {{ "{mission}" = [""], "{code}" = [""] }}' in made.toml


def test_marks_say_who_signed() -> None:
    """A cross has no day."""
    made = proposed(
        "Country,Mission statement,Code of conduct", "Kenya,x,1 May 2026", "Atlantis,no,"
    )

    assert 'when = { "Mission statement" = ["x", "X", "✓", "yes", "Yes"] }' in made.toml
    assert 'instrument = "MISSION"\non = "unknown"' in made.toml
    assert '"Mission statement" = ["", "no"]' in made.toml
    assert "'Mission statement' says who signed, and not when." in made.understood


def test_days_may_be_of_joining_too() -> None:
    """One table has both."""
    assert proposed("Country,Joined,Mission statement", "Kenya,2026-01-01,2026-03-01").acts == [
        "join",
        "sign",
    ]


def test_the_text_of_a_single_column_is_clear() -> None:
    """Which of the texts it is was asked for."""
    assert 'instrument = "CONDUCT"' in proposed("Country,Code of conduct signed", "Kenya,2026").toml


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        ("Country,Convention of Atlantis", "it holds days, but not of what"),
        ("Country,Mission statement,Mission", "'Mission': it holds days, but not of what"),
        ("Country,Mission statement,Signed", "'Mission statement': it holds days, but not of what"),
    ],
)
def test_nothing_is_guessed(header: str, sentence: str) -> None:
    """Days of a treaty may be those of its ratification; of two columns, one may be of drafts."""
    made = proposed(header, "Kenya" + ",2026-03-01" * header.count(","))

    assert sentence in "\n".join(made.unused)
    assert 'instrument = "MISSION"' not in made.toml


def test_a_treaty_that_was_signed_is_clear() -> None:
    """The word says of what its days are."""
    made = proposed("Country,Convention of Atlantis signed,Code of conduct", "Kenya,2026,2026")

    assert 'instrument = "CONVENTION"' in made.toml


def test_what_has_neither_days_nor_marks_is_not_used() -> None:
    """A column may tell of a text what it likes."""
    made = proposed("Country,Joined,Code of conduct", "Kenya,2026-01-01,in discussion")

    assert made.acts == ["join"]
    assert "'Code of conduct': its name is not known." in made.unused


@pytest.mark.parametrize(
    ("header", "acts"),
    [
        ("Country,Instrument,Signed,Withdrawal", ["sign", "withdraw"]),
        ("Country,Instrument,Date of ratification,Withdrawal", ["withdraw", "consent"]),
        ("Country,Instrument,Remarks,Withdrawn on", ["withdraw"]),
        ("Country,Text,Remarks,Signature withdrawn on", ["withdraw"]),
        ("Country,Region,Joined,Withdrawal", ["join", "leave"]),
    ],
)
def test_days_of_an_end_are_those_of_the_text_that_a_row_names(
    header: str, acts: list[str]
) -> None:
    """A state that withdrew from a treaty was to leave the body."""
    assert proposed(header, "Kenya,CONVENTION,2026-01-02,2026-03-04").acts == acts


def test_no_column_of_a_text_tells_rows_apart() -> None:
    """What is taken out of it next month would be a row of another key, and not be told."""
    rows = ("Kenya,2026-01-15,2026-02-01", "Atlantis,2026-01-16,No", "Atlantis,,2026-02-04")

    made = proposed("Country,Mission statement,Code of conduct", *rows)

    assert 'key = ["Country"]' in made.toml


@pytest.mark.parametrize("head", ["Text", "Title of text", "Instrument"])
def test_titles_of_texts_are_read_as_these_texts(head: str) -> None:
    """It was asked which one text it is in all rows, and the answer held for the others, too."""
    rows = ("Kenya,Mission statement,2026-01-15", "Atlantis,code of conduct,2026-01-16")

    made = proposed(f"Country,{head},Signed on", *rows)

    assert f'instrument = {{ column = "{head}", map = "instrument" }}' in made.toml
    assert '"Mission statement" = "MISSION"\n"code of conduct" = "CONDUCT"' in made.toml
    assert "FILL-IN" not in made.toml


def test_a_title_of_several_texts_means_none_of_them() -> None:
    """The last of them was taken, in rows and in heads."""
    titles = ("Mission statement", "Code of conduct", "Code of Conduct")
    known = {**KNOWN, "(titles of texts)": titles, "(political texts)": KNOWN["instrument"]}
    rows = "Country,Text,Signed on\nKenya,Code of conduct,2026-01-15\nKenya,MISSION,2026-01-15\n"
    table = "Country,MISSION,Code of conduct\nKenya,2026-01-15,2026-01-16\n"

    made = propose(file(rows), known).toml + propose(file(table), known).toml

    assert 'instrument = "MISSION"' in made
    assert "CONDUCT" not in made
    assert "CONVENTION" not in made
