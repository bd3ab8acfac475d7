"""The numbers that Word counts, and the words that stand in them."""

import pytest

from domain.errors import Malformed
from tests.infrastructure.importers.documents.test_word_words import (
    BRANCHES,
    LEVELS,
    item,
    lines,
    run,
)


def test_counts_the_items_of_each_level() -> None:
    """A deeper level begins anew below each item; another list may begin elsewhere."""
    body = "".join(
        [
            *(item("A"), item("B", level=1), item("C", level=1), item("D"), item("E", level=1)),
            *(item("F", 2), item("G", 2), item("H", 0), item("I", 99)),
        ]
    )

    assert lines(body, LEVELS.format("decimal", "decimal")) == [
        *("1. A", "    1.1 B", "    1.2 C", "2. D", "    2.1 E", "8. F", "9. G", "H", "I")
    ]


def test_a_level_may_have_all_its_numbers_in_decimal_digits() -> None:
    """So has the second level of Word's own list of articles and sections."""
    numbering = LEVELS.format("upperRoman", "decimal")
    second = '<w:lvl w:ilvl="1">'
    body = item("Scope") + item("We act.", level=1)

    assert lines(body, numbering) == ["I. Scope", "    I.1 We act."]
    for said, shown in (("", "1.1"), (' w:val="0"', "I.1")):
        legal = numbering.replace(second, f"{second}<w:isLgl{said}/>")
        assert lines(body, legal) == ["I. Scope", f"    {shown} We act."]


@pytest.mark.parametrize("digits", ["ordinal", "cardinalText", "chineseCounting", "whatever"])
def test_numbers_that_are_words_are_refused(digits: str) -> None:
    """They were read as figures, so the text on record had other words than its file."""
    with pytest.raises(Malformed, match=rf"whose numbers are not read \({digits}\)"):
        lines(item("A"), LEVELS.format(digits, "decimal"))


def test_a_list_that_is_there_twice_is_refused() -> None:
    """Of two, each program takes another one."""
    twice = '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'

    with pytest.raises(Malformed, match="has elements that are not read"):
        lines(item("A"), LEVELS.format("decimal", "decimal") + twice)


@pytest.mark.slow
def test_counts_very_many_lists_in_one_go() -> None:
    """25,000 of them, a file of 143 KB, took more than half a minute."""
    anew = "".join(
        f'<w:num w:numId="{each}"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="4"/></w:lvlOverride></w:num>'
        for each in range(10, 20_000)
    )
    body = "".join(item("A", each) for each in range(10, 20_000))

    assert set(lines(body, LEVELS.format("decimal", "decimal") + anew)) == {"4. A"}


@pytest.mark.parametrize(
    ("old", "new"), [('"0"', '"9"'), ('"0"', '"99999"'), ("%1.", "%1" * 128), ("%1.", "." * 300)]
)
def test_lists_that_no_word_writes_are_refused(old: str, new: str) -> None:
    """Each level and each letter costs time and memory at every item."""
    numbering = LEVELS.format("decimal", "decimal").replace(old, new)
    level = int(new.strip('"')) if old == '"0"' else 0

    with pytest.raises(Malformed, match="has elements that are not read"):
        lines(item("A", level=level), numbering)
    many = LEVELS.format("lowerLetter", "decimal").replace('"1"/><w:numFmt', '"99999"/><w:numFmt')
    with pytest.raises(Malformed, match="has elements that are not read"):
        lines(item("A"), many)


@pytest.mark.parametrize(
    ("digits", "said"),
    [
        ("decimalZero", "01. 02. 03."),
        ("lowerLetter", "a. b. c."),
        ("upperLetter", "A. B. C."),
        ("lowerRoman", "i. ii. iii."),
        ("upperRoman", "I. II. III."),
        ("none", ". . ."),
        ("bullet", "- - -"),
    ],
)
def test_writes_numbers_in_the_digits_of_the_list(digits: str, said: str) -> None:
    """A letter before a paragraph is no number of a commitment."""
    found = lines(item("X") * 3, LEVELS.format(digits, digits))

    assert " ".join(line.removesuffix(" X") for line in found) == said


def test_takes_the_words_that_stand_in_numbers() -> None:
    """Of the kind of list, of one list alone, of a style of lists, or in place of a bullet."""
    own = (
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:lvl '
        'w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1. Not"/></w:lvl>'
        "</w:lvlOverride></w:num>"
    )
    styled = (
        '<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="S"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="9"><w:styleLink w:val="S"/><w:lvl w:ilvl="0">'
        '<w:numFmt w:val="bullet"/><w:lvlText w:val="It is not so that"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="4"><w:abstractNumId w:val="8"/></w:num>'
    )
    numbering = f"{LEVELS.format('decimal', 'decimal')}{own}{styled}"

    assert lines("".join(item("we act", list_id) for list_id in (1, 3, 4)), numbering) == [
        *("1. we act", "2. Not we act", "It is not so that we act")
    ]


NOT = (
    '<w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1. Not:"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="5"><w:abstractNumId w:val="5"/></w:num>'
)
IN_LIST = '<w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr>'


@pytest.mark.parametrize("style", ["", '<w:pPr><w:pStyle w:val="Gone"/></w:pPr>'])
def test_the_usual_style_may_be_of_a_list(style: str) -> None:
    """It is the style of paragraphs that name none, or one that is not there, and of no others."""
    usual = f'<w:style w:type="paragraph" w:default="1" w:styleId="N">{IN_LIST}</w:style>'
    table = '<w:style w:type="table" w:default="1" w:styleId="T"/>'
    other = '<w:style w:type="paragraph" w:styleId="O"><w:basedOn w:val="Gone"/></w:style>'
    body = run(place=style) + run(place='<w:pPr><w:pStyle w:val="O"/></w:pPr>')

    assert lines(body, NOT, usual + table + other) == ["1. Not: or not", "or not"]


def test_a_style_of_lists_may_name_a_list() -> None:
    """As Word writes it where the list itself does not name the style."""
    tied = (
        '<w:abstractNum w:abstractNumId="6"><w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:num w:numId="6"><w:abstractNumId w:val="6"/></w:num>'
    )
    style = f'<w:style w:type="numbering" w:styleId="L">{IN_LIST}</w:style>'

    assert lines(item("we act", 6), NOT + tied, style) == ["1. Not: we act"]
    with pytest.raises(Malformed, match="has elements that are not read"):
        lines(item("we act", 6), NOT + tied)


def test_numbers_that_each_program_shows_otherwise_are_refused() -> None:
    """A picture in place of a bullet, which stands before all lists, may be told twice."""
    level = '<w:lvlText w:val="%1."/>'
    twice = BRANCHES.format(level, f"<w:Fallback>{level}</w:Fallback>")
    picture = f"<w:numPicBullet>{twice}</w:numPicBullet>"

    assert lines(item("we act", 5), picture + NOT) == ["1. Not: we act"]
    with pytest.raises(Malformed, match="shows one program other words than another"):
        lines(item("we act", 5), NOT.replace("</w:lvl>", f"{twice}</w:lvl>"))
