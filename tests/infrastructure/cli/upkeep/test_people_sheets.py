"""`contacts import`: the list of people that a secretariat keeps in Excel."""

from collections import Counter
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from application.register import Register
from infrastructure.cli.common_options import PERSON
from infrastructure.cli.open_register import Session
from infrastructure.cli.upkeep import people_sheet
from infrastructure.contacts.contact import fold
from infrastructure.importers.rows import row_bounds
from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.importers.sheets import book, made

pytestmark = pytest.mark.usefixtures("register")
HEAD = "First name;Last name;E-mail;Ministry;Country;Phone"
ADA = "Ada;Example;ada@example.org;Justice;Kenya;1"
BOB = "Bob;Example;mailto:bob@example.org;Interior;ATL;2"  # as Excel has it


def _file(*rows: str) -> None:
    Path("people.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def _listed() -> list[list[str]]:
    return [line.split("  ")[1:] for line in typed("contacts list").out.splitlines()]


def test_keeps_everybody_once() -> None:
    """The same list is imported again when somebody was added to it."""
    _file(HEAD, ADA)
    dry = typed("contacts import people.csv --dry-run")
    assert typed("contacts list").err == "No contacts.\n"

    said = typed("contacts import people.csv")
    _file(HEAD, ADA, BOB)
    again = typed("contacts import people.csv")

    assert dry.out == "Ada Example  ada@example.org  Justice  KEN\n"
    assert dry.err == "New: 1. Kept already: 0. Nothing was kept now.\nNot read: Phone.\n"
    assert said.code == 0
    assert said.out.startswith("p-")
    assert said.err == "Kept: 1. Kept already: 0.\nNot read: Phone.\n"
    assert again.out.endswith("  Bob Example  bob@example.org  Interior  ATL\n")
    assert again.err.startswith("Kept: 1. Kept already: 1.\n")
    assert _listed() == [
        ["Ada Example", "ada@example.org", "Justice", "KEN"],
        ["Bob Example", "bob@example.org", "Interior", "ATL"],
    ]


def test_keeps_nobody_where_a_row_cannot_be_kept() -> None:
    """All bad rows are told at once, and values of people are not repeated."""
    _file(
        *(HEAD, ADA, ADA.replace("ada@", "ada2@"), ";;x@example.org;;;"),
        "Cleo;Sample;not an address;;Kenya;",
    )

    said = typed("contacts import people.csv")

    assert (said.code, said.out) == (1, "")
    assert said.err == (
        "depositary: people.csv: 3 rows cannot be recorded, so nothing was.\n"
        "  Row 3: Another row has this name, is of the same member, and has another address: say "
        "in the name who is who, or leave one out.\n"
        "  Row 4: The name of a contact has from 1 to 200 characters.\n"
        "  Row 5: No letter can be sent to that address. Write one address alone, such as "
        "ada@example.org: without brackets, in letters without accents.\n"
        "Correct them, and import the file again.\n"
    )
    assert typed("contacts list").err == "No contacts.\n"


def test_asks_whether_another_address_is_of_the_same_person() -> None:
    """It may be a new address, or a namesake."""
    must(f"contacts add 'Ada Example' --email ada@example.org --member KEN --ref {PERSON}")
    _file(HEAD, ADA.replace("ada@", "ada2@"))

    said = typed("contacts import people.csv")

    assert said.code == 1
    assert f"{PERSON} has this name, is of the same member, and has another address" in said.err


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("name", "Ada Example"),
        ("Name,Vorname", "Example,Ada"),
        ("Nom,Prénom", "Example,Ada"),
        ("Full name,First name,Last name", "Ada Example,Ada,Example"),
    ],
)
def test_reads_names_in_one_column_or_in_two(head: str, row: str) -> None:
    """Lists of people have them in every way."""
    _file(head, row)

    assert typed("contacts import people.csv").code == 0
    assert _listed() == [["Ada Example"]]


def test_reads_a_sheet_of_a_workbook() -> None:
    """Most lists are in Excel."""
    Path("people.xlsx").write_bytes(
        book(["Name", "E-mail"], ["Ada Example", "ada@example.org"], sheet="People")
    )

    assert typed("contacts import people.xlsx --sheet People").code == 0
    assert _listed() == [["Ada Example", "ada@example.org"]]


@pytest.mark.parametrize(
    ("head", "sentence"),
    [
        ("who", "has no column for the names of people: call it 'name'. Its columns are who."),
        ("act,name", "has a column 'act', so its rows are to be recorded, and are no people"),
        ("name,focal point", "two columns for the name of a person: 'name' and 'focal point'."),
    ],
)
def test_says_which_columns_it_needs(head: str, sentence: str) -> None:
    """No column is guessed."""
    _file(head, ",".join(["Ada Example"] * (head.count(",") + 1)))

    assert sentence in typed("contacts import people.csv").err


def test_reads_names_below_a_group() -> None:
    """They were taken for names of members."""
    group, head = ["Focal point", None, None], ["Name", "E-mail", "Country"]
    Path("people.xlsx").write_bytes(book(group, head, ["Ada Example", "ada@example.org", "KEN"]))

    assert typed("contacts import people.xlsx").code == 0
    assert _listed() == [["Ada Example", "ada@example.org", "KEN"]]


def test_says_of_codes_that_no_body_has() -> None:
    """A mistyped country would get no letters."""
    _file("name,country", "Ada Example,Zembla")

    assert "Note: no body has a member ZEMBLA so far.\n" in typed("contacts import people.csv").err


def test_who_is_kept_is_known_by_the_address() -> None:
    """Another list has the names in the other order, or no members."""
    must("contacts add 'Ada Example' --email ada@example.org --member KEN")
    _file("name,e-mail", '"Example, Ada",ada@example.org')

    assert typed("contacts import people.csv").err == "Kept: 0. Kept already: 1.\n"


