"""Names of members in rows: codes first, then the body's own names, then usual ones."""

import pytest

from infrastructure.importers.tables.problems import BadRows
from tests.infrastructure.importers.given import Office

HEADER = "act,member,instrument,on,name\n"


def signers(office: Office) -> list[str]:
    return [e.event.subject for e in office.events() if e.event.TOPIC == "commitment.signed"]


@pytest.mark.parametrize("text", ["KEN", "ken", "Kenya", "KENYA", "Republic of Kenya", "肯尼亚"])
def test_a_member_may_be_named(ready: Office, text: str) -> None:
    """Nobody but the secretariat knows codes by heart."""
    ready.do(f"{HEADER}sign,{text},T,2022,\n")

    assert signers(ready) == ["KEN"]


def test_the_name_in_the_body_goes_before_a_usual_one(ready: Office) -> None:
    """What the secretariat calls its member decides, today's name and former ones."""
    ready.do(f"{HEADER}join,XKE,,2020,Peru\nrename,XKE,,2021,Guinea\n")
    ready.do(f"{HEADER}sign,Peru,T,2022,\n")
    ready.do(f"{HEADER}sign,guinea,I,2022,\n")

    assert signers(ready) == ["XKE", "XKE", "XKE"]


def test_a_member_that_joined_in_the_same_file_may_be_named(ready: Office) -> None:
    """A file that begins with members goes on with what they did."""
    ready.do(f"{HEADER}join,ATL,,2020,Atlantis\nsign,Atlantis,T,2022,\nsign,atlantis,I,2022,\n")

    assert signers(ready) == ["ATL", "ATL", "ATL"]


def test_a_usual_name_admits_a_party_under_its_official_one(ready: Office) -> None:
    """Its name is what the column name says, never what the table of names says."""
    report = ready.do(f"{HEADER}sign,Perú,T,2022,Republic of Peru\n")

    assert report.admitted == [("PER", "Republic of Peru")]


def test_a_name_in_capitals_is_no_code(ready: Office) -> None:
    """Nobody has the code CHAD; lists of countries are often in capitals."""
    ready.do(f"{HEADER}join,PERU,,2022,Peru\nsign,PERU,T,2022,\n")

    assert signers(ready) == ["PER"]


def test_a_name_in_capitals_is_none_in_any_act_of_a_row(ready: Office) -> None:
    """A party that is admitted by its signature had it for a code, for ever."""
    ready.do(
        f"{HEADER}sign,MALI,T,2022,Mali\nsign,TURKEY,T,2022,Türkiye\nsign,UAE,T,2022,Emirates\n"
    )

    assert signers(ready) == ["MLI", "TUR", "UAE"]


def test_a_code_that_is_a_name_stays_the_code_of_who_is_called_otherwise(ready: Office) -> None:
    """Maltania became MLT, the code of Malta."""
    ready.do(f"{HEADER}join,MALTA,,2022,Maltania\nsign,MALTA,T,2022,\n")

    assert signers(ready) == ["MALTA"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (
            "sign,Congo,T,2022,",
            "No one member has this name. Did you mean COD (Congo - Kinshasa), COG (Congo",
        ),
        ("sign,Kenja,T,2022,", "Did you mean KEN (Kenya)? Write the code."),
        ("sign,Some place,T,2022,", "Expected a code such as KEN, or a name of one member."),
        ("sign,Peru,T,2022,", "There is no member 'PER' in this register."),
    ],
)
def test_a_name_is_never_guessed(ready: Office, row: str, reason: str) -> None:
    """A silent guess would be a fact about a government that nobody stated."""
    with pytest.raises(BadRows) as refused:
        ready.do(HEADER + row + "\n")

    (problem,) = refused.value.problems
    assert (problem.column, reason in problem.reason) == ("member", True), problem


def test_two_members_of_one_name_are_told_apart_by_code(ready: Office) -> None:
    """Only the secretariat knows which of them was meant."""
    header = HEADER.replace("name", "name,distinct")
    ready.do(f"{header}join,AAA,,2020,Twins,\njoin,BBB,,2020,Twins,Another island.\n")

    problem = ready.do(f"{HEADER}sign,Twins,T,2022,\n", dry_run=True).problems[0]

    assert "Did you mean AAA (Twins), BBB (Twins)?" in problem.reason


def test_who_offers_help_may_be_named(ready: Office) -> None:
    """In that act `by` is a member, and in another one a commitment."""
    ready.do(f"{HEADER}join,ATL,,2020,Atlantis\n")
    header = "act,member,gap,by,area,text,on\n"
    ready.do(f"{header}gap,KEN,G-1,,other,A gap in the law,2022\n")

    report = ready.do(f"{header}offer_help,KEN,G-1,atlantis,,We can help,2023\n")

    assert dict(report.acts) == {"offer_help": 1}
