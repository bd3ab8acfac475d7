"""Answers to what is open of a file: kept in its mapping, and read from it again."""

import pytest

from domain.errors import Malformed
from domain.words import worded
from infrastructure.files.bounded_work import bounded_work
from infrastructure.importers.answers.mapping_answers import answered
from infrastructure.importers.answers.open_value import OpenValue
from infrastructure.importers.answers.open_values import open_values
from infrastructure.importers.mapping_proposal import propose
from infrastructure.importers.rows.mapped_file import MappedFile
from infrastructure.importers.rows.mapping import read_mapping
from infrastructure.importers.workbooks.known_references import TITLES
from tests.infrastructure.importers.given import MAPPING, Office, file

KNOWN = {"instrument": ("I", "T"), "member": ("KEN",)}
PROPOSED = """
name = "list"
key = ["Party"]
nothing = { Status = "(not yet|pending).*", Signed = [""] }
[[act]]
record = "sign"
when = ["Signed"]
unless = { Status = "withdr.*" }
[act.with]
member = { column = "Party" }
instrument = "FILL-IN"
on = { column = "Signed", patterns = { 'on (.*)' = "{1}" } }
"""
HEADER = "Party,Signed,Status\n"


def asked(mapping: str, rows: str) -> list[OpenValue]:
    table = file(HEADER + rows)
    return list(open_values(MappedFile(read_mapping(mapping, "m"), table), KNOWN))


def test_a_constant_is_written_in_its_place() -> None:
    """All else of the mapping stays as it is."""
    (constant,) = asked(PROPOSED, "Kenya,on 2022,\n")

    told, new = answered(PROPOSED, "m", [(constant, "T")])

    assert constant.choices == ("I", "T")
    assert constant.question == (
        "No column gives the instrument: which one of I, T is it in all rows?"
    )
    assert new == 1
    assert 'instrument = "T"' in told
    assert asked(told, "Kenya,on 2022,\n") == []


@pytest.mark.parametrize("answer", ["Our pledge", "our PLEDGE", "P (Our pledge)", "P", "p"])
def test_a_text_is_answered_by_its_title_too(answer: str) -> None:
    """Nobody in a secretariat says its reference."""
    table = file(HEADER + "Kenya,on 2022,\n")
    known = {"instrument": ("P", "T"), TITLES: ("Our pledge", "T"), "member": ("KEN",)}
    (constant,) = open_values(MappedFile(read_mapping(PROPOSED, "m"), table), known)

    told, _ = answered(PROPOSED, "m", [(constant, answer)])

    assert constant.question.endswith("which one of P (Our pledge), T is it in all rows?")
    assert 'instrument = "P"' in told


def test_a_title_of_two_texts_is_no_answer() -> None:
    """Which one is meant, only the reference says."""
    titles = {"P": "Our pledge", "T": "Our pledge"}
    constant = OpenValue(question=worded("Which?"), choices=("P", "T"), titles=titles)

    with pytest.raises(Malformed, match=r"not 'Our pledge': P \(Our pledge\), T \(Our pledge\)"):
        answered(PROPOSED, "m", [(constant, "Our pledge")])


def test_a_cell_can_mean_a_text_by_its_title() -> None:
    """A column of texts has them as the table calls them."""
    rows = "party,text,signed,office,deposited,in force\nKenya,The pledge,2022,,,\n"
    known = {"instrument": ("P",), TITLES: ("Our pledge",), "member": ("KEN",)}
    (cell,) = open_values(MappedFile(read_mapping(MAPPING, "m"), file(rows)), known)

    told, _ = answered(MAPPING, "m", [(cell, "Our pledge")])

    assert cell.named_choices == ["P (Our pledge)"]
    assert read_mapping(told, "m").cells == {"text": {"The pledge": "P"}}


def test_answers_are_added_to_those_of_before() -> None:
    """A second one for the same cell takes the place of the first."""
    _, day = asked(PROPOSED, "Kenya,spring,\n")
    once, _ = answered(PROPOSED, "m", [(day, "soon")])
    again, _ = answered(once, "m", [(day, "2022-06")])
    skipped, _ = answered(again, "m", [(day, "skip"), (day, "skip")])

    mapping = read_mapping(skipped, "m")

    said, or_unknown = "'spring' in 'Signed' is no date (row 2)", "write what is known of it"
    assert day.question == f"{said}; {or_unknown}, such as 2026-03, or unknown."
    assert mapping.cells == {}
    assert mapping.skip == {"Signed": ("spring",)}
    assert read_mapping(again, "m").cells == {"Signed": {"spring": "2022-06"}}