def test_says_who_is_kept_with_another_member() -> None:
    """The other member would have nobody, and the letters of one go to another."""
    must(f"contacts add 'Ada Example' --email ada@example.org --member KEN --ref {PERSON}")
    _file("name,e-mail,country", "Ada Example,ada@example.org,ATL", "Bo Sample,bo@example.org,ATL")
    with Path("people.csv").open("a", encoding="utf-8") as file:
        file.write("Bo Sample,bo@example.org,KEN\n")

    said = typed("contacts import people.csv")

    assert said.code == 1
    assert f"  Row 2: {PERSON} has this name and address, and is of KEN: correct the" in said.err
    assert "  Row 4: Another row has this name and address, and another member: keep" in said.err
    assert len(_listed()) == 1


def test_takes_no_title_for_a_person() -> None:
    """Each text with these words would be refused from then on."""
    _file(HEAD, ADA, "Former focal points;;;;;", BOB)

    said = typed("contacts import people.csv")

    assert said.code == 1
    assert "  Row 3: This row has a name and nothing else, as a title between rows has." in said.err


def test_a_member_without_a_person_stops_nothing() -> None:
    """A list of members has those, too, who have named nobody yet."""
    _file("country,name,e-mail", "KEN,Ada Example,ada@example.org", "ATL,,", "PER,N.A.,", "ERE,-,")

    said = typed("contacts import people.csv")

    assert (said.code, _listed()) == (0, [["Ada Example", "ada@example.org", "KEN"]])
    assert said.err == "Kept: 1. Kept already: 0.\nNo person is named in rows 3 to 5.\n"


def test_says_of_names_of_one_word() -> None:
    """A function stands in many lists in the place of a name."""
    _file("name,country", "Registry,KEN")

    assert (
        "one word, so each text in which that word stands is refused: Registry."
        in typed("contacts import people.csv").err
    )


def test_reads_no_hidden_column() -> None:
    """An old address is hidden, and letters would go to it."""

    def fill(workbook: Workbook) -> None:
        sheet = workbook.add_worksheet("People")
        for row, cells in enumerate(
            [["Name", "E-mail", "Country"], ["Ada Example", "a@b.org", "KEN"]]
        ):
            sheet.write_row(row, 0, cells)
        sheet.set_column(1, 1, None, None, {"hidden": True})

    Path("people.xlsx").write_bytes(made(fill))

    said = typed("contacts import people.xlsx")

    assert _listed() == [["Ada Example", "KEN"]]
    assert "Not read: E-mail." in said.err


def test_folds_each_name_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten thousand names took half a minute."""
    count, folded = 200, Counter[str]()

    def counted(text: str) -> str:
        folded[text] += 1
        return fold(text)

    monkeypatch.setattr(people_sheet, "fold", counted)
    _file("name", *(f"Person {number}" for number in range(count)))

    assert typed("contacts import people.csv --dry-run").code == 0
    assert folded.total() <= 2 * count


def test_takes_no_country_for_a_person() -> None:
    """A list of members is typed in the place of a list of people."""
    _file("name,e-mail", "Kenya,ken@example.org")

    said = typed("contacts import people.csv")

    assert "  Row 2: This is the name of a country, and of no person.\n" in said.err


def test_waits_for_the_register_once(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It waited half a minute for each member, twice."""
    opened = list[Path]()

    def counted(self: Session, **kwargs: bool) -> AbstractContextManager[Register]:
        opened.append(register)
        return once(self, **kwargs)

    once = Session.register
    monkeypatch.setattr(Session, "register", counted)
    _file(HEAD, ADA, BOB)

    assert typed("contacts import people.csv").code == 0
    assert len(opened) == 1


@pytest.mark.parametrize(
    "name",
    ["Ada Example; Bob Sample", "Ada E. / Bo B", "Ada Ex and B B", "Ada Ex (a@b.org)", "..."],
)
def test_takes_no_cell_with_several_people_for_a_name(name: str) -> None:
    """No text would be refused that names one of them."""
    _file("name\tcountry\te-mail", f"{name}\tKEN\ta@example.org")

    said = typed("contacts import people.csv")

    assert "  Row 2: This is not the name of one person alone" in said.err


@pytest.mark.parametrize("name", ["Dr. Ada Example", "Example, Ada (she/her)", "Ada Example"])
@pytest.mark.parametrize("mail", ["ada@example.org", ""])
def test_knows_who_is_kept_with_or_without_a_title(name: str, mail: str) -> None:
    """Another list has titles, or no addresses."""
    must("contacts add 'Ada Example' --email ada@example.org --member KEN")
    _file("name;country;e-mail", f"{name};KEN;{mail}")

    assert typed("contacts import people.csv").err == "Kept: 0. Kept already: 1.\n"


def test_takes_no_several_members_for_a_code() -> None:
    """Nobody would get letters."""
    _file("name,country", "Ada Example,KEN; ATL")

    assert "  Row 2: There is no member 'KEN; ATL'" in typed("contacts import people.csv").err


@pytest.mark.slow
def test_takes_no_longer_than_a_file_of_its_size_may(monkeypatch: pytest.MonkeyPatch) -> None:
    """Members that nobody has, and namesakes, took minutes."""
    monkeypatch.setattr(row_bounds, "SECONDS", 0.05)
    monkeypatch.setattr(row_bounds, "SECONDS_PER_CHARACTER", 0.0)
    _file("name,country", *(f"Ada Example,M{number}" for number in range(2000)))

    said = typed("contacts import people.csv")

    assert (said.code, "take more time or memory" in said.err) == (2, True)