def test_what_no_rule_is_for_is_not_asked() -> None:
    """A row that is left out, or says nothing yet, need not be understood."""
    rows = "Nowhere,soon,withdrawn\nNowhere,,pending since May\n"

    assert [each.value for each in asked(PROPOSED, rows)] == ["instrument"]


def test_texts_have_to_be_known() -> None:
    """To the body, or set up by the mapping itself."""
    setup = MAPPING + (
        '[setup]\n[[setup.instrument]]\nreference = "NEW"\ntitle = "N"\nlegal_nature = "treaty"\n'
    )
    rows = "party,text,signed,office,deposited,in force\nKenya,NEW,2022,,,\nKenya,I2,2022,,,\n"
    table = file(rows)

    (text,) = open_values(MappedFile(read_mapping(setup, "m"), table), KNOWN)

    assert text.question == "'I2' in 'text' is no instrument that is known (row 3)."
    assert text.choices == ("I", "T", "NEW")


def test_an_order_of_days_is_one_of_two() -> None:
    """Anything else would be a guess."""
    about = OpenValue(
        column="Signed",
        question=worded("?"),
        choices=("day first", "month first"),
        formats=(("%d/%m/%Y",), ("%m/%d/%Y",)),
    )

    assert '"Signed" = ["%m/%d/%Y"]' in answered(PROPOSED, "m", [(about, "Month first")])[0]
    with pytest.raises(Malformed, match="one of these, not 'both': day first, month first"):
        answered(PROPOSED, "m", [(about, "both")])


def test_rows_that_say_nothing_are_counted_once(ready: Office) -> None:
    """And a row that has recorded something is compared, whatever it says now."""
    mapping = PROPOSED.replace("FILL-IN", "I")
    report = ready.do(HEADER + "Peru,,pending\nKEN,on 2022-06-02,\n", mapping)

    assert (report.silent, dict(report.acts)) == ([2], {"sign": 1})
    changed = ready.do(HEADER + "KEN,,pending\n", mapping, dry_run=True)
    assert "A rule" not in str(changed.problems[0])


def test_a_cell_of_two_acts_is_asked_once_with_all_rows() -> None:
    """Whichever of the acts comes from a row."""
    mapping = PROPOSED.replace("FILL-IN", "I") + (
        '[[act]]\nrecord = "join"\nwhen = { Status = ["new"] }\n[act.with]\n'
        'member = { column = "Party" }\nname = { column = "Party" }\non = "unknown"\n'
    )

    (party,) = asked(mapping, "Nowhere,,new\nNowhere,on 2022,\nNowhere,on 2023,new\n")

    assert party.rows == (2, 3, 4)


def test_nothing_is_asked_of_texts_before_there_are_any() -> None:
    """Then every one would be unknown."""
    table = file("party,text,signed,office,deposited,in force\nKenya,NEW,2022,,,\n")

    assert open_values(MappedFile(read_mapping(MAPPING, "m"), table), {}) == []
    (constant,) = open_values(
        MappedFile(read_mapping(PROPOSED, "m"), file(HEADER + "Kenya,on 2022,\n")), {}
    )
    assert constant.question == (
        "No column gives the instrument, and none is on record yet: record it ("
        "depositary text adopt), then import again."
    )
    with pytest.raises(Malformed, match="is on record yet, so it cannot be 'I'"):
        answered(PROPOSED, "m", [(constant, "I")])


@pytest.mark.parametrize(
    ("row", "reason"), [("KEN,I,,,,", "This row has no signed or deposited."), ("KEN,I,,,x,", None)]
)
def test_a_row_without_an_act_is_told_what_it_lacks(
    ready: Office, row: str, reason: str | None
) -> None:
    """In plain words, and by its columns."""
    text = f"party,text,signed,office,deposited,in force\n{row}\n"
    both = ready.do(text, MAPPING, dry_run=True)
    one = ready.do(text, MAPPING.partition('[[act]]\nrecord = "consent"')[0], dry_run=True)

    assert reason is None or both.problems[0].reason == reason
    assert one.problems[0].reason == "This row has no signature date."


@pytest.mark.slow
def test_many_names_are_asked_without_a_long_wait() -> None:
    """Likely ones are looked for among the first names only."""
    rows = "".join(f"Keniya {number},on 2022,\n" for number in range(202))
    *_, before, last = asked(PROPOSED.replace("FILL-IN", "I"), rows)
    first = asked(PROPOSED.replace("FILL-IN", "I"), rows)[0]

    assert first.choices
    assert (before.choices, last.choices) == ((), ())


def test_a_due_day_cannot_be_unknown() -> None:
    """Then it is no answer, and is not offered as one."""
    mapping = """
        name = "list"
        key = ["Party"]
        [[act]]
        record = "milestone"
        when = "Signed"
        [act.with]
        commitment = "C1"
        milestone = { column = "Party" }
        title = { column = "Status" }
        due_on = { column = "Signed" }
        on = "2022"
    """

    (question,) = asked(mapping, "M1,spring,A guide\n")

    assert question.question == "'spring' in 'Signed' is no date (row 2)."
    (question,) = asked(mapping, "M1,2026-01-15 (withdrawn 30 June 2026),A guide\n")
    assert question.question.endswith(
        "(row 2). That something ended is not read from it: record that by hand."
    )


@pytest.mark.slow
def test_many_rows_that_are_left_out_take_no_time() -> None:
    """Each of 20,000 answers was compared with each of 20,000 rows, and copied with all others."""
    names = [f"Nobody {number}" for number in range(20_000)]
    rows = "".join(f"{name},on 2022,\n" for name in names)
    abouts = [OpenValue(column="Party", value=name, question=worded("Which?")) for name in names]

    with bounded_work(Malformed("It takes too long."), 20):
        told, new = answered(PROPOSED, "m", [(about, "skip") for about in abouts])
        mapped = MappedFile(read_mapping(told, "m"), file(HEADER + rows))

        assert (new, len(mapped.skipped), mapped.rows) == (20_000, 20_000, [])


BLANK_IS_NOTHING = PROPOSED.replace('Status = "(not yet|pending).*", ', "").replace("FILL-IN", "T")


@pytest.mark.parametrize(
    ("title", "below"),
    [
        ("Withdrawn since", ""),
        ("Not yet signed", ""),
        ("Observers", ""),
        ("Candidates", ""),
        ("Denunciations", ""),
        ("Anciens membres", ""),
        ("To be confirmed", ""),
        ("Pending signatures", ""),
        ("Second list", HEADER),
    ],
)
def test_a_title_between_rows_is_asked_about(title: str, below: str) -> None:
    """States under "Withdrawn since" were recorded as signatories in silence."""
    rows = f"Kenya,on 2022,\n{title},,\n{below}KEN,on 2023,\n"
    (about,) = asked(BLANK_IS_NOTHING, rows)
    assert about.question.startswith(f"{title!r} stands alone above rows that are recorded as all")

    told, _ = answered(BLANK_IS_NOTHING, "m", [(about, "skip")])

    assert asked(told, rows) == []


@pytest.mark.parametrize("rows", ["Africa,,\nKEN,on 2023,\n", "KEN,,\nKenya,on 2022,\n", "No,,\n"])
def test_a_title_that_says_no_end_and_a_member_are_not_asked_about(rows: str) -> None:
    """Lists have regions in them, and members that have not signed yet."""
    assert asked(BLANK_IS_NOTHING, f"Kenya,on 2022,\n{rows}") == []


def test_names_in_capitals_are_no_codes() -> None:
    """They became codes without a word; in a column of codes they are some."""
    table = file("Country,Joined\nUTOPIA,2026-01-15\nUTO,2026-01-16\nSAN MARCOS,2026-01-17\n")
    mapping = read_mapping(propose(table, {}).toml, "proposed.toml")

    asked = [each.value for each in open_values(MappedFile(mapping, table), {})]

    assert asked == ["UTOPIA", "SAN MARCOS"]


def test_a_code_in_small_letters_is_asked_and_the_others_are_codes() -> None:
    """The whole column was not used, without a reason."""
    rows = "UTO,Utopia,2026-01-15\nsyd,Syldavia,2026-01-16\nEUROPOL,Police,2026-01-17\n"
    table = file(f"Code,Country,Joined\n{rows}")
    made = propose(table, {})
    mapping = read_mapping(made.toml, "proposed.toml")

    assert 'member = { column = "Code" }' in made.toml
    assert [each.value for each in open_values(MappedFile(mapping, table), {})] == ["syd"]
